using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using SymGrad.Generator.IR;

namespace SymGrad.Generator.Frontend;

/// <summary>
/// Finds out how an instance of a composite type is made of its members and of nothing else: by a constructor that stores its arguments in them,
/// by an object initializer, or by both.
/// </summary>
internal sealed class ConstructionFinder(LoweringContext context)
{
    /// <summary>How the type of a parameter is made of its leaves; null where some of its members can't be given a value.</summary>
    /// <param name="shape">The parameter.</param>
    /// <param name="qualifiesNames">Whether the names of SymGrad's types are written in full.</param>
    public Construction? Find(ParameterShape shape, bool qualifiesNames)
    {
        var next = 0;
        return Find(shape, qualifiesNames, ref next);
    }

    private Construction? Find(ParameterShape shape, bool qualifiesNames, ref int next)
    {
        if (shape.IsMatrix || shape.IsJagged)
        {
            int first = next;
            next += shape.Members.Length;
            string creator = shape.IsMatrix
                ? qualifiesNames ? MatrixTypes.Creator : MatrixTypes.ShortCreator
                : qualifiesNames ? JaggedTypes.Creator : JaggedTypes.ShortCreator;
            return new Construction(
                $"{creator}<{shape.Leaves.First().Leaf!.Value.Element.Keyword()}>",
                shape.Members.Select((_, i) => new ConstructedMember("", first + i, null)).ToEquatableArray(),
                []);
        }

        if (shape.IsTuple)
        {
            return PartsOf(shape, shape.Members.Select(_ => ""), qualifiesNames, ref next) is { } elements
                ? new Construction("", elements.ToEquatableArray(), [])
                : null;
        }

        if (CompositeTypes.Of(shape.Type) is not { } type || type.Symbol.BaseType is { SpecialType: SpecialType.None }
            || PartsOf(shape, type.Members.Select(m => Identifiers.Escape(m.Name)), qualifiesNames, ref next) is not { } parts)
        {
            return null;
        }

        if (VectorTypes.IsVector(type.Symbol))
        {
            return new Construction("new " + context.Fields.TypeText(type.Symbol), parts.ToEquatableArray(), []);
        }

        foreach (IMethodSymbol constructor in type.Symbol.InstanceConstructors.Where(IsAccessible).OrderByDescending(c => c.Parameters.Length))
        {
            if (StoredBy(constructor, type) is { } stored
                && Enumerable.Range(0, parts.Count).All(i => stored.Contains(i) || IsSettable(type.Members[i].Symbol)))
            {
                return new Construction(
                    "new " + context.Fields.TypeText(type.Symbol),
                    stored.Select(i => parts[i]).ToEquatableArray(),
                    parts.Where((_, i) => !stored.Contains(i)).ToEquatableArray());
            }
        }

        return null;
    }

    /// <summary>What the members are given, in order; null where one of them can't be made.</summary>
    private List<ConstructedMember>? PartsOf(ParameterShape shape, IEnumerable<string> names, bool qualifiesNames, ref int next)
    {
        var parts = new List<ConstructedMember>();
        foreach ((ParameterShape member, string name) in shape.Members.Zip(names, (s, n) => (s, n)))
        {
            if (!member.IsComposite)
            {
                parts.Add(new(name, next++, null));
            }
            else if (Find(member, qualifiesNames, ref next) is { } nested)
            {
                parts.Add(new(name, -1, nested));
            }
            else
            {
                return null;
            }
        }

        return parts;
    }

