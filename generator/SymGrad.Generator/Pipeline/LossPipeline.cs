using System.Collections.Generic;
using System.Linq;
using SymGrad.Generator.Analysis.Structure;
using SymGrad.Generator.Diagnostics;
using SymGrad.Generator.Differentiation;
using SymGrad.Generator.Emission;
using SymGrad.Generator.Frontend;
using SymGrad.Generator.Hoisting;
using SymGrad.Generator.IR;
using SymGrad.Generator.Simplification;
using SymGrad.Generator.StableForms;
using SymGrad.Generator.Vectorization;

namespace SymGrad.Generator.Pipeline;

/// <summary>A loss on its way through the pipeline; <see cref="Result"/> is null when it has an error.</summary>
internal sealed record PipelineLoss(LossModel Model, DifferentiatedLoss? Result);

/// <summary>The stages after lowering, in order: pure functions of the model.</summary>
internal static class LossPipeline
{
    public static PipelineLoss Differentiate(LossModel model)
        => new(model, model.Function is { } loss ? Differentiate(model, loss) : null);

    /// <summary>The function that yields the gradient of a loss, with its value before it if wanted; null when the loss has an error.</summary>
    public static Function? DerivativeOf(LossModel loss, bool withValue)
        => Differentiate(loss).Result is { } result ? withValue ? result.ValueAndGradient : result.Gradient : null;

    public static string Emit(PipelineLoss loss)
        => loss.Result is { } differentiated ? LossEmitter.Emit(InCalls(differentiated)) : FailedLossEmitter.Emit(loss.Model);

    /// <summary>The loss with stable forms; as it is where they are switched off, or where it is a polynomial in θ and has its sums.</summary>
    public static StableLoss StableFormsOf(LossModel model, Function loss, LossStructureInfo structure)
        => model.UsesStableForms && structure.Rung is StructureRung.General or StructureRung.Separable ? StableFormsPass.Apply(loss) : new StableLoss(loss, []);

    /// <summary>The methods that are not for several items, with calls in the place of loops, where there are such. Nobody but emission knows these calls.</summary>
    private static DifferentiatedLoss InCalls(DifferentiatedLoss loss)
    {
        return loss with
        {
            ValueAndGradient = OfValueAndGradient(loss.ValueAndGradient),
            Gradient = Derivative(loss.Gradient, []),
            Pullbacks = loss.Pullbacks.Select(h => h with { Function = DirectCalls.Apply(h.Function) }).ToEquatableArray(),
            StableValue = loss.StableValue is { } value ? DirectCalls.Apply(value) : null,
            Prologue = loss.Prologue is not { } prologue ? null : prologue with
            {
                Values = DirectCalls.Apply(prologue.Values),
                Pullback = Derivative(prologue.Pullback, []),
            },
            DataPart = loss.DataPart is not { } part ? null : part with { Values = DirectCalls.Apply(part.Values) },
            Item = loss.Item is not { } item ? null : new(DirectCalls.Apply(item.Value), OfValueAndGradient(item.ValueAndGradient)),
        };

        Function OfValueAndGradient(Function function) => Derivative(function, [function.Body.Yields[0]]);

        Function Derivative(Function function, Value[] exact) => DirectCalls.Apply(
            function.Body.Flatten().Any(i => i is Loop)
                ? ElementCalls.Apply(function, loss.Model.HasOrderedSums ? null : ExactValues.Of(function, exact))
                : function);
    }

