using System;
using System.Collections.Generic;
using System.Linq;
using SymGrad.Generator.IR;

namespace SymGrad.Generator.Vectorization;

/// <summary>
/// Between which bounds the integers of a function are: several items have them as doubles, which are exact up to 2⁵³, and do not begin again at the other end of a type's range as C# does.
/// </summary>
internal sealed class IntegerRanges(Function function, ItemVariation variation)
{
    /// <summary>Integers nearer to 0 than this are doubles, and so are those that are between them and the range of an int.</summary>
    private const decimal ExactLimit = 1L << 52;

    private readonly ValueMap<Compute> definitions = function.Computes();
    private readonly Dictionary<Value, (Value Then, Value Else)> choices = function.Body.Flatten().OfType<Branch>()
        .SelectMany(b => b.Results.Select((r, i) => (Result: r, Sides: (b.Then.Yields[i], b.Else.Yields[i])))).ToDictionary(c => c.Result, c => c.Sides);

    private readonly HashSet<Value> counts = [.. function.Body.Flatten().OfType<Loop>().SelectMany(l => l.Parameters).Where(variation.Varies)];
    private readonly Dictionary<Value, Range> known = [];

    /// <summary>Whether every value that an integer can have is a double, and one more is, too.</summary>
    public bool IsExact(Value value) => Of(value) is var range && range.Minimum > -ExactLimit && range.Maximum < ExactLimit;

    /// <summary>Whether arithmetic of integers comes to the same with doubles, if it begins again at the other end where need be.</summary>
    public bool IsExact(Compute compute)
    {
        if (!compute.Operands.All(IsExact) || Before(compute) is not { } range || range.Minimum <= -ExactLimit || range.Maximum >= ExactLimit)
        {
            return false;
        }

        return IsWithin(range, compute.Operation.Type)
            || (!compute.MayThrow && compute.Operation.Type is ScalarType.Int32 or ScalarType.UInt32);
    }

    /// <summary>Whether results may be beyond the range of their type, and begin again at its other end.</summary>
    public bool Wraps(Compute compute) => !IsWithin(Before(compute)!.Value, compute.Operation.Type);

    /// <summary>Whether a result may be 0 where the double would be −0, which no integer is.</summary>
    public bool MayBeMinusZero(Compute compute) => compute.Operation switch
    {
        BinaryOperation { Operator: BinaryOperator.Multiply } => compute.Operands.Any(o => Of(o).Minimum < 0),
        BinaryOperation { Operator: BinaryOperator.Divide } => Of(compute.Operands[0]).Minimum < 0,
        UnaryOperation { Operator: UnaryOperator.Negate } => true,
        _ => false,
    };

    private Range Of(Value value)
    {
        if (!known.TryGetValue(value, out Range range))
        {
            ScalarType type = function.TypeOf(value);
            range = counts.Contains(value) && type == ScalarType.Int32
                ? new(0, int.MaxValue - 1) // LaneRules sees to it that such a number is counted up, one at a time.
                : choices.TryGetValue(value, out (Value Then, Value Else) sides) ? Around(Of(sides.Then), Of(sides.Else))
                : definitions.TryGetValue(value, out Compute? compute) && Before(compute) is { } before && IsWithin(before, type) ? before
                : RangeOf(type);
            known.Add(value, range);
        }

        return range;
    }

    /// <summary>The range of a result if integers had no end; null where it is not known, as the type says then.</summary>
    private Range? Before(Compute compute)
    {
        switch (compute.Operation)
        {
            case ConstantOperation constant when constant.Type.IsInteger():
                decimal number = constant.Type == ScalarType.UInt64 ? unchecked((ulong)constant.Bits) : constant.Bits;
                return new(number, number);
            case ConvertOperation convert when convert.Type.IsInteger() && convert.From.IsInteger():
                return Of(compute.Operands[0]);
            case SelectOperation select when select.Type.IsInteger():
                return Around(Of(compute.Operands[1]), Of(compute.Operands[2]));
            case UnaryOperation { Operator: UnaryOperator.Negate } unary when unary.Type.IsInteger():
                Range negated = Of(compute.Operands[0]);
                return new(-negated.Maximum, -negated.Minimum);
            case BinaryOperation binary when binary.Type.IsInteger():
                return Before(binary.Operator, Of(compute.Operands[0]), Of(compute.Operands[1]));
            default:
                return null;
        }
    }

    private static Range? Before(BinaryOperator operation, Range left, Range right)
    {
        switch (operation)
        {
            case BinaryOperator.Add:
                return new(left.Minimum + right.Minimum, left.Maximum + right.Maximum);
            case BinaryOperator.Subtract:
                return new(left.Minimum - right.Maximum, left.Maximum - right.Minimum);
            case BinaryOperator.Multiply when left.IsSmall && right.IsSmall:
                decimal[] corners = [left.Minimum * right.Minimum, left.Minimum * right.Maximum, left.Maximum * right.Minimum, left.Maximum * right.Maximum];
                return new(corners.Min(), corners.Max());
            case BinaryOperator.Divide when right.Minimum > 0:
                return new(decimal.Truncate(Math.Min(left.Minimum, 0) / right.Minimum), decimal.Truncate(Math.Max(left.Maximum, 0) / right.Minimum));
            case BinaryOperator.Remainder when right.Minimum > 0:
                return new(left.Minimum < 0 ? 1 - right.Maximum : 0, left.Maximum > 0 ? right.Maximum - 1 : 0);
            default:
                return null;
        }
    }

    private static Range Around(Range one, Range other) => new(Math.Min(one.Minimum, other.Minimum), Math.Max(one.Maximum, other.Maximum));

    private static Range RangeOf(ScalarType type) => type.IsInteger() ? new(type.Minimum(), type.Maximum()) : new(decimal.MinValue, decimal.MaxValue);

    private static bool IsWithin(Range range, ScalarType type) => range.Minimum >= type.Minimum() && range.Maximum <= type.Maximum();

    private readonly record struct Range(decimal Minimum, decimal Maximum)
    {
        /// <summary>Whether products of such numbers have no more digits than a decimal.</summary>
        public bool IsSmall => Minimum > -ExactLimit && Maximum < ExactLimit;
    }
}
