using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using SymGrad.Generator.IR;

namespace SymGrad.Generator.Frontend;

/// <summary>Lowers calls of the framework's methods that slice, fill, clear and copy arrays and spans.</summary>
internal sealed class ArrayCallLowering(LoweringContext context)
{
    private const string SourceTooShort =
        "\"Source array was not long enough. Check the source index, length, and the array's lower bounds.\"";

    private const string DestinationTooShort =
        "\"Destination array was not long enough. Check the destination index, length, and the array's lower bounds.\"";

    /// <summary>Lowers a call of a method of spans and arrays that has a meaning here; null for any other.</summary>
    public LoweredValue? Lower(IInvocationOperation invocation)
    {
        IMethodSymbol method = invocation.TargetMethod;
        IOperation? first = invocation.Instance ?? invocation.Arguments.FirstOrDefault(a => a.Parameter!.Ordinal == 0)?.Value;
        ImmutableArray<IOperation> arguments =
            [.. invocation.Arguments.Where(a => a.Value != first).OrderBy(a => a.Parameter!.Ordinal).Select(a => AsArray(a.Value))];
        IOperation? target = first is null ? null : AsArray(first);
        if (target is null || !ArrayTypes.IsArray(target.Type)
            || !(method.ContainingType.IsIn("System") || (method.ContainingType.Name == "Enumerable" && method.ContainingNamespace.Name == "Linq")))
        {
            return null;
        }

        switch (method.ContainingType.Name, method.Name, arguments.Length)
        {
            case ("Span" or "ReadOnlySpan", "Slice", 1 or 2):
            case ("MemoryExtensions", "AsSpan", 0 or 1 or 2) when arguments.All(IsInt):
                return context.Arrays.LowerArray(target) is { } array
                    ? context.Arrays.Slice(array, [.. arguments.Select(context.Expressions.LowerScalar)], invocation.Syntax)
                    : context.Default(invocation.Type);
            case ("Span", "Clear", 0):
            case ("Array", "Clear", 0):
                return Fill(target, null, null, invocation);
            case ("Array", "Clear", 2):
                return Fill(target, null, (arguments[0], arguments[1]), invocation);
            case ("Span", "Fill", 1):
            case ("Array", "Fill", 1):
                return Fill(target, arguments[0], null, invocation);
            case ("Array", "Fill", 3):
                return Fill(target, arguments[0], (arguments[1], arguments[2]), invocation);
            case ("Span" or "ReadOnlySpan" or "MemoryExtensions", "CopyTo", 1) when ArrayTypes.IsArray(arguments[0].Type):
                return Copy(target, arguments[0], invocation.Syntax);
            case ("Array", "CopyTo", 2) when AreCopied(target, arguments[0], [arguments[1]]):
                return Copy(invocation, new(target, null, arguments[0], arguments[1], null));
            case ("Array", "Copy", 2) when AreCopied(target, arguments[0], [arguments[1]]):
                return Copy(invocation, new(target, null, arguments[0], null, arguments[1]));
            case ("Array", "Copy", 4) when AreCopied(target, arguments[1], [arguments[0], arguments[2], arguments[3]]):
                return Copy(invocation, new(target, arguments[0], arguments[1], arguments[2], arguments[3]));
            case ("Span" or "ReadOnlySpan", "ToArray", 0):
            case ("Enumerable", "ToArray", 0):
                return ToArray(target, invocation);
            default:
                return null;
        }
    }

    /// <summary>Lowers <c>(double[])x.Clone()</c>; null for any other conversion.</summary>
    public LoweredValue? LowerClone(IConversionOperation conversion)
        => conversion.Operand is IInvocationOperation { TargetMethod: { Name: "Clone", ContainingType.SpecialType: SpecialType.System_Array } } clone
            && clone.Instance is { } instance && AsArray(instance) is { } array
            && ArrayTypes.IsArray(array.Type) && SymbolEqualityComparer.Default.Equals(array.Type, conversion.Type)
            ? ToArray(array, clone)
            : null;

