using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace SymGrad.Generator.CallSites;

/// <summary>What the analysis of call sites asks operations.</summary>
internal static class OperationExtensions
{
    private static readonly ImmutableHashSet<string> Views =
        ["AsSpan", "AsMemory", "AsReadOnlySpan", "ToArray", "ToList", "AsEnumerable", "AsParallel", "ToImmutableArray", "AsArray"];

    /// <summary>
    /// What a value is without conversions, parentheses, and calls such as <c>AsSpan()</c> that hand on all elements of a sequence.
    /// </summary>
    public static IOperation Unwrap(this IOperation operation)
    {
        while (true)
        {
            switch (operation)
            {
                case IConversionOperation conversion:
                    operation = conversion.Operand;
                    break;
                case IParenthesizedOperation parenthesized:
                    operation = parenthesized.Operand;
                    break;
                case IInvocationOperation { TargetMethod.Name: var name } call when Views.Contains(name) && call.Sequence() is { } sequence
                    && call.Arguments.Length == (call.Instance is null ? 1 : 0):
                    operation = sequence;
                    break;
                case IPropertyReferenceOperation { Property: { Name: "Span" }, Instance: { } memory }:
                    operation = memory;
                    break;
                case IPropertyReferenceOperation { Property: { Name: "Value", ContainingType.OriginalDefinition.SpecialType: SpecialType.System_Nullable_T }, Instance: { } nullable }:
                    operation = nullable;
                    break;
                case IInvocationOperation { TargetMethod: { Name: "GetValueOrDefault", ContainingType.OriginalDefinition.SpecialType: SpecialType.System_Nullable_T }, Instance: { } nullable }:
                    operation = nullable;
                    break;
                default:
                    return operation;
            }
        }
    }

    /// <summary>The array, list or span that an element belongs to, as a variable or another expression; null for what is no element.</summary>
    public static IOperation? ElementOwner(this IOperation operation) => operation switch
    {
        IArrayElementReferenceOperation element when element.Indices.All(i => i.Type?.Name != "Range") => element.ArrayReference.Unwrap(),
        IImplicitIndexerReferenceOperation { Argument.Type: { } index } element when index.Name == "Index" => element.Instance.Unwrap(),
        IPropertyReferenceOperation { Property.IsIndexer: true, Instance: { } instance, Arguments: var arguments }
            when arguments.All(a => a.Value.Type?.Name != "Range") => instance.Unwrap(),
        _ => null,
    };

    /// <summary>The sequence that an extension method, an instance method or a function of one sequence is applied to.</summary>
    public static IOperation? Sequence(this IInvocationOperation call)
    {
        IOperation? sequence = call.Instance ?? call.Arguments.FirstOrDefault(a => a.Parameter?.Ordinal == 0)?.Value;
        sequence = sequence is IConversionOperation { IsImplicit: true, Operand: var operand } ? operand : sequence;
        sequence = sequence is IConditionalAccessInstanceOperation instance ? instance.Receiver() : sequence;
        return sequence?.Type is { } type && type.IsSequence() ? sequence : null;
    }

    /// <summary>Whether a type is an array, a span, or something that one can enumerate, other than a string.</summary>
    public static bool IsSequence(this ITypeSymbol type) => type switch
    {
        IArrayTypeSymbol => true,
        { SpecialType: SpecialType.System_String } => false,
        INamedTypeSymbol { Name: "Span" or "ReadOnlySpan" or "Memory" or "ReadOnlyMemory", TypeArguments.Length: 1 } => true,
        _ => type.AllInterfaces.Append(type as INamedTypeSymbol)
            .Any(i => i?.OriginalDefinition.SpecialType == SpecialType.System_Collections_Generic_IEnumerable_T),
    };

    /// <summary>What stands before the <c>?.</c> that a conditional access goes through.</summary>
    public static IOperation? Receiver(this IConditionalAccessInstanceOperation instance)
    {
        IOperation child = instance;
        for (IOperation? parent = instance.Parent; parent is not null; child = parent, parent = parent.Parent)
        {
            if (parent is IConditionalAccessOperation access && access.WhenNotNull == child)
            {
                return access.Operation;
            }
        }

        return null;
    }

    /// <summary>The outermost operation around one: a method's body, or a field's initial value.</summary>
    public static IOperation Root(this IOperation operation)
    {
        while (operation.Parent is { } parent)
        {
            operation = parent;
        }

        return operation;
    }

    /// <summary>Whether an operation is another one or stands inside it.</summary>
    public static bool IsWithin(this IOperation operation, IOperation outer)
    {
        for (IOperation? current = operation; current is not null; current = current.Parent)
        {
            if (ReferenceEquals(current, outer))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The innermost loop around an operation, within the method or lambda that it stands in.</summary>
    public static ILoopOperation? InnermostLoop(this IOperation operation)
    {
        for (IOperation? parent = operation.Parent; parent is not null; parent = parent.Parent)
        {
            if (parent is ILoopOperation loop)
            {
                return loop;
            }

            if (parent is IAnonymousFunctionOperation or ILocalFunctionOperation)
            {
                return null;
            }
        }

        return null;
    }
}
