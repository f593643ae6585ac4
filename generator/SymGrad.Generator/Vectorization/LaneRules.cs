using System;
using System.Collections.Generic;
using System.Linq;
using SymGrad.Generator.IR;

namespace SymGrad.Generator.Vectorization;

/// <summary>
/// Whether a function can be run for several items at once: all of them go the same way through loops, each runs both sides of its branches,
/// and numbers that differ are double, float, or stand for one.
/// </summary>
internal sealed class LaneRules
{
    /// <summary>The compiler stops optimising methods that are longer than about this.</summary>
    private const int MaximalLength = 400;

    private readonly Function function;
    private readonly ItemVariation variation;
    private readonly HashSet<(Value, Value)> read = [];
    private readonly Dictionary<Value, CountedHeader> headers = [];
    private readonly HashSet<(Value Array, Value From, Value To, CompareOperator Comparison, int Step)> runs = [];
    private readonly Dictionary<Value, Compute> definitions = [];
    private readonly HashSet<Value> counted = [];
    private readonly Dictionary<Value, (Value Then, Value Else)> choices = [];
    private readonly IntegerRanges integers;

    private LaneRules(Function function, ItemVariation variation)
    {
        this.function = function;
        this.variation = variation;
        integers = new(function, variation);
    }

    public static bool Allow(Function function, ItemVariation variation)
    {
        List<Instruction> all = [.. function.Body.Flatten().Take(MaximalLength + 1)];
        return all.Count <= MaximalLength
            && function.Parameters.All(p => p.Role is ParameterRole.Extent or ParameterRole.Instance || p.IsTheta || p.Array == ArrayKind.None || IsNumber(p.Type))
            && function.Body.Yields.All(y => IsFloating(function.TypeOf(y)))
            && GradientSums.AreOnlyAddedTo(function)
            && new LaneRules(function, variation).Allows(function.Body, isChosen: false);
    }

    /// <summary>The types that rows of several items can have.</summary>
    private static bool IsNumber(ScalarType type) => IsFloating(type) || type == ScalarType.Int32;

    private static bool IsFloating(ScalarType type) => type is ScalarType.Double or ScalarType.Single;

    private bool Allows(Region region, bool isChosen) => region.Instructions.All(i => Allows(i, isChosen));

    private bool Allows(Instruction instruction, bool isChosen)
    {
        switch (instruction)
        {
            case Compute compute:
                definitions[compute.Result] = compute;
                return Allows(compute, isChosen);
            case Branch branch:
                bool isChoice = variation.Varies(branch.Condition);
                for (int i = 0; i < branch.Results.Count; i++)
                {
                    choices[branch.Results[i]] = (branch.Then.Yields[i], branch.Else.Yields[i]);
                }

                return !(isChoice && branch.Results.Any(function.IsArray))
                    && Allows(branch.Then, isChosen || isChoice) && Allows(branch.Else, isChosen || isChoice)
                    && branch.Results.All(IsKept);
            case Loop loop:
                return Allows(loop, isChosen);
            case Store store:
                return IsKept(store.Stored) && IsWithinBounds(store.Array, store.Index, isChosen);
            case Guard guard:
                return !isChosen && !variation.Varies(guard.Condition) && guard.Failure.FreeValues().Concat(guard.Exception.Arguments.SelectMany(Regions.Values)).All(v => !variation.Varies(v));
            case Check check:
                return !isChosen && !check.Operands().Any(variation.Varies);
            case Record or Replay:
                return instruction.Operands().Concat(instruction.Results()).All(IsKept);
            case PullbackCall:
                return false;
            default:
                throw new InvalidOperationException($"There is no rule for {instruction.GetType().Name}.");
        }
    }

    private bool Allows(Loop loop, bool isChosen)
    {
        if (loop.Header is CountedHeader header)
        {
            if (variation.Varies(header.Index))
            {
                return false;
            }

            headers[header.Index] = header;
        }
        else if (loop.Header is WhileHeader repeated && (isChosen || variation.Varies(repeated.Condition.Yields[0]) || !Allows(repeated.Condition, isChosen)))
        {
            // Where only some items come by, the loop need not end for the others.
            return false;
        }

        counted.UnionWith(loop.Parameters.Where(IsInteger));
        return loop.Parameters.All(IsKept) && Allows(loop.Body, isChosen) && CountsUp(loop);
    }

