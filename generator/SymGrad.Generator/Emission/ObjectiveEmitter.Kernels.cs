using System.Collections.Generic;
using System.Linq;
using SymGrad.Generator.Frontend;
using SymGrad.Generator.IR;

namespace SymGrad.Generator.Emission;

/// <content>The loops over a chunk of items, which call the methods for one.</content>
internal sealed partial class ObjectiveEmitter
{
    private void EmitValueKernel()
    {
        KernelNames names = NewNames();
        string theta = names.Allocate("parameters");
        string start = names.Allocate("start");
        string count = names.Allocate("count");
        string sum = names.Allocate("sum");
        writer.Line("/// <inheritdoc/>");
        EmitOptimization();
        writer.Open($"protected override double AccumulateValue({types["ReadOnlySpan"]}<{signature.Precision}> {theta}, int {start}, int {count})");
        string lanesSum = "";
        string first = "0";
        string fromData = EmitDataResults(names, start, count);
        if (CopiesTheta)
        {
            EmitLanesOfValue();
            EmitReturn(first, count, $"return {lanesSum};");
        }

        EmitPassTheta(names, theta, model.Parameters);
        EmitPassColumns(names, start, count, fromData);
        writer.Line($"double {sum} = 0.0;");
        if (loss.Lanes is not null && !CopiesTheta)
        {
            EmitLanesOfValue();
        }

        string item = EmitPassLoop(names, count, first);
        writer.Line($"{sum} += {CallOfValue(names, start, item)};");
        writer.Close();
        writer.Line();
        writer.Line(lanesSum.Length > 0 ? $"return {lanesSum} + {sum};" : $"return {sum};");
        writer.Close();

        void EmitLanesOfValue()
        {
            lanesSum = names.Allocate("lanesSum");
            writer.Line($"double {lanesSum} = 0.0;");
            first = EmitLanesCall(names, AccumulateValueLanes, count, $"{theta}, {start}, {count}{Further(fromData)}, out {lanesSum}");
        }
    }

    private void EmitReturn(string first, string count, string statement)
    {
        writer.Open($"if ({first} == {count})");
        writer.Line(statement);
        writer.Close();
        writer.Line();
    }

    private void EmitGradientKernel() => EmitGradientKernel("AccumulateValueAndGradient", "ItemValueAndGradient");

    private void EmitGradientKernel(string kernel, string method)
    {
        KernelNames names = NewNames();
        string theta = names.Allocate("parameters");
        string start = names.Allocate("start");
        string count = names.Allocate("count");
        string sums = names.Allocate("sums");
        writer.Line("/// <inheritdoc/>");
        EmitOptimization();
        writer.Open(
            $"protected override void {kernel}({types["ReadOnlySpan"]}<{signature.Precision}> {theta}, int {start}, int {count}, {types["Span"]}<double> {sums})");
        string first = "0";
        string fromData = EmitDataResults(names, start, count);
        if (CopiesTheta)
        {
            first = EmitLanesCall(names, AccumulateGradientLanes, count, $"{theta}, {start}, {count}{Further(fromData)}, {sums}");
            EmitReturn(first, count, "return;");
        }

        EmitPassTheta(names, theta, GradientParameters);
        EmitPassColumns(names, start, count, fromData);
        List<string> destinations = EmitDestinations(PassArrays, names, sums);
        List<(string Total, string Part, string Type, string Place)> totals = [(names.Allocate("valueSum"), names.Allocate("value"), model.ReturnType, "0")];
        foreach (ParameterDeclaration t in PassNumbers)
        {
            totals.Add((names.Allocate(t.Name + "Sum"), names.Allocate(t.Name + "Adjoint"), t.Type, Place(names, t, "1")));
        }

        foreach ((string total, _, _, _) in totals)
        {
            writer.Line($"double {total} = 0.0;");
        }

        if (loss.Lanes is not null && !CopiesTheta)
        {
            first = EmitLanesCall(names, AccumulateGradientLanes, count, $"{theta}, {start}, {count}{Further(fromData)}, {sums}");
        }

        string item = EmitPassLoop(names, count, first);
        foreach ((_, string buffer) in BuffersOf(PassArrays, destinations))
        {
            writer.Line($"{buffer}.Clear();");
        }

        writer.Line(CallOfGradient(method, names, start, item, totals, destinations));
        foreach ((string total, string part, _, _) in totals)
        {
            writer.Line($"{total} += {part};");
        }

        EmitBufferSums(PassArrays, names, destinations, sums);
        writer.Close();
        writer.Line();
        foreach ((string total, _, _, string place) in totals)
        {
            writer.Line($"{sums}[{place}] += {total};");
        }

        writer.Close();
    }

