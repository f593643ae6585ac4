using System.Collections.Generic;
using System.Collections.Immutable;
using System.Globalization;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using SymGrad.Generator.Frontend;
using SymGrad.Generator.IR;
using SymGrad.Generator.Pipeline;
using SymGrad.Generator.Tests.Frontend;
using SymGrad.Testing;
using Xunit;

namespace SymGrad.Generator.Tests.Pipeline;

/// <summary>A loss is analysed once, as long as it is the same loss, and what is said about it is said where it stands now.</summary>
public sealed class FindingsCacheTests
{
    private readonly List<string> analysed = [];

    [Fact]
    public void An_equal_loss_is_not_analysed_again()
    {
        FindingsCache cache = Cache(2);
        cache.Of(Model("theta * x"));
        cache.Of(Model("(theta*x)"));
        Assert.Single(analysed);
    }

    [Fact]
    public void Another_constant_makes_another_loss()
    {
        FindingsCache cache = Cache(2);
        cache.Of(Model("theta * x + 0.0"));
        cache.Of(Model("theta * x + -0.0"));
        Assert.Equal(2, analysed.Count);
    }

    [Fact]
    public void As_many_losses_as_there_is_room_for_are_remembered_and_no_more_than_twice_as_many()
    {
        FindingsCache cache = Cache(3);
        LossModel[] models = [.. Enumerable.Range(0, 7).Select(i => Model($"theta * {i.ToString(CultureInfo.InvariantCulture)}.5"))];
        foreach (LossModel model in models)
        {
            cache.Of(model);
        }

        Assert.Equal(7, analysed.Count);
        Assert.All(models.Skip(4), m => cache.Of(m));
        Assert.Equal(7, analysed.Count);
        cache.Of(models[0]);
        Assert.Equal(8, analysed.Count);
    }

    [Fact]
    public async Task After_an_edit_findings_are_at_the_new_lines()
    {
        const string source = """
            using SymGrad;
            public static partial class Losses
            {
                [Loss] public static double Fit(double theta, double x) => theta * x;
            }
            """;
        var analyzer = new LossAnalyzer();
        int[] before = await Lines(analyzer, source);
        int[] after = await Lines(analyzer, "\n\n\n" + source);
        Assert.NotEmpty(before);
        Assert.Equal(before.Select(l => l + 3), after);
        Assert.NotEqual(before.Length, (await Lines(analyzer, source.Replace("=> theta *", "=> theta * theta *", System.StringComparison.Ordinal))).Length);
    }

    private static async Task<int[]> Lines(LossAnalyzer analyzer, string source)
    {
        CSharpCompilation compilation = GeneratorRunner.CreateCompilation([source], GeneratorRunOptions.Default);
        ImmutableArray<Diagnostic> diagnostics = await compilation.WithAnalyzers([analyzer]).GetAnalyzerDiagnosticsAsync(CancellationToken.None);
        return [.. diagnostics.Select(d => d.Location.GetLineSpan().StartLinePosition.Line).Order()];
    }

    private static LossModel Model(string value) => Lowering.Lower($"[Loss] public static double F(double theta, double x) => {value};").Model!;

    private FindingsCache Cache(int capacity) => new(
        model =>
        {
            analysed.Add(FunctionPrinter.Print(model.Function!));
            return LossFindings.Of(model);
        },
        capacity);
}
