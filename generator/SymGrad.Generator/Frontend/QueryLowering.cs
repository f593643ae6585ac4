using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using SymGrad.Generator.IR;

namespace SymGrad.Generator.Frontend;

/// <summary>
/// Lowers LINQ over arrays: what makes a sequence of another one is computed element by element where a reduction goes through it, in LINQ's order of
/// operations and with its exceptions.
/// </summary>
internal sealed class QueryLowering(LoweringContext context)
{
    private readonly QueryReduction reductions = new(context);

    /// <summary>Whether a method is one of System.Linq.Enumerable.</summary>
    public static bool IsQuery(IMethodSymbol method)
        => method.ContainingType.Name == "Enumerable" && method.ContainingNamespace?.ToDisplayString() == "System.Linq";

    /// <summary>Whether a type is that of a sequence, IEnumerable&lt;T&gt;.</summary>
    public static bool IsSequence(ITypeSymbol? type)
        => type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Collections_Generic_IEnumerable_T };

    /// <summary>Lowers a call of a method of LINQ that has a meaning here; null for any other.</summary>
    public LoweredValue? Lower(IInvocationOperation invocation)
    {
        IMethodSymbol method = invocation.TargetMethod;
        if (!IsQuery(method))
        {
            return null;
        }

        ImmutableArray<IOperation> arguments = [.. invocation.Arguments.OrderBy(a => a.Parameter!.Ordinal).Select(a => a.Value)];
        if (IsKnown(method) && arguments.All(IsUnderstood))
        {
            Query[] operands = [.. arguments.Select(Operand)];
            if (operands.Any(o => o is { Sequence: null, Function: null, Value: null }))
            {
                context.FailUnlessCompilerDoes(invocation.Syntax);
            }

            return context.HasErrors ? context.Default(invocation.Type) : Apply(method, operands, invocation.Syntax);
        }

        return null;
    }

    /// <summary>The sequence that is gone through, other than an array; null when it is none that is understood.</summary>
    public SequenceValue? Understood(IOperation expression)
        => IsSequence(expression.Type) && IsSequenceOverArrays(expression) ? SequenceOf(expression) : null;

    /// <summary>The sequence that an expression is; null when it is none.</summary>
    public SequenceValue? SequenceOf(IOperation expression)
    {
        IOperation operand = expression;
        while (operand is IConversionOperation { OperatorMethod: null } conversion && !ArrayTypes.IsArray(operand.Type))
        {
            operand = conversion.Operand;
        }

        return operand switch
        {
            _ when ArrayTypes.IsArray(operand.Type) => context.Arrays.LowerArray(operand) is { } array ? OfArray(array, operand.Syntax) : null,
            IInvocationOperation call => context.Calls.Lower(call) as SequenceValue,
            ILocalReferenceOperation or IParameterReferenceOperation
                => context.Environment.Find(context.Resolve(AssignmentLowering.VariableOf(operand)!)) as SequenceValue,
            _ => null,
        };
    }

    /// <summary>The sequence of the elements of an array.</summary>
    private SequenceValue OfArray(Value array, SyntaxNode source)
        => new(context.Arrays.Length(array, source), index => new ScalarValue(context.Arrays.Read(new(array, index, source))), IsArray: true);

    /// <summary>Whether an argument is a sequence over arrays, a function that is known, or a value; so far as can be seen without lowering it.</summary>
    private bool IsUnderstood(IOperation argument)
    {
        if (argument.Type is { TypeKind: TypeKind.Delegate })
        {
            return context.Calls.FunctionOf(argument) is not null;
        }

        return !IsSequence(argument.Type) || IsSequenceOverArrays(argument);
    }

    private bool IsSequenceOverArrays(IOperation argument) => argument switch
    {
        _ when ArrayTypes.IsArray(argument.Type) => true,
        IConversionOperation { OperatorMethod: null } conversion => IsSequenceOverArrays(conversion.Operand),
        IInvocationOperation call => IsQuery(call.TargetMethod) && IsKnown(call.TargetMethod) && call.Arguments.All(a => IsUnderstood(a.Value)),
        ILocalReferenceOperation or IParameterReferenceOperation
            => context.Environment.Find(context.Resolve(AssignmentLowering.VariableOf(argument)!)) is SequenceValue,
        _ => false,
    };

    private static bool IsKnown(IMethodSymbol method) => (method.Name, method.Parameters.Length) switch
    {
        ("Range" or "Repeat" or "Select", 2) or ("Zip", 2 or 3) => true,
        ("Sum" or "Average" or "Max" or "Min", 1 or 2) => IsOfNumbers(method),
        ("Aggregate", 2 or 3 or 4) or ("Count" or "ToArray", 1) => true,
        _ => false,
    };

    /// <summary>Whether a reduction is over numbers, and not over nullable ones or by a comparer.</summary>
    private static bool IsOfNumbers(IMethodSymbol method)
        => ScalarTypes.Of(method.ReturnType) is ScalarType.Double or ScalarType.Single or ScalarType.Int32
            && method.Parameters[method.Parameters.Length - 1].Type is INamedTypeSymbol { TypeArguments: [.., { } element] } last
            && (method.Parameters.Length == 1 ? IsSequence(last) : last.TypeKind == TypeKind.Delegate)
            && SymbolEqualityComparer.Default.Equals(element, method.ReturnType);

    private Query Operand(IOperation argument)
    {
        if (argument.Type is { TypeKind: TypeKind.Delegate })
        {
            return new(argument.Syntax) { Function = context.Calls.FunctionOf(argument) };
        }

        return IsSequence(argument.Type) || ArrayTypes.IsArray(argument.Type)
            ? new(argument.Syntax) { Sequence = SequenceOf(argument) }
            : new(argument.Syntax) { Value = context.Expressions.Lower(argument) };
    }

    private LoweredValue Apply(IMethodSymbol method, Query[] operands, SyntaxNode source)
    {
        switch (method.Name)
        {
            case "Range":
                return Range(operands[0].Scalar, operands[1].Scalar, source);
            case "Repeat":
                CheckCount(operands[1].Scalar, source);
                return new SequenceValue(operands[1].Scalar, _ => operands[0].Value!);
            case "Select":
                return Select(operands[0].Sequence!, operands[1], source);
            case "Zip":
                return Zip(operands, source);
            case "Count":
                return new ScalarValue(operands[0].Sequence!.Length);
            case "ToArray":
                return ToArray(operands[0].Sequence!, ((IArrayTypeSymbol)method.ReturnType).ElementType, source);
            case "Aggregate":
                return Aggregate(operands, source);
            default:
                SequenceValue sequence = operands.Length == 1
                    ? operands[0].Sequence!
                    : Select(operands[0].Sequence!, operands[1], source);
                return reductions.Reduce(method, sequence, hasSelector: operands.Length == 2, source);
        }
    }

    private SequenceValue Range(Value start, Value count, SyntaxNode source)
    {
        CheckCount(count, source);
        if (ConstantFolding.Constant(start, context.Builder) is not { Bits: <= 1 })
        {
            // The last one, start + count − 1, has to be an int.
            Value end = context.Operators.Binary(
                BinaryOperator.Add, Wide(start), Wide(count), isChecked: false, source);
            Value largest = context.Builder.Compute(new ConstantOperation(ScalarType.Int64, int.MaxValue + 1L));
            RefuseCount(context.Operators.Compare(CompareOperator.Greater, end, largest, source));
        }

        return new(count, index => new ScalarValue(context.Operators.Binary(BinaryOperator.Add, start, index, isChecked: false, source)));

        Value Wide(Value number) => context.Conversions.Convert(number, ScalarType.Int64, isChecked: false, source);
    }

    private void CheckCount(Value count, SyntaxNode source)
    {
        if (context.Builder.DefinitionOf(count)?.Operation is not (LengthOperation or ConstantOperation { Bits: >= 0 }))
        {
            RefuseCount(context.Operators.Compare(CompareOperator.Less, count, context.Builder.Constant(0), source));
        }
    }

    private void RefuseCount(Value condition) => context.Throws.Guard(condition, () => new ThrownException(
        "global::System.ArgumentOutOfRangeException", [new LiteralArgument("\"count\"")]));

    private SequenceValue Select(SequenceValue sequence, Query selector, SyntaxNode source)
    {
        bool takesIndex = selector.Function!.Method.Parameters.Length == 2;
        return new(sequence.Length, index => context.Calls.Invoke(
            selector.Function, takesIndex ? [sequence.At(index), new ScalarValue(index)] : [sequence.At(index)], source));
    }

    private SequenceValue Zip(Query[] operands, SyntaxNode source)
    {
        SequenceValue[] sequences = [.. operands.Select(o => o.Sequence).OfType<SequenceValue>()];
        Value length = sequences.Select(s => s.Length).Aggregate((a, b) => a == b ? a : context.Compute(
            new FunctionOperation("Min", ScalarType.Int32, "Math.Min({0}, {1})"), source, a, b));
        FunctionValue? selector = operands[operands.Length - 1].Function;
        return new(length, index =>
        {
            LoweredValue[] elements = [.. sequences.Select(s => s.At(index))];
            return selector is null ? new TupleValue(elements.ToEquatableArray()) : context.Calls.Invoke(selector, elements, source);
        });
    }

    private LoweredValue ToArray(SequenceValue sequence, ITypeSymbol element, SyntaxNode source)
    {
        if (ScalarTypes.Of(element) is not { } type)
        {
            (string construct, string advice) = UnsupportedConstructs.DescribeType(element);
            context.Unsupported(source, $"an array of {construct}", advice);
            return context.Default(element);
        }

        Value array = context.Compute(new AllocateOperation(type), source, sequence.Length);
        context.Loops.ForEachIndex(
            sequence.Length, index => context.Arrays.Write(new(array, index, source), ((ScalarValue)sequence.At(index)).Value), source);
        return new ArrayValue(array);
    }

    private LoweredValue Aggregate(Query[] operands, SyntaxNode source)
    {
        SequenceValue sequence = operands[0].Sequence!;
        if (operands.Length == 2)
        {
            reductions.RefuseEmpty(sequence, source);
            return context.Loops.Fold(
                context.Builder.Constant(1), sequence.Length, sequence.At(context.Builder.Constant(0)),
                (index, carried) => context.Calls.Invoke(operands[1].Function!, [carried, sequence.At(index)], source),
                source);
        }

        LoweredValue result = context.Loops.Fold(
            context.Builder.Constant(0), sequence.Length, operands[1].Value!,
            (index, carried) => context.Calls.Invoke(operands[2].Function!, [carried, sequence.At(index)], source),
            source);
        return operands.Length == 4 ? context.Calls.Invoke(operands[3].Function!, [result], source) : result;
    }

    /// <summary>An argument of a query: a sequence, a function, or a value.</summary>
    private sealed record Query(SyntaxNode Source)
    {
        public SequenceValue? Sequence { get; init; }

        public FunctionValue? Function { get; init; }

        public LoweredValue? Value { get; init; }

        public Value Scalar => ((ScalarValue)Value!).Value;
    }
}
