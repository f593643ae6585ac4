using SymGrad.EndToEnd.Tests.Oracle;
using Xunit;

namespace SymGrad.EndToEnd.Tests.Constructs;

/// <summary>Losses over a type of numbers: from one source a gradient and an objective in double, and in float.</summary>
public sealed class GenericLossTests
{
    [Fact]
    public void Numbers() => Accept.GenericLoss("""
        [Loss]
        public static T F<T>([Theta] T slope, [Theta] T intercept, T x, T y, int power)
            where T : IFloatingPointIeee754<T>
        {
            T residual = y - (slope * x + intercept);
            T scale = T.One + T.Exp(-slope * slope);
            return power > 1 ? T.Tanh(residual * residual) / scale : Half(residual) * T.CreateChecked(0.25) * residual * T.Pi;
        }

        private static T Half<T>(T value)
            where T : IFloatingPointIeee754<T> => value / (T.One + T.One);
        """, """
        [Loss]
        public static double F([Theta] double slope, [Theta] double intercept, double x, double y, int power)
        {
            double residual = y - (slope * x + intercept);
            double scale = 1 + Math.Exp(-slope * slope);
            return power > 1 ? Math.Tanh(residual * residual) / scale : residual / 2 * (double)0.25 * residual * (double)Math.PI;
        }
        """, Sample.Any.With("power", 1), Sample.Any.With("power", 2));

    [Fact]
    public void Quadratic_so_that_sums_stand_for_the_data() => Accept.GenericLoss("""
        [Loss]
        public static T F<T>([Theta] T slope, [Theta] T intercept, T x, T y)
            where T : struct, INumber<T>
        {
            T residual = y - (slope * x + intercept);
            return residual * residual;
        }
        """, """
        [Loss]
        public static double F([Theta] double slope, [Theta] double intercept, double x, double y)
        {
            double residual = y - (slope * x + intercept);
            return residual * residual;
        }
        """, Sample.Any);

    [Fact]
    public void Spans_and_arrays() => Accept.GenericLoss("""
        [Loss]
        public static T F<T>([Theta] ReadOnlySpan<T> weights, [Theta] T bias, T[] x, bool isLong)
            where T : unmanaged, IFloatingPointIeee754<T>
        {
            Span<T> hidden = stackalloc T[3];
            for (int i = 0; i < hidden.Length; i++)
            {
                hidden[i] = T.Sin(weights[i] * x[i] + bias);
            }

            T sum = T.Zero;
            foreach (T h in hidden)
            {
                sum += isLong ? h * h : T.Abs(h);
            }

            return sum / T.CreateChecked(hidden.Length);
        }
        """, """
        [Loss]
        public static double F([Theta] ReadOnlySpan<double> weights, [Theta] double bias, double[] x, bool isLong)
        {
            Span<double> hidden = stackalloc double[3];
            for (int i = 0; i < hidden.Length; i++)
            {
                hidden[i] = Math.Sin(weights[i] * x[i] + bias);
            }

            double sum = 0;
            foreach (double h in hidden)
            {
                sum += isLong ? h * h : Math.Abs(h);
            }

            return sum / hidden.Length;
        }
        """, Sample.Of(("weights", 3), ("x", 3)).With("isLong", true), Sample.Of(("weights", 3), ("x", 3)).With("isLong", false));
}
