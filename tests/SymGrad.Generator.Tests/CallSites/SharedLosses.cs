namespace SymGrad.Generator.Tests.CallSites;

/// <summary>The losses that the programs of the two corpora use.</summary>
internal static class SharedLosses
{
    public const string Text =
        """
        using System;
        using SymGrad;

        public static partial class Losses
        {
            [Loss]
            public static double SquaredError([Theta] double slope, [Theta] double intercept, double x, double y)
            {
                double residual = y - (slope * x + intercept);
                return residual * residual;
            }

            [Loss]
            public static double Proportional([Theta] double slope, double x, double y) => (y - slope * x) * (y - slope * x);

            [Loss]
            public static double SignedError([Theta] double slope, double x, double y) => y - slope * x;

            /// <summary>Affine in y, although it is written as a difference of squares.</summary>
            [Loss]
            public static double Cancelling([Theta] double level, double y) => (y - level) * (y - level) - y * y;

            [Loss]
            public static double Deviation([Theta] double level, double y) => (y - level) * (y - level);

            [Loss]
            public static double Exponential([Theta] double rate, double time) => rate * time - Math.Log(rate);

            [Loss]
            public static double Poisson([Theta] double logRate, double count, double exposure) => exposure * Math.Exp(logRate) - count * logRate;

            [Loss]
            public static double Logistic([Theta] double weight, double x, double label)
                => Math.Log(1 + Math.Exp(weight * x)) - label * weight * x;

            [Loss]
            public static double Huber([Theta] double slope, double x, double y, double delta)
            {
                double size = Math.Abs(y - slope * x);
                return size <= delta ? size * size / 2 : delta * (size - delta / 2);
            }

            [Loss]
            public static double Centred([Theta] double slope, double x, double y, double offset)
            {
                double residual = y - slope * (x - offset);
                return residual * residual;
            }

            [Loss]
            public static double Standardised([Theta] double slope, double x, double y, double offset, double scale)
            {
                double residual = y - slope * (x - offset) / scale;
                return residual * residual;
            }

            [Loss]
            public static double AroundPrior([Theta] double slope, double priorSlope, double weight)
                => weight * (slope - priorSlope) * (slope - priorSlope);

            [Loss]
            public static double Ridge([Theta] double slope) => slope * slope;

            [Loss]
            public static double Moments([Theta] double location, [Theta] double logScale, double first, double second)
                => logScale + (second + (first - location) * (first - location)) / (2 * Math.Exp(2 * logScale));

            [Loss]
            public static double Layer([Theta] double weight, double input, double upstream) => upstream * Math.Tanh(weight * input);

            [Loss]
            public static double Bias([Theta] double bias, double upstream) => upstream * bias;

            [Loss]
            public static double RowError([Theta] ReadOnlySpan<double> weights, [Theta] double bias, ReadOnlySpan<double> x, double y)
            {
                double prediction = bias;
                for (int i = 0; i < weights.Length; i++)
                {
                    prediction += weights[i] * x[i];
                }

                double residual = y - prediction;
                return residual * residual;
            }

            [Loss]
            public static double RowLogistic([Theta] ReadOnlySpan<double> weights, ReadOnlySpan<double> x, double label)
            {
                double score = 0;
                for (int i = 0; i < weights.Length; i++)
                {
                    score += weights[i] * x[i];
                }

                return Math.Log(1 + Math.Exp(score)) - label * score;
            }

            [Loss]
            public static double RowScore([Theta] ReadOnlySpan<double> weights, ReadOnlySpan<double> x, double y)
            {
                double score = -y;
                for (int i = 0; i < weights.Length; i++)
                {
                    score += Math.Exp(weights[i]) * x[i];
                }

                return score;
            }

            [Loss]
            public static double Cluster([Theta] ReadOnlySpan<double> centre, ReadOnlySpan<double> point)
            {
                double sum = 0;
                for (int i = 0; i < centre.Length; i++)
                {
                    double difference = point[i] - centre[i];
                    sum += difference * difference;
                }

                return sum;
            }

            /// <summary>Pools a row inside the loss: its mean is a part of the model.</summary>
            [Loss]
            public static double Pooled([Theta] double slope, ReadOnlySpan<double> row, double y)
            {
                double sum = 0;
                foreach (double value in row)
                {
                    sum += value;
                }

                return SquaredError(slope, 0, sum / row.Length, y);
            }
        }

        public sealed record Item(double X, double Y, int Group);

        public static partial class Losses
        {
            [Loss]
            public static double OfItem([Theta] double slope, Item item) => (item.Y - slope * item.X) * (item.Y - slope * item.X);

            [Loss]
            public static double OfItemAnd([Theta] double slope, Item item, double z) => Math.Exp(item.Y - slope * item.X) * z;

            [Loss]
            public static double AffineInItem([Theta] double slope, Item item) => item.Y - slope * item.X;
        }

        public sealed partial class Fit(double width)
        {
            [Loss]
            public double Error([Theta] double slope, double x, double y) => (y - slope * x) * (y - slope * x) / width;

            [Loss]
            public double Signed([Theta] double slope, double x, double y) => (y - slope * x) / width;
        }
        """;
}
