using SymGrad.EndToEnd.Tests.Oracle;
using Xunit;

namespace SymGrad.EndToEnd.Tests.Constructs;

/// <summary>Parameters that are passed by reference and only read, of losses and of helpers.</summary>
public sealed class ReferenceParameterTests
{
    [Theory]
    [InlineData("in")]
    [InlineData("ref readonly")]
    public void Numbers_of_a_loss(string modifier) => Accept.Loss($$"""
        [Loss]
        public static double F([Theta] {{modifier}} double a, [Theta] double b, {{modifier}} float x, {{modifier}} int n)
            => a * x * b + a * a * n;
        """);

    [Theory]
    [InlineData("in")]
    [InlineData("ref readonly")]
    public void Arrays_of_a_loss(string modifier) => Accept.Loss($$"""
        [Loss]
        public static double F([Theta] {{modifier}} ReadOnlySpan<double> w, {{modifier}} ReadOnlySpan<double> v, [Theta] {{modifier}} double[] u)
        {
            double sum = 0;
            for (int i = 0; i < w.Length; i++)
            {
                sum += w[i] * v[i] * u[i];
            }

            return sum * sum;
        }
        """, Sample.Of(("w", 3), ("v", 3), ("u", 3)));

    [Theory]
    [InlineData("in")]
    [InlineData("ref readonly")]
    public void Numbers_and_arrays_of_helpers(string modifier) => Accept.Loss($$"""
        [Loss]
        public static double F([Theta] double a, [Theta] ReadOnlySpan<double> w, double x)
        {
            double u = a * x;
            return Helper(in u, in w) * Helper(in w[1], in w);
        }

        private static double Helper({{modifier}} double u, {{modifier}} ReadOnlySpan<double> v) => u * v[0] + v[^1];
        """, Sample.Of(("w", 3)));

    [Theory]
    [InlineData("in")]
    [InlineData("ref readonly")]
    public void Structs(string modifier) => Accept.Loss($$"""
        public readonly record struct Line(double Slope, double Intercept);

        [Loss]
        public static double F([Theta] {{modifier}} Line line, {{modifier}} Line other, double x) => At(in line, x) * At(in other, x) * line.Slope;

        private static double At({{modifier}} Line line, double x) => line.Slope * x + line.Intercept;
        """);

    [Fact]
    public void What_a_helper_changes_is_seen_through_its_other_parameter() => Accept.Loss("""
        [Loss]
        public static double F([Theta] double a, [Theta] double b)
        {
            double u = a;
            double v = Helper(in u, ref u, b);
            double[] w = [a, b];
            return v + u + Helper(in w[0], ref w[0], a) * w[0] + Helper(in w[0], ref w[1], a);
        }

        private static double Helper(in double seen, ref double changed, double factor)
        {
            double before = seen;
            changed *= factor;
            return before * seen;
        }
        """, Sample.Any);

    [Fact]
    public void A_converted_argument_is_a_copy() => Accept.Loss("""
        [Loss]
        public static double F([Theta] float a, int n)
        {
            int k = n;
            double sum = Helper(a, ref k) + Helper(k, ref k);
            return sum * a;
        }

        private static double Helper(in double seen, ref int changed)
        {
            changed++;
            return seen * seen * changed;
        }
        """);
}
