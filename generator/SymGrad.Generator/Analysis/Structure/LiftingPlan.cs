using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using SymGrad.Generator.IR;
using SymGrad.Generator.Simplification.NormalForm;

namespace SymGrad.Generator.Analysis.Structure;

/// <summary>One sum over the data, Σ h(data), and what it is multiplied by, φ(θ).</summary>
/// <param name="Data">What is summed: a polynomial whose first term has the factor 1.</param>
/// <param name="Theta">Its factor, which does not depend on data.</param>
internal readonly record struct LiftedSum(Polynomial Data, Polynomial Theta);

/// <summary>
/// Which sums over the data a loss is put together from, L = Σₖ φₖ(θ)·hₖ(data), for losses that are polynomial in functions of θ alone. As few
/// as possible: either what belongs to each product of functions of θ is one sum, or what belongs to each product of data.
/// </summary>
internal sealed class LiftingPlan
{
    /// <summary>With more sums than this, the code for them is no longer worth its length.</summary>
    private const int LargestSumCount = 128;

    private LiftingPlan(ImmutableArray<LiftedSum> sums) => Sums = sums;

    public ImmutableArray<LiftedSum> Sums { get; }

    /// <summary>The plan for a loss, or null when there is none, or nothing to gain from it.</summary>
    public static LiftingPlan? Of(LossStructureInfo structure)
    {
        if (structure.Lifted is null || structure.Rung <= StructureRung.Affine || structure.Primal.Parameters.All(p => p.Role != ParameterRole.Data))
        {
            return null;
        }

        // What the user computed from data alone stays whole: it has the digits that multiplying out would lose.
        Value loss = structure.Primal.Body.Yields[0];
        ImmutableArray<LiftedSum> expanded = Shortest(structure.Forms[loss]);
        ImmutableArray<LiftedSum> grouped = Shortest(Normalizer.Group(structure.Primal, structure.Forms)[loss]);
        ImmutableArray<LiftedSum> sums = grouped.IsEmpty || grouped.Length > 2 * expanded.Length ? expanded : grouped;
        return sums.Length is 0 or > LargestSumCount ? null : new(sums);
    }

    private static ImmutableArray<LiftedSum> Shortest(Polynomial form)
    {
        if (form.Terms.Any(t => t.Monomial.ThetaPart().Dependence.OnData))
        {
            return [];
        }

        ImmutableArray<LiftedSum> byTheta = ByTheta(form);
        ImmutableArray<LiftedSum> byData = ByData(form);
        return byTheta.Length < byData.Length ? byTheta : byData;
    }

    private static ImmutableArray<LiftedSum> ByTheta(Polynomial form)
    {
        var sums = new List<LiftedSum>();
        foreach ((Monomial theta, Polynomial coefficient) in form.ByTheta())
        {
            Rational factor = coefficient.Terms[0].Coefficient;
            sums.Add(new(coefficient.Scale(factor.Inverse()), Polynomial.Of(theta, factor)));
        }

        return [.. sums];
    }

    private static ImmutableArray<LiftedSum> ByData(Polynomial form) =>
    [
        .. form.Terms.GroupBy(t => t.Monomial.DataPart()).Select(g => new LiftedSum(
            Polynomial.Of(g.Key, Rational.One),
            new Polynomial([.. g.Select(t => t with { Monomial = t.Monomial.ThetaPart() }).OrderBy(t => t.Monomial)]))),
    ];
}
