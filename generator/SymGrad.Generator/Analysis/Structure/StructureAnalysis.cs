using System;
using System.Collections.Generic;
using System.Linq;
using SymGrad.Generator.IR;
using SymGrad.Generator.Simplification.NormalForm;

namespace SymGrad.Generator.Analysis.Structure;

/// <summary>
/// Finds what a loss is as a function of θ. Sound and incomplete: a loss that is called affine is affine, wherever it is defined; one that
/// is called general may be affine in a way that the normal form does not see.
/// </summary>
internal static class StructureAnalysis
{
    public static LossStructureInfo Analyze(Function primal)
        => primal.UsesMemory() ? AnalyzeDependence(primal) : AnalyzeNormalForm(primal);

    /// <summary>The normal form does not see into loops and arrays: of such a loss it is only known which parameters matter.</summary>
    private static LossStructureInfo AnalyzeDependence(Function primal)
    {
        EquatableArray<ThetaStructure> thetas = ThetasOf(primal)
            .Select(i => new ThetaStructure(i, primal.Parameters[i].Name, EffectOf(i, primal), null))
            .ToEquatableArray();
        return new LossStructureInfo(primal, null, StructureRung.General, thetas, null, thetaDecidesExceptions: false);
    }

    private static ThetaEffect EffectOf(int theta, Function primal)
    {
        Value loss = primal.Body.Yields[0];
        return Activity.Analyze(primal, [theta]).IsActive(loss) ? ThetaEffect.Varies
            : ThetaDependence.Analyze(primal, [theta]).Of(loss) ? ThetaEffect.JumpsOnly
            : ThetaEffect.None;
    }

    private static IEnumerable<int> ThetasOf(Function primal)
        => Enumerable.Range(0, primal.Parameters.Count).Where(i => primal.Parameters[i].IsTheta);

    private static LossStructureInfo AnalyzeNormalForm(Function primal)
    {
        NormalForms forms = Normalizer.Expand(primal);
        Polynomial loss = forms[primal.Body.Yields[0]];
        EquatableArray<ThetaStructure> thetas = ThetasOf(primal)
            .Select(i => new ThetaStructure(i, primal.Parameters[i].Name, EffectOf(i, loss.Dependence), DegreeIn(i, loss)))
            .ToEquatableArray();
        bool thetaDecidesExceptions = ExceptionPaths.DependOnTheta(primal, forms);
        AffineForm? affine = thetaDecidesExceptions ? null : AffineForm.Of(loss);
        StructureRung rung = affine is null ? StructureRung.General
            : affine.IsFreeOfTheta ? StructureRung.Constant
            : StructureRung.Affine;
        return new LossStructureInfo(primal, forms, rung, thetas, affine, thetaDecidesExceptions);
    }

    private static ThetaEffect EffectOf(int theta, Dependence dependence)
        => dependence.Sloped.Contains(theta) ? ThetaEffect.Varies
            : dependence.Theta.Contains(theta) ? ThetaEffect.JumpsOnly
            : ThetaEffect.None;

    private static int? DegreeIn(int theta, Polynomial loss)
    {
        int degree = 0;
        IEnumerable<Factor> factors = loss.Terms.SelectMany(t => t.Monomial.Factors).Where(f => f.Atom.Dependence.Theta.Contains(theta));
        foreach (Factor factor in factors)
        {
            if (factor.Atom.Definition is not ParameterAtom)
            {
                return null;
            }

            degree = Math.Max(degree, factor.Exponent);
        }

        return degree;
    }
}
