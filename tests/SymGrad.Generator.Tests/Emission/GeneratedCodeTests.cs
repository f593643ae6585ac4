using SymGrad.Testing;
using Xunit;

namespace SymGrad.Generator.Tests.Emission;

/// <summary>The generated code as users read it. Each snapshot is prose that somebody inspects.</summary>
public class GeneratedCodeTests
{
    [Fact]
    public void Squared_error() => Snapshots.Verify(
        """
        using SymGrad;

        namespace Samples;

        public static partial class Losses
        {
            /// <summary>The squared error of a straight line.</summary>
            [Loss]
            public static double SquaredError([Theta] double slope, [Theta] double intercept, double x, double y)
            {
                double residual = y - (slope * x + intercept);
                return residual * residual;
            }
        }
        """);

    [Fact]
    public void Linear_loss() => Snapshots.Verify(
        """
        using SymGrad;

        public static partial class Losses
        {
            /// <summary>The signed error.</summary>
            [Loss]
            public static double SignedError([Theta] double θ, double x, double y) => y - θ * x;
        }
        """);

    [Fact]
    public void Linear_loss_by_cancellation() => Snapshots.Verify(
        """
        using SymGrad;

        public static partial class Losses
        {
            /// <summary>Affine in θ, although no line of it is.</summary>
            [Loss]
            public static double Difference([Theta] double θ, double a) => (θ - a) * (θ - a) - θ * θ;
        }
        """);

    [Fact]
    public void Huber_with_an_early_return_and_a_guard() => Snapshots.Verify(
        """
        using System;
        using SymGrad;

        namespace Robust
        {
            internal static partial class Losses
            {
                [Loss]
                internal static double Huber([Theta] double slope, [Theta] double intercept, double x, double y, double delta)
                {
                    if (!(delta > 0))
                    {
                        throw new ArgumentOutOfRangeException(nameof(delta), delta, $"The bend must be positive, but is {delta:G3}.");
                    }

                    double residual = y - (slope * x + intercept);
                    double magnitude = Math.Abs(residual);
                    if (magnitude <= delta)
                    {
                        return 0.5 * residual * residual;
                    }

                    return delta * (magnitude - 0.5 * delta);
                }
            }
        }
        """);

    [Fact]
    public void Logistic_loss() => Snapshots.Verify(
        """
        using System;
        using SymGrad;

        public static partial class Losses
        {
            /// <summary>The negative log-likelihood of a label in −1, 1.</summary>
            [Loss]
            public static double Logistic([Theta] double weight, [Theta] double bias, double x, int label)
            {
                double margin = label * (weight * x + bias);
                return Math.Log(1 + Math.Exp(-margin));
            }
        }
        """);

    [Fact]
    public void Switch_on_data_with_a_helper_and_single_precision() => Snapshots.Verify(
        """
        using System;
        using SymGrad;

        public partial struct Model<T>
        {
            private const float Slope = 0.01f;

            /// <summary>A loss with a choice of activations.</summary>
            [Loss]
            public static float Activated([Theta] float weight, [Theta] float bias, float x, float y, int activation)
            {
                float z = weight * x + bias;
                float output = activation switch
                {
                    0 => z,
                    1 => MathF.Tanh(z),
                    2 => Leaky(z),
                    _ => throw new ArgumentOutOfRangeException(nameof(activation)),
                };
                return (output - y) * (output - y);
            }

            private static float Leaky(float input) => input > 0 ? input : Slope * input;
        }
        """);

    [Fact]
    public void Single_precision_in_and_double_out() => Snapshots.Verify(
        """
        using SymGrad;

        public static partial class Losses
        {
            /// <summary>Half a squared error that is cut off on the left.</summary>
            [Loss]
            public static double CutOff([Theta] float weight, float x, float y)
            {
                float r = weight * x - y;
                float s = r < -1 ? -1 - 2 * r : r * r;
                return s;
            }
        }
        """);

    [Fact]
    public void Returns_from_the_middle() => Snapshots.Verify(
        """
        using System;
        using SymGrad;

        public static partial class Losses
        {
            /// <summary>Some paths return early, some fall through.</summary>
            [Loss]
            public static double Mixed([Theta] double a, [Theta] double b, double x)
            {
                double z = 0;
                if (x > 0)
                {
                    if (x > 1)
                    {
                        return Math.Exp(a * x);
                    }

                    z = Math.Sin(b * x);
                }

                z += a * b;
                return z * z;
            }
        }
        """);

    [Fact]
    public void Regulariser() => Snapshots.Verify(
        """
        using SymGrad;

        public static partial class Losses
        {
            /// <summary>Half the squared length.</summary>
            [Loss]
            public static double Ridge([Theta] double slope, [Theta] double intercept) => 0.5 * (slope * slope + intercept * intercept);
        }
        """);

    [Fact]
    public void Names_that_clash_with_those_of_generated_code() => Snapshots.Verify(
        """
        using SymGrad;

        public partial record Math
        {
            /// <summary>Hostile names everywhere.</summary>
            [Loss]
            public static double Loss([Theta] double value, [Theta] double gradient, double @class, double Column, double sums, double i)
            {
                double valueAdjoint = value * @class + System.Math.Sin(gradient);
                double parameters = valueAdjoint * Column - sums;
                return parameters * parameters + i;
            }
        }
        """);

    [Fact]
    public void A_loss_for_double_and_float() => Snapshots.Verify(
        """
        using System.Numerics;
        using SymGrad;

        public static partial class Losses
        {
            [Loss]
            public static T Logistic<T>([Theta] T slope, [Theta] T intercept, T x, T y)
                where T : IFloatingPointIeee754<T>
            {
                T margin = y * (slope * x + intercept);
                return T.Log(T.One + T.Exp(-margin));
            }
        }
        """);
}
