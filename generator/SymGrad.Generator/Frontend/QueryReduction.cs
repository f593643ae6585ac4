using Microsoft.CodeAnalysis;
using SymGrad.Generator.IR;

namespace SymGrad.Generator.Frontend;

/// <summary>
/// What LINQ makes of a sequence of numbers: sums in its order and precision, extrema with its view of NaN, and its exceptions where there are no elements.
/// </summary>
internal sealed class QueryReduction(LoweringContext context)
{
    /// <param name="method">Sum, Average, Max or Min.</param>
    /// <param name="sequence">The numbers.</param>
    /// <param name="hasSelector">Whether the method itself selects them from a sequence.</param>
    /// <param name="source">The call.</param>
    public LoweredValue Reduce(IMethodSymbol method, SequenceValue sequence, bool hasSelector, SyntaxNode source)
    {
        ScalarType type = ScalarTypes.Of(method.ReturnType)!.Value;
        return method.Name switch
        {
            "Sum" => new ScalarValue(Convert(SumFromZero(sequence, type, source), type, source)),
            "Average" => new ScalarValue(Average(sequence, type, hasSelector, source)),
            _ => new ScalarValue(Extremum(sequence, type, method.Name == "Max", source)),
        };
    }

    /// <summary>Throws as LINQ does where there is no element.</summary>
    public void RefuseEmpty(SequenceValue sequence, SyntaxNode source)
        => context.Throws.Guard(
            context.Operators.Compare(CompareOperator.Equal, sequence.Length, context.Builder.Constant(0), source),
            () => new ThrownException("global::System.InvalidOperationException", [new LiteralArgument("\"Sequence contains no elements\"")]));

    /// <summary>Sums of float are in double.</summary>
    private static ScalarType Accumulator(ScalarType type) => type == ScalarType.Single ? ScalarType.Double : type;

    private Value SumFromZero(SequenceValue sequence, ScalarType type, SyntaxNode source)
        => Sum(sequence, context.Builder.Constant(0), context.Zero(Accumulator(type)), source);

    private Value Sum(SequenceValue sequence, Value from, Value initial, SyntaxNode source)
    {
        ScalarType type = context.Builder.TypeOf(initial);
        return Scalar(context.Loops.Fold(from, sequence.Length, new ScalarValue(initial), (index, sum) => new ScalarValue(context.Operators.Binary(
            BinaryOperator.Add, Scalar(sum), Convert(Scalar(sequence.At(index)), type, source), isChecked: true, source)), source, "sum"));
    }

    /// <summary>An array is summed up from 0, any other sequence from its first element.</summary>
    private Value Average(SequenceValue sequence, ScalarType type, bool hasSelector, SyntaxNode source)
    {
        RefuseEmpty(sequence, source);
        ScalarType accumulator = Accumulator(type);
        Value sum = sequence.IsArray && !hasSelector
            ? SumFromZero(sequence, type, source)
            : Sum(sequence, context.Builder.Constant(1), Convert(Scalar(sequence.At(context.Builder.Constant(0))), accumulator, source), source);
        Value average = context.Operators.Binary(
            BinaryOperator.Divide, sum, Convert(sequence.Length, accumulator, source), isChecked: false, source);
        return Convert(average, type, source);
    }

    /// <summary>The first of the greatest or the least. The greatest is a number where there is one; NaN is less than all numbers.</summary>
    private Value Extremum(SequenceValue sequence, ScalarType type, bool isMax, SyntaxNode source)
    {
        RefuseEmpty(sequence, source);
        return Scalar(context.Loops.Fold(
            context.Builder.Constant(1), sequence.Length, sequence.At(context.Builder.Constant(0)),
            (index, best) =>
            {
                Value current = Scalar(best);
                Value candidate = Scalar(sequence.At(index));
                Value isBetter = context.Operators.Compare(isMax ? CompareOperator.Greater : CompareOperator.Less, candidate, current, source);
                if (type.IsFloating())
                {
                    isBetter = isMax
                        ? context.Operators.Or(isBetter, IsNaN(current), source)
                        : context.Operators.And(context.Operators.Or(isBetter, IsNaN(candidate), source), context.Not(IsNaN(current), source), source);
                }

                return context.Branches.Lower(isBetter, source, () => new ScalarValue(candidate), () => new ScalarValue(current))!;

                Value IsNaN(Value value) => context.Compute(
                    new FunctionOperation("IsNaN", ScalarType.Boolean, $"{type.Keyword()}.IsNaN({{0}})"), source, value);
            },
            source,
            isMax ? "max" : "min"));
    }

    private Value Convert(Value value, ScalarType type, SyntaxNode source) => context.Conversions.Convert(value, type, isChecked: false, source);

    private static Value Scalar(LoweredValue value) => ((ScalarValue)value).Value;
}
