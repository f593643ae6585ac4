using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Text;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace SymGrad.Generator.Frontend;

/// <summary>
/// Declarations of generated gradients for a loss that calls them. When the generator runs, they do not exist yet, and calls of them mean nothing to the
/// compiler; when the analyzer runs, they do. Both have to come to the same result.
/// </summary>
internal static class GeneratedStubs
{
    /// <summary>A loss in a compilation that has the gradients of other losses of its type that it names; the same ones where it names none.</summary>
    public static (IMethodSymbol Loss, Compilation Compilation) Complete(
        IMethodSymbol loss, Compilation compilation, CancellationToken cancellationToken)
    {
        if ((loss.PartialImplementationPart ?? loss).DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(cancellationToken) is not MethodDeclarationSyntax declaration)
        {
            return (loss, compilation);
        }

        HashSet<string> named = [.. declaration.DescendantNodes().OfType<IdentifierNameSyntax>().Select(n => n.Identifier.ValueText)];
        string[] stubs =
        [
            .. loss.ContainingType.GetMembers().OfType<IMethodSymbol>().Where(SignatureLowering.IsLoss)
                .SelectMany(other => GenericLoss.Instances(other, compilation)).SelectMany(other => StubsOf(other, named)),
        ];
        if (stubs.Length == 0)
        {
            return (loss, compilation);
        }

        SyntaxTree stub = CSharpSyntaxTree.ParseText(
            SourceText.From(Text(loss.ContainingType, stubs), Encoding.UTF8), (CSharpParseOptions)declaration.SyntaxTree.Options,
            GeneratedMembers.StubPath, cancellationToken);
        Compilation completed = compilation.AddSyntaxTrees(stub);
        ISymbol? found = completed.GetSemanticModel(declaration.SyntaxTree).GetDeclaredSymbol(declaration, cancellationToken);
        return found is IMethodSymbol method ? (method.PartialDefinitionPart ?? method, completed) : (loss, compilation);
    }

    private static IEnumerable<string> StubsOf(IMethodSymbol loss, HashSet<string> named)
    {
        string baseName = SignatureLowering.BaseNameOf(loss);
        ImmutableArray<bool> isTheta = SignatureLowering.ThetaOf(loss);
        if (!NestedGradientLowering.IsOfNumbers(loss))
        {
            yield break;
        }

        IParameterSymbol[] thetas = [.. loss.Parameters.Where(p => isTheta[p.Ordinal])];
        string gradient = thetas.Length == 1
            ? Keyword(thetas[0].Type)
            : $"({string.Join(", ", thetas.Select(t => $"{Keyword(t.Type)} {Identifiers.Escape(t.Name)}"))})";
        string parameters = string.Join(", ", loss.Parameters.Select(p => $"{p.Type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat)} {Identifiers.Escape(p.Name)}"));
        foreach ((string name, string type) in new[]
        {
            (GeneratedMembers.Gradient(baseName), gradient),
            (GeneratedMembers.ValueAndGradient(baseName), $"({Keyword(loss.ReturnType)} Value, {gradient} Gradient)"),
        })
        {
            if (named.Contains(name) && loss.ContainingType.GetMembers(name).IsEmpty)
            {
                yield return $"internal {(loss.IsStatic ? "static " : "")}{type} {Identifiers.Escape(name)}({parameters}) => default;";
            }
        }
    }

    private static string Keyword(ITypeSymbol type) => IR.ScalarTypeExtensions.Keyword(ScalarTypes.Of(type) ?? IR.ScalarType.Double);

    private static string Text(INamedTypeSymbol type, IEnumerable<string> members)
    {
        TypeContext place = SignatureLowering.TypeContextOf(type);
        string opened = string.Concat(place.Declarations.Select(d => $"partial {d.Keyword} {d.Name} {{ "));
        string scope = place.Namespace.Length > 0 ? $"namespace {place.Namespace};\n" : "";
        return $"#nullable enable\n{scope}{opened}\n{string.Join("\n", members)}\n{new string('}', place.Declarations.Count)}\n";
    }
}
