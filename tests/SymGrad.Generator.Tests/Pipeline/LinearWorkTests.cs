using System;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SymGrad.Benchmarks.Generator;
using SymGrad.Generator.Frontend;
using SymGrad.Generator.Pipeline;
using SymGrad.Testing;
using Xunit;

namespace SymGrad.Generator.Tests.Pipeline;

/// <summary>
/// The work of the generator grows with the length of a loss and no faster. What it allocates stands for it: unlike times, that is the same in each run,
/// whatever else the machine does.
/// </summary>
public class LinearWorkTests
{
    /// <summary>A form that grows with the logarithm of the length, and tables that double, come to less than this.</summary>
    private const double LargestGrowth = 1.25;

    public static TheoryData<string> Shapes => [.. LossSources.All.Select(s => s.Shape)];

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Each_statement_of_a_loss_of_1000_takes_the_work_of_one_of_100(string shape)
    {
        BytesPerStatement(shape, 100);
        double few = BytesPerStatement(shape, 100);
        double many = BytesPerStatement(shape, 1000);

        Assert.InRange(many / few, 0.5, LargestGrowth);
    }

    /// <summary>What differentiating and emitting a loss allocates for each of its statements.</summary>
    private static double BytesPerStatement(string shape, int statements)
    {
        string source = LossSources.All.Single(s => s.Shape == shape).Source(statements, 0);
        CSharpCompilation compilation = GeneratorRunner.CreateCompilation([source], GeneratorRunOptions.Default);
        SyntaxTree tree = compilation.SyntaxTrees[0];
        MethodDeclarationSyntax method = tree.GetRoot().DescendantNodes().OfType<MethodDeclarationSyntax>().First();
        var symbol = (IMethodSymbol)compilation.GetSemanticModel(tree).GetDeclaredSymbol(method)!;
        LossModel model = LossLowering.Lower(symbol, compilation, SymGrad.Generator.Pipeline.LossPipeline.DerivativeOf, CancellationToken.None).Model!;
        Assert.NotNull(model.Function);

        long before = GC.GetAllocatedBytesForCurrentThread();
        LossPipeline.Emit(LossPipeline.Differentiate(model));
        return (double)(GC.GetAllocatedBytesForCurrentThread() - before) / statements;
    }
}
