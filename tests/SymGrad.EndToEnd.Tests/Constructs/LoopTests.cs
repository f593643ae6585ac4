using SymGrad.EndToEnd.Tests.Oracle;
using Xunit;

namespace SymGrad.EndToEnd.Tests.Constructs;

/// <summary>Loops over a range of numbers, nested ones, and the bounds they have.</summary>
public sealed class LoopTests
{
    [Fact]
    public void The_loss_of_the_readme() => Accept.Loss("""
        [Loss]
        public static double F([Theta] ReadOnlySpan<double> weights, [Theta] double bias, ReadOnlySpan<double> x, double y)
        {
            double z = bias;
            for (int i = 0; i < weights.Length; i++)
            {
                z += weights[i] * x[i];
            }

            return Math.Log(1.0 + Math.Exp(-y * z));
        }
        """, Sample.Of(("weights", 4), ("x", 4)), Sample.Of(("weights", 1), ("x", 1)));

    [Fact]
    public void Loop_that_runs_zero_times() => Accept.Loss("""
        [Loss]
        public static double F([Theta] ReadOnlySpan<double> a, [Theta] double b)
        {
            double product = b;
            for (int i = 0; i < a.Length; i++)
            {
                product *= a[i];
            }

            return product * b;
        }
        """, Sample.Of(("a", 0)), Sample.Of(("a", 3)));

    [Theory]
    [InlineData("for (int i = a.Length - 1; i >= 0; i--)")]
    [InlineData("for (int i = 0; i < a.Length; i += 2)")]
    [InlineData("for (int i = a.Length; i-- > 0;)")]
    [InlineData("for (int i = 1; i <= a.Length - 1; ++i)")]
    [InlineData("for (int i = 0; i != a.Length; i++)")]
    [InlineData("for (int i = 1; i < a.Length; i *= 2)")]
    [InlineData("for (int i = a.Length - 1; i > 0; i /= 2)")]
    [InlineData("for (int i = 0; a.Length > i; i = i + 1)")]
    [InlineData("for (int i = 0, j = 3; i < j && i < a.Length; i++, j--)")]
    [InlineData("for (int i = n; i < a.Length; i += n)")]
    [InlineData("for (int i = 0; i < Math.Min(n, a.Length); i++)")]
    public void Counted_forms(string loop) => Accept.Loss($$"""
        [Loss]
        public static double F([Theta] ReadOnlySpan<double> a, [Theta] double b, int n)
        {
            double sum = b;
            {{loop}}
            {
                sum = Math.Sin(sum) + a[i] * b;
            }

            return sum;
        }
        """, Sample.Of(("a", 7)).With("n", 3), Sample.Of(("a", 2)).With("n", 1), Sample.Of(("a", 0)).With("n", 2));

    [Fact]
    public void Empty_increment() => Accept.Loss("""
        [Loss]
        public static double F([Theta] ReadOnlySpan<double> a, [Theta] double b)
        {
            double sum = b;
            for (int i = 0; i < a.Length;)
            {
                sum = sum * a[i] + Math.Cos(sum);
                i++;
            }

            return sum;
        }
        """, Sample.Of(("a", 4)));

    [Fact]
    public void No_initialiser_no_condition() => Accept.Loss("""
        [Loss]
        public static double F([Theta] ReadOnlySpan<double> a, [Theta] double b)
        {
            double sum = b;
            int i = 0;
            for (; ; )
            {
                if (i == a.Length)
                {
                    break;
                }

                sum = Math.Tanh(sum + a[i++]);
            }

            return sum;
        }
        """, Sample.Of(("a", 4)), Sample.Of(("a", 0)));

    [Fact]
    public void The_variable_after_the_loop() => Accept.Loss("""
        [Loss]
        public static double F([Theta] ReadOnlySpan<double> a, [Theta] double b, double limit)
        {
            int i;
            double sum = 0;
            for (i = 0; i < a.Length && sum < limit; i++)
            {
                sum += a[i] * a[i];
            }

            return sum * b * i;
        }
        """, Sample.Of(("a", 6)).With("limit", 3.0), Sample.Of(("a", 2)).With("limit", 100.0));

    [Fact]
    public void The_variable_changed_in_the_body() => Accept.Loss("""
        [Loss]
        public static double F([Theta] ReadOnlySpan<double> a)
        {
            double sum = 1;
            for (int i = 0; i < a.Length; i++)
            {
                sum *= a[i];
                if (sum < 0)
                {
                    i++;
                }
            }

            return sum * sum;
        }
        """, Sample.Of(("a", 7)));

    [Fact]
    public void Nested_and_triangular() => Accept.Loss("""
        [Loss]
        public static double F([Theta] ReadOnlySpan<double> a, ReadOnlySpan<double> x)
        {
            double sum = 0;
            for (int i = 0; i < x.Length; i++)
            {
                double row = a[i];
                for (int j = 0; j <= i; j++)
                {
                    row = row * x[j] + a[j];
                    for (int k = j; k < i; k++)
                    {
                        row += a[k] * a[j] * sum;
                    }
                }

                sum += Math.Sin(row);
            }

            return sum;
        }
        """, Sample.Of(("a", 4), ("x", 4)));

