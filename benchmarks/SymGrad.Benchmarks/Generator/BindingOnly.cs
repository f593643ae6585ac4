using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace SymGrad.Benchmarks.Generator;

/// <summary>Binds the losses of a project and writes nothing: what any generator that reads them spends in the compiler.</summary>
internal sealed class BindingOnly : IIncrementalGenerator
{
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        IncrementalValuesProvider<string> bound = context.SyntaxProvider.ForAttributeWithMetadataName(
            "SymGrad.LossAttribute",
            static (node, _) => node is MethodDeclarationSyntax,
            static (attributed, cancellation) => attributed.SemanticModel.GetOperation(attributed.TargetNode, cancellation)!.Kind.ToString());
        context.RegisterSourceOutput(bound, static (_, _) => { });
    }
}
