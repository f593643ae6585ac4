using System;
using System.Collections.Generic;
using System.Linq;
using SymGrad.Generator.Analysis.Structure;
using SymGrad.Generator.IR;

namespace SymGrad.Generator.Diagnostics;

/// <summary>What there is to say about the structure of a loss.</summary>
internal static class StructureFindings
{
    /// <summary>The findings: about the loss first, then about its parameters in order.</summary>
    public static IEnumerable<StructureFinding> Of(LossStructureInfo structure)
    {
        string loss = structure.Primal.Name;
        if (structure.Rung == StructureRung.Affine)
        {
            string thetas = List([.. structure.Effective.Select(t => Quote(t.Name))]);
            yield return new(StructureDescriptors.ConstantGradient, [loss, thetas], null);
            yield return new(StructureDescriptors.NoMinimum, [loss, thetas], null);
        }

        foreach (ThetaStructure theta in structure.Thetas.Items.Where(t => !t.HasEffect))
        {
            (string target, string reason) = Explain(theta.Effect, Quote(loss));
            yield return new(StructureDescriptors.NoEffect, [theta.Name, target, reason], new Value(theta.Index));
        }
    }

    private static (string Target, string Reason) Explain(ThetaEffect effect, string loss) => effect switch
    {
        ThetaEffect.None => (
            loss,
            $"{loss} returns the same value whatever it is, so its derivative is zero; let the loss depend on it, or remove it"),
        ThetaEffect.JumpsOnly => (
            $"the gradient of {loss}",
            $"{loss} depends on it only in jumps (rounding, comparisons, integers), so its derivative is zero wherever it exists and "
            + "no gradient method will move it; let the loss depend on it smoothly, or choose it by other means"),
        _ => throw new ArgumentOutOfRangeException(nameof(effect), effect, "Only a parameter without effect needs an explanation."),
    };

    private static string Quote(string name) => $"'{name}'";

    /// <summary>'a', 'b' and 'c'.</summary>
    private static string List(IReadOnlyList<string> names) => names.Count == 1
        ? names[0]
        : string.Join(", ", names.Take(names.Count - 1)) + " and " + names[names.Count - 1];
}