    /// <summary>An array without the conversion to what a parameter takes, such as <see cref="System.Array"/>.</summary>
    private static IOperation AsArray(IOperation argument)
    {
        IOperation operand = argument;
        while (operand is IConversionOperation conversion && !ArrayTypes.IsArray(operand.Type))
        {
            operand = conversion.Operand;
        }

        return ArrayTypes.IsArray(operand.Type) ? operand : argument;
    }

    private static bool IsInt(IOperation argument) => ScalarTypes.Of(argument.Type) == ScalarType.Int32;

    /// <summary>Whether a copy converts no elements, and its indices and lengths are those of other arrays here.</summary>
    private static bool AreCopied(IOperation source, IOperation destination, ImmutableArray<IOperation> numbers)
        => ArrayTypes.Of(destination.Type)?.Element == ArrayTypes.Of(source.Type)?.Element && numbers.All(IsInt);

    private LoweredValue ToArray(IOperation target, IInvocationOperation invocation)
        => context.Arrays.LowerArray(target) is { } source ? context.Arrays.ToArray(source, invocation.Syntax) : context.Default(target.Type);

    private UnassignedValue Fill(IOperation target, IOperation? value, (IOperation Start, IOperation Count)? part, IInvocationOperation invocation)
    {
        if (context.Arrays.LowerArray(target) is not { } array)
        {
            return UnassignedValue.Instance;
        }

        SyntaxNode source = invocation.Syntax;
        Value filling = value is null ? context.Zero(context.Builder.TypeOf(array)) : context.Expressions.LowerScalar(value);
        if (part is { } bounds)
        {
            Value start = context.Expressions.LowerScalar(bounds.Start);
            Value count = context.Expressions.LowerScalar(bounds.Count);
            if (value is null)
            {
                // Array.Clear throws another exception than a slice.
                Value[] outside = [IsNegative(start, source), IsNegative(count, source), IsOutside(array, start, count, source)];
                foreach (Value condition in outside)
                {
                    context.Throws.Guard(condition, () => new ThrownException("global::System.IndexOutOfRangeException", []));
                }
            }

            array = context.Arrays.Slice(array, [start, count], source).Array;
        }

        context.Loops.ForEachIndex(context.Arrays.Length(array, source), index => context.Arrays.Write(new(array, index, source), filling));
        return UnassignedValue.Instance;
    }

    private UnassignedValue Copy(IOperation from, IOperation to, SyntaxNode source)
    {
        if (context.Arrays.LowerArray(from) is not { } original || context.Arrays.LowerArray(to) is not { } destination)
        {
            return UnassignedValue.Instance;
        }

        Value length = context.Arrays.Length(original, source);
        Value isTooLong = IsGreater(length, context.Arrays.Length(destination, source), source);
        context.Throws.Guard(isTooLong, () => new ThrownException(
            "global::System.ArgumentException", [new LiteralArgument("\"Destination is too short.\""), new LiteralArgument("\"destination\"")]));
        CopyElements(original, destination, length, source);
        return UnassignedValue.Instance;
    }

