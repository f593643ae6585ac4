using System.Collections.Immutable;
using System.Linq;
using SymGrad.Generator.IR;

namespace SymGrad.Generator.Differentiation;

/// <content>Calls of recursive helpers.</content>
internal sealed partial class ReverseSweep
{
    /// <summary>
    /// Reverses calls whose values are not known yet, and what adds up multiples of them as far as that leads to them. Then these values are known.
    /// </summary>
    private void SweepDeferred(Region region, Adjoints adjoints)
    {
        foreach (Instruction instruction in region.Instructions.Items.Reverse())
        {
            switch (instruction)
            {
                case Branch branch when deferred.IsOnPath(branch):
                    Sweep(branch, adjoints);
                    break;
                case Loop loop when deferred.IsOnPath(loop):
                    Sweep(loop, adjoints);
                    break;
                case Compute compute when deferred.IsMultiple(compute.Result) && adjoints.Find(compute.Result) is { } adjoint:
                    NameAdjoint(compute.Result, adjoint);
                    Sweep(compute, adjoint, adjoints, operand => deferred.IsOnPath(compute) || deferred.IsMultiple(operand));
                    break;
            }
        }

        foreach (Compute compute in region.Instructions.OfType<Compute>().Where(c => deferred.IsMultiple(c.Result) && !deferred.IsOnPath(c)))
        {
            copier.Repeat(compute);
        }
    }

    /// <summary>The reversal of a call is a call of the function's own derivative.</summary>
    private void SweepCall(Compute compute, CallOperation call, Value adjoint, Adjoints adjoints)
    {
        Value[] floating = [.. compute.Operands.Where(o => primal.TypeOf(o).IsFloating())];
        Value[] numbers = [.. floating.Where(o => !primal.IsArray(o))];
        Value[] destinations = [.. floating.Where(primal.IsArray).Select(arrays.DestinationFor)];
        bool isValued = valuedPullbacks.Contains(call.Callee);
        ImmutableArray<Value> results = builder.PullbackCall(
            call.Callee,
            [.. copier.Map(compute.Operands)],
            destinations,
            adjoint,
            numbers.Select(primal.TypeOf).Concat(Enumerable.Repeat(call.Type, isValued ? 1 : 0)));
        if (deferred.IsOnPath(compute))
        {
            copier[compute.Result] = results[results.Length - 1];
            builder.Name(results[results.Length - 1], "value", isDeclared: false);
        }

        for (int i = 0; i < numbers.Length; i++)
        {
            if (activity.IsActive(numbers[i]))
            {
                NameAdjoint(numbers[i], results[i]);
                adjoints.Add(numbers[i], results[i]);
            }
        }
    }
}
