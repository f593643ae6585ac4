using System.Linq;
using SymGrad.Generator.Analysis.Structure;
using SymGrad.Generator.Diagnostics;
using SymGrad.Generator.Frontend;
using SymGrad.Generator.Hoisting;
using SymGrad.Generator.IR;
using SymGrad.Generator.StableForms;

namespace SymGrad.Generator.Pipeline;

/// <summary>What there is to say about a loss: a pure function of what lowering returns.</summary>
internal static class LossFindings
{
    /// <summary>The findings, each about a value of the loss; none of a loss with an error.</summary>
    public static EquatableArray<StructureFinding> Of(LossModel model)
    {
        if (model.Function is not { } function)
        {
            return [];
        }

        LossStructureInfo structure = HoistedStructure.Analyze(function);
        StableLoss stable = LossPipeline.StableFormsOf(model, function, structure);

        // Of other losses, nothing is said that depends on whether there are sums.
        bool hasSums = structure.Rung is StructureRung.Quadratic or StructureRung.Polynomial or StructureRung.Separable && new LossSums(model, structure, stable).Exist;
        return StructureFindings.Of(structure, hasSums).Concat(StructureFindings.ReasonsOf(structure)).Concat(NumericsFindings.Of(function, stable)).ToEquatableArray();
    }
}
