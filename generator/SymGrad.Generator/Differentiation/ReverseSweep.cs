using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using SymGrad.Generator.Analysis;
using SymGrad.Generator.Differentiation.Rules;
using SymGrad.Generator.Frontend;
using SymGrad.Generator.IR;
using SymGrad.Generator.Simplification;

namespace SymGrad.Generator.Differentiation;

/// <summary>
/// Reverse-mode differentiation: from a loss, the function that yields its value and then one adjoint for each θ in order.
/// The primal is copied as it is; the adjoints follow it in the opposite order, region by region.
/// Griewank and Walther, Evaluating Derivatives, 2nd edition, chapter 3.
/// </summary>
internal sealed partial class ReverseSweep
{
    private readonly Function primal;
    private readonly Activity activity;
    private readonly FunctionBuilder builder;
    private readonly TermBuilder terms;
    private readonly PrimalCopier copier;
    private readonly ArrayAdjoints arrays;
    private readonly DeferredCalls deferred;
    private readonly IReadOnlyCollection<string> valuedPullbacks;
    private readonly HashSet<Value> passedThrough = [];
    private int firstAdjoint;

    private ReverseSweep(Function primal, DeferredCalls deferred, IReadOnlyCollection<string> valuedPullbacks)
    {
        this.primal = primal;
        this.deferred = deferred;
        this.valuedPullbacks = valuedPullbacks;
        activity = Activity.Analyze(primal);
        builder = new FunctionBuilder(primal.Name);
        terms = new TermBuilder(builder);
        copier = new PrimalCopier(primal, builder, new RecordPlan(primal));
        arrays = new ArrayAdjoints(primal, activity, builder, copier);
    }

    /// <summary>Yields the value and the adjoint of each θ, for a loss without recursive helpers that return their values.</summary>
    public static Function Differentiate(Function primal) => Differentiate(primal, []);

    /// <summary>Yields the value and the adjoint of each θ.</summary>
    /// <param name="primal">The loss.</param>
    /// <param name="valuedPullbacks">Which derivatives of helpers return the value too.</param>
    public static Function Differentiate(Function primal, IReadOnlyCollection<string> valuedPullbacks)
        => new ReverseSweep(primal, DeferredCalls.None, valuedPullbacks).Run(isPullback: false, isValued: true);

    /// <summary>
    /// The derivative of a helper: from the adjoint of its result, which is the last parameter, it yields the adjoints of its arguments, and
    /// its value where it is among the given.
    /// </summary>
    public static Function Pullback(Function helper, string name, IReadOnlyCollection<string> valuedPullbacks)
        => new ReverseSweep(helper, DeferredCalls.Of(helper, name), valuedPullbacks).Run(isPullback: true, isValued: valuedPullbacks.Contains(name));

    /// <summary>The derivatives that return the value of their helper too: those that call themselves for it.</summary>
    public static IReadOnlyCollection<string> Valued(IEnumerable<HelperFunction> helpers)
        => [.. helpers.Where(h => !DeferredCalls.Of(h.Function, h.Pullback).IsEmpty).Select(h => h.Pullback)];

    private Function Run(bool isPullback, bool isValued)
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
                if (adjoint.Index >= firstAdjoint && builder.DefinitionOf(adjoint)?.Operation is not ConstantOperation)
                {
                    builder.Name(adjoint, AdjointName(primal.Parameters[i].Name), isDeclared: hasSeveral);
                }

                results.Add(adjoint);
            }
        }

        return builder.Build(!isPullback ? results : isValued ? results.Skip(1).Concat(results.Take(1)) : results.Skip(1));
    }

    /// <summary>What the parameter of a pullback is called that takes the adjoint of the result.</summary>
    private string SeedName => primal.Parameters.Any(p => p.Name == "resultAdjoint") ? "adjointOfResult" : "resultAdjoint";

    private void SweepInstructions(Region region, Adjoints adjoints)
    {
        if (deferred.AreIn(region))
        {
            SweepDeferred(region, adjoints);
        }

        foreach (Instruction instruction in region.Instructions.Items.Reverse())
        {
            switch (instruction)
            {
                case Compute or Branch or Loop when deferred.IsOnPath(instruction):
                    // The reversal began with it.
                    break;
                case Compute compute:
                    if (adjoints.Find(compute.Result) is { } adjoint)
                    {
                        NameAdjoint(compute.Result, adjoint);
                        Sweep(compute, adjoint, adjoints, operand => !deferred.IsMultiple(operand));
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

    /// <param name="compute">What is reversed.</param>
    /// <param name="adjoint">The adjoint of its result.</param>
    /// <param name="adjoints">Where the adjoints of its operands are added to.</param>
    /// <param name="isWanted">Of which operands.</param>
    private void Sweep(Compute compute, Value adjoint, Adjoints adjoints, Func<Value, bool> isWanted)
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
            if (contributions[i] is { } contribution && activity.IsActive(compute.Operands[i]) && isWanted(compute.Operands[i]))
            {
                adjoints.Add(compute.Operands[i], contribution.Value);
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
            case ExpansionOperation:
                return [null, adjoint];
            case SelectOperation:
                Term zero = adjoint.Constant(0);
                return [null, Select(compute, adjoint, zero), Select(compute, zero, adjoint)];
            case FunctionOperation pullback when RulesTable.IsPullback(pullback):
                // Where it is smooth, it is a constant multiple of the cotangent, its last operand.
                Value[] others = [.. operands.Take(operands.Length - 1).Select(o => o.Value), adjoint.Value];
                return [.. operands.Take(operands.Length - 1).Select(_ => (Term?)null), Term(terms.Build(pullback, others))];
            case FunctionOperation function:
                return RulesTable.Find(function.Rule).Pullback(Context(compute, operands, result, adjoint));
            case UserFunctionOperation function:
                return [.. function.Partials.Items.Select((partial, i) => Pullback(compute, function, partial, i, adjoint))];
            default:
                throw new InvalidOperationException($"The reverse sweep has no case for {compute.Operation}.");
        }
    }

    private Term Select(Compute choice, Term first, Term second) => Term(terms.Select(copier[choice.Operands[0]], first.Value, second.Value));

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
        int[] valued = deferred.IsOnPath(branch) ? [.. Enumerable.Range(0, branch.Results.Count).Where(i => deferred.IsMultiple(branch.Results[i]))] : [];
        Region then = SweepSide(branch, branch.Then, outer, valued, adjoints);
        Region otherwise = SweepSide(branch, branch.Else, outer, valued, adjoints);
        ImmutableArray<Value> contributions = builder.Branch(copier[branch.Condition], then, otherwise);
        for (int i = 0; i < valued.Length; i++)
        {
            copier[branch.Results[valued[i]]] = contributions[outer.Length + i];
        }

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

    private Region SweepSide(Branch branch, Region side, ImmutableArray<Value> outer, int[] valued, Adjoints adjoints)
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
        return builder.EndRegion(
            [.. outer.Select(v => inner.Find(v) ?? builder.Constant(0, primal.TypeOf(v))), .. valued.Select(i => copier[side.Yields[i]])]);
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
