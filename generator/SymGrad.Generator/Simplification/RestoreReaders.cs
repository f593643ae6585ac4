using System;
using System.Collections.Generic;
using System.Linq;
using SymGrad.Generator.Analysis;
using SymGrad.Generator.IR;

namespace SymGrad.Generator.Simplification;

/// <summary>
/// Who may read what a restoring store brings back. Those are the reads of the same array that run after it: that stand behind it, or in a
/// loop with it, where the next iteration runs them. Not among the latter are reads of the element that the store itself stands for, where
/// every iteration has another one. Nor do those read it that come after a loop that overwrites the whole array.
/// </summary>
internal sealed class RestoreReaders
{
    private readonly ArrayRoots roots;
    private readonly Dictionary<object, Site> sites = new(ByReference.Comparer);
    private readonly Dictionary<object, int> loopPlaces = new(ByReference.Comparer);
    private readonly ValueMap<(Compute Compute, int Place, Loop[] Loops)> definitions;

    /// <summary>The reads of each array, in the order of their places.</summary>
    private readonly Dictionary<Value, List<(Instruction Reader, int Place, Loop[] Loops)>> reads = [];
    private readonly ValueMap<Loop[]> scopes;

    /// <summary>The loops of a region that overwrite an array, in their order.</summary>
    private readonly Dictionary<(ByReference.Key Region, Value Root), List<(int Position, int Place)>> overwriting = [];
    private readonly Dictionary<object, (Region Region, int Position, int Place, int Depth)[]> paths = new(ByReference.Comparer);
    private readonly WholeArrays wholeArrays;
    private int instructionCount;

    public RestoreReaders(Function function, ArrayRoots roots)
    {
        this.roots = roots;
        definitions = new(function);
        scopes = new(function);
        wholeArrays = new WholeArrays(function, roots);
        if (!function.Body.Flatten().Any(i => i is Store { Purpose: StorePurpose.Restore }))
        {
            return;
        }

        var stores = new List<(Store Store, int Place, Loop[] Loops)>();
        Collect(function.Body, [], [], stores);
        foreach ((Store store, int place, Loop[] loops) in stores)
        {
            (int first, int end, int depth) = Reach(store);

            // An array that is new in each iteration does not outlive it.
            int born = definitions.TryGetValue(roots.Of(store.Array), out (Compute Compute, int Place, Loop[] Loops) allocation)
                ? Math.Max(allocation.Loops.Length, depth)
                : depth;
            sites.Add(store, new Site(place, loops, first, end, born));
        }
    }

    /// <summary>The readers, found one by one: whoever asks for one that matters mostly has it soon.</summary>
    public IEnumerable<Instruction> Of(Store store)
    {
        Site site = sites[store];
        Value root = roots.Of(store.Array);
        IEnumerable<(Instruction Reader, int Place, Loop[] Loops)> found = ReadsWithin(root, Math.Max(site.First, site.Place + 1), site.End);
        if (site.Loops.Length > site.Born)
        {
            int start = Math.Max(site.First, loopPlaces[site.Loops[site.Born]]);
            found = found.Concat(ReadsWithin(root, start, Math.Min(site.End, site.Place)).Where(read => MayFollow(read, store, site)));
        }

        return found.Select(read => read.Reader);
    }

    private void Collect(
        Region region, Loop[] loops, (Region Region, int Position, int Place, int Depth)[] path, List<(Store Store, int Place, Loop[] Loops)> stores)
    {
        for (int position = 0; position < region.Instructions.Count; position++)
        {
            Instruction instruction = region.Instructions[position];
            int place = instructionCount++;
            if (instruction is Loop)
            {
                loopPlaces.Add(instruction, place);
            }

            if (instruction is Loop { Header: CountedHeader } whole && wholeArrays.OverwrittenBy(whole) is { } root)
            {
                AddTo(overwriting, (new(region), root), (position, place));
            }

            foreach (Value result in instruction.Results())
            {
                scopes[result] = loops;
            }

            foreach (Value bound in instruction.Bound())
            {
                scopes[bound] = [.. loops, (Loop)instruction];
            }

            foreach (Value read in roots.ReadBy(instruction))
            {
                AddTo(reads, read, (instruction, place, loops));
            }

            if (instruction is Compute compute)
            {
                definitions.Add(compute.Result, (compute, place, loops));
            }
            else if (instruction is Store { Purpose: StorePurpose.Restore } store)
            {
                stores.Add((store, place, loops));
                paths.Add(store, [.. path, (region, position, place, loops.Length)]);
            }

            foreach (Region inner in instruction.Inner())
            {
                Collect(inner, instruction is Loop loop ? [.. loops, loop] : loops, [.. path, (region, position, place, loops.Length)], stores);
            }
        }
    }

