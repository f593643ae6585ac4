using SymGrad.EndToEnd.Tests.Constructs;
using SymGrad.EndToEnd.Tests.Oracle;
using Xunit;

namespace SymGrad.EndToEnd.Tests.Composites;

/// <summary>Methods of structs, records and classes, called on what the loss is given or makes.</summary>
public sealed class InstanceMethodTests
{
    [Fact]
    public void Methods_that_call_one_another_on_several_instances() => Accept.Loss("""
        public readonly record struct Complex(double Re, double Im)
        {
            public double Norm => Re * Re + Im * Im;
            public Complex Times(Complex other) => new(Re * other.Re - Im * other.Im, Re * other.Im + this.Im * other.Re);
            public Complex Squared() => Times(this);
            public double Distance(in Complex other)
            {
                Complex difference = this - other;
                return Math.Sqrt(difference.Norm + 0.1);
            }

            public Complex Power(int n)
            {
                Complex power = this;
                for (int i = 1; i < n; i++)
                {
                    power = power.Times(Squared());
                    if (power.Norm > 10)
                    {
                        return power with { Re = Norm };
                    }
                }

                return power;
            }

            public static Complex operator -(Complex a, Complex b) => new(a.Re - b.Re, a.Im - b.Im);
        }

        [Loss]
        public static double F([Theta] Complex c, Complex z)
        {
            double Twice(Complex w) => 2 * w.Norm;
            return c.Squared().Times(z).Distance(c) + Twice(c.Power(3)) * 0.01;
        }
        """);

    [Fact]
    public void A_layer_that_applies_itself() => Accept.Loss("""
        public sealed record Layer(double[] Weights, double[] Biases)
        {
            public int Inputs => Weights.Length / Biases.Length;

            public double[] Apply(ReadOnlySpan<double> x)
            {
                double[] y = new double[Biases.Length];
                for (int o = 0; o < Biases.Length; o++)
                {
                    double sum = Biases[o];
                    for (int i = 0; i < Inputs; i++)
                    {
                        sum += Weights[o * Inputs + i] * x[i];
                    }

                    y[o] = Math.Tanh(sum);
                }

                return y;
            }
        }

        public sealed record Network(Layer Hidden, Layer Output);

        [Loss]
        public static double F([Theta] Network network, ReadOnlySpan<double> x, double target)
        {
            double[] hidden = network.Hidden.Apply(x);
            double error = network.Output.Apply(hidden)[0] - target;
            return error * error;
        }
        """, Sample.Of(("network.Hidden.Weights", 6), ("network.Hidden.Biases", 2), ("network.Output.Weights", 2), ("network.Output.Biases", 1), ("x", 3)));
}
