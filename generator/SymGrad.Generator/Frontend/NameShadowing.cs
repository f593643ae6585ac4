using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace SymGrad.Generator.Frontend;

/// <summary>
/// Finds out whether the short names that generated code uses mean something else at the user's type. All of them are looked up once for each namespace and its usings, and again only
/// for types that declare such a name themselves: after each keystroke this is asked for each loss, and looking up a name takes longer than lowering a statement.
/// </summary>
internal static class NameShadowing
{
    private static readonly string[] namespaces = ["System", "SymGrad"];
    private static readonly ConditionalWeakTable<Compilation, ConcurrentDictionary<string, bool>> scopes = new();

    /// <summary>Whether generated code uses a name for a type of the framework or of SymGrad.</summary>
    public static bool IsShortName(string name) => namespaces.Contains(name) || ShortNames.Types.ContainsKey(name);

    /// <summary>
    /// Whether a short name means something else in a method. Its locals do not count: generated code gives them other names, and what one method calls its locals must not decide what is written for others.
    /// </summary>
    /// <param name="method">The method.</param>
    /// <param name="declaration">Where it is declared.</param>
    /// <param name="model">The model of that file.</param>
    public static bool Exists(IMethodSymbol method, MethodDeclarationSyntax declaration, SemanticModel model)
    {
        return ParametersOf(method).Any(IsShortName) || (NamesAround(method).Any(IsShortName) || ScopeOf(declaration) is not { } scope
            ? IsFound()
            : scopes.GetOrCreateValue(model.Compilation).GetOrAdd(scope, _ => IsFound()));

        // In front of the parameters, where no local is seen.
        bool IsFound() => Exists(model, declaration.Identifier.SpanStart);
    }

    private static bool Exists(SemanticModel model, int position)
        => namespaces.Any(n => model.LookupSymbols(position, name: n).Any(s => !IsRootNamespace(s)))
            || ShortNames.Types.Any(t => model.LookupSymbols(position, name: t.Key)
                .Any(s => !IsExpected(s, model.Compilation.GetTypeByMetadataName(t.Value))));

    private static bool IsRootNamespace(ISymbol symbol) => symbol is INamespaceSymbol { ContainingNamespace.IsGlobalNamespace: true };

    // Types that differ from the expected one only in their number of type parameters do not hide it.
    private static bool IsExpected(ISymbol symbol, INamedTypeSymbol? expected)
        => symbol is INamedTypeSymbol type && expected is not null
            && (SymbolEqualityComparer.Default.Equals(type.OriginalDefinition, expected)
                || (type.Arity != expected.Arity
                    && SymbolEqualityComparer.Default.Equals(type.ContainingNamespace, expected.ContainingNamespace)));

    private static IEnumerable<string> ParametersOf(IMethodSymbol method) => method.Parameters.Select(p => p.Name).Concat(method.TypeParameters.Select(p => p.Name));

    /// <summary>All names that a method sees because of where it is in its namespace: those of the members of the types around it and of their bases.</summary>
    private static IEnumerable<string> NamesAround(IMethodSymbol method)
    {
        IEnumerable<string> names = [];
        for (INamedTypeSymbol? type = method.ContainingType; type is not null; type = type.ContainingType)
        {
            // Parameters of a primary constructor are seen in the whole type.
            names = names.Concat(type.TypeParameters.Select(p => p.Name)).Concat(type.InstanceConstructors.SelectMany(c => c.Parameters).Select(p => p.Name));
            for (INamedTypeSymbol? member = type; member is not null; member = member.BaseType)
            {
                names = names.Concat(MembersOf(member));
            }

            names = names.Concat(type.AllInterfaces.SelectMany(MembersOf));
        }

        return names;
    }

    private static IEnumerable<string> MembersOf(INamedTypeSymbol type) => type.MemberNames.Concat(type.GetTypeMembers().Select(t => t.Name));

    /// <summary>What decides what a name means outside of types: the namespaces around a declaration, and their usings. Null where there are types that only this file sees.</summary>
    private static string? ScopeOf(MethodDeclarationSyntax declaration)
    {
        var scope = new StringBuilder();
        foreach (SyntaxNode node in declaration.Ancestors())
        {
            (SyntaxList<ExternAliasDirectiveSyntax> externs, SyntaxList<UsingDirectiveSyntax> usings, SyntaxList<MemberDeclarationSyntax> members) = node switch
            {
                BaseNamespaceDeclarationSyntax space => (space.Externs, space.Usings, space.Members),
                CompilationUnitSyntax file => (file.Externs, file.Usings, file.Members),
                _ => default,
            };
            if (members.Any(m => m.Modifiers.Any(SyntaxKind.FileKeyword)))
            {
                return null;
            }

            foreach (SyntaxNode directive in externs.Concat<SyntaxNode>(usings))
            {
                scope.Append(directive).Append('\n');
            }

            if (node is BaseNamespaceDeclarationSyntax { Name: var name })
            {
                scope.Append("namespace ").Append(name).Append('\n');
            }
        }

        return scope.ToString();
    }
}
