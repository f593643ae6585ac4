using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using SymGrad.Generator.IR;

namespace SymGrad.Generator.Differentiation;

/// <summary>
/// Copies the primal for the forward part of a gradient, and brings its values back in the reverse part, which can't see what was computed
/// inside a branch or an iteration. What is cheap is computed again; the rest, which <see cref="RecordPlan"/> lists, is yielded from
/// a branch, and recorded at the end of each iteration of a loop. What turns out not to be read is removed as dead code, and where both branches
/// merge, nothing is left of either.
/// </summary>
internal sealed class PrimalCopier(Function source, FunctionBuilder builder, RecordPlan plan) : FunctionCopier(source, builder)
{
    private readonly Dictionary<object, List<(Value Value, int Recording, Value Recorded)>> recordings = new(ByReference.Comparer);
    private int recordingCount;
    private readonly RecordPlan plan = plan;
    private bool isRepeating;

    /// <summary>
    /// Brings the values of a region back at the start of its reversal, when memory holds what it held at the end of the region.
    /// </summary>
    public void Recompute(Region region)
    {
        isRepeating = true;
        Recompute(region, new RegionReplay(this, region));
    }

    /// <summary>The same for an iteration of a loop, for which the updates of carried values are undone first.</summary>
    /// <param name="loop">The loop.</param>
    /// <param name="undone">What the undone values are at the end of the iteration.</param>
    public void Recompute(Loop loop, IReadOnlyDictionary<int, Value> undone)
    {
        isRepeating = true;
        var replay = new RegionReplay(this, loop.Body);
        replay.EnsureAll(plan.Carried.NeededToUndo(loop), mayReadBack: false);
        foreach (KeyValuePair<int, Value> carried in undone)
        {
            Value parameter = loop.Parameters[carried.Key];
            this[parameter] = plan.Carried.Undo(loop, carried.Key, carried.Value, this, Builder);
            TakeName(parameter);
        }

        Recompute(loop.Body, replay);
    }

    /// <summary>Computes a value again.</summary>
    public void Repeat(Compute compute)
        => this[compute.Result] = Builder.Compute(compute.Operation, isRepeated: true, MapAll(compute.Operands));

    private void Recompute(Region region, RegionReplay replay)
    {
        foreach (Instruction instruction in region.Instructions)
        {
            replay.Ensure(instruction);
        }

        isRepeating = false;
    }

    /// <summary>Takes back what was recorded at the end of an iteration.</summary>
    public void Replay(Loop loop)
    {
        Dictionary<int, Value> replayed = [];
        foreach ((Value value, int recording, Value recorded) in recordings[loop])
        {
            if (!replayed.TryGetValue(recording, out Value result))
            {
                replayed.Add(recording, result = Builder.Replay(recording, recorded));
            }

            this[value] = result;
            TakeName(value);
        }
    }

    /// <summary>The carried values of a loop that the reverse sweep carries backwards.</summary>
    public IReadOnlyList<int> UndoneIn(Loop loop) => plan.Carried.UndoneIn(loop);

    /// <summary>The carried values of a loop that the reversal of an inner loop carries backwards.</summary>
    public IReadOnlyList<int> PassedThrough(Loop loop) => plan.Carried.PassedThrough(loop);

    /// <summary>Computes the carried integers of a loop that follow from how many iterations came before.</summary>
    public void ComputeSteps(Loop loop, Func<Value> iteration)
    {
        for (int i = 0; i < loop.Parameters.Count; i++)
        {
            if (plan.Carried.StepOf(loop, i) is { } step)
            {
                Value distance = ((ConstantOperation)Builder.DefinitionOf(this[step])!.Operation).Bits == 1
                    ? iteration()
                    : Builder.Compute(new BinaryOperation(BinaryOperator.Multiply, ScalarType.Int32), iteration(), this[step]);
                bool startsAtZero = Builder.DefinitionOf(this[loop.Initial[i]])?.Operation is ConstantOperation { Bits: 0 };
                this[loop.Parameters[i]] = startsAtZero
                    ? distance
                    : Builder.Compute(new BinaryOperation(BinaryOperator.Add, ScalarType.Int32), this[loop.Initial[i]], distance);
                TakeName(loop.Parameters[i]);
            }
        }
    }

    /// <summary>Whether the bound of a loop in steps of one is known to have a neighbour among the integers, on the side where the loop comes from.</summary>
    public bool IsWithin(Value bound, bool isUpwards) => plan.IsWithin(bound, isUpwards);

    /// <summary>Gives an element back what it held before a store.</summary>
    public void Restore(Store store)
        => Builder.Store(this[store.Array], this[store.Index], this[plan.OverwrittenBy(store)], StorePurpose.Restore);

