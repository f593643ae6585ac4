using System.Collections.Generic;
using System.Linq;
using SymGrad.Generator.Analysis;
using SymGrad.Generator.IR;

namespace SymGrad.Generator.Hoisting;

/// <summary>
/// Work on θ, or on data, that stands inside the steps of items, in branches and loops: functions of numbers that are known early, and functions of an element of
/// an array in θ, which the loops of items go through. They never throw, so that they can be computed where no item would have come to them.
/// </summary>
internal sealed class InnerWork
{
    private readonly Function function;
    private readonly HoistingPlan plan;
    private readonly WorkCost cost;
    private readonly ValueMap<Compute> definitions;
    private readonly Dictionary<Value, Kind> kinds = [];
    private readonly HashSet<Value> indices = [];
    private readonly HashSet<Value> used = [];
    private readonly Dictionary<Value, bool> isHeavy = [];

    /// <summary>The region in which each number with a kind is computed.</summary>
    private readonly Dictionary<Value, Region> homes = [];

    /// <param name="function">The loss.</param>
    /// <param name="plan">What is early without such work.</param>
    public InnerWork(Function function, HoistingPlan plan)
    {
        this.function = function;
        this.plan = plan;
        cost = plan.Cost;
        definitions = function.Computes();
    }

    /// <summary>The values inside a step of the items that are worth being computed early.</summary>
    public IReadOnlyList<InnerValue> In(Instruction step)
    {
        used.Clear();
        Visit(step, function.Body);
        return [.. used.Where(v => IsInside(v) && CanHandOver(v) && IsHeavy(v)).OrderBy(v => v.Index).Select(ToInnerValue)];
    }

    private InnerValue ToInnerValue(Value value) => kinds[value] is { Array: { } array, Index: { } index }
        ? new(value, ThetaOf(array), index) { Part = ThetaParameter(array) is null ? array : null }
        : new(value, null, null);

    /// <summary>Whether two of them are computed in the same region, so that control which comes to one comes to the other.</summary>
    public bool AreTogether(Value first, Value second) => ReferenceEquals(homes[first], homes[second]);

    /// <summary>Whether a number is computed inside a step, and not by a step of its own, which has been left to the items.</summary>
    private bool IsInside(Value value) => !ReferenceEquals(homes[value], function.Body);

    private bool CanHandOver(Value value) => function.TypeOf(value) == plan.Precision;

    private void Visit(Instruction instruction, Region home)
    {
        if (instruction is Compute compute && KindOf(compute) is { } kind)
        {
            kinds[compute.Result] = kind;
            homes[compute.Result] = home;
            return;
        }

        if (instruction is Loop { Header: CountedHeader header } && IsBound(header.From) && IsBound(header.To))
        {
            indices.Add(header.Index);
        }

        Use(instruction.Operands());
        if (instruction is Guard)
        {
            // What an exception says is computed when it is thrown.
            return;
        }

        foreach (Region inner in instruction.Inner())
        {
            foreach (Instruction nested in inner.Instructions)
            {
                Visit(nested, inner);
            }

            Use(inner.Yields);
        }
    }

    private void Use(IEnumerable<Value> values) => used.UnionWith(values.Where(v => kinds.TryGetValue(v, out Kind kind) && !IsElementOrConstant(v)));

    private bool IsElementOrConstant(Value value) => definitions[value].Operation is ElementOperation or ConstantOperation;

    /// <summary>What a number is a function of; null where there is more to it than numbers that are known early and one element of an array in θ.</summary>
    private Kind? KindOf(Compute compute)
    {
        if (!compute.Operation.Type.IsFloating() || function.IsArray(compute.Result))
        {
            return null;
        }

        if (compute.Operation is ElementOperation)
        {
            (Value array, Value index) = (compute.Operands[0], compute.Operands[1]);
            return ThetaOf(array) is not null && IsIndex(index) ? new Kind(array, index) : null;
        }

        if (compute.Operation.MayThrow || compute.Operation.IsOrdered
            || compute.Operation is not (UnaryOperation or BinaryOperation or ConvertOperation or FunctionOperation or ConstantOperation))
        {
            return null;
        }

        var kind = new Kind(null, null);
        foreach (Value operand in compute.Operands)
        {
            Kind? next = kinds.TryGetValue(operand, out Kind known) ? kind.With(known)
                : !plan.IsKnownEarly(operand) || function.IsArray(operand) ? null
                : kind with { IsComputed = kind.IsComputed || IsComputed(operand) };
            if (next is not { } both)
            {
                return null;
            }

            kind = both;
        }

        // Functions of an element are to depend on nothing that is computed, which keeps their derivative apart from that of all else.
        return kind is { Array: not null, IsComputed: true } ? null : kind;
    }

