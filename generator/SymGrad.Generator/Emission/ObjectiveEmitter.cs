using System.Collections.Generic;
using System.Collections.Immutable;
using System.Globalization;
using System.Linq;
using Microsoft.CodeAnalysis.CSharp;
using SymGrad.Generator.Differentiation;
using SymGrad.Generator.Frontend;
using SymGrad.Generator.IR;

namespace SymGrad.Generator.Emission;

/// <summary>Writes the objective of a loss: its columns, and the loops over a chunk of items that the runtime calls.</summary>
internal sealed partial class ObjectiveEmitter
{
    /// <summary>Properties and constants of the objective, which hide types of the same names inside it.</summary>
    private static readonly ImmutableHashSet<string> InheritedProperties =
    [
        "Aggregation", "AvailablePlans", "CanGather", "ChunkLength", "Count", "DataPassCount", "Description", "HasHessian", "IsQuadratic",
        "Loss", "ParameterCount", "Parameters", "Plan", "SumCount", "SumPassCost", "UsesLanes",
    ];

    /// <summary>Methods of the objective, which hide types and methods of the same names inside it.</summary>
    private static readonly ImmutableHashSet<string> InheritedMethods =
    [
        "AccumulateCoefficients", "AccumulateHessianProduct", "AccumulateTerms", "AccumulateValue", "AccumulateValueAndGradient",
        "AccumulateValueAndGradientLanes", "AccumulateValueLanes", "AddTerms", "Coefficients", "Equals", "EvaluateSums", "FindMinimum",
        "Flatten", "Gather", "GetHashCode", "GetType", "Gradient", "HessianProduct", "InvalidateSums", "MemberwiseClone", "ReplaceItems",
        "ReuseSums", "ToString", "Unflatten", "Value", "ValueAndGradient", "ValueAndGradientLanes", "ValueAndGradientOfSums", "ValueLanes",
        "WithCompensatedSums", "WithPlan", "WithRegularizer",
    ];

    private readonly DifferentiatedLoss loss;
    private readonly LossModel model;
    private readonly Signature signature;
    private readonly TypeNames types;
    private readonly IndentedWriter writer;
    private readonly string typeReference;

    public ObjectiveEmitter(DifferentiatedLoss loss, Signature signature, TypeNames types, IndentedWriter writer)
    {
        this.loss = loss;
        model = loss.Model;
        this.signature = signature;
        this.types = types;
        this.writer = writer;
        typeReference = signature.TypeReference([.. model.Parameters.Select(p => p.Name), .. InheritedProperties, .. InheritedMethods]);
    }

    public void Emit()
    {
        // A reference is resolved inside the class, where its own members come first.
        string reference = InheritedMethods.Contains(model.MethodName) ? $"<c>{model.MethodName}</c>" : signature.DocumentationReference;
        writer.Line("/// <summary>");
        writer.Line($"/// {(signature.Data.Count > 0 ? "The mean or the sum over a data set of" : "As an objective without data, a regulariser:")} {reference}");
        writer.Line($"/// as a function of the flat vector θ = ({string.Join(", ", signature.Theta.Select(t => t.Path))}).");
        writer.Line("/// </summary>");
        writer.Open($"{model.Accessibility} sealed class {signature.Objective} : {types["Objective"]}<{signature.Precision}>");
        EmitDescription();
        EmitConstructor();
        EmitFlatVector();
        writer.Line();
        EmitValueKernel();
        writer.Line();
        EmitGradientKernel();
        if (loss.Lanes is { } lanes)
        {
            writer.Line();
            EmitLanes(lanes);
        }

        if (loss.Coefficients is { } coefficients)
        {
            writer.Line();
            EmitCoefficientKernel(coefficients);
        }

        if (loss.Lifted is { } lifted)
        {
            writer.Line();
            EmitSums(lifted);
        }

        if (loss.HessianProduct is { } product)
        {
            writer.Line();
            EmitHessianKernel();
            writer.Line();
            EmitHessianProduct(product);
        }

        if (signature.Data.Count > 0)
        {
            writer.Line();
            EmitGather();
        }

        writer.Close();
    }