    private static DifferentiatedLoss Differentiate(LossModel model, Function loss)
    {
        LossStructureInfo structure = HoistedStructure.Analyze(loss);
        Function? coefficients = structure.Affine is null ? null : DeadCode.Remove(CoefficientBuilder.Build(structure));

        StableLoss stable = StableFormsOf(model, loss, structure);
        var sums = new LossSums(model, structure, stable);
        IReadOnlyCollection<string> valued = sums.Valued;
        Function valueAndGradient = coefficients is null ? sums.Gradient : DeadCode.Remove(ConstantGradient.Apply(sums.Gradient, coefficients));
        Function reference = sums.ReferenceOfLoss ?? valueAndGradient;
        Function gradient = DeadCode.Remove(valueAndGradient, Enumerable.Range(1, valueAndGradient.Body.Yields.Count - 1), KeptReads.Unused);
        EquatableArray<HelperFunction> pullbacks = model.Helpers
            .Select(h => h with { Function = Simplify(ReverseSweep.Pullback(h.Function, h.Pullback, valued), KeptReads.None) }).ToEquatableArray();
        HoistedLoss? hoisted = sums.Hoisted;
        ItemLoss? item = sums.Item;
        LiftedLoss? lifted = Lift(sums, item?.ValueAndGradient ?? valueAndGradient);
        LaneLoss? lanes = InLanes(hoisted?.Item ?? stable.Function, sums.ReferenceOfItem ?? reference);

        // Where there are sums, data are read once anyway.
        DataSplit? split = sums.Exist || HasCopiedData(model) ? null : DataSplit.Of(stable.Function, lanes is not null);
        if (split is not null)
        {
            // Columns and results keep their names where the rest does not read them.
            hoisted = HoistedLoss.Of(split.Item, stable.Function.Parameters.Concat(split.Results).Select(p => p.Name));
            Function left = hoisted?.Item ?? split.Item;
            item = LossDerivatives.OfItem(left, valued);
            lanes = InLanes(left, LossDerivatives.Reference(left, valued) ?? item.ValueAndGradient);
        }

        Function? stableValue = stable.Replaced.IsEmpty ? null : DeadCode.Remove(Expansions.Calls(stable.Function), KeptReads.All);
        return new DifferentiatedLoss(
            model,
            valueAndGradient,
            gradient,
            structure.Rung.ToString(),
            StructureReport.Of(structure).ToEquatableArray(),
            coefficients,
            lanes is null ? lifted : lifted?.ComparedWithLanes(),
            sums.Expansion,
            pullbacks,
            StructureFindings.Of(structure, sums.Exist).Concat(NumericsFindings.Of(loss, stable)).Select(f => $"{f.Descriptor.Id}: {f.Message}").ToEquatableArray())
        {
            StableValue = stableValue,
            Prologue = hoisted is null ? null : LossDerivatives.OfPrologue(hoisted, valued) with { IsLinear = sums.IsLinear },
            DataPart = split is null ? null : new(
                split.Results,
                DeadCode.Remove(Expansions.Calls(split.Values), KeptReads.All),
                CanBeInPartsOfLanes(model, split.Values) ? LaneForm.TryBuildOfNumbers(split.Values) : null),
            Item = item,
            Lanes = lanes,
        };

        LaneLoss? InLanes(Function passed, Function derivative) => !CanBeInLanes(model, passed) || HasCopiedData(model) ? null
            : LaneForm.TryBuild(Expansions.Meaning(passed), derivative);
    }

    /// <summary>Whether the data that a pass reads are such that the runtime reads those of several items at once.</summary>
    private static bool CanBeInLanes(LossModel model, Function passed) => DataOf(model, passed).All(l => !l.IsArray || (l.Place is null && IsOfNumbers(l)));

    /// <summary>The same where fewer than eight may be left.</summary>
    private static bool CanBeInPartsOfLanes(LossModel model, Function passed) => CanBeInLanes(model, passed) && DataOf(model, passed).All(IsOfNumbers);

    private static bool IsOfNumbers(ParameterDeclaration leaf) => leaf.ElementType is "double" or "float" or "int";

    private static IEnumerable<ParameterDeclaration> DataOf(LossModel model, Function passed)
        => model.Parameters.Items.Where(p => !p.IsTheta).SelectMany(p => p.Leaves).Where(l => passed.Parameters.Any(read => read.Name == l.Name));

    /// <summary>Whether data have to be copied before a method of the loss's numbers and arrays can be called.</summary>
    public static bool HasCopiedData(LossModel model)
        => model.Parameters.Items.Where(p => !p.IsTheta).SelectMany(p => p.Leaves).Concat(model.InstanceLeaves).Any(l => l.Place is { Copied: not CopiedPart.None });

    private static LiftedLoss? Lift(LossSums sums, Function perItem) => sums.Lifting is { } plan
        ? LiftedLoss.Create(
            LiftedTermsBuilder.Build(sums.Structure, plan),
            Simplify(ReverseSweep.Differentiate(LiftedLossBuilder.Build(sums.Structure, plan)), KeptReads.None),
            perItem)
        : null;

    private static Function Simplify(Function derivative, KeptReads keptReads) => DerivativeSimplification.Apply(derivative, keptReads);
}
