using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace SymGrad.CodeFixes;

/// <summary>Reads the attributes of losses, as the generator does.</summary>
internal static class LossSymbols
{
    public static bool IsLoss(this IMethodSymbol method) => Find(method, "LossAttribute") is not null;

    /// <summary>The name that generated members start with.</summary>
    public static string BaseName(this IMethodSymbol loss)
        => Find(loss, "LossAttribute")?.NamedArguments.FirstOrDefault(a => a.Key == "Name").Value.Value as string ?? loss.Name;

    /// <summary>The parameters in θ: those marked, or, when none is, those named theta or θ.</summary>
    public static ImmutableArray<IParameterSymbol> Theta(this IMethodSymbol loss)
    {
        ImmutableArray<IParameterSymbol> marked = [.. loss.Parameters.Where(p => Find(p, "ThetaAttribute") is not null)];
        return marked.IsEmpty ? [.. loss.Parameters.Where(p => p.Name is "theta" or "θ")] : marked;
    }

    /// <summary>The losses of a type.</summary>
    public static IEnumerable<IMethodSymbol> Losses(this INamedTypeSymbol type) => type.GetMembers().OfType<IMethodSymbol>().Where(IsLoss);

    public static bool IsReal(this ITypeSymbol type) => type.SpecialType is SpecialType.System_Double or SpecialType.System_Single;

    /// <summary>The type of the elements of an array or span; null for what is none.</summary>
    public static ITypeSymbol? ElementType(this ITypeSymbol type) => type switch
    {
        IArrayTypeSymbol { Rank: 1 } array => array.ElementType,
        INamedTypeSymbol { Name: "Span" or "ReadOnlySpan", TypeArguments: [{ } element] } => element,
        _ => null,
    };

    /// <summary>How code at a place refers to a type of SymGrad's or of the framework's: by its name alone, if that means the type there.</summary>
    public static string NameAt(this SemanticModel model, int position, string containingNamespace, string name)
        => model.LookupNamespacesAndTypes(position, name: name).Any(s => s.ContainingNamespace?.ToDisplayString() == containingNamespace)
            ? name
            : $"{containingNamespace}.{name}";

    private static AttributeData? Find(ISymbol symbol, string attribute) => symbol.GetAttributes().FirstOrDefault(
        a => a.AttributeClass is { ContainingNamespace: { Name: "SymGrad", ContainingNamespace.IsGlobalNamespace: true } } own && own.Name == attribute);

    /// <summary>A name as it is written where it is also a keyword.</summary>
    public static string Escape(string name) => SyntaxFacts.GetKeywordKind(name) == SyntaxKind.None ? name : "@" + name;
}
