using SymGrad.EndToEnd.Tests.Oracle;
using Xunit;

namespace SymGrad.EndToEnd.Tests.Constructs;

/// <summary>What a loop carries from one iteration to the next.</summary>
public sealed class LoopStateTests
{
    [Fact]
    public void Several_values_carried_and_swapped() => Accept.Loss("""
        [Loss]
        public static double F([Theta] double a, [Theta] double b, int n)
        {
            double previous = a;
            double current = b;
            for (int i = 0; i < n; i++)
            {
                (previous, current) = (current, current * a + previous * b);
            }

            double swap = previous;
            previous = current;
            current = swap;
            return previous - current * a;
        }
        """, Sample.Any.With("n", 5), Sample.Any.With("n", 0));

    [Fact]
    public void A_value_overwritten_after_use() => Accept.Loss("""
        [Loss]
        public static double F([Theta] ReadOnlySpan<double> a, [Theta] double b)
        {
            double x = b;
            double sum = 0;
            for (int i = 0; i < a.Length; i++)
            {
                sum += x * x * a[i];
                x = a[i];
                sum *= x;
                x = 2;
            }

            return sum + x;
        }
        """, Sample.Of(("a", 4)));

    [Fact]
    public void Reset_in_each_iteration() => Accept.Loss("""
        [Loss]
        public static double F([Theta] ReadOnlySpan<double> a, int rows)
        {
            double inner;
            double sum = 0;
            int columns = a.Length / rows;
            for (int i = 0; i < rows; i++)
            {
                inner = 0;
                for (int j = 0; j < columns; j++)
                {
                    inner += a[i * columns + j];
                }

                sum += inner * inner;
            }

            return sum;
        }
        """, Sample.Of(("a", 6)).With("rows", 2), Sample.Of(("a", 0)).With("rows", 2));

    [Fact]
    public void Greatest_element_and_where_it_is() => Accept.Loss("""
        [Loss]
        public static double F([Theta] ReadOnlySpan<double> a, ReadOnlySpan<double> x)
        {
            double best = double.NegativeInfinity;
            int where = -1;
            for (int i = 0; i < a.Length; i++)
            {
                double score = a[i] * x[i];
                if (score > best)
                {
                    best = score;
                    where = i;
                }
            }

            return best * best + a[where];
        }
        """, Sample.Of(("a", 5), ("x", 5)));

    [Fact]
    public void Mixed_precision_in_loops() => Accept.Loss("""
        [Loss]
        public static double F([Theta] ReadOnlySpan<float> a, [Theta] double b, ReadOnlySpan<int> n)
        {
            float sum = 0;
            double wide = b;
            for (int i = 0; i < a.Length; i++)
            {
                sum += a[i] * n[i];
                wide = Math.Sin(wide) * sum;
            }

            return wide;
        }
        """, Sample.Of(("a", 3), ("n", 3)));

    [Fact]
    public void A_branch_exchanges_what_an_inner_loop_has_read() => Accept.Loss("""
        [Loss]
        public static double F([Theta] ReadOnlySpan<double> a, ReadOnlySpan<double> x, bool exchanges)
        {
            double value = a[1];
            double last = 0;
            double[] kept = x.ToArray();
            for (int k = 0; k < x.Length; k++)
            {
                if (exchanges)
                {
                    (value, kept[0]) = (kept[0], 0.5 * value);
                }

                for (int i = 1; i < x.Length; i++)
                {
                    last = 0.5 * value;
                }
            }

            return value * 2;
        }
        """, Sample.Of(("a", 2), ("x", 4)), Sample.Of(("a", 2), ("x", 3)));

    [Fact]
    public void A_choice_reads_what_the_loop_carries_before_it_is_overwritten() => Accept.Loss("""
        [Loss]
        public static double F([Theta] ReadOnlySpan<double> a, [Theta] ReadOnlySpan<double> b)
        {
            double value = a[0];
            double[] kept = b.ToArray();
            for (int i = 1; i < kept.Length; i++)
            {
                (value, kept[i]) = (kept[i], 0.5 * value);
                if (a[1] < -0.787)
                {
                    value = 0.5;
                }
            }

            double sum = value;
            for (int i = 0; i < kept.Length; i++)
            {
                sum += kept[i] * Math.Cos(i);
            }

            return sum;
        }
        """, Sample.Of(("a", 2), ("b", 4)).Between("a", -2, -1), Sample.Of(("a", 2), ("b", 2)).Between("a", 1, 2));
}