    private void EmitDescription()
    {
        IEnumerable<string> formulas = [.. Documentation.LossFormulas(model.Function!) ?? [], .. Documentation.GradientFormulas(loss)];
        writer.Line($"private static readonly {types["LossDescription"]} Description = new(");
        writer.Line($"    {Quote(model.MethodName)},");
        writer.Line($"    [{string.Join(", ", signature.Theta.Select(t => Quote(t.Path)))}],");
        writer.Line($"    {types["LossStructure"]}.{loss.Structure},");
        writer.Line($"    [{string.Join(", ", loss.Findings.Select(Quote))}],");
        writer.Line($"    {Quote(string.Join("; ", formulas))},");
        writer.Line($"    [{string.Join(", ", loss.StructureReport.Select(Quote))}]);");
        writer.Line();
    }

    private void EmitConstructor()
    {
        var names = new KernelNames(model);
        foreach (ParameterDeclaration data in signature.Data)
        {
            writer.Line($"private {ColumnType(data)} {names.Column(data)};");
        }

        foreach (ParameterDeclaration theta in signature.ArrayTheta)
        {
            writer.Line($"private readonly int {names.Length(theta)};");
        }

        writer.Line();
        string aggregation = names.Allocate("aggregation");
        string mean = $"{types["Aggregation"]}.Mean";
        string parameters = ConstructorParameters(names, aggregation, signature, types);
        string shapeList = signature.ArrayTheta.Count == 0 ? "" : $", [{string.Join(", ", signature.Theta.Select(t => ShapeOf(names, t)))}]";
        string bindings = string.Concat(signature.Data.Select(d => $", {NameAllocator.Escape(d.Name)}.Named({Quote(d.Name)})"));
        if (signature.Data.Count > 0)
        {
            writer.Line("/// <summary>Binds the loss to its data: a column for each of its data parameters, or one value for all items.</summary>");
            writer.Line($"public {signature.Objective}({parameters})");
            writer.Open($"    : base({Own("Description")}, {aggregation}{shapeList}{bindings})");
        }
        else
        {
            writer.Line("/// <summary>Makes the objective; the loss has no data.</summary>");
            writer.Line($"public {signature.Objective}({parameters})");
            writer.Open($"    : base({Own("Description")}, {mean}{shapeList})");
        }

        foreach (ParameterDeclaration data in signature.Data)
        {
            writer.Line($"{names.Column(data)} = {NameAllocator.Escape(data.Name)};");
        }

        foreach (ParameterDeclaration theta in signature.ArrayTheta)
        {
            string length = theta.Place is null
                ? $"{names.Shape(theta)}.Length"
                : $"Parameters.Entries[{signature.Theta.TakeWhile(t => t != theta).Count().ToString(CultureInfo.InvariantCulture)}].Length";
            writer.Line($"{names.Length(theta)} = {length};");
        }

        writer.Close();
    }

    private string ShapeOf(KernelNames names, ParameterDeclaration theta)
    {
        if (theta.Place is { } place && theta.IsArray)
        {
            string example = WholeShape(names, place);
            return $"{types["Shape"]}.OfArray({example}{(Whole(place).Composite!.IsReference ? "?" : "")}{place.Suffix}, {Quote(example.TrimStart('@') + theta.Path.Substring(place.Parameter.Length))})";
        }

        return theta.IsArray ? $"{names.Shape(theta)}.Named({Quote(names.Shape(theta).TrimStart('@'))})" : "default";
    }

    /// <summary>The parameter of a composite type that a part belongs to.</summary>
    private ParameterDeclaration Whole(LeafPlace place) => model.Parameters.First(p => p.Name == place.Parameter);

    private string WholeShape(KernelNames names, LeafPlace place) => names.Shape(Whole(place));

