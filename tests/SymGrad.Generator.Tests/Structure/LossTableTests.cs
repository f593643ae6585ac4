using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using SymGrad.Generator.Analysis.Structure;
using SymGrad.Generator.Frontend;
using SymGrad.Generator.Hoisting;
using SymGrad.Generator.Tests.Frontend;
using Xunit;

namespace SymGrad.Generator.Tests.Structure;

/// <summary>Losses from the literature are on the rung that is claimed, or on a lower one; those missed are few, and explained.</summary>
public class LossTableTests
{
    private const int MostMissed = 12;

    private static readonly Lazy<IReadOnlyDictionary<string, string>> claims = new(Analyze);

    public static TheoryData<string> Names => [.. LossTable.All.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void The_claim_is_the_truth_or_less(string name)
    {
        TableLoss loss = LossTable.All[name];

        Assert.Equal(loss.Claimed ?? loss.Rung, claims.Value[name]);
        Assert.True(HeightOf(claims.Value[name]) >= HeightOf(loss.Rung), $"{name} is claimed to be on a lower rung than it is.");
    }

    [Fact]
    public void There_are_many_losses_and_few_are_missed()
    {
        Assert.True(LossTable.All.Count >= 150, $"There are {LossTable.All.Count} losses.");
        TableLoss[] missed = [.. LossTable.All.Values.Where(l => l.Claimed is not null)];
        Assert.True(missed.Length <= MostMissed, $"{missed.Length} of {LossTable.All.Count} are missed.");
        Assert.All(missed, l => Assert.False(string.IsNullOrEmpty(l.Why), l.Name));
        Assert.All(missed, l => Assert.True(HeightOf(l.Claimed!) > HeightOf(l.Rung), l.Name));
    }

    /// <summary>How high up the ladder a rung is; polynomials by their degree.</summary>
    private static int HeightOf(string description)
    {
        string[] parts = description.Split(' ');
        return (1000 * (int)Enum.Parse<StructureRung>(parts[0])) + (parts.Length > 1 ? int.Parse(parts[1], CultureInfo.InvariantCulture) : 0);
    }

    private static Dictionary<string, string> Analyze()
    {
        TableLoss[] losses = [.. LossTable.All.Values];
        IEnumerable<string> methods = losses.Select((loss, i) => $"[Loss] public static double {MethodName(i)}({loss.Parameters}) {{ {loss.Body} }}\n");
        CSharpCompilation compilation = Lowering.Compile(Lowering.InLosses(LossTable.Helpers + string.Concat(methods)));
        Assert.Empty(compilation.GetDiagnostics().Where(d => d.Severity == DiagnosticSeverity.Error));
        INamedTypeSymbol type = compilation.GetTypeByMetadataName("Losses")!;
        return losses.Select((loss, i) => (loss, i)).ToDictionary(l => l.loss.Name, l =>
        {
            var method = (IMethodSymbol)type.GetMembers(MethodName(l.i)).Single();
            LoweredLoss lowered = LossLowering.Lower(method, compilation, SymGrad.Generator.Pipeline.LossPipeline.DerivativeOf, CancellationToken.None);
            return lowered.Model?.Function is { } function
                ? Describe(HoistedStructure.Analyze(function).Claim)
                : string.Join('\n', Lowering.Describe(lowered));
        });
    }

    private static string MethodName(int index) => "F" + index.ToString("D3", CultureInfo.InvariantCulture);

    private static string Describe(StructureClaim claim) => claim.Rung == StructureRung.Polynomial
        ? $"Polynomial {claim.Degree!.Value.ToString(CultureInfo.InvariantCulture)}"
        : claim.Rung.ToString();
}
