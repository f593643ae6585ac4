using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using SymGrad.Generator.Analysis.Structure;
using SymGrad.Generator.Analysis;
using SymGrad.Generator.Frontend;
using SymGrad.Generator.Hoisting;
using SymGrad.Generator.IR;
using SymGrad.Generator.Simplification.NormalForm;
using SymGrad.Generator.Tests.Frontend;
using Xunit;

namespace SymGrad.Generator.Tests.Structure;

/// <summary>
/// What is claimed of random losses with loops and arrays, checked in exact arithmetic: along any line in θ, the differences of a polynomial of
/// degree p vanish from order p + 1 on.
/// </summary>
public class RandomLoopLossTests
{
    private const int LossCount = 1500;
    private const int PointCount = 2;

    private static readonly Interpreter<Rational> Exact = new(new ExactArithmetic());
    private static readonly (string Body, LossStructureInfo Structure)[] Samples = [.. CreateSamples(20260404)];

    [Fact]
    public void A_degree_that_is_claimed_is_never_exceeded()
    {
        var random = new Random(20260405);
        int claims = 0;
        int high = 0;
        foreach ((string body, LossStructureInfo structure) in Samples)
        {
            int[] thetas = [.. structure.Thetas.Items.Select(t => t.Index)];
            IEnumerable<(StructureClaim Claim, int[] Moved)> all =
                [(structure.ClaimOfValue, thetas), .. structure.Thetas.Items.Select(t => (t.Claim, new[] { t.Index }))];
            foreach ((StructureClaim claim, int[] moved) in all.Where(c => c.Claim.Degree is not null))
            {
                claims++;
                high += claim.Degree >= 2 ? 1 : 0;
                for (int i = 0; i < PointCount; i++)
                {
                    Assert.True(
                        DifferenceAlongALine(structure.Primal, moved, claim.Degree!.Value + 1, random).IsZero,
                        $"{structure.Primal.Name} is not of degree {claim.Degree} in {string.Join(", ", moved)}:\n{body}");
                }
            }
        }

        // A test of claims needs claims: of the four that there could be for each loss, and of those that say more than that θ does not matter.
        Assert.InRange(claims, LossCount * 2, LossCount * 4);
        Assert.InRange(high, LossCount / 4, LossCount * 4);
    }

    [Fact]
    public void What_a_loss_does_not_read_does_not_change_it()
    {
        var random = new Random(20260406);
        int unread = 0;
        foreach ((string body, LossStructureInfo structure) in Samples)
        {
            ParameterSet reads = structure.Reads.Of(structure.Primal.Body.Yields[0]);
            for (int parameter = 0; parameter < structure.Primal.Parameters.Count; parameter++)
            {
                if (!reads.Contains(parameter))
                {
                    unread++;
                    Rational[][] point = Point(random);
                    Rational[][] other = [.. point];
                    other[parameter] = Point(random)[parameter];
                    Assert.True(Exact.Run(structure.Primal, point)[0] == Exact.Run(structure.Primal, other)[0], $"{parameter} changes\n{body}");
                }
            }
        }

        Assert.InRange(unread, LossCount / 4, LossCount * 6);
    }

    /// <summary>The difference of the given order of a function along a random line on which only some parameters move.</summary>
    private static Rational DifferenceAlongALine(Function function, int[] moved, int order, Random random)
    {
        Rational[][] start = Point(random);
        Rational[][] direction = Point(random);
        Rational difference = Rational.Zero;
        var binomial = Rational.One;
        for (int step = 0; step <= order; step++)
        {
            var length = Rational.FromInteger(step);
            Rational[][] point =
            [
                .. start.Select((values, parameter) => moved.Contains(parameter)
                    ? values.Zip(direction[parameter], (value, slope) => value + (slope * length)).ToArray()
                    : values),
            ];
            Rational term = binomial * Exact.Run(function, point)[0];
            difference += step % 2 == 0 ? term : -term;
            binomial *= Rational.FromInteger(order - step) / Rational.FromInteger(step + 1);
        }

        return difference;
    }

    /// <summary>Arguments: w, b, c, x, y, n.</summary>
    private static Rational[][] Point(Random random)
    {
        return [Numbers(3), Numbers(1), Numbers(1), Numbers(3), Numbers(1), [Rational.FromInteger(random.Next(4))]];

        Rational[] Numbers(int count)
            => [.. Enumerable.Range(0, count).Select(_ => Rational.FromInteger(random.Next(-9, 10)) / Rational.FromInteger(random.Next(1, 4)))];
    }

    private static IEnumerable<(string Body, LossStructureInfo Structure)> CreateSamples(int seed)
    {
        var random = new Random(seed);
        string[] bodies = [.. Enumerable.Range(0, LossCount).Select(_ => RandomLoopLoss.Create(random))];
        IEnumerable<string> losses = bodies.Select((body, i)
            => $"[Loss] public static double F{i.ToString("D4", CultureInfo.InvariantCulture)}({RandomLoopLoss.Parameters}) {{ {body} }}\n");
        CSharpCompilation compilation = Lowering.Compile(Lowering.InLosses(RandomLoopLoss.Helpers + string.Concat(losses)));
        Assert.Empty(compilation.GetDiagnostics().Where(d => d.Severity == DiagnosticSeverity.Error));
        INamedTypeSymbol type = compilation.GetTypeByMetadataName("Losses")!;
        for (int i = 0; i < LossCount; i++)
        {
            var method = (IMethodSymbol)type.GetMembers("F" + i.ToString("D4", CultureInfo.InvariantCulture)).Single();
            LoweredLoss lowered = LossLowering.Lower(method, compilation, SymGrad.Generator.Pipeline.LossPipeline.DerivativeOf, CancellationToken.None);
            Assert.True(lowered.Model?.Function is not null, bodies[i] + string.Join('\n', Lowering.Describe(lowered)));
            yield return (bodies[i], HoistedStructure.Analyze(lowered.Model.Function));
        }
    }
}
