using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using SymGrad.Generator.IR;

namespace SymGrad.Generator.Frontend;

/// <summary>
/// Lowers one iteration of a loop, and around it what is carried: the variables that it changes, and whether it has been left by a break or a
/// return.
/// </summary>
internal sealed class LoopBodyLowering(LoweringContext context)
{
    public void Lower(LoopPlan plan)
    {
        if (context.HasErrors)
        {
            // Errors in the body are found all the same, with the values from before the loop.
            context.Statements.RunAll([plan.Loop.Body]);
            return;
        }

        VariableEnvironment before = context.Environment;
        List<Carried> carried = [.. plan.Assigned.Select(v => context.Resolve(v)).Distinct(SymbolEqualityComparer.Default)
            .Select(v => Carry(v!)).OfType<Carried>()];
        Value? index = plan.Induction is null ? null : context.Builder.NewBoundValue(ScalarType.Int32);
        if (plan.Induction is { } named)
        {
            context.Builder.Name(index!.Value, named.Name, isDeclared: false);
        }

        VariableEnvironment atStart = before.Fork();
        foreach (Carried variable in carried)
        {
            atStart.Set(variable.Variable, variable.AtStart);
        }

        // Which array a variable refers to has to be known, and an earlier iteration may have assigned it.
        foreach (ISymbol variable in plan.Assigned.Select(v => context.Resolve(v)).Where(v => before.Find(v) is ArrayValue))
        {
            atStart.Set(variable, AmbiguousArray.Instance);
        }

        // So it is for functions and queries, which then can't be read, after the loop neither.
        foreach (ISymbol variable in plan.Assigned.Select(v => context.Resolve(v)).Where(v => before.Find(v) is FunctionValue or SequenceValue or MessageValue))
        {
            atStart.Set(variable, UnassignedValue.Instance);
            before.Set(variable, UnassignedValue.Instance);
        }

        // One iteration.
        context.Environment = atStart.Fork();
        context.Environment.SetExit(plan.Loop.ExitLabel, null);
        context.Environment.SetExit(context.CurrentMethod, null);
        context.Builder.BeginRepeatedRegion();
        plan.Induction?.Bind(index!.Value);
        bool isTested = plan.ConditionAtStart is { } first && !IsPure(first);
        Work? work = isTested ? Work.OfUnless(plan.ConditionAtStart!, plan.Loop.ExitLabel, plan.Body) : plan.Body;
        if (plan.ConditionAtEnd is { } last)
        {
            work = Work.Append(work, Work.OfUnless(last, plan.Loop.ExitLabel, null));
        }

        bool wasInLoop = context.IsInLoop;
        context.IsInLoop = true;
        if (context.Statements.Run(work) is { } thrown)
        {
            context.Throws.Guard(context.Builder.Constant(true), () => thrown);
        }

        context.IsInLoop = wasInLoop;
        CheckCarried(plan, carried, before);
        List<Exit> exits = [.. new[] { plan.Loop.ExitLabel, (ISymbol)context.CurrentMethod }.Select(ExitOf).OfType<Exit>()];
        List<Value> next = [.. carried.SelectMany(v => LeavesAtEnd(v)), .. exits.SelectMany(e => e.Leaves)];
        if (context.HasErrors)
        {
            context.Builder.EndRegion([]);
            context.Environment = before;
            return;
        }

        bool isCounted = plan.Induction is not null && exits.Count == 0;
        if (plan.Induction is { } induction && !isCounted)
        {
            next.Add(context.Operators.Binary(
                BinaryOperator.Add, index!.Value, context.Builder.Constant(induction.Step), false, plan.Loop.Syntax));
        }

        VariableEnvironment atEnd = context.Environment;
        Region body = context.Builder.EndRegion(next);

        // What it starts with, and what decides on one more.
        List<Value> initial = [.. carried.SelectMany(v => v.Initial.Leaves), .. exits.SelectMany(e => e.Leaves).Select(InitialExit)];
        List<Value> parameters =
            [.. carried.SelectMany(v => v.AtStart.Leaves), .. exits.SelectMany(e => e.Leaves).Select(v => context.Builder.NewBoundValue(context.Builder.TypeOf(v)))];
        int firstExit = carried.Sum(v => v.AtStart.Leaves.Count());
        LoopHeader header;
        if (isCounted)
        {
            Induction range = plan.Induction!;
            header = new CountedHeader(index!.Value, range.From, range.To, range.Comparison, range.Step);
        }
        else
        {
            if (plan.Induction is { } range)
            {
                initial.Add(range.From);
                parameters.Add(index!.Value);
            }

            List<Value> flags = FlagsOf(exits, parameters, firstExit);
            context.Environment = atStart.Fork();
            header = new WhileHeader(LowerCondition(plan, isTested, flags, index));
        }

        context.Environment = before;
        ImmutableArray<Value> results = context.Builder.Loop(initial, parameters, header, body);
        foreach (Value result in results)
        {
            context.SourceMap.Add(result, plan.Loop.Syntax);
        }

        int position = 0;
        foreach (Carried variable in carried)
        {
            LoweredValue after = Rebuild(variable.AtStart, results, ref position);
            context.Environment.Set(variable.Variable, after);
            context.Name(variable.Variable, after);
        }

        SettleExits(exits, results, position);
        ForgetArrays(atEnd, plan);
    }

