using SymGrad.EndToEnd.Tests.Oracle;
using Xunit;

namespace SymGrad.EndToEnd.Tests.Constructs;

/// <summary>Stores into elements: overwritten, in place, swapped, gathered and scattered.</summary>
public sealed class ArrayStoreTests
{
    [Fact]
    public void Compound_stores() => Accept.Loss("""
        [Loss]
        public static double F([Theta] ReadOnlySpan<double> a, double x)
        {
            Span<double> h = stackalloc double[a.Length];
            for (int i = 0; i < a.Length; i++)
            {
                h[i] += a[i];
                h[i] *= a[i] + x;
                h[i] -= 1;
                h[i] /= 2 + a[i] * a[i];
                h[i]++;
            }

            int next = 0;
            h[next++] += h[^1] * 2;
            h[next++] *= h[0];
            return h[0] * h[1] + next;
        }
        """, Sample.Of(("a", 3)));

    [Fact]
    public void Overwritten_after_use() => Accept.Loss("""
        [Loss]
        public static double F([Theta] ReadOnlySpan<double> a)
        {
            Span<double> h = stackalloc double[2];
            h[0] = a[0];
            h[1] = h[0] * h[0];
            h[0] = a[1] * h[1];
            h[1] = Math.Sin(h[0]) * h[1];
            h[0] = 3;
            return h[1] * h[0];
        }
        """, Sample.Of(("a", 2)));

    [Fact]
    public void Reading_an_element_just_stored() => Accept.Loss("""
        [Loss]
        public static double F([Theta] ReadOnlySpan<double> a)
        {
            double[] h = new double[a.Length + 1];
            h[0] = 1;
            for (int i = 0; i < a.Length; i++)
            {
                h[i + 1] = h[i] * a[i] + Math.Cos(h[i]);
                h[i] = h[i + 1] * h[i + 1];
            }

            return h[a.Length] + h[0];
        }
        """, Sample.Of(("a", 4)), Sample.Of(("a", 1)));

    [Fact]
    public void In_place_recurrence() => Accept.Loss("""
        [Loss]
        public static double F([Theta] ReadOnlySpan<double> a, int n)
        {
            Span<double> h = stackalloc double[a.Length];
            a.CopyTo(h);
            for (int t = 0; t < n; t++)
            {
                for (int i = 1; i < h.Length; i++)
                {
                    h[i] = Math.Tanh(h[i] + h[i - 1]) * h[i];
                }

                h[0] = h[^1] * a[0];
            }

            double sum = 0;
            foreach (double value in h)
            {
                sum += value * value;
            }

            return sum;
        }
        """, Sample.Of(("a", 3)).With("n", 3), Sample.Of(("a", 3)).With("n", 0));

    [Fact]
    public void Swap_of_elements() => Accept.Loss("""
        [Loss]
        public static double F([Theta] ReadOnlySpan<double> a, int i, int j)
        {
            double[] h = a.ToArray();
            (h[i], h[j]) = (h[j], h[i] * h[i]);
            double swap = h[0];
            h[0] = h[1];
            h[1] = swap;
            return h[0] * h[1] * h[1] + h[2] * h[i];
        }
        """, Sample.Of(("a", 3)).Below("i", 3).Below("j", 3), Sample.Of(("a", 3)).With("i", 1).With("j", 1));

    [Fact]
    public void Sorting_in_place() => Accept.Loss("""
        [Loss]
        public static double F([Theta] ReadOnlySpan<double> a)
        {
            Span<double> h = stackalloc double[a.Length];
            a.CopyTo(h);
            for (int i = 1; i < h.Length; i++)
            {
                double value = h[i];
                int j = i - 1;
                while (j >= 0 && h[j] > value)
                {
                    h[j + 1] = h[j];
                    j--;
                }

                h[j + 1] = value;
            }

            double sum = 0;
            for (int i = 0; i < h.Length; i++)
            {
                sum += (i + 1) * h[i] * h[i];
            }

            return sum;
        }
        """, Sample.Of(("a", 6)));

    [Fact]
    public void Gather_and_scatter_with_repeated_indices() => Accept.Loss("""
        [Loss]
        public static double F([Theta] ReadOnlySpan<double> a, ReadOnlySpan<int> from, ReadOnlySpan<int> to, ReadOnlySpan<double> x)
        {
            Span<double> bins = stackalloc double[4];
            for (int i = 0; i < from.Length; i++)
            {
                bins[to[i]] += a[from[i]] * x[i];
            }

            double sum = 0;
            foreach (double bin in bins)
            {
                sum += bin * bin * bin;
            }

            return sum;
        }
        """,
        Sample.Of(("a", 3), ("from", 8), ("to", 8), ("x", 8)).Below("from", 3).Below("to", 4),
        Sample.Of(("a", 2), ("x", 4)).With("from", new[] { 1, 1, 1, 0 }).With("to", new[] { 3, 3, 0, 3 }));

    [Fact]
    public void Scatter_that_overwrites() => Accept.Loss("""
        [Loss]
        public static double F([Theta] ReadOnlySpan<double> a, ReadOnlySpan<int> to)
        {
            Span<double> bins = stackalloc double[3];
            for (int i = 0; i < to.Length; i++)
            {
                bins[to[i]] = a[i] * a[i];
            }

            return bins[0] + 2 * bins[1] * bins[2];
        }
        """, Sample.Of(("a", 5), ("to", 5)).Below("to", 3), Sample.Of(("a", 3)).With("to", new[] { 1, 1, 1 }));

    [Fact]
    public void References_to_elements() => Accept.Loss("""
        [Loss]
        public static double F([Theta] ReadOnlySpan<double> a, int n)
        {
            Span<double> h = stackalloc double[a.Length];
            a.CopyTo(h);
            ref double element = ref h[n];
            element *= a[0];
            h[n] += 1;
            return element * h[0];
        }
        """, Sample.Of(("a", 3)).Below("n", 3));

    [Fact]
    public void Stores_on_one_side_of_a_branch() => Accept.Loss("""
        [Loss]
        public static double F([Theta] ReadOnlySpan<double> a, ReadOnlySpan<double> x)
        {
            Span<double> h = stackalloc double[a.Length];
            for (int i = 0; i < a.Length; i++)
            {
                h[i] = a[i];
                if (x[i] > 0)
                {
                    h[i] = h[i] * a[i];
                }
                else if (i > 0)
                {
                    h[i - 1] *= x[i];
                }
            }

            double product = 1;
            foreach (double value in h)
            {
                product *= value;
            }

            return product;
        }
        """, Sample.Of(("a", 4), ("x", 4)));

    [Fact]
    public void Data_that_decide_and_are_overwritten_in_a_loop_later_on() => Accept.Loss("""
        [Loss]
        public static double F([Theta] ReadOnlySpan<double> b, ReadOnlySpan<double> x, bool overwrites)
        {
            double sum = 0;
            double[] limits = new double[x.Length];
            for (int k = 0; k < limits.Length; k++)
            {
                if (limits[k] > b[0])
                {
                    sum += b[0] * b[0];
                }
            }

            if (overwrites)
            {
                for (int i = 0; i < x.Length; i++)
                {
                    limits[i] = x[i];
                }
            }

            return sum + limits[0];
        }
        """, Sample.Of(("b", 1), ("x", 3)).Between("b", -2, -1), Sample.Of(("b", 1), ("x", 3)).Between("b", 0.1, 0.2).Between("x", 1, 2));
}
