using System;
using System.Collections.Generic;
using System.Linq;
using SymGrad.Generator.IR;

namespace SymGrad.Generator.Emission;

/// <summary>
/// Decides which values become locals and which are written where they are used. A value is a local when the user declared it, when it is
/// used more than once, when it may throw and so must keep its place, or when the line would grow too long without it.
/// </summary>
internal sealed class InliningPlan
{
    /// <summary>What a conditional operator counts for: nested ones are harder to read than arithmetic.</summary>
    private const int ChoiceWeight = 4;

    /// <summary>How many operations each of several results may have before it becomes a local ahead of the return.</summary>
    private const int MaximalResultWeight = 6;

    /// <summary>How many operations an expression may have before a part of it becomes a local.</summary>
    private const int MaximalWeight = 12;

    private readonly Function function;
    private readonly int[] uses;
    private readonly int[] weights;
    private readonly bool[] inlined;
    private readonly HashSet<Value>?[] reads;
    private readonly HashSet<Value> constants = [];
    private readonly Dictionary<Value, ConstantOperation> numbers = [];
    private readonly UseMap useMap;

    public InliningPlan(Function function, UseMap useMap)
    {
        this.function = function;
        this.useMap = useMap;
        uses = new int[function.Values.Count];
        reads = new HashSet<Value>?[function.Values.Count];
        weights = new int[function.Values.Count];
        inlined = new bool[function.Values.Count];
        for (int i = 0; i < uses.Length; i++)
        {
            uses[i] = useMap.CountOf(new Value(i));
        }

        CountUpdatesOnce();

        Decide(function.Body);
        KeepReturnShort();
    }

    public bool IsInlined(Value value) => inlined[value.Index];

    public int Uses(Value value) => uses[value.Index];

    /// <summary>Whether a region is nothing but its yields, all of them written where they are used.</summary>
    public bool IsExpression(Region region) => region.Instructions.All(IsInlinedWhole);

    /// <summary>Whether a branch is written as a conditional or logical operator.</summary>
    public bool IsOperator(Branch branch) => branch.Results.Count == 1 && IsExpression(branch.Then) && IsExpression(branch.Else)
        && weights[branch.Then.Yields[0].Index] + weights[branch.Else.Yields[0].Index] <= MaximalWeight;

    private bool IsInlinedWhole(Instruction instruction) => instruction switch
    {
        Compute compute => inlined[compute.Result.Index],
        Branch branch => IsOperator(branch) && inlined[branch.Results[0].Index],
        _ => false,
    };

    private void Decide(Region region)
    {
        foreach (Instruction instruction in region.Instructions)
        {
            foreach (Region inner in instruction.Inner())
            {
                Decide(inner);
            }

            switch (instruction)
            {
                case Compute compute:
                    Decide(compute);
                    break;
                case Branch branch when IsOperator(branch):
                    Value result = branch.Results[0];
                    int weight = Weight(branch.Condition) + Weight(branch.Then.Yields[0]) + Weight(branch.Else.Yields[0]) + ChoiceWeight;
                    reads[result.Index] = ReadBy([branch.Condition, branch.Then.Yields[0], branch.Else.Yields[0]]);
                    DecideResult(result, weight, mayMove: true);
                    break;
                case Loop { Header: CountedHeader header } loop:
                    // What a loop is compared with is evaluated again and again, and so is where its blocks of records begin.
                    KeepOutOfLoop(header.To);
                    if (loop.Body.Instructions.Items.Any(i => i is Record or Replay))
                    {
                        KeepOutOfLoop(header.From);
                    }

                    break;
                case Branch or Loop or Store or Record or Replay or PullbackCall or ArrayCall or Guard or Check:
                    break;
                default:
                    throw new InvalidOperationException($"The inlining plan has no case for {instruction.GetType().Name}.");
            }
        }
    }

    private void KeepOutOfLoop(Value bound)
    {
        if (IsInlined(bound) && (Weight(bound) > 1 || reads[bound.Index] is not null))
        {
            inlined[bound.Index] = false;
        }
    }

