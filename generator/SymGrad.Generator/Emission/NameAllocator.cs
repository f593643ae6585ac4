using System;
using System.Collections.Generic;
using System.Globalization;
using Microsoft.CodeAnalysis.CSharp;

namespace SymGrad.Generator.Emission;

/// <summary>Gives each local of a method a name of its own, as close to the wanted one as can be.</summary>
internal sealed class NameAllocator
{
    private readonly HashSet<string> taken = new(StringComparer.Ordinal);

    /// <summary>Takes a name that is given, such as a parameter's.</summary>
    public void Reserve(string name) => taken.Add(name);

    public string Allocate(string wanted)
    {
        string name = wanted;
        for (int number = 2; !taken.Add(name); number++)
        {
            name = wanted + number.ToString(CultureInfo.InvariantCulture);
        }

        return name;
    }

    /// <summary>The name as C# writes it: with @ where it is a keyword.</summary>
    public static string Escape(string name)
        => SyntaxFacts.GetKeywordKind(name) == SyntaxKind.None && SyntaxFacts.GetContextualKeywordKind(name) is not SyntaxKind.AwaitKeyword
            ? name
            : "@" + name;
}
