using Microsoft.CodeAnalysis.CSharp;
using SymGrad.Generator.Frontend;

namespace SymGrad.Generator.Emission;

/// <summary>
/// Writes members of the right shape for a loss that has an error, so that the error stays the only one: they throw, and say why.
/// </summary>
internal sealed class FailedLossEmitter
{
    private readonly LossModel model;
    private readonly TypeNames types;
    private readonly Signature signature;
    private readonly IndentedWriter writer = new();
    private readonly string failure;

    private FailedLossEmitter(LossModel model)
    {
        this.model = model;
        types = LossEmitter.TypesFor(model);
        signature = new Signature(model, types);
        string message = SymbolDisplay.FormatLiteral($"{model.MethodName} can't be differentiated. {model.Failure}", quote: true);
        failure = $"throw new {types["InvalidOperationException"]}({message})";
    }

    public static string Emit(LossModel model)
    {
        var emitter = new FailedLossEmitter(model);
        return GeneratedFile.Write(model, emitter.types, emitter.writer, emitter.EmitMembers);
    }

    private void EmitMembers()
    {
        EmitMethods(signature.GradientType, signature.Gradient, signature.ParameterList);
        EmitMethods(signature.ValueAndGradientType, signature.ValueAndGradient, signature.ParameterList);
        if (model.UsesStableForms)
        {
            EmitMethods(signature.ValueType, signature.StableValue, signature.LossParameterList);
        }

        EmitObjective();
    }

    /// <summary>
    /// A method without and one with a workspace: whether it takes one depends on what can't be read. An optional parameter would keep it from
    /// being converted to a delegate type.
    /// </summary>
    private void EmitMethods(string type, string name, string parameters)
    {
        EmitMethod(type, name, parameters);
        if (!signature.HasParamsLast)
        {
            EmitMethod(type, name, $"{parameters}{(parameters.Length > 0 ? ", " : "")}{types["Workspace"]}? {signature.Workspace}");
        }
    }

    private void EmitMethod(string type, string name, string parameters)
    {
        EmitSummary();
        writer.Line($"{model.Accessibility} {signature.Modifiers}{type} {name}({parameters})");
        writer.Line($"    => {failure};");
        writer.Line();
    }

    private void EmitObjective()
    {
        EmitSummary();
        writer.Open($"{model.Accessibility} sealed class {signature.Objective} : {types["Objective"]}<{signature.Precision}>");
        writer.Line("/// <summary>Throws.</summary>");
        writer.Line($"public {signature.Objective}({ObjectiveEmitter.ConstructorParameters(model, signature, types)})");
        writer.Open($"    : base({signature.Objective}.Failure(), {types["Aggregation"]}.Mean)");
        writer.Close();
        writer.Line();
        writer.Line("/// <inheritdoc/>");
        writer.Line($"protected override double AccumulateValue({types["ReadOnlySpan"]}<{signature.Precision}> theta, int start, int count)");
        writer.Line($"    => {failure};");
        writer.Line();
        writer.Line("/// <inheritdoc/>");
        writer.Line(
            $"protected override void AccumulateValueAndGradient({types["ReadOnlySpan"]}<{signature.Precision}> theta, int start, int count, {types["Span"]}<double> sums)");
        writer.Line($"    => {failure};");
        writer.Line();
        writer.Line($"private static {types["LossDescription"]} Failure()");
        writer.Line($"    => {failure};");
        writer.Close();
    }

    private void EmitSummary() => writer.Line($"/// <summary>Not available: <c>{model.MethodName}</c> has an error.</summary>");
}
