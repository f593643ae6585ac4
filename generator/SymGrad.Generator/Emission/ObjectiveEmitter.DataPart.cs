using System.Collections.Generic;
using System.Collections.Immutable;
using System.Globalization;
using System.Linq;
using SymGrad.Generator.Differentiation;
using SymGrad.Generator.Frontend;
using SymGrad.Generator.IR;

namespace SymGrad.Generator.Emission;

/// <content>The part for losses that compute something from the data alone: once for the data set, and again where data have changed.</content>
internal sealed partial class ObjectiveEmitter
{
    /// <summary>The data parameters that items of a pass still read something of.</summary>
    private IEnumerable<ParameterDeclaration> PassData => signature.Data.Where(d => d.Leaves.Any(l => PassLeaves.Any(p => p.Name == l.Name)));

    private void EmitDataPart(LossDataPart part)
    {
        var formulas = new FormulaPrinter(part.Values, _ => false);
        string listed = string.Join(", ", dataResults.Zip(part.Values.Body.Yields, (r, y) => Documentation.Named(r.Name, formulas.Print(y))));
        writer.Line("/// <inheritdoc/>");
        writer.Line($"protected override int DataPartCount => {Number(dataResults.Length)};");
        writer.Line();
        writer.Line("/// <inheritdoc/>");
        writer.Line($"protected override string DataPartNames => {Quote(listed)};");
        writer.Line();
        ImmutableArray<ParameterDeclaration> read = [.. model.Leaves.Where(l => part.Values.Parameters.Any(p => p.Name == l.Name))];
        EmitDataPartRun(read, part.Lanes);
        writer.Line();
        EmitDataPartReading(read);
        writer.Line();
        EmitFunction(
            $"What is the same in every pass, from the data of an item alone: {string.Join(", ", dataResults.Select(r => $"<c>{r.Name}</c>"))}.", "DataPart", part.Values, pullbacks);
        if (part.Lanes is { } lanes)
        {
            writer.Line();
            EmitLaneMethod("The same for eight items.", "DataPartLanes", lanes);
        }
    }

    private void EmitDataPartRun(ImmutableArray<ParameterDeclaration> read, Function? lanes)
    {
        KernelNames names = NewNames();
        (string start, string count, string kept) = (names.Allocate("start"), names.Allocate("count"), names.Allocate("results"));
        writer.Line("/// <inheritdoc/>");
        writer.Open($"protected override void RunDataPart(int {start}, int {count}, {types["Span"]}<double> {kept})");
        List<ParameterDeclaration> data = DataOf(read);
        EmitColumns(data, names, start, count);
        foreach ((ParameterDeclaration result, int i) in dataResults.Select((r, i) => (r, i)))
        {
            string place = i switch
            {
                0 => $"{kept}.Slice(0, {count})",
                1 => $"{kept}.Slice({count}, {count})",
                _ => $"{kept}.Slice({i.ToString(CultureInfo.InvariantCulture)} * {count}, {count})",
            };
            writer.Line($"{types["Span"]}<double> {NameAllocator.Escape(result.Name)} = {place};");
        }

        if (lanes is not null)
        {
            EmitDataPartLanes(read, names, count);
        }

        string item = EmitLoop(data, names, count, "0");
        string[] places = [.. dataResults.Select(r => $"{NameAllocator.Escape(r.Name)}[{item}]")];
        writer.Line($"{Assignment(places)}{Own("DataPart")}({Arguments(read, names, start, item)});");
        writer.Close();
        writer.Close();
    }

    /// <summary>Eight items at once, also where fewer are left: the same function for each item, wherever it stands.</summary>
    private void EmitDataPartLanes(ImmutableArray<ParameterDeclaration> read, KernelNames names, string count)
    {
        string lanes = types["ItemLanes"];
        string item = names.Allocate("first");
        writer.Open($"if ({OfInstance("UsesDataLanes")})");
        writer.Open($"for (int {item} = 0; {item} < {count}; {item} += {lanes}.Count)");
        string arguments = string.Join(", ", read.Select(l => l.Place is { } place
            ? $"{lanes}.LoadPart({NameAllocator.Escape(place.Parameter)}, {item}, static part => {place.Read("part")})"
            : $"{lanes}.LoadPart({NameAllocator.Escape(l.Name)}, {item})"));
        List<(string Part, string Destination)> parts = [.. dataResults.Select(r => (names.Allocate(r.Name + "Lanes"), NameAllocator.Escape(r.Name)))];
        writer.Line(Assignment([.. parts.Select(p => $"{lanes} {p.Part}")]) + $"{Own("DataPartLanes")}({arguments});");
        foreach ((string part, string destination) in parts)
        {
            writer.Line($"{part}.StorePart({destination}, {item});");
        }

        writer.Close();
        writer.Line();
        writer.Line("return;");
        writer.Close();
        writer.Line();
    }

    private void EmitDataPartReading(ImmutableArray<ParameterDeclaration> read)
    {
        KernelNames names = NewNames();
        (string start, string count, string fingerprint) = (names.Allocate("start"), names.Allocate("count"), names.Allocate("fingerprint"));
        writer.Line("/// <inheritdoc/>");
        writer.Open($"protected override void ReadDataPart(int {start}, int {count}, ref {types["DataFingerprint"]} {fingerprint})");
        foreach (ParameterDeclaration leaf in read)
        {
            ParameterDeclaration whole = signature.Data.First(d => d.Name == (leaf.Place?.Parameter ?? leaf.Name));
            writer.Line(
                leaf.Place is { } place ? $"{fingerprint}.Add({names.Column(whole)}.Items({start}, {count}), static part => {place.Read("part")});"
                : leaf.IsArray ? $"{fingerprint}.Add({names.Column(whole)}, {start}, {count});"
                : $"{fingerprint}.Add({names.Column(whole)}.Items({start}, {count}));");
        }

        writer.Close();
    }

    /// <summary>The parameters as they are declared that some numbers and arrays belong to.</summary>
    private List<ParameterDeclaration> DataOf(ImmutableArray<ParameterDeclaration> leaves)
        => [.. signature.Data.Where(d => d.Leaves.Any(l => leaves.Any(r => r.Name == l.Name)))];

    /// <summary>Finds, or computes, what a pass takes from the data part; returns what it is called, or "".</summary>
    private string EmitDataResults(KernelNames names, string start, string count)
    {
        if (dataResults.Length == 0)
        {
            return "";
        }

        string fromData = names.Allocate("fromData");
        writer.Line($"using {types["DataResults"]} {fromData} = {OfInstance("DataPartOf")}({start}, {count});");
        return fromData;
    }

    /// <summary>Declares the parameter by which a method gets it, if there is any.</summary>
    private string DataResultsParameter(KernelNames names, out string fromData)
    {
        fromData = dataResults.Length == 0 ? "" : names.Allocate("fromData");
        return fromData.Length == 0 ? "" : $"{types["DataResults"]} {fromData}";
    }

    private static string Further(string argument) => argument.Length == 0 ? "" : ", " + argument;

    /// <summary>Declares the columns that the items of a pass read, those of the data part included.</summary>
    private void EmitPassColumns(KernelNames names, string start, string count, string fromData)
    {
        EmitColumns(PassData, names, start, count);
        foreach ((ParameterDeclaration result, int i) in dataResults.Select((r, i) => (r, i)))
        {
            writer.Line($"{types["ReadOnlySpan"]}<double> {NameAllocator.Escape(result.Name)} = {fromData}[{Number(i)}];");
        }
    }

    private string EmitPassLoop(KernelNames names, string count, string first) => EmitLoop(PassData.Concat(dataResults), names, count, first);
}
