using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace SymGrad.Generator.Frontend;

/// <summary>A method's statements. An expression body is a single return statement.</summary>
/// <param name="Statements">Its statements.</param>
/// <param name="Invalid">The first place that the C# compiler did not understand; null when it understood all of it.</param>
/// <param name="Syntax">Its declaration.</param>
internal sealed record MethodBody(ImmutableArray<IOperation> Statements, SyntaxNode? Invalid, SyntaxNode Syntax);

/// <summary>Finds the bodies of methods, each once.</summary>
internal sealed class MethodBodies(Compilation compilation, CancellationToken cancellationToken)
{
    private readonly Dictionary<SyntaxTree, SemanticModel> models = [];
    private readonly Dictionary<ISymbol, MethodBody?> bodies = new(SymbolEqualityComparer.Default);

    public SemanticModel ModelOf(SyntaxTree tree)
    {
        if (!models.TryGetValue(tree, out SemanticModel? model))
        {
            model = compilation.GetSemanticModel(tree);
            models.Add(tree, model);
        }

        return model;
    }

    /// <summary>The body of a method of this compilation; null when it has none, as extern methods and those of other assemblies.</summary>
    public MethodBody? Find(IMethodSymbol method)
    {
        method = method.OriginalDefinition;
        method = method.PartialImplementationPart ?? method;
        if (!bodies.TryGetValue(method, out MethodBody? body))
        {
            body = Read(method);
            bodies.Add(method, body);
        }

        return body;
    }

    /// <summary>Whether the C# compiler reports an error in the member of a type that a place belongs to.</summary>
    public bool HasCompilerErrorAround(SyntaxNode place)
    {
        SyntaxNode member = place.FirstAncestorOrSelf<MemberDeclarationSyntax>() ?? place;
        return ModelOf(place.SyntaxTree).GetDiagnostics(member.FullSpan, cancellationToken)
            .Any(d => d.DefaultSeverity == DiagnosticSeverity.Error);
    }

    private MethodBody? Read(IMethodSymbol method)
    {
        foreach (SyntaxReference reference in method.DeclaringSyntaxReferences)
        {
            if (!compilation.ContainsSyntaxTree(reference.SyntaxTree))
            {
                continue;
            }

            SyntaxNode syntax = reference.GetSyntax(cancellationToken);
            IBlockOperation? block = ModelOf(reference.SyntaxTree).GetOperation(syntax, cancellationToken) switch
            {
                IMethodBodyOperation body => body.BlockBody ?? body.ExpressionBody,
                ILocalFunctionOperation function => function.Body ?? function.IgnoredBody,
                IAnonymousFunctionOperation function => function.Body,
                IBlockOperation accessor when syntax is ArrowExpressionClauseSyntax => accessor,
                _ => null,
            };
            if (block is not null)
            {
                IOperation? invalid = block.DescendantsAndSelf().FirstOrDefault(
                    o => o.Kind is OperationKind.Invalid || o.Type is { TypeKind: TypeKind.Error });
                return new MethodBody(block.Operations, invalid?.Syntax, syntax);
            }
        }

        return null;
    }
}