    /// <summary>The value in the copy that stands for how many are equal to a running extremum.</summary>
    public Value TiesOf(Loop loop, int carried) => this[plan.TiesOf(loop, carried)];

    /// <summary>The value in the copy that stands for how often a while loop ran.</summary>
    public Value CountOf(Loop loop) => this[plan.CountOf(loop)];

    protected override void Copy(Instruction instruction)
    {
        switch (instruction)
        {
            case Compute { Operation: ExpansionOperation } expansion:
                Define(expansion.Result, this[expansion.Operands[0]]);
                StandForMeaning(expansion);
                break;
            case Compute { Operation: FunctionOperation { Rule: FunctionOperation.StopGradient } } stop:
                // It has done its work: only the value is left.
                Define(stop.Result, this[stop.Operands[0]]);
                break;
            case Compute compute when isRepeating:
                Define(compute.Result, Builder.Compute(compute.Operation, isRepeated: true, MapAll(compute.Operands)));
                break;
            case Store store when plan.IsUndone(store):
                this[plan.OverwrittenBy(store)] = Builder.Compute(
                    new ElementOperation(Source.TypeOf(store.Array)), isRepeated: true, [this[store.Array], this[store.Index]]);
                base.Copy(store);
                break;
            default:
                base.Copy(instruction);
                break;
        }
    }

    protected override void CopyBranch(Branch branch)
    {
        if (isRepeating)
        {
            base.CopyBranch(branch);
            return;
        }

        IReadOnlyList<Value> thenValues = plan.YieldedFrom(branch.Then);
        IReadOnlyList<Value> elseValues = plan.YieldedFrom(branch.Else);
        Region then = CopySide(branch.Then, thenValues, elseValues, isThen: true);
        Region otherwise = CopySide(branch.Else, thenValues, elseValues, isThen: false);
        ImmutableArray<Value> results = Builder.Branch(this[branch.Condition], then, otherwise);
        int position = 0;
        foreach (Value original in branch.Results.Concat(thenValues).Concat(elseValues))
        {
            this[original] = results[position++];
            TakeName(original);
        }
    }

    protected override void CopyLoop(Loop loop)
    {
        List<Value> initial = [.. Map(loop.Initial)];
        BindParameters(loop);
        List<Value> carried = [.. Map(loop.Parameters)];
        LoopHeader header = CopyHeader(loop.Header);
        Builder.BeginRepeatedRegion();
        var recorded = new List<(Value Value, int Recording, Value Recorded)>();
        Record(plan.RecordedBy(loop).Where(loop.Parameters.Contains), recorded);
        CopyInstructions(loop.Body);
        List<Value> next = [.. Map(loop.Body.Yields)];
        foreach (int extremum in plan.ExtremaOf(loop))
        {
            CarryTies(loop, extremum, initial, carried, next);
        }

        bool isCounted = loop.Header is WhileHeader && plan.IsReversed(loop.Body);
        if (isCounted)
        {
            // How often it runs is known only when it has ended.
            Value count = Builder.NewBoundValue(ScalarType.Int32);
            Builder.Name(count, "iterations", isDeclared: false);
            initial.Add(Builder.Constant(0));
            carried.Add(count);
            next.Add(Builder.Compute(new BinaryOperation(BinaryOperator.Add, ScalarType.Int32), count, Builder.Constant(1)));
        }

        Record(plan.RecordedBy(loop).Where(v => !loop.Parameters.Contains(v)), recorded);
        recordings.Add(loop, recorded);

        Region body = Builder.EndRegion(next);
        ImmutableArray<Value> results = Builder.Loop(initial, carried, header, body);
        DefineAll(loop.Results, results);
        int position = loop.Results.Count;
        foreach (int extremum in plan.ExtremaOf(loop))
        {
            this[plan.TiesOf(loop, extremum)] = results[position++];
        }

        if (isCounted)
        {
            this[plan.CountOf(loop)] = results[results.Length - 1];
            Builder.Name(results[results.Length - 1], "iterations", isDeclared: false);
        }
    }

    /// <summary>Records values, each once.</summary>
    private void Record(IEnumerable<Value> values, List<(Value Value, int Recording, Value Recorded)> recorded)
    {
        foreach (Value value in values)
        {
            int known = recorded.FindIndex(r => r.Recorded == this[value]);
            int number = known >= 0 ? recorded[known].Recording : recordingCount++;
            if (known < 0)
            {
                Builder.Record(number, this[value]);
            }

            recorded.Add((value, number, this[value]));
        }
    }

