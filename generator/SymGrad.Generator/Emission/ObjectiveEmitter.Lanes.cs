using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using SymGrad.Generator.Differentiation;
using SymGrad.Generator.Frontend;
using SymGrad.Generator.IR;
using SymGrad.Generator.Vectorization;

namespace SymGrad.Generator.Emission;

/// <content>The loops that go over eight items at once. Those of a chunk that are left, and items whose rows differ in length, are summed one by one.</content>
internal sealed partial class ObjectiveEmitter
{
    private const string ValueLanes = "ValueLanes";
    private const string GradientLanes = "ValueAndGradientLanes";
    private const string AccumulateValueLanes = "AccumulateValueLanes";
    private const string AccumulateGradientLanes = "AccumulateValueAndGradientLanes";

    /// <summary>Begins the loop over single items behind those that are summed eight at once; returns the name of the first of them.</summary>
    private string EmitLanesCall(KernelNames names, string method, string count, string arguments)
    {
        string first = names.Allocate("first");
        writer.Line($"int {first} = {OfInstance("UsesLanes")}({count}) ? {OfInstance(method)}({arguments}) : 0;");
        return first;
    }

    /// <summary>Whether θ is copied for the loop over single items, which is to be left out where no items are left.</summary>
    private bool CopiesTheta => loss.Lanes is not null && PassTheta.Any(t => t.Array is ArrayKind.Array or ArrayKind.Span);

    private void EmitLanes(LaneLoss lanes)
    {
        EmitLaneSumCount(lanes.ValueAndGradient);
        EmitValueLanes();
        writer.Line();
        EmitLaneMethod("The loss of eight items.", ValueLanes, lanes.Value);
        writer.Line();
        EmitGradientLanes();
        writer.Line();
        EmitLaneMethod(
            (PassArrays.Count == 0 ? "The loss of eight items and its gradient" : "The loss of eight items; adds its gradient to what the spans hold")
                + (lanes.Subtracted.Count > 0 ? ". A descent is the opposite of an adjoint, and is subtracted." : "."),
            GradientLanes,
            lanes.ValueAndGradient);
        EmitStageMethods(lanes);
    }

    private void EmitValueLanes()
    {
        KernelNames names = NewNames();
        (string theta, string start, string count, string sum) = (names.Allocate("parameters"), names.Allocate("start"), names.Allocate("count"), names.Allocate("sum"));
        writer.Line("/// <summary>Sums the loss, eight items at once; returns how many items that are.</summary>");
        EmitOptimization();
        writer.Open($"private int {AccumulateValueLanes}({types["ReadOnlySpan"]}<{signature.Precision}> {theta}, int {start}, int {count}{Further(DataResultsParameter(names, out string fromData))}, out double {sum})");
        EmitPassColumns(names, start, count, fromData);
        EmitThetaOf(loss.Lanes!.Value, names, theta);
        Dictionary<string, string> kept = NamesOfKept(names, loss.Lanes.ValueStages);
        string total = names.Allocate("valueSum");
        List<LaneBuffer> sums = SumsOfStages(loss.Lanes.ValueStages, names, 1);
        List<LaneRows> rows = EmitLaneBuffers(names, start, loss.Lanes.Value, [.. GroupBuffers(loss.Lanes.ValueStages, kept), .. sums], []);
        string item = names.Allocate("i");
        EmitTotals(sums, [total]);
        writer.Line($"int {item} = 0;");
        EmitStages(loss.Lanes.ValueStages, names, count, item, kept, last => writer.Line($"{total} += {last};"));
        EmitLaneLoop(item, count, rows);
        writer.Line($"{total} += {Own(ValueLanes)}({LaneArguments(loss.Lanes.Value, item)});");
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
            $"private int {AccumulateGradientLanes}({types["ReadOnlySpan"]}<{signature.Precision}> {theta}, int {start}, int {count}{Further(DataResultsParameter(names, out string fromData))}, {types["Span"]}<double> {sums})");
        EmitPassColumns(names, start, count, fromData);
        EmitThetaOf(loss.Lanes!.ValueAndGradient, names, theta);
        List<string> destinations = [.. PassArrays.Select(t => names.Allocate(t.Name + "Gradient"))];
        ImmutableHashSet<ParameterDeclaration> lanes = ThetaInLanes(loss.Lanes.ValueAndGradient);
        List<LaneSums> outer = [];
        foreach (((ParameterDeclaration t, string destination), Parameter parameter) in PassArrays.Zip(destinations, (t, d) => (t, d))
            .Zip(loss.Lanes.ValueAndGradient.Parameters.Where(p => p.Role == ParameterRole.Destination), (p, parameter) => (p, parameter)).Where(p => !lanes.Contains(p.p.t)))
        {
            string place = $"{sums}.Slice({Place(names, t, "1")}, {names.Length(t)})";
            if (parameter.Array == ArrayKind.OuterSums)
            {
                outer.Add(new(destination, place, names.Length(t), OuterSums.RowsOf(loss.Lanes.ValueAndGradient, parameter).Name));
            }
            else
            {
                writer.Line($"{types["Span"]}<double> {destination} = {place};");
            }
        }

