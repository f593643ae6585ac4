using SymGrad.EndToEnd.Tests.Constructs;
using SymGrad.EndToEnd.Tests.Oracle;
using Xunit;

namespace SymGrad.EndToEnd.Tests.Composites;

/// <summary>Arrays as members of θ and of data: the gradient goes to another value of the type.</summary>
public sealed class CompositeArrayTests
{
    private const string Network = """
            int inputs = sample.Input.Length;
            double output = 0;
            for (int h = 0; h < weights.HiddenBias.Length; h++)
            {
                double sum = weights.HiddenBias[h];
                for (int i = 0; i < inputs; i++)
                {
                    sum += weights.Hidden[h * inputs + i] * sample.Input[i];
                }

                output += weights.Output[h] * Math.Tanh(sum);
            }

            double error = sample.Target - output;
            return error * error;
        """;

    private static readonly Sample sizes = Sample.Of(
        ("weights.Hidden", 6), ("weights.HiddenBias", 2), ("weights.Output", 2), ("sample.Input", 3));

    [Theory]
    [InlineData("public sealed record Weights(double[] Hidden, double[] HiddenBias, double[] Output);")]
    [InlineData("public readonly record struct Weights(double[] Hidden, double[] HiddenBias, double[] Output);")]
    [InlineData("public sealed class Weights { public required double[] Hidden { get; init; } public double[] HiddenBias = []; public double[] Output { get; set; } = []; }")]
    public void A_network_whose_weights_are_arrays_of_one_type(string type) => Accept.Loss($$"""
        {{type}}
        public sealed record Item(double[] Input, double Target);
        [Loss]
        public static double F([Theta] Weights weights, Item sample)
        {
        {{Network}}
        }
        """, sizes, Sample.Of(("weights.Hidden", 5), ("weights.HiddenBias", 2), ("weights.Output", 2), ("sample.Input", 3)).Throws<System.IndexOutOfRangeException>());

    [Fact]
    public void Numbers_beside_arrays_and_nested_types() => Accept.Loss("""
        public sealed record Layer(double[] Weights, double Bias);
        public readonly record struct Model(Layer First, double Scale, Layer Second);
        public readonly record struct Item(double[] X, double Y);
        [Loss]
        public static double F([Theta] Model model, Item item, [Theta] double[] offsets)
        {
            double first = Apply(model.First, item.X);
            double second = Apply(model.Second, item.X) * offsets[0];
            double error = item.Y - model.Scale * Math.Sin(first) * second;
            return error * error;
        }

        private static double Apply(Layer layer, double[] x)
        {
            double sum = layer.Bias;
            for (int i = 0; i < layer.Weights.Length; i++)
            {
                sum += layer.Weights[i] * x[i];
            }

            return sum;
        }
        """, Sample.Of(("model.First.Weights", 3), ("model.Second.Weights", 2), ("item.X", 3), ("offsets", 1)));

    [Fact]
    public void Single_precision() => Accept.Loss("""
        public sealed record Weights(float[] W, float Bias);
        [Loss]
        public static float F([Theta] Weights weights, float[] x, float y)
        {
            float sum = weights.Bias;
            for (int i = 0; i < weights.W.Length; i++)
            {
                sum += weights.W[i] * x[i];
            }

            return (y - sum) * (y - sum);
        }
        """, Sample.Of(("weights.W", 3), ("x", 3)));

    [Fact]
    public void Arrays_of_data_alone() => Accept.Loss("""
        public readonly record struct Line(double Slope, double Intercept);
        public sealed record Series(double[] X, double[] Y, int[] Use);
        [Loss]
        public static double F([Theta] Line line, Series series)
        {
            double sum = 0;
            foreach (int k in series.Use)
            {
                double r = series.Y[k] - line.Slope * series.X[k] - line.Intercept;
                sum += r * r * r;
            }

            return sum;
        }
        """, Sample.Of(("series.X", 4), ("series.Y", 4), ("series.Use", 5)).Below("series.Use", 4));
}
