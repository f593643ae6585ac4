using System.Collections.Generic;
using System.Linq;
using SymGrad.Generator.IR;
using SymGrad.Generator.Simplification.NormalForm;

namespace SymGrad.Generator.Analysis.Structure;

/// <summary>What a loss is as a function of θ. It refers to the normal form it was read from, and so is not for the incremental cache.</summary>
internal sealed class LossStructureInfo(
    Function primal,
    NormalForms forms,
    DegreeAnalysis degrees,
    StructureClaim claim,
    EquatableArray<ThetaStructure> thetas,
    AffineForm? affine,
    LiftedForm? lifted,
    Instruction? throwing)
{
    public Function Primal { get; } = primal;

    /// <summary>The normal form of every number of the loss. What loops carry and elements of arrays are values by themselves in it.</summary>
    public NormalForms Forms { get; } = forms;

    /// <summary>What each value of the loss reads as it is written: the colours.</summary>
    public ReadSets Reads { get; } = forms.Reads;

    /// <summary>The degree in θ of every value of the loss.</summary>
    public DegreeAnalysis Degrees { get; } = degrees;

    /// <summary>What the loss is as a function of all parameters in θ together.</summary>
    public StructureClaim Claim { get; } = throwing is null ? claim : StructureClaim.General;

    /// <summary>What the value of the loss is where it does not throw.</summary>
    public StructureClaim ClaimOfValue { get; } = claim;

    public StructureRung Rung => Claim.Rung;

    /// <summary>The parameters in θ, in order.</summary>
    public EquatableArray<ThetaStructure> Thetas { get; } = thetas;

    /// <summary>
    /// The offset and the coefficients of a constant or affine loss without loops and arrays; null for any other, also for an affine one with them.
    /// </summary>
    public AffineForm? Affine { get; } = throwing is null ? affine : null;

    /// <summary>
    /// The sum of products that a loss without loops and arrays is on any rung below <see cref="StructureRung.General"/>; null for any other.
    /// </summary>
    public LiftedForm? Lifted { get; } = throwing is null ? lifted : null;

    /// <summary>
    /// Where θ decides if or what the loss throws, or null. The item loop can then not be left out, and the loss counts as general.
    /// </summary>
    public Instruction? Throwing { get; } = throwing;

    /// <summary>The same with claims that say more, about the value of the loss and about each parameter.</summary>
    public LossStructureInfo Refined(StructureClaim claimOfValue, EquatableArray<ThetaStructure> thetas)
        => new(Primal, Forms, Degrees, claimOfValue, thetas, affine, lifted, Throwing);

    /// <summary>What the loss depends on.</summary>
    public Colour Colour => Forms[Primal.Body.Yields[0]].Dependence.Colour;

    /// <summary>The parameters that the loss varies with.</summary>
    public IEnumerable<ThetaStructure> Effective => Thetas.Items.Where(t => t.HasEffect);
}
