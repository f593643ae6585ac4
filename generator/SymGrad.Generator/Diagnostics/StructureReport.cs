using System.Collections.Generic;
using System.Linq;
using SymGrad.Generator.Analysis.Structure;

namespace SymGrad.Generator.Diagnostics;

/// <summary>What was found out about each parameter in θ and about all of them together, with the reason why it is not simpler.</summary>
internal static class StructureReport
{
    /// <summary>A line for all parameters together and, where there are several, one for each with the others held fixed.</summary>
    public static IEnumerable<string> Of(LossStructureInfo structure)
    {
        var words = new StructureWords(structure);
        var finder = new ObstacleFinder(structure);
        string all = StructureWords.List([.. structure.Thetas.Items.Select(t => StructureWords.Quote(t.Name))]);
        yield return Line(structure.Claim, all, finder.Find());
        if (structure.Thetas.Count > 1)
        {
            foreach (ThetaStructure theta in structure.Thetas.Items)
            {
                yield return Line(theta.Claim, StructureWords.Quote(theta.Name), finder.Find(theta));
            }
        }

        string Line(StructureClaim claim, string thetas, Obstacle? obstacle)
        {
            string sums = claim is { SumCount: { } count, Rung: > StructureRung.Affine } && count > 0 ? $" ({StructureWords.Products(claim)})" : "";
            string reason = obstacle is { } found ? $", because {words.Of(found, thetas)}" : "";
            return StructureWords.Of(claim, thetas) + sums + reason;
        }
    }
}
