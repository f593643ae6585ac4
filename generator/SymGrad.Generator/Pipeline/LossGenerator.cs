using System.Linq;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using SymGrad.Generator.Frontend;
using SymGrad.Generator.IR;

namespace SymGrad.Generator.Pipeline;

/// <summary>
/// The incremental generator. Only lowering sees the compilation; what it returns is equal by value and free of symbols and positions, so
/// that the later steps run again only when a loss really changed. Diagnostics come from <see cref="LossAnalyzer"/>.
/// </summary>
[Generator(LanguageNames.CSharp)]
public sealed class LossGenerator : IIncrementalGenerator
{
    internal const string LossAttribute = "SymGrad.LossAttribute";

    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        IncrementalValuesProvider<LossModel> losses = context.SyntaxProvider
            .ForAttributeWithMetadataName(
                LossAttribute,
                static (node, _) => node is MethodDeclarationSyntax,
                static (attributed, cancellation) => attributed.TargetSymbol is IMethodSymbol method
                    ? LossLowering.LowerAll(method, attributed.SemanticModel.Compilation, LossPipeline.DerivativeOf, cancellation)
                        .Select(l => l.Model).OfType<LossModel>().ToEquatableArray()
                    : [])
            .SelectMany(static (models, _) => models.Items)
            .WithTrackingName(StepNames.Lowering);

        IncrementalValueProvider<EquatableArray<string>> clashes = losses
            .Select(static (model, _) => FileNames.FullName(model))
            .Collect()
            .Select(static (names, _) => FileNames.Clashes(names))
            .WithTrackingName(StepNames.FileNames);

        IncrementalValuesProvider<GeneratedSource> sources = losses
            .Select(static (model, _) => LossPipeline.Differentiate(model))
            .WithTrackingName(StepNames.Differentiation)
            .Combine(clashes)
            .Select(static (pair, _) => new GeneratedSource(
                FileNames.HintName(FileNames.FullName(pair.Left.Model), pair.Right), LossPipeline.Emit(pair.Left)))
            .WithTrackingName(StepNames.Emission);

        context.RegisterSourceOutput(
            sources, static (output, source) => output.AddSource(source.HintName, SourceText.From(source.Text, Encoding.UTF8)));
    }
}