    /// <summary>A variable that may change from iteration to iteration, or null for one that does not outlive an iteration.</summary>
    private Carried? Carry(ISymbol variable)
    {
        LoweredValue? value = context.Environment.Find(variable);
        if (value is UnassignedValue)
        {
            // Assigned in the loop, and after it read only where C# knows that it has been.
            ITypeSymbol? type = (variable as ILocalSymbol)?.Type ?? (variable as IParameterSymbol)?.Type;
            value = ArrayTypes.IsArray(type) || type is null || !ScalarTypes.IsSupported(type) ? null : context.Default(type);
        }

        if (value is not (ScalarValue or TupleValue))
        {
            return null;
        }

        LoweredValue atStart = NewParameters(value);
        context.Name(variable, atStart);
        return new Carried(variable, value, atStart);
    }

    private LoweredValue NewParameters(LoweredValue value) => value switch
    {
        TupleValue tuple => tuple with { Elements = tuple.Elements.Select(NewParameters).ToEquatableArray() },

        // Which array it is has to be known, and an earlier iteration may have put another one in its place.
        ArrayValue => AmbiguousArray.Instance,
        ScalarValue scalar => new ScalarValue(context.Builder.NewBoundValue(context.Builder.TypeOf(scalar.Value))),
        _ => value,
    };

    private static LoweredValue Rebuild(LoweredValue shape, ImmutableArray<Value> results, ref int position)
    {
        if (shape is not TupleValue tuple)
        {
            return shape switch
            {
                ScalarValue => new ScalarValue(results[position++]),
                ArrayValue => AmbiguousArray.Instance,
                _ => shape,
            };
        }

        var elements = new List<LoweredValue>();
        foreach (LoweredValue element in tuple.Elements)
        {
            elements.Add(Rebuild(element, results, ref position));
        }

        return tuple with { Elements = elements.ToEquatableArray() };
    }

    /// <summary>The values of a variable at the end of an iteration. One that a path left unassigned is not read by the next iteration.</summary>
    private IEnumerable<Value> LeavesAtEnd(Carried variable)
        => context.Environment.Find(variable.Variable) is (ScalarValue or TupleValue) and { } value ? value.Leaves : variable.AtStart.Leaves;

    /// <summary>
    /// What an iteration changes has to be carried. A function that changes variables of its surroundings is not seen through when it is called
    /// through a variable.
    /// </summary>
    private void CheckCarried(LoopPlan plan, List<Carried> carried, VariableEnvironment before)
    {
        foreach (ISymbol variable in context.Environment.ChangedVariables.Where(v => before.Find(v) is ScalarValue or TupleValue))
        {
            bool isInside = variable.DeclaringSyntaxReferences.Any(r => r.SyntaxTree == plan.Loop.Syntax.SyntaxTree && plan.Loop.Syntax.Span.Contains(r.Span));
            bool isOfCallee = !IsVisible(variable);
            bool isUnchanged = variable is INamedTypeSymbol && before.Find(variable)!.Equals(context.Environment.Find(variable));
            if (!isInside && !isOfCallee && !isUnchanged && !carried.Any(c => SymbolEqualityComparer.Default.Equals(c.Variable, variable)))
            {
                context.Unsupported(
                    plan.Loop.Syntax, $"a loop in which a function changes '{variable.Name}', which it captures", "pass it as a 'ref' parameter");
            }
        }
    }

    /// <summary>Whether a variable belongs to the method that is lowered, or to one around it. A type stands for its 'this'.</summary>
    public bool IsVisible(ISymbol variable)
    {
        if (variable is INamedTypeSymbol type)
        {
            return SymbolEqualityComparer.Default.Equals(context.CurrentMethod.ContainingType.OriginalDefinition, type);
        }

        for (ISymbol? method = context.CurrentMethod; method is IMethodSymbol; method = method.ContainingSymbol)
        {
            if (SymbolEqualityComparer.Default.Equals(variable.ContainingSymbol, method))
            {
                return true;
            }
        }

        return false;
    }

