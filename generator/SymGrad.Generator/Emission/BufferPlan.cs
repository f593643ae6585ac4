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

/// <summary>How what an iteration records is kept.</summary>
internal enum RecordingKind
{
    /// <summary>In a span, by the index of the loop, which is the only one that it is in.</summary>
    Indexed,

    /// <summary>In blocks on a stack, one for each run of the loop, and in a block by the index of the loop.</summary>
    Blocks,

    /// <summary>One by one on a stack.</summary>
    Stack,
}

/// <summary>Something that is recorded in each iteration of a loop.</summary>
/// <param name="Id">Which recording it is.</param>
/// <param name="Recorded">What is recorded.</param>
/// <param name="Kind">How it is kept.</param>
/// <param name="Loops">The loops of the statement that it is in, outermost first.</param>
/// <param name="Definition">What computes it; null for a carried value.</param>
internal sealed record Recording(int Id, Value Recorded, RecordingKind Kind, IReadOnlyList<Loop> Loops, Instruction? Definition)
{
    /// <summary>The array that an element is of which is recorded; null for anything else.</summary>
    public Value? Array => Definition is Compute { Operation: ElementOperation } element ? element.Operands[0] : null;

    /// <summary>What the reverse sweep needs, in words.</summary>
    public string Reason(string name) => Definition switch
    {
        null => $"'{name}', which the next iteration changes",
        Compute { Operation: ElementOperation } => $"an element of '{name}' that is overwritten",
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
    private readonly Dictionary<int, Recording> recordings = [];
    private readonly Dictionary<object, CountedHeader> headers = new(ByReference.Comparer);
    private readonly HashSet<Value> replayedArrays = [];
    private readonly HashSet<Value> chosen = [];
    private readonly ValueMap<Instruction> definitions;
    private readonly List<Compute> hoisted = [];

    public BufferPlan(Function function)
    {
        definitions = new(function);
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

        VisitStatements(function.Body);
        Visit(function.Body, isInBlock: false);
        NeedsWorkspace = TakesMemory(function.Body.Instructions);
    }

    public bool NeedsWorkspace { get; }

    /// <summary>Whether some instructions take memory from the workspace, or record in it.</summary>
    public bool TakesMemory(IEnumerable<Instruction> instructions) => instructions.Any(i => i switch
    {
        Record => true,
        Compute compute => kinds.TryGetValue(compute.Result, out BufferKind kind) && kind is BufferKind.Pool or BufferKind.RecordedPool,
        _ => i.Inner().Any(r => TakesMemory(r.Instructions)),
    });

    /// <summary>Allocations that stand at the start of the method.</summary>
    public IReadOnlyList<Compute> Hoisted => hoisted;

    public BufferKind PlaceOf(Compute allocation) => kinds[allocation.Result];

    /// <summary>Whether an array may be on the stack, or a part of one that is. What a branch makes and hands on is not.</summary>
    public bool MayBeOnStack(Value array) => definitions.TryGetValue(array, out Instruction definition) && definition switch
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

    /// <summary>What is recorded, and how.</summary>
    public Recording RecordingOf(int id) => recordings[id];

    /// <summary>The header by whose index something is recorded or replayed; null when it is on a stack.</summary>
    public CountedHeader? HeaderOf(Instruction instruction) => headers.TryGetValue(instruction, out CountedHeader? header) ? header : null;

    /// <summary>What a loop itself records or replays in a block.</summary>
    public IEnumerable<(int Id, bool IsReplay)> BlocksOf(Loop loop) => BlocksIn(loop)
        .Where(b => recordings.TryGetValue(b.Id, out Recording? recording) && recording.Kind == RecordingKind.Blocks);

    /// <summary>Whether an iteration takes memory that it can give back at its end: it takes none that the reverse sweep finds again.</summary>
    public bool IsReleasedAfterIteration(Loop loop) => loop.Body.Instructions.OfType<Compute>().Any(c => kinds.TryGetValue(c.Result, out BufferKind k) && k == BufferKind.Pool)
        && !loop.Body.Flatten().OfType<Compute>().Any(c => kinds.TryGetValue(c.Result, out BufferKind k) && k == BufferKind.RecordedPool);

    /// <summary>
    /// Finds the statements before which recordings begin: those of the method, and those of a side of a branch that replays all that it records.
    /// </summary>
    private void VisitStatements(Region region)
    {
        foreach (Instruction statement in region.Instructions)
        {
            if (statement is Branch branch && IsClosed(branch.Then) && IsClosed(branch.Else))
            {
                VisitStatements(branch.Then);
                VisitStatements(branch.Else);
            }
            else
            {
                Visit(statement, statement, []);
            }
        }
    }

    private static bool IsClosed(Region side)
    {
        HashSet<int> open = [];
        foreach (Instruction instruction in side.Flatten())
        {
            if (instruction is Record record)
            {
                open.Add(record.Recording);
            }
            else if (instruction is Replay replay && !open.Remove(replay.Recording))
            {
                return false;
            }
        }

        return open.Count == 0;
    }

    /// <param name="instruction">What may record or replay.</param>
    /// <param name="statement">The statement of the method that it is in.</param>
    /// <param name="loops">The loops that it is in.</param>
    private void Visit(Instruction instruction, Instruction statement, Loop[] loops)
    {
        if (instruction is Record record)
        {
            CountedHeader? header = loops.Length == 0 ? null : CanIndex(loops[loops.Length - 1]);
            RecordingKind kind = header is null ? RecordingKind.Stack
                : loops.Length == 1 && ReferenceEquals(loops[0], statement) && header.Step == 1 && header.Comparison == CompareOperator.Less && IsZero(header.From)
                    ? RecordingKind.Indexed
                    : RecordingKind.Blocks;
            if (header is not null)
            {
                headers[record] = header;
            }

            if (!byStatement.TryGetValue(statement, out List<Recording>? own))
            {
                byStatement.Add(statement, own = []);
            }

            var recording = new Recording(record.Recording, record.Recorded, kind, loops, definitions.TryGetValue(record.Recorded, out Instruction d) ? d : null);
            recordings.Add(record.Recording, recording);
            own.Add(recording);
        }
        else if (instruction is Replay replay && recordings[replay.Recording].Kind != RecordingKind.Stack)
        {
            headers[replay] = (CountedHeader)loops[loops.Length - 1].Header;
        }

        Loop[] inside = instruction is Loop loop ? [.. loops, loop] : loops;
        foreach (Region region in instruction.Inner())
        {
            foreach (Instruction inner in region.Instructions)
            {
                Visit(inner, statement, inside);
            }
        }
    }

    /// <summary>
    /// The header of a loop whose index tells its iterations apart, and is the same in the iteration of the reverse sweep that belongs to one:
    /// the index goes in steps of one.
    /// </summary>
    private static CountedHeader? CanIndex(Loop loop) => loop.Header is CountedHeader { Step: 1 or -1 } header ? header : null;

    private static IEnumerable<(int Id, bool IsReplay)> BlocksIn(Loop loop)
    {
        foreach (Instruction instruction in loop.Body.Instructions)
        {
            if (instruction is Record record)
            {
                yield return (record.Recording, false);
            }
            else if (instruction is Replay replay)
            {
                yield return (replay.Recording, true);
            }
        }
    }

    private void Visit(Region region, bool isInBlock)
    {
        foreach (Instruction instruction in region.Instructions)
        {
            if (instruction is Compute { Operation: AllocateOperation } allocation)
            {
                bool isSmall = definitions.TryGetValue(allocation.Operands[0], out Instruction length)
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
    public bool IsZero(Value value) => definitions.TryGetValue(value, out Instruction d) && d is Compute { Operation: ConstantOperation { Bits: 0 } };
}
