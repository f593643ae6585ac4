using System.Collections.Generic;
using System.Linq;
using SymGrad.Generator.IR;

namespace SymGrad.Generator.Emission;

/// <summary>Where the memory of an array comes from.</summary>
internal enum BufferKind
{
    /// <summary>The stack: it is small and of known size.</summary>
    Stack,

    /// <summary>The stack, at the start of the method: a loop uses it again in each iteration.</summary>
    HoistedStack,

    /// <summary>The workspace.</summary>
    Pool,

    /// <summary>The workspace, where the reverse sweep finds it again.</summary>
    RecordedPool,
}

/// <summary>Something that is recorded in each iteration of a loop.</summary>
/// <param name="Id">Which recording it is.</param>
/// <param name="Recorded">What is recorded.</param>
/// <param name="IsIndexed">Whether it is kept by the index of its loop; otherwise on a stack.</param>
/// <param name="Definition">What computes it; null for a carried value.</param>
internal sealed record Recording(int Id, Value Recorded, bool IsIndexed, Instruction? Definition)
{
    /// <summary>What the reverse sweep needs, in words.</summary>
    public string Reason(string name) => Definition switch
    {
        null => $"'{name}', which the next iteration changes",
        Compute { Operation: ElementOperation } => "an element that is overwritten",
        Compute { Operation: AllocateOperation } => $"the array '{name}'",
        Loop => $"'{name}', which takes a loop to compute",
        _ => $"'{name}'",
    };
}

/// <summary>Decides where arrays and records live.</summary>
internal sealed class BufferPlan
{
    /// <summary>Up to this many elements an array of known size is put on the stack.</summary>
    private const int LargestStackArray = 128;

    private readonly Dictionary<Value, BufferKind> kinds = [];
    private readonly Dictionary<object, List<Recording>> byStatement = new(ByReference.Comparer);
    private readonly Dictionary<int, bool> isIndexed = [];
    private readonly Dictionary<object, Value> indices = new(ByReference.Comparer);
    private readonly HashSet<Value> replayedArrays = [];
    private readonly HashSet<Value> chosen = [];
    private readonly Dictionary<Value, Instruction> definitions = [];
    private readonly List<Compute> hoisted = [];

    public BufferPlan(Function function)
    {
        var recorded = new Dictionary<int, Value>();
        foreach (Instruction instruction in function.Body.Flatten())
        {
            foreach (Value result in instruction.Results())
            {
                definitions[result] = instruction;
            }

            if (instruction is Record record)
            {
                recorded[record.Recording] = record.Recorded;
            }
            else if (instruction is Replay replay && function.IsArray(replay.Result))
            {
                replayedArrays.Add(recorded[replay.Recording]);
            }
        }

        // An array that a branch made is one of what its sides yield.
        foreach (Branch branch in function.Body.Flatten().OfType<Branch>())
        {
            chosen.UnionWith(branch.Then.Yields.Concat(branch.Else.Yields));
            for (int i = 0; i < branch.Results.Count; i++)
            {
                if (replayedArrays.Contains(branch.Results[i]))
                {
                    replayedArrays.Add(branch.Then.Yields[i]);
                    replayedArrays.Add(branch.Else.Yields[i]);
                }
            }
        }

        foreach (Instruction statement in function.Body.Instructions)
        {
            Visit(statement, statement, []);
        }

        Visit(function.Body, isInBlock: false);
        NeedsWorkspace = kinds.Values.Any(k => k is BufferKind.Pool or BufferKind.RecordedPool) || isIndexed.Count > 0;
    }

    public bool NeedsWorkspace { get; }

    /// <summary>Allocations that stand at the start of the method.</summary>
    public IReadOnlyList<Compute> Hoisted => hoisted;

    public BufferKind PlaceOf(Compute allocation) => kinds[allocation.Result];