    /// <summary>The members in which a constructor stores its parameters, in the order of these; null for one that does anything else.</summary>
    private ImmutableArray<int>? StoredBy(IMethodSymbol constructor, CompositeType type)
    {
        var stored = new int[constructor.Parameters.Length];
        for (int i = 0; i < stored.Length; i++)
        {
            stored[i] = -1;
        }

        IEnumerable<(ISymbol Member, ISymbol? Source)> assignments = AssignmentsOf(constructor, type) ?? [(constructor, null)];
        foreach ((ISymbol member, ISymbol? source) in assignments)
        {
            int index = type.IndexOf(member);
            IParameterSymbol? parameter = constructor.Parameters.FirstOrDefault(
                p => SymbolEqualityComparer.Default.Equals(p.OriginalDefinition, source?.OriginalDefinition));
            if (index < 0 || parameter is null || parameter.RefKind != RefKind.None || stored[parameter.Ordinal] >= 0
                || !SymbolEqualityComparer.Default.Equals(parameter.Type, type.Members[index].Type))
            {
                return null;
            }

            stored[parameter.Ordinal] = index;
        }

        return stored.All(i => i >= 0) && stored.Distinct().Count() == stored.Length ? [.. stored] : null;
    }

    /// <summary>What a constructor assigns to members; null where it does anything else that a value could depend on.</summary>
    private List<(ISymbol Member, ISymbol? Source)>? AssignmentsOf(IMethodSymbol constructor, CompositeType type)
    {
        var assignments = new List<(ISymbol Member, ISymbol? Source)>();
        if (ConstructorLowering.BodyOf(constructor, context.Bodies, context.CancellationToken) is { } body)
        {
            if (ConstructorLowering.ChainOf(body) is not null)
            {
                return null;
            }

            foreach (IOperation statement in (body.BlockBody ?? body.ExpressionBody)?.Operations ?? [])
            {
                if (statement is not IExpressionStatementOperation { Operation: var operation } || !TryAdd(operation, assignments))
                {
                    return null;
                }
            }

            return assignments;
        }

        foreach (CompositeMember member in type.Members.Where(_ => !constructor.IsImplicitlyDeclared))
        {
            if (ConstructorLowering.Positional(member, constructor) is { } parameter)
            {
                assignments.Add((member.Symbol, parameter));
            }
            else if (context.Constructors.Initializer(member) is IParameterReferenceOperation { Parameter: { } source })
            {
                assignments.Add((member.Symbol, source));
            }
        }

        return assignments;
    }

    /// <summary>Takes up <c>Member = parameter</c>, or several at once, as in <c>(A, B) = (a, b)</c>.</summary>
    private static bool TryAdd(IOperation operation, List<(ISymbol Member, ISymbol? Source)> assignments)
    {
        switch (operation)
        {
            case ISimpleAssignmentOperation { Target: var target, Value: var value }:
                return TryAdd(target, value, assignments);
            case IDeconstructionAssignmentOperation { Target: ITupleOperation targets, Value: var value }
                when WithoutConversion(value) is ITupleOperation values && targets.Elements.Length == values.Elements.Length:
                return targets.Elements.Zip(values.Elements, (t, v) => (t, v)).All(p => TryAdd(p.t, p.v, assignments));
            default:
                return false;
        }
    }

    private static bool TryAdd(IOperation target, IOperation value, List<(ISymbol Member, ISymbol? Source)> assignments)
    {
        if (target is not IMemberReferenceOperation { Instance: IInstanceReferenceOperation, Member: var member }
            || WithoutConversion(value) is not IParameterReferenceOperation { Parameter: var parameter })
        {
            return false;
        }

        assignments.Add((member, parameter));
        return true;
    }

    private static IOperation WithoutConversion(IOperation value)
        => value is IConversionOperation { OperatorMethod: null } conversion ? conversion.Operand : value;

    private bool IsAccessible(IMethodSymbol constructor)
        => context.Compilation.IsSymbolAccessibleWithin(constructor, context.Loss.ContainingType)
            && !(constructor.Parameters is [{ Type: { } copied }] && SymbolEqualityComparer.Default.Equals(copied, constructor.ContainingType));

    private bool IsSettable(ISymbol member) => member switch
    {
        IFieldSymbol field => !field.IsReadOnly && context.Compilation.IsSymbolAccessibleWithin(field, context.Loss.ContainingType),
        IPropertySymbol { SetMethod: { } setter } => context.Compilation.IsSymbolAccessibleWithin(setter, context.Loss.ContainingType),
        _ => false,
    };
}
