using Microsoft.CodeAnalysis;

namespace SymGrad.Generator.Frontend;

/// <summary>Recognises types by the namespace they stand in.</summary>
internal static class RootNamespaces
{
    /// <summary>Whether a type stands directly in a namespace such as System, of that name and at the top.</summary>
    public static bool IsIn(this INamedTypeSymbol type, string name)
        => type is { ContainingType: null, ContainingNamespace: { ContainingNamespace.IsGlobalNamespace: true } scope } && scope.Name == name;
}
