using System.Collections.Generic;
using System.Linq;
using SymGrad.Generator.Analysis;
using SymGrad.Generator.Analysis.Structure;
using SymGrad.Generator.Differentiation;
using SymGrad.Generator.IR;
using SymGrad.Generator.Simplification;
using SymGrad.Generator.Simplification.NormalForm;

namespace SymGrad.Generator.CallSites;

/// <summary>
/// Whether a loss, or its gradient, at the mean of some of its data is the mean of its values over the items: exactly when it is affine in
/// those data jointly. Sound and incomplete, as all claims about structure are: true is proved.
/// </summary>
internal static class MeanCommutation
{
    /// <param name="loss">The loss.</param>
    /// <param name="averaged">The parameters that are given means.</param>
    /// <param name="quantity">What is asked for.</param>
    public static bool IsProved(Function loss, IReadOnlyCollection<int> averaged, LossQuantity quantity)
    {
        if (IsAffine(loss, averaged, yields: [0]))
        {
            return true;
        }

        // What the data alone add to the value drops out of the gradient: y² does in (θ − y)².
        if (quantity != LossQuantity.Gradient || loss.Body.Flatten().Any(i => i is Compute { Operation: CallOperation }))
        {
            return false;
        }

        Function swept = ReverseSweep.Differentiate(loss);
        Function gradient = DeadCode.Remove(swept, Enumerable.Range(1, swept.Body.Yields.Count - 1));
        return IsAffine(gradient, averaged, [.. Enumerable.Range(0, gradient.Body.Yields.Count)]);
    }

    /// <summary>Whether some results of a function, and all that it adds to the caller's memory, are affine in some parameters jointly.</summary>
    private static bool IsAffine(Function function, IReadOnlyCollection<int> parameters, int[] yields)
    {
        AffineDependence dependence = AffineDependence.Analyze(function, parameters);
        bool isAffine = yields.All(y => dependence.Of(function.Body.Yields[y]) != Variation.Other)
            && Enumerable.Range(0, function.Parameters.Count)
                .Where(i => function.Parameters[i].Role == ParameterRole.Destination)
                .All(i => dependence.Of(new Value(i)) != Variation.Other);
        if (isAffine || function.UsesMemory())
        {
            return isAffine;
        }

        // The normal form sees through cancellation. It knows one kind of variables, which are here the data in question.
        Function inData = function with
        {
            Parameters = function.Parameters.Select(
                (p, i) => p with { Role = parameters.Contains(i) ? ParameterRole.Theta : ParameterRole.Data }).ToEquatableArray(),
        };
        NormalForms forms = Normalizer.Expand(inData);
        return yields.All(y => AffineForm.Of(forms[function.Body.Yields[y]]) is not null);
    }
}
