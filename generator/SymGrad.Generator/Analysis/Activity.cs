using System;
using System.Collections.Generic;
using System.Linq;
using SymGrad.Generator.IR;

namespace SymGrad.Generator.Analysis;

/// <summary>
/// Activity: which values vary with θ in the sense of differentiation. Integers and booleans never do: where they depend on θ, they are
/// piecewise constant in it. An array is active when one of its elements may be. Only what is active gets adjoints.
/// </summary>
internal sealed class Activity
{
    private readonly Function function;
    private readonly ArrayRoots roots;
    private readonly bool[] active;
    private bool hasChanged;

    private Activity(Function function)
    {
        this.function = function;
        roots = new ArrayRoots(function);
        active = new bool[function.Values.Count];
    }

    public static Activity Analyze(Function function)
        => Analyze(function, Enumerable.Range(0, function.Parameters.Count).Where(i => function.Parameters[i].IsTheta));

    /// <summary>Which values vary with the given parameters.</summary>
    public static Activity Analyze(Function function, IEnumerable<int> parameters)
    {
        var activity = new Activity(function);
        foreach (int i in parameters)
        {
            activity.active[i] = function.Parameters[i].Type.IsFloating();
        }

        // What a later iteration or statement stores, an earlier one may read.
        do
        {
            activity.hasChanged = false;
            activity.Visit(function.Body);
        }
        while (activity.hasChanged);
        return activity;
    }

    public bool IsActive(Value value) => active[function.IsArray(value) ? roots.Of(value).Index : value.Index];

    private void Visit(Region region)
    {
        foreach (Instruction instruction in region.Instructions)
        {
            foreach (Region inner in instruction.Inner())
            {
                Visit(inner);
            }

            switch (instruction)
            {
                case Compute compute when !function.IsArray(compute.Result):
                    Mark(compute.Result, compute.Operation switch
                    {
                        LengthOperation or ArrayFunctionOperation or FunctionOperation { Rule: FunctionOperation.StopGradient } => false,
                        ExpansionOperation => IsActive(compute.Operands[1]),
                        _ => compute.Operands.Any(IsActive),
                    });
                    break;
                case Branch branch:
                    for (int i = 0; i < branch.Results.Count; i++)
                    {
                        Mark(branch.Results[i], IsActive(branch.Then.Yields[i]) || IsActive(branch.Else.Yields[i]));
                    }

                    break;
                case Loop loop:
                    for (int i = 0; i < loop.Results.Count; i++)
                    {
                        bool isActive = IsActive(loop.Initial[i]) || IsActive(loop.Body.Yields[i]);
                        Mark(loop.Parameters[i], isActive);
                        Mark(loop.Results[i], isActive);
                    }

                    break;
                case Store store:
                    Mark(roots.Of(store.Array), IsActive(store.Stored));
                    break;
                case Compute or Guard or Check:
                    break;
                default:
                    throw new InvalidOperationException($"Activity has no case for {instruction.GetType().Name}.");
            }
        }
    }

    private void Mark(Value value, bool isActive)
    {
        if (isActive && !active[value.Index] && function.TypeOf(value).IsFloating())
        {
            active[value.Index] = true;
            hasChanged = true;
        }
    }
}
