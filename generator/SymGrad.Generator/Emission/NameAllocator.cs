using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Microsoft.CodeAnalysis.CSharp;

namespace SymGrad.Generator.Emission;

/// <summary>
/// Gives each local of a method a name of its own, as close to the wanted one as can be. Blocks that stand side by side may use one name
/// for different locals; C# allows no name in a block that an enclosing one has, before or after it.
/// </summary>
internal sealed class NameAllocator
{
    private readonly Stack<Scope> scopes = new([new Scope()]);

    /// <summary>Takes a name that is given, such as a parameter's.</summary>
    public void Reserve(string name) => scopes.Peek().Declared.Add(name);

    public void BeginScope() => scopes.Push(new Scope());

    public void EndScope()
    {
        Scope ended = scopes.Pop();
        scopes.Peek().Inside.UnionWith(ended.Declared);
        scopes.Peek().Inside.UnionWith(ended.Inside);
    }

    public string Allocate(string wanted)
    {
        Scope scope = scopes.Peek();
        string name = wanted;
        if (IsTaken(name))
        {
            // What was taken in a block stays so until its end.
            int number = scope.Numbers.TryGetValue(wanted, out int last) ? last : 1;
            do
            {
                number++;
                name = wanted + number.ToString(CultureInfo.InvariantCulture);
            }
            while (IsTaken(name));
            scope.Numbers[wanted] = number;
        }

        scope.Declared.Add(name);
        return name;
    }

    /// <summary>The name as C# writes it: with @ where it is a keyword.</summary>
    public static string Escape(string name)
        => SyntaxFacts.GetKeywordKind(name) == SyntaxKind.None && SyntaxFacts.GetContextualKeywordKind(name) is not SyntaxKind.AwaitKeyword
            ? name
            : "@" + name;

    private bool IsTaken(string name) => scopes.Peek().Inside.Contains(name) || scopes.Any(s => s.Declared.Contains(name));

    private sealed class Scope
    {
        /// <summary>The last number behind each name.</summary>
        public Dictionary<string, int> Numbers { get; } = new(StringComparer.Ordinal);

        public HashSet<string> Declared { get; } = new(StringComparer.Ordinal);

        /// <summary>Names of blocks inside that have ended.</summary>
        public HashSet<string> Inside { get; } = new(StringComparer.Ordinal);
    }
}