    private void EmitValueKernel()
    {
        var names = new KernelNames(model);
        string theta = names.Allocate("parameters");
        string start = names.Allocate("start");
        string count = names.Allocate("count");
        string sum = names.Allocate("sum");
        writer.Line("/// <inheritdoc/>");
        EmitOptimization();
        writer.Open($"protected override double AccumulateValue({types["ReadOnlySpan"]}<{signature.Precision}> {theta}, int {start}, int {count})");
        EmitTheta(names, theta);
        EmitColumns(names, start, count);
        writer.Line($"double {sum} = 0.0;");
        string lanesSum = "";
        string first = "0";
        if (loss.Lanes is not null)
        {
            lanesSum = names.Allocate("lanesSum");
            writer.Line($"double {lanesSum} = 0.0;");
            first = EmitLanesCall(names, AccumulateValueLanes, $"{theta}, {start}, {count}, out {lanesSum}");
        }

        string item = EmitLoop(names, count, first);
        string valueMethod = loss.StableValue is null ? model.Call : signature.StableValue;
        writer.Line($"{sum} += {typeReference}.{valueMethod}({Arguments(names, start, item)});");
        writer.Close();
        writer.Line();
        writer.Line(lanesSum.Length > 0 ? $"return {lanesSum} + {sum};" : $"return {sum};");
        writer.Close();
    }

