using System;
using System.Collections.Generic;
using System.Linq;
using SymGrad.Generator.Analysis.Structure;
using SymGrad.Generator.Differentiation;
using SymGrad.Generator.Frontend;
using SymGrad.Generator.Hoisting;
using SymGrad.Generator.IR;
using SymGrad.Generator.StableForms;

namespace SymGrad.Generator.Pipeline;

/// <summary>
/// What an objective can evaluate a loss from in place of its items. Each part is found when it is asked for: the analyzer asks for each loss after each keystroke
/// whether there are sums, which mostly takes no derivative.
/// </summary>
internal sealed class LossSums
{
    private readonly StableLoss stable;
    private readonly bool isCopied;
    private readonly bool isAffine;
    private readonly Lazy<LossStructureInfo> structure;
    private readonly Lazy<LiftingPlan?> lifting;
    private readonly Lazy<HoistedLoss?> hoisted;
    private readonly Lazy<bool> isLinear;
    private readonly Lazy<Function> gradient;
    private readonly Lazy<Function?> referenceOfLoss;
    private readonly Lazy<ItemLoss?> item;
    private readonly Lazy<Function?> referenceOfItem;
    private readonly Lazy<TaylorExpansion?> expansion;

    /// <param name="model">The loss as lowered.</param>
    /// <param name="written">What it is.</param>
    /// <param name="stable">The loss with stable forms.</param>
    public LossSums(LossModel model, LossStructureInfo written, StableLoss stable)
    {
        this.stable = stable;
        isCopied = LossPipeline.HasCopiedData(model);
        isAffine = written.Rung is StructureRung.Constant or StructureRung.Affine;
        Valued = ReverseSweep.Valued(model.Helpers);
        structure = new(() => stable.Replaced.IsEmpty ? written : HoistedStructure.Analyze(stable.Function));
        lifting = new(() => LiftingPlan.Of(Structure));
        hoisted = new(() => isAffine || isCopied ? null : HoistedLoss.Of(stable.Function));
        isLinear = new(() => Hoisted is { } early && Lifting is null && written.Rung > StructureRung.Quadratic
            && StructureAnalysis.Analyze(Expansions.Meaning(early.Item)).Rung == StructureRung.Affine);
        gradient = new(() => LossDerivatives.ValueAndGradient(stable.Function, Valued));
        referenceOfLoss = new(() => LossDerivatives.Reference(stable.Function, Valued));
        item = new(() => Hoisted is { } early ? LossDerivatives.OfItem(early.Item, Valued) : null);
        referenceOfItem = new(() => Hoisted is { } early ? LossDerivatives.Reference(early.Item, Valued) ?? Item!.ValueAndGradient : null);
        expansion = new(() => Lifting is null && !isCopied ? Expand() : null);
    }

    /// <summary>The helpers whose derivatives return their values, too.</summary>
    public IReadOnlyCollection<string> Valued { get; }

    /// <summary>What the loss is with its stable forms.</summary>
    public LossStructureInfo Structure => structure.Value;

    /// <summary>Whether there are any sums: emission writes them, and diagnostics promise them.</summary>
    public bool Exist => isAffine || Lifting is not null || IsLinear || Expansion is not null;

    /// <summary>How the loss is a sum of products of functions of θ and of data; null where it is none.</summary>
    public LiftingPlan? Lifting => lifting.Value;

    /// <summary>The loss without its work on θ alone; null where there is none.</summary>
    public HoistedLoss? Hoisted => hoisted.Value;

    /// <summary>Whether what is left for the items is affine in θ and in the results of that work.</summary>
    public bool IsLinear => isLinear.Value;

    /// <summary>The loss as a polynomial that is expanded about a point; null where it is none.</summary>
    public TaylorExpansion? Expansion => expansion.Value;

    /// <summary>The value and the gradient of the loss.</summary>
    public Function Gradient => gradient.Value;

    /// <summary>The same without calls of functions on arrays; null where there are none anyway.</summary>
    public Function? ReferenceOfLoss => referenceOfLoss.Value;

    /// <summary>What is left for each item; null where nothing is computed early.</summary>
    public ItemLoss? Item => item.Value;

    /// <summary>Value and gradient of that, without calls of functions on arrays.</summary>
    public Function? ReferenceOfItem => referenceOfItem.Value;

    /// <summary>
    /// The expansion of a loss that is a polynomial in θ, or else of the loss of an item that is one in θ and in what has been computed from it: by the prologue, or, where
    /// the degree is lower then, with the factors that depend on θ alone. A quadratic one needs no more than θ, even where it has a prologue.
    /// </summary>
    private TaylorExpansion? Expand()
    {
        StructureRung rung = Structure.Rung;
        if (rung <= StructureRung.Affine)
        {
            return null;
        }

        TaylorExpansion? ofTheta = Hoisted is null || rung == StructureRung.Quadratic ? TaylorExpansion.TryBuild(Structure.Primal, () => ReferenceOfLoss ?? Gradient, isOfItems: false) : null;
        TaylorExpansion? own = ofTheta ?? (Hoisted is { } early ? TaylorExpansion.TryBuild(early.Item, () => ReferenceOfItem!, isOfItems: true) : null);
        if (rung is StructureRung.General or StructureRung.Quadratic || own is { Degrees.Degree: 2 } || FactoredLoss.TryApply(stable.Function) is not { } factored
            || HoistedLoss.Of(factored, [.. (Hoisted?.Results ?? []).Select(r => r.Name)]) is not { } lifted)
        {
            return own;
        }

        var left = new Lazy<ItemLoss>(() => LossDerivatives.OfItem(lifted.Item, Valued));
        return TaylorExpansion.TryBuild(lifted.Item, () => left.Value.ValueAndGradient, isOfItems: true) is { } other && !(own?.Degrees.Degree <= other.Degrees.Degree)
            ? other with { Lifting = (LossDerivatives.OfPrologue(lifted, Valued), left.Value) }
            : own;
    }
}
