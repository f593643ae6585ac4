using System;
using System.Collections.Generic;
using System.Linq;
using SymGrad.Generator.IR;
using SymGrad.Generator.Simplification.NormalForm;

namespace SymGrad.Generator.Analysis.Structure;

/// <summary>What a loss is as a function of θ. It refers to the normal form it was read from, and so is not for the incremental cache.</summary>
internal sealed class LossStructureInfo(
    Function primal,
    NormalForms? forms,
    StructureRung rung,
    EquatableArray<ThetaStructure> thetas,
    AffineForm? affine,
    bool thetaDecidesExceptions)
{
    public Function Primal { get; } = primal;

    /// <summary>The normal form of every value of the loss. There is none of a loss with loops or arrays, which is then not known to be affine.</summary>
    public NormalForms Forms => forms ?? throw new InvalidOperationException($"'{Primal.Name}' has no normal form.");

    public StructureRung Rung { get; } = rung;

    /// <summary>The parameters in θ, in order.</summary>
    public EquatableArray<ThetaStructure> Thetas { get; } = thetas;

    /// <summary>The offset and the coefficients, for a constant or affine loss; null for any other.</summary>
    public AffineForm? Affine { get; } = affine;

    /// <summary>
    /// Whether θ decides if or what the loss throws. The item loop can then not be left out, and the loss counts as general.
    /// </summary>
    public bool ThetaDecidesExceptions { get; } = thetaDecidesExceptions;

    /// <summary>What the loss depends on.</summary>
    public Colour Colour => Forms[Primal.Body.Yields[0]].Dependence.Colour;

    /// <summary>The parameters that the loss varies with.</summary>
    public IEnumerable<ThetaStructure> Effective => Thetas.Items.Where(t => t.HasEffect);
}
