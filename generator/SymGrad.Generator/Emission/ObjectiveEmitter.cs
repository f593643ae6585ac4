using System.Collections.Generic;
using System.Collections.Immutable;
using System.Globalization;
using System.Linq;
using Microsoft.CodeAnalysis.CSharp;
using SymGrad.Generator.Differentiation;
using SymGrad.Generator.Frontend;

namespace SymGrad.Generator.Emission;

/// <summary>Writes the objective of a loss: its columns, and the loops over a chunk of items that the runtime calls.</summary>
internal sealed partial class ObjectiveEmitter
{
    /// <summary>Properties and constants of the objective, which hide types of the same names inside it.</summary>
    private static readonly ImmutableHashSet<string> InheritedProperties =
    [
        "Aggregation", "AvailablePlans", "CanGather", "ChunkLength", "Count", "DataPartCount", "DataPartNames", "DataPassCount", "Description", "ExpandsPrologue", "IsLinearAfterPrologue", "IsQuadratic",
        "LaneSumCount", "LiftedCount", "LiftedNames", "Loss", "ParameterCount", "Parameters", "Plan", "Polynomial", "PrologueCount", "PrologueNames", "ReadsInstance", "SumCount", "SumPassCost", "UsesDataLanes",
    ];

    /// <summary>Methods of the objective, which hide types and methods of the same names inside it.</summary>
    private static readonly ImmutableHashSet<string> InheritedMethods =
    [
        "AccumulateCoefficients", "AccumulateFourthDerivative", "AccumulateHessianProduct", "AccumulateLiftedValueAndGradient", "AccumulateTerms", "AccumulateThirdDerivative", "AccumulateValue", "AccumulateValueAndGradient",
        "AccumulateValueAndGradientLanes", "AccumulateValueLanes", "AddTerms", "Coefficients", "DataPart", "DataPartLanes", "DataPartOf", "Equals", "EvaluateSums", "FindMinimum",
        "Flatten", "FourthDerivative", "Gather", "GetHashCode", "GetType", "Gradient", "HessianProduct", "InvalidateSums", "ItemValue", "ItemValueAndGradient", "LiftedValueAndGradient", "Lifting", "LiftingAdjoint",
        "MemberwiseClone", "Prologue", "PrologueAdjoint", "PullBackLifting", "PullBackPrologue", "ReadDataPart", "ReadInstance", "ReplaceItems", "ReuseSums", "RunDataPart", "RunLifting", "RunPrologue", "ThirdDerivative", "ToString", "Unflatten", "UsesLanes", "Value", "ValueAndGradient", "ValueAndGradientLanes", "ValueAndGradientOfSums", "ValueLanes",
        "WithCompensatedSums", "WithPlan", "WithRegularizer",
    ];

    private readonly DifferentiatedLoss loss;
    private readonly LossModel model;
    private readonly Signature signature;
    private readonly TypeNames types;
    private readonly IndentedWriter writer;
    private readonly string typeReference;
    private readonly PullbackMethods pullbacks;
    private readonly ImmutableArray<ParameterDeclaration> results;
    private readonly ImmutableArray<ParameterDeclaration> dataResults;
    private readonly string instance;

    /// <summary>What the methods for one item are called on.</summary>
    private string Receiver => model.Instance is null ? typeReference : instance;

