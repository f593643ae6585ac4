using System.Linq;
using Microsoft.CodeAnalysis.CSharp;
using SymGrad.Generator.Frontend;

namespace SymGrad.Generator.Emission;

/// <summary>
/// Writes members of the right shape for a loss that has an error, so that the error stays the only one: they throw, and say why.
/// </summary>
internal static class FailedLossEmitter
{
    public static string Emit(LossModel model)
    {
        TypeNames types = LossEmitter.TypesFor(model);
        var signature = new Signature(model, types);
        var writer = new IndentedWriter();
        string message = SymbolDisplay.FormatLiteral($"{model.MethodName} can't be differentiated. {model.Failure}", quote: true);
        string failure = $"throw new {types["InvalidOperationException"]}({message})";
        return GeneratedFile.Write(model, types, writer, () =>
        {
            writer.Line($"/// <summary>Not available: <c>{model.MethodName}</c> has an error.</summary>");
            writer.Line($"{model.Accessibility} static {signature.GradientType} {signature.Gradient}({signature.ParameterList})");
            writer.Line($"    => {failure};");
            writer.Line();
            writer.Line($"/// <summary>Not available: <c>{model.MethodName}</c> has an error.</summary>");
            writer.Line($"{model.Accessibility} static {signature.ValueAndGradientType} {signature.ValueAndGradient}({signature.ParameterList})");
            writer.Line($"    => {failure};");
            writer.Line();
            EmitObjective(model, signature, types, writer, failure);
        });
    }

    private static void EmitObjective(LossModel model, Signature signature, TypeNames types, IndentedWriter writer, string failure)
    {
        string columns = string.Concat(signature.Data.Select(d => $"{ColumnType(d, types)} {NameAllocator.Escape(d.Name)}, "));
        writer.Line($"/// <summary>Not available: <c>{model.MethodName}</c> has an error.</summary>");
        writer.Open($"{model.Accessibility} sealed class {signature.Objective} : {types["Objective"]}<{signature.Precision}>");
        writer.Line("/// <summary>Throws.</summary>");
        string last = signature.Data.Any(d => d.Name == "aggregation") ? "aggregation2" : "aggregation";
        writer.Line(signature.Data.Count > 0
            ? $"public {signature.Objective}({columns}{types["Aggregation"]} {last} = {types["Aggregation"]}.Mean)"
            : $"public {signature.Objective}()");
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

    private static string ColumnType(ParameterDeclaration data, TypeNames types)
        => SyntaxFacts.GetKeywordKind(data.Type) is SyntaxKind.None or SyntaxKind.StringKeyword or SyntaxKind.ObjectKeyword
            ? "object?"
            : $"{types["Column"]}<{data.Type}>";
}
