using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using SymGrad.Generator.Analysis;
using SymGrad.Generator.IR;

namespace SymGrad.Generator.Simplification;

/// <summary>Which reads and stores of elements stay although no result needs them, because they throw when an index is out of range.</summary>
internal enum KeptReads
{
    None,

    /// <summary>Those whose value the loss itself does not use. What only the value of the loss needs, its gradient need not read.</summary>
    Unused,

    All,
}

/// <summary>
/// What the results of a function need: values, and the stores and records that something needed reads. Guards, checks and operations that
/// may throw are needed always.
/// </summary>
internal sealed class Liveness
{
    private readonly ArrayRoots roots;
    private readonly RestoreReaders readers;
    private readonly OverwrittenStores overwritten;
    private readonly ValueSet live;
    private readonly HashSet<Value> liveMemory = [];
    private readonly HashSet<int> liveRecordings = [];
    private readonly KeptReads kept;
    private readonly ValueSet used;
    private readonly ValueSet adjointArrays;
    private bool hasChanged;

    /// <param name="function">The function.</param>
    /// <param name="results">What it is for.</param>
    /// <param name="kept">Which of the loss's own reads of elements stay although nothing needs them.</param>
    public Liveness(Function function, IEnumerable<Value> results, KeptReads kept)
    {
        this.kept = kept;
        live = new ValueSet(function);
        used = new ValueSet(function);
        adjointArrays = new ValueSet(function);
        bool hasLoops = false;
        foreach (Instruction instruction in function.Body.Flatten())
        {
            used.UnionWith(instruction.Operands());
            foreach (Region inner in instruction.Inner())
            {
                used.UnionWith(inner.Yields.Items);
            }

            hasLoops |= instruction is Loop;
            if (instruction is Compute { Operation: AllocateOperation { IsAdjoint: true } } allocation)
            {
                adjointArrays.Add(allocation.Result);
            }
        }

        used.UnionWith(function.Body.Yields.Items);

        roots = new ArrayRoots(function);
        readers = new RestoreReaders(function, roots);
        overwritten = new OverwrittenStores(function, roots, s => s.Purpose == StorePurpose.Result && IsKept(s));
        for (int i = 0; i < function.Parameters.Count; i++)
        {
            if (function.Parameters[i].Role == ParameterRole.Destination)
            {
                liveMemory.Add(new Value(i));
            }
        }

        live.UnionWith([.. results]);

        // Backwards, everything is seen before what it needs; but for loops, which need what their own end yields.
        do
        {
            hasChanged = false;
            Visit(function.Body);
        }
        while (hasChanged && hasLoops);
    }

    public bool Contains(Value value) => live.Contains(value);

    /// <summary>Whether an instruction is needed.</summary>
    public bool IsNeeded(Instruction instruction) => instruction switch
    {
        Compute compute => IsKept(compute) || live.Contains(compute.Result),
        Branch or Loop => instruction.Results().Any(live.Contains) || instruction.Inner().Any(HasNeededEffect),
        Store { Purpose: StorePurpose.Result } store when IsKept(store) => true,
        Store store when overwritten.Contains(store) => false,
        Store { Purpose: StorePurpose.Result } store => liveMemory.Contains(roots.Of(store.Array)),
        Store store => readers.Of(store).Any(IsNeeded),
        PullbackCall call => call.Results.Any(live.Contains) || call.Destinations.Any(d => liveMemory.Contains(roots.Of(d))),
        ArrayCall call => liveMemory.Contains(roots.Of(call.Destination)),
        Record record => liveRecordings.Contains(record.Recording),
        Replay replay => live.Contains(replay.Result),
        Guard or Check => true,
        _ => throw new InvalidOperationException($"Dead-code removal has no case for {instruction.GetType().Name}."),
    };

    /// <summary>Whether a carried value is read in the loop or after it.</summary>
    public bool IsCarried(Loop loop, int position) => live.Contains(loop.Results[position]) || live.Contains(loop.Parameters[position]);

    private bool HasNeededEffect(Region region) => region.Flatten().Any(
        i => i is Guard or Check || (i is Compute compute && IsKept(compute)) || (i is Store or Record or PullbackCall or ArrayCall && IsNeeded(i)));

    /// <summary>The loss's own stores throw as its reads do.</summary>
    private bool IsKept(Store store) => kept != KeptReads.None && !adjointArrays.Contains(roots.Of(store.Array));

    private bool IsKept(Compute compute) => compute.MayThrow
        || (compute is { IsRepeated: false, Operation: ElementOperation or SliceOperation }
            && (kept == KeptReads.All || (kept == KeptReads.Unused && !used.Contains(compute.Result))));

    private void Visit(Region region)
    {
        for (int i = region.Instructions.Count - 1; i >= 0; i--)
        {
            Instruction instruction = region.Instructions[i];
            if (!IsNeeded(instruction))
            {
                continue;
            }

            switch (instruction)
            {
                case Compute compute:
                    Mark(compute.Operands.Items);
                    Read(compute);
                    break;
                case Branch branch:
                    Mark(branch.Operands());
                    for (int k = 0; k < branch.Results.Count; k++)
                    {
                        if (live.Contains(branch.Results[k]))
                        {
                            Mark([branch.Then.Yields[k], branch.Else.Yields[k]]);
                        }
                    }

                    Visit(branch.Then);
                    Visit(branch.Else);
                    break;
                case Loop loop:
                    Visit(loop);
                    break;
                case Guard guard:
                    Mark([.. guard.Exception.Arguments.SelectMany(Regions.Values)]);
                    Visit(guard.Failure);
                    Mark(guard.Operands());
                    break;
                case Replay replay:
                    hasChanged |= liveRecordings.Add(replay.Recording);
                    break;
                default:
                    Mark(instruction.Operands());
                    Read(instruction);
                    break;
            }
        }
    }

    private void Visit(Loop loop)
    {
        switch (loop.Header)
        {
            case CountedHeader counted:
                Mark([counted.From, counted.To]);
                break;
            case WhileHeader repeated:
                Mark(repeated.Condition.Yields.Items);
                Visit(repeated.Condition);
                break;
        }

        for (int i = 0; i < loop.Results.Count; i++)
        {
            if (IsCarried(loop, i))
            {
                Mark([loop.Initial[i], loop.Body.Yields[i]]);
            }
        }

        Visit(loop.Body);
    }

    private void Read(Instruction instruction)
    {
        foreach (Value root in roots.ReadBy(instruction))
        {
            hasChanged |= liveMemory.Add(root);
        }
    }

    private void Mark(ImmutableArray<Value> values)
    {
        foreach (Value value in values)
        {
            hasChanged |= live.Add(value);
        }
    }
}
