using SymGrad.Generator.Frontend;
using SymGrad.Generator.IR;

namespace SymGrad.Generator.Differentiation;

/// <summary>A loss with all that is derived from it: what emission prints.</summary>
/// <param name="Model">The loss as lowered.</param>
/// <param name="ValueAndGradient">Yields the value, then the adjoint of each θ in order.</param>
/// <param name="Gradient">Yields the adjoint of each θ in order.</param>
/// <param name="Structure">The structure in θ as the runtime's enumeration calls it.</param>
/// <param name="StructureReport">The structure in all θ together and in each of them, in words, with the reasons why it is not simpler.</param>
/// <param name="Coefficients">
/// For a loss affine in θ: yields the value at θ = 0, then ∂L/∂θ for each θ in order, from data only. Otherwise null.
/// </param>
/// <param name="Lifted">The loss as sums over the data and a function of θ and these, where it is one; otherwise null.</param>
/// <param name="Expansion">The loss as a polynomial that is expanded about a reference point, for losses without sums; otherwise null.</param>
/// <param name="Pullbacks">The derivatives of helpers that call themselves.</param>
/// <param name="Findings">What the compiler found out about the loss, each with its id.</param>
internal sealed record DifferentiatedLoss(
    LossModel Model,
    Function ValueAndGradient,
    Function Gradient,
    string Structure,
    EquatableArray<string> StructureReport,
    Function? Coefficients,
    LiftedLoss? Lifted,
    TaylorExpansion? Expansion,
    EquatableArray<HelperFunction> Pullbacks,
    EquatableArray<string> Findings)
{
    /// <summary>Yields the value alone, where stable forms make it another one than that of the user's method; otherwise null.</summary>
    public Function? StableValue { get; init; }

    /// <summary>What passes over many items compute once for all of them, from θ alone; null where that is nothing.</summary>
    public LossPrologue? Prologue { get; init; }

    /// <summary>What is computed from the data alone, and kept from one pass to the next; null where that is nothing.</summary>
    public LossDataPart? DataPart { get; init; }

    /// <summary>What is left for each item; null where there is neither of both.</summary>
    public ItemLoss? Item { get; init; }

    /// <summary>The forms for several items at once; null where there are none.</summary>
    public LaneLoss? Lanes { get; init; }
}