    /// <summary>What the method takes that gives value and gradient of an item.</summary>
    private IEnumerable<ParameterDeclaration> GradientParameters => signature.HasCore ? signature.CoreParameters : model.Parameters;

    /// <summary>The call for the value of an item.</summary>
    private string CallOfValue(KernelNames names, string start, string item) => loss.Item is not null
        ? $"{Own("ItemValue")}({ItemArguments(names, start, item)})"
        : $"{Receiver}.{(loss.StableValue is null ? model.Call : signature.StableValue)}({Arguments(names, start, item)})";

    /// <summary>The statement that takes value and gradient of an item.</summary>
    private string CallOfGradient(
        string method, KernelNames names, string start, string item, List<(string Total, string Part, string Type, string Place)> totals, List<string> destinations)
    {
        if (loss.Item is not null)
        {
            string parts = string.Join(", ", totals.Select(t => $"{t.Type} {t.Part}"));
            string itemArguments = string.Join(", ", [ItemArguments(names, start, item), .. destinations]);
            return $"{(totals.Count == 1 ? parts : $"({parts})")} = {Own(method)}({itemArguments});";
        }

        string results = signature.HasCore ? CoreResults(totals) : PublicResults(names, totals);
        string arguments = string.Join(", ", [Arguments(GradientParameters, names, start, item), .. destinations]);
        return $"{results} = {Receiver}.{(signature.HasCore ? signature.Core : signature.ValueAndGradient)}({arguments});";
    }

    /// <summary>What takes the value and the numbers that are returned one by one.</summary>
    private string CoreResults(List<(string Total, string Part, string Type, string Place)> totals)
    {
        string adjoints = string.Join(", ", totals.Skip(1).Select(t => $"{t.Type} {t.Part}"));
        return totals.Count switch
        {
            1 => $"{model.ReturnType} {totals[0].Part}",
            2 => $"({model.ReturnType} {totals[0].Part}, {adjoints})",
            _ => $"({model.ReturnType} {totals[0].Part}, ({adjoints}))",
        };
    }

    /// <summary>What takes the value and the gradient as the public method returns them; of a composite type the numbers are then its members.</summary>
    private string PublicResults(KernelNames names, List<(string Total, string Part, string Type, string Place)> totals)
    {
        var adjoints = new List<string>();
        int next = 1;
        foreach (ParameterDeclaration part in signature.Returned)
        {
            if (part.Composite is null)
            {
                adjoints.Add($"{totals[next].Type} {totals[next].Part}");
                next++;
                continue;
            }

            string whole = names.Allocate(part.Name + "Adjoint");
            adjoints.Add($"{part.Type} {whole}");
            foreach (ParameterDeclaration leaf in part.Leaves)
            {
                totals[next] = totals[next] with { Part = whole + leaf.Place!.Suffix };
                next++;
            }
        }

        string gradient = adjoints.Count == 1 ? adjoints[0] : $"({string.Join(", ", adjoints)})";
        return $"({model.ReturnType} {totals[0].Part}, {gradient})";
    }