        List<(string Total, string Part, string Place, string Operator)> totals = [(names.Allocate("valueSum"), names.Allocate("value"), "0", "+=")];
        foreach (ParameterDeclaration t in PassNumbers)
        {
            bool isSubtracted = loss.Lanes.Subtracted.Items.Contains(totals.Count);
            totals.Add((names.Allocate(t.Name + "Sum"), names.Allocate(t.Name + (isSubtracted ? "Descent" : "Adjoint")), Place(names, t, "1"), isSubtracted ? "-=" : "+="));
        }

        Dictionary<string, string> kept = NamesOfKept(names, loss.Lanes.GradientStages);
        List<LaneBuffer> memory = SumsOfStages(loss.Lanes.GradientStages, names, totals.Count);
        List<LaneRows> rows = EmitLaneBuffers(
            names,
            start,
            loss.Lanes.ValueAndGradient,
            [.. PassArrays.Zip(destinations, (t, d) => (t, d)).Where(p => lanes.Contains(p.t)).Select(p => new LaneBuffer(p.d, types["ItemLanes"], names.Length(p.t))), .. GroupBuffers(loss.Lanes.GradientStages, kept), .. memory],
            outer);
        EmitTotals(memory, [.. totals.Select(t => t.Total)]);
        Function gradient = loss.Lanes.ValueAndGradient;
        string item = names.Allocate("i");
        writer.Line($"int {item} = 0;");
        EmitStages(loss.Lanes.GradientStages, names, count, item, kept, Add);
        EmitLaneLoop(item, count, rows);
        Add($"{Own(GradientLanes)}({string.Join(", ", [LaneArguments(gradient, item), .. destinations.Select(d => outer.Any(o => o.Name == d) ? "ref " + d : d)])})");
        writer.Close();
        writer.Line();
        foreach (LaneSums collected in outer)
        {
            writer.Line($"{collected.Name}.Complete();");
        }

        foreach ((string total, _, string place, _) in totals)
        {
            writer.Line($"{sums}[{place}] += {total}.Sum();");
        }

        foreach ((ParameterDeclaration t, string destination) in PassArrays.Zip(destinations, (t, d) => (t, d)).Where(p => lanes.Contains(p.t)))
        {
            writer.Line($"{types["ItemLanes"]}.AddSums({destination}, {sums}.Slice({Place(names, t, "1")}, {names.Length(t)}));");
        }

        writer.Line($"return {item};");
        writer.Close();