    /// <summary>Copies a part of an array, with the exceptions of <see cref="System.Array"/> and in their order.</summary>
    private UnassignedValue Copy(IInvocationOperation invocation, PartialCopy copy)
    {
        SyntaxNode source = invocation.Syntax;
        if (context.Arrays.LowerArray(copy.Source) is not { } original || context.Arrays.LowerArray(copy.Destination) is not { } destination)
        {
            return UnassignedValue.Instance;
        }

        // In the order in which they are written, which named arguments may change.
        ImmutableArray<IOperation> written = [.. invocation.Arguments.Select(a => a.Value)];
        ImmutableDictionary<IOperation, Value> numbers = new[] { copy.SourceIndex, copy.DestinationIndex, copy.Length }
            .OfType<IOperation>().OrderBy(written.IndexOf).Select(o => (o, context.Expressions.LowerScalar(o))).ToImmutableDictionary(p => p.o, p => p.Item2);
        Value? sourceIndex = copy.SourceIndex is { } s && !IsZero(numbers[s]) ? numbers[s] : null;
        Value? destinationIndex = copy.DestinationIndex is { } d && !IsZero(numbers[d]) ? numbers[d] : null;
        Value length = copy.Length is { } l ? numbers[l] : context.Arrays.Length(original, source);
        if (copy.Length is not null)
        {
            Check("ThrowIfNegative", length, "length");
        }

        Check("ThrowIfLessThan", sourceIndex, "sourceIndex", new LiteralArgument("0"));
        Check("ThrowIfLessThan", destinationIndex, "destinationIndex", new LiteralArgument("0"));
        if (copy.Length is not null)
        {
            RefuseOutside(original, sourceIndex, length, SourceTooShort, "sourceArray", source);
        }

        RefuseOutside(destination, destinationIndex, length, DestinationTooShort, "destinationArray", source);
        original = sourceIndex is { } from ? context.Arrays.Slice(original, [from, length], source).Array : original;
        destination = destinationIndex is { } to ? context.Arrays.Slice(destination, [to, length], source).Array : destination;
        CopyElements(original, destination, length, source);
        return UnassignedValue.Instance;
    }

    private void CopyElements(Value original, Value destination, Value length, SyntaxNode source)
    {
        if (context.Builder.RootOf(original) == context.Builder.RootOf(destination))
        {
            // The two may overlap.
            original = context.Arrays.ToArray(original, source).Array;
        }

        context.Loops.ForEachIndex(
            length, index => context.Arrays.Write(new(destination, index, source), context.Arrays.Read(new(original, index, source))));
    }

    private void Check(string method, Value? number, string parameter, params ThrowArgument[] bound)
    {
        if (number is { } value && context.Builder.DefinitionOf(value)?.Operation is not ConstantOperation { Bits: >= 0 })
        {
            context.Builder.Check(
                $"global::System.ArgumentOutOfRangeException.{method}",
                [new ValueArgument(value), .. bound, new LiteralArgument($"\"{parameter}\"")]);
        }
    }

    private void RefuseOutside(Value array, Value? start, Value length, string message, string parameter, SyntaxNode source)
        => context.Throws.Guard(IsOutside(array, start, length, source), () => new ThrownException(
            "global::System.ArgumentException", [new LiteralArgument(message), new LiteralArgument($"\"{parameter}\"")]));

    private bool IsZero(Value number) => context.Builder.DefinitionOf(number)?.Operation is ConstantOperation { Bits: 0 };

    private Value IsNegative(Value number, SyntaxNode source)
        => context.Builder.DefinitionOf(number)?.Operation is ConstantOperation constant
            ? context.Builder.Constant(constant.Bits < 0)
            : context.Compute(new CompareOperation(CompareOperator.Less, ScalarType.Int32), source, number, context.Builder.Constant(0));

    /// <summary>Whether a part that starts and is as long as no negative numbers say ends behind the array.</summary>
    private Value IsOutside(Value array, Value? start, Value length, SyntaxNode source)
    {
        Value available = context.Arrays.Length(array, source);
        return start is { } first
            ? IsGreater(first, context.Operators.Binary(BinaryOperator.Subtract, available, length, false, source), source)
            : IsGreater(length, available, source);
    }

    private Value IsGreater(Value left, Value right, SyntaxNode source)
        => context.Compute(new CompareOperation(CompareOperator.Greater, ScalarType.Int32), source, left, right);

    /// <summary>The arguments of a copy; those that are not given stand for the start, and for the whole length of the source.</summary>
    private readonly record struct PartialCopy(
        IOperation Source, IOperation? SourceIndex, IOperation Destination, IOperation? DestinationIndex, IOperation? Length);
}
