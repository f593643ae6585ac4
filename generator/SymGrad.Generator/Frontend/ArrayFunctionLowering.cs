using System.Collections.Generic;
using System.Collections.Immutable;
using System.Globalization;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using SymGrad.Generator.Differentiation.Rules;
using SymGrad.Generator.IR;

namespace SymGrad.Generator.Frontend;

/// <summary>
/// Lowers calls of functions of arrays that the rules table has a row for. What is rounded as in a loop becomes that loop; of any other the call stays,
/// for its value, beside the loop that says what it means.
/// </summary>
internal sealed class ArrayFunctionLowering(LoweringContext context)
{
    private const string TensorsNamespace = "System.Numerics.Tensors";

    /// <summary>Whether a method is one of System.Numerics.Tensors.TensorPrimitives.</summary>
    public static bool IsTensorPrimitive(IMethodSymbol method)
        => method.ContainingType.Name == RulesTable.ArrayClass && method.ContainingNamespace?.ToDisplayString() == TensorsNamespace;

    /// <summary>Lowers a call of a function of arrays with a row; null for any other.</summary>
    public LoweredValue? Lower(IInvocationOperation invocation)
    {
        IMethodSymbol method = invocation.TargetMethod;
        if (!IsTensorPrimitive(method) || method.Parameters.Any(p => p.RefKind != RefKind.None))
        {
            return null;
        }

        bool hasDestination = method.ReturnsVoid;
        ImmutableArray<ITypeSymbol> types = [.. method.Parameters.Select(p => p.Type)];
        int inputCount = types.Length - (hasDestination ? 1 : 0);
        if (RulesTable.FindOfArrays(method.Name, inputCount, hasDestination) is not { } rule
            || !types.All(t => (ArrayTypes.Of(t)?.Element ?? ScalarTypes.Of(t))?.IsFloating() == true))
        {
            return null;
        }

        if (LowerOperands(invocation.Arguments) is not { } operands || context.HasErrors)
        {
            return method.ReturnsVoid ? UnassignedValue.Instance : context.Default(invocation.Type);
        }

        ImmutableArray<Value> inputs = [.. operands.Take(inputCount)];
        CheckLengths(rule, inputs, hasDestination ? operands[inputCount] : null, invocation.Syntax);
        Value length = Length(inputs.First(context.Builder.IsArray), invocation.Syntax);
        if (!hasDestination)
        {
            return new ScalarValue(Reduce(rule, inputs, length, invocation));
        }

        Value destination = operands[inputCount];
        if (rule.Form == ArrayRuleForm.SoftMax && Length(destination, invocation.Syntax) != length)
        {
            // It divides all elements of a longer destination, also those behind its results.
            context.Unsupported(
                invocation.Syntax, $"'{rule.Name}' with a destination that may be longer than the input", "give it the part of the input's length: destination[..x.Length]");
        }
        else if (!MayOverlap(inputs, destination, invocation.Syntax))
        {
            Fill(rule, inputs, length, destination, invocation);
        }

        return UnassignedValue.Instance;
    }

    /// <summary>The arguments, evaluated as they are written, in the order of the parameters; null after an error.</summary>
    private ImmutableArray<Value>? LowerOperands(ImmutableArray<IArgumentOperation> arguments)
    {
        var operands = new Value[arguments.Length];
        foreach (IArgumentOperation argument in arguments)
        {
            Value? operand = ArrayTypes.IsArray(argument.Parameter!.Type)
                ? context.Arrays.LowerArray(argument.Value)
                : context.Expressions.LowerScalar(argument.Value);
            if (operand is not { } known)
            {
                return null;
            }

            operands[argument.Parameter.Ordinal] = known;
        }

        return [.. operands];
    }

    /// <summary>Throws as the function itself does where the lengths of arrays do not fit.</summary>
    private void CheckLengths(ArrayRule rule, ImmutableArray<Value> inputs, Value? destination, SyntaxNode source)
    {
        Value[] arrays = [.. inputs.Where(context.Builder.IsArray)];
        Value length = Length(arrays[0], source);
        if (rule.NeedsElements)
        {
            Refuse(context.Operators.Compare(CompareOperator.Equal, length, context.Builder.Constant(0), source), "Input span arguments must not be empty.");
        }

        foreach (Value other in arrays.Skip(1).Select(a => Length(a, source)).Where(other => other != length))
        {
            (Value left, Value right) = ConstantOf(length) is null ? (length, other) : (other, length);
            Refuse(context.Operators.Compare(CompareOperator.NotEqual, left, right, source), "Input span arguments must all have the same length.");
        }

        if (destination is { } array && Length(array, source) is var available && available != length)
        {
            Refuse(context.Operators.Compare(CompareOperator.Greater, length, available, source), "Destination is too short.", "destination");
        }
    }

