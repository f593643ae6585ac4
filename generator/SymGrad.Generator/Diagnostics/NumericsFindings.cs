using System.Collections.Generic;
using System.Linq;
using SymGrad.Generator.Analysis.Numerics;
using SymGrad.Generator.Differentiation.Rules;
using SymGrad.Generator.IR;
using SymGrad.Generator.StableForms;

namespace SymGrad.Generator.Diagnostics;

/// <summary>What there is to say about the numerics of a loss.</summary>
internal static class NumericsFindings
{
    /// <param name="loss">The loss as lowered.</param>
    /// <param name="stable">The loss with stable forms.</param>
    /// <returns>Each edge and each expression that a stable form replaces, at its place.</returns>
    public static IEnumerable<StructureFinding> Of(Function loss, StableLoss stable)
    {
        HashSet<Value> replaced = [.. stable.Replaced.Select(r => r.Original)];
        foreach (NumericEdge edge in NumericEdges.Of(Expansions.Meaning(loss)).Where(e => !replaced.Contains(e.Value)))
        {
            yield return edge.Kind switch
            {
                EdgeKind.Kink => new(NumericsDescriptors.Kink, [edge.Function, ConventionOf(edge.Function)], edge.Value),
                EdgeKind.DomainEdge => new(NumericsDescriptors.DomainEdge, [edge.Function], edge.Value),
                EdgeKind.Step => new(NumericsDescriptors.Step, ["constants", "unless what they are multiplied with is 0 at the border"], edge.Value),
                EdgeKind.Jump => new(NumericsDescriptors.Step, ["formulas", $"at the border they differ by {edge.Function}"], edge.Value),
                _ => new(NumericsDescriptors.LostDigits, [], edge.Value),
            };
        }

        foreach (ReplacedForm form in stable.Replaced)
        {
            yield return new(NumericsDescriptors.StableForm, [form.Form.Name, form.Form.Reason], form.Original);
        }
    }

    /// <summary>The convention of the rules table, as the end of a sentence.</summary>
    private static string ConventionOf(string function)
    {
        string note = RulesTable.Find(function.Substring(function.LastIndexOf('.') + 1)).Note;
        return char.ToLowerInvariant(note[0]) + note.Substring(1).TrimEnd('.');
    }
}
