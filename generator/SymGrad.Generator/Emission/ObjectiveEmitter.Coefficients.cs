using System.Collections.Immutable;
using System.Globalization;
using System.Linq;
using SymGrad.Generator.IR;

namespace SymGrad.Generator.Emission;

/// <content>The sums of a loss that is affine in θ.</content>
internal sealed partial class ObjectiveEmitter
{
    private void EmitCoefficientKernel(Function coefficients)
    {
        KernelNames names = NewNames();
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
}