    public ObjectiveEmitter(DifferentiatedLoss loss, Signature signature, TypeNames types, IndentedWriter writer)
    {
        this.loss = loss;
        model = loss.Model;
        this.signature = signature;
        this.types = types;
        this.writer = writer;
        pullbacks = new PullbackMethods(loss.Pullbacks);
        results = [.. (loss.Prologue?.Results ?? []).Select(ResultDeclaration)];
        dataResults = [.. (loss.DataPart?.Results ?? []).Select(ResultDeclaration)];
        instance = NewNames().Instance;
        PassLeaves = [.. model.Leaves.Concat(dataResults).Concat(results).Where(l => loss.Item is not { } item || item.Value.Parameters.Any(p => p.Name == l.Name))];
        PassTheta = [.. PassLeaves.Where(l => l.IsTheta)];
        PassNumbers = [.. PassTheta.Where(t => !t.IsArray)];
        PassArrays = [.. PassTheta.Where(t => t.IsArray)];
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
        if (loss.DataPart is { } part)
        {
            writer.Line();
            EmitDataPart(part);
        }

        if (loss.Prologue is { } prologue)
        {
            writer.Line();
            EmitPrologue(prologue, prologueMembers);
        }

        if (loss.Item is { } item)
        {
            writer.Line();
            EmitItem(item);
        }

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

        if (loss.Expansion is { } expansion)
        {
            writer.Line();
            EmitExpansion(expansion);
        }

        if (model.InstanceLeaves.Any())
        {
            writer.Line();
            EmitInstanceReading();
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
        KernelNames names = NewNames();
        if (model.Instance is { } held)
        {
            writer.Line($"private readonly {held.Type} {names.Instance};");
        }

        foreach (ParameterDeclaration data in signature.Data)
        {
            writer.Line($"private {ColumnType(data)} {names.Column(data)};");
        }

        foreach (ParameterDeclaration theta in signature.ArrayTheta)
        {
            writer.Line($"private readonly int {names.Length(theta)};");
        }

        foreach (ParameterDeclaration extent in ThetaExtents)
        {
            writer.Line($"private readonly int{(extent.IsArray ? "[]" : "")} {NameAllocator.Escape(extent.Name)};");
        }

        writer.Line();
        string aggregation = names.Allocate("aggregation");
        string mean = $"{types["Aggregation"]}.Mean";
        string parameters = ConstructorParameters(names, aggregation, signature, types, model.Instance);
        string shapeList = signature.ArrayTheta.Count == 0 ? "" : $", [{string.Join(", ", signature.Theta.Select(t => ShapeOf(names, t)))}]";
        string bindings = string.Concat(signature.Data.Select(d => $", {NameAllocator.Escape(d.Name)}.Named({Quote(d.Name)})"));
        if (signature.Data.Count > 0)
        {
            writer.Line($"/// <summary>Binds the loss to {(model.Instance is null ? "" : "its instance, and ")}its data: a column for each of its data parameters, or one value for all items.</summary>");
            writer.Line($"public {signature.Objective}({parameters})");
            writer.Open($"    : base({Own("Description")}, {aggregation}{shapeList}{bindings})");
        }
        else
        {
            writer.Line("/// <summary>Makes the objective; the loss has no data.</summary>");
            writer.Line($"public {signature.Objective}({parameters})");
            writer.Open($"    : base({Own("Description")}, {mean}{shapeList})");
        }

        EmitInstance(names);
        foreach (ParameterDeclaration data in signature.Data)
        {
            writer.Line($"{names.Column(data)} = {NameAllocator.Escape(data.Name)};");
        }

        foreach (ParameterDeclaration theta in signature.ArrayTheta)
        {
            string length = theta.Place is null
                ? $"{names.Shape(theta)}.Length"
                : $"{EntryOf(theta)}.Length";
            writer.Line($"{names.Length(theta)} = {length};");
        }

        foreach (ParameterDeclaration extent in ThetaExtents)
        {
            if (extent.Place is { Copied: CopiedPart.Offsets } jagged)
            {
                writer.Line($"{NameAllocator.Escape(extent.Name)} = {types["JaggedArrays"]}.OffsetsOf({ExampleOf(names, jagged)});");
                continue;
            }

            ParameterDeclaration elements = model.Leaves.TakeWhile(l => l != extent).Last(l => !l.IsExtent);
            int dimension = model.Leaves.SkipWhile(l => l != elements).Skip(1).TakeWhile(l => l != extent).Count();
            writer.Line($"{NameAllocator.Escape(extent.Name)} = {EntryOf(elements)}.Shape.Dimensions[{dimension.ToString(CultureInfo.InvariantCulture)}];");
        }

        writer.Close();
    }

    /// <summary>The lengths of arrays in θ that have several dimensions. What they are called as parameters of a method they are as fields of the objective.</summary>
    private IEnumerable<ParameterDeclaration> ThetaExtents => model.Parameters.Where(p => p.IsTheta).SelectMany(p => p.Leaves).Where(l => l.IsExtent);

    /// <summary>Where an array in θ is described in the layout of the flat vector.</summary>
    private string EntryOf(ParameterDeclaration theta)
        => $"Parameters.Entries[{signature.Theta.TakeWhile(t => t != theta).Count().ToString(CultureInfo.InvariantCulture)}]";

    private string ShapeOf(KernelNames names, ParameterDeclaration theta)
    {
        if (theta.Place is { Rank: > 0 and var rank } matrix && Whole(matrix).IsShapedArray)
        {
            string shape = WholeShape(names, matrix);
            return $"{shape}.OfRank({rank.ToString(CultureInfo.InvariantCulture)}, {Quote(shape.TrimStart('@'))})";
        }

        if (theta.Place is { } place && theta.IsArray)
        {
            return place.Copied == CopiedPart.Elements
                ? $"{types["JaggedArrays"]}.ShapeOf({ExampleOf(names, place)})"
                : $"{types["Shape"]}.OfArray({ExampleOf(names, place)})";
        }

        return theta.IsArray ? $"{names.Shape(theta)}.Named({Quote(names.Shape(theta).TrimStart('@'))})" : "default";
    }

    /// <summary>An array of the example that the constructor is given, and what it is called, as arguments.</summary>
    private string ExampleOf(KernelNames names, LeafPlace place)
    {
        string example = WholeShape(names, place);
        string read = example + (Whole(place).Composite!.IsReference && place.ArraySuffix.Length > 0 ? "?" : "") + place.ArraySuffix;
        return $"{read}, {Quote(example.TrimStart('@') + place.Path.Substring(place.Parameter.Length))}";
    }

    /// <summary>The parameter of a composite type that a part belongs to.</summary>
    private ParameterDeclaration Whole(LeafPlace place) => model.Parameters.First(p => p.Name == place.Parameter);

    private string WholeShape(KernelNames names, LeafPlace place) => names.Shape(Whole(place));

    private void EmitOptimization() => writer.Line($"[{types["MethodImpl"]}({types["MethodImplOptions"]}.AggressiveOptimization)]");

    private string ColumnType(ParameterDeclaration data)
        => $"{types[data.IsArray ? "Rows" : "Column"]}<{data.ElementType}>";

    /// <summary>A static member of the objective, where a parameter or a result of the same name could hide it.</summary>
    private string Own(string member) => IsHidden(member) ? $"{signature.Objective}.{member}" : member;

    /// <summary>The same for a member of an instance.</summary>
    private string OfInstance(string member) => IsHidden(member) ? $"this.{member}" : member;

    private bool IsHidden(string member) => model.Parameters.Concat(model.Leaves).Concat(results).Concat(dataResults).Any(p => p.Name == member);

    private static string Quote(string text) => SymbolDisplay.FormatLiteral(text, quote: true);
}
