using SymGrad.Testing;
using Xunit;

namespace SymGrad.Generator.Tests.Emission;

/// <summary>The generated code of losses with structs, records and classes, as users read it.</summary>
public sealed class GeneratedCompositeTests
{
    [Fact]
    public void Structs_of_numbers() => Snapshots.Verify(
        """
        using SymGrad;

        namespace Samples;

        /// <summary>A line.</summary>
        public readonly record struct Line(double Slope, double Intercept);

        /// <summary>An item.</summary>
        public readonly record struct Point(double X, double Y);

        public static partial class Losses
        {
            /// <summary>The squared error of a line.</summary>
            [Loss]
            public static double LineError([Theta] Line line, Point point)
            {
                double residual = point.Y - (line.Slope * point.X + line.Intercept);
                return residual * residual;
            }
        }
        """);

    [Fact]
    public void A_network_whose_weights_are_a_record_of_arrays() => Snapshots.Verify(
        """
        using System;
        using SymGrad;

        /// <summary>The weights of a network.</summary>
        public sealed record Weights(double[] Hidden, double[] HiddenBias, double[] Output, double OutputBias);

        public static partial class Losses
        {
            /// <summary>The squared error of a network with one hidden layer.</summary>
            [Loss]
            public static double Network([Theta] Weights weights, ReadOnlySpan<double> x, double y)
            {
                double output = weights.OutputBias;
                for (int h = 0; h < weights.HiddenBias.Length; h++)
                {
                    double sum = weights.HiddenBias[h];
                    for (int i = 0; i < x.Length; i++)
                    {
                        sum += weights.Hidden[h * x.Length + i] * x[i];
                    }

                    output += weights.Output[h] * Math.Tanh(sum);
                }

                return (y - output) * (y - output);
            }
        }
        """);

    [Fact]
    public void A_network_whose_weights_are_matrices() => Snapshots.Verify(
        """
        using System;
        using SymGrad;

        /// <summary>The weights of a network.</summary>
        public sealed record Weights(double[,] Hidden, double[] Output);

        public static partial class Losses
        {
            /// <summary>The squared error of a network with one hidden layer.</summary>
            [Loss]
            public static double Network([Theta] Weights weights, [Theta] double[,] scale, ReadOnlySpan<double> x, double y)
            {
                double output = scale[0, 1];
                for (int h = 0; h < weights.Hidden.GetLength(0); h++)
                {
                    double sum = 0;
                    for (int i = 0; i < x.Length; i++)
                    {
                        sum += weights.Hidden[h, i] * x[i];
                    }

                    output += weights.Output[h] * Math.Tanh(sum * scale[0, 0]);
                }

                return (y - output) * (y - output);
            }
        }
        """);

    [Fact]
    public void A_method_of_an_instance() => Snapshots.Verify(
        """
        using System;
        using SymGrad;

        /// <summary>A model with hyper-parameters.</summary>
        public sealed partial class Ridge(double width)
        {
            private readonly double[] prior = [0.5, -0.5];

            /// <summary>How strong the prior is.</summary>
            public double Strength { get; set; } = 0.1;

            /// <summary>Not read by the loss.</summary>
            public string Name { get; } = "ridge";

            /// <summary>The error of an item, with its share of the prior.</summary>
            [Loss]
            public double Error([Theta] ReadOnlySpan<double> weights, ReadOnlySpan<double> x, double y)
            {
                double prediction = 0, penalty = 0;
                for (int i = 0; i < weights.Length; i++)
                {
                    prediction += weights[i] * x[i];
                    penalty += (weights[i] - prior[i]) * (weights[i] - prior[i]);
                }

                return Huber(y - prediction) + Strength * penalty;
            }

            private double Huber(double residual) => Math.Abs(residual) < width ? residual * residual / 2 : width * (Math.Abs(residual) - width / 2);
        }
        """);

    [Fact]
    public void Layers_of_different_lengths() => Snapshots.Verify(
        """
        using System;
        using SymGrad;

        public static partial class Losses
        {
            /// <summary>The squared error of a sum of units, each of which reads the first elements of an item.</summary>
            [Loss]
            public static double Units([Theta] double[][] weights, ReadOnlySpan<double> x, double y)
            {
                double output = 0;
                foreach (double[] unit in weights)
                {
                    double sum = 0;
                    for (int i = 0; i < unit.Length; i++)
                    {
                        sum += unit[i] * x[i];
                    }

                    output += Math.Tanh(sum);
                }

                return (y - output) * (y - output);
            }
        }
        """);

    [Fact]
    public void A_class_of_numbers() => Snapshots.Verify(
        """
        using System;
        using SymGrad;

        public static partial class Losses
        {
            /// <summary>A decay.</summary>
            public sealed class Decay
            {
                /// <summary>How much there is.</summary>
                public double Amount { get; init; }

                /// <summary>How fast it goes.</summary>
                public double Rate { get; init; }

                /// <summary>What is left.</summary>
                public double At(double time) => Amount * Math.Exp(-Rate * time);
            }

            /// <summary>The squared error of a decay.</summary>
            [Loss]
            public static double DecayError([Theta] Decay decay, double time, double y) => Math.Pow(y - decay.At(time), 2);
        }
        """);
}
