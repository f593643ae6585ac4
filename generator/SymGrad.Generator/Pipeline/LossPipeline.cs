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

    /// <summary>Whether the objective of a loss has sums over the data, as emission writes it. It is asked about losses above the affine ones.</summary>
    /// <param name="model">The loss as lowered.</param>
    /// <param name="structure">What it is.</param>
    public static bool HasSums(LossModel model, LossStructureInfo structure)
        => structure.Rung is not (StructureRung.General or StructureRung.Constant or StructureRung.Affine) && Differentiate(model).Result!.HasSums;

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

        IReadOnlyCollection<string> valued = ReverseSweep.Valued(model.Helpers);
        StableLoss stable = StableFormsOf(model, loss, structure);
        Function swept = Simplify(ReverseSweep.Differentiate(stable.Function, valued), KeptReads.All);
        Function valueAndGradient = coefficients is null ? swept : DeadCode.Remove(ConstantGradient.Apply(swept, coefficients));
        Function reference = ReferenceOf(stable.Function, valued) ?? valueAndGradient;
        Function gradient = DeadCode.Remove(valueAndGradient, Enumerable.Range(1, valueAndGradient.Body.Yields.Count - 1), KeptReads.Unused);
        EquatableArray<HelperFunction> pullbacks = model.Helpers
            .Select(h => h with { Function = Simplify(ReverseSweep.Pullback(h.Function, h.Pullback, valued), KeptReads.None) }).ToEquatableArray();
        HoistedLoss? hoisted = structure.Rung is StructureRung.Constant or StructureRung.Affine || HasCopiedData(model) ? null : HoistedLoss.Of(stable.Function);
        ItemLoss? item = hoisted is null ? null : ItemLossOf(hoisted.Item, valued);
        LossStructureInfo structureOfStable = stable.Replaced.IsEmpty ? structure : HoistedStructure.Analyze(stable.Function);
        LiftedLoss? lifted = Lift(structureOfStable, item?.ValueAndGradient ?? valueAndGradient);
        Function? itemReference = hoisted is null ? null : ReferenceOf(hoisted.Item, valued) ?? item!.ValueAndGradient;
        TaylorExpansion? expansion = lifted is null && !HasCopiedData(model) ? Expand(structureOfStable, stable.Function, reference, hoisted, itemReference, valued) : null;
        bool isLinear = hoisted is not null && lifted is null && structure.Rung > StructureRung.Quadratic && IsAffine(hoisted.Item);
        LaneLoss? lanes = InLanes(hoisted?.Item ?? stable.Function, itemReference ?? reference);

        // Where there are sums, data are read once anyway.
        bool hasSums = structure.Rung is StructureRung.Constant or StructureRung.Affine || lifted is not null || isLinear || expansion is not null;
        DataSplit? split = hasSums || HasCopiedData(model) ? null : DataSplit.Of(stable.Function, lanes is not null);
        if (split is not null)
        {
            // Columns and results keep their names where the rest does not read them.
            hoisted = HoistedLoss.Of(split.Item, stable.Function.Parameters.Concat(split.Results).Select(p => p.Name));
            Function left = hoisted?.Item ?? split.Item;
            item = ItemLossOf(left, valued);
            lanes = InLanes(left, ReferenceOf(left, valued) ?? item.ValueAndGradient);
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
            expansion,
            pullbacks,
            StructureFindings.Of(structure, hasSums).Concat(NumericsFindings.Of(loss, stable)).Select(f => $"{f.Descriptor.Id}: {f.Message}").ToEquatableArray())
        {
            HasSums = hasSums,
            StableValue = stableValue,
            Prologue = hoisted is null ? null : PrologueOf(hoisted, valued) with { IsLinear = isLinear },
            DataPart = split is null ? null : new(
                split.Results,
                DeadCode.Remove(Expansions.Calls(split.Values), KeptReads.All),
                CanBeInLanes(model, split.Values) ? LaneForm.TryBuildOfNumbers(split.Values) : null),
            Item = item,
            Lanes = lanes,
        };

        LaneLoss? InLanes(Function passed, Function derivative) => !CanBeInLanes(model, passed) || HasCopiedData(model) ? null
            : LaneForm.TryBuild(Expansions.Meaning(passed), derivative);
    }

    private static bool IsAffine(Function item) => StructureAnalysis.Analyze(Expansions.Meaning(item)).Rung == StructureRung.Affine;

    /// <summary>Value and gradient without calls of functions on arrays; null where there are none anyway.</summary>
    private static Function? ReferenceOf(Function loss, IReadOnlyCollection<string> valued) => Expansions.Exist(loss)
        ? Simplify(ReverseSweep.Differentiate(Expansions.Meaning(loss), valued), KeptReads.All)
        : null;

    private static ItemLoss ItemLossOf(Function item, IReadOnlyCollection<string> valued)
        => new(DeadCode.Remove(Expansions.Calls(item), KeptReads.All), Simplify(ReverseSweep.Differentiate(item, valued), KeptReads.All));

    private static LossPrologue PrologueOf(HoistedLoss hoisted, IReadOnlyCollection<string> valued)
    {
        Function weighted = Simplify(ReverseSweep.Differentiate(hoisted.Weighted, valued), KeptReads.None);
        return new(
            hoisted.Results,
            hoisted.Lengths,
            DeadCode.Remove(Expansions.Calls(hoisted.Values), KeptReads.All),
            DeadCode.Remove(weighted, Enumerable.Range(1, weighted.Body.Yields.Count - 1)));
    }

    /// <summary>Whether the data that a pass reads are such that the runtime reads those of several items at once.</summary>
    private static bool CanBeInLanes(LossModel model, Function passed)
        => model.Parameters.Items.Where(p => !p.IsTheta).All(p => p.Leaves.Where(l => passed.Parameters.Any(read => read.Name == l.Name)).All(
            leaf => leaf.ElementType is "double" or "float" or "int" && !(leaf.IsArray && leaf.Place is not null)));

    /// <summary>Whether data have to be copied before a method of the loss's numbers and arrays can be called.</summary>
    private static bool HasCopiedData(LossModel model)
        => model.Parameters.Items.Where(p => !p.IsTheta).SelectMany(p => p.Leaves).Concat(model.InstanceLeaves).Any(l => l.Place is { Copied: not CopiedPart.None });

    /// <summary>
    /// The expansion of a loss that is a polynomial in θ, or else of the loss of an item that is one in θ and in what has been computed from it: by the prologue, or, where
    /// the degree is lower then, with the factors that depend on θ alone. A quadratic one needs no more than θ, even where it has a prologue.
    /// </summary>
    private static TaylorExpansion? Expand(LossStructureInfo structure, Function loss, Function reference, HoistedLoss? hoisted, Function? itemReference, IReadOnlyCollection<string> valued)
    {
        if (structure.Rung <= StructureRung.Affine)
        {
            return null;
        }

        TaylorExpansion? ofTheta = hoisted is null || structure.Rung == StructureRung.Quadratic ? TaylorExpansion.TryBuild(structure.Primal, reference, isOfItems: false) : null;
        TaylorExpansion? own = ofTheta ?? (hoisted is null ? null : TaylorExpansion.TryBuild(hoisted.Item, itemReference!, isOfItems: true));
        if (structure.Rung is StructureRung.General or StructureRung.Quadratic || own is { Degrees.Degree: 2 } || FactoredLoss.TryApply(loss) is not { } factored
            || HoistedLoss.Of(factored, [.. (hoisted?.Results ?? []).Select(r => r.Name)]) is not { } lifted)
        {
            return own;
        }

        ItemLoss item = ItemLossOf(lifted.Item, valued);
        return TaylorExpansion.TryBuild(lifted.Item, item.ValueAndGradient, isOfItems: true) is { } other && !(own?.Degrees.Degree <= other.Degrees.Degree)
            ? other with { Lifting = (PrologueOf(lifted, valued), item) }
            : own;
    }

    private static LiftedLoss? Lift(LossStructureInfo structure, Function perItem) => LiftingPlan.Of(structure) is { } plan
        ? LiftedLoss.Create(
            LiftedTermsBuilder.Build(structure, plan),
            Simplify(ReverseSweep.Differentiate(LiftedLossBuilder.Build(structure, plan)), KeptReads.None),
            perItem)
        : null;

    private static Function Simplify(Function derivative, KeptReads keptReads) => DerivativeSimplification.Apply(derivative, keptReads);
}
