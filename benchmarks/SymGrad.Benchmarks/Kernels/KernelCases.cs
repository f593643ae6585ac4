using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Numerics;
using System.Numerics.Tensors;

namespace SymGrad.Benchmarks.Kernels;

/// <summary>What is measured: columns in and out of the cache, rows of several lengths.</summary>
internal static class KernelCases
{
    private const int InCache = 1024;
    private const int OutOfCache = 1_000_000;

    private static readonly EvaluationOptions One = new() { MaxDegreeOfParallelism = 1 };
    private static readonly EvaluationOptions Two = new() { MaxDegreeOfParallelism = 2 };

    public static IReadOnlyList<CaseSource<KernelCase>> Sources { get; } =
    [
        .. new[] { InCache, OutOfCache }.SelectMany(n => (CaseSource<KernelCase>[])
        [
            Source("squared error", n, SquaredError),
            Source("Huber", n, Huber),
            Source("logistic, 3 columns", n, Logistic),
            .. SingleCases.OfColumns(n),
        ]),
        .. new[] { 8, 32, 128 }.SelectMany(d => (CaseSource<KernelCase>[])
        [
            Source($"least squares, rows of {d}", OutOfCache, n => LeastSquaresOfRows(n, d)),
            Source($"logistic, rows of {d}", OutOfCache, n => LogisticOfRows(n, d)),
        ]),
        .. SingleCases.OfRows(OutOfCache / 4, 32),
        .. MatrixCases.Sources,
    ];

    /// <summary>A case of a loss over a number of items.</summary>
    public static CaseSource<KernelCase> Source(string loss, int count, Func<int, KernelCase> create)
        => new(string.Create(CultureInfo.InvariantCulture, $"{loss}, {count:N0} items"), count, most => create(Math.Min(count, most)));

    private static KernelCase SquaredError(int n)
    {
        (double[] x, double[] y) = (Numbers(n, 1), Numbers(n, 2));
        Objective<double> objective = new KernelLosses.SquaredErrorObjective(x, y, Aggregation.Sum).WithPlan(PlanKind.PerItem);
        return Columns("squared error", objective, [0.3, 0.2], [x, y], Calls, Hand) with
        {
            Total = Total(objective, [0.3, 0.2]),
            Vectors = () => HandWrittenColumns.SquaredErrorByVectors(0.3, 0.2, x, y),
            Tensors = () => HandWrittenColumns.SquaredErrorByTensors(0.3, 0.2, x, y),
        };

        double Calls()
        {
            (double value, double slope, double intercept) = (0, 0, 0);
            for (int i = 0; i < x.Length; i++)
            {
                (double v, (double s, double b)) = KernelLosses.SquaredErrorValueAndGradient(0.3, 0.2, x[i], y[i]);
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
                double residual = y[i] - ((0.3 * x[i]) + 0.2);
                value += residual * residual;
                slope -= 2 * residual * x[i];
                intercept -= 2 * residual;
            }

            return value + slope + intercept;
        }
    }

    private static KernelCase Huber(int n)
    {
        (double[] x, double[] y) = (Numbers(n, 1), Numbers(n, 2));
        var objective = new KernelLosses.HuberObjective(x, y, Aggregation.Sum);
        return Columns("Huber", objective, [0.3, 0.2], [x, y], Calls, Hand) with
        {
            Total = Total(objective, [0.3, 0.2]),
            Vectors = () => HandWrittenColumns.HuberByVectors(0.3, 0.2, x, y),
            Tensors = () => HandWrittenColumns.HuberByTensors(0.3, 0.2, x, y),
        };

        double Calls()
        {
            (double value, double slope, double intercept) = (0, 0, 0);
            for (int i = 0; i < x.Length; i++)
            {
                (double v, (double s, double b)) = KernelLosses.HuberValueAndGradient(0.3, 0.2, x[i], y[i]);
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
                double residual = y[i] - ((0.3 * x[i]) + 0.2);
                double bounded = Math.Clamp(residual, -1, 1);
                value += bounded * (residual - (0.5 * bounded));
                slope -= bounded * x[i];
                intercept -= bounded;
            }

            return value + slope + intercept;
        }
    }

