using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Runtime.CompilerServices;

namespace SymGrad.Benchmarks.Plans;

/// <summary>The losses that are measured, with the sizes of their data sets.</summary>
internal static class PlanCases
{
    // Data sets of more than 800 MB are left out.
    private const long LargestElementCount = 100_000_000;

    private static readonly int[] ItemCounts = [1_000, 10_000, 100_000, 1_000_000, 10_000_000];

    public static IReadOnlyList<CaseSource<PlanCase>> Sources { get; } =
    [
        .. ItemCounts.SelectMany(count => (CaseSource<PlanCase>[])
        [
            OfColumns("affine", count, PlanKind.ConstantGradient, (x, y) => new PlanBenchmarkLosses.AffineObjective(x, y), Affine),
            OfColumns("quadratic, d = 1", count, PlanKind.Sums, (x, y) => new PlanBenchmarkLosses.QuadraticObjective(x, y), Square),
            OfColumns("cubic", count, PlanKind.Sums, (x, y) => new PlanBenchmarkLosses.CubicObjective(x, y), Cube),
            OfColumns("separable", count, PlanKind.Sums, (x, y) => new PlanBenchmarkLosses.SeparableObjective(x, y), Separable),
        ]),
        .. new[] { 10, 100 }.SelectMany(width => ItemCounts.Where(count => (long)count * width <= LargestElementCount).SelectMany(count => OfWidth(width, count))),
    ];

    private static IEnumerable<CaseSource<PlanCase>> OfWidth(int width, int count)
    {
        yield return OfRows($"quadratic, d = {width}", count, width, PlanKind.Hessian, (rows, y) => new PlanBenchmarkLosses.QuadraticRowObjective(rows, y, width), Row);
        if (width == 10)
        {
            yield return OfRows($"likelihood, d = {width}", count, width, PlanKind.Taylor, (rows, y) => new PlanBenchmarkLosses.LikelihoodObjective(rows, y, width), Likelihood);
        }
    }

    private static CaseSource<PlanCase> OfColumns(string loss, int count, PlanKind plan, Func<double[], double[], Objective<double>> create, HandWrittenPass byHand) => Source(loss, count, most =>
    {
        int n = Math.Min(count, most);
        (double[] x, double[] y) = (Numbers(n, 1), Numbers(n, 2));
        return new(loss, n, () => create(x, y), plan, (theta, gradient) => byHand(theta, gradient, x, y));
    });

    private static CaseSource<PlanCase> OfRows(string loss, int count, int width, PlanKind plan, Func<Rows<double>, double[], Objective<double>> create, HandWrittenPass byHand) => Source(loss, count, most =>
    {
        int n = Math.Min(count, most);
        (double[] rows, double[] y) = (Numbers(n * width, 3), Numbers(n, 4));
        return new(loss, n, () => create(Rows.Of<double>(rows, width), y), plan, (theta, gradient) => byHand(theta, gradient, rows, y));
    });

    private static CaseSource<PlanCase> Source(string loss, int count, Func<int, PlanCase> limited)
        => new(string.Create(CultureInfo.InvariantCulture, $"{loss}, {count:N0} items"), count, limited);

    private static double[] Numbers(int count, int seed)
    {
        var random = new Random(seed);
        double[] numbers = new double[count];
        for (int i = 0; i < count; i++)
        {
            numbers[i] = random.NextDouble() + 0.5;
        }

        return numbers;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static double Affine(double[] theta, double[] gradient, double[] x, double[] y)
    {
        double slope = theta[0];
        double value = 0;
        double sum = 0;
        for (int i = 0; i < x.Length; i++)
        {
            value += y[i] - (slope * x[i]);
            sum -= x[i];
        }

        gradient[0] = sum / x.Length;
        return value / x.Length;
    }

    private static double Square(double[] theta, double[] gradient, double[] x, double[] y) => Power(2, theta, gradient, x, y);

    private static double Cube(double[] theta, double[] gradient, double[] x, double[] y) => Power(3, theta, gradient, x, y);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static double Power(int power, double[] theta, double[] gradient, double[] x, double[] y)
    {
        double slope = theta[0];
        double value = 0;
        double sum = 0;
        for (int i = 0; i < x.Length; i++)
        {
            double residual = y[i] - (slope * x[i]);
            double factor = power == 2 ? residual : residual * residual;
            value += factor * residual;
            sum -= power * factor * x[i];
        }

        gradient[0] = sum / x.Length;
        return value / x.Length;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static double Separable(double[] theta, double[] gradient, double[] x, double[] y)
    {
        double decay = Math.Exp(-theta[1]);
        double slope = theta[0] * decay;
        double value = 0;
        double sum = 0;
        for (int i = 0; i < x.Length; i++)
        {
            double residual = y[i] - (slope * x[i]);
            value += residual * residual;
            sum -= 2 * residual * x[i];
        }

        gradient[0] = sum * decay / x.Length;
        gradient[1] = -sum * slope / x.Length;
        return value / x.Length;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static double Likelihood(double[] theta, double[] gradient, double[] rows, double[] y)
    {
        int width = theta.Length - 1;
        double precision = Math.Exp(-2 * theta[width]);
        double squares = 0;
        Array.Clear(gradient);
        for (int item = 0; item < y.Length; item++)
        {
            ReadOnlySpan<double> x = rows.AsSpan(item * width, width);
            double residual = y[item];
            for (int i = 0; i < x.Length; i++)
            {
                residual -= theta[i] * x[i];
            }

            squares += residual * residual;
            for (int i = 0; i < x.Length; i++)
            {
                gradient[i] -= residual * x[i];
            }
        }

        for (int i = 0; i < width; i++)
        {
            gradient[i] *= precision / y.Length;
        }

        double mean = precision * squares / y.Length;
        gradient[width] = 1 - mean;
        return (mean / 2) + theta[width];
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static double Row(double[] theta, double[] gradient, double[] rows, double[] y)
    {
        double value = 0;
        Array.Clear(gradient);
        for (int item = 0; item < y.Length; item++)
        {
            ReadOnlySpan<double> x = rows.AsSpan(item * theta.Length, theta.Length);
            double residual = y[item];
            for (int i = 0; i < x.Length; i++)
            {
                residual -= theta[i] * x[i];
            }

            value += residual * residual;
            for (int i = 0; i < x.Length; i++)
            {
                gradient[i] -= 2 * residual * x[i];
            }
        }

        for (int i = 0; i < gradient.Length; i++)
        {
            gradient[i] /= y.Length;
        }

        return value / y.Length;
    }

    /// <summary>Value and gradient of all items in one loop.</summary>
    private delegate double HandWrittenPass(double[] theta, double[] gradient, double[] x, double[] y);
}
