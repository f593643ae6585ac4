using SymGrad.EndToEnd.Tests.Oracle;
using Xunit;

namespace SymGrad.EndToEnd.Tests.Constructs;

/// <summary>What the reverse sweep records, and what it finds out without.</summary>
public sealed class RecordedStateTests
{
    [Theory]
    [InlineData("int j = 0; j <= i; j++")]
    [InlineData("int j = i; j < n; j++")]
    [InlineData("int j = n - 1; j >= i; j--")]
    [InlineData("int j = n - 1; j > i; j--")]
    [InlineData("int j = i + 1; j < n - 1; j++")]
    [InlineData("int j = i - 2; j <= n - i; j++")]
    [InlineData("int j = n; j > n - 3; j--")]
    [InlineData("int j = m[i]; j < m[i + 1]; j++")]
    [InlineData("int j = 0; j < n; j += 3")]
    public void Elements_overwritten_in_an_inner_loop(string header) => Accept.Loss($$"""
        [Loss]
        public static double F([Theta] ReadOnlySpan<double> a, int n, ReadOnlySpan<int> m)
        {
            Span<double> h = stackalloc double[16];
            a.CopyTo(h);
            double sum = 0;
            for (int i = 0; i < n; i++)
            {
                for ({{header}})
                {
                    int place = (j + 16) % 16;
                    h[place] = h[place] * h[(place + 5) % 16] + Math.Sin(h[(i * 3 + j + 16) % 16]);
                    sum += h[place] * h[0];
                }
            }

            return sum;
        }
        """,
        Sample.Of(("a", 16)).With("n", 5).With("m", new[] { 2, 4, 4, 1, 5, 3, 8 }),
        Sample.Of(("a", 16)).With("n", 0).With("m", new[] { 2 }));

    [Fact]
    public void Inner_loops_that_are_skipped_and_left_early() => Accept.Loss("""
        [Loss]
        public static double F([Theta] ReadOnlySpan<double> a, ReadOnlySpan<int> m)
        {
            double[] h = a.ToArray();
            int t = 0;
            while (true)
            {
                int length = m[t++];
                if (length < 0)
                {
                    break;
                }

                if (length != 2)
                {
                    for (int i = 0; i < length; i++)
                    {
                        h[i] = h[i] * h[h.Length - 1 - i];
                    }
                }

                for (int i = length; i < h.Length; i++)
                {
                    h[i] *= h[i];
                    if (h[i] > 1.5)
                    {
                        break;
                    }

                    h[0] += h[i] * a[i];
                }
            }

            return h[0] * h[1] + h[2];
        }
        """, Sample.Of(("a", 5)).With("m", new[] { 2, 5, 0, 3, -1 }));

    [Fact]
    public void A_place_that_runs_through_a_packed_triangle() => Accept.Loss("""
        [Loss]
        public static double F([Theta] ReadOnlySpan<double> packed, ReadOnlySpan<double> x)
        {
            double[] h = x.ToArray();
            int next = 1;
            for (int column = 0; column < h.Length; column++)
            {
                for (int row = column + 1; row < h.Length; row++)
                {
                    h[row] += packed[next] * h[column] * h[row];
                    next++;
                }
            }

            return h[^1] * h[1] + packed[next];
        }
        """, Sample.Of(("packed", 8), ("x", 4)), Sample.Of(("packed", 3), ("x", 2)));

    [Fact]
    public void A_place_that_moves_where_a_condition_holds() => Accept.Loss("""
        [Loss]
        public static double F([Theta] ReadOnlySpan<double> a, ReadOnlySpan<double> x, int skipped)
        {
            Span<double> h = stackalloc double[32];
            double sum = 1;
            for (int round = 0; round < 3; round++)
            {
                int next = 0;
                for (int i = 0; i < x.Length; i++)
                {
                    for (int j = 0; j < a.Length; j++)
                    {
                        if (j != skipped && x[i] > -0.5)
                        {
                            h[next++] = a[j] * sum + h[next];
                        }
                        else
                        {
                            next += 2;
                        }
                    }
                }

                sum += h[3] * h[next % 7];
            }

            return sum;
        }
        """, Sample.Of(("a", 3), ("x", 4)).With("skipped", 1), Sample.Of(("a", 3), ("x", 2)).With("skipped", 7));

