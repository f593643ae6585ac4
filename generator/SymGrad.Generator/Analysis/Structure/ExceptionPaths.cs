using System;
using System.Linq;
using SymGrad.Generator.IR;
using SymGrad.Generator.Simplification.NormalForm;

namespace SymGrad.Generator.Analysis.Structure;

/// <summary>
/// Where a loss may throw. An objective that has summed the coefficients of an affine loss no longer looks at the items, so it would skip
/// an exception that θ decides; what data alone decide is thrown while the coefficients are summed.
/// </summary>
internal static class ExceptionPaths
{
    /// <summary>Whether θ, as the loss is written, decides if or what it throws.</summary>
    public static bool DependOnTheta(Function function, NormalForms forms) => DependOnTheta(function.Body, forms, isChosenByTheta: false);

    private static bool DependOnTheta(Region region, NormalForms forms, bool isChosenByTheta)
        => region.Instructions.Items.Any(i => DependsOnTheta(i, forms, isChosenByTheta));

    private static bool DependsOnTheta(Instruction instruction, NormalForms forms, bool isChosenByTheta) => instruction switch
    {
        Compute compute => compute.Operation.MayThrow && (isChosenByTheta || compute.Operands.Any(forms.ReadsTheta)),
        Branch branch => new[] { branch.Then, branch.Else }.Any(
            side => DependOnTheta(side, forms, isChosenByTheta || forms.ReadsTheta(branch.Condition))),
        Guard guard => isChosenByTheta
            || forms.ReadsTheta(guard.Condition)
            || guard.Exception.Arguments.Items.SelectMany(a => a.Values()).Any(forms.ReadsTheta)
            || DependOnTheta(guard.Failure, forms, isChosenByTheta: false),
        Check check => isChosenByTheta || check.Operands().Any(forms.ReadsTheta),
        _ => throw new InvalidOperationException($"The analysis of exceptions has no case for {instruction.GetType().Name}."),
    };
}
