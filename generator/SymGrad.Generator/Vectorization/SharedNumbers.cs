using System.Collections.Generic;
using System.Linq;
using SymGrad.Generator.Differentiation;
using SymGrad.Generator.IR;

namespace SymGrad.Generator.Vectorization;

/// <summary>
/// Numbers in θ that all eight items compute with become one of each before the loop: otherwise each group of eight makes it anew, which counts where a loss is short.
/// </summary>
internal static class SharedNumbers
{
    /// <summary>So many of them stay in registers, beside as many sums and what is computed.</summary>
    private const int MostNumbers = 8;

    public static LaneLoss InLanes(LaneLoss loss)
        => loss.ValueStages.Count + loss.GradientStages.Count == 0 ? loss with { Value = InLanes(loss.Value), ValueAndGradient = InLanes(loss.ValueAndGradient) } : loss;

    private static Function InLanes(Function function)
    {
        // Where there are arrays, there are calls in the loop, and what has to be saved for them is better short.
        if (function.Parameters.Any(p => p.Array != ArrayKind.None) || function.Parameters.Count(p => p.IsTheta) > MostNumbers)
        {
            return function;
        }

        HashSet<Value> others = [.. function.Body.Flatten().SelectMany(i => UsedAsOne(function, i)).Concat(function.Body.Yields)];
        bool[] areInLanes = [.. function.Parameters.Select((p, i) => p.IsTheta && !others.Contains(new Value(i)))];
        return function with
        {
            Parameters = function.Parameters.Select((p, i) => areInLanes[i] ? p with { Type = p.Type.InLanes() } : p).ToEquatableArray(),
            Values = function.Values.Select((v, i) => i < areInLanes.Length && areInLanes[i] ? v with { Type = v.Type.InLanes() } : v).ToEquatableArray(),
        };
    }

    /// <summary>What an instruction uses as one number, and not as one of each item in the precision that it has.</summary>
    private static IEnumerable<Value> UsedAsOne(Function function, Instruction instruction) => instruction switch
    {
        Compute { Operation: BinaryOperation or CompareOperation or FunctionOperation } compute when IsOfItems(function.TypeOf(compute.Result))
            => compute.Operands.Where(o => compute.Operation is not CompareOperation && function.TypeOf(compute.Result) != function.TypeOf(o).InLanes()),
        _ => instruction.Operands().Concat(instruction.Inner().SelectMany(r => r.Yields)),
    };

    private static bool IsOfItems(ScalarType type) => type.IsLanes() || type.IsMask();
}
