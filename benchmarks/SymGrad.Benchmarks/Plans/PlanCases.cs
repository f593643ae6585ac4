using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.CompilerServices;

namespace SymGrad.Benchmarks.Plans;

/// <summary>The losses that are measured, with the sizes of their data sets.</summary>
internal static class PlanCases
{
    // Data sets of more than 800 MB are left out.
    private const long LargestElementCount = 100_000_000;

    private static readonly int[] ItemCounts = [1_000, 10_000, 100_000, 1_000_000, 10_000_000];

    public static IEnumerable<PlanCase> Create()
    {
        foreach (int count in ItemCounts)
        {
            double[] x = Numbers(count, 1);
            double[] y = Numbers(count, 2);
            yield return new(
                "affine", count, () => new PlanBenchmarkLosses.AffineObjective(x, y), PlanKind.ConstantGradient, (theta, gradient) => Affine(theta, gradient, x, y));
            yield return new(
                "quadratic, d = 1", count, () => new PlanBenchmarkLosses.QuadraticObjective(x, y), PlanKind.Sums, (theta, gradient) => Power(2, theta, gradient, x, y));
            yield return new(
                "cubic", count, () => new PlanBenchmarkLosses.CubicObjective(x, y), PlanKind.Sums, (theta, gradient) => Power(3, theta, gradient, x, y));
            yield return new(
                "separable", count, () => new PlanBenchmarkLosses.SeparableObjective(x, y), PlanKind.Sums, (theta, gradient) => Separable(theta, gradient, x, y));
        }

        foreach (int width in new[] { 10, 100 })
        {
            foreach (int count in ItemCounts.Where(n => (long)n * width <= LargestElementCount))
            {
                double[] rows = Numbers(count * width, 3);
                double[] y = Numbers(count, 4);
                yield return new(
                    $"quadratic, d = {width}",
                    count,
                    () => new PlanBenchmarkLosses.QuadraticRowObjective(Rows.Of<double>(rows, width), y, width),
                    PlanKind.Hessian,
                    (theta, gradient) => Row(theta, gradient, rows, y));
                if (width == 10)
                {
                    yield return new(
                        $"likelihood, d = {width}",
                        count,
                        () => new PlanBenchmarkLosses.LikelihoodObjective(Rows.Of<double>(rows, width), y, width),
                        PlanKind.Taylor,
                        (theta, gradient) => Likelihood(theta, gradient, rows, y));
                }
            }
        }
    }

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
}