    /// <summary>
    /// Whether integers that a loop carries, and that differ between items, are the same as an int and as a double: they are counted up from 0 or 1, at most
    /// once in an iteration, and there are fewer iterations than integers.
    /// </summary>
    private bool CountsUp(Loop loop)
    {
        List<int> counts = [.. Enumerable.Range(0, loop.Parameters.Count).Where(i => IsInteger(loop.Parameters[i]))];
        return counts.Count == 0
            || (loop.Header is CountedHeader { Step: 1, Comparison: CompareOperator.Less } header && NumberOf(header.From) is >= 0
                && counts.All(i => NumberOf(loop.Initial[i]) is 0 or 1 && IsCount(loop.Body.Yields[i]))
                && loop.Body.Flatten().OfType<Compute>().Count(IsOneMore) <= 1);

        bool IsCount(Value value) => loop.Parameters.Contains(value) || NumberOf(value) is 0 or 1
            || (choices.TryGetValue(value, out (Value Then, Value Else) choice) && IsCount(choice.Then) && IsCount(choice.Else))
            || (definitions.TryGetValue(value, out Compute? compute)
                && (IsOneMore(compute) ? IsCount(compute.Operands[0]) : compute.Operation is SelectOperation && IsCount(compute.Operands[1]) && IsCount(compute.Operands[2])));
    }

    private bool IsInteger(Value value) => variation.Varies(value) && !function.IsArray(value) && function.TypeOf(value).IsInteger();

    private bool IsOneMore(Compute compute)
        => compute.Operation is BinaryOperation { Type: ScalarType.Int32, Operator: BinaryOperator.Add, IsChecked: false }
            && counted.Contains(compute.Operands[0]) && NumberOf(compute.Operands[1]) is 1;

    private bool Allows(Compute compute, bool isChosen)
    {
        if (!variation.Varies(compute.Result) || function.IsArray(compute.Result))
        {
            // Where only some items run it, it must not throw for the others.
            return compute.Operation is SliceOperation or AllocateOperation
                ? !isChosen && !compute.Operands.Skip(compute.Operation is SliceOperation ? 1 : 0).Any(variation.Varies) && IsKept(compute.Result)
                : compute.Operation is ElementOperation ? IsWithinBounds(compute.Operands[0], compute.Operands[1], isChosen)
                : !(isChosen && (compute.MayThrow || compute.Operation is CallOperation or UserFunctionOperation));
        }

        return compute.Operation switch
        {
            BinaryOperation { Type: ScalarType.Int32 } when IsOneMore(compute) => true,
            UnaryOperation or BinaryOperation when compute.Operation.Type.IsInteger() => integers.IsExact(compute),
            UnaryOperation { Type: ScalarType.Double or ScalarType.Single or ScalarType.Boolean } => true,
            BinaryOperation { Type: ScalarType.Double or ScalarType.Single, Operator: not BinaryOperator.Remainder } => true,
            BinaryOperation { Type: ScalarType.Boolean, Operator: BinaryOperator.And or BinaryOperator.Or or BinaryOperator.ExclusiveOr } => true,
            CompareOperation compare when compare.OperandType.IsInteger() => compute.Operands.Any(integers.IsExact),
            CompareOperation compare => IsFloating(compare.OperandType) || compare is { OperandType: ScalarType.Boolean, Operator: CompareOperator.Equal or CompareOperator.NotEqual },
            ConvertOperation convert when convert.From.IsInteger() => convert.Type == ScalarType.Double || (integers.IsExact(compute.Operands[0]) && (IsFloating(convert.Type) || integers.IsExact(compute))),
            ConvertOperation convert => IsFloating(convert.From) && IsFloating(convert.Type),
            SelectOperation { Type: ScalarType.Double or ScalarType.Single or ScalarType.Int32 } => true,
            ElementOperation { Type: ScalarType.Double or ScalarType.Single } => IsWithinBounds(compute.Operands[0], compute.Operands[1], isChosen),
            ElementOperation element => IsNumber(element.Type) && IsData(compute.Operands[0]) && IsWithinBounds(compute.Operands[0], compute.Operands[1], isChosen),
            FunctionOperation { Type: ScalarType.Double or ScalarType.Single, Rule: FunctionOperation.StopGradient } => true,

            // It throws for an item that is NaN, as it does for one item.
            FunctionOperation { Type: ScalarType.Int32, Rule: "Sign" } => !isChosen && IsFloating(function.TypeOf(compute.Operands[0])),
            FunctionOperation { Type: ScalarType.Double or ScalarType.Single } call => (TakesNumbers(compute) || TakesIntegers(compute, call))
                && (call.Rule == "Clamp" ? HasOrderedBounds(compute) : !call.MayThrow || IsRoundingOfAll(compute, call, isChosen))
                && LaneFunctions.FormOf(call, compute.Operands.Count) is not null,
            UserFunctionOperation { Type: ScalarType.Double or ScalarType.Single } call => !isChosen && TakesNumbers(compute) && LaneFunctions.FormOf(call, compute.Operands.Count) is not null,
            _ => false,
        };
    }

