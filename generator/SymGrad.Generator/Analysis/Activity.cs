using System;
using System.Linq;
using SymGrad.Generator.IR;

namespace SymGrad.Generator.Analysis;

/// <summary>
/// Activity: which values vary with θ in the sense of differentiation. Integers and booleans never do: where they depend on θ, they are
/// piecewise constant in it. Only active values get adjoints.
/// </summary>
internal sealed class Activity
{
    private readonly Function function;
    private readonly bool[] active;

    private Activity(Function function)
    {
        this.function = function;
        active = new bool[function.Values.Count];
    }

    public static Activity Analyze(Function function)
    {
        var activity = new Activity(function);
        for (int i = 0; i < function.Parameters.Count; i++)
        {
            activity.active[i] = function.Parameters[i].IsTheta && function.Parameters[i].Type.IsFloating();
        }

        activity.Visit(function.Body);
        return activity;
    }

    public bool IsActive(Value value) => active[value.Index];

    private void Visit(Region region)
    {
        foreach (Instruction instruction in region.Instructions)
        {
            switch (instruction)
            {
                case Compute compute:
                    active[compute.Result.Index] = function.TypeOf(compute.Result).IsFloating() && compute.Operands.Any(IsActive);
                    break;
                case Branch branch:
                    Visit(branch.Then);
                    Visit(branch.Else);
                    for (int i = 0; i < branch.Results.Count; i++)
                    {
                        active[branch.Results[i].Index] = function.TypeOf(branch.Results[i]).IsFloating()
                            && (IsActive(branch.Then.Yields[i]) || IsActive(branch.Else.Yields[i]));
                    }

                    break;
                case Guard or Check:
                    break;
                default:
                    throw new InvalidOperationException($"Activity has no case for {instruction.GetType().Name}.");
            }
        }
    }
}
