using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using SymGrad.Generator.Differentiation;
using SymGrad.Generator.IR;

namespace SymGrad.Generator.Emission;

/// <summary>The part for losses that are put together from sums over the data.</summary>
internal sealed partial class ObjectiveEmitter
{
    private void EmitSums(LiftedLoss lifted)
    {
        writer.Line("/// <inheritdoc/>");
        writer.Line($"protected override int SumCount => {Number(lifted.Terms.FactorCounts.Count)};");
        writer.Line();
        writer.Line("/// <inheritdoc/>");
        writer.Line($"protected override int SumPassCost => {Number(lifted.PassCost)};");
        writer.Line();
        EmitTermsKernel(lifted);
        if (lifted.HasTerms)
        {
            writer.Line();
            EmitTerms(lifted);
        }

        writer.Line();
        EmitSumEvaluation(lifted);
        writer.Line();
        EmitValueAndGradientOfSums(lifted.ValueAndGradient);
    }

    private void EmitTermsKernel(LiftedLoss lifted)
    {
        KernelNames names = NewNames();
        string start = names.Allocate("start");
        string count = names.Allocate("count");
        string sums = names.Allocate("sums");
        writer.Line("/// <inheritdoc/>");
        EmitOptimization();
        writer.Open($"protected override void AccumulateTerms(int {start}, int {count}, {types["Span"]}<{types["ExtendedSum"]}> {sums})");
        if (lifted.HasTerms)
        {
            EmitColumns(names, start, count);
            string item = EmitLoop(names, count);
            string data = string.Concat(signature.DataLeaves.Select(d => OfItem(d, item) + ", "));
            writer.Line($"{Own("AddTerms")}({data}{sums});");
            writer.Close();
        }

        // The sum of 1 over the items, which is one of the sums at most.
        if (lifted.Terms.FactorCounts.Items.IndexOf(0) is var constant and >= 0)
        {
            if (lifted.HasTerms)
            {
                writer.Line();
            }

            writer.Line($"{sums}[{Number(constant)}].Add({count});");
        }

        writer.Close();
    }

    private void EmitTerms(LiftedLoss lifted)
    {
        // The parameter for the sums shares the method with the loss's own locals.
        var names = new NameAllocator();
        foreach (string name in lifted.Terms.Function.Values.Select(v => v.Name).OfType<string>())
        {
            names.Reserve(name);
        }

        string sums = names.Allocate("sums");
        string dataList = string.Concat(signature.DataLeaves.Select(d => $"{d.Type} {NameAllocator.Escape(d.Name)}, "));
        writer.Line("/// <summary>Adds what one item contributes to the sums.</summary>");
        writer.Line($"[{types["MethodImpl"]}({types["MethodImplOptions"]}.AggressiveInlining)]");
        writer.Open($"private static void AddTerms({dataList}{types["Span"]}<{types["ExtendedSum"]}> {sums})");
        BodyEmitter.Emit(lifted.Terms.Function, writer, types, model.ChecksOverflow, PullbackMethods.None, factors =>
        {
            int next = 0;
            for (int k = 0; k < lifted.Terms.FactorCounts.Count; k++)
            {
                int factorCount = lifted.Terms.FactorCounts[k];
                if (factorCount > 0)
                {
                    string arguments = string.Join(", ", factors.Skip(next).Take(factorCount));
                    writer.Line($"{sums}[{Number(k)}].{(factorCount == 1 ? "Add" : "AddProduct")}({arguments});");
                    next += factorCount;
                }
            }

            return "";
        });
        writer.Close();
    }

    private void EmitSumEvaluation(LiftedLoss lifted)
    {
        KernelNames names = NewNames();
        string theta = names.Allocate("parameters");
        string sums = names.Allocate("sums");
        string results = names.Allocate("results");
        string extended = types["ExtendedDouble"];
        IEnumerable<string> destinations = Enumerable.Range(0, 1 + signature.Theta.Count).Select(i => $"{results}[{Number(i)}]");
        IEnumerable<string> arguments =
        [
            .. signature.Theta.Select((_, i) => $"{theta}[{Number(i)}]"),
            .. lifted.Terms.FactorCounts.Select((_, k) => $"{sums}[{Number(k)}]"),
        ];
        writer.Line("/// <inheritdoc/>");
        writer.Open(
            $"protected override void EvaluateSums({types["ReadOnlySpan"]}<{signature.Precision}> {theta}, {types["ReadOnlySpan"]}<{extended}> {sums}, {types["Span"]}<{extended}> {results})");
        writer.Line($"({string.Join(", ", destinations)}) = {Own("ValueAndGradientOfSums")}({string.Join(", ", arguments)});");
        writer.Close();
    }

    private void EmitValueAndGradientOfSums(Function valueAndGradient)
    {
        string extended = types["ExtendedDouble"];
        IEnumerable<string> parameters = valueAndGradient.Parameters
            .Where(p => p.Type == ScalarType.Extended).Select(p => $"{extended} {NameAllocator.Escape(p.Name)}");
        string tuple = string.Join(", ", valueAndGradient.Body.Yields.Select(_ => extended));
        writer.Line("/// <summary>The value and the gradient over the whole data set, from the sums of its terms.</summary>");
        writer.Open($"private static ({tuple}) ValueAndGradientOfSums({string.Join(", ", parameters)})");
        BodyEmitter.Emit(valueAndGradient, writer, types, model.ChecksOverflow, new PullbackMethods(loss.Pullbacks), results => $"({string.Join(", ", results)})");
        writer.Close();
    }

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