    [Fact]
    public void A_place_that_moves_by_what_it_finds() => Accept.Loss("""
        [Loss]
        public static double F([Theta] ReadOnlySpan<double> a, ReadOnlySpan<int> m)
        {
            double[] h = a.ToArray();
            int next = 0;
            for (int i = 0; i < 6; i++)
            {
                h[next] = h[next] * a[i % a.Length];
                if (m[next] > 1)
                {
                    next += m[next];
                }
                else
                {
                    next++;
                }

                next = next % a.Length;
            }

            return h[0] * h[1] + h[2] * h[3];
        }
        """, Sample.Of(("a", 4)).With("m", new[] { 1, 2, 0, 3 }));

    [Fact]
    public void A_place_that_moves_when_what_was_stored_there_is_positive() => Accept.Loss("""
        [Loss]
        public static double F([Theta] ReadOnlySpan<double> a, ReadOnlySpan<double> x)
        {
            double[] h = new double[x.Length + 1];
            int next = 0;
            int other = 0;
            double sum = 0;
            for (int i = 0; i < x.Length; i++)
            {
                double v = Math.Sin(x[i] * a[i % a.Length]);
                h[next] = v;
                sum += v * h[other] * a[other % a.Length];
                if (v > 0)
                {
                    next++;
                }

                if (next % 2 == 0)
                {
                    other++;
                }
            }

            return sum * h[0] + h[1];
        }
        """, Sample.Of(("a", 3), ("x", 6)));

    [Fact]
    public void Places_that_move_by_a_stride_and_backwards() => Accept.Loss("""
        [Loss]
        public static double F([Theta] ReadOnlySpan<double> a, int stride)
        {
            double[] h = a.ToArray();
            int up = 0;
            int down = a.Length - 1;
            int t = 10;
            while (t > 0 && up < a.Length)
            {
                h[up] = h[up] * h[down] + Math.Cos(h[t]);
                up += stride;
                down -= 1;
                t -= 2;
            }

            return h[0] + h[1] * h[2] + h[down];
        }
        """, Sample.Of(("a", 12)).With("stride", 3), Sample.Of(("a", 12)).With("stride", 1));

    [Fact]
    public void Columns_in_front_of_the_one_that_is_stored() => Accept.Loss("""
        [Loss]
        public static double F([Theta] ReadOnlySpan<double> a, int n)
        {
            double[] h = a.ToArray();
            for (int j = 0; j < n; j++)
            {
                for (int k = 0; k < j; k++)
                {
                    double factor = h[j * n + k];
                    for (int i = j; i < n; i++)
                    {
                        h[i * n + j] -= factor * h[i * n + k];
                    }
                }

                for (int i = j + 1; i < n; i++)
                {
                    h[i * n + j] = h[i * n + j] * h[j * n + j] + h[j];
                }
            }

            double sum = 0;
            for (int i = 0; i < n; i++)
            {
                sum += h[i * n + i] * h[i];
            }

            return sum;
        }
        """, Sample.Of(("a", 16)).With("n", 4), Sample.Of(("a", 1)).With("n", 1));

    [Fact]
    public void Elements_beside_the_one_that_is_stored() => Accept.Loss("""
        [Loss]
        public static double F([Theta] ReadOnlySpan<double> a, ReadOnlySpan<int> places)
        {
            double[] h = a.ToArray();
            for (int i = 1; i < h.Length; i++)
            {
                h[i] = h[i - 1] * h[i] * a[0];
            }

            for (int i = 0; i < h.Length - 1; i++)
            {
                h[i] = h[i + 1] * h[i];
                h[places[i]] *= h[i];
                h[i + 1] -= h[places[i + 1]];
            }

            for (int i = 0; i < h.Length; i++)
            {
                for (int j = i + 1; j < h.Length; j++)
                {
                    double x = h[i];
                    h[j] = h[j] * x;
                    h[i] += x * h[j];
                }
            }

            return h[0] * h[1] + h[^1];
        }
        """, Sample.Of(("a", 4)).With("places", new[] { 2, 2, 0, 3 }));