    /// <summary>
    /// From where to where what a store brings back is there: all of the function, unless a loop behind it overwrites the whole array. Then it is not
    /// there in later iterations of the loops that both are in, either.
    /// </summary>
    private (int First, int End, int Depth) Reach(Store store)
    {
        Value root = roots.Of(store.Array);
        foreach ((Region region, int position, int place, int depth) in Enumerable.Reverse(paths[store]))
        {
            if (overwriting.TryGetValue((new(region), root), out List<(int Position, int Place)>? found)
                && FirstFrom(found, position + 1, loop => loop.Position) is var next && next < found.Count)
            {
                return (place, found[next].Place, depth);
            }
        }

        return (0, int.MaxValue, 0);
    }

    /// <summary>The reads of an array that stand from one place on, before another.</summary>
    private IEnumerable<(Instruction Reader, int Place, Loop[] Loops)> ReadsWithin(Value root, int first, int end)
    {
        if (reads.TryGetValue(root, out List<(Instruction Reader, int Place, Loop[] Loops)>? all))
        {
            for (int i = FirstFrom(all, first, read => read.Place); i < all.Count && all[i].Place < end; i++)
            {
                yield return all[i];
            }
        }
    }

    /// <summary>The position of the first item of an ordered list that is not before a place; the length of the list when there is none.</summary>
    private static int FirstFrom<T>(List<T> ordered, int place, Func<T, int> placeOf)
    {
        int low = 0;
        int high = ordered.Count;
        while (low < high)
        {
            int middle = (low + high) / 2;
            (low, high) = placeOf(ordered[middle]) < place ? (middle + 1, high) : (low, middle);
        }

        return low;
    }

    private static void AddTo<TKey, T>(Dictionary<TKey, List<T>> lists, TKey key, T item)
        where TKey : notnull
    {
        if (!lists.TryGetValue(key, out List<T>? list))
        {
            lists.Add(key, list = []);
        }

        list.Add(item);
    }

    /// <summary>Whether a read that stands before a store, in a loop with it, may run after it in a later iteration.</summary>
    private bool MayFollow((Instruction Reader, int Place, Loop[] Loops) read, Store store, Site site)
    {
        (Loop[] loops, int born) = (site.Loops, site.Born);
        if (read.Loops.Length <= born || !ReferenceEquals(loops[born], read.Loops[born]))
        {
            return false;
        }

        Loop[] common = [.. loops.Zip(read.Loops, (a, b) => (a, b)).TakeWhile(p => ReferenceEquals(p.a, p.b)).Select(p => p.a).Skip(born)];
        bool isSameElement = read.Reader is Compute { Operation: ElementOperation } element
            && element.Operands[0] == store.Array && element.Operands[1] == store.Index;
        return !(isSameElement && IsAnotherInEachIteration(store.Array, store.Index, common))
            && !(common.Length == 1 && read.Reader is Compute { Operation: ElementOperation } other && other.Operands[0] == store.Array
                && IsBehind(other.Operands[1], store.Index, store.Array, common[0]));
    }

    /// <summary>
    /// Whether the elements that a loop reads in later iterations are others than it has stored into: those ahead, when it reads at its own index or
    /// further ahead than it stores.
    /// </summary>
    private bool IsBehind(Value read, Value stored, Value array, Loop loop)
        => loop.Header is CountedHeader { Step: 1 or -1 } header
            && IsSameIn(loop, array)
            && OffsetOf(read, header.Index) is { } first && OffsetOf(stored, header.Index) is { } second
            && (header.Step > 0 ? first >= second : first <= second);