    private void Decide(Compute compute)
    {
        if (compute.Operation is LengthOperation or EmptyArrayOperation)
        {
            inlined[compute.Result.Index] = true;
            weights[compute.Result.Index] = 1;
            return;
        }

        if (compute.Operation is AllocateOperation)
        {
            return;
        }

        if (compute.Operation is ConstantOperation or FieldOperation)
        {
            inlined[compute.Result.Index] = !(compute.Operation is ConstantOperation && function.Values[compute.Result.Index].IsDeclared);
            if (compute.Operation is ConstantOperation constant)
            {
                constants.Add(compute.Result);
                numbers.Add(compute.Result, constant);
            }

            return;
        }

        KeepOutOfConstantExpression(compute);
        if (compute.Operation is ConvertOperation { Type: ScalarType.Lanes or ScalarType.SingleLanes } && numbers.ContainsKey(compute.Operands[0])
            && !useMap.IsReadInInnerLoop(compute.Result))
        {
            // One number for all items is no work, however often it is written.
            inlined[compute.Result.Index] = true;
            weights[compute.Result.Index] = 1;
            return;
        }

        if (1 + WeightOf(compute.Operands) > MaximalWeight)
        {
            KeepShort(compute.Operands);
        }

        reads[compute.Result.Index] = ReadBy(compute.Operands);
        if (compute.Operation.IsOrdered)
        {
            (reads[compute.Result.Index] ??= []).UnionWith(useMap.ReadBy(compute));
        }

        bool mayMove = !compute.MayThrow && !(compute.Operation is SliceOperation && function.Values[compute.Result.Index].Name is not null);
        DecideResult(compute.Result, 1 + WeightOf(compute.Operands), mayMove);
        if (IsInlined(compute.Result) && compute.Operands.Count > 0 && compute.Operands.All(constants.Contains))
        {
            constants.Add(compute.Result);
        }
    }

    /// <summary>
    /// C# refuses division by a zero that it can see, and overflow in expressions of constants, and it rounds constants out of range to
    /// other integers than the processor does. In the loss, the constant was a variable; here too it then is one.
    /// </summary>
    private void KeepOutOfConstantExpression(Compute compute)
    {
        bool isRounding = compute.Operation is ConvertOperation { From: ScalarType.Single or ScalarType.Double } convert && convert.Type.IsInteger();
        if (!isRounding && !(compute.Operation.MayThrow && compute.Operation is UnaryOperation or BinaryOperation or ConvertOperation))
        {
            return;
        }

        bool isDivision = compute.Operation is BinaryOperation { Operator: BinaryOperator.Divide or BinaryOperator.Remainder };
        if (compute.Operands.All(constants.Contains))
        {
            KeepLocal(compute.Operands);
        }
        else if (isDivision && constants.Contains(compute.Operands[1]) && !IsPlainAndNotZero(compute.Operands[1]))
        {
            KeepLocal([compute.Operands[1]]);
        }
    }

    private void KeepLocal(IEnumerable<Value> values)
    {
        foreach (Value value in values)
        {
            inlined[value.Index] = false;
        }
    }

    private bool IsPlainAndNotZero(Value value) => numbers.TryGetValue(value, out ConstantOperation? number) && number.Bits != 0;

    private void KeepReturnShort()
    {
        EquatableArray<Value> results = function.Body.Yields;
        foreach (Value result in results.Where(r => results.Count > 1 && Weight(r) > MaximalResultWeight))
        {
            inlined[result.Index] = false;
        }
    }

    private void DecideResult(Value result, int weight, bool mayMove)
    {
        weights[result.Index] = weight;
        inlined[result.Index] = mayMove && uses[result.Index] == 1 && !function.Values[result.Index].IsDeclared
            && !useMap.IsReadInInnerLoop(result)
            && (reads[result.Index] is not { } read || useMap.CanMoveToUse(result, read));
    }

    /// <summary>
    /// The memory that what is written for values reads, so that they must not move past what writes to it; null when they read none and do
    /// not throw either.
    /// </summary>
    private HashSet<Value>? ReadBy(EquatableArray<Value> values)
    {
        HashSet<Value>? read = null;
        foreach (Value value in values)
        {
            if (inlined[value.Index] && reads[value.Index] is { } own)
            {
                (read ??= []).UnionWith(own);
            }
        }

        return read;
    }

    /// <summary>In <c>a[i] += x</c> the array and the index, which the function reads twice, are written once.</summary>
    private void CountUpdatesOnce()
    {
        ValueMap<Compute> computes = function.Computes();
        foreach (Instruction instruction in function.Body.Flatten())
        {
            if (instruction is Store store && uses[store.Stored.Index] == 1
                && computes.TryGetValue(store.Stored, out Compute? stored) && stored.Operation is BinaryOperation
                && computes.TryGetValue(stored.Operands[0], out Compute? element) && element.Operation is ElementOperation
                && uses[element.Result.Index] == 1 && element.Operands[0] == store.Array && element.Operands[1] == store.Index)
            {
                uses[store.Array.Index]--;
                uses[store.Index.Index]--;
            }
        }
    }

    /// <summary>The heaviest parts become locals until the rest fits on a line.</summary>
    private void KeepShort(EquatableArray<Value> operands)
    {
        foreach (Value operand in operands.Where(IsInlined).OrderByDescending(Weight).ToList())
        {
            if (1 + WeightOf(operands) > MaximalWeight && Weight(operand) > 1)
            {
                inlined[operand.Index] = false;
            }
        }
    }

    private int WeightOf(EquatableArray<Value> values)
    {
        int sum = 0;
        foreach (Value value in values)
        {
            sum += Weight(value);
        }

        return sum;
    }

    /// <summary>How many operations are written where the value is used.</summary>
    private int Weight(Value value) => inlined[value.Index] ? weights[value.Index] : 0;
}
