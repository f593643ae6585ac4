using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using SymGrad.Generator.Analysis;
using SymGrad.Generator.Differentiation.Rules;
using SymGrad.Generator.IR;
using SymGrad.Generator.Simplification;

namespace SymGrad.Generator.Differentiation;

/// <summary>
/// Reverse-mode differentiation: from a loss, the function that yields its value and then one adjoint for each θ in order.
/// The primal is copied as it is; the adjoints follow it in the opposite order, region by region.
/// Griewank and Walther, Evaluating Derivatives, 2nd edition, chapter 3.
/// </summary>
internal sealed class ReverseSweep
{
    private readonly Function primal;
    private readonly Activity activity;
    private readonly FunctionBuilder builder;
    private readonly TermBuilder terms;
    private readonly PrimalCopier copier;
    private readonly ArrayAdjoints arrays;
    private int firstAdjoint;

    private ReverseSweep(Function primal)
    {
        this.primal = primal;
        activity = Activity.Analyze(primal);
        builder = new FunctionBuilder(primal.Name);
        terms = new TermBuilder(builder);
        copier = new PrimalCopier(primal, builder, new RecordPlan(primal));
        arrays = new ArrayAdjoints(primal, activity, builder, copier);
    }

    /// <summary>Yields the value and the adjoint of each θ.</summary>
    public static Function Differentiate(Function primal) => new ReverseSweep(primal).Run(isPullback: false);

    /// <summary>
    /// The derivative of a helper: from the adjoint of its result, which is the last parameter, it yields the adjoints of its arguments.
    /// </summary>
    public static Function Pullback(Function helper) => new ReverseSweep(helper).Run(isPullback: true);

    private Function Run(bool isPullback)
    {
        copier.CopyParameters();
        arrays.AddDestinations();
        Value? seed = isPullback
            ? builder.AddParameter(new Parameter(SeedName, primal.TypeOf(primal.Body.Yields[0]), ParameterRole.Data))
            : null;
        copier.CopyInstructions(primal.Body);
        firstAdjoint = builder.ValueCount;
        Value loss = primal.Body.Yields[0];
        var adjoints = new Adjoints(terms);
        if (activity.IsActive(loss))
        {
            adjoints.Add(loss, seed ?? builder.Constant(1, builder.TypeOf(copier[loss])));
        }

        arrays.Allocate(primal.Body);
        SweepInstructions(primal.Body, adjoints);

        builder.Name(copier[loss], "value", isDeclared: false);
        List<Value> results = [copier[loss]];
        bool hasSeveral = primal.Parameters.Count(p => p.IsTheta && p.Array == ArrayKind.None) > 1;
        for (int i = 0; i < primal.Parameters.Count; i++)
        {
            if (primal.Parameters[i] is { IsTheta: true, Array: ArrayKind.None })
            {
                Value adjoint = adjoints.Find(new Value(i)) ?? builder.Constant(0, primal.Parameters[i].Type);
                if (adjoint.Index >= firstAdjoint)
                {
                    builder.Name(adjoint, AdjointName(primal.Parameters[i].Name), isDeclared: hasSeveral);
                }

                results.Add(adjoint);
            }
        }

        return builder.Build(isPullback ? results.Skip(1) : results);
    }

    /// <summary>What the parameter of a pullback is called that takes the adjoint of the result.</summary>
    private string SeedName => primal.Parameters.Any(p => p.Name == "resultAdjoint") ? "adjointOfResult" : "resultAdjoint";

    private void SweepInstructions(Region region, Adjoints adjoints)
    {
        foreach (Instruction instruction in region.Instructions.Items.Reverse())
        {
            switch (instruction)
            {
                case Compute compute:
                    if (adjoints.Find(compute.Result) is { } adjoint)
                    {
                        NameAdjoint(compute.Result, adjoint);
                        Sweep(compute, adjoint, adjoints);
                    }

                    break;
                case Branch branch:
                    Sweep(branch, adjoints);
                    break;
                case Loop loop:
                    Sweep(loop, adjoints);
                    break;
                case Store store:
                    Sweep(store, adjoints);
                    break;
                case Guard or Check:
                    // Control came past them, so they did not throw; they have no derivative.
                    break;
                default:
                    throw new InvalidOperationException($"The reverse sweep has no case for {instruction.GetType().Name}.");
            }
        }
    }

