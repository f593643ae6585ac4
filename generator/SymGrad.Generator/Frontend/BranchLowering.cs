using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using SymGrad.Generator.IR;

namespace SymGrad.Generator.Frontend;

/// <summary>
/// Lowers the two sides of a choice into regions and joins what they did to the variables: a variable that differs becomes a result of
/// the branch.
/// </summary>
internal sealed class BranchLowering(LoweringContext context)
{
    /// <summary>Lowers a choice. Each side returns its value, or null when it is a statement.</summary>
    /// <param name="condition">What decides.</param>
    /// <param name="source">Where it stands.</param>
    /// <param name="then">Lowers the side that is taken when the condition holds.</param>
    /// <param name="otherwise">Lowers the other side.</param>
    /// <param name="declares">
    /// Whether variables declared in a side are visible after the choice, as those of patterns are in <c>a &amp;&amp; b is var c</c>.
    /// </param>
    public LoweredValue? Lower(
        Value condition, SyntaxNode source, Func<LoweredValue?> then, Func<LoweredValue?> otherwise, bool declares = false)
    {
        if (context.ConstantOf(condition) is { } isTaken)
        {
            return isTaken ? then() : otherwise();
        }

        VariableEnvironment before = context.Environment;
        Side first = LowerSide(before, then);
        Side second = LowerSide(before, otherwise);
        context.Environment = before;
        return context.HasErrors ? first.Result ?? second.Result : Join(condition, source, first, second, declares);
    }

    private Side LowerSide(VariableEnvironment before, Func<LoweredValue?> lower)
    {
        context.Environment = before.Fork();
        context.Builder.BeginRegion();
        LoweredValue? result = lower();
        return new Side(context.Builder.EndRegion([]), context.Environment, result);
    }

    private LoweredValue? Join(Value condition, SyntaxNode source, Side first, Side second, bool declares)
    {
        VariableEnvironment environment = context.Environment;
        var join = new BranchJoin();
        var updates = new List<Action>();
        LoweredValue? result = null;
        if (first.Result is not null && second.Result is not null)
        {
            join.Add(first.Result, second.Result);
            updates.Add(() => result = join.Rebuild(first.Result, second.Result));
        }

        foreach (ISymbol target in first.Environment.ChangedExits.Union(second.Environment.ChangedExits, SymbolEqualityComparer.Default)
            .OfType<ISymbol>())
        {
            JoinExit(target, condition, source, first.Environment.FindExit(target), second.Environment.FindExit(target), join, updates);
        }

        foreach (ISymbol variable in first.Environment.ChangedVariables
            .Union(second.Environment.ChangedVariables, SymbolEqualityComparer.Default).OfType<ISymbol>())
        {
            LoweredValue? before = environment.Find(variable) ?? (declares && IsOwn(variable) ? UnassignedValue.Instance : null);
            if (before is not null)
            {
                JoinVariable(variable, before, first, second, declares, join, updates);
            }
        }

        if (!join.IsEmpty || first.Region.Instructions.Count > 0 || second.Region.Instructions.Count > 0)
        {
            join.Results = context.Builder.Branch(
                condition,
                first.Region with { Yields = join.Then.ToEquatableArray() },
                second.Region with { Yields = join.Else.ToEquatableArray() });
            for (int i = 0; i < join.Results.Length; i++)
            {
                context.SourceMap.Add(join.Results[i], source);
            }
        }

        foreach (Action update in updates)
        {
            update();
        }

        return result;
    }

    private void JoinExit(
        ISymbol target, Value condition, SyntaxNode source, ExitState? first, ExitState? second, BranchJoin join, List<Action> updates)
    {
        if (first is null && second is null)
        {
            context.Environment.SetExit(target, null);
            return;
        }

        LoweredValue? firstResult = first?.Result ?? (second?.Result is { } other ? context.DefaultLike(other) : null);
        LoweredValue? secondResult = second?.Result ?? (firstResult is null ? null : context.DefaultLike(firstResult));
        if (firstResult is not null && secondResult is not null)
        {
            join.Add(firstResult, secondResult);
        }

        Func<Value?> flag = (first, second) switch
        {
            ({ Flag: null }, { Flag: null }) => () => null,
            ({ Flag: null }, null) when context.IsInLoop => () => condition,
            (null, { Flag: null }) when context.IsInLoop => () => context.Not(condition, source),
            _ => JoinFlags(first, second, join),
        };
        updates.Add(() =>
        {
            LoweredValue? result = firstResult is not null && secondResult is not null ? join.Rebuild(firstResult, secondResult) : null;
            context.Environment.SetExit(target, new ExitState(flag(), result));
        });
    }

