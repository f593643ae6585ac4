using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using SymGrad.Generator.Simplification.NormalForm;

namespace SymGrad.Generator.Analysis.Structure;

/// <summary>One product of a lifted form.</summary>
/// <param name="Theta">φₖ(θ): a product of powers of what depends on θ alone; 1 in the term that does not depend on θ.</param>
/// <param name="Data">hₖ(data): what it is multiplied by, which does not depend on θ.</param>
internal readonly record struct LiftedTerm(Monomial Theta, Polynomial Data);

/// <summary>
/// A loss that is Σ φₖ(θ)·hₖ(data): linear in φ, so that the sums of the hₖ over the data are all that its value and its gradient need.
/// Polynomials in θ are of this kind, and so is what is polynomial in any functions of θ alone.
/// </summary>
internal sealed class LiftedForm
{
    private LiftedForm(ImmutableArray<LiftedTerm> terms) => Terms = terms;

    /// <summary>The products, each φₖ once, in the order of the normal form.</summary>
    public ImmutableArray<LiftedTerm> Terms { get; }

    /// <summary>The lifted form of a value in normal form, or null when something in it depends on θ and on data at once.</summary>
    public static LiftedForm? Of(Polynomial form)
    {
        IReadOnlyList<(Monomial Theta, Polynomial Coefficient)> terms = form.ByTheta();
        return terms.Any(t => t.Theta.Dependence.OnData) ? null : new([.. terms.Select(t => new LiftedTerm(t.Theta, t.Coefficient))]);
    }
}
