using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using SymGrad.Generator.Analysis;
using SymGrad.Generator.Analysis.Structure;
using SymGrad.Generator.IR;
using static SymGrad.Generator.Diagnostics.StructureWords;

namespace SymGrad.Generator.Diagnostics;

/// <summary>What there is to say about the structure of a loss.</summary>
internal static class StructureFindings
{
    /// <summary>The findings: about the loss first, then about its parameters in order.</summary>
    /// <param name="structure">What the loss is.</param>
    /// <param name="hasSums">Whether its objective evaluates it from sums over the data.</param>
    public static IEnumerable<StructureFinding> Of(LossStructureInfo structure, bool hasSums)
        => [.. OfLoss(structure, hasSums), .. structure.Thetas.Items.SelectMany(t => OfTheta(t, structure))];

    /// <summary>Why the structure is not simpler, for those who ask: at the place that makes it so.</summary>
    public static IEnumerable<StructureFinding> ReasonsOf(LossStructureInfo structure)
    {
        if (structure.Effective.Any() && new ObstacleFinder(structure).Find() is { } obstacle)
        {
            var words = new StructureWords(structure);
            yield return new(
                StructureDescriptors.Reason,
                [structure.Primal.Name, StructureWords.Of(structure.Claim, words.Thetas), words.Of(obstacle, words.Thetas)],
                obstacle.Value);
        }
    }

    private static IEnumerable<StructureFinding> OfLoss(LossStructureInfo structure, bool hasSums)
    {
        if (!structure.Effective.Any())
        {
            yield break;
        }

        string loss = structure.Primal.Name;
        string thetas = new StructureWords(structure).Thetas;
        bool readsData = structure.Colour == Colour.Mixed;
        string sums = $"sums over the data that are found in one pass give its mean and its gradient for every {thetas}";
        const string none = "its objective has no sums for it all the same, and goes over the items at each evaluation";
        const string minimum = "its minimum, where it has one, is the solution of a system of linear equations";
        switch (structure.Rung)
        {
            case StructureRung.Affine:
                yield return new(StructureDescriptors.ConstantGradient, [loss, thetas], null);
                yield return new(StructureDescriptors.NoMinimum, [loss, thetas], null);
                break;
            case StructureRung.Quadratic when readsData:
                yield return new(StructureDescriptors.Quadratic, [loss, thetas, hasSums ? $"{sums}, and {minimum}" : $"{minimum}; {none}"], null);
                break;
            case StructureRung.Polynomial when readsData:
                string degree = structure.Claim.Degree!.Value.ToString(CultureInfo.InvariantCulture);
                yield return new(StructureDescriptors.HigherPolynomial, [loss, thetas, degree, hasSums ? sums : none], null);
                break;
            case StructureRung.Separable when readsData:
                yield return new(StructureDescriptors.Separable, [loss, thetas, Products(structure.Claim), hasSums ? $", so that {sums}" : $"; {none}"], null);
                break;
            case StructureRung.General when structure.ClaimOfValue.Rung < StructureRung.General && readsData:
                Value place = new ObstacleFinder(structure).Find()!.Value.Value;
                var words = new StructureWords(structure);
                yield return new(
                    StructureDescriptors.ThetaDecidesExceptions,
                    [loss, StructureWords.Of(structure.ClaimOfValue, thetas), words.Deciders(place)],
                    place);
                break;
        }
    }

    private static IEnumerable<StructureFinding> OfTheta(ThetaStructure theta, LossStructureInfo structure)
    {
        string loss = structure.Primal.Name;
        if (!theta.HasEffect)
        {
            (string target, string reason) = Explain(theta.Effect, Quote(loss));
            yield return new(StructureDescriptors.NoEffect, [theta.Name, target, reason], new Value(theta.Index));
        }
        else if (theta.Claim.Rung == StructureRung.Affine && structure.Rung > StructureRung.Affine && structure.Throwing is null)
        {
            List<string> others =
            [
                .. structure.Thetas.Items.Where(t => t.Index != theta.Index && t.Effect != ThetaEffect.None).Select(t => Quote(t.Name)),
            ];
            if (others.Count > 0)
            {
                string fixedOnes = List(others) + (others.Count == 1 ? " is" : " are");
                yield return new(StructureDescriptors.AffineAlong, [loss, theta.Name, fixedOnes], new Value(theta.Index));
            }
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
}