    private Func<Value?> JoinFlags(ExitState? first, ExitState? second, BranchJoin join)
    {
        var firstFlag = new ScalarValue(FlagOf(first));
        var secondFlag = new ScalarValue(FlagOf(second));
        join.Add(firstFlag, secondFlag);
        return () =>
        {
            Value flag = ((ScalarValue)join.Rebuild(firstFlag, secondFlag)).Value;
            if (context.ConstantOf(flag) is null)
            {
                context.Builder.Name(flag, "isDone", isDeclared: false);
            }

            return flag;
        };
    }

    private void JoinVariable(
        ISymbol variable, LoweredValue before, Side first, Side second, bool declares, BranchJoin join, List<Action> updates)
    {
        bool firstIsDead = IsOwn(variable) && HasReturned(first);
        bool secondIsDead = IsOwn(variable) && HasReturned(second);
        if (firstIsDead && secondIsDead)
        {
            return;
        }

        // What a side that has returned did to its own variables is never read.
        LoweredValue a = firstIsDead ? before : first.Environment.Find(variable) ?? before;
        LoweredValue b = secondIsDead ? before : second.Environment.Find(variable) ?? before;
        if (a is UnassignedValue && b is not UnassignedValue && (declares || HasLeft(first)))
        {
            a = context.DefaultLike(b);
        }
        else if (b is UnassignedValue && a is not UnassignedValue && (declares || HasLeft(second)))
        {
            b = context.DefaultLike(a);
        }

        if (a is UnassignedValue || b is UnassignedValue)
        {
            // Not assigned on all paths: C# lets nobody read it before the next assignment.
            context.Environment.Set(variable, UnassignedValue.Instance);
            return;
        }

        join.Add(a, b);
        updates.Add(() =>
        {
            LoweredValue joined = join.Rebuild(a, b);
            context.Environment.Set(variable, joined);
            context.Name(variable, joined);
        });
    }

    private bool IsOwn(ISymbol variable) => SymbolEqualityComparer.Default.Equals(variable.ContainingSymbol, context.CurrentMethod);

    private bool HasReturned(Side side) => side.Environment.FindExit(context.CurrentMethod) is { Flag: null };

    private static bool HasLeft(Side side) => side.Environment.ChangedExits.Any(t => side.Environment.FindExit(t) is not null);

    private Value FlagOf(ExitState? state)
        => state is null ? context.Builder.Constant(false) : state.Flag ?? context.Builder.Constant(true);

    private sealed record Side(Region Region, VariableEnvironment Environment, LoweredValue? Result);

    /// <summary>The pairs of scalars that the two sides yield, each pair once.</summary>
    private sealed class BranchJoin
    {
        private readonly Dictionary<(Value Then, Value Else), int> positions = [];

        public List<Value> Then { get; } = [];

        public List<Value> Else { get; } = [];

        public ImmutableArray<Value> Results { get; set; } = [];

        public bool IsEmpty => positions.Count == 0;

        public void Add(LoweredValue first, LoweredValue second)
        {
            switch (first, second)
            {
                case (ScalarValue { Value: var then }, ScalarValue { Value: var otherwise })
                    when then != otherwise && !positions.ContainsKey((then, otherwise)):
                    positions.Add((then, otherwise), positions.Count);
                    Then.Add(then);
                    Else.Add(otherwise);
                    break;
                case (TupleValue a, TupleValue b):
                    foreach ((LoweredValue one, LoweredValue other) in a.Elements.Items.Zip(b.Elements.Items, (x, y) => (x, y)))
                    {
                        Add(one, other);
                    }

                    break;
            }
        }

        public LoweredValue Rebuild(LoweredValue first, LoweredValue second) => (first, second) switch
        {
            (ScalarValue a, ScalarValue b) => a == b ? a : new ScalarValue(Results[positions[(a.Value, b.Value)]]),
            (ArrayValue or AmbiguousArray, ArrayValue or AmbiguousArray) => first.Equals(second) ? first : AmbiguousArray.Instance,
            (TupleValue a, TupleValue b) => a with { Elements = a.Elements.Items.Zip(b.Elements.Items, Rebuild).ToEquatableArray() },
            (OpaqueValue, OpaqueValue) => first,

            // Which function, query or text a variable holds is not known then, and whoever reads it says so.
            (FunctionValue or SequenceValue or MessageValue, FunctionValue or SequenceValue or MessageValue) => first.Equals(second) ? first : UnassignedValue.Instance,
            (UnassignedValue, _) or (_, UnassignedValue) => UnassignedValue.Instance,
            _ => throw new InvalidOperationException("The sides of a branch have values of different shapes."),
        };
    }
}
