using System.Collections.Generic;
using System.Linq;
using SymGrad.Generator.IR;
using SymGrad.Generator.Simplification.NormalForm;

namespace SymGrad.Generator.Analysis.Structure;

/// <summary>
/// Finds what a loss is as a function of θ. Sound and incomplete: a loss that is called affine is affine, wherever it is defined; one that
/// is called quadratic or general may be affine in a way that the analysis does not see.
/// </summary>
internal static class StructureAnalysis
{
    public static LossStructureInfo Analyze(Function primal)
        => primal.UsesMemory() ? AnalyzeDependence(primal) : AnalyzeNormalForm(primal);

    /// <summary>The normal form does not see into loops and arrays: of such a loss it is only known which parameters matter.</summary>
    private static LossStructureInfo AnalyzeDependence(Function primal)
    {
        EquatableArray<ThetaStructure> thetas = ThetasOf(primal)
            .Select(i => new ThetaStructure(i, primal.Parameters[i].Name, EffectOf(i, primal), StructureClaim.General))
            .ToEquatableArray();
        return new LossStructureInfo(primal, null, StructureClaim.General, thetas, null, null, thetaDecidesExceptions: false);
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
            .Select(i => new ThetaStructure(i, primal.Parameters[i].Name, EffectOf(i, loss.Dependence), NormalFormStructure.Of(loss, ParameterSet.Of(i))))
            .ToEquatableArray();
        bool thetaDecidesExceptions = ExceptionPaths.DependOnTheta(primal, forms);
        StructureClaim claim = thetaDecidesExceptions
            ? StructureClaim.General
            : NormalFormStructure.Of(loss, ThetasOf(primal).Aggregate(ParameterSet.Empty, (all, i) => all.Union(ParameterSet.Of(i))));
        return new LossStructureInfo(
            primal,
            forms,
            claim,
            thetas,
            thetaDecidesExceptions ? null : AffineForm.Of(loss),
            thetaDecidesExceptions ? null : LiftedForm.Of(loss),
            thetaDecidesExceptions);
    }

    private static ThetaEffect EffectOf(int theta, Dependence dependence)
        => dependence.Sloped.Contains(theta) ? ThetaEffect.Varies
            : dependence.Theta.Contains(theta) ? ThetaEffect.JumpsOnly
            : ThetaEffect.None;
}