    private void Refuse(Value condition, params string[] texts) => context.Throws.Guard(condition, () => new ThrownException(
        "global::System.ArgumentException", texts.Select(ThrowArgument (t) => new LiteralArgument($"\"{t}\"")).ToEquatableArray()));

    /// <summary>The length of an array, as the number that it was made with where that is known.</summary>
    private Value Length(Value array, SyntaxNode source) => context.Builder.DefinitionOf(array) switch
    {
        { Operation: AllocateOperation } allocation => allocation.Operands[0],
        { Operation: SliceOperation, Operands.Count: 3 } slice => slice.Operands[2],
        _ => context.Arrays.Length(array, source),
    };

    /// <summary>Refuses a destination that may share memory with an input without being the same: the function throws where it does.</summary>
    private bool MayOverlap(ImmutableArray<Value> inputs, Value destination, SyntaxNode source)
    {
        bool mayOverlap = inputs.Where(context.Builder.IsArray).Any(
            x => x != destination && context.Builder.RootOf(x) == context.Builder.RootOf(destination) && !AreApart(x, destination) && !AreApart(destination, x));
        if (mayOverlap)
        {
            context.Unsupported(
                source, "a destination in the same array as an input", "use the input itself as the destination, or an array of its own");
        }

        return mayOverlap;
    }

    /// <summary>Whether one part of an array is known to end where another one begins, or before.</summary>
    private bool AreApart(Value first, Value second)
        => context.Builder.DefinitionOf(first) is { Operation: SliceOperation, Operands.Count: 3 } before
            && context.Builder.DefinitionOf(second) is { Operation: SliceOperation } after
            && before.Operands[0] == after.Operands[0]
            && EndOf(before) is { } end
            && (end.Value == after.Operands[1] || (end.Constant is { } least && ConstantOf(after.Operands[1]) is { } start && least <= start));

    /// <summary>Where a part ends, as the value that says so or as a number, where either is known.</summary>
    private (Value? Value, long? Constant)? EndOf(Compute slice)
        => (ConstantOf(slice.Operands[1]), ConstantOf(slice.Operands[2])) switch
        {
            ({ } start, { } count) => (start == 0 ? slice.Operands[2] : null, start + count),
            (0, null) => (slice.Operands[2], null),
            _ => null,
        };

    private long? ConstantOf(Value value) => context.Builder.DefinitionOf(value)?.Operation is ConstantOperation constant ? constant.Bits : null;

    private Value Reduce(ArrayRule rule, ImmutableArray<Value> inputs, Value length, IInvocationOperation invocation)
    {
        Value meaning = new ArrayExpansion(context, rule, inputs, length).Reduce();
        context.SourceMap.Add(meaning, invocation.Syntax);
        if (rule.Form == ArrayRuleForm.Fold)
        {
            // The extremum is one of the elements, whatever the order.
            return meaning;
        }

        ScalarType type = context.Builder.TypeOf(meaning);
        Value call = context.Compute(new ArrayFunctionOperation(type, SpellingOf(invocation.TargetMethod, 0)), invocation.Syntax, [.. inputs]);
        return context.Compute(new ExpansionOperation(type), invocation.Syntax, call, meaning);
    }

    private void Fill(ArrayRule rule, ImmutableArray<Value> inputs, Value length, Value destination, IInvocationOperation invocation)
    {
        SyntaxNode source = invocation.Syntax;
        ScalarType type = context.Builder.TypeOf(destination);
        Value? call = null;
        if (rule.Form != ArrayRuleForm.Map)
        {
            var filling = new AllocateOperation(type, Filling: SpellingOf(invocation.TargetMethod, 1));
            call = context.Compute(filling, source, [length, .. inputs]);
        }

        System.Func<Value, Value> elements = new ArrayExpansion(context, rule, inputs, length).Elements();
        context.Loops.ForEachIndex(length, index =>
        {
            Value element = elements(index);
            context.SourceMap.Add(element, source);
            if (call is { } filled)
            {
                Value computed = context.Builder.Compute(new ElementOperation(type), isRepeated: true, [filled, index]);
                element = context.Compute(new ExpansionOperation(type), source, computed, element);
            }

            context.Arrays.Write(new(destination, index, source), element);
        });
    }

    /// <summary>How a call is written. One with a destination has that as operand 0, and the others follow.</summary>
    private static string SpellingOf(IMethodSymbol method, int first)
    {
        IEnumerable<string> operands = method.Parameters.Select(
            (p, i) => method.ReturnsVoid && i == method.Parameters.Length - 1 ? "{0}" : $"{{{(i + first).ToString(CultureInfo.InvariantCulture)}}}");
        string typeArgument = method.IsGenericMethod ? $"<{ScalarTypes.Of(method.TypeArguments[0])!.Value.Keyword()}>" : "";
        return $"{RulesTable.ArrayClass}.{Identifiers.Escape(method.Name)}{typeArgument}({string.Join(", ", operands)})";
    }
}