    private void Sweep(Compute compute, Value adjoint, Adjoints adjoints)
    {
        if (compute.Operation is ElementOperation)
        {
            // What carries the element may be active on other ways.
            if (activity.IsActive(compute.Operands[0]))
            {
                arrays.Add(compute.Operands[0], compute.Operands[1], adjoint, terms);
            }

            return;
        }

        if (compute.Operation is CallOperation call)
        {
            SweepCall(compute, call, adjoint, adjoints);
            return;
        }

        Term?[] contributions = Pullback(compute, Term(adjoint));
        for (int i = 0; i < contributions.Length; i++)
        {
            if (contributions[i] is { } contribution && activity.IsActive(compute.Operands[i]))
            {
                adjoints.Add(compute.Operands[i], contribution.Value);
            }
        }
    }

    /// <summary>The reversal of a call is a call of the function's own derivative.</summary>
    private void SweepCall(Compute compute, CallOperation call, Value adjoint, Adjoints adjoints)
    {
        Value[] floating = [.. compute.Operands.Where(o => primal.TypeOf(o).IsFloating())];
        Value[] numbers = [.. floating.Where(o => !primal.IsArray(o))];
        Value[] destinations = [.. floating.Where(primal.IsArray).Select(arrays.DestinationFor)];
        ImmutableArray<Value> results = builder.PullbackCall(
            call.Callee, [.. copier.Map(compute.Operands)], destinations, adjoint, numbers.Select(primal.TypeOf));
        for (int i = 0; i < numbers.Length; i++)
        {
            if (activity.IsActive(numbers[i]))
            {
                NameAdjoint(numbers[i], results[i]);
                adjoints.Add(numbers[i], results[i]);
            }
        }
    }

    private Term?[] Pullback(Compute compute, Term adjoint)
    {
        ImmutableArray<Term> operands = [.. compute.Operands.Select(o => Term(copier[o]))];
        Term result = Term(copier[compute.Result]);
        switch (compute.Operation)
        {
            case UnaryOperation { Operator: UnaryOperator.Negate }:
                return [-adjoint];
            case BinaryOperation binary:
                return Pullback(binary.Operator, compute, operands, result, adjoint);
            case ConvertOperation convert when convert.From.IsFloating():
                return [adjoint.ConvertTo(convert.From)];
            case FunctionOperation function:
                return RulesTable.Find(function.Rule).Pullback(Context(compute, operands, result, adjoint));
            case UserFunctionOperation function:
                return [.. function.Partials.Items.Select((partial, i) => Pullback(compute, function, partial, i, adjoint))];
            default:
                throw new InvalidOperationException($"The reverse sweep has no case for {compute.Operation}.");
        }
    }

    private Term?[] Pullback(
        BinaryOperator binaryOperator, Compute compute, ImmutableArray<Term> operands, Term result, Term adjoint)
    {
        bool isLeftActive = activity.IsActive(compute.Operands[0]);
        bool isRightActive = activity.IsActive(compute.Operands[1]);
        switch (binaryOperator)
        {
            case BinaryOperator.Add:
                return [adjoint, adjoint];
            case BinaryOperator.Subtract:
                return [adjoint, isRightActive ? -adjoint : null];
            case BinaryOperator.Multiply when compute.Operands[0] == compute.Operands[1]:
                return [2 * (adjoint * operands[0]), null];
            case BinaryOperator.Multiply:
                return [isLeftActive ? adjoint * operands[1] : null, isRightActive ? adjoint * operands[0] : null];
            case BinaryOperator.Divide:
                Term quotient = adjoint / operands[1];
                return [quotient, isRightActive ? -(quotient * result) : null];
            case BinaryOperator.Remainder:
                return RulesTable.Remainder(Context(compute, operands, result, adjoint));
            default:
                throw new InvalidOperationException($"The reverse sweep has no case for {binaryOperator}.");
        }
    }

    private Term? Pullback(Compute compute, UserFunctionOperation function, string partial, int position, Term adjoint)
    {
        if (!activity.IsActive(compute.Operands[position]))
        {
            return null;
        }

        if (partial.Length == 0)
        {
            throw new InvalidOperationException($"{function.Spelling} has no derivative for its argument {position}.");
        }

        Value call = builder.Compute(
            new UserFunctionOperation(function.Type, partial, [], function.ParameterTypes), [.. copier.Map(compute.Operands)]);
        ScalarType type = builder.TypeOf(copier[compute.Operands[position]]);
        return (adjoint * Term(call)).ConvertTo(type);
    }

