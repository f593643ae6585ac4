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
        "Loss", "ParameterCount", "Parameters", "Plan", "SumCount", "SumPassCost",
    ];

    /// <summary>Methods of the objective, which hide types and methods of the same names inside it.</summary>
    private static readonly ImmutableHashSet<string> InheritedMethods =
    [
        "AccumulateCoefficients", "AccumulateHessianProduct", "AccumulateTerms", "AccumulateValue", "AccumulateValueAndGradient",
        "AddTerms", "Coefficients", "Equals", "EvaluateSums", "FindMinimum", "Gather", "GetHashCode", "GetType", "Gradient",
        "HessianProduct", "InvalidateSums", "MemberwiseClone", "ReplaceItems", "ReuseSums", "ToString", "Value", "ValueAndGradient",
        "ValueAndGradientOfSums", "WithPlan", "WithRegularizer",
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
        writer.Line($"/// as a function of the flat vector θ = ({string.Join(", ", signature.Theta.Select(t => t.Name))}).");
        writer.Line("/// </summary>");
        writer.Open($"{model.Accessibility} sealed class {signature.Objective} : {types["Objective"]}<{signature.Precision}>");
        EmitDescription();
        EmitConstructor();
        writer.Line();
        EmitValueKernel();
        writer.Line();
        EmitGradientKernel();
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
        writer.Line($"    [{string.Join(", ", signature.Theta.Select(t => Quote(t.Name)))}],");
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
        string shapeList = signature.ArrayTheta.Count == 0 ? "" : $", [{string.Join(", ", signature.Theta.Select(t => t.IsArray ? $"{names.Shape(t)}.Named({Quote(names.Shape(t).TrimStart('@'))})" : "default"))}]";
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
            writer.Line($"{names.Length(theta)} = {names.Shape(theta)}.Length;");
        }

        writer.Close();
    }

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
        string item = EmitLoop(names, count);
        string valueMethod = loss.StableValue is null ? NameAllocator.Escape(model.MethodName) : signature.StableValue;
        writer.Line($"{sum} += {typeReference}.{valueMethod}({Arguments(names, start, item)});");
        writer.Close();
        writer.Line();
        writer.Line($"return {sum};");
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

        string item = EmitLoop(names, count);
        foreach ((_, string buffer) in BuffersOf(destinations))
        {
            writer.Line($"{buffer}.Clear();");
        }

        IEnumerable<string> adjoints = totals.Skip(1).Select(t => $"{t.Type} {t.Part}");
        string gradient = totals.Count == 2 ? adjoints.Single() : $"({string.Join(", ", adjoints)})";
        string results = totals.Count == 1 ? $"{model.ReturnType} {totals[0].Part}" : $"({model.ReturnType} {totals[0].Part}, {gradient})";
        string method = signature.ArrayTheta.Count > 0 ? signature.AddGradient : signature.ValueAndGradient;
        string arguments = string.Join(", ", [Arguments(names, start, item), .. destinations]);
        writer.Line($"{results} = {typeReference}.{method}({arguments});");
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

    private void EmitCoefficientKernel(Function coefficients)
    {
        var names = new KernelNames(model);
        string start = names.Allocate("start");
        string count = names.Allocate("count");
        string sums = names.Allocate("sums");
        ImmutableArray<string> parts = [names.Allocate("offset"), .. signature.Theta.Select(t => names.Allocate(t.Name + "Coefficient"))];
        string dataList = string.Join(", ", signature.Data.Select(d => $"{d.Type} {NameAllocator.Escape(d.Name)}"));
        string tupleType = $"({string.Join(", ", parts.Select((_, i) => coefficients.TypeOf(coefficients.Body.Yields[i]).Keyword()))})";

        writer.Line("/// <inheritdoc/>");
        EmitOptimization();
        writer.Open($"protected override void AccumulateCoefficients(int {start}, int {count}, {types["Span"]}<{types["CompensatedSum"]}> {sums})");
        EmitColumns(names, start, count);
        string item = EmitLoop(names, count);
        string data = string.Join(", ", signature.Data.Select(d => $"{NameAllocator.Escape(d.Name)}[{item}]"));
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

    private void EmitOptimization() => writer.Line($"[{types["MethodImpl"]}({types["MethodImplOptions"]}.AggressiveOptimization)]");

    private string ColumnType(ParameterDeclaration data)
        => $"{types[data.IsArray ? "Rows" : "Column"]}<{data.ElementType}>";

    private void EmitTheta(KernelNames names, string vector)
    {
        foreach (ParameterDeclaration theta in signature.Theta)
        {
            string name = NameAllocator.Escape(theta.Name);
            string place = Place(names, theta, "");
            if (!theta.IsArray)
            {
                string cast = theta.Type == signature.Precision ? "" : $"({theta.Type})";
                writer.Line($"{theta.Type} {name} = {cast}{vector}[{place}];");
                continue;
            }

            string part = $"{vector}.Slice({place}, {names.Length(theta)})";
            bool isConverted = theta.ElementType != signature.Precision;
            writer.Line(theta.Array switch
            {
                ArrayKind.Array => $"{theta.Type} {name} = {Convert(part)}{(isConverted ? "" : ".ToArray()")};",
                ArrayKind.Span => $"{signature.TypeOf(theta)} {name} = {Convert(part)}{(isConverted ? "" : ".ToArray()")};",
                _ => $"{signature.TypeOf(theta)} {name} = {Convert(part)};",
            });

            string Convert(string values) => isConverted ? $"{types["SinglePrecision"]}.Round({values})" : values;
        }
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

    private string EmitLoop(KernelNames names, string count)
    {
        string item = names.Allocate("i");
        string length = signature.Data.FirstOrDefault(d => !d.IsArray) is { Name: { } column } ? NameAllocator.Escape(column) + ".Length" : count;
        writer.Open($"for (int {item} = 0; {item} < {length}; {item}++)");
        return item;
    }

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
            foreach (ParameterDeclaration parameter in model.Parameters)
            {
                allocator.Reserve(parameter.Name);
            }

            foreach (ParameterDeclaration data in model.Parameters.Where(p => !p.IsTheta))
            {
                columns[data.Name] = allocator.Allocate(data.Name + (data.IsArray ? "Rows" : "Column"));
            }

            foreach (ParameterDeclaration theta in model.Parameters.Where(p => p.IsTheta && p.IsArray))
            {
                columns[theta.Name] = allocator.Allocate(theta.Name + "Length");
                shapes[theta.Name] = allocator.Allocate(theta.Name + "Shape");
            }
        }

        public string Length(ParameterDeclaration theta) => NameAllocator.Escape(columns[theta.Name]);

        public string Shape(ParameterDeclaration theta) => NameAllocator.Escape(shapes[theta.Name]);

        public string Column(ParameterDeclaration data) => NameAllocator.Escape(columns[data.Name]);

        public string Allocate(string name) => NameAllocator.Escape(allocator.Allocate(name));
    }
}