    /// <summary>Counts, beside a running extremum, how many are equal to it.</summary>
    private void CarryTies(Loop loop, int extremum, List<Value> initial, List<Value> carried, List<Value> next)
    {
        RunningExtremum running = RunningExtremum.Of(loop, extremum)!;
        Value current = this[loop.Parameters[extremum]];
        Value candidate = this[running.Candidate];
        Value one = Builder.Constant(1);
        Value ties = Builder.NewBoundValue(ScalarType.Int32);
        Builder.Name(ties, (Source.Values[loop.Parameters[extremum].Index].Name ?? "extremum") + "Ties", isDeclared: false);
        ScalarType type = Builder.TypeOf(current);
        Value isEqual = Builder.Compute(new CompareOperation(CompareOperator.Equal, type), candidate, current);
        Value more = Builder.Compute(new BinaryOperation(BinaryOperator.Add, ScalarType.Int32), ties, one);
        Value unlessBetter = Builder.Compute(new SelectOperation(ScalarType.Int32), isEqual, more, ties);
        Value isBetter = Builder.Compute(new CompareOperation(running.Improves, type), candidate, current);
        initial.Add(one);
        carried.Add(ties);
        next.Add(Builder.Compute(new SelectOperation(ScalarType.Int32), isBetter, one, unlessBetter));
    }

    private Region CopySide(Region side, IReadOnlyList<Value> thenValues, IReadOnlyList<Value> elseValues, bool isThen)
    {
        Builder.BeginRegion();
        CopyInstructions(side);
        List<Value> recorded = [.. Map(isThen ? thenValues : elseValues)];
        List<Value> missing = [.. (isThen ? elseValues : thenValues).Select(NothingFor)];
        return Builder.EndRegion(Map(side.Yields).Concat(isThen ? recorded.Concat(missing) : missing.Concat(recorded)));
    }

    /// <summary>What stands for a value on the path that does not compute it.</summary>
    private Value NothingFor(Value original)
    {
        ScalarType type = plan.TypeOf(original);
        return Builder.Compute(plan.IsArray(original) ? new EmptyArrayOperation(type) : new ConstantOperation(type, 0));
    }

    /// <summary>From here on the value of a call stands for what it means too, so that nobody has to compute that.</summary>
    private void StandForMeaning(Compute expansion) => this[expansion.Operands[1]] = this[expansion.Result];

    private void TakeName(Value original)
    {
        if (original.Index < Source.Values.Count && Source.Values[original.Index] is { Name: { } name } info)
        {
            Builder.Name(this[original], name, info.IsDeclared);
        }
    }

    /// <summary>Brings the values of one region back, each after what it is computed from.</summary>
    private sealed class RegionReplay
    {
        private readonly PrimalCopier copier;
        private readonly Region region;
        private readonly Dictionary<Value, Instruction> pending = [];
        private readonly IReadOnlyDictionary<Value, Store> stores;

        public RegionReplay(PrimalCopier copier, Region region)
        {
            this.copier = copier;
            this.region = region;
            stores = copier.plan.ReadableAfter(region);
            foreach (Instruction instruction in region.Instructions)
            {
                foreach (Value result in instruction.Results())
                {
                    pending[result] = instruction;
                }
            }
        }

        /// <param name="values">The values.</param>
        /// <param name="mayReadBack">Whether all is known that says where a value was stored.</param>
        public void EnsureAll(IEnumerable<Value> values, bool mayReadBack = true)
        {
            foreach (Value value in values)
            {
                Ensure(value, mayReadBack);
            }
        }

        public void Ensure(Instruction instruction) => EnsureAll(instruction.Results());

        private void Ensure(Value value, bool mayReadBack)
        {
            if (!pending.TryGetValue(value, out Instruction? instruction))
            {
                return;
            }

            pending.Remove(value);
            if (mayReadBack && stores.TryGetValue(value, out Store? store))
            {
                // It has been stored, and the element still holds it.
                EnsureAll([store.Array, store.Index]);
                copier.Define(value, copier.Builder.Compute(
                    new ElementOperation(copier.Source.TypeOf(value)), isRepeated: true, [copier[store.Array], copier[store.Index]]));
                if (instruction is Compute { Operation: ExpansionOperation } expansion)
                {
                    copier.StandForMeaning(expansion);
                }
            }
            else if (copier.plan.IsRecomputed(instruction, region))
            {
                EnsureAll(instruction.Operands().Concat(instruction.Inner().SelectMany(i => i.FreeValues())), mayReadBack);
                copier.Copy(instruction);
                foreach (Value result in instruction.Results())
                {
                    pending.Remove(result);
                }
            }
        }
    }
}
