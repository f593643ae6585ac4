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

    /// <summary>The name of a member as that of a variable: <c>strength</c> for <c>_strength</c> and <c>Strength</c>.</summary>
    public static string Camel(string name)
    {
        string letters = name.TrimStart('_');
        return letters.Length == 0 || !SyntaxFacts.IsValidIdentifier(letters) ? name : char.ToLowerInvariant(letters[0]) + letters.Substring(1);
    }

    /// <summary>The name with a capital first letter, as a part of a longer one.</summary>
    public static string Capitalize(string name) => char.ToUpperInvariant(name[0]) + name.Substring(1);
}