    private bool TakesNumbers(Compute compute) => compute.Operands.All(o => function.TypeOf(o) == compute.Operation.Type);

    /// <summary>Whether some operands are integers, as the number of a root, and the runtime has the function for several items.</summary>
    private bool TakesIntegers(Compute compute, FunctionOperation call)
        => LaneFunctions.HasLanes(call) && compute.Operands.All(o => function.TypeOf(o) == compute.Operation.Type || function.TypeOf(o) == ScalarType.Int32);

    /// <summary>Whether all items are rounded the same way: what is wrong with the digits is so for the first item, too.</summary>
    private bool IsRoundingOfAll(Compute compute, FunctionOperation call, bool isChosen) => call.Rule == "Round" && !isChosen && !compute.Operands.Skip(1).Any(variation.Varies);

    private bool HasOrderedBounds(Compute clamp) => NumberOf(clamp.Operands[1]) is { } minimum && NumberOf(clamp.Operands[2]) is { } maximum && minimum <= maximum;

    private double? NumberOf(Value value)
        => definitions.TryGetValue(value, out Compute? compute) && compute.Operation is ConstantOperation constant ? constant.ToDouble() : null;

    /// <summary>Whether a value has a form for several items: it is a double, a float, a count or a condition, or the same for all.</summary>
    private bool IsKept(Value value)
        => !variation.Varies(value) || function.TypeOf(value) is ScalarType.Double or ScalarType.Single or ScalarType.Boolean
            || IsInteger(value);

    private bool IsData(Value array) => variation.RootOf(array) is { } root && root.Index < function.Parameters.Count;

    /// <summary>
    /// Whether reading or writing an element throws for some item only if it does so for the item that throws in the user's method: where only some
    /// items come by, all of them must have the element anyway.
    /// </summary>
    private bool IsWithinBounds(Value array, Value index, bool isChosen)
    {
        if (!isChosen)
        {
            if (headers.TryGetValue(index, out CountedHeader? header))
            {
                runs.Add((array, header.From, header.To, header.Comparison, header.Step));
            }

            read.Add((array, index));
            return !variation.Varies(index) || function.TypeOf(index) == ScalarType.Int32;
        }

        return !variation.Varies(index) && (read.Contains((array, index))
            || (headers.TryGetValue(index, out CountedHeader? own) && (runs.Contains((array, own.From, own.To, own.Comparison, own.Step)) || IsWholeRun(array, own))));
    }

    /// <summary>Whether a loop goes over the elements of an array, or over those of the parameter whose gradient the array takes.</summary>
    private bool IsWholeRun(Value array, CountedHeader header)
    {
        if (header.Step != 1 || header.Comparison != CompareOperator.Less || NumberOf(header.From) is not >= 0
            || !definitions.TryGetValue(header.To, out Compute? length) || length.Operation is not LengthOperation)
        {
            return false;
        }

        Value measured = length.Operands[0];
        return measured == array || DestinationOf(measured) == array;
    }

    /// <summary>Where the gradient with respect to an array in θ goes: destinations stand in the order of these arrays.</summary>
    private Value? DestinationOf(Value theta)
    {
        List<int> arrays = [.. Enumerable.Range(0, function.Parameters.Count).Where(i => function.Parameters[i] is { IsTheta: true, Array: not ArrayKind.None })];
        List<int> destinations = [.. Enumerable.Range(0, function.Parameters.Count).Where(i => function.Parameters[i].Role == ParameterRole.Destination)];
        int place = arrays.IndexOf(theta.Index);
        return place >= 0 && place < destinations.Count ? new Value(destinations[place]) : null;
    }
}
