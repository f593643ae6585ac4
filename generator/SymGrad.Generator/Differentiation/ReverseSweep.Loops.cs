using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using SymGrad.Generator.IR;

namespace SymGrad.Generator.Differentiation;

/// <content>Loops.</content>
internal sealed partial class ReverseSweep
{
    /// <summary>
    /// The reversal of a loop is a loop over its iterations in reverse order. It carries the adjoints of what the loop carries, and of the
    /// values from outside to which the iterations contribute.
    /// </summary>
    private void Sweep(Loop loop, Adjoints adjoints)
    {
        if (loop.Results.All(r => adjoints.Find(r) is null) && !HasStore(loop))
        {
            return;
        }

        var reversal = new LoopReversal(builder, copier);
        (LoopHeader header, Value iteration) = reversal.Header(loop);
        Value[] outer = [.. loop.Body.FreeValues().Except(loop.Bound()).Where(IsActiveScalar).OrderBy(v => v.Index)];
        int[] active = [.. Enumerable.Range(0, loop.Results.Count).Where(i => activity.IsActive(loop.Results[i]))];
        int[] sums = [.. active.Where(i => RunningSum.IsOne(loop, i))];
        int[] extrema = [.. active.Where(i => IsShared(loop, i))];
        int[] carried = [.. active.Except(sums).Except(extrema)];
        Value[] carriedAdjoints = [.. carried.Select(i => Bind(loop.Parameters[i]))];
        Value[] outerAdjoints = [.. outer.Select(Bind)];
        int[] undone = [.. copier.UndoneIn(loop)];
        int[] passed = [.. copier.PassedThrough(loop)];
        int[] backwards = [.. undone, .. passed];
        Value[] next = [.. backwards.Select(BindNext)];
        passedThrough.UnionWith(passed.Select(i => loop.Parameters[i]));
        int[] valued = deferred.IsOnPath(loop) ? [.. deferred.SumsOf(loop)] : [];
        Value[] values = [.. valued.Select(i => builder.NewBoundValue(primal.TypeOf(loop.Parameters[i])))];

        Dictionary<int, Value> shares = extrema.Where(i => adjoints.Find(loop.Results[i]) is not null)
            .ToDictionary(i => i, i => Share(loop, i, adjoints.Find(loop.Results[i])!.Value));

        builder.BeginRepeatedRegion();
        reversal.BindIteration(loop, iteration);
        copier.Replay(loop);
        for (int i = 0; i < valued.Length; i++)
        {
            copier[loop.Parameters[valued[i]]] = values[i];
        }

        for (int i = 0; i < passed.Length; i++)
        {
            // The reversal of the inner loop finds out what it was before, if anybody asks for that.
            copier[loop.Body.Yields[passed[i]]] = next[undone.Length + i];
            copier[loop.Parameters[passed[i]]] = next[undone.Length + i];
        }

        copier.Recompute(loop, Enumerable.Range(0, undone.Length).ToDictionary(i => undone[i], i => next[i]));
        arrays.Allocate(loop.Body);
        var inner = new Adjoints(terms);
        foreach ((Value value, Value adjoint) in outer.Zip(outerAdjoints, (value, adjoint) => (value, adjoint)))
        {
            inner.Set(value, adjoint);
        }

        // What goes into a running sum has the adjoint of the sum, in every iteration.
        foreach (int i in sums.Where(i => adjoints.Find(loop.Results[i]) is not null))
        {
            inner.Add(loop.Body.Yields[i], adjoints.Find(loop.Results[i])!.Value);
        }

        foreach (int i in shares.Keys)
        {
            AddShare(RunningExtremum.Of(loop, i)!.Candidate, loop.Results[i], shares[i], inner);
        }

        foreach ((int i, Value adjoint) in carried.Zip(carriedAdjoints, (i, adjoint) => (i, adjoint)))
        {
            inner.Add(loop.Body.Yields[i], adjoint);
        }

        SweepInstructions(loop.Body, inner);
        int[] touched = [.. Enumerable.Range(0, outer.Length).Where(i => inner.Find(outer[i]) != outerAdjoints[i])];
        Region body = builder.EndRegion(
        [
            .. carried.Select(i => inner.Find(loop.Parameters[i]) ?? Zero(loop.Parameters[i])),
            .. touched.Select(i => inner.Find(outer[i])!.Value),
            .. backwards.Select(i => copier[loop.Parameters[i]]),
            .. valued.Select(i => copier[loop.Body.Yields[i]]),
        ]);

        Value[] initial =
        [
            .. carried.Select(i => adjoints.Find(loop.Results[i]) ?? Zero(loop.Results[i])),
            .. touched.Select(i => adjoints.Find(outer[i]) ?? Zero(outer[i])),
            .. backwards.Select(i => copier[loop.Results[i]]),
            .. valued.Select(i => copier[loop.Initial[i]]),
        ];
        Value[] parameters = [.. carriedAdjoints, .. touched.Select(i => outerAdjoints[i]), .. next, .. values];
        ImmutableArray<Value> results = builder.Loop(initial, parameters, header, body);
        for (int i = 0; i < backwards.Length; i++)
        {
            if (passedThrough.Contains(loop.Initial[backwards[i]]))
            {
                copier[loop.Initial[backwards[i]]] = results[carried.Length + touched.Length + i];
            }
        }

        for (int i = 0; i < valued.Length; i++)
        {
            copier[loop.Results[valued[i]]] = results[results.Length - valued.Length + i];
        }

        for (int i = 0; i < touched.Length; i++)
        {
            NameAdjoint(outer[touched[i]], results[carried.Length + i]);
            adjoints.Set(outer[touched[i]], results[carried.Length + i]);
        }

        for (int i = 0; i < carried.Length; i++)
        {
            NameAdjoint(loop.Parameters[carried[i]], results[i]);
            Contribute(loop.Initial[carried[i]], results[i]);
        }

        foreach (int i in sums.Where(i => adjoints.Find(loop.Results[i]) is not null))
        {
            Contribute(loop.Initial[i], adjoints.Find(loop.Results[i])!.Value);
        }

        foreach (int i in shares.Keys)
        {
            AddShare(loop.Initial[i], loop.Results[i], shares[i], adjoints);
        }

        Value BindNext(int position)
        {
            Value value = builder.NewBoundValue(primal.TypeOf(loop.Parameters[position]));
            builder.Name(value, primal.Values[loop.Parameters[position].Index].Name ?? "next", isDeclared: false);
            return value;
        }

        void Contribute(Value to, Value adjoint)
        {
            if (activity.IsActive(to))
            {
                adjoints.Add(to, adjoint);
            }
        }
    }