    /// <summary>
    /// The reversal of a branch is a branch on the same condition. Each side sweeps its own region, and yields what it contributes to the
    /// adjoints of values from outside.
    /// </summary>
    private void Sweep(Branch branch, Adjoints adjoints)
    {
        if (branch.Results.All(r => adjoints.Find(r) is null) && !HasStore(branch))
        {
            return;
        }

        foreach (Value result in branch.Results)
        {
            if (adjoints.Find(result) is { } adjoint)
            {
                NameAdjoint(result, adjoint);
            }
        }

        ImmutableArray<Value> outer =
        [
            .. branch.Then.FreeValues().Concat(branch.Else.FreeValues()).Distinct().Where(IsActiveScalar).OrderBy(v => v.Index),
        ];
        Region then = SweepSide(branch, branch.Then, outer, adjoints);
        Region otherwise = SweepSide(branch, branch.Else, outer, adjoints);
        ImmutableArray<Value> contributions = builder.Branch(copier[branch.Condition], then, otherwise);
        for (int i = 0; i < outer.Length; i++)
        {
            if (then.Yields[i] != otherwise.Yields[i])
            {
                NameAdjoint(outer[i], contributions[i]);
                adjoints.Add(outer[i], contributions[i]);
            }
            else if (!IsZero(then.Yields[i]))
            {
                adjoints.Add(outer[i], then.Yields[i]);
            }
        }
    }

    private Region SweepSide(Branch branch, Region side, ImmutableArray<Value> outer, Adjoints adjoints)
    {
        builder.BeginRegion();
        copier.Recompute(side);
        arrays.Allocate(side);
        var inner = new Adjoints(terms);
        for (int i = 0; i < branch.Results.Count; i++)
        {
            if (adjoints.Find(branch.Results[i]) is { } adjoint && activity.IsActive(side.Yields[i]))
            {
                inner.Add(side.Yields[i], adjoint);
            }
        }

        SweepInstructions(side, inner);
        return builder.EndRegion(outer.Select(v => inner.Find(v) ?? builder.Constant(0, primal.TypeOf(v))));
    }

    /// <summary>
    /// The reversal of a store: the element gets back what it held before, and its adjoint belongs to what was stored. What it held before has no
    /// part in what was read after.
    /// </summary>
    private void Sweep(Store store, Adjoints adjoints)
    {
        copier.Restore(store);
        if (arrays.Take(store) is { } adjoint && activity.IsActive(store.Stored))
        {
            NameAdjoint(store.Stored, adjoint);
            adjoints.Add(store.Stored, adjoint);
        }
    }

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

        Dictionary<int, Value> shares = extrema.Where(i => adjoints.Find(loop.Results[i]) is not null)
            .ToDictionary(i => i, i => Share(loop, i, adjoints.Find(loop.Results[i])!.Value));

        builder.BeginRepeatedRegion();
        reversal.BindIteration(loop, iteration);
        copier.Replay(loop);
        copier.Recompute(loop.Body);
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
        ]);

        Value[] initial =
        [
            .. carried.Select(i => adjoints.Find(loop.Results[i]) ?? Zero(loop.Results[i])),
            .. touched.Select(i => adjoints.Find(outer[i]) ?? Zero(outer[i])),
        ];
        Value[] parameters = [.. carriedAdjoints, .. touched.Select(i => outerAdjoints[i])];
        ImmutableArray<Value> results = builder.Loop(initial, parameters, header, body);
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

    private Value Zero(Value value) => builder.Constant(0, primal.TypeOf(value));

    private bool IsActiveScalar(Value value) => !primal.IsArray(value) && activity.IsActive(value);

    private bool IsZero(Value value) => builder.DefinitionOf(value)?.Operation is ConstantOperation constant && constant.ToDouble() == 0;

    private PullbackContext Context(Compute compute, ImmutableArray<Term> operands, Term result, Term adjoint)
        => new(operands, [.. compute.Operands.Select(activity.IsActive)], result, adjoint);

    private Term Term(Value value) => new(terms, value);

    /// <summary>An adjoint carries the user's name for its primal, where there is one, unless it is a value of the primal itself.</summary>
    private void NameAdjoint(Value original, Value adjoint)
    {
        if (adjoint.Index >= firstAdjoint)
        {
            builder.Name(adjoint, primal.Values[original.Index].Name is { } name ? AdjointName(name) : "adjoint", isDeclared: false);
        }
    }

    private static string AdjointName(string name) => name + "Adjoint";
}
