using System;
using System.Collections.Generic;
using System.Linq;
using SymGrad.Generator.Analysis;
using SymGrad.Generator.IR;

namespace SymGrad.Generator.Vectorization;

/// <summary>
/// Which values differ from item to item: what data can change. All else is the same for items side by side. An array varies when its elements do;
/// its length is taken to be the same, which whoever puts items side by side has to see to.
/// </summary>
internal sealed class ItemVariation
{
    private readonly Function function;
    private readonly ArrayRoots roots;
    private readonly bool[] varies;
    private readonly ILookup<int, Value> recorded;
    private bool hasChanged;

    private ItemVariation(Function function)
    {
        this.function = function;
        roots = new ArrayRoots(function);
        varies = new bool[function.Values.Count];
        recorded = function.Body.Flatten().OfType<Record>().ToLookup(r => r.Recording, r => r.Recorded);
        for (int i = 0; i < function.Parameters.Count; i++)
        {
            varies[i] = function.Parameters[i].Role is not (ParameterRole.Theta or ParameterRole.Extent or ParameterRole.Instance);
        }
    }

    public static ItemVariation Analyze(Function function)
    {
        var variation = new ItemVariation(function);
        do
        {
            variation.hasChanged = false;
            variation.Visit(function.Body, isChosen: false);
        }
        while (variation.hasChanged);
        return variation;
    }

    /// <summary>Whether a number, or the elements of an array, differ from item to item.</summary>
    public bool Varies(Value value) => varies[RootOf(value).Index];

    /// <summary>The memory that an array refers to; a number itself.</summary>
    public Value RootOf(Value value) => function.IsArray(value) ? roots.Of(value) : value;

    /// <param name="region">The region.</param>
    /// <param name="isChosen">Whether some items run it and others do not.</param>
    private void Visit(Region region, bool isChosen)
    {
        foreach (Instruction instruction in region.Instructions)
        {
            switch (instruction)
            {
                case Compute { Operation: LengthOperation or SliceOperation or AllocateOperation or EmptyArrayOperation }:
                    break;
                case Compute compute:
                    Mark(compute.Result, compute.Operands.Any(Varies));
                    break;
                case Branch branch:
                    bool isChoice = Varies(branch.Condition);
                    Visit(branch.Then, isChosen || isChoice);
                    Visit(branch.Else, isChosen || isChoice);
                    for (int i = 0; i < branch.Results.Count; i++)
                    {
                        if (!function.IsArray(branch.Results[i]))
                        {
                            Mark(branch.Results[i], isChoice || Varies(branch.Then.Yields[i]) || Varies(branch.Else.Yields[i]));
                        }
                    }

                    break;
                case Loop loop:
                    Visit(loop, isChosen);
                    break;
                case Store store:
                    Mark(RootOf(store.Array), isChosen || Varies(store.Index) || Varies(store.Stored));
                    break;
                case Replay replay:
                    // What is recorded is marked by its own definition; both are the same value at different times.
                    Mark(RootOf(replay.Result), recorded[replay.Recording].Any(Varies));
                    break;
                case Guard guard:
                    Visit(guard.Failure, isChosen);
                    break;
                case PullbackCall call:
                    MarkAll(call.Results);
                    MarkAll(call.Destinations.Select(RootOf));
                    break;
                case Record or Check:
                    break;
                default:
                    throw new InvalidOperationException($"The variation between items has no case for {instruction.GetType().Name}.");
            }
        }
    }

    private void Visit(Loop loop, bool isChosen)
    {
        bool isUneven = loop.Header switch
        {
            CountedHeader header => Varies(header.From) || Varies(header.To),
            WhileHeader header => VisitCondition(header.Condition),
            _ => throw new InvalidOperationException($"The variation between items has no case for {loop.Header.GetType().Name}."),
        };
        if (loop.Header is CountedHeader counted)
        {
            Mark(counted.Index, isUneven);
        }

        for (int i = 0; i < loop.Parameters.Count; i++)
        {
            bool isVarying = isUneven || Varies(loop.Initial[i]) || Varies(loop.Body.Yields[i]);
            Mark(loop.Parameters[i], isVarying);
            Mark(loop.Results[i], isVarying);
        }

        Visit(loop.Body, isChosen || isUneven);

        bool VisitCondition(Region condition)
        {
            Visit(condition, isChosen);
            return Varies(condition.Yields[0]);
        }
    }

    private void MarkAll(IEnumerable<Value> values)
    {
        foreach (Value value in values)
        {
            Mark(value, true);
        }
    }

    private void Mark(Value value, bool isVarying)
    {
        if (isVarying && !varies[value.Index])
        {
            varies[value.Index] = true;
            hasChanged = true;
        }
    }
}
