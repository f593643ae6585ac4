using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;

namespace SymGrad.Generator.Frontend;

/// <summary>Finds out whether the short names that generated code uses mean something else at the user's type.</summary>
internal static class NameShadowing
{
    private static readonly string[] namespaces = ["System", "SymGrad"];

    private static readonly Dictionary<string, string> types = new()
    {
        ["Math"] = "System.Math",
        ["MathF"] = "System.MathF",
        ["MidpointRounding"] = "System.MidpointRounding",
        ["ArgumentException"] = "System.ArgumentException",
        ["ArgumentOutOfRangeException"] = "System.ArgumentOutOfRangeException",
        ["ArithmeticException"] = "System.ArithmeticException",
        ["InvalidOperationException"] = "System.InvalidOperationException",
        ["Span"] = "System.Span`1",
        ["ReadOnlySpan"] = "System.ReadOnlySpan`1",
        ["MethodImpl"] = "System.Runtime.CompilerServices.MethodImplAttribute",
        ["MethodImplAttribute"] = "System.Runtime.CompilerServices.MethodImplAttribute",
        ["MethodImplOptions"] = "System.Runtime.CompilerServices.MethodImplOptions",
        ["Pullback"] = "SymGrad.Pullback",
        ["Objective"] = "SymGrad.Objective`1",
        ["Column"] = "SymGrad.Column`1",
        ["BoundColumn"] = "SymGrad.BoundColumn",
        ["Aggregation"] = "SymGrad.Aggregation",
        ["CompensatedSum"] = "SymGrad.CompensatedSum",
        ["LossDescription"] = "SymGrad.LossDescription",
        ["LossStructure"] = "SymGrad.LossStructure",
    };

    /// <summary>Whether generated code uses a name for a type of the framework or of SymGrad.</summary>
    public static bool IsShortName(string name) => namespaces.Contains(name) || types.ContainsKey(name);

    public static bool Exists(SemanticModel model, int position, Compilation compilation)
        => namespaces.Any(n => model.LookupSymbols(position, name: n).Any(s => !IsRootNamespace(s)))
            || types.Any(t => model.LookupSymbols(position, name: t.Key)
                .Any(s => !IsExpected(s, compilation.GetTypeByMetadataName(t.Value))));

    private static bool IsRootNamespace(ISymbol symbol) => symbol is INamespaceSymbol { ContainingNamespace.IsGlobalNamespace: true };

    // Types that differ from the expected one only in their number of type parameters do not hide it.
    private static bool IsExpected(ISymbol symbol, INamedTypeSymbol? expected)
        => symbol is INamedTypeSymbol type && expected is not null
            && (SymbolEqualityComparer.Default.Equals(type.OriginalDefinition, expected)
                || (type.Arity != expected.Arity
                    && SymbolEqualityComparer.Default.Equals(type.ContainingNamespace, expected.ContainingNamespace)));
}