    /// <summary>
    /// Whether a carried value is a running extremum of values that all depend on θ, so that those that are equal to it share its adjoint. One that
    /// does not depend on θ would leave nothing to the others; an infinite one to start from is never equal to them.
    /// </summary>
    private bool IsShared(Loop loop, int carried)
        => RunningExtremum.Of(loop, carried) is { } extremum && activity.IsActive(extremum.Candidate)
            && (activity.IsActive(loop.Initial[carried])
                || (builder.DefinitionOf(copier[loop.Initial[carried]])?.Operation is ConstantOperation constant
                    && double.IsInfinity(constant.ToDouble())));

    /// <summary>What each of those that are equal to a running extremum has of its adjoint.</summary>
    private Value Share(Loop loop, int carried, Value adjoint)
    {
        Value ties = builder.Compute(
            new ConvertOperation(ScalarType.Int32, builder.TypeOf(adjoint)), copier.TiesOf(loop, carried));
        return terms.Divide(adjoint, ties);
    }

    private void AddShare(Value candidate, Value extremum, Value share, Adjoints adjoints)
    {
        if (activity.IsActive(candidate))
        {
            adjoints.Add(candidate, Term(copier[candidate]).Pullback("Extremum", Term(copier[extremum]), Term(share)).Value);
        }
    }

    private Value Bind(Value primalValue)
    {
        Value adjoint = builder.NewBoundValue(primal.TypeOf(primalValue));
        NameAdjoint(primalValue, adjoint);
        return adjoint;
    }

    /// <summary>
    /// Whether an instruction stores anything inside. Then it is reversed although no adjoint reaches it: what it stored is undone, for those
    /// before it that read the same elements.
    /// </summary>
    private static bool HasStore(Instruction instruction) => instruction.Inner().SelectMany(r => r.Flatten()).Any(i => i is Store);
}