    private static KernelCase Logistic(int n)
    {
        (double[] x1, double[] x2, double[] x3, double[] y) = (Numbers(n, 1), Numbers(n, 2), Numbers(n, 3), Labels(n));
        var objective = new KernelLosses.LogisticObjective(x1, x2, x3, y, Aggregation.Sum);
        return Columns("logistic, 3 columns", objective, [0.1, 0.3, -0.2, 0.4], [x1, x2, x3, y], Calls, Hand) with
        {
            Total = Total(objective, [0.1, 0.3, -0.2, 0.4]),
            Vectors = () => HandWrittenColumns.LogisticByVectors([0.1, 0.3, -0.2, 0.4], x1, x2, x3, y),
            Tensors = () => HandWrittenColumns.LogisticByTensors([0.1, 0.3, -0.2, 0.4], x1, x2, x3, y),
            Functions = () => HandWrittenVectors.LogisticFunctions(n),
        };

        double Calls()
        {
            (double value, double g0, double g1, double g2, double g3) = (0, 0, 0, 0, 0);
            for (int i = 0; i < x1.Length; i++)
            {
                (double v, (double b, double w1, double w2, double w3)) = KernelLosses.LogisticValueAndGradient(0.1, 0.3, -0.2, 0.4, x1[i], x2[i], x3[i], y[i]);
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
                double z = 0.1 + (0.3 * x1[i]) - (0.2 * x2[i]) + (0.4 * x3[i]);
                double exponential = Math.Exp(z);
                value += Math.Log(1 + exponential) - (y[i] * z);
                double error = (exponential / (1 + exponential)) - y[i];
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
        (double[] x, double[] y, double[] w, double[] gradient, double[] sum) = (Numbers(n * d, 1), Numbers(n, 2), Numbers(d, 3), new double[d], new double[d]);
        Objective<double> objective = new KernelLosses.LeastSquaresOfRowsObjective(Rows.Of(x, d), y, d, Aggregation.Sum).WithPlan(PlanKind.PerItem);
        return Columns($"least squares, rows of {d}", objective, w, [x, y], Calls, Hand) with
        {
            Vectors = () => HandWrittenVectors.ByVectors(x, y, w, gradient, HandWrittenVectors.SquaredError),
            Tensors = () => HandWrittenVectors.ByTensors(x, y, w, gradient, HandWrittenVectors.SquaredError),
        };

        double Calls()
        {
            double value = 0;
            Array.Clear(sum);
            for (int i = 0; i < y.Length; i++)
            {
                value += KernelLosses.LeastSquaresOfRowsValueAndGradient(w, x.AsSpan(i * d, d), y[i], gradient);
                TensorPrimitives.Add(sum, gradient, sum);
            }

            return value;
        }

        double Hand()
        {
            double value = 0;
            Array.Clear(gradient);
            for (int i = 0; i < y.Length; i++)
            {
                ReadOnlySpan<double> row = x.AsSpan(i * d, d);
                double residual = -y[i];
                for (int j = 0; j < row.Length; j++)
                {
                    residual += w[j] * row[j];
                }

                value += residual * residual;
                for (int j = 0; j < row.Length; j++)
                {
                    gradient[j] += 2 * residual * row[j];
                }
            }

            return value;
        }
    }

    private static KernelCase LogisticOfRows(int n, int d)
    {
        (double[] x, double[] y, double[] w, double[] gradient, double[] sum) = (Numbers(n * d, 1), Labels(n), Numbers(d, 3), new double[d], new double[d]);
        var objective = new KernelLosses.LogisticOfRowsObjective(Rows.Of(x, d), y, d, Aggregation.Sum);
        return Columns($"logistic, rows of {d}", objective, w, [x, y], Calls, Hand) with
        {
            Vectors = () => HandWrittenVectors.ByVectors(x, y, w, gradient, HandWrittenVectors.Logistic),
            Tensors = () => HandWrittenVectors.ByTensors(x, y, w, gradient, HandWrittenVectors.Logistic),
            Functions = () => HandWrittenVectors.LogisticFunctions(n),
        };

        double Calls()
        {
            double value = 0;
            Array.Clear(sum);
            for (int i = 0; i < y.Length; i++)
            {
                value += KernelLosses.LogisticOfRowsValueAndGradient(w, x.AsSpan(i * d, d), y[i], gradient);
                TensorPrimitives.Add(sum, gradient, sum);
            }

            return value;
        }

        double Hand()
        {
            double value = 0;
            Array.Clear(gradient);
            for (int i = 0; i < y.Length; i++)
            {
                ReadOnlySpan<double> row = x.AsSpan(i * d, d);
                double z = 0;
                for (int j = 0; j < row.Length; j++)
                {
                    z += w[j] * row[j];
                }

                double exponential = Math.Exp(z);
                value += Math.Log(1 + exponential) - (y[i] * z);
                double error = (exponential / (1 + exponential)) - y[i];
                for (int j = 0; j < row.Length; j++)
                {
                    gradient[j] += error * row[j];
                }
            }

            return value;
        }
    }

    private static KernelCase Columns(string loss, Objective<double> objective, double[] theta, double[][] data, Func<double> calls, Func<double> hand)
    {
        double[] gradient = new double[theta.Length];
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
            Bytes = data.Sum(column => (double)Buffer.ByteLength(column)),
            FirstChunk = objective.Count > Objective.ChunkLength ? () => objective.ValueAndGradient(theta, ..Objective.ChunkLength, gradient, One) : null,
        };
    }

    /// <summary>The value and the components of the gradient, added up.</summary>
    public static Func<double> Total<T>(Objective<T> objective, T[] theta)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var gradient = new T[theta.Length];
        return () => double.CreateChecked(objective.ValueAndGradient(theta, gradient, One)) + gradient.Sum(double.CreateChecked);
    }

    public static double[] Numbers(int count, int seed)
    {
        var random = new Random(seed);
        double[] numbers = new double[count];
        for (int i = 0; i < count; i++)
        {
            numbers[i] = random.NextDouble() - 0.5;
        }

        return numbers;
    }

    public static double[] Labels(int count) => [.. Numbers(count, 4).Select(v => v > 0 ? 1.0 : 0.0)];
}