    [Fact]
    public void A_bound_that_changes_in_the_loop() => Accept.Loss("""
        [Loss]
        public static double F([Theta] ReadOnlySpan<double> a, int n)
        {
            double value = 1;
            for (int i = 0; i < n; i++)
            {
                value = value * a[i] + 1;
                n -= value > 1 ? 1 : 0;
            }

            return value;
        }
        """, Sample.Of(("a", 6)).With("n", 6));

    [Fact]
    public void Bounds_from_data() => Accept.Loss("""
        [Loss]
        public static double F([Theta] ReadOnlySpan<double> a, ReadOnlySpan<int> starts)
        {
            double product = 1;
            for (int s = 0; s + 1 < starts.Length; s++)
            {
                double sum = 0;
                for (int i = starts[s]; i < starts[s + 1]; i++)
                {
                    sum += a[i] * a[i];
                }

                product *= 1 + sum;
            }

            return product;
        }
        """, Sample.Of(("a", 6)).With("starts", new[] { 0, 2, 2, 5, 6 }), Sample.Of(("a", 6)).With("starts", new[] { 3 }));

    [Fact]
    public void While_until_converged() => Accept.Loss("""
        [Loss]
        public static double F([Theta] double a, [Theta] double b)
        {
            double x = 1;
            double change = 1;
            while (Math.Abs(change) > 1e-12)
            {
                change = (x * x - a) / (2 * x);
                x -= change;
            }

            return x * b;
        }
        """, Sample.Any.Between("a", 0.5, 4));

    [Fact]
    public void While_true_with_break() => Accept.Loss("""
        [Loss]
        public static double F([Theta] double a, int n)
        {
            double x = a;
            int i = 0;
            while (true)
            {
                x = Math.Sin(x) + a;
                if (++i >= n)
                {
                    break;
                }
            }

            return x;
        }
        """, Sample.Any.Between("n", 0.5, 3));

    [Fact]
    public void Do_while() => Accept.Loss("""
        [Loss]
        public static double F([Theta] double a, [Theta] ReadOnlySpan<double> b)
        {
            double x = a;
            int i = 0;
            do
            {
                x = x * b[i] + Math.Cos(x);
                i++;
            }
            while (i < b.Length && x < 2);
            return x;
        }
        """, Sample.Of(("b", 5)), Sample.Of(("b", 1)));

    [Fact]
    public void Do_while_with_continue() => Accept.Loss("""
        [Loss]
        public static double F([Theta] ReadOnlySpan<double> a)
        {
            double product = 1;
            int i = -1;
            do
            {
                i++;
                if (a[i] < 0)
                {
                    continue;
                }

                product *= 1 + a[i];
            }
            while (i < a.Length - 1);
            return product * product;
        }
        """, Sample.Of(("a", 6)));

    [Fact]
    public void Foreach_over_spans_and_arrays() => Accept.Loss("""
        [Loss]
        public static double F([Theta] ReadOnlySpan<double> a, [Theta] double[] b, int[] index)
        {
            double sum = 0;
            foreach (double value in a)
            {
                foreach (var other in b)
                {
                    sum += value * Math.Sin(other);
                }
            }

            foreach (int i in index)
            {
                sum *= a[i];
            }

            return sum;
        }
        """, Sample.Of(("a", 3), ("b", 2), ("index", 4)).Below("index", 3), Sample.Of(("a", 1), ("b", 0), ("index", 0)).Below("index", 1));

    [Fact]
    public void Foreach_by_reference() => Accept.Loss("""
        [Loss]
        public static double F([Theta] ReadOnlySpan<double> a)
        {
            Span<double> h = stackalloc double[a.Length];
            a.CopyTo(h);
            double sum = 0;
            foreach (ref double value in h)
            {
                value = value * value + sum;
                sum += value;
            }

            foreach (ref readonly double value in a)
            {
                sum *= value;
            }

            return sum + h[0];
        }
        """, Sample.Of(("a", 3)));

    [Fact]
    public void Long_and_byte_counters() => Accept.Loss("""
        [Loss]
        public static double F([Theta] ReadOnlySpan<double> a)
        {
            double sum = 1;
            for (long i = 0; i < a.Length; i++)
            {
                sum *= a[(int)i];
            }

            for (byte i = 0; i < a.Length; i++)
            {
                sum += a[i];
            }

            return sum;
        }
        """, Sample.Of(("a", 4)));

    [Fact]
    public void Loop_with_what_does_not_depend_on_theta() => Accept.Loss("""
        [Loss]
        public static double F([Theta] double a, ReadOnlySpan<double> x)
        {
            double mean = 0;
            foreach (double value in x)
            {
                mean += value / x.Length;
            }

            double variance = 0;
            for (int i = 0; i < x.Length; i++)
            {
                variance += (x[i] - mean) * (x[i] - mean);
            }

            return Math.Exp(a * mean) * variance;
        }
        """, Sample.Of(("x", 5)));
}
