using System;
using System.Linq;
using System.Reflection;
using SymGrad.Testing;
using Xunit;

namespace SymGrad.EndToEnd.Tests.Composites;

/// <summary>
/// From θ of composite types to the flat vector and back; what is given in wrong lengths is refused before anything is written; and gradients of structs and
/// of arrays allocate nothing.
/// </summary>
public sealed class FlatVectorTests
{
    private const string Source = """
        using System;
        using SymGrad;

        public sealed record Weights(double[] Hidden, float Scale, double[] Output);
        public readonly record struct Line(double Slope, double Intercept);
        public sealed record Named(string Name, double[] Input);

        public static partial class Losses
        {
            [Loss]
            public static double F([Theta] Weights weights, [Theta] double bias, Named item)
            {
                double sum = bias;
                for (int i = 0; i < item.Input.Length; i++)
                {
                    sum += Math.Tanh(weights.Hidden[i] * item.Input[i]) * weights.Output[i] * weights.Scale;
                }

                return sum * sum;
            }

            [Loss]
            public static double G([Theta] Line line, double x) => Math.Exp(line.Slope * x) + line.Intercept * line.Intercept;
        }

        public static class Calls
        {
            private static readonly Weights weights = Make(1), gradient = Make(0);
            private static readonly Named item = new("first", [1, 2]);

            public static Weights Make(double value) => new([value, value + 1], 2, [value * 3, value + 0.5]);

            public static Losses.FObjective Objective() => new(new[] { item, new Named("second", [-1, 0.5]) }, weights);

            public static string Layout() => Objective().Parameters.ToString();

            public static double[] Flattened() => Objective().Flatten(weights, 7);

            public static bool IsSame()
            {
                (Weights back, double bias) = Objective().Unflatten(Flattened());
                return bias == 7 && back.Scale == 2 && back.Hidden.AsSpan().SequenceEqual(weights.Hidden) && back.Output.AsSpan().SequenceEqual(weights.Output);
            }

            public static void FlattenShort() => Objective().Flatten(weights, 7, new double[5]);

            public static void FlattenOther() => Objective().Flatten(weights with { Output = [1, 2, 3] }, 7);

            public static void FlattenNull() => Objective().Flatten(null!, 7);

            public static void UnflattenLong() => Objective().Unflatten(new double[7]);

            public static void NoExample() => new Losses.FObjective(item, null!);

            public static void EmptyExample() => new Losses.FObjective(item, weights with { Hidden = [] });

            public static void NoDestination() => Losses.FGradient(weights, 1, item, null!);

            public static void SharedDestination() => Losses.FGradient(weights, 1, item, gradient with { Output = weights.Output });

            public static void SameArrays() => Losses.FGradient(weights, 1, item, gradient with { Output = gradient.Hidden });

            public static void ShortDestination() => Losses.FGradient(weights, 1, item, gradient with { Output = new double[1] });

            public static double ValueOfArrays() => Losses.FValueAndGradient(weights, 1, item, gradient).Value;

            public static double ValueOfStruct() => Losses.GValueAndGradient(new Line(1, 2), 3).Value;
        }
        """;

    [Fact]
    public void The_vector_has_the_members_in_order_and_gives_them_back()
    {
        using GeneratorRun run = GeneratorRunner.Run(Source);
        Assert.Equal("θ[0..2] weights.Hidden\nθ[2]    weights.Scale\nθ[3..5] weights.Output\nθ[5]    bias", Call(run, "Layout"));
        Assert.Equal([1, 2, 2, 3, 1.5, 7], (double[])Call(run, "Flattened")!);
        Assert.Equal(true, Call(run, "IsSame"));
    }

    [Theory]
    [InlineData("FlattenShort", "vector", "'vector' has 5 elements, but θ has 6 elements.")]
    [InlineData("FlattenOther", "weights.Output", "'weights.Output' has 3 elements, but the objective is made for 2 elements there.")]
    [InlineData("FlattenNull", "weights", "Value cannot be null.")]
    [InlineData("UnflattenLong", "vector", "'vector' has 7 elements, but θ has 6 elements.")]
    [InlineData("NoExample", "weightsShape.Hidden", "The array 'weightsShape.Hidden' is null")]
    [InlineData("EmptyExample", "weightsShape.Hidden", "The array 'weightsShape.Hidden' is empty")]
    [InlineData("NoDestination", "weightsGradient", "Value cannot be null.")]
    [InlineData("SharedDestination", "weightsGradient.Output", "'weightsGradient.Output' overlaps 'weights.Output'")]
    [InlineData("SameArrays", "weightsGradient.Output", "'weightsGradient.Output' overlaps 'weightsGradient.Hidden'")]
    [InlineData("ShortDestination", "weightsGradient.Output", "'weightsGradient.Output' has 1 element, but 'weights.Output', whose gradient it receives, has 2 elements.")]
    public void What_does_not_fit_is_refused_by_name(string call, string parameter, string message)
    {
        using GeneratorRun run = GeneratorRunner.Run(Source);
        var thrown = Assert.IsAssignableFrom<ArgumentException>(Assert.Throws<TargetInvocationException>(() => Call(run, call)).InnerException);
        Assert.Equal(parameter, thrown.ParamName);
        Assert.StartsWith(message, thrown.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ValueOfArrays")]
    [InlineData("ValueOfStruct")]
    public void Nothing_is_allocated(string call)
    {
        using GeneratorRun run = GeneratorRunner.Run(Source);
        var value = run.Assembly.GetType("Calls")!.GetMethod(call)!.CreateDelegate<Func<double>>();
        double[] values = [.. Enumerable.Range(0, 3).Select(_ => value())];
        long before = GC.GetAllocatedBytesForCurrentThread();
        double last = value();
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
        Assert.All(values, v => Assert.Equal(last, v));
    }

    private static object? Call(GeneratorRun run, string method) => run.Assembly.GetType("Calls")!.GetMethod(method)!.Invoke(null, null);
}
