using System;
using System.Collections.Generic;
using System.Linq;

namespace SymGrad.Benchmarks.Kernels;

/// <summary>Some of <see cref="KernelCases"/> in single precision: half the bytes, and sums in double precision.</summary>
internal static class SingleCases
{
    private static readonly EvaluationOptions One = new() { MaxDegreeOfParallelism = 1 };
    private static readonly EvaluationOptions Two = new() { MaxDegreeOfParallelism = 2 };

    public static IEnumerable<CaseSource<KernelCase>> OfColumns(int n) =>
    [
        KernelCases.Source("squared error (float)", n, SquaredError),
        KernelCases.Source("Huber (float)", n, Huber),
        KernelCases.Source("logistic, 3 columns (float)", n, Logistic),
    ];

    public static IEnumerable<CaseSource<KernelCase>> OfRows(int n, int d) =>
    [
        KernelCases.Source($"least squares, rows of {d} (float)", n, count => LeastSquaresOfRows(count, d)),
        KernelCases.Source($"logistic, rows of {d} (float)", n, count => LogisticOfRows(count, d)),
    ];

    private static KernelCase SquaredError(int n)
    {
        (float[] x, float[] y) = (Numbers(n, 1), Numbers(n, 2));
        Objective<float> objective = new SingleKernelLosses.SquaredErrorObjective(x, y, Aggregation.Sum).WithPlan(PlanKind.PerItem);
        return Case("squared error (float)", objective, [0.3f, 0.2f], [x, y], Calls, Hand) with
        {
            Total = KernelCases.Total(objective, [0.3f, 0.2f]),
            Vectors = () => HandWrittenSingleColumns.SquaredErrorByVectors(0.3f, 0.2f, x, y),
        };

        double Calls()
        {
            (double value, double slope, double intercept) = (0, 0, 0);
            for (int i = 0; i < x.Length; i++)
            {
                (float v, (float s, float b)) = SingleKernelLosses.SquaredErrorValueAndGradient(0.3f, 0.2f, x[i], y[i]);
                value += v;
                slope += s;
                intercept += b;
            }

            return value + slope + intercept;
        }

        double Hand()
        {
            (double value, double slope, double intercept) = (0, 0, 0);
            for (int i = 0; i < x.Length; i++)
            {
                float residual = y[i] - ((0.3f * x[i]) + 0.2f);
                value += residual * residual;
                slope -= 2 * residual * x[i];
                intercept -= 2 * residual;
            }

            return value + slope + intercept;
        }
    }

    private static KernelCase Huber(int n)
    {
        (float[] x, float[] y) = (Numbers(n, 1), Numbers(n, 2));
        var objective = new SingleKernelLosses.HuberObjective(x, y, Aggregation.Sum);
        return Case("Huber (float)", objective, [0.3f, 0.2f], [x, y], Calls, Hand) with
        {
            Total = KernelCases.Total(objective, [0.3f, 0.2f]),
            Vectors = () => HandWrittenSingleColumns.HuberByVectors(0.3f, 0.2f, x, y),
        };

        double Calls()
        {
            (double value, double slope, double intercept) = (0, 0, 0);
            for (int i = 0; i < x.Length; i++)
            {
                (float v, (float s, float b)) = SingleKernelLosses.HuberValueAndGradient(0.3f, 0.2f, x[i], y[i]);
                value += v;
                slope += s;
                intercept += b;
            }

            return value + slope + intercept;
        }

        double Hand()
        {
            (double value, double slope, double intercept) = (0, 0, 0);
            for (int i = 0; i < x.Length; i++)
            {
                float residual = y[i] - ((0.3f * x[i]) + 0.2f);
                float bounded = Math.Clamp(residual, -1, 1);
                value += bounded * (residual - (0.5f * bounded));
                slope -= bounded * x[i];
                intercept -= bounded;
            }

            return value + slope + intercept;
        }
    }

