using Microsoft.CodeAnalysis.CSharp;

namespace SymGrad.Generator.Frontend;

/// <summary>Names as C# text.</summary>
internal static class Identifiers
{
    /// <summary>The identifier, with @ where it is a keyword.</summary>
    public static string Escape(string name)
        => SyntaxFacts.GetKeywordKind(name) != SyntaxKind.None || SyntaxFacts.GetContextualKeywordKind(name) != SyntaxKind.None
            ? "@" + name
            : name;

    /// <summary>The name with a capital first letter, as a part of a longer one.</summary>
    public static string Capitalize(string name) => char.ToUpperInvariant(name[0]) + name.Substring(1);
}
