using System;
using System.Collections.Generic;
using System.Linq;
using SymGrad.Generator.Analysis.Structure;
using SymGrad.Generator.IR;
using SymGrad.Generator.Simplification;

namespace SymGrad.Generator.Differentiation;

/// <summary>A loss that is a polynomial, as what an objective expands about a reference point: its derivatives of the second and of higher orders.</summary>
/// <param name="Degrees">Which products of its parameters the loss may have.</param>
/// <param name="Derivatives">
/// For each order from 2 to the degree of the loss: adds to destinations, or yields, the derivatives in one direction less than the order; see <see cref="TangentSweep"/>.
/// </param>
/// <param name="IsOfItems">Whether it is the loss of an item that is expanded, in θ and in the results of the prologue; otherwise it is the whole loss, in θ.</param>
internal sealed record TaylorExpansion(PolynomialDegrees Degrees, EquatableArray<Function> Derivatives, bool IsOfItems)
{
    /// <summary>
    /// What is computed from θ alone where that is not what a pass computes, and the loss of an item from it: so that it is a polynomial at all, or one of a lower degree.
    /// Otherwise null.
    /// </summary>
    public (LossPrologue Prologue, ItemLoss Item)? Lifting { get; init; }

    /// <summary>Expands a loss; null where it is no polynomial, or where its derivatives are not known here.</summary>
    /// <param name="loss">The loss.</param>
    /// <param name="gradient">Gives the function that yields the value and the adjoint of each number in θ, without calls of functions on arrays. It is asked for polynomials only.</param>
    /// <param name="isOfItems">Whether it is that of an item.</param>
    public static TaylorExpansion? TryBuild(Function loss, Func<Function> gradient, bool isOfItems)
    {
        // Sums of doubles take the derivatives as they are, so that single precision would be all that they have.
        if (loss.Parameters.Any(p => p.IsTheta && p.Type != ScalarType.Double)
            || loss.TypeOf(loss.Body.Yields[0]) != ScalarType.Double
            || loss.Parameters.All(p => p.Role != ParameterRole.Data)
            || PolynomialDegrees.Of(loss) is not { } degrees)
        {
            return null;
        }

        Function valueAndGradient = gradient();
        Function? derivative = DeadCode.Remove(valueAndGradient, Enumerable.Range(1, valueAndGradient.Body.Yields.Count - 1), KeptReads.None);
        var derivatives = new List<Function>();
        for (int order = 2; order <= degrees.Degree; order++)
        {
            derivative = TangentSweep.TryDifferentiate(derivative);
            if (derivative is null)
            {
                return null;
            }

            derivative = DerivativeSimplification.Apply(derivative, KeptReads.None);
            derivatives.Add(derivative);
        }

        return new(degrees, derivatives.ToEquatableArray(), isOfItems);
    }
}
