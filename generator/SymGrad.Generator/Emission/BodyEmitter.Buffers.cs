using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using SymGrad.Generator.IR;

namespace SymGrad.Generator.Emission;

/// <content>Arrays, and what is recorded for the reverse sweep.</content>
internal sealed partial class BodyEmitter
{
    private readonly Dictionary<Value, string> places = [];
    private readonly Dictionary<int, string> recordings = [];
    private readonly Dictionary<int, string> blocks = [];
    private readonly Stack<string> marks = new();
    private string buffersName = "";
    private bool isScopeOpen;

    /// <summary>
    /// Opens the scope of the workspace before the first statements that need it: what returns before them goes without.
    /// </summary>
    private void OpenScopeFor(IEnumerable<Instruction> instructions)
    {
        if (!isScopeOpen && buffers.TakesMemory(instructions))
        {
            isScopeOpen = true;
            buffersName = locals.Allocate("buffers");
            writer.Line($"using var {buffersName} = new {types["WorkspaceScope"]}({Workspace});");
        }
    }

    /// <summary>Writes what has to stand at the start of the method: arrays that loops use again and again.</summary>
    private void EmitHoistedArrays()
    {
        foreach (Compute allocation in buffers.Hoisted)
        {
            EmitStackAllocation(allocation);
        }
    }

    /// <summary>The parameter by which the caller may hand in memory.</summary>
    private string Workspace => Signature.WorkspaceName(function.Parameters.Select(p => p.Name).Concat(frame.Names));

    private void EmitAllocation(Compute allocation)
    {
        string type = types.Of(function.TypeOf(allocation.Result));
        switch (buffers.PlaceOf(allocation))
        {
            case BufferKind.Stack:
                EmitStackAllocation(allocation);
                break;
            case BufferKind.HoistedStack when allocation.Operation is AllocateOperation { Filling: not null }:
                break;
            case BufferKind.HoistedStack:
                writer.Line($"{locals[allocation.Result]}.Clear();");
                break;
            case BufferKind.Pool:
                string length = Print(allocation.Operands[0]).Text;
                writer.Line($"{Declare(allocation.Result, "array")} = {buffersName}.Take<{type}>({length});");
                break;
            case BufferKind.RecordedPool:
                string size = Print(allocation.Operands[0]).Text;
                string target = Declare(allocation.Result, "array");
                DeclarePlace(allocation.Result, $"{buffersName}.Position");
                writer.Line($"{target} = {buffersName}.Take<{type}>({size});");
                break;
        }

        if (allocation.Operation is AllocateOperation { Filling: { } filling })
        {
            writer.Line($"{values.PrintCall(filling, [allocation.Result, .. allocation.Operands.Skip(1)])};");
        }
    }

    /// <summary>Declares where in the workspace an array is that the reverse sweep finds again.</summary>
    private void DeclarePlace(Value array, string initial)
    {
        places[array] = locals.Allocate(locals[array].TrimStart('@') + "Place");
        writer.Line($"long {places[array]} = {initial};");
    }

    private void SharePlace(Value array, Value other)
    {
        if (places.TryGetValue(other, out string place))
        {
            places[array] = place;
        }
    }

    /// <summary>Where the array is that a side of a branch yields; an empty one is nowhere.</summary>
    private void EmitPlace(Value yielded, Value result)
    {
        if (places.TryGetValue(result, out string target) && places.TryGetValue(yielded, out string place) && place != target)
        {
            writer.Line($"{target} = {place};");
        }
    }

    private void EmitStackAllocation(Compute allocation)
    {
        string type = types.Of(function.TypeOf(allocation.Result));
        string length = Literals.Print((ConstantOperation)values.ComputeOf(allocation.Operands[0])!.Operation);
        writer.Line($"{Declare(allocation.Result, "array")} = stackalloc {type}[{length}];");
    }

