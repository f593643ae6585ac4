using SymGrad.EndToEnd.Tests.Oracle;
using Xunit;

namespace SymGrad.EndToEnd.Tests.Constructs;

/// <summary>Constructs beside arrays and loops.</summary>
public sealed class ArrayContextTests
{
    [Fact]
    public void Loop_after_loop_after_branch() => Accept.Loss("""
        [Loss]
        public static double F([Theta] ReadOnlySpan<double> a, double x)
        {
            double sum = 0;
            if (x > 0)
            {
                for (int i = 0; i < a.Length; i++)
                {
                    sum += a[i] * x;
                }
            }
            else
            {
                sum = a[0];
                for (int i = 1; i < a.Length; i++)
                {
                    sum *= a[i] + x;
                }
            }

            for (int i = 0; i < 3; i++)
            {
                sum = Math.Sin(sum * 2);
            }

            return sum;
        }
        """, Sample.Of(("a", 3)));

    [Fact]
    public void Constant_tables() => Accept.Loss("""
        private static readonly double[] Nodes = [-0.7745966692414834, 0, 0.7745966692414834];

        private static ReadOnlySpan<double> Weights => [0.5555555555555556, 0.8888888888888889, 0.5555555555555556];

        [Loss]
        public static double F([Theta] double a, [Theta] double b)
        {
            double sum = 0;
            for (int i = 0; i < 3; i++)
            {
                sum += Weights[i] * Math.Exp(-a * Nodes[i] * Nodes[i]) * b;
            }

            return sum;
        }
        """, Sample.Any);

    [Fact]
    public void Arrays_that_are_missing() => Accept.Loss("""
        [Loss]
        public static double F([Theta] double[] a, double x)
        {
            ArgumentNullException.ThrowIfNull(a);
            return a[0] * x * a[0];
        }
        """, Sample.Of(("a", 1)));

    [Fact]
    public void Static_lambdas() => Accept.Loss("""
        [Loss]
        public static double F([Theta] ReadOnlySpan<double> a)
        {
            Func<double, double> bend = static v => v / (1 + v * v);
            double sum = 0;
            foreach (double value in a)
            {
                sum += bend(value) * bend(sum);
                sum += value;
            }

            return sum;
        }
        """, Sample.Of(("a", 3)));
}