    /// <summary>Whether an array may be on the stack, or a part of one that is. What a branch makes and hands on is not.</summary>
    public bool MayBeOnStack(Value array) => definitions.TryGetValue(array, out Instruction? definition) && definition switch
    {
        Branch branch => branch.Results.Items.IndexOf(array) is var i && (MayBeOnStack(branch.Then.Yields[i]) || MayBeOnStack(branch.Else.Yields[i])),
        Compute { Operation: AllocateOperation } => kinds[array] is BufferKind.Stack or BufferKind.HoistedStack,
        Compute { Operation: SliceOperation } slice => MayBeOnStack(slice.Operands[0]),
        _ => false,
    };

    /// <summary>Whether the reverse sweep finds an array again by its place in the workspace.</summary>
    public bool IsReplayed(Value array) => replayedArrays.Contains(array);

    /// <summary>The recordings of a statement of the method, which begin before it.</summary>
    public IReadOnlyList<Recording> RecordingsOf(Instruction statement) => byStatement.TryGetValue(statement, out List<Recording>? found) ? found : [];

    /// <summary>The index by which something is recorded or replayed; null when it is on a stack.</summary>
    public Value? IndexOf(Instruction instruction) => indices.TryGetValue(instruction, out Value index) ? index : null;

    /// <summary>Whether an iteration takes memory that it can give back at its end: it takes none that the reverse sweep finds again.</summary>
    public bool IsReleasedAfterIteration(Loop loop) => loop.Body.Instructions.OfType<Compute>().Any(c => kinds.TryGetValue(c.Result, out BufferKind k) && k == BufferKind.Pool)
        && !loop.Body.Flatten().OfType<Compute>().Any(c => kinds.TryGetValue(c.Result, out BufferKind k) && k == BufferKind.RecordedPool);

    /// <param name="instruction">What may record or replay.</param>
    /// <param name="statement">The statement of the method that it is in.</param>
    /// <param name="loops">The loops that it is in.</param>
    private void Visit(Instruction instruction, Instruction statement, Loop[] loops)
    {
        if (instruction is Record record)
        {
            bool isByIndex = loops is [{ Header: CountedHeader { Step: 1, Comparison: CompareOperator.Less } header }]
                && ReferenceEquals(loops[0], statement) && IsZero(header.From);
            isIndexed[record.Recording] = isByIndex;
            if (isByIndex)
            {
                indices[record] = ((CountedHeader)loops[0].Header).Index;
            }

            if (!byStatement.TryGetValue(statement, out List<Recording>? recordings))
            {
                byStatement.Add(statement, recordings = []);
            }

            recordings.Add(new Recording(
                record.Recording, record.Recorded, isByIndex, definitions.TryGetValue(record.Recorded, out Instruction? d) ? d : null));
        }
        else if (instruction is Replay replay && isIndexed[replay.Recording])
        {
            indices[replay] = ((CountedHeader)loops[0].Header).Index;
        }

        foreach (Instruction inner in instruction.Inner().SelectMany(r => r.Instructions))
        {
            Visit(inner, statement, instruction is Loop loop ? [.. loops, loop] : loops);
        }
    }

    private void Visit(Region region, bool isInBlock)
    {
        foreach (Instruction instruction in region.Instructions)
        {
            if (instruction is Compute { Operation: AllocateOperation } allocation)
            {
                bool isSmall = definitions.TryGetValue(allocation.Operands[0], out Instruction? length)
                    && length is Compute { Operation: ConstantOperation { Bits: >= 0 and <= LargestStackArray } };
                kinds[allocation.Result] = replayedArrays.Contains(allocation.Result) ? BufferKind.RecordedPool
                    : !isSmall || chosen.Contains(allocation.Result) ? BufferKind.Pool
                    : isInBlock ? BufferKind.HoistedStack
                    : BufferKind.Stack;
                if (kinds[allocation.Result] == BufferKind.HoistedStack)
                {
                    hoisted.Add(allocation);
                }
            }

            foreach (Region inner in instruction.Inner())
            {
                Visit(inner, isInBlock: true);
            }
        }
    }

    /// <summary>Whether a value is the number zero.</summary>
    public bool IsZero(Value value) => definitions.TryGetValue(value, out Instruction? d) && d is Compute { Operation: ConstantOperation { Bits: 0 } };
}