    /// <summary>Writes a store; what is added to an element is written as an addition.</summary>
    private void EmitStore(Store store)
    {
        if (function.TypeOf(store.Index).IsLanes())
        {
            writer.Line($"{types.Of(function.TypeOf(store.Array))}.Scatter({Print(store.Array).Text}, {Print(store.Index).Text}, {Print(store.Stored).Text});");
            return;
        }

        string element = $"{Print(store.Array).At(Precedence.Primary)}[{Print(store.Index).Text}]";
        string? update = plan.IsInlined(store.Stored) && values.ComputeOf(store.Stored) is { } compute ? values.PrintUpdate(element, compute) : null;
        writer.Line($"{update ?? $"{element} = {Print(store.Stored).Text}"};");
    }

    /// <summary>Before a statement of the method that records: where it records, and what for.</summary>
    private void EmitRecordings(Instruction statement)
    {
        foreach (Recording recording in buffers.RecordingsOf(statement))
        {
            string what = function.Values[(recording.Array ?? recording.Recorded).Index].Name ?? "value";
            string type = TypeOf(recording);
            string name = locals.Allocate("recorded" + char.ToUpper(what[0], CultureInfo.InvariantCulture) + what.Substring(1));
            recordings[recording.Id] = name;
            writer.Line($"// The reverse sweep needs {recording.Reason(what)}: it is recorded in each iteration.");
            writer.Line(recording.Kind == RecordingKind.Indexed
                ? $"{types["Span"]}<{type}> {name} = {buffersName}.Take<{type}>({CountOf((CountedHeader)((Loop)statement).Header)});"
                : $"var {name} = {buffersName}.Record<{type}>({Capacity(recording)});");
        }
    }

    /// <summary>
    /// How many records there is room for at first: as many as there will be, where that follows from the bounds of the loops. What they have inside
    /// one another is left out.
    /// </summary>
    private string Capacity(Recording recording)
    {
        CountedHeader[] known = [.. recording.Loops.Select(l => l.Header).OfType<CountedHeader>().Where(IsKnownBefore)];
        return known.Length switch
        {
            0 => "16",
            1 => BlockLength(known[0]),
            _ => (known.All(IsShort) ? "" : "(long)") + string.Join(" * ", known.Select(Factor)),
        };

        bool IsKnownBefore(CountedHeader header) => header.Step is 1 or -1 && new[] { header.From, header.To }.All(
            b => values.IsConstant(b) || locals.Contains(b) || values.ComputeOf(b)?.Operation is LengthOperation && locals.Contains(values.ComputeOf(b)!.Operands[0]));

        bool IsShort(CountedHeader header) => values.IsConstant(header.From) && values.IsConstant(header.To);

        string Factor(CountedHeader header)
        {
            string length = BlockLength(header);
            return length.Contains(' ') ? $"({length})" : length;
        }
    }

    /// <summary>How often a loop from 0 upwards runs.</summary>
    private string CountOf(CountedHeader header)
    {
        string to = Print(header.To).Text;
        bool isNeverNegative = values.ComputeOf(header.To)?.Operation is LengthOperation
            || (values.ComputeOf(header.To)?.Operation is ConstantOperation { Bits: >= 0 });
        return isNeverNegative ? to : $"{types["Math"]}.Max({to}, 0)";
    }

    /// <summary>Before a loop: the blocks that its iterations record into, or replay from.</summary>
    private void EmitBlocks(Loop loop)
    {
        foreach ((int id, bool isReplay) in buffers.BlocksOf(loop))
        {
            Recording recording = buffers.RecordingOf(id);
            string block = locals.Allocate(recordings[id].TrimStart('@') + "Block");
            blocks[id] = block;
            string count = BlockLength((CountedHeader)loop.Header);
            writer.Line($"{types["Span"]}<{TypeOf(recording)}> {block} = {recordings[id]}.{(isReplay ? "PopBlock" : "PushBlock")}({count});");
        }
    }