        void Add(string call)
        {
            string results = string.Join(", ", totals.Zip(gradient.Body.Yields, (t, y) => $"{types.Of(gradient.TypeOf(y))} {t.Part}"));
            writer.Line($"{(totals.Count == 1 ? results : $"({results})")} = {call};");
            foreach ((string total, string part, _, string addition) in totals)
            {
                writer.Line($"{total} {addition} {part};");
            }
        }
    }

    /// <summary>The arrays in θ whose gradient is a sum for each of the eight items; the others are added up over the items right away.</summary>
    private ImmutableHashSet<ParameterDeclaration> ThetaInLanes(Function valueAndGradient)
        => [.. PassArrays.Zip(valueAndGradient.Parameters.Where(p => p.Role == ParameterRole.Destination), (t, p) => (t, p)).Where(p => p.p.Type == ScalarType.Lanes).Select(p => p.t)];

    /// <summary>Says how many sums are kept for each of eight items, where those are not the sums of all parameters.</summary>
    private void EmitLaneSumCount(Function valueAndGradient)
    {
        ImmutableHashSet<ParameterDeclaration> lanes = ThetaInLanes(valueAndGradient);
        List<ParameterDeclaration> others = [.. PassArrays.Where(t => !lanes.Contains(t))];
        if (others.Count > 0)
        {
            KernelNames names = NewNames();
            writer.Line("/// <inheritdoc/>");
            writer.Line($"protected override int LaneSumCount => base.LaneSumCount - {string.Join(" - ", others.Select(names.Length))};");
            writer.Line();
        }
    }

    /// <summary>Memory for the rows of eight items, element by element where they do not stay where they are, and for other arrays.</summary>
    private List<LaneRows> EmitLaneBuffers(
        KernelNames names, string start, Function function, IReadOnlyList<LaneBuffer> others, IReadOnlyList<LaneSums> outer)
    {
        var rows = new List<LaneRows>();
        List<ParameterDeclaration> arrays = [.. PassData.Where(d => d.IsArray)];
        if (arrays.Count + others.Count == 0)
        {
            return rows;
        }

        string buffers = names.Allocate("buffers");
        writer.Line($"using var {buffers} = new {types["WorkspaceScope"]}(null);");
        foreach (ParameterDeclaration data in arrays)
        {
            string name = NameAllocator.Escape(data.Name);
            string column = names.Column(data);
            Parameter parameter = function.Parameters.Single(p => p.Name == data.Name);
            string lanes = types.Of(parameter.Type);
            if (parameter.Array == ArrayKind.Rows)
            {
                string element = parameter.Type == ScalarType.SingleLanes ? "float" : "double";
                (string length, string buffer) = (names.Allocate(data.Name + "Length"), names.Allocate(data.Name + "Buffer"));
                writer.Line($"int {length} = {column}.RowLength({start});");
                writer.Line($"{types["Span"]}<{element}> {buffer} = {buffers}.Take<{element}>({types["ItemRows"]}.BufferLength({column}, {length}{(element == data.ElementType ? "" : ", areConverted: true")}));");
                foreach (LaneSums sums in outer.Where(o => o.Rows == data.Name))
                {
                    string memory = $"{buffers}.Take<{types["ItemLanes"]}>({types["OuterProductSums"]}.BufferLength({sums.Length}, {length}))";
                    writer.Line($"var {sums.Name} = new {types["OuterProductSums"]}({sums.Place}, {memory});");
                }

                rows.Add(new(name, item => $"{types["ItemRows"]}.TryRead({column}, {start} + {item}, {buffer}, {length}, out {types.RowsOf(parameter.Type)} {name})"));
            }
            else
            {
                writer.Line($"{types["Span"]}<{lanes}> {name} = {buffers}.Take<{lanes}>({column}.RowLength({start}));");
                rows.Add(new(name, item => $"{lanes}.TryLoad({column}, {start} + {item}, {name})"));
            }
        }

        foreach ((string name, string element, string length) in others)
        {
            writer.Line($"{types["Span"]}<{element}> {name} = {buffers}.Take<{element}>({length});");
        }

        return rows;
    }

    private void EmitLaneLoop(string item, string count, List<LaneRows> rows)
    {
        string lanes = types["ItemLanes"];
        string read = string.Concat(rows.Select(r => " && " + r.Read(item)));
        writer.Open($"for (; {item} <= {count} - {lanes}.Count{read}; {item} += {lanes}.Count)");
    }

    private string LaneArguments(Function function, string item) => string.Join(", ", PassLeaves.Select(p => LaneArgument(function, p, item)));

    private string LaneArgument(Function function, ParameterDeclaration parameter, string item) => parameter switch
    {
        { Place.IsOfInstance: true } => OfItem(parameter, item),
        _ when parameter.IsTheta || parameter.IsArray || ThetaExtents.Contains(parameter) => NameAllocator.Escape(parameter.Name),
        { Place: { IsEnumeration: true } place } => $"{LanesOf(function, parameter)}.Load<{signature.Data.Single(d => d.Name == place.Parameter).ElementType}, {parameter.ElementType}>({NameAllocator.Escape(place.Parameter)}, {item})",
        { Place: { } place } => $"{LanesOf(function, parameter)}.Load({NameAllocator.Escape(place.Parameter)}, {item}, static part => {place.Read("part")})",
        _ => $"{LanesOf(function, parameter)}.Load({NameAllocator.Escape(parameter.Name)}, {item})",
    };

    /// <summary>The type in which a function takes a number of several items.</summary>
    private string LanesOf(Function function, ParameterDeclaration data) => types.Of(function.Parameters.Single(p => p.Name == data.Name).Type);

    private void EmitLaneMethod(string summary, string name, Function function) => EmitFunction(summary, name, function, PullbackMethods.None);

    /// <summary>A gradient that takes outer products of rows.</summary>
    /// <param name="Name">The variable.</param>
    /// <param name="Place">The sums that it is.</param>
    /// <param name="Length">How many they are.</param>
    /// <param name="Rows">The data.</param>
    private sealed record LaneSums(string Name, string Place, string Length, string Rows);

    /// <summary>How the rows of eight items are read.</summary>
    /// <param name="Name">The variable.</param>
    /// <param name="Read">The condition that reads those from an item on, if they are as long as they have to be.</param>
    private sealed record LaneRows(string Name, Func<string, string> Read);

    /// <summary>Memory for numbers of eight items.</summary>
    /// <param name="Name">The variable.</param>
    /// <param name="Element">The type of an element.</param>
    /// <param name="Length">How many elements there are.</param>
    private sealed record LaneBuffer(string Name, string Element, string Length);
}