    /// <summary>The array in θ that an array is, or is a part of at a place that loops go through; null for any other.</summary>
    private Value? ThetaOf(Value array) => definitions.TryGetValue(array, out Compute? compute)
        ? compute.Operation is SliceOperation && compute.Operands.Skip(1).All(o => IsBound(o) || IsIndex(o)) ? ThetaParameter(compute.Operands[0]) : null
        : ThetaParameter(array);

    private Value? ThetaParameter(Value array)
        => plan.Colour == Colour.ThetaOnly && array.Index < function.Parameters.Count && function.Parameters[array.Index].IsTheta ? array : null;

    private bool IsComputed(Value value) => value.Index >= function.Parameters.Count
        && !(definitions.TryGetValue(value, out Compute? compute) && compute.Operation is ConstantOperation or LengthOperation);

    /// <summary>Whether an index goes through an array with the loops around it.</summary>
    private bool IsIndex(Value value) => indices.Contains(value)
        || (definitions.TryGetValue(value, out Compute? compute) && IsArithmetic(compute)
            && compute.Operands.All(o => IsIndex(o) || IsBound(o)) && compute.Operands.Any(IsIndex));

    /// <summary>Whether an integer is made of lengths, constants and what is known early, or is the index of a loop around.</summary>
    private bool IsBound(Value value) => plan.IsKnownEarly(value) || indices.Contains(value)
        || (definitions.TryGetValue(value, out Compute? compute)
            && (compute.Operation is LengthOperation or ConstantOperation || (IsArithmetic(compute) && compute.Operands.All(IsBound))));

    private static bool IsArithmetic(Compute compute)
        => compute.Operation is BinaryOperation { Type: ScalarType.Int32, Operator: BinaryOperator.Add or BinaryOperator.Subtract or BinaryOperator.Multiply };

    /// <summary>Whether a value takes a function or a division beyond the values that are computed early besides.</summary>
    private bool IsHeavy(Value value)
    {
        if (!isHeavy.TryGetValue(value, out bool heavy))
        {
            Compute compute = definitions[value];
            heavy = cost.IsHeavy(compute) || compute.Operands.Any(o => kinds.ContainsKey(o) && !(used.Contains(o) && CanHandOver(o)) && IsInside(o) && IsHeavy(o));
            isHeavy[value] = heavy;
        }

        return heavy;
    }

    /// <summary>What a number is a function of, beside numbers that are known early.</summary>
    /// <param name="Array">The array in θ of which it takes an element.</param>
    /// <param name="Index">Which element.</param>
    private readonly record struct Kind(Value? Array, Value? Index)
    {
        /// <summary>Whether the numbers that are known early are computed, and not parameters.</summary>
        public bool IsComputed { get; init; }

        /// <summary>A function of both; null where these are two elements.</summary>
        public Kind? With(Kind other) => Array is not null && other.Array is not null && (Array, Index) != (other.Array, other.Index)
            ? null
            : new(Array ?? other.Array, Index ?? other.Index) { IsComputed = IsComputed || other.IsComputed };
    }
}

/// <summary>A number inside a step of items that is a function of θ alone.</summary>
/// <param name="Value">The number.</param>
/// <param name="Array">The array in θ of which it takes an element; null where it takes numbers only.</param>
/// <param name="Index">Which element.</param>
internal sealed record InnerValue(Value Value, Value? Array, Value? Index)
{
    /// <summary>The part of the array that the index is one in, where it is not the whole array.</summary>
    public Value? Part { get; init; }
}
