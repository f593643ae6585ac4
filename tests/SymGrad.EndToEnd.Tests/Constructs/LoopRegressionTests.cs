using SymGrad.EndToEnd.Tests.Oracle;
using Xunit;

namespace SymGrad.EndToEnd.Tests.Constructs;

/// <summary>Small programs that were differentiated wrongly once. Random programs found them.</summary>
public sealed class LoopRegressionTests
{
    /// <summary>The reverse sweep needs the element that the store overwrites, and the store stays because it may throw.</summary>
    [Theory]
    [InlineData("h[n] = 2;")]
    [InlineData("h[n] = a[0] * 2; h[n] = a[1];")]
    [InlineData("h[n] = 2; h[n] = 3;")]
    public void An_element_that_is_overwritten_after_the_loop_that_needs_it(string stores) => Accept.Loss($$"""
        [Loss]
        public static double F([Theta] ReadOnlySpan<double> a, int n)
        {
            double[] h = new double[a.Length];
            double sum = 0;
            for (int i = 0; i < a.Length; i++)
            {
                h[i] = Math.Exp(a[i]);
                sum += h[i] * h[i];
            }

            {{stores}}
            return sum * h[n];
        }
        """, Sample.Of(("a", 3)).With("n", 1));

    [Fact]
    public void Indices_of_targets_are_computed_before_the_values() => Accept.Loss("""
        [Loss]
        public static double F([Theta] ReadOnlySpan<double> a, int n)
        {
            double first = 1;
            double[] h = a.ToArray();
            (first, h[n++ % h.Length]) = (h[n++ % h.Length], 0.5 * h[n]);
            return first * h[0] + h[1] * h[2];
        }
        """, Sample.Of(("a", 3)).With("n", 0));

    [Fact]
    public void A_number_and_an_element_that_is_overwritten_change_places_in_an_endless_loop() => Accept.Loss("""
        [Loss]
        public static double F([Theta] double a)
        {
            double[] h = new double[2];
            int t = 0;
            while (true)
            {
                (a, h[1]) = (h[1], 0.5 * (-1.1));
                if (t++ >= 3)
                {
                    break;
                }
            }

            return 1.0 + a;
        }
        """);

    [Fact]
    public void A_number_and_an_element_that_is_overwritten_change_places_in_nested_loops() => Accept.Loss("""
        [Loss]
        public static double F([Theta] double[] a, ReadOnlySpan<double> x)
        {
            double v = 1;
            double[] h = x.ToArray();
            (v, h[0]) = (h[0], 0.5 * a[^1]);
            for (int i = 0; i < a.Length; i++)
            {
                (v, h[^1]) = (h[^1], 0.5 * v);
                for (int j = 0; j < x.Length; j++)
                {
                    (v, h[j]) = (h[j], 0.5 * x[j]);
                }
            }

            return 1 + v * 2;
        }
        """, Sample.Of(("a", 2), ("x", 1)));

    [Fact]
    public void A_local_array_of_a_helper_in_a_loop_whose_elements_nobody_needs() => Accept.Loss("""
        [Loss]
        public static double F([Theta] double[] a, [Theta] double[] b)
        {
            Span<double> h = stackalloc double[3];
            int t = 0;
            while (++t < 6)
            {
                Update(b, h[..^1], h[0]);
            }

            Update(a, h, b[1]);
            return 1 + a[0];
        }

        private static void Update(ReadOnlySpan<double> source, Span<double> destination, double z)
        {
            double v = Fill(destination, -1.3);
            (destination[0], destination[4 % destination.Length]) = (1.0, 0.5 * z);
        }

        private static double Fill(ReadOnlySpan<double> source, double z)
        {
            double[] h = source.ToArray();
            int m = 3;
            for (int i = 0; i < m; i++)
            {
                h[i % h.Length] = 0.5;
            }

            double last = h[^1];
            return z;
        }
        """, Sample.Of(("a", 3), ("b", 2)));
}
