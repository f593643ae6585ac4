using System;
using System.Collections.Generic;
using System.Linq;
using SymGrad.Generator.IR;

namespace SymGrad.Generator.Analysis.Numerics;

/// <summary>
/// Runs a loss on numbers, and notes which way it goes. What it has no meaning for (calls, exceptions, indices out of range)
/// ends the run: there is no result then.
/// </summary>
internal sealed class Trial
{
    private readonly Function loss;
    private readonly double[] numbers;
    private readonly ArraySegment<double>[] arrays;
    private readonly double[] assignedNumbers;
    private readonly ArraySegment<double>[] assignedArrays;
    private readonly double[] operands;
    private List<Decision> path = [];
    private int steps;

    /// <param name="loss">The loss, which can be run many times.</param>
    public Trial(Function loss)
    {
        this.loss = loss;
        numbers = new double[loss.Values.Count];
        arrays = new ArraySegment<double>[loss.Values.Count];
        assignedNumbers = new double[loss.Values.Count];
        assignedArrays = new ArraySegment<double>[loss.Values.Count];
        operands = new double[loss.Body.Flatten().OfType<Compute>().Select(c => c.Operands.Count).DefaultIfEmpty(0).Max()];
    }

    /// <summary>The value of the loss and the path that it takes; null where there is none within so many steps.</summary>
    /// <param name="arguments">A number, or the elements of an array, for each parameter.</param>
    /// <param name="budget">How many steps there are, of which those that are taken are subtracted.</param>
    public (double Value, IReadOnlyList<Decision> Path)? Run(double[][] arguments, ref int budget)
    {
        path = [];
        steps = budget;
        for (int i = 0; i < arguments.Length; i++)
        {
            if (loss.IsArray(new Value(i)))
            {
                arrays[i] = new ArraySegment<double>(arguments[i]);
            }
            else
            {
                numbers[i] = arguments[i][0];
            }
        }

        bool isDone = Run(loss.Body);
        budget = steps;
        double value = numbers[loss.Body.Yields[0].Index];
        return isDone && !double.IsNaN(value) && !double.IsInfinity(value) ? (value, path) : null;
    }

    private bool Run(Region region)
    {
        foreach (Instruction instruction in region.Instructions)
        {
            if (--steps <= 0 || !Run(instruction))
            {
                return false;
            }
        }

        return true;
    }

    private bool Run(Instruction instruction)
    {
        switch (instruction)
        {
            case Compute compute:
                return Run(compute);
            case Branch branch:
                bool isThen = numbers[branch.Condition.Index] != 0;
                Region side = isThen ? branch.Then : branch.Else;
                int place = path.Count;
                path.Add(new Decision(branch, isThen, null));
                if (!Run(side))
                {
                    return false;
                }

                Assign(branch.Results, side.Yields);
                if (branch.Results.Count == 1 && loss.TypeOf(branch.Results[0]).IsFloating())
                {
                    path[place] = new Decision(branch, isThen, numbers[branch.Results[0].Index]);
                }

                return true;
            case Loop loop:
                return Run(loop);
            case Store store:
                return TryElement(store.Array, store.Index) is { } element && Set(element, numbers[store.Stored.Index]);
            default:
                return false;
        }
    }

    private bool Run(Loop loop)
    {
        Assign(loop.Parameters, loop.Initial);
        int count = 0;
        if (loop.Header is not CountedHeader { IsReversal: false, StepsFirst: false } header)
        {
            return false;
        }

        for (numbers[header.Index.Index] = numbers[header.From.Index]; Goes(header); numbers[header.Index.Index] += header.Step, count++)
        {
            if (!Run(loop.Body))
            {
                return false;
            }

            Assign(loop.Parameters, loop.Body.Yields);
        }

        Assign(loop.Results, loop.Parameters);
        path.Add(new Decision(null, count % 2 == 0, count));
        return true;
    }

    private bool Goes(CountedHeader header) => TrialArithmetic.Compare(header.Comparison, numbers[header.Index.Index], numbers[header.To.Index]);

    private bool Run(Compute compute)
    {
        int result = compute.Result.Index;
        double Number(int operand) => numbers[compute.Operands[operand].Index];
        switch (compute.Operation)
        {
            case ElementOperation:
                return TryElement(compute.Operands[0], compute.Operands[1]) is { } place && Set(result, place.Array![place.Offset]);
            case LengthOperation:
                return Set(result, arrays[compute.Operands[0].Index].Count);
            case AllocateOperation { Filling: null } when Number(0) is >= 0 and < 1000:
                arrays[result] = new ArraySegment<double>(new double[(int)Number(0)]);
                return true;
            case EmptyArrayOperation:
                arrays[result] = new ArraySegment<double>([]);
                return true;
            case SliceOperation:
                ArraySegment<double> whole = arrays[compute.Operands[0].Index];
                double start = Number(1);
                double length = compute.Operands.Count == 2 ? whole.Count - start : Number(2);
                if (start < 0 || length < 0 || start + length > whole.Count)
                {
                    return false;
                }

                arrays[result] = new ArraySegment<double>(whole.Array!, whole.Offset + (int)start, (int)length);
                return true;
            default:
                for (int i = 0; i < compute.Operands.Count; i++)
                {
                    operands[i] = Number(i);
                }

                return TrialArithmetic.Apply(compute.Operation, operands) is { } value && Set(result, value);
        }
    }

    private ArraySegment<double>? TryElement(Value array, Value index)
    {
        ArraySegment<double> elements = arrays[array.Index];
        double place = numbers[index.Index];
        return place >= 0 && place < elements.Count ? new ArraySegment<double>(elements.Array!, elements.Offset + (int)place, 1) : null;
    }

    private static bool Set(ArraySegment<double> place, double value)
    {
        place.Array![place.Offset] = value;
        return true;
    }

    private bool Set(int result, double value)
    {
        numbers[result] = value;
        return true;
    }

    /// <summary>All at once: what a loop carries may change places.</summary>
    private void Assign(EquatableArray<Value> targets, EquatableArray<Value> sources)
    {
        for (int i = 0; i < targets.Count; i++)
        {
            assignedNumbers[i] = numbers[sources[i].Index];
            assignedArrays[i] = arrays[sources[i].Index];
        }

        for (int i = 0; i < targets.Count; i++)
        {
            numbers[targets[i].Index] = assignedNumbers[i];
            arrays[targets[i].Index] = assignedArrays[i];
        }
    }
}

/// <summary>A side of a branch that a run has taken, and what the branch then was, where that is one number; how often a loop ran, where there is no branch.</summary>
internal readonly record struct Decision(Branch? Branch, bool IsThen, double? Result)
{
    public bool IsSameWay(Decision other) => ReferenceEquals(Branch, other.Branch) && IsThen == other.IsThen && (Branch is not null || Result == other.Result);
}
