using System.Collections.Generic;
using System.Linq;
using SymGrad.Generator.Differentiation;
using SymGrad.Generator.IR;
using SymGrad.Generator.Simplification;

namespace SymGrad.Generator.Vectorization;

/// <summary>
/// Derivatives that are the opposite of something are not computed: what they are the opposite of is subtracted from their sum, which has the same bits. Of each y − f(x, θ), which most losses
/// begin with, all derivatives are.
/// </summary>
internal static class Descents
{
    public static LaneLoss Apply(LaneLoss loss)
    {
        Function gradient = loss.ValueAndGradient;
        ValueMap<Compute> definitions = gradient.Computes();
        HashSet<Value> read = [.. gradient.Body.Flatten().SelectMany(i => i.Operands().Concat(i.Inner().SelectMany(r => r.Yields)))];
        List<int> subtracted = [.. Enumerable.Range(1, gradient.Body.Yields.Count - 1).Where(i => OppositeOf(gradient.Body.Yields[i]) is not null)];
        if (subtracted.Count == 0)
        {
            return loss;
        }

        Region body = gradient.Body with { Yields = gradient.Body.Yields.Select((y, i) => i > 0 ? OppositeOf(y) ?? y : y).ToEquatableArray() };
        return loss with { ValueAndGradient = DeadCode.Remove(gradient with { Body = body }, KeptReads.All), Subtracted = subtracted.ToEquatableArray() };

        Value? OppositeOf(Value value) => definitions.TryGetValue(value, out Compute? compute)
            && compute.Operation is UnaryOperation { Operator: UnaryOperator.Negate } && !read.Contains(value) && gradient.TypeOf(compute.Operands[0]).IsLanes()
                ? compute.Operands[0]
                : null;
    }
}
