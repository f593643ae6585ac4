using Microsoft.CodeAnalysis;

namespace SymGrad.Generator.Frontend;

/// <summary>The vectors of System.Numerics whose arithmetic is that of their elements: Vector2, Vector3 and Vector4.</summary>
internal static class VectorTypes
{
    /// <summary>How many elements a vector has; 0 for any other type.</summary>
    public static int DimensionOf(ITypeSymbol? type)
        => type is INamedTypeSymbol { Arity: 0, ContainingNamespace: { Name: "Numerics", ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true } } }
            ? type.Name switch
            {
                "Vector2" => 2,
                "Vector3" => 3,
                "Vector4" => 4,
                _ => 0,
            }
            : 0;

    public static bool IsVector(ITypeSymbol? type) => DimensionOf(type) > 0;
}
