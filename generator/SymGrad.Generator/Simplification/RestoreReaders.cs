using System.Collections.Generic;
using System.Linq;
using SymGrad.Generator.Analysis;
using SymGrad.Generator.IR;

namespace SymGrad.Generator.Simplification;

/// <summary>
/// Who may read what a restoring store brings back. Those are the reads of the same array that run after it: that stand behind it, or in a
/// loop with it, where the next iteration runs them. Not among the latter are reads of the element that the store itself stands for, where
/// every iteration has another one.
/// </summary>
internal sealed class RestoreReaders
{
    private readonly ArrayRoots roots;
    private readonly Dictionary<object, IReadOnlyList<Instruction>> readers = new(ByReference.Comparer);
    private readonly Dictionary<Value, (Compute Compute, int Place, Loop[] Loops)> definitions = [];
    private readonly List<(Value Root, Instruction Reader, int Place, Loop[] Loops)> allReads = [];
    private readonly Dictionary<Value, Loop[]> scopes = [];
    private int instructionCount;

    public RestoreReaders(Function function, ArrayRoots roots)
    {
        this.roots = roots;
        var stores = new List<(Store Store, int Place, Loop[] Loops)>();
        Collect(function.Body, [], stores);
        ILookup<Value, (Instruction Reader, int Place, Loop[] Loops)> reads = allReads.ToLookup(r => r.Root, r => (r.Reader, r.Place, r.Loops));
        foreach ((Store store, int place, Loop[] loops) in stores)
        {
            readers.Add(store, [.. reads[roots.Of(store.Array)].Where(r => MayFollow(r, store, place, loops)).Select(r => r.Reader)]);
        }
    }

    public IReadOnlyList<Instruction> Of(Store store) => readers[store];

    private void Collect(Region region, Loop[] loops, List<(Store Store, int Place, Loop[] Loops)> stores)
    {
        foreach (Instruction instruction in region.Instructions)
        {
            int place = instructionCount++;
            foreach (Value result in instruction.Results())
            {
                scopes[result] = loops;
            }

            foreach (Value bound in instruction.Bound())
            {
                scopes[bound] = [.. loops, (Loop)instruction];
            }

            allReads.AddRange(roots.ReadBy(instruction).Select(root => (root, instruction, place, loops)));
            if (instruction is Compute compute)
            {
                definitions.Add(compute.Result, (compute, place, loops));
            }
            else if (instruction is Store { Purpose: StorePurpose.Restore } store)
            {
                stores.Add((store, place, loops));
            }

            foreach (Region inner in instruction.Inner())
            {
                Collect(inner, instruction is Loop loop ? [.. loops, loop] : loops, stores);
            }
        }
    }

    private bool MayFollow((Instruction Reader, int Place, Loop[] Loops) read, Store store, int place, Loop[] loops)
    {
        if (read.Place > place)
        {
            return true;
        }

        // An array that is new in each iteration does not outlive it.
        int born = definitions.TryGetValue(roots.Of(store.Array), out (Compute Compute, int Place, Loop[] Loops) allocation)
            ? allocation.Loops.Length
            : 0;
        Loop[] common = [.. loops.Zip(read.Loops, (a, b) => (a, b)).TakeWhile(p => ReferenceEquals(p.a, p.b)).Select(p => p.a).Skip(born)];
        bool isSameElement = read.Reader is Compute { Operation: ElementOperation } element
            && element.Operands[0] == store.Array && element.Operands[1] == store.Index;
        return common.Length > 0 && !(isSameElement && IsAnotherInEachIteration(store.Array, store.Index, common));
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
            ? !IsDefinedIn(array, innermost) || definitions[array].Compute.Operation is not SliceOperation
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

    private bool IsDefinedIn(Value value, Loop loop)
        => scopes.TryGetValue(value, out Loop[]? loops) && loops.Any(l => ReferenceEquals(l, loop));
}
