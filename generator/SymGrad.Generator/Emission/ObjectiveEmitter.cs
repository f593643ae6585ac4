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
internal sealed class ObjectiveEmitter
{
    /// <summary>Names that mean a member of the objective inside it, where they would otherwise mean the containing type.</summary>
    private static readonly ImmutableHashSet<string> InheritedNames =
    [
        "Aggregation", "AccumulateCoefficients", "AccumulateValue", "AccumulateValueAndGradient", "ChunkLength", "Coefficients", "Count",
        "DataPassCount", "Description", "Equals", "GetHashCode", "GetType", "Gradient", "InvalidateSums", "Loss", "MemberwiseClone",
        "ParameterCount", "Parameters", "Plan", "ToString", "Value", "ValueAndGradient", "WithRegularizer",
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
        typeReference = signature.TypeReference([.. model.Parameters.Select(p => p.Name), .. InheritedNames]);
    }

    public void Emit()
    {
        writer.Line("/// <summary>");
        writer.Line($"/// {(signature.Data.Count > 0 ? "The mean or the sum over a data set of" : "As an objective without data, a regulariser:")} {signature.DocumentationReference}");
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
        writer.Line($"    {Quote(string.Join("; ", formulas))});");
        writer.Line();
    }

    private void EmitConstructor()
    {
        var names = new KernelNames(model);
        foreach (ParameterDeclaration data in signature.Data)
        {
            writer.Line($"private readonly {types["Column"]}<{data.Type}> {names.Column(data)};");
        }

        writer.Line();
        string aggregation = names.Allocate("aggregation");
        string mean = $"{types["Aggregation"]}.Mean";
        string columns = string.Concat(signature.Data.Select(d => $"{types["Column"]}<{d.Type}> {NameAllocator.Escape(d.Name)}, "));
        string bindings = string.Concat(signature.Data.Select(d => $", {NameAllocator.Escape(d.Name)}.Named({Quote(d.Name)})"));
        if (signature.Data.Count > 0)
        {
            writer.Line("/// <summary>Binds the loss to its data: a column for each of its data parameters, or one value for all items.</summary>");
            writer.Line($"public {signature.Objective}({columns}{types["Aggregation"]} {aggregation} = {mean})");
            writer.Open($"    : base({Own("Description")}, {aggregation}{bindings})");
        }
        else
        {
            writer.Line("/// <summary>Makes the objective; the loss has no data.</summary>");
            writer.Line($"public {signature.Objective}()");
            writer.Open($"    : base({Own("Description")}, {mean})");
        }

        foreach (ParameterDeclaration data in signature.Data)
        {
            writer.Line($"{names.Column(data)} = {NameAllocator.Escape(data.Name)};");
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
        EmitTheta(theta);
        EmitColumns(names, start, count);
        writer.Line($"double {sum} = 0.0;");
        string item = EmitLoop(names, count);
        writer.Line($"{sum} += {typeReference}.{NameAllocator.Escape(model.MethodName)}({Arguments(item)});");
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
        ImmutableArray<string> totals = [names.Allocate("valueSum"), .. signature.Theta.Select(t => names.Allocate(t.Name + "Sum"))];
        ImmutableArray<string> parts = [names.Allocate("value"), .. signature.Theta.Select(t => names.Allocate(t.Name + "Adjoint"))];
        writer.Line("/// <inheritdoc/>");
        EmitOptimization();
        writer.Open(
            $"protected override void AccumulateValueAndGradient({types["ReadOnlySpan"]}<{signature.Precision}> {theta}, int {start}, int {count}, {types["Span"]}<double> {sums})");
        EmitTheta(theta);
        EmitColumns(names, start, count);
        foreach (string total in totals)
        {
            writer.Line($"double {total} = 0.0;");
        }

        string item = EmitLoop(names, count);
        IEnumerable<string> adjoints = parts.Skip(1).Zip(signature.Theta, (name, t) => $"{t.Type} {name}");
        string gradient = signature.Theta.Count == 1 ? adjoints.Single() : $"({string.Join(", ", adjoints)})";
        writer.Line($"({model.ReturnType} {parts[0]}, {gradient}) = {typeReference}.{signature.ValueAndGradient}({Arguments(item)});");
        for (int i = 0; i < totals.Length; i++)
        {
            writer.Line($"{totals[i]} += {parts[i]};");
        }

        writer.Close();
        writer.Line();
        for (int i = 0; i < totals.Length; i++)
        {
            writer.Line($"{sums}[{i.ToString(CultureInfo.InvariantCulture)}] += {totals[i]};");
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
        BodyEmitter.Emit(coefficients, writer, types, model.ChecksOverflow, results => $"({string.Join(", ", results)})");
        writer.Close();
    }

    private void EmitOptimization() => writer.Line($"[{types["MethodImpl"]}({types["MethodImplOptions"]}.AggressiveOptimization)]");

    private void EmitTheta(string vector)
    {
        for (int i = 0; i < signature.Theta.Count; i++)
        {
            ParameterDeclaration theta = signature.Theta[i];
            string cast = theta.Type == signature.Precision ? "" : $"({theta.Type})";
            writer.Line($"{theta.Type} {NameAllocator.Escape(theta.Name)} = {cast}{vector}[{i.ToString(CultureInfo.InvariantCulture)}];");
        }
    }

    private void EmitColumns(KernelNames names, string start, string count)
    {
        foreach (ParameterDeclaration data in signature.Data)
        {
            string name = NameAllocator.Escape(data.Name);
            writer.Line($"{types["ReadOnlySpan"]}<{data.Type}> {name} = {names.Column(data)}.Items({start}, {count});");
        }
    }

    private string EmitLoop(KernelNames names, string count)
    {
        string item = names.Allocate("i");
        string length = signature.Data.Count > 0 ? NameAllocator.Escape(signature.Data[0].Name) + ".Length" : count;
        writer.Open($"for (int {item} = 0; {item} < {length}; {item}++)");
        return item;
    }

    private string Arguments(string item) => string.Join(", ", model.Parameters.Select(
        p => NameAllocator.Escape(p.Name) + (p.IsTheta ? "" : $"[{item}]")));

    /// <summary>A private member of the objective, where a parameter of the same name could hide it.</summary>
    private string Own(string member)
        => model.Parameters.Any(p => p.Name == member) ? $"{signature.Objective}.{member}" : member;

    private static string Quote(string text) => SymbolDisplay.FormatLiteral(text, quote: true);

    /// <summary>Names inside one kernel, all different from the parameters' and from the columns'.</summary>
    private sealed class KernelNames
    {
        private readonly NameAllocator allocator = new();
        private readonly Dictionary<string, string> columns = [];

        public KernelNames(LossModel model)
        {
            foreach (ParameterDeclaration parameter in model.Parameters)
            {
                allocator.Reserve(parameter.Name);
            }

            foreach (ParameterDeclaration data in model.Parameters.Where(p => !p.IsTheta))
            {
                columns[data.Name] = allocator.Allocate(data.Name + "Column");
            }
        }

        public string Column(ParameterDeclaration data) => NameAllocator.Escape(columns[data.Name]);

        public string Allocate(string name) => NameAllocator.Escape(allocator.Allocate(name));
    }
}
