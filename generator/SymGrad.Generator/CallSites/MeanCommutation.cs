using System.Collections.Generic;
using System.Linq;
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
        => IsAffine(loss, averaged) || (quantity == LossQuantity.Gradient && IsGradientAffine(loss, averaged));

    /// <summary>What the data alone add to the value drops out of the gradient: y² does in (θ − y)².</summary>
    private static bool IsGradientAffine(Function loss, IReadOnlyCollection<int> averaged)
    {
        Function swept = ReverseSweep.Differentiate(loss);
        Function gradient = DeadCode.Remove(swept, Enumerable.Range(1, swept.Body.Yields.Count - 1));

        // Structure is known of losses and helpers, and so not of what only a reverse sweep does.
        return !gradient.Body.Flatten().Any(i => i is Record or Replay or PullbackCall) && IsAffine(gradient, averaged);
    }

    /// <summary>Whether all results of a function, and all that it adds to the caller's memory, are affine in some parameters jointly.</summary>
    private static bool IsAffine(Function function, IReadOnlyCollection<int> parameters)
    {
        // The analysis of structure knows one kind of variables, which are here the data in question.
        Function inData = function with
        {
            Parameters = function.Parameters.Select((p, i) => p with { Role = RoleOf(p, parameters.Contains(i)) }).ToEquatableArray(),
        };
        DegreeAnalysis degrees = DegreeAnalysis.Analyze(inData, Normalizer.Expand(inData));
        IEnumerable<Value> destinations = Enumerable.Range(0, function.Parameters.Count)
            .Where(i => function.Parameters[i].Role == ParameterRole.Destination)
            .Select(i => new Value(i));
        return function.Body.Yields.All(y => degrees.InTheta(y) <= 1) && destinations.All(d => degrees.Of(d)[DegreeVariables.Joint] <= 1);
    }

    private static ParameterRole RoleOf(Parameter parameter, bool isVariable) => isVariable ? ParameterRole.Theta
        : parameter.Role == ParameterRole.Theta ? ParameterRole.Data
        : parameter.Role;
}