    /// <summary>How often a loop in steps of one runs; negative numbers stand for zero. In 64 bits, where the difference can't overflow.</summary>
    private string BlockLength(CountedHeader header)
    {
        (Value low, Value high) = header.Step > 0 ? (header.From, header.To) : (header.To, header.From);
        bool isInclusive = header.Comparison is CompareOperator.LessOrEqual or CompareOperator.GreaterOrEqual;
        Expression end = Print(high);
        if (isInclusive && plan.IsInlined(high) && values.ComputeOf(high) is { Operation: BinaryOperation { Operator: BinaryOperator.Subtract } } last
            && values.ComputeOf(last.Operands[1])?.Operation is ConstantOperation { Bits: 1 })
        {
            // Up to n − 1 is below n.
            (end, isInclusive) = (Print(last.Operands[0]), false);
        }

        // From a to b it is b − (a − 1) times, from 1 to b therefore b times.
        long? first = (values.ComputeOf(low)?.Operation as ConstantOperation)?.Bits - (isInclusive ? 1 : 0);
        if (first is { } constant)
        {
            return values.ComputeOf(high)?.Operation is ConstantOperation fixedEnd
                ? FormattableString.Invariant($"{fixedEnd.Bits - constant}")
                : constant switch
            {
                0 => end.Text,
                < 0 => FormattableString.Invariant($"(long){end.At(Precedence.Unary)} + {-constant}"),
                _ => FormattableString.Invariant($"(long){end.At(Precedence.Unary)} - {constant}"),
            };
        }

        return $"(long){end.At(Precedence.Unary)} - {Print(low).At(Precedence.Multiplicative)}{(isInclusive ? " + 1" : "")}";
    }

    /// <summary>Where an iteration keeps what it records.</summary>
    private string ElementOf(int id, CountedHeader header)
    {
        string index = Print(header.Index).Text;
        if (buffers.RecordingOf(id).Kind == RecordingKind.Indexed)
        {
            return $"{recordings[id]}[{index}]";
        }

        Value low = header.Step > 0 ? header.From : header.To;
        bool isExclusive = header is { Comparison: CompareOperator.Greater, StepsFirst: false } or { Step: > 0, StepsFirst: true };
        string place = buffers.IsZero(low) ? index : $"{index} - {Print(low).At(Precedence.Multiplicative)}";
        return $"{blocks[id]}[{place}{(isExclusive ? " - 1" : "")}]";
    }

    private string TypeOf(Recording recording)
        => function.IsArray(recording.Recorded) ? "(long Place, int Length)" : types.Of(function.TypeOf(recording.Recorded));

    private void EmitRecord(Record record)
    {
        string value = function.IsArray(record.Recorded)
            ? $"({places[record.Recorded]}, {locals[record.Recorded]}.Length)"
            : Print(record.Recorded).Text;
        writer.Line(buffers.HeaderOf(record) is { } header
            ? $"{ElementOf(record.Recording, header)} = {value};"
            : $"{recordings[record.Recording]}.Push({value});");
    }

    private void EmitReplay(Replay replay)
    {
        string recorded = buffers.HeaderOf(replay) is { } header
            ? ElementOf(replay.Recording, header)
            : $"{recordings[replay.Recording]}.Pop()";
        if (!function.IsArray(replay.Result))
        {
            writer.Line($"{Declare(replay.Result, "recorded")} = {recorded};");
            return;
        }

        string place = locals.Allocate("place");
        string length = locals.Allocate("length");
        writer.Line($"(long {place}, int {length}) = {recorded};");
        writer.Line($"{Declare(replay.Result, "recorded")} = {buffersName}.At<{types.Of(function.TypeOf(replay.Result))}>({place}, {length});");
    }

    /// <summary>Arrays that only one iteration uses are given back at its end.</summary>
    private void EmitMark(Loop loop)
    {
        if (buffers.IsReleasedAfterIteration(loop))
        {
            marks.Push(locals.Allocate("mark"));
            writer.Line($"{types["WorkspaceMark"]} {marks.Peek()} = {buffersName}.Mark();");
        }
    }

    private void EmitRelease(Loop loop)
    {
        if (buffers.IsReleasedAfterIteration(loop))
        {
            writer.Line($"{buffersName}.Release({marks.Pop()});");
        }
    }
}
