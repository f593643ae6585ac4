using System.Collections.Generic;
using System.Linq;
using SymGrad.Generator.Analysis;
using SymGrad.Generator.IR;

namespace SymGrad.Generator.Simplification;

/// <summary>
/// Lets calls that fill an array of their own write to the array that this one is only copied to: then the code has the user's call again. It is the
/// last step, because nobody but emission knows such calls.
/// </summary>
internal sealed class DirectCalls
{
    private readonly ArrayRoots roots;
    private readonly Dictionary<Value, int> uses = [];
    private readonly HashSet<object> removed = new(ByReference.Comparer);
    private readonly Dictionary<object, ArrayCall> direct = new(ByReference.Comparer);
    private readonly HashSet<Value> zeros;

    private DirectCalls(Function function)
    {
        roots = new ArrayRoots(function);
        zeros = [.. function.Body.Flatten().OfType<Compute>().Where(c => c.Operation is ConstantOperation { Bits: 0 }).Select(c => c.Result)];
        foreach (Value value in function.Body.Flatten().SelectMany(i => i.Operands().Concat(i.Inner().SelectMany(r => r.Yields))).Concat(function.Body.Yields))
        {
            uses[value] = uses.TryGetValue(value, out int count) ? count + 1 : 1;
        }
    }

    public static Function Apply(Function function)
    {
        if (!function.Body.Flatten().Any(i => i is Compute { Operation: AllocateOperation { Filling: not null } }))
        {
            return function;
        }

        var calls = new DirectCalls(function);
        calls.Find(function.Body);
        return function with { Body = calls.Map(function.Body) };
    }

    private void Find(Region region)
    {
        for (int i = 0; i < region.Instructions.Count; i++)
        {
            foreach (Region inner in region.Instructions[i].Inner())
            {
                Find(inner);
            }

            if (region.Instructions[i] is Compute { Operation: AllocateOperation { Filling: { } filling } } filled && uses[filled.Result] == 1)
            {
                Find(region, i, filled, filling);
            }
        }
    }

    /// <summary>Looks for the loop that copies a filled array, with nothing in between that the call could notice.</summary>
    private void Find(Region region, int position, Compute filled, string filling)
    {
        HashSet<Value> read = [.. roots.ReadBy(filled)];
        foreach (Instruction next in region.Instructions.Skip(position + 1))
        {
            if (next is Loop loop && CopyOf(loop, filled) is { } store)
            {
                removed.Add(filled);
                direct[loop] = new ArrayCall(store.Array, filling, filled.Operands.Skip(1).ToEquatableArray());
                return;
            }

            if (next.Inner().SelectMany(r => r.Flatten()).Prepend(next).SelectMany(roots.WrittenBy).Any(read.Contains))
            {
                return;
            }
        }
    }

    /// <summary>The store by which a loop copies an array, and does nothing else; null for any other loop.</summary>
    private Store? CopyOf(Loop loop, Compute filled)
        => loop.Header is CountedHeader { Step: 1, Comparison: CompareOperator.Less, StepsFirst: false, IsReversal: false } header
            && zeros.Contains(header.From) && header.To == filled.Operands[0]
            && loop.Results.Count == 0
            && loop.Body.Instructions.Items is [Compute { Operation: ElementOperation } element, Store { Purpose: StorePurpose.Result } store]
            && element.Operands[0] == filled.Result && element.Operands[1] == header.Index
            && store.Index == header.Index && store.Stored == element.Result
            ? store
            : null;

    private Region Map(Region region) => region with
    {
        Instructions = region.Instructions.Where(i => !removed.Contains(i)).Select(Map).ToEquatableArray(),
    };

    private Instruction Map(Instruction instruction) => instruction switch
    {
        _ when direct.TryGetValue(instruction, out ArrayCall? call) => call,
        Branch branch => branch with { Then = Map(branch.Then), Else = Map(branch.Else) },
        Loop loop => loop with { Body = Map(loop.Body) },
        _ => instruction,
    };
}
