using System;
using System.Collections.Generic;

namespace SymGrad.Generator.Tests.CallSites;

/// <summary>
/// Programs that average the data before a loss that is not affine in them, as members of a class. The alarm belongs where ⟪ and ⟫ stand.
/// </summary>
internal static class WrongPrograms
{
    public static IReadOnlyDictionary<string, string> All { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        // The forms of a mean
        ["value at LINQ averages"] = "static double F(double[] xs, double[] ys) => Losses.SquaredError(2, 1, ⟪xs.Average()⟫, ys.Average());",
        ["gradient at LINQ averages"] = "static double F(double[] xs, double[] ys) => Losses.SquaredErrorGradient(2, 1, ⟪xs.Average()⟫, ys.Average()).slope;",
        ["value and gradient at averages"] = "static double F(List<double> xs, List<double> ys) => Losses.LogisticValueAndGradient(2, ⟪xs.Average()⟫, ys.Average()).Value;",
        ["averages with selectors"] = "static double F(Item[] items) => Losses.SquaredError(2, 1, ⟪items.Average(i => i.X)⟫, items.Average(i => i.Y));",
        ["averages of selections"] = "static double F(Item[] items) => Losses.SquaredError(2, 1, ⟪items.Where(i => i.X > 0).Select(i => i.X).Average()⟫, items.Average(i => i.Y));",
        ["sums over the length"] = "static double F(double[] xs, double[] ys) => Losses.SquaredError(2, 1, ⟪xs.Sum() / xs.Length⟫, ys.Sum() / ys.Length);",
        ["sums over a count"] = "static double F(List<double> xs, List<double> ys) { int n = xs.Count; return Losses.SquaredError(2, 1, ⟪xs.Sum() / n⟫, ys.Sum() / n); }",
        ["sums times one over n"] = "static double F(double[] xs, double[] ys) { double share = 1.0 / xs.Length; return Losses.SquaredError(2, 1, ⟪share * xs.Sum()⟫, ys.Sum() * share); }",
        ["plain sums"] = "static double F(double[] xs, double[] ys) => Losses.SquaredError(2, 1, ⟪xs.Sum()⟫, ys.Sum());",
        ["tensor averages"] = "static double F(double[] xs, double[] ys) => Losses.Logistic(2, ⟪TensorPrimitives.Average<double>(xs)⟫, TensorPrimitives.Average<double>(ys));",
        ["tensor sums over the length"] = "static double F(ReadOnlySpan<double> xs, ReadOnlySpan<double> ys) => Losses.Proportional(2, ⟪TensorPrimitives.Sum(xs) / xs.Length⟫, TensorPrimitives.Sum(ys) / ys.Length);",
        ["MathNet's means"] = "static double F(double[] xs, double[] ys) => Losses.Proportional(2, ⟪xs.Mean()⟫, Statistics.Mean(ys));",
        ["MathNet's array means"] = "static double F(double[] xs, double[] ys) => Losses.Proportional(2, ⟪ArrayStatistics.Mean(xs)⟫, ArrayStatistics.Mean(ys));",
        ["MathNet's descriptive statistics"] = "static double F(double[] xs, double[] ys) { var x = new DescriptiveStatistics(xs); var y = new DescriptiveStatistics(ys); return Losses.Proportional(2, ⟪x.Mean⟫, y.Mean); }",
        ["a parallel average"] = "static double F(double[] ys) => Losses.Deviation(2, ⟪ys.AsParallel().Average()⟫);",
        ["in single precision"] = "static double F(float[] ys) => Losses.Deviation(2, ⟪ys.Average()⟫);",
        ["averages that may be missing"] = "static double F(double[]? ys) => Losses.Deviation(2, ⟪ys?.Average() ?? 0⟫);",
        ["averages unless empty"] = "static double F(double[] ys) => Losses.Deviation(2, ⟪ys.Length > 0 ? ys.Average() : 0⟫);",

        // Variables
        ["locals"] = "static double F(double[] xs, double[] ys) { double meanX = xs.Average(); double meanY = ys.Average(); return Losses.Proportional(2, ⟪meanX⟫, meanY); }",
        ["locals assigned later"] = "static double F(double[] ys, bool isReady) { double level; if (isReady) { level = ys.Average(); } else { level = ys.Sum() / ys.Length; } return Losses.Deviation(2, ⟪level⟫); }",
        ["sums divided in place"] = "static double F(double[] ys) { double level = ys.Sum(); level /= ys.Length; return Losses.Deviation(2, ⟪level⟫); }",
        ["a tuple"] = "static double F(double[] xs, double[] ys) { var means = (X: xs.Average(), Y: ys.Average()); return Losses.Proportional(2, ⟪means.X⟫, means.Y); }",
        ["a deconstructed tuple"] = "static double F(double[] xs, double[] ys) { (double x, double y) = (xs.Average(), ys.Average()); return Losses.Proportional(2, ⟪x⟫, y); }",
        ["an anonymous object"] = "static double F(double[] xs, double[] ys) { var means = new { X = xs.Average(), Y = ys.Average() }; return Losses.Proportional(2, ⟪means.X⟫, means.Y); }",
        ["an item made of means"] = "static double F(Item[] items) { Item mean = new(items.Average(i => i.X), items.Average(i => i.Y), 0); return Losses.Proportional(2, ⟪mean.X⟫, mean.Y); }",
        ["an item made of means, as a whole"] = "static double F(Item[] items) => Losses.OfItem(2, ⟪new Item(items.Average(i => i.X), items.Average(i => i.Y), 0)⟫);",
        ["an item made of means, in a variable"] = "static double F(Item[] items) { Item mean = new(items.Average(i => i.X), items.Average(i => i.Y), 1); return Losses.OfItemGradient(2, ⟪mean⟫); }",
        ["an item made of means, and a mean"] = "static double F(Item[] items, double[] zs) => Losses.OfItemAnd(2, ⟪new Item(items.Average(i => i.X), items.Average(i => i.Y), 0)⟫, zs.Average());",
        ["the loss of an instance"] = "static double F(Fit fit, double[] xs, double[] ys) => fit.Error(2, ⟪xs.Average()⟫, ys.Average());",
        ["the gradient of an instance's loss"] = "static double F(Fit fit, double[] xs, double[] ys) => fit.ErrorGradient(2, ⟪xs.Average()⟫, ys.Average());",
        ["an array of means"] = "static double F(double[] xs, double[] ys) { double[] means = [xs.Average(), ys.Average()]; return Losses.Proportional(2, ⟪means[0]⟫, means[1]); }",
        ["shifted and scaled means"] = "static double F(double[] xs, double[] ys) => Losses.Proportional(2, ⟪2 * xs.Average() - 1⟫, ys.Average() / 10);",
        ["a captured mean"] = "static Func<double, double> F(double[] xs, double[] ys) { double x = xs.Average(), y = ys.Average(); return slope => Losses.Proportional(slope, ⟪x⟫, y); }",
        ["inside a step of training"] = """
            static double F(double[] xs, double[] ys)
            {
                double slope = 0;
                for (int step = 0; step < 100; step++)
                {
                    slope -= 0.1 * Losses.ProportionalGradient(slope, ⟪xs.Average()⟫, ys.Average());
                }

                return slope;
            }
            """,

        ["means of a data set's columns"] = "sealed record Data(double[] X, double[] Y); static double F(Data data) => Losses.Proportional(2, ⟪data.X.Average()⟫, data.Y.Average());",
        ["means of one's own columns"] = "sealed class Trainer(double[] xs, double[] ys) { private readonly double[] x = xs, y = ys; public double Cost(double slope) => Losses.Proportional(slope, ⟪x.Average()⟫, y.Average()); }",

        // Loops
        ["a running sum"] = """
            static double F(double[] ys)
            {
                double sum = 0;
                for (int i = 0; i < ys.Length; i++)
                {
                    sum += ys[i];
                }

                return Losses.Deviation(2, ⟪sum / ys.Length⟫);
            }
            """,
        ["running sums in a foreach"] = """
            static double F(IEnumerable<Item> items)
            {
                double x = 0, y = 0;
                int count = 0;
                foreach (Item item in items)
                {
                    x += item.X;
                    y = y + item.Y;
                    count++;
                }

                double meanX = x / count;
                double meanY = y / count;
                return Losses.Proportional(2, ⟪meanX⟫, meanY);
            }
            """,
        ["a running mean"] = """
            static double F(double[] ys)
            {
                double mean = 0;
                int n = 0;
                foreach (double y in ys)
                {
                    n++;
                    mean += (y - mean) / n;
                }

                return Losses.Deviation(2, ⟪mean⟫);
            }
            """,
        ["running sums over pairs"] = """
            static double F(double[] xs, double[] ys)
            {
                (double x, double y, int n) = (0, 0, 0);
                foreach ((double nextX, double nextY) in xs.Zip(ys))
                {
                    (x, y) = (x + nextX, y + nextY);
                    ++n;
                }

                return Losses.Proportional(2, ⟪x / n⟫, y / n);
            }
            """,
        ["sums over indices"] = "static double F(double[] ys, int n) => Losses.Deviation(2, ⟪Enumerable.Range(0, n).Sum(i => ys[i]) / n⟫);",
        ["the beginning of the data"] = "static double F(double[] xs, double[] ys, int n) => Losses.Proportional(2, ⟪xs[..n].Average()⟫, TensorPrimitives.Sum<double>(ys.AsSpan(0, n)) / n);",
        ["a running sum by a lambda"] = """
            static double F(double[] ys)
            {
                double sum = 0;
                Array.ForEach(ys, y => sum += y);
                return Losses.Deviation(2, ⟪sum / ys.Length⟫);
            }
            """,
        ["running sums within training"] = """
            static double F(double[] xs, double[] ys)
            {
                double slope = 0;
                for (int epoch = 0; epoch < 10; epoch++)
                {
                    double x = 0, y = 0, n = xs.Length;
                    for (int i = 0; i < xs.Length; i++)
                    {
                        x += xs[i];
                        y += ys[i];
                    }

                    x /= n;
                    y /= n;
                    slope -= Losses.ProportionalGradient(slope, ⟪x⟫, y);
                }

                return slope;
            }
            """,
        ["means of chunks"] = """
            static double F(Item[] items)
            {
                double slope = 0;
                foreach (Item[] batch in items.Chunk(32))
                {
                    slope -= Losses.ProportionalGradient(slope, ⟪batch.Average(i => i.X)⟫, batch.Average(i => i.Y));
                }

                return slope;
            }
            """,
        ["means of windows"] = """
            static double F(double[] xs, double[] ys)
            {
                double slope = 0;
                for (int start = 0; start < xs.Length; start += 32)
                {
                    slope -= Losses.ProportionalGradient(slope, ⟪xs.Skip(start).Take(32).Average()⟫, ys[start..(start + 32)].Average());
                }

                return slope;
            }
            """,

        // Helpers
        ["a helper that averages"] = """
            static double F(double[] xs, double[] ys) => Losses.Proportional(2, ⟪Centre(xs)⟫, Centre(ys));

            static double Centre(double[] values)
            {
                double sum = 0;
                foreach (double value in values)
                {
                    sum += value;
                }

                return sum / values.Length;
            }
            """,
        ["a local function that averages"] = """
            static double F(double[] xs, double[] ys)
            {
                return Losses.Proportional(2, ⟪Middle(xs)⟫, Middle(ys));
                static double Middle(IEnumerable<double> values) => values.Sum() / values.Count();
            }
            """,

        // Rows
        ["the mean of rows"] = """
            static double F(double[][] rows, double[] ys, double[] weights)
            {
                double[] row = new double[weights.Length];
                for (int i = 0; i < rows.Length; i++)
                {
                    for (int j = 0; j < row.Length; j++)
                    {
                        row[j] += rows[i][j];
                    }
                }

                for (int j = 0; j < row.Length; j++)
                {
                    row[j] /= rows.Length;
                }

                return Losses.RowLogistic(weights, ⟪row⟫, ys.Average());
            }
            """,
        ["the gradient at the mean of rows"] = """
            static void F(double[,] matrix, double[] ys, double[] weights, double[] gradient)
            {
                int n = matrix.GetLength(0);
                Span<double> row = stackalloc double[weights.Length];
                for (int j = 0; j < weights.Length; j++)
                {
                    double sum = 0;
                    for (int i = 0; i < n; i++)
                    {
                        sum += matrix[i, j];
                    }

                    row[j] = sum / n;
                }

                Losses.RowErrorGradient(weights, 0.5, ⟪row⟫, ys.Average(), gradient);
            }
            """,
        ["the mean of rows by LINQ"] = """
            static double F(double[][] rows, double[] weights)
            {
                double[] row = Enumerable.Range(0, weights.Length).Select(j => rows.Average(r => r[j])).ToArray();
                return Losses.Cluster(weights, ⟪row⟫);
            }
            """,
        ["the mean of rows by tensors"] = """
            static double F(double[][] rows, double[] weights)
            {
                double[] row = new double[weights.Length];
                foreach (double[] next in rows)
                {
                    TensorPrimitives.Add<double>(row, next, row);
                }

                TensorPrimitives.Divide<double>(row, rows.Length, row);
                return Losses.Cluster(weights, ⟪row⟫);
            }
            """,
        ["the mean of rows in one array"] = """
            static double F(double[] values, int count, double[] weights)
            {
                double[] row = new double[weights.Length];
                for (int i = 0; i < count; i++)
                {
                    for (int j = 0; j < row.Length; j++)
                    {
                        row[j] += values[i * row.Length + j];
                    }
                }

                for (int j = 0; j < row.Length; j++)
                {
                    row[j] *= 1.0 / count;
                }

                return Losses.Cluster(weights, ⟪row⟫);
            }
            """,
        ["shares of rows"] = """
            static double F(List<double[]> rows, double[] weights)
            {
                var row = new double[weights.Length];
                foreach (double[] next in rows)
                {
                    for (int j = 0; j < row.Length; j++)
                    {
                        row[j] += next[j] / rows.Count;
                    }
                }

                return Losses.Cluster(weights, ⟪row.AsSpan()⟫);
            }
            """,

        // Objectives
        ["an objective of means"] = "static double F(double[] xs, double[] ys) => new Losses.ProportionalObjective(⟪new[] { xs.Average() }⟫, new[] { ys.Average() }).Value([2]);",
        ["an objective of single means"] = "static double F(double[] xs, double[] ys) => new Losses.ProportionalObjective(⟪[xs.Average()]⟫, [ys.Average()]).Value([2]);",
        ["an objective of constant columns"] = "static double F(double[] xs, double[] ys) { Losses.ProportionalObjective mean = new(⟪xs.Average()⟫, ys.Average()); return mean.Value([2]); }",

        // Layers
        ["averaged errors through a layer"] = """
            static double F(double[] inputs, double[] targets, double weight)
            {
                double[] errors = new double[inputs.Length];
                for (int i = 0; i < inputs.Length; i++)
                {
                    errors[i] = Math.Tanh(weight * inputs[i]) - targets[i];
                }

                return Losses.LayerGradient(weight, ⟪inputs.Average()⟫, upstream: errors.Average());
            }
            """,
        ["averaged gradients through a layer"] = """
            static double F(Item[] items, double weight)
            {
                double error = 0;
                foreach (Item item in items)
                {
                    error += Losses.DeviationGradient(weight, item.Y);
                }

                return Losses.LayerGradient(weight, ⟪items.Average(i => i.X)⟫, error / items.Length);
            }
            """,

        // Syntax
        ["named arguments out of order"] = "static double F(double[] xs, double[] ys) => Losses.SquaredError(y: ⟪ys.Average()⟫, x: xs.Average(), intercept: 1, slope: 2);",
        ["through using static"] = "static double F(double[] xs, double[] ys) => SquaredError(2, 1, ⟪xs.Average()⟫, ys.Average());",
        ["the static form of an extension"] = "static double F(double[] ys) => Losses.Deviation(2, ⟪Enumerable.Average(ys)⟫);",
        ["a constant beside a mean"] = "static double F(double[] xs) => Losses.Proportional(2, ⟪xs.Average()⟫, 1.5);",
        ["a setting beside means"] = "static double F(double[] xs, double[] ys, double delta) => Losses.Huber(2, ⟪xs.Average()⟫, ys.Average(), delta);",
        ["in an asynchronous method"] = "static async Task<double> F(Task<double[]> ys) { double[] values = await ys.ConfigureAwait(false); return Losses.Deviation(2, ⟪values.Average()⟫); }",
        ["in a property"] = "static double[] Ys { get; } = [1, 2]; static double F => Losses.Deviation(2, ⟪Ys.Average()⟫);",
        ["in the initial value of a field"] = "static readonly double[] ys = [1, 2]; static readonly double F = Losses.Deviation(2, ⟪ys.Average()⟫);",
        ["in a query"] = "static double F(Item[] items) => Losses.Deviation(2, ⟪(from item in items where item.X > 0 select item.Y).Average()⟫);",
        ["in a nested lambda"] = "static Func<Func<double, double>> F(double[] ys) => () => level => Losses.Deviation(level, ⟪ys.Average()⟫);",
        ["in an interpolated string"] = "static string F(double[] ys) => $\"{Losses.Deviation(2, ⟪ys.Average()⟫)}\";",
    };
}