    private void EmitGradientKernel()
    {
        var names = new KernelNames(model);
        string theta = names.Allocate("parameters");
        string start = names.Allocate("start");
        string count = names.Allocate("count");
        string sums = names.Allocate("sums");
        writer.Line("/// <inheritdoc/>");
        EmitOptimization();
        writer.Open(
            $"protected override void AccumulateValueAndGradient({types["ReadOnlySpan"]}<{signature.Precision}> {theta}, int {start}, int {count}, {types["Span"]}<double> {sums})");
        EmitTheta(names, theta);
        EmitColumns(names, start, count);
        List<string> destinations = EmitDestinations(names, sums);
        List<(string Total, string Part, string Type, string Place)> totals = [(names.Allocate("valueSum"), names.Allocate("value"), model.ReturnType, "0")];
        foreach (ParameterDeclaration t in signature.ScalarTheta)
        {
            totals.Add((names.Allocate(t.Name + "Sum"), names.Allocate(t.Name + "Adjoint"), t.Type, Place(names, t, "1")));
        }

        foreach ((string total, _, _, _) in totals)
        {
            writer.Line($"double {total} = 0.0;");
        }

        string first = loss.Lanes is null ? "0" : EmitLanesCall(names, AccumulateGradientLanes, $"{theta}, {start}, {count}, {sums}");
        string item = EmitLoop(names, count, first);
        foreach ((_, string buffer) in BuffersOf(destinations))
        {
            writer.Line($"{buffer}.Clear();");
        }

        string results = signature.HasCore ? CoreResults(totals) : PublicResults(names, totals);
        string arguments = string.Join(", ", [Arguments(names, start, item), .. destinations]);
        writer.Line($"{results} = {typeReference}.{(signature.HasCore ? signature.Core : signature.ValueAndGradient)}({arguments});");
        foreach ((string total, string part, _, _) in totals)
        {
            writer.Line($"{total} += {part};");
        }

        EmitBufferSums(names, destinations, sums);
        writer.Close();
        writer.Line();
        foreach ((string total, _, _, string place) in totals)
        {
            writer.Line($"{sums}[{place}] += {total};");
        }

        writer.Close();
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

    private void EmitCoefficientKernel(Function coefficients)
    {
        var names = new KernelNames(model);
        string start = names.Allocate("start");
        string count = names.Allocate("count");
        string sums = names.Allocate("sums");
        ImmutableArray<string> parts = [names.Allocate("offset"), .. signature.Theta.Select(t => names.Allocate(t.Name + "Coefficient"))];
        string dataList = string.Join(", ", signature.DataLeaves.Select(d => $"{d.Type} {NameAllocator.Escape(d.Name)}"));
        string tupleType = $"({string.Join(", ", parts.Select((_, i) => coefficients.TypeOf(coefficients.Body.Yields[i]).Keyword()))})";

        writer.Line("/// <inheritdoc/>");
        EmitOptimization();
        writer.Open($"protected override void AccumulateCoefficients(int {start}, int {count}, {types["Span"]}<{types["CompensatedSum"]}> {sums})");
        EmitColumns(names, start, count);
        string item = EmitLoop(names, count);
        string data = string.Join(", ", signature.DataLeaves.Select(d => OfItem(d, item)));
        string declarations = string.Join(", ", parts.Select((p, i) => $"{coefficients.TypeOf(coefficients.Body.Yields[i]).Keyword()} {p}"));
        writer.Line($"({declarations}) = {Own("Coefficients")}({data});");
        for (int i = 0; i < parts.Length; i++)
        {
            writer.Line($"{sums}[{i.ToString(CultureInfo.InvariantCulture)}].Add({parts[i]});");
        }

        writer.Close();
        writer.Close();
        writer.Line();
        writer.Line("/// <summary>The value at θ = 0 and the constant gradient, for one item.</summary>");
        writer.Open($"private static {tupleType} Coefficients({dataList})");
        BodyEmitter.Emit(coefficients, writer, types, model.ChecksOverflow, PullbackMethods.None, results => $"({string.Join(", ", results)})");
        writer.Close();
    }

    /// <summary>A number of the data, or of a composite type among them, for an item.</summary>
    private static string OfItem(ParameterDeclaration leaf, string item) => leaf.Place is { } place
        ? place.Read($"{NameAllocator.Escape(place.Parameter)}[{item}]")
        : $"{NameAllocator.Escape(leaf.Name)}[{item}]";

    private void EmitOptimization() => writer.Line($"[{types["MethodImpl"]}({types["MethodImplOptions"]}.AggressiveOptimization)]");

    private string ColumnType(ParameterDeclaration data)
        => $"{types[data.IsArray ? "Rows" : "Column"]}<{data.ElementType}>";

    /// <summary>Declares the parameters in θ as they are in the flat vector.</summary>
    private void EmitTheta(KernelNames names, string vector)
    {
        foreach (ParameterDeclaration theta in model.Parameters.Where(p => p.IsTheta))
        {
            string type = theta.Composite is null && theta.IsArray ? signature.TypeOf(theta) : theta.Type.TrimEnd('?');
            writer.Line($"{type} {NameAllocator.Escape(theta.Name)} = {OfVector(names, theta, vector)};");
        }
    }

    /// <summary>Declares the numbers and arrays in θ as they are in the flat vector.</summary>
    private void EmitThetaLeaves(KernelNames names, string vector)
    {
        foreach (ParameterDeclaration theta in signature.Theta)
        {
            writer.Line($"{signature.TypeOf(theta)} {NameAllocator.Escape(theta.Name)} = {OfVector(names, theta, vector)};");
        }
    }

    /// <summary>The expression that makes a parameter of its part of the flat vector.</summary>
    private string OfVector(KernelNames names, ParameterDeclaration theta, string vector)
    {
        if (theta.Composite is { } composite)
        {
            return composite.Construction!.Print([.. theta.Leaves.Select(l => OfVector(names, l, vector))]);
        }

        string place = Place(names, theta, "");
        if (!theta.IsArray)
        {
            return $"{(theta.Type == signature.Precision ? "" : $"({theta.Type})")}{vector}[{place}]";
        }

        string part = $"{vector}.Slice({place}, {names.Length(theta)})";
        return theta.ElementType != signature.Precision ? $"{types["SinglePrecision"]}.Round({part})"
            : theta.Array == ArrayKind.ReadOnlySpan ? part
            : $"{part}.ToArray()";
    }

    /// <summary>Where a parameter lies in the flat vector, as an expression, after what stands before the vector.</summary>
    private string Place(KernelNames names, ParameterDeclaration theta, string before)
    {
        List<ParameterDeclaration> earlier = [.. signature.Theta.TakeWhile(t => t != theta)];
        int numbers = earlier.Count(t => !t.IsArray) + (before.Length > 0 ? int.Parse(before, CultureInfo.InvariantCulture) : 0);
        IEnumerable<string> lengths = earlier.Where(t => t.IsArray).Select(names.Length);
        string number = numbers.ToString(CultureInfo.InvariantCulture);
        return string.Join(" + ", numbers > 0 || !lengths.Any() ? lengths.Prepend(number) : lengths);
    }

    /// <summary>Where the gradients with respect to arrays go: right into the sums, or, in single precision, into a buffer first.</summary>
    private List<string> EmitDestinations(KernelNames names, string sums)
    {
        var destinations = new List<string>();
        foreach (ParameterDeclaration theta in signature.ArrayTheta)
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
    private IEnumerable<(ParameterDeclaration Theta, string Buffer)> BuffersOf(List<string> destinations)
        => signature.ArrayTheta.Zip(destinations, (theta, buffer) => (theta, buffer)).Where(p => p.theta.ElementType != "double");

    private void EmitBufferSums(KernelNames names, List<string> destinations, string sums)
    {
        foreach ((ParameterDeclaration theta, string buffer) in BuffersOf(destinations))
        {
            writer.Line($"{types["SinglePrecision"]}.AddTo({buffer}, {sums}.Slice({Place(names, theta, "1")}, {names.Length(theta)}));");
        }
    }

    private void EmitColumns(KernelNames names, string start, string count)
    {
        foreach (ParameterDeclaration data in signature.Data.Where(d => !d.IsArray))
        {
            string name = NameAllocator.Escape(data.Name);
            writer.Line($"{types["ReadOnlySpan"]}<{data.Type}> {name} = {names.Column(data)}.Items({start}, {count});");
        }
    }

    private string EmitLoop(KernelNames names, string count, string first = "0")
    {
        string item = names.Allocate("i");
        string length = signature.Data.FirstOrDefault(d => !d.IsArray) is { Name: { } column } ? NameAllocator.Escape(column) + ".Length" : count;
        writer.Open($"for (int {item} = {first}; {item} < {length}; {item}++)");
        return item;
    }

    /// <summary>The arguments for a method of the leaves.</summary>
    private string LeafArguments(KernelNames names, string start, string item) => string.Join(", ", model.Leaves.Select(p => p switch
    {
        { IsTheta: true } => NameAllocator.Escape(p.Name),
        { Array: ArrayKind.None } or { Place: not null } => OfItem(p, item),
        { Array: ArrayKind.ReadOnlySpan } => $"{names.Column(p)}[{start} + {item}]",
        _ => $"{names.Column(p)}.ArrayOf({start} + {item})",
    }));

    private string Arguments(KernelNames names, string start, string item) => string.Join(", ", model.Parameters.Select(p => p switch
    {
        { IsTheta: true } => NameAllocator.Escape(p.Name),
        { Array: ArrayKind.None } => $"{NameAllocator.Escape(p.Name)}[{item}]",
        { Array: ArrayKind.ReadOnlySpan } => $"{names.Column(p)}[{start} + {item}]",
        _ => $"{names.Column(p)}.ArrayOf({start} + {item})",
    }));

    /// <summary>A private member of the objective, where a parameter of the same name could hide it.</summary>
    private string Own(string member)
        => model.Parameters.Any(p => p.Name == member) ? $"{signature.Objective}.{member}" : member;

    private static string Quote(string text) => SymbolDisplay.FormatLiteral(text, quote: true);

    /// <summary>Names inside one kernel, all different from the parameters' and from the columns'.</summary>
    private sealed class KernelNames
    {
        private readonly NameAllocator allocator = new();
        private readonly Dictionary<string, string> columns = [];
        private readonly Dictionary<string, string> shapes = [];

        public KernelNames(LossModel model)
        {
            foreach (ParameterDeclaration parameter in model.Parameters.Concat(model.Leaves))
            {
                allocator.Reserve(parameter.Name);
            }

            foreach (ParameterDeclaration data in model.Parameters.Where(p => !p.IsTheta))
            {
                columns[data.Name] = allocator.Allocate(data.Name + (data.IsArray ? "Rows" : "Column"));
            }

            foreach (ParameterDeclaration theta in model.Leaves.Where(p => p.IsTheta && p.IsArray))
            {
                columns[theta.Name] = allocator.Allocate(theta.Name + "Length");
            }

            foreach (ParameterDeclaration theta in model.Parameters.Where(p => p.IsTheta && p.Leaves.Any(l => l.IsArray)))
            {
                shapes[theta.Name] = allocator.Allocate(theta.Name + "Shape");
            }
        }

        public string Length(ParameterDeclaration theta) => NameAllocator.Escape(columns[theta.Name]);

        public string Shape(ParameterDeclaration theta) => NameAllocator.Escape(shapes[theta.Name]);

        public string Column(ParameterDeclaration data) => NameAllocator.Escape(columns[data.Name]);

        public string Allocate(string name) => NameAllocator.Escape(allocator.Allocate(name));
    }
}
