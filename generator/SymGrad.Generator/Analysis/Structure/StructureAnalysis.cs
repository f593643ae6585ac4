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
    public static LossStructureInfo Analyze(Function loss)
    {
        Function primal = Expansions.Meaning(loss);
        NormalForms forms = Normalizer.Expand(primal);
        DegreeAnalysis degrees = DegreeAnalysis.Analyze(primal, forms);
        Instruction? throwing = ExceptionPaths.FindDecidedByTheta(primal, forms.Reads);
        return primal.UsesMemory()
            ? AnalyzeDegrees(primal, forms, degrees, throwing)
            : AnalyzeNormalForm(primal, forms, degrees, throwing);
    }

    /// <summary>Numbers only: the normal form is the whole truth that is known.</summary>
    private static LossStructureInfo AnalyzeNormalForm(Function primal, NormalForms forms, DegreeAnalysis degrees, Instruction? throwing)
    {
        Polynomial loss = forms[primal.Body.Yields[0]];
        EquatableArray<ThetaStructure> thetas = ThetasOf(primal)
            .Select(i => new ThetaStructure(
                i, primal.Parameters[i].DisplayName, EffectOf(i, loss.Dependence), NormalFormStructure.Of(loss, ParameterSet.Of(i))))
            .ToEquatableArray();
        return new LossStructureInfo(
            primal,
            forms,
            degrees,
            NormalFormStructure.Of(loss, forms.Reads.Theta),
            thetas,
            AffineForm.Of(loss),
            LiftedForm.Of(loss),
            throwing);
    }

    /// <summary>With loops and arrays the normal form sees an iteration at a time, and degrees are what is known of the whole.</summary>
    private static LossStructureInfo AnalyzeDegrees(Function primal, NormalForms forms, DegreeAnalysis degrees, Instruction? throwing)
    {
        Value loss = primal.Body.Yields[0];
        ParameterSet otherwise = PolynomialCode.OtherwiseRead(primal, forms);
        EquatableArray<ThetaStructure> thetas = ThetasOf(primal).Select(i => Of(i, primal, degrees, otherwise)).ToEquatableArray();
        StructureClaim claim = otherwise.IsEmpty && degrees.InTheta(loss) is { } degree
            ? StructureClaim.Polynomial(degree)
            : degrees.InLifted(loss) is not null ? StructureClaim.Separable()
            : StructureClaim.General;
        return new LossStructureInfo(primal, forms, degrees, claim, thetas, null, null, throwing);
    }

    private static ThetaStructure Of(int theta, Function primal, DegreeAnalysis degrees, ParameterSet otherwise)
    {
        StructureClaim claim = !otherwise.Contains(theta) && degrees.InParameter(primal.Body.Yields[0], theta) is { } degree
            ? StructureClaim.Polynomial(degree)
            : StructureClaim.General;
        ThetaEffect effect = claim.Rung == StructureRung.Constant ? ThetaEffect.None : EffectOf(theta, primal);
        return new ThetaStructure(theta, primal.Parameters[theta].DisplayName, effect, claim);
    }

    private static ThetaEffect EffectOf(int theta, Function primal)
    {
        Value loss = primal.Body.Yields[0];
        return Activity.Analyze(primal, [theta]).IsActive(loss) ? ThetaEffect.Varies
            : ThetaDependence.Analyze(primal, [theta]).Of(loss) ? ThetaEffect.JumpsOnly
            : ThetaEffect.None;
    }

    private static ThetaEffect EffectOf(int theta, Dependence dependence)
        => dependence.Sloped.Contains(theta) ? ThetaEffect.Varies
            : dependence.Theta.Contains(theta) ? ThetaEffect.JumpsOnly
            : ThetaEffect.None;

    private static IEnumerable<int> ThetasOf(Function primal)
        => Enumerable.Range(0, primal.Parameters.Count).Where(i => primal.Parameters[i].IsTheta);
}
