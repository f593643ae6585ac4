using System;
using System.Collections.Generic;
using System.Linq;
using SymGrad.Generator.IR;

namespace SymGrad.Generator.Analysis;

/// <summary>
/// Which values can be different for a different θ, through the computation or through the way that control takes. An array depends on θ
/// when one of its elements may.
/// </summary>
internal sealed class ThetaDependence
{
    private readonly Function function;
    private readonly ArrayRoots roots;
    private readonly bool[] depends;
    private bool hasChanged;

    private ThetaDependence(Function function)
    {
        this.function = function;
        roots = new ArrayRoots(function);
        depends = new bool[function.Values.Count];
    }

    public static ThetaDependence Analyze(Function function)
        => Analyze(function, Enumerable.Range(0, function.Parameters.Count).Where(i => function.Parameters[i].IsTheta));

    /// <summary>Which values can be different when the given parameters are.</summary>
    public static ThetaDependence Analyze(Function function, IEnumerable<int> parameters)
    {
        var dependence = new ThetaDependence(function);
        foreach (int i in parameters)
        {
            dependence.depends[i] = true;
        }

        do
        {
            dependence.hasChanged = false;
            dependence.Visit(function.Body, isDecided: false);
        }
        while (dependence.hasChanged);
        return dependence;
    }

    public bool Of(Value value) => depends[value.Index] || (function.IsArray(value) && depends[roots.Of(value).Index]);

    /// <param name="region">The region.</param>
    /// <param name="isDecided">Whether θ decides if, or how often, it runs.</param>
    private void Visit(Region region, bool isDecided)
    {
        foreach (Instruction instruction in region.Instructions)
        {
            switch (instruction)
            {
                case Compute compute:
                    Mark(compute.Result, compute.Operation is LengthOperation ? false : compute.Operands.Any(Of));
                    break;
                case Branch branch:
                    Visit(branch.Then, isDecided || Of(branch.Condition));
                    Visit(branch.Else, isDecided || Of(branch.Condition));
                    for (int i = 0; i < branch.Results.Count; i++)
                    {
                        Mark(branch.Results[i], Of(branch.Condition) || Of(branch.Then.Yields[i]) || Of(branch.Else.Yields[i]));
                    }

                    break;
                case Loop loop:
                    Visit(loop, isDecided);
                    break;
                case Store store:
                    Mark(roots.Of(store.Array), isDecided || Of(store.Index) || Of(store.Stored));
                    break;
                case Guard or Check:
                    break;
                default:
                    throw new InvalidOperationException($"The θ-dependence has no case for {instruction.GetType().Name}.");
            }
        }
    }

    private void Visit(Loop loop, bool isDecided)
    {
        bool isCountDecided = loop.Header switch
        {
            CountedHeader header => Of(header.From) || Of(header.To),
            WhileHeader header => header.Condition.Yields.Any(Of),
            _ => throw new InvalidOperationException($"The θ-dependence has no case for {loop.Header.GetType().Name}."),
        };
        if (loop.Header is CountedHeader counted)
        {
            Mark(counted.Index, Of(counted.From));
        }
        else if (loop.Header is WhileHeader repeated)
        {
            Visit(repeated.Condition, isDecided);
        }

        Visit(loop.Body, isDecided || isCountDecided);
        for (int i = 0; i < loop.Results.Count; i++)
        {
            Mark(loop.Parameters[i], Of(loop.Initial[i]) || Of(loop.Body.Yields[i]));
            Mark(loop.Results[i], isCountDecided || Of(loop.Initial[i]) || Of(loop.Body.Yields[i]));
        }
    }

    private void Mark(Value value, bool isDependent)
    {
        if (isDependent && !depends[value.Index])
        {
            depends[value.Index] = true;
            hasChanged = true;
        }
    }
}
