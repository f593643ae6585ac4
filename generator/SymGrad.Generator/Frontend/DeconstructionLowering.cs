using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using SymGrad.Generator.IR;

namespace SymGrad.Generator.Frontend;

/// <summary>Takes apart what a deconstruction assigns: tuples, and positional records by the parameters that they are declared with.</summary>
internal sealed class DeconstructionLowering(LoweringContext context)
{
    /// <summary>How C# takes a value apart; null where it does so in a way that is not supported.</summary>
    public DeconstructionInfo? InfoOf(IDeconstructionAssignmentOperation deconstruction)
        => deconstruction.Syntax is AssignmentExpressionSyntax syntax
            && context.Bodies.ModelOf(syntax.SyntaxTree).GetDeconstructionInfo(syntax) is var info && IsSupported(info)
            ? info
            : null;

    /// <summary>The value as a tuple of its parts, each taken apart as far as the assignment does.</summary>
    public static LoweredValue Apply(DeconstructionInfo info, LoweredValue value, ITypeSymbol? type)
    {
        if (info.Nested.IsEmpty && info.Method is null)
        {
            return value;
        }

        ImmutableArray<(LoweredValue Value, ITypeSymbol Type)> parts = info.Method is { } method
            ? PartsOf(method, value, type)
            : value is TupleValue { IsInstance: false } tuple && type is INamedTypeSymbol { IsTupleType: true } named
                ? [.. tuple.Elements.Items.Zip(named.TupleElements, (v, e) => (v, e.Type))]
                : [];
        IEnumerable<LoweredValue> nested = info.Nested.IsEmpty
            ? parts.Select(p => p.Value)
            : parts.Zip(info.Nested, (p, n) => Apply(n, p.Value, p.Type));
        return new TupleValue(nested.ToEquatableArray());
    }

    /// <summary>Whether only tuples and the Deconstruct methods that records have of their own are involved.</summary>
    private static bool IsSupported(DeconstructionInfo info)
        => info.Method is null or { IsImplicitlyDeclared: true, ContainingType.IsRecord: true } && info.Nested.All(IsSupported);

    private static ImmutableArray<(LoweredValue Value, ITypeSymbol Type)> PartsOf(IMethodSymbol method, LoweredValue value, ITypeSymbol? type)
        => CompositeTypes.Of(type) is { } composite && value is TupleValue { IsInstance: true } instance
            ? [.. method.Parameters.Select(p => composite.Members.IndexOf(composite.Members.First(m => m.Name == p.Name)))
                .Select(i => (instance.Elements[i], composite.Members[i].Type))]
            : [];
}