    private Exit? ExitOf(ISymbol target)
    {
        if (context.Environment.FindExit(target) is not { } state)
        {
            return null;
        }

        Value flag = state.Flag ?? context.Builder.Constant(true);
        if (context.ConstantOf(flag) is null)
        {
            context.Builder.Name(flag, "isDone", isDeclared: false);
        }

        return context.ConstantOf(flag) == false ? null : new Exit(target, flag, state.Result);
    }

    private Value InitialExit(Value value) => context.Zero(context.Builder.TypeOf(value));

    private List<Value> FlagsOf(List<Exit> exits, List<Value> parameters, int position)
    {
        var flags = new List<Value>();
        foreach (Exit exit in exits)
        {
            context.Builder.Name(parameters[position], "isDone", isDeclared: false);
            flags.Add(parameters[position]);
            position += exit.Leaves.Count();
        }

        return flags;
    }

    private Region LowerCondition(LoopPlan plan, bool isTested, List<Value> flags, Value? index)
    {
        SyntaxNode source = plan.Loop.Syntax;
        context.Builder.BeginRepeatedRegion();
        Value? goesOn = null;
        foreach (Value flag in flags)
        {
            Value isOpen = context.Not(flag, source);
            goesOn = goesOn is { } both
                ? context.Compute(new BinaryOperation(BinaryOperator.And, ScalarType.Boolean), source, both, isOpen)
                : isOpen;
        }

        Value Test() => plan.Induction is { } range
            ? context.Compute(new CompareOperation(range.Comparison, ScalarType.Int32), source, index!.Value, range.To)
            : plan.ConditionAtStart is { } condition && !isTested ? context.Expressions.LowerScalar(condition) : context.Builder.Constant(true);

        // After a break the condition is not evaluated, which could throw.
        bool isEndless = plan.Induction is null && (plan.ConditionAtStart is null || isTested);
        Value result = (goesOn, isEndless) switch
        {
            ({ } open, true) => open,
            ({ } open, false) => ((ScalarValue)context.Branches.Lower(
                open, source, () => new ScalarValue(Test()), () => new ScalarValue(context.Builder.Constant(false)))!).Value,
            _ => Test(),
        };
        return context.Builder.EndRegion([result]);
    }

    private void SettleExits(List<Exit> exits, ImmutableArray<Value> results, int position)
    {
        foreach (Exit exit in exits)
        {
            Value flag = results[position++];
            LoweredValue? result = exit.Result is null ? null : Rebuild(exit.Result, results, ref position);
            if (SymbolEqualityComparer.Default.Equals(exit.Target, context.CurrentMethod))
            {
                context.Builder.Name(flag, "isDone", isDeclared: false);
                context.Environment.SetExit(exit.Target, new ExitState(flag, result));
            }
        }
    }

    /// <summary>Which array a variable refers to has to be known: one that a loop assigns is not, after the loop.</summary>
    private void ForgetArrays(VariableEnvironment atEnd, LoopPlan plan)
    {
        foreach (ISymbol variable in plan.Assigned.Select(v => context.Resolve(v)))
        {
            if (context.Environment.Find(variable) is ArrayValue old && atEnd.Find(variable) is { } now && !now.Equals(old))
            {
                context.Environment.Set(variable, AmbiguousArray.Instance);
            }
        }
    }

    /// <summary>Whether evaluating a condition changes nothing.</summary>
    private static bool IsPure(IOperation condition) => !condition.DescendantsAndSelf().Any(
        o => o is IAssignmentOperation or IIncrementOrDecrementOperation or IDeclarationExpressionOperation or IDeclarationPatternOperation
            or IThrowOperation or IInvocationOperation { TargetMethod.MethodKind: MethodKind.LocalFunction }
            || o is IArgumentOperation { Parameter.RefKind: RefKind.Ref or RefKind.Out });

    private sealed record Carried(ISymbol Variable, LoweredValue Initial, LoweredValue AtStart);

    /// <summary>An exit that some iteration takes: by its flag, with the value returned.</summary>
    private sealed record Exit(ISymbol Target, Value Flag, LoweredValue? Result)
    {
        public IEnumerable<Value> Leaves => [Flag, .. Result?.Leaves ?? []];
    }
}
