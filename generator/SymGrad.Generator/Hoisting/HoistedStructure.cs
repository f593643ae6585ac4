using System.Linq;
using SymGrad.Generator.Analysis.Structure;
using SymGrad.Generator.IR;

namespace SymGrad.Generator.Hoisting;

/// <summary>
/// What a loss with arrays is as a function of θ, also where that shows only once what is computed from θ alone has been taken out of its loops: exp(wᵢ)·xᵢ, added up in a loop over
/// data, is linear in the array of exponentials.
/// </summary>
internal static class HoistedStructure
{
    // One analysis for each parameter; of losses with more of them, it is the joint claim that matters.
    private const int MostParameters = 8;

    public static LossStructureInfo Analyze(Function loss)
    {
        var structure = StructureAnalysis.Analyze(loss);
        if (!structure.Primal.UsesMemory())
        {
            return structure;
        }

        StructureClaim claim = structure.ClaimOfValue.Rung == StructureRung.General && IsSeparable(loss) ? StructureClaim.Separable() : structure.ClaimOfValue;
        return structure.Refined(claim, structure.Thetas.Items.Select(t => OfParameter(t, loss, structure.Thetas.Count)).ToEquatableArray());
    }

    /// <summary>A parameter by itself: the others are no more than data to it.</summary>
    private static ThetaStructure OfParameter(ThetaStructure theta, Function loss, int count)
    {
        if (theta.Claim.Rung != StructureRung.General || count is 1 or > MostParameters)
        {
            return theta;
        }

        Function alone = loss with
        {
            Parameters = loss.Parameters.Select((p, i) => p.IsTheta && i != theta.Index ? p with { Role = ParameterRole.Data } : p).ToEquatableArray(),
        };
        return StructureAnalysis.Analyze(alone).ClaimOfValue.Rung < StructureRung.General || IsSeparable(alone)
            ? theta with { Claim = StructureClaim.Separable() }
            : theta;
    }

    /// <summary>Whether the loss of an item is a sum of products of functions of data with functions of θ and of what has been computed from it, and so of θ alone.</summary>
    private static bool IsSeparable(Function loss)
        => HoistedLoss.ItemOf(loss) is { } item && StructureAnalysis.Analyze(item).ClaimOfValue.Rung < StructureRung.General;
}
