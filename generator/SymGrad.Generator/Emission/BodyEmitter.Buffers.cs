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
    private readonly Stack<string> marks = new();
    private string buffersName = "buffers";

    /// <summary>Writes what has to stand at the start of the method: where memory comes from, and arrays that loops use again and again.</summary>
    private void EmitBuffers()
    {
        if (buffers.NeedsWorkspace)
        {
            buffersName = locals.Allocate(buffersName);
            writer.Line($"using var {buffersName} = new {types["WorkspaceScope"]}({Workspace});");
        }

        foreach (Compute allocation in buffers.Hoisted)
        {
            EmitStackAllocation(allocation);
        }
    }

    /// <summary>The parameter by which the caller may hand in memory.</summary>
    private string Workspace => Signature.WorkspaceName(function.Parameters.Select(p => p.Name));

    private void EmitAllocation(Compute allocation)
    {
        string type = function.TypeOf(allocation.Result).Keyword();
        switch (buffers.PlaceOf(allocation))
        {
            case BufferKind.Stack:
                EmitStackAllocation(allocation);
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
        string type = function.TypeOf(allocation.Result).Keyword();
        string length = Literals.Print((ConstantOperation)values.ComputeOf(allocation.Operands[0])!.Operation);
        writer.Line($"{Declare(allocation.Result, "array")} = stackalloc {type}[{length}];");
    }

    /// <summary>Writes a store; what is added to an element is written as an addition.</summary>
    private void EmitStore(Store store)
    {
        string element = $"{Print(store.Array).At(Precedence.Primary)}[{Print(store.Index).Text}]";
        string? update = plan.IsInlined(store.Stored) && values.ComputeOf(store.Stored) is { } compute ? values.PrintUpdate(element, compute) : null;
        writer.Line($"{update ?? $"{element} = {Print(store.Stored).Text}"};");
    }

    /// <summary>Before a statement of the method that records: where it records, and what for.</summary>
    private void EmitRecordings(Instruction statement)
    {
        foreach (Recording recording in buffers.RecordingsOf(statement))
        {
            string what = function.Values[recording.Recorded.Index].Name ?? "value";
            string type = function.IsArray(recording.Recorded) ? "(long Place, int Length)" : function.TypeOf(recording.Recorded).Keyword();
            string name = locals.Allocate("recorded" + char.ToUpper(what[0], CultureInfo.InvariantCulture) + what.Substring(1));
            recordings[recording.Id] = name;
            writer.Line($"// The reverse sweep needs {recording.Reason(what)}: it is recorded in each iteration.");
            writer.Line(recording.IsIndexed
                ? $"{types["Span"]}<{type}> {name} = {buffersName}.Take<{type}>({CountOf((CountedHeader)((Loop)statement).Header)});"
                : $"var {name} = {buffersName}.Record<{type}>({Capacity(statement)});");
        }
    }

    /// <summary>How many records there is room for at first: one for each iteration, where that is known. Inner loops record more.</summary>
    private string Capacity(Instruction statement) => statement is Loop { Header: CountedHeader { Step: 1, Comparison: CompareOperator.Less } header } && buffers.IsZero(header.From)
        ? CountOf(header)
        : "16";

    /// <summary>How often a loop from 0 upwards runs.</summary>
    private string CountOf(CountedHeader header)
    {
        string to = Print(header.To).Text;
        bool isNeverNegative = values.ComputeOf(header.To)?.Operation is LengthOperation
            || (values.ComputeOf(header.To)?.Operation is ConstantOperation { Bits: >= 0 });
        return isNeverNegative ? to : $"{types["Math"]}.Max({to}, 0)";
    }

    private void EmitRecord(Record record)
    {
        string value = function.IsArray(record.Recorded)
            ? $"({places[record.Recorded]}, {locals[record.Recorded]}.Length)"
            : Print(record.Recorded).Text;
        writer.Line(buffers.IndexOf(record) is { } index
            ? $"{recordings[record.Recording]}[{Print(index).Text}] = {value};"
            : $"{recordings[record.Recording]}.Push({value});");
    }

    private void EmitReplay(Replay replay)
    {
        string recorded = buffers.IndexOf(replay) is { } index
            ? $"{recordings[replay.Recording]}[{Print(index).Text}]"
            : $"{recordings[replay.Recording]}.Pop()";
        if (!function.IsArray(replay.Result))
        {
            writer.Line($"{Declare(replay.Result, "recorded")} = {recorded};");
            return;
        }

        string place = locals.Allocate("place");
        string length = locals.Allocate("length");
        writer.Line($"(long {place}, int {length}) = {recorded};");
        writer.Line($"{Declare(replay.Result, "recorded")} = {buffersName}.At<{function.TypeOf(replay.Result).Keyword()}>({place}, {length});");
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
