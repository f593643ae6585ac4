using System;
using System.Collections.Generic;

namespace SymGrad.Generator.Tests.CallSites;

/// <summary>Programs that use losses and means as they should be used, or may be, as members of a class. None gets an alarm.</summary>
internal static class CorrectPrograms
{
    public static IReadOnlyDictionary<string, string> All { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        // Affine losses: the mean commutes
        ["an affine loss at means"] = "static double F(double[] xs, double[] ys) => Losses.SignedError(2, xs.Average(), ys.Average());",
        ["the gradient of an affine loss at means"] = "static double F(double[] xs, double[] ys) => Losses.SignedErrorGradient(2, xs.Average(), ys.Average());",
        ["a loss that is affine after cancelling"] = "static double F(double[] ys) => Losses.Cancelling(2, ys.Average());",
        ["affine in the data, not in θ"] = "static double F(double[] times) => Losses.Exponential(2, times.Average());",
        ["sums as sufficient statistics"] = "static double F(double[] counts, double[] exposures) => Losses.Poisson(2, counts.Sum(), exposures.Sum());",
        ["an affine loss of rows at the mean of rows"] = """
            static double F(double[][] rows, double[] ys, double[] weights)
            {
                double[] row = new double[weights.Length];
                foreach (double[] next in rows)
                {
                    for (int j = 0; j < row.Length; j++)
                    {
                        row[j] += next[j] / rows.Length;
                    }
                }

                return Losses.RowScore(weights, row, ys.Average());
            }
            """,
        ["the gradient of a deviation at the mean is the mean of the gradients"] = "static double F(double[] ys) => Losses.DeviationGradient(2, ys.Average());",
        ["the gradient of a deviation of rows too"] = """
            static void F(double[][] rows, double[] centre, double[] gradient)
            {
                double[] row = Enumerable.Range(0, centre.Length).Select(j => rows.Average(r => r[j])).ToArray();
                Losses.ClusterGradient(centre, row, gradient);
            }
            """,
        ["affine in the one that is averaged"] = "static double F(double[] ys) => Losses.Logistic(2, 1.5, ys.Average());",
        ["averaged errors through a bias"] = "static double F(double[] errors) => Losses.BiasGradient(2, errors.Average());",
        ["an objective of means of an affine loss"] = "static double F(double[] xs, double[] ys) => new Losses.SignedErrorObjective([xs.Average()], [ys.Average()]).Value([2]);",

        // Averages of losses and of gradients
        ["the average of losses"] = "static double F(Item[] items) => items.Average(i => Losses.SquaredError(2, 1, i.X, i.Y));",
        ["the average of losses over indices"] = "static double F(double[] xs, double[] ys) => Enumerable.Range(0, xs.Length).Average(i => Losses.Proportional(2, xs[i], ys[i]));",
        ["the average of zipped losses"] = "static double F(double[] xs, double[] ys) => xs.Zip(ys, (x, y) => Losses.Proportional(2, x, y)).Average();",
        ["a loop over losses"] = """
            static double F(double[] xs, double[] ys)
            {
                double sum = 0;
                for (int i = 0; i < xs.Length; i++)
                {
                    sum += Losses.Proportional(2, xs[i], ys[i]);
                }

                return sum / xs.Length;
            }
            """,
        ["a loop over gradients"] = """
            static double F(Item[] items)
            {
                double slope = 0, intercept = 0;
                foreach (Item item in items)
                {
                    (double s, double i) = Losses.SquaredErrorGradient(2, 1, item.X, item.Y);
                    slope += s;
                    intercept += i;
                }

                return (slope + intercept) / items.Length;
            }
            """,
        ["an average of losses as a datum"] = """
            static double F(double[] xs, double[] ys)
            {
                double[] losses = new double[xs.Length];
                for (int i = 0; i < xs.Length; i++)
                {
                    losses[i] = Losses.Proportional(2, xs[i], ys[i]);
                }

                return Losses.Deviation(0.5, losses.Average());
            }
            """,
        ["an objective"] = "static double F(double[] xs, double[] ys) => new Losses.ProportionalObjective(xs, ys).Value([2]);",
        ["an objective of the sum"] = "static double F(double[] xs, double[] ys) => new Losses.ProportionalObjective(xs, ys, Aggregation.Sum).Value([2]) / xs.Length;",
        ["mini-batches of an objective"] = """
            static double F(double[] xs, double[] ys)
            {
                var objective = new Losses.ProportionalObjective(xs, ys);
                double slope = 0;
                double[] gradient = new double[1];
                for (int start = 0; start < xs.Length; start += 32)
                {
                    int batchSize = Math.Min(32, xs.Length - start);
                    objective.Gradient([slope], start..(start + batchSize), gradient);
                    slope -= 0.1 * gradient[0] / batchSize;
                }

                return slope;
            }
            """,

        // Means as hyper-parameters and for centring
        ["centring inside the loss"] = "static double F(Item[] items) { double mean = items.Average(i => i.X); return items.Average(i => Losses.Centred(2, i.X, i.Y, mean)); }",
        ["centring the argument"] = "static double F(double[] xs, double[] ys) { double mean = xs.Average(); double sum = 0; for (int i = 0; i < xs.Length; i++) { sum += Losses.Proportional(2, xs[i] - mean, ys[i]); } return sum; }",
        ["centring both arguments"] = "static double F(Item[] items) { double x = items.Average(i => i.X), y = items.Average(i => i.Y); return items.Sum(i => Losses.Proportional(2, i.X - x, i.Y - y)); }",
        ["standardising"] = """
            static double F(double[] xs, double[] ys)
            {
                double mean = xs.Average();
                double scale = Math.Sqrt(xs.Average(x => (x - mean) * (x - mean)));
                double sum = 0;
                for (int i = 0; i < xs.Length; i++)
                {
                    sum += Losses.Standardised(2, xs[i], ys[i], mean, scale);
                }

                return sum / xs.Length;
            }
            """,
        ["standardised items"] = """
            static double F(double[] xs, double[] ys)
            {
                double mean = xs.Mean();
                double deviation = xs.StandardDeviation();
                return xs.Zip(ys).Average(p => Losses.Proportional(2, (p.First - mean) / deviation, p.Second));
            }
            """,
        ["an objective with a mean as one value for all items"] = "static double F(double[] xs, double[] ys) => new Losses.CentredObjective(xs, ys, xs.Average()).Value([2]);",
        ["an objective of centred columns"] = "static double F(double[] xs, double[] ys) { double mean = xs.Average(); return new Losses.ProportionalObjective(xs.Select(x => x - mean).ToArray(), ys).Value([2]); }",
        ["a mean as a scale of the errors"] = "static double F(Item[] items) { double delta = items.Average(i => Math.Abs(i.Y)); return items.Average(i => Losses.Huber(2, i.X, i.Y, delta)); }",
        ["a prior around a mean"] = "static double F(double[] slopes) => Losses.AroundPrior(2, priorSlope: slopes.Average(), weight: 0.1);",
        ["a mean for one item's method"] = "static double F(double x, double y, double[] xs) => Losses.Centred(2, x, y, xs.Average());",
        ["an item beside the mean of a group"] = "static double F(Item[] items) { double sum = 0; foreach (Item item in items) { sum += Losses.Proportional(2, items.Where(i => i.Group == item.Group).Average(i => i.X), item.Y); } return sum; }",
        ["a moving average as a feature"] = """
            static double F(double[] signal, double[] ys)
            {
                double sum = 0;
                for (int i = 10; i < signal.Length; i++)
                {
                    sum += Losses.Proportional(2, signal.AsSpan(i - 10, 10).ToArray().Average(), ys[i]);
                }

                return sum;
            }
            """,
        ["the mean of each window of a signal"] = """
            static double F(double[] signal)
            {
                double sum = 0;
                for (int i = 0; i < signal.Length; i += 10)
                {
                    sum += Losses.Deviation(2, TensorPrimitives.Average<double>(signal.AsSpan(i, 10)));
                }

                return sum;
            }
            """,
        ["the mean so far as a feature"] = """
            static double F(double[] ys)
            {
                double total = 0, sum = 0;
                for (int i = 0; i < ys.Length; i++)
                {
                    total += Losses.Proportional(2, i == 0 ? 0 : sum / i, ys[i]);
                    sum += ys[i];
                }

                return total;
            }
            """,

        // One row, one number
        ["the mean of each row as its feature"] = "static double F(double[][] rows) => rows.Average(row => Losses.Deviation(2, row.Average()));",
        ["the mean of each row in a loop"] = "static double F(double[][] rows) { double sum = 0; for (int i = 0; i < rows.Length; i++) { sum += Losses.Deviation(2, rows[i].Average()); } return sum; }",
        ["the sum of each row in a loop"] = """
            static double F(double[,] matrix)
            {
                double total = 0;
                for (int i = 0; i < matrix.GetLength(0); i++)
                {
                    double sum = 0;
                    for (int j = 0; j < matrix.GetLength(1); j++)
                    {
                        sum += matrix[i, j];
                    }

                    total += Losses.Deviation(2, sum / matrix.GetLength(1));
                }

                return total;
            }
            """,
        ["groups that are items"] = "static double F(Item[] items) => items.GroupBy(i => i.Group).Sum(g => Losses.Proportional(2, g.Average(i => i.X), g.Average(i => i.Y)));",
        ["groups that are items in a loop"] = "static double F(IEnumerable<IGrouping<int, Item>> groups) { double sum = 0; foreach (var group in groups) { double x = group.Average(i => i.X); double y = group.Average(i => i.Y); sum += Losses.Proportional(2, x, y); } return sum; }",
        ["pooling inside a loss"] = "static double F(double[][] rows, double[] ys) => rows.Zip(ys).Average(p => Losses.Pooled(2, p.First, p.Second));",
        ["dot products as data"] = """
            static double F(double[] weights, double[] row, double[] other)
            {
                double x = 0, y = 0;
                for (int j = 0; j < weights.Length; j++)
                {
                    x += weights[j] * row[j];
                    y += weights[j] * other[j];
                }

                return Losses.Proportional(2, x, y);
            }
            """,
        ["a hidden layer as data"] = """
            static double F(double[] matrix, double[] row, double[] weights)
            {
                double[] hidden = new double[weights.Length];
                for (int j = 0; j < hidden.Length; j++)
                {
                    for (int k = 0; k < row.Length; k++)
                    {
                        hidden[j] += matrix[(j * row.Length) + k] * row[k];
                    }
                }

                return Losses.Cluster(weights, hidden);
            }
            """,
        ["features that are means of windows"] = """
            static double F(double[] signal, double[] centre)
            {
                double[] features = signal.Chunk(10).Select(window => window.Average()).ToArray();
                return Losses.Cluster(centre, features);
            }
            """,
        ["features that are means of windows in a loop"] = """
            static double F(double[][] windows, double[] centre)
            {
                double[] features = new double[centre.Length];
                for (int j = 0; j < features.Length; j++)
                {
                    features[j] = windows[j].Average();
                }

                return Losses.Cluster(centre, features);
            }
            """,
        ["features that are means of pieces"] = """
            static double F(double[] signal, double[] centre, int length)
            {
                double[] features = new double[centre.Length];
                for (int j = 0; j < features.Length; j++)
                {
                    double sum = 0;
                    for (int i = 0; i < length; i++)
                    {
                        sum += signal[(j * length) + i];
                    }

                    features[j] = sum / length;
                }

                return Losses.Cluster(centre, features);
            }
            """,
        ["features that are moving averages"] = """
            static double F(double[] signal, double[] centre)
            {
                double[] features = new double[centre.Length];
                for (int j = 0; j < features.Length; j++)
                {
                    for (int i = 0; i < 10; i++)
                    {
                        features[j] += signal[i + j] / 10;
                    }
                }

                return Losses.Cluster(centre, features);
            }
            """,
        ["features of the windows of an item"] = """
            static double F(double[][] windows, double[] centre)
            {
                double[] features = new double[centre.Length];
                for (int j = 0; j < features.Length; j++)
                {
                    for (int i = 0; i < windows[j].Length; i++)
                    {
                        features[j] += windows[j][i];
                    }

                    features[j] /= windows[j].Length;
                }

                return Losses.Cluster(centre, features);
            }
            """,
        ["an item with a mean beside its own value"] = "static double F(Item[] items) => Losses.OfItem(2, new Item(items[0].X, items.Average(i => i.Y), 0));",
        ["items made of items"] = "static double F(Item[] items) { double sum = 0; foreach (Item item in items) { sum += Losses.OfItem(2, new Item(2 * item.X, item.Y, 0)); } return sum; }",
        ["an item made of means for a loss that is affine in it"] = "static double F(Item[] items) => Losses.AffineInItem(2, new Item(items.Average(i => i.X), items.Average(i => i.Y), 0));",
        ["an item of which more is unknown"] = "static double F(Item[] items, double y) => Losses.OfItem(2, new Item(items.Average(i => i.X), y, 0));",
        ["means for an instance's loss that is affine in them"] = "static double F(Fit fit, double[] xs, double[] ys) => fit.Signed(2, xs.Average(), ys.Average());",
        ["an order's total"] = "static double F((double[] Prices, double Budget) order) => Losses.Deviation(2, order.Prices.Sum());",
        ["the mean of an object's readings"] = "sealed record Patient(double[] Readings); static double F(Patient patient) => Losses.Deviation(2, patient.Readings.Average());",
        ["the mean of one's own readings"] = "sealed record Patient(double[] Readings) { public double Loss(double level) => Losses.Deviation(level, Readings.Average()); }",
        ["the sums of an object's parts"] = "sealed record Order(double[] Prices, double[] Weights); static double F(Order order) => Losses.Proportional(2, order.Prices.Sum(), order.Weights.Sum());",
        ["a normalised row"] = """
            static double F(double[] row, double[] weights)
            {
                double sum = row.Sum();
                double[] shares = new double[row.Length];
                for (int j = 0; j < row.Length; j++)
                {
                    shares[j] = row[j] / sum;
                }

                return Losses.Cluster(weights, shares);
            }
            """,

        // Statistics
        ["moments"] = "static double F(double[] ys) { double mean = ys.Average(); return Losses.Moments(0, 0, mean, ys.Average(y => (y - mean) * (y - mean))); }",
        ["moments by a helper"] = "static double F(double[] ys) => Losses.Moments(0, 0, ys.Mean(), ys.PopulationVariance());",
        ["the largest and the median"] = "static double F(double[] xs, double[] ys) => Losses.Proportional(2, xs.Max(), ys.Median());",
        ["first items"] = "static double F(double[] xs, double[] ys) => Losses.Proportional(2, xs.First(), ys[0]);",
        ["the root of a mean of squares"] = "static double F(double[] ys) => Losses.Deviation(2, Math.Sqrt(ys.Average(y => y * y)));",

        // Means elsewhere
        ["a mean as θ"] = "static double F(double[] slopes, double x, double y) => Losses.Proportional(slopes.Average(), x, y);",
        ["a mean as where to start"] = "static double F(double[] ys) { var objective = new Losses.DeviationObjective(ys); double level = ys.Average(); return objective.Value([level]); }",
        ["a mean as θ in a loop"] = "static double F(double[] ys) { double level = ys.Average(); double sum = 0; foreach (double y in ys) { sum += Losses.DeviationGradient(level, y); } return sum; }",
        ["a regulariser"] = "static double F(double[] slopes) => Losses.Ridge(slopes.Average());",
        ["means that are printed"] = "static double F(double[] xs, double[] ys) { Console.WriteLine($\"{xs.Average()} {ys.Average()}\"); return Losses.Proportional(2, xs[0], ys[0]); }",
        ["means in another method"] = "static double Proportional(double slope, double x, double y) => slope * x * y; static double F(double[] xs, double[] ys) => Proportional(2, xs.Average(), ys.Average());",
        ["data from elsewhere"] = "static double F(string line) { string[] parts = line.Split(','); return Losses.Proportional(2, double.Parse(parts[0]), double.Parse(parts[1])); }",
        ["a mean that is given up"] = "static double F(double[] ys) { double y = ys.Average(); y = ys[0]; return Losses.Deviation(2, y); }",
        ["an unknown source"] = "static double F(Func<double[], double> statistic, double[] ys) => Losses.Deviation(2, statistic(ys));",
        ["through a reference"] = "static double F(double[] ys) { double y = ys.Average(); Change(ref y); return Losses.Deviation(2, y); } static void Change(ref double y) => y = 1;",
        ["a suppressed alarm"] = """
            static double F(double[] xs, double[] ys)
            {
            #pragma warning disable SYMG1010 // The model of the average customer.
                return Losses.Proportional(2, xs.Average(), ys.Average());
            #pragma warning restore SYMG1010
            }
            """,
    };
}