    /// <summary>What is added to the index of a loop, if that is a constant.</summary>
    private long? OffsetOf(Value value, Value index)
    {
        if (value == index)
        {
            return 0;
        }

        return definitions.TryGetValue(value, out (Compute Compute, int Place, Loop[] Loops) sum)
            && sum.Compute.Operation is BinaryOperation { Operator: BinaryOperator.Add or BinaryOperator.Subtract } operation
            && sum.Compute.Operands[0] == index
            && definitions.TryGetValue(sum.Compute.Operands[1], out (Compute Compute, int Place, Loop[] Loops) offset)
            && offset.Compute.Operation is ConstantOperation constant
            ? operation.Operator == BinaryOperator.Add ? constant.Bits : -constant.Bits
            : null;
    }

    /// <summary>Whether no two iterations of a nest of loops have the same element.</summary>
    private bool IsAnotherInEachIteration(Value array, Value index, Loop[] nest)
    {
        Loop innermost = nest[nest.Length - 1];
        if (!IsInjective(index, innermost))
        {
            return false;
        }

        return nest.Length == 1
            ? IsSameIn(innermost, array)
            : IsRow(array, nest[nest.Length - 2]) && nest.Length == 2;
    }

    /// <summary>Whether an index is another one in each iteration of a loop: the loop's own index, moved or scaled by what is constant in it.</summary>
    private bool IsInjective(Value index, Loop loop)
    {
        if (loop.Header is not CountedHeader header)
        {
            return false;
        }

        if (index == header.Index)
        {
            return true;
        }

        if (!definitions.TryGetValue(index, out (Compute Compute, int Place, Loop[] Loops) definition)
            || definition.Compute.Operation is not BinaryOperation { Operator: BinaryOperator.Add or BinaryOperator.Subtract })
        {
            return false;
        }

        (Value left, Value right) = (definition.Compute.Operands[0], definition.Compute.Operands[1]);
        return (!IsDefinedIn(right, loop) && IsInjective(left, loop)) || (!IsDefinedIn(left, loop) && IsInjective(right, loop));
    }

    /// <summary>Whether an array is row i of a matrix: the slice that starts at i · n and has n elements, for the index i of a loop.</summary>
    private bool IsRow(Value array, Loop loop)
    {
        if (!definitions.TryGetValue(array, out (Compute Compute, int Place, Loop[] Loops) slice)
            || slice.Compute is not { Operation: SliceOperation, Operands: { Count: 3 } operands }
            || !definitions.TryGetValue(operands[1], out (Compute Compute, int Place, Loop[] Loops) start)
            || start.Compute.Operation is not BinaryOperation { Operator: BinaryOperator.Multiply }
            || IsDefinedIn(operands[0], loop))
        {
            return false;
        }

        return start.Compute.Operands.Contains(operands[2])
            && loop.Header is CountedHeader header && start.Compute.Operands.Contains(header.Index);
    }

    /// <summary>Whether an array is the same in each iteration of a loop, or one that lives for an iteration only.</summary>
    private bool IsSameIn(Loop loop, Value array) => !IsDefinedIn(array, loop)
        || (definitions.TryGetValue(array, out (Compute Compute, int Place, Loop[] Loops) definition) && definition.Compute.Operation is AllocateOperation);

    private bool IsDefinedIn(Value value, Loop loop)
        => scopes.TryGetValue(value, out Loop[]? loops) && loops.Any(l => ReferenceEquals(l, loop));

    /// <summary>Where a restoring store stands, and from where to where what it brings back is there.</summary>
    /// <param name="Place">Its place.</param>
    /// <param name="Loops">The loops that it is in, outermost first.</param>
    /// <param name="First">The first place where a read may follow.</param>
    /// <param name="End">The place from which on it is overwritten.</param>
    /// <param name="Born">How many of the loops make the array anew in each iteration.</param>
    private sealed record Site(int Place, Loop[] Loops, int First, int End, int Born);
}