    /// <summary>Where the gradients with respect to arrays go: right into the sums, or, in single precision, into a buffer first.</summary>
    private List<string> EmitDestinations(IReadOnlyList<ParameterDeclaration> arrays, KernelNames names, string sums)
    {
        var destinations = new List<string>();
        foreach (ParameterDeclaration theta in arrays)
        {
            if (theta.ElementType == "double")
            {
                string destination = names.Allocate(theta.Name + "Gradient");
                writer.Line($"{types["Span"]}<double> {destination} = {sums}.Slice({Place(names, theta, "1")}, {names.Length(theta)});");
                destinations.Add(destination);
            }
            else
            {
                string buffer = names.Allocate("buffer" + char.ToUpperInvariant(theta.Name[0]) + theta.Name.Substring(1));
                writer.Line($"{types["Span"]}<float> {buffer} = new float[{names.Length(theta)}];");
                destinations.Add(buffer);
            }
        }

        return destinations;
    }

    /// <summary>The destinations that are not parts of the sums, which are in double precision.</summary>
    private static IEnumerable<(ParameterDeclaration Theta, string Buffer)> BuffersOf(IReadOnlyList<ParameterDeclaration> arrays, List<string> destinations)
        => arrays.Zip(destinations, (theta, buffer) => (theta, buffer)).Where(p => p.theta.ElementType != "double");

    private void EmitBufferSums(IReadOnlyList<ParameterDeclaration> arrays, KernelNames names, List<string> destinations, string sums)
    {
        foreach ((ParameterDeclaration theta, string buffer) in BuffersOf(arrays, destinations))
        {
            writer.Line($"{types["SinglePrecision"]}.AddTo({buffer}, {sums}.Slice({Place(names, theta, "1")}, {names.Length(theta)}));");
        }
    }

    private void EmitColumns(KernelNames names, string start, string count) => EmitColumns(signature.Data, names, start, count);

    private void EmitColumns(IEnumerable<ParameterDeclaration> columns, KernelNames names, string start, string count)
    {
        foreach (ParameterDeclaration data in columns.Where(d => !d.IsArray))
        {
            string name = NameAllocator.Escape(data.Name);
            writer.Line($"{types["ReadOnlySpan"]}<{data.ElementType}> {name} = {names.Column(data)}.Items({start}, {count});");
        }
    }

    private string EmitLoop(KernelNames names, string count) => EmitLoop(signature.Data, names, count, "0");

    private string EmitLoop(IEnumerable<ParameterDeclaration> columns, KernelNames names, string count, string first)
    {
        string item = names.Allocate("i");
        string length = columns.FirstOrDefault(d => !d.IsArray) is { Name: { } column } ? NameAllocator.Escape(column) + ".Length" : count;
        writer.Open($"for (int {item} = {first}; {item} < {length}; {item}++)");
        return item;
    }

    /// <summary>The arguments for a method of the leaves.</summary>
    private string LeafArguments(KernelNames names, string start, string item) => Arguments(model.Leaves, names, start, item);

    /// <summary>The arguments for a method of the parameters as the user declared them.</summary>
    private string Arguments(KernelNames names, string start, string item) => Arguments(model.Parameters, names, start, item);

    private string Arguments(IEnumerable<ParameterDeclaration> parameters, KernelNames names, string start, string item)
        => string.Join(", ", parameters.Select(p => p switch
        {
            _ when p.IsTheta || ThetaExtents.Contains(p) => NameAllocator.Escape(p.Name),
            { Array: ArrayKind.None } or { Place: not null } => OfItem(p, item),
            { Array: ArrayKind.ReadOnlySpan } => $"{names.Column(p)}[{start} + {item}]",
            _ => $"{names.Column(p)}.ArrayOf({start} + {item})",
        }));

    /// <summary>A number of the data, or of a composite type among them, for an item.</summary>
    private string OfItem(ParameterDeclaration leaf, string item) => leaf.Place is { } place
        ? place.Read(place.IsOfInstance ? instance : $"{NameAllocator.Escape(place.Parameter)}[{item}]")
        : $"{NameAllocator.Escape(leaf.Name)}[{item}]";
}
