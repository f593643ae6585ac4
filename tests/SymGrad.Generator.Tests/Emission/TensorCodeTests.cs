using System.Linq;
using System.Numerics.Tensors;
using Microsoft.CodeAnalysis;
using SymGrad.Testing;
using Xunit;

namespace SymGrad.Generator.Tests.Emission;

/// <summary>The generated code of losses that call functions of System.Numerics.Tensors.</summary>
public sealed class TensorCodeTests
{
    private static GeneratorRunOptions Options { get; } = new()
    {
        ExtraReferences = [MetadataReference.CreateFromFile(typeof(TensorPrimitives).Assembly.Location)],
    };

    [Fact]
    public void A_scalar_product_in_a_squared_error() => Snapshots.Verify(
        """
        using System;
        using System.Numerics.Tensors;
        using SymGrad;

        public static partial class Losses
        {
            /// <summary>The squared error of a linear model.</summary>
            [Loss]
            public static double SquaredError([Theta] ReadOnlySpan<double> weights, [Theta] double bias, ReadOnlySpan<double> x, double y)
            {
                double residual = y - (bias + TensorPrimitives.Dot(weights, x));
                return residual * residual;
            }
        }
        """, Options);

    [Fact]
    public void A_layer_of_a_network() => Snapshots.Verify(
        """
        using System;
        using System.Numerics.Tensors;
        using SymGrad;

        public static partial class Losses
        {
            [Loss]
            public static double Network([Theta] ReadOnlySpan<double> weights, [Theta] ReadOnlySpan<double> output, ReadOnlySpan<double> x, double y)
            {
                Span<double> hidden = stackalloc double[16];
                for (int j = 0; j < hidden.Length; j++)
                {
                    hidden[j] = TensorPrimitives.Dot(weights.Slice(j * x.Length, x.Length), x);
                }

                TensorPrimitives.Tanh(hidden, hidden);
                double residual = y - TensorPrimitives.Dot(hidden, output);
                return residual * residual;
            }
        }
        """, Options);

    [Fact]
    public void Softmax_and_norm() => Snapshots.Verify(
        """
        using System;
        using System.Numerics.Tensors;
        using SymGrad;

        public static partial class Losses
        {
            [Loss]
            public static double CrossEntropy([Theta] ReadOnlySpan<double> logits, int label)
            {
                Span<double> p = new double[logits.Length];
                TensorPrimitives.SoftMax(logits, p);
                return 0.1 * TensorPrimitives.Norm(logits) - Math.Log(p[label]);
            }
        }
        """, Options);

    [Fact]
    public void Names_that_hide_those_of_the_package()
    {
        GeneratorRun run = GeneratorRunner.Run(
            """
            using System;
            using SymGrad;

            public static class TensorPrimitives;

            public static partial class Losses
            {
                [Loss]
                public static double Energy([Theta] ReadOnlySpan<double> w, ReadOnlySpan<double> x)
                    => System.Numerics.Tensors.TensorPrimitives.Distance(w, x);
            }
            """, Options);
        Assert.Empty(run.Diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error));
        Assert.Contains("global::System.Numerics.Tensors.TensorPrimitives.Distance<double>(w, x)", run.Files.Single().Text, System.StringComparison.Ordinal);
    }
}