    [Fact]
    public void Slices_that_overlap_what_is_stored() => Accept.Loss("""
        [Loss]
        public static double F([Theta] ReadOnlySpan<double> a)
        {
            Span<double> h = stackalloc double[6];
            a.CopyTo(h);
            Span<double> tail = h[1..];
            for (int i = 0; i < tail.Length; i++)
            {
                for (int k = 0; k < i; k++)
                {
                    h[i] = h[i] * tail[k] + h[k];
                    tail[k] *= h[i];
                }
            }

            return h[0] * h[1] + h[2] * h[3] + h[4];
        }
        """, Sample.Of(("a", 6)));

    [Theory]
    [InlineData("int i = 0; i < h.Length; i++", "x[i % x.Length]")]
    [InlineData("int i = 0; i < n; i++", "x[i % x.Length]")]
    [InlineData("int i = n - 1; i >= 0; i--", "x[i % x.Length]")]
    [InlineData("int i = 0; i <= n - 1; i++", "x[i % x.Length]")]
    [InlineData("int i = 1; i < n; i++", "x[i % x.Length]")]
    [InlineData("int i = 0; i < n - 1; i++", "x[i % x.Length]")]
    [InlineData("int i = 0; i < n; i += 2", "x[i % x.Length]")]
    [InlineData("int i = 0; i < n; i++", "h[n - 1 - i] * x[0]")]
    [InlineData("int i = n; i > 0; i--", "x[i % x.Length]", "i - 1")]
    public void An_array_that_each_iteration_fills_and_updates(string header, string first, string place = "i") => Accept.Loss($$"""
        [Loss]
        public static double F([Theta] ReadOnlySpan<double> a, ReadOnlySpan<double> x, int n)
        {
            double[] h = new double[n];
            double sum = 1;
            for (int t = 0; t < 3; t++)
            {
                for ({{header}})
                {
                    h[{{place}}] = {{first}} * sum;
                }

                for (int j = 0; j < n; j++)
                {
                    for (int k = j + 1; k < n; k++)
                    {
                        h[k] = Math.Sin(h[k] * a[j] + h[j]);
                    }
                }

                for (int j = 0; j < n; j++)
                {
                    sum += h[j] * h[j];
                }

                sum = Math.Sin(sum);
            }

            return sum + h[0];
        }
        """, Sample.Of(("a", 4), ("x", 3)).With("n", 4), Sample.Of(("a", 1), ("x", 3)).With("n", 1));

    [Theory]
    [InlineData("int i = 0; i < low; i++")]
    [InlineData("int i = low; i < low; i++")]
    [InlineData("int i = 5; i < low; i += 3")]
    [InlineData("int i = 5; i <= low; i += 2")]
    [InlineData("int i = 0; i > high; i--")]
    [InlineData("int i = high; i > high; i--")]
    [InlineData("int i = -5; i > high; i -= 3")]
    [InlineData("int i = high; i > high - 3; i--")]
    [InlineData("int i = low; i < low + 3; i++")]
    [InlineData("int i = low; i < high - 1000000000; i += 1000000000")]
    public void Bounds_at_the_ends_of_the_integers(string header) => Accept.Loss($$"""
        [Loss]
        public static double F([Theta] double a, [Theta] ReadOnlySpan<double> b, int low, int high)
        {
            double[] h = b.ToArray();
            double sum = a;
            for ({{header}})
            {
                sum = Math.Sin(sum * a + (i % 3)) * h[0];
                h[0] = sum * h[1];
            }

            return sum * h[0];
        }
        """, Sample.Of(("b", 2)).With("low", int.MinValue).With("high", int.MaxValue));

    [Fact]
    public void A_place_handed_through_inner_loops_and_a_sign_that_changes() => Accept.Loss("""
        [Loss]
        public static double F([Theta] ReadOnlySpan<double> a, int n, int skipped)
        {
            double[] h = a.ToArray();
            double sign = a[0];
            int next = 0;
            for (int i = 0; i < n; i++)
            {
                for (int j = 0; j < n; j++)
                {
                    for (int k = 0; k < j; k++)
                    {
                        if (k != skipped)
                        {
                            h[next % h.Length] *= sign * h[(next + 1) % h.Length];
                            next += 3;
                        }
                    }
                }

                sign = -sign;
            }

            return h[0] * h[1] + h[2] * sign;
        }
        """, Sample.Of(("a", 5)).With("n", 4).With("skipped", 1), Sample.Of(("a", 3)).With("n", 1).With("skipped", 0));
}
