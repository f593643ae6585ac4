using Microsoft.CodeAnalysis;
using SymGrad.Generator.IR;

namespace SymGrad.Generator.Frontend;

/// <summary>
/// Which C# types are tensors of numbers: <c>ReadOnlyTensorSpan</c> of the package System.Numerics.Tensors. A tensor is lowered as its elements, those of
/// the last dimension next to each other, and its lengths, whose number is that of its dimensions.
/// </summary>
internal static class TensorTypes
{
    /// <summary>The class whose values an objective takes, as tensor spans live on the stack only: C# converts them.</summary>
    public const string Stored = "global::System.Numerics.Tensors.Tensor";

    /// <summary>The type of the numbers; null for any other type.</summary>
    public static ScalarType? ElementOf(ITypeSymbol? type)
        => type is INamedTypeSymbol { Name: "ReadOnlyTensorSpan", TypeArguments: [{ } element] } tensor && tensor.ContainingNamespace?.ToDisplayString() == "System.Numerics.Tensors"
            ? ScalarTypes.Of(element)
            : null;

    public static bool IsTensor(ITypeSymbol? type) => ElementOf(type) is not null;
}
