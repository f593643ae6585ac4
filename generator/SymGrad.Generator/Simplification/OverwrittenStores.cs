using System;
using System.Collections.Generic;
using System.Linq;
using SymGrad.Generator.Analysis;
using SymGrad.Generator.IR;

namespace SymGrad.Generator.Simplification;

/// <summary>Stores without effect: into an element that is stored again before anything reads the array, or of what the element holds already.</summary>
internal sealed class OverwrittenStores
{
    private readonly ArrayRoots roots;
    private readonly Func<Store, bool> isKept;
    private readonly HashSet<object> found = new(ByReference.Comparer);

    /// <param name="function">The function.</param>
    /// <param name="roots">Which memory its arrays are.</param>
    /// <param name="isKept">Which stores stay all the same: then what brings back the element behind them has to stay, too.</param>
    public OverwrittenStores(Function function, ArrayRoots roots, Func<Store, bool> isKept)
    {
        this.roots = roots;
        this.isKept = isKept;
        Visit(function.Body);
    }

    public bool Contains(Store store) => found.Contains(store);

    private void Visit(Region region)
    {
        for (int i = 0; i < region.Instructions.Count; i++)
        {
            if (region.Instructions[i] is Store store && !isKept(store) && (IsStoredAgain(store, region, i) || HoldsItAlready(store, region, i)))
            {
                found.Add(store);
            }

            foreach (Region inner in region.Instructions[i].Inner())
            {
                Visit(inner);
            }
        }
    }

    private bool IsStoredAgain(Store store, Region region, int position)
    {
        for (int i = position + 1; i < region.Instructions.Count; i++)
        {
            Instruction next = region.Instructions[i];
            if (next is Store again && again.Array == store.Array && again.Index == store.Index)
            {
                return true;
            }

            if (next is Guard or Check || Touches(next, store))
            {
                return false;
            }
        }

        return false;
    }

    private bool HoldsItAlready(Store store, Region region, int position)
    {
        for (int i = position - 1; i >= 0; i--)
        {
            Instruction before = region.Instructions[i];
            if (before is Compute { Operation: ElementOperation } element && element.Result == store.Stored)
            {
                return element.Operands[0] == store.Array && element.Operands[1] == store.Index;
            }

            if (before is Store other ? roots.Of(other.Array) == roots.Of(store.Array) && !found.Contains(other) : Writes(before, store))
            {
                return false;
            }
        }

        return false;
    }

    /// <summary>Whether an instruction reads the array, or writes to it in a region of its own.</summary>
    private bool Touches(Instruction instruction, Store store)
        => roots.ReadBy(instruction).Contains(roots.Of(store.Array))
            || Writes(instruction, store)
            || instruction.Inner().SelectMany(r => r.Flatten()).Any(i => Touches(i, store));

    private bool Writes(Instruction instruction, Store store)
        => instruction.Inner().SelectMany(r => r.Flatten()).Prepend(instruction).Any(
            i => (i is not Store || i != instruction) && roots.WrittenBy(i).Contains(roots.Of(store.Array)));
}
