using System;
using System.Linq;
using SymGrad.Generator.IR;

namespace SymGrad.Generator.Analysis;

/// <summary>Which values can be different for a different θ, through the computation or through the branch taken.</summary>
internal sealed class ThetaDependence
{
    private readonly bool[] depends;

    private ThetaDependence(int count) => depends = new bool[count];

    public static ThetaDependence Analyze(Function function)
    {
        var dependence = new ThetaDependence(function.Values.Count);
        for (int i = 0; i < function.Parameters.Count; i++)
        {
            dependence.depends[i] = function.Parameters[i].IsTheta;
        }

        dependence.Visit(function.Body);
        return dependence;
    }

    public bool Of(Value value) => depends[value.Index];

    private void Visit(Region region)
    {
        foreach (Instruction instruction in region.Instructions)
        {
            switch (instruction)
            {
                case Compute compute:
                    depends[compute.Result.Index] = compute.Operands.Any(Of);
                    break;
                case Branch branch:
                    Visit(branch.Then);
                    Visit(branch.Else);
                    for (int i = 0; i < branch.Results.Count; i++)
                    {
                        depends[branch.Results[i].Index] = Of(branch.Condition) || Of(branch.Then.Yields[i]) || Of(branch.Else.Yields[i]);
                    }

                    break;
                case Guard or Check:
                    break;
                default:
                    throw new InvalidOperationException($"The θ-dependence has no case for {instruction.GetType().Name}.");
            }
        }
    }
}
