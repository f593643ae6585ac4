using System.Linq;
using Microsoft.CodeAnalysis;

namespace SymGrad.Generator.Frontend;

/// <summary>Finds out whether the short names that generated code uses mean something else at the user's type.</summary>
internal static class NameShadowing
{
    private static readonly string[] namespaces = ["System", "SymGrad"];

    /// <summary>Whether generated code uses a name for a type of the framework or of SymGrad.</summary>
    public static bool IsShortName(string name) => namespaces.Contains(name) || ShortNames.Types.ContainsKey(name);

    public static bool Exists(SemanticModel model, int position, Compilation compilation)
        => namespaces.Any(n => model.LookupSymbols(position, name: n).Any(s => !IsRootNamespace(s)))
            || ShortNames.Types.Any(t => model.LookupSymbols(position, name: t.Key)
                .Any(s => !IsExpected(s, compilation.GetTypeByMetadataName(t.Value))));

    private static bool IsRootNamespace(ISymbol symbol) => symbol is INamespaceSymbol { ContainingNamespace.IsGlobalNamespace: true };

    // Types that differ from the expected one only in their number of type parameters do not hide it.
    private static bool IsExpected(ISymbol symbol, INamedTypeSymbol? expected)
        => symbol is INamedTypeSymbol type && expected is not null
            && (SymbolEqualityComparer.Default.Equals(type.OriginalDefinition, expected)
                || (type.Arity != expected.Arity
                    && SymbolEqualityComparer.Default.Equals(type.ContainingNamespace, expected.ContainingNamespace)));
}
