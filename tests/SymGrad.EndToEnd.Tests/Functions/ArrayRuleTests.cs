using System;
using System.Linq;
using Microsoft.CodeAnalysis;
using SymGrad.EndToEnd.Tests.Constructs;
using SymGrad.EndToEnd.Tests.Oracle;
using SymGrad.Testing;
using Xunit;

namespace SymGrad.EndToEnd.Tests.Functions;

/// <summary>
/// Rules that the user gives for functions with arrays. Those for functions with source are compared with the source, which the oracle goes through.
/// </summary>
public sealed class ArrayRuleTests
{
    private const string Energy = """
        private static double Energy(ReadOnlySpan<double> x, double scale, ReadOnlySpan<double> w, int[] unused)
        {
            double sum = scale * scale;
            for (int i = 0; i < x.Length; i++)
            {
                sum += scale * x[i] * x[i] * w[i];
            }

            return sum;
        }
        """;

    private const string Function = """
        private static double Energy(ReadOnlySpan<double> x, double scale, ReadOnlySpan<double> w)
        {
            double sum = scale * scale;
            for (int i = 0; i < x.Length; i++)
            {
                sum += scale * x[i] * x[i] * w[i];
            }

            return sum;
        }

        [DerivativeOf(typeof(Losses), nameof(Energy))]
        private static double EnergyPullback(
            ReadOnlySpan<double> x, double scale, ReadOnlySpan<double> w, Span<double> xAdjoint, Span<double> wAdjoint, double resultAdjoint)
        {
            double scaleAdjoint = 2 * scale * resultAdjoint;
            for (int i = 0; i < x.Length; i++)
            {
                xAdjoint[i] += 2 * scale * x[i] * w[i] * resultAdjoint;
                wAdjoint[i] += scale * x[i] * x[i] * resultAdjoint;
                scaleAdjoint += x[i] * x[i] * w[i] * resultAdjoint;
            }

            return scaleAdjoint;
        }
        """;

    [Fact]
    public void A_rule_counts_instead_of_the_source() => Accept.Loss("""
        [Loss]
        public static double F([Theta] ReadOnlySpan<double> a, [Theta] double b, ReadOnlySpan<double> x)
        {
            Span<double> h = stackalloc double[3];
            double total = 0;
            for (int k = 0; k < 2; k++)
            {
                for (int i = 0; i < h.Length; i++)
                {
                    h[i] = a[i] * x[i] + k * total;
                }

                total += Math.Sin(Energy(h, b, x)) * Energy(a, a[0], h[..3]);
            }

            return total;
        }
        """ + Function, Sample.Of(("a", 3), ("x", 3)));

    [Fact]
    public void The_rule_is_what_generated_code_calls()
    {
        using GeneratorRun run = GeneratorRunner.Run(Source("Energy(a, 1, x)", Function));
        Assert.Empty(run.Diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error));
        Assert.Contains("Losses.EnergyPullback(a, ", run.Files.Single().Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_a_rule_the_source_is_differentiated()
    {
        using GeneratorRun run = GeneratorRunner.Run(Source("Energy(a, 1, x, [])", Energy));
        Assert.Empty(run.Diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error));
        Assert.DoesNotContain("Pullback(", run.Files.Single().Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("double", "ReadOnlySpan<double> x, double s, double resultAdjoint", "it has to be 'static double M(ReadOnlySpan<double> x, double s, Span<double> xAdjoint, double resultAdjoint)'")]
    [InlineData("void", "ReadOnlySpan<double> x, double s, Span<double> xAdjoint, double resultAdjoint", "it has to be 'static double M(")]
    public void A_rule_of_another_shape_is_refused(string returned, string parameters, string problem)
    {
        using GeneratorRun run = GeneratorRunner.Run(
            Source("Norm(a, 2)", $$"""
            private static double Norm(ReadOnlySpan<double> x, double s) => x[0] * s;

            [DerivativeOf(typeof(Losses), nameof(Norm))]
            private static {{returned}} NormPullback({{parameters}}) => throw new NotSupportedException();
            """), new GeneratorRunOptions { RunChecks = false });
        Diagnostic error = run.Diagnostics.First(d => d.Id == "SYMG0010");
        Assert.Contains(problem, error.GetMessage(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal);
    }

    private static string Source(string expression, string members) => $$"""
        using System;
        using SymGrad;

        public static partial class Losses
        {
            [Loss]
            public static double F([Theta] ReadOnlySpan<double> a, ReadOnlySpan<double> x) => {{expression}};

            {{members}}
        }
        """;
}
