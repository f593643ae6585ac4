using System.Collections.Generic;
using System.Linq;
using SymGrad.Generator.Analysis;
using SymGrad.Generator.IR;
using SymGrad.Generator.Simplification;

namespace SymGrad.Generator.Differentiation;

/// <summary>
/// Gives a loss that is affine in θ the gradient that does not mention θ. The sweep finds it by itself for y − θ·x; where θ cancels only in
/// the end, as in (θ − a)² − θ², the sweep's 2(θ − a) − 2θ would lose digits to the cancellation, and the coefficients of the normal form
/// take its place.
/// </summary>
internal static class ConstantGradient
{
    /// <param name="valueAndGradient">Yields the value, then the adjoint of each θ.</param>
    /// <param name="coefficients">Has the same parameters; yields the value at θ = 0, then the derivative for each θ, from data only.</param>
    public static Function Apply(Function valueAndGradient, Function coefficients)
    {
        ThetaDependence dependence = ThetaDependence.Analyze(valueAndGradient);
        EquatableArray<Value> swept = valueAndGradient.Body.Yields;
        if (!swept.Skip(1).Any(dependence.Of))
        {
            return valueAndGradient;
        }

        var builder = new FunctionBuilder(valueAndGradient.Name);
        var terms = new TermBuilder(builder);
        var sweepCopier = new FunctionCopier(valueAndGradient, builder);
        sweepCopier.CopyParameters();
        sweepCopier.CopyInstructions(valueAndGradient.Body);
        var coefficientCopier = new FunctionCopier(coefficients, builder);
        coefficientCopier.CopyParameters(areDeclared: true);
        coefficientCopier.CopyInstructions(coefficients.Body);

        List<Value> results = [sweepCopier[swept[0]]];
        for (int i = 1; i < swept.Count; i++)
        {
            results.Add(dependence.Of(swept[i])
                ? terms.Convert(coefficientCopier[coefficients.Body.Yields[i]], valueAndGradient.TypeOf(swept[i]))
                : sweepCopier[swept[i]]);
        }

        return builder.Build(results);
    }
}
