using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using SymGrad.Generator.Differentiation;
using SymGrad.Generator.Frontend;
using SymGrad.Generator.IR;

namespace SymGrad.Generator.Emission;

/// <content>The loops that go over eight items at once. Those of a chunk that are left, and items whose rows differ in length, are summed one by one.</content>
internal sealed partial class ObjectiveEmitter
{
    private const string ValueLanes = "ValueLanes";
    private const string GradientLanes = "ValueAndGradientLanes";
    private const string AccumulateValueLanes = "AccumulateValueLanes";
    private const string AccumulateGradientLanes = "AccumulateValueAndGradientLanes";

    /// <summary>Begins the loop over single items behind those that are summed eight at once; returns the name of the first of them.</summary>
    private string EmitLanesCall(KernelNames names, string method, string arguments)
    {
        string first = names.Allocate("first");
        writer.Line($"int {first} = UsesLanes ? {Own(method)}({arguments}) : 0;");
        return first;
    }

    private void EmitLanes(LaneLoss lanes)
    {
        EmitValueLanes();
        writer.Line();
        EmitLaneMethod("The loss of eight items.", ValueLanes, lanes.Value);
        writer.Line();
        EmitGradientLanes();
        writer.Line();
        EmitLaneMethod(
            PassArrays.Count == 0 ? "The loss of eight items and its gradient." : "The loss of eight items; adds its gradient to what the spans hold.",
            GradientLanes,
            lanes.ValueAndGradient);
    }

    private void EmitValueLanes()
    {
        KernelNames names = NewNames();
        (string theta, string start, string count, string sum) = (names.Allocate("parameters"), names.Allocate("start"), names.Allocate("count"), names.Allocate("sum"));
        writer.Line("/// <summary>Sums the loss, eight items at once; returns how many items that are.</summary>");
        EmitOptimization();
        writer.Open($"private int {AccumulateValueLanes}({types["ReadOnlySpan"]}<{signature.Precision}> {theta}, int {start}, int {count}, out double {sum})");
        EmitThetaLeaves(PassTheta, names, theta);
        EmitColumns(names, start, count);
        Dictionary<string, string> rows = EmitLaneBuffers(names, start, []);
        string total = names.Allocate("valueSum");
        writer.Line($"{types["ItemLanes"]} {total} = 0.0;");
        string item = EmitLaneLoop(names, start, count, rows);
        writer.Line($"{total} += {Own(ValueLanes)}({LaneArguments(rows, item)});");
        writer.Close();
        writer.Line();
        writer.Line($"{sum} = {total}.Sum();");
        writer.Line($"return {item};");
        writer.Close();
    }

    private void EmitGradientLanes()
    {
        KernelNames names = NewNames();
        (string theta, string start, string count, string sums) = (names.Allocate("parameters"), names.Allocate("start"), names.Allocate("count"), names.Allocate("sums"));
        writer.Line("/// <summary>Adds up the loss and its gradient, eight items at once; returns how many items that are.</summary>");
        EmitOptimization();
        writer.Open(
            $"private int {AccumulateGradientLanes}({types["ReadOnlySpan"]}<{signature.Precision}> {theta}, int {start}, int {count}, {types["Span"]}<double> {sums})");
        EmitThetaLeaves(PassTheta, names, theta);
        EmitColumns(names, start, count);
        List<string> destinations = [.. PassArrays.Select(t => names.Allocate(t.Name + "Gradient"))];
        Dictionary<string, string> rows = EmitLaneBuffers(names, start, [.. PassArrays.Zip(destinations, (t, d) => (d, names.Length(t)))]);
        List<(string Total, string Part, string Place)> totals = [(names.Allocate("valueSum"), names.Allocate("value"), "0")];
        totals.AddRange(PassNumbers.Select(t => (names.Allocate(t.Name + "Sum"), names.Allocate(t.Name + "Adjoint"), Place(names, t, "1"))));
        foreach ((string total, _, _) in totals)
        {
            writer.Line($"{types["ItemLanes"]} {total} = 0.0;");
        }

        string item = EmitLaneLoop(names, start, count, rows);
        string results = string.Join(", ", totals.Select(t => $"{types["ItemLanes"]} {t.Part}"));
        string arguments = string.Join(", ", [LaneArguments(rows, item), .. destinations]);
        writer.Line($"{(totals.Count == 1 ? results : $"({results})")} = {Own(GradientLanes)}({arguments});");
        foreach ((string total, string part, _) in totals)
        {
            writer.Line($"{total} += {part};");
        }

        writer.Close();
        writer.Line();
        foreach ((string total, _, string place) in totals)
        {
            writer.Line($"{sums}[{place}] += {total}.Sum();");
        }

        foreach ((ParameterDeclaration t, string destination) in PassArrays.Zip(destinations, (t, d) => (t, d)))
        {
            writer.Line($"{types["ItemLanes"]}.AddSums({destination}, {sums}.Slice({Place(names, t, "1")}, {names.Length(t)}));");
        }

        writer.Line($"return {item};");
        writer.Close();
    }

    /// <summary>Memory for the rows of eight items, element by element, and for other arrays.</summary>
    private Dictionary<string, string> EmitLaneBuffers(KernelNames names, string start, IReadOnlyList<(string Name, string Length)> others)
    {
        var rows = new Dictionary<string, string>(StringComparer.Ordinal);
        List<ParameterDeclaration> arrays = [.. signature.Data.Where(d => d.IsArray)];
        if (arrays.Count + others.Count == 0)
        {
            return rows;
        }

        string buffers = names.Allocate("buffers");
        writer.Line($"using var {buffers} = new {types["WorkspaceScope"]}(null);");
        foreach (ParameterDeclaration data in arrays)
        {
            rows[data.Name] = NameAllocator.Escape(data.Name);
            writer.Line($"{types["Span"]}<{types["ItemLanes"]}> {rows[data.Name]} = {buffers}.Take<{types["ItemLanes"]}>({names.Column(data)}.RowLength({start}));");
        }

        foreach ((string name, string length) in others)
        {
            writer.Line($"{types["Span"]}<{types["ItemLanes"]}> {name} = {buffers}.Take<{types["ItemLanes"]}>({length});");
        }

        return rows;
    }

    private string EmitLaneLoop(KernelNames names, string start, string count, Dictionary<string, string> rows)
    {
        string item = names.Allocate("i");
        string lanes = types["ItemLanes"];
        string read = string.Concat(signature.Data.Where(d => d.IsArray).Select(d => $" && {lanes}.TryLoad({names.Column(d)}, {start} + {item}, {rows[d.Name]})"));
        writer.Line($"int {item} = 0;");
        writer.Open($"for (; {item} <= {count} - {lanes}.Count{read}; {item} += {lanes}.Count)");
        return item;
    }

    private string LaneArguments(Dictionary<string, string> rows, string item) => string.Join(", ", PassLeaves.Select(p => p switch
    {
        _ when p.IsTheta || ThetaExtents.Contains(p) => NameAllocator.Escape(p.Name),
        { Place.IsOfInstance: true } => OfItem(p, item),
        { IsArray: true } => rows[p.Name],
        { Place: { } place } => $"{types["ItemLanes"]}.Load({NameAllocator.Escape(place.Parameter)}, {item}, static part => {place.Read("part")})",
        _ => $"{types["ItemLanes"]}.Load({NameAllocator.Escape(p.Name)}, {item})",
    }));

    private void EmitLaneMethod(string summary, string name, Function function) => EmitFunction(summary, name, function, PullbackMethods.None);
}