    private static KernelCase Logistic(int n)
    {
        (float[] x1, float[] x2, float[] x3, float[] y) = (Numbers(n, 1), Numbers(n, 2), Numbers(n, 3), Labels(n));
        var objective = new SingleKernelLosses.LogisticObjective(x1, x2, x3, y, Aggregation.Sum);
        return Case("logistic, 3 columns (float)", objective, [0.1f, 0.3f, -0.2f, 0.4f], [x1, x2, x3, y], Calls, Hand) with { Total = KernelCases.Total(objective, [0.1f, 0.3f, -0.2f, 0.4f]) };

        double Calls()
        {
            (double value, double g0, double g1, double g2, double g3) = (0, 0, 0, 0, 0);
            for (int i = 0; i < x1.Length; i++)
            {
                (float v, (float b, float w1, float w2, float w3)) = SingleKernelLosses.LogisticValueAndGradient(0.1f, 0.3f, -0.2f, 0.4f, x1[i], x2[i], x3[i], y[i]);
                value += v;
                g0 += b;
                g1 += w1;
                g2 += w2;
                g3 += w3;
            }

            return value + g0 + g1 + g2 + g3;
        }

        double Hand()
        {
            (double value, double g0, double g1, double g2, double g3) = (0, 0, 0, 0, 0);
            for (int i = 0; i < x1.Length; i++)
            {
                float z = 0.1f + (0.3f * x1[i]) - (0.2f * x2[i]) + (0.4f * x3[i]);
                float exponential = MathF.Exp(z);
                value += MathF.Log(1 + exponential) - (y[i] * z);
                float error = (exponential / (1 + exponential)) - y[i];
                g0 += error;
                g1 += error * x1[i];
                g2 += error * x2[i];
                g3 += error * x3[i];
            }

            return value + g0 + g1 + g2 + g3;
        }
    }

    private static KernelCase LeastSquaresOfRows(int n, int d)
    {
        (float[] x, float[] y, float[] w, float[] gradient) = (Numbers(n * d, 1), Numbers(n, 2), Numbers(d, 3), new float[d]);
        Objective<float> objective = new SingleKernelLosses.LeastSquaresOfRowsObjective(Rows.Of(x, d), y, d, Aggregation.Sum).WithPlan(PlanKind.PerItem);
        return Case($"least squares, rows of {d} (float)", objective, w, [x, y], Calls, Hand);

        double Calls()
        {
            double value = 0;
            for (int i = 0; i < y.Length; i++)
            {
                value += SingleKernelLosses.LeastSquaresOfRowsValueAndGradient(w, x.AsSpan(i * d, d), y[i], gradient);
            }

            return value;
        }

        double Hand()
        {
            double value = 0;
            double[] sums = new double[d];
            for (int i = 0; i < y.Length; i++)
            {
                ReadOnlySpan<float> row = x.AsSpan(i * d, d);
                float residual = Dot(w, row) - y[i];
                value += residual * residual;
                AddProducts(sums, 2 * residual, row);
            }

            return value;
        }
    }

    private static KernelCase LogisticOfRows(int n, int d)
    {
        (float[] x, float[] y, float[] w, float[] gradient) = (Numbers(n * d, 1), Labels(n), Numbers(d, 3), new float[d]);
        var objective = new SingleKernelLosses.LogisticOfRowsObjective(Rows.Of(x, d), y, d, Aggregation.Sum);
        return Case($"logistic, rows of {d} (float)", objective, w, [x, y], Calls, Hand);

        double Calls()
        {
            double value = 0;
            for (int i = 0; i < y.Length; i++)
            {
                value += SingleKernelLosses.LogisticOfRowsValueAndGradient(w, x.AsSpan(i * d, d), y[i], gradient);
            }

            return value;
        }

        double Hand()
        {
            double value = 0;
            double[] sums = new double[d];
            for (int i = 0; i < y.Length; i++)
            {
                ReadOnlySpan<float> row = x.AsSpan(i * d, d);
                float z = Dot(w, row);
                float exponential = MathF.Exp(z);
                value += MathF.Log(1 + exponential) - (y[i] * z);
                AddProducts(sums, (exponential / (1 + exponential)) - y[i], row);
            }

            return value;
        }
    }

    private static float Dot(float[] weights, ReadOnlySpan<float> row)
    {
        float sum = 0;
        for (int j = 0; j < row.Length; j++)
        {
            sum += weights[j] * row[j];
        }

        return sum;
    }

    private static void AddProducts(double[] sums, float factor, ReadOnlySpan<float> row)
    {
        for (int j = 0; j < row.Length; j++)
        {
            sums[j] += factor * row[j];
        }
    }

    private static KernelCase Case(string loss, Objective<float> objective, float[] theta, float[][] data, Func<double> calls, Func<double> hand)
    {
        float[] gradient = new float[theta.Length];
        return new(
            loss,
            objective.Count,
            () => objective.ValueAndGradient(theta, gradient, One),
            () => objective.ValueAndGradient(theta, gradient, Two),
            () => objective.Value(theta, One),
            theta.Length,
            calls,
            hand,
            () => data.Sum(Reading.Sum))
        {
            Tolerance = 1e-5,
            Bytes = data.Sum(column => (double)Buffer.ByteLength(column)),
            FirstChunk = objective.Count > Objective.ChunkLength ? () => objective.ValueAndGradient(theta, ..Objective.ChunkLength, gradient, One) : null,
        };
    }

    private static float[] Numbers(int count, int seed) => [.. KernelCases.Numbers(count, seed).Select(v => (float)v)];

    private static float[] Labels(int count) => [.. KernelCases.Labels(count).Select(v => (float)v)];
}
