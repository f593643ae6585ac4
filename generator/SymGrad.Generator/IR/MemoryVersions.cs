using System.Collections.Generic;

namespace SymGrad.Generator.IR;

/// <summary>
/// Which arrays share memory, and when it changes, while a function is built: two reads of an element give the same only within one version
/// of the memory. Parameters of a loss are never written to and have one version throughout.
/// </summary>
internal sealed class MemoryVersions
{
    private readonly Dictionary<Value, Value> roots = [];
    private readonly HashSet<Value> constant = [];
    private readonly Dictionary<Value, int> versions = [];
    private int last;
    private int oldest;

    public void AddRoot(Value array, bool isWritable)
    {
        roots.Add(array, array);
        if (!isWritable)
        {
            constant.Add(array);
        }
    }

    /// <summary>Takes note that an array shares the memory of another one.</summary>
    public void AddAlias(Value array, Value other) => roots.Add(array, RootOf(other));

    public void Define(Compute compute)
    {
        if (compute.Operation is SliceOperation)
        {
            AddAlias(compute.Result, compute.Operands[0]);
        }
        else if (compute.Operation.Array != ArrayKind.None)
        {
            AddRoot(compute.Result, isWritable: compute.Operation is AllocateOperation);
        }
    }

    public Value RootOf(Value array) => roots[array];

    public int VersionOf(Value array)
    {
        Value root = RootOf(array);
        return constant.Contains(root) ? 0 : versions.TryGetValue(root, out int version) && version > oldest ? version : oldest;
    }

    /// <summary>An element of the array changes.</summary>
    public void Change(Value array) => versions[RootOf(array)] = ++last;

    /// <summary>Everything that can change may have changed.</summary>
    public void Forget() => oldest = ++last;
}
