using System.Collections.Generic;
using System.Linq;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using SymGrad.Generator.IR;

namespace SymGrad.Generator.Frontend;

/// <summary>
/// Lowers statements into the current region. Each statement is lowered once: where a path ends early, what follows is lowered inside the
/// sides that go on.
/// </summary>
internal sealed class StatementLowering(LoweringContext context)
{
    /// <summary>Lowers a list of statements. Returns the exception that it ends in when it only throws.</summary>
    public ThrownException? Run(Work? work)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        while (work is not null && context.Advance())
        {
            if (work.Marker is { } label)
            {
                context.Environment.SetExit(label, null);
                work = work.Rest;
            }
            else if (work.Jump is { } target)
            {
                work = LowerJump(target, work.JumpUnless, work.Rest);
            }
            else if (work.Plan is { } plan)
            {
                work = LowerSection(plan, work.Section, work.Rest);
            }
            else if (work.Statement is { } statement && context.Flows.Of(statement).OnlyThrows && Thrown(statement) is { } thrown)
            {
                return context.Throws.Lower(thrown);
            }
            else
            {
                work = Lower(work.Statement!, work.Rest);
            }
        }

        return null;
    }

    /// <summary>Lowers statements that end in their last one.</summary>
    public void RunAll(IEnumerable<IOperation> statements) => Run(Work.Of(statements, null));

    /// <summary>Goes on after a loop, which some paths may have left by a return.</summary>
    public Work? ContinueAfterLoop(Flow flow, SyntaxNode source, Work? rest) => Continue(flow, source, rest);

    private static IOperation? Thrown(IOperation statement) => statement switch
    {
        IThrowOperation => statement,
        IExpressionStatementOperation expression => expression.Operation,
        IReturnOperation result => result.ReturnedValue,
        _ => null,
    };

    /// <summary>Lowers one statement and returns what is left to do in this region.</summary>
    private Work? Lower(IOperation statement, Work? rest)
    {
        switch (statement)
        {
            case IBlockOperation { Syntax.Parent: not UnsafeStatementSyntax } block:
                return Work.Of(block.Operations, rest);
            case IVariableDeclarationGroupOperation group:
                DeclareVariables(group);
                return rest;
            case IExpressionStatementOperation expression:
                context.Expressions.LowerEffects(expression.Operation);
                return rest;
            case IConditionalOperation conditional:
                return LowerIf(conditional, rest);
            case ISwitchOperation choice:
                return context.Switches.LowerStatement(choice, rest);
            case IReturnOperation { Kind: OperationKind.Return } result:
                Leave(context.CurrentMethod, result.ReturnedValue is { } value ? context.Expressions.Lower(value) : null);
                return null;
            case ILoopOperation loop:
                return context.Loops.Lower(loop, rest);
            case IBranchOperation { BranchKind: BranchKind.Break or BranchKind.Continue } jump:
                if (Work.FindMarker(rest, [jump.Target]) is { } marker)
                {
                    return marker;
                }

                Leave(jump.Target, null);
                return null;
            case IEmptyOperation or ILocalFunctionOperation:
                return rest;
            case IBlockOperation { Syntax.Parent: UnsafeStatementSyntax syntax }:
                context.Unsupported(syntax, "an 'unsafe' statement", "use values");
                return rest;
            default:
                context.Unsupported(statement);
                return rest;
        }
    }

    private Work? LowerJump(ISymbol target, IOperation? unless, Work? rest)
    {
        if (unless is null)
        {
            Leave(target, null);
            return null;
        }

        Value goesOn = context.Expressions.LowerScalar(unless);
        return context.ConstantOf(goesOn) == true
            ? rest
            : Decide(context.Not(goesOn, unless.Syntax), unless.Syntax, Work.OfJump(target), null, rest);
    }

    private void Leave(ISymbol target, LoweredValue? result) => context.Environment.SetExit(target, new ExitState(null, result));

    private void DeclareVariables(IVariableDeclarationGroupOperation group)
    {
        foreach (IVariableDeclaratorOperation declarator in group.Declarations.SelectMany(d => d.Declarators))
        {
            ILocalSymbol local = declarator.Symbol;
            if (local.IsRef)
            {
                DeclareReference(declarator);
            }
            else if (local.Type.TypeKind == TypeKind.Delegate
                && declarator.GetVariableInitializer()?.Value is { } function && context.Calls.FunctionOf(function) is { } known)
            {
                context.Environment.Set(local, known);
            }
            else if (QueryLowering.IsSequence(local.Type)
                && declarator.GetVariableInitializer()?.Value is { } query && context.Queries.SequenceOf(query) is { } sequence)
            {
                context.Environment.Set(local, sequence);
            }
            else if (!ScalarTypes.IsSupported(local.Type))
            {
                (string construct, string advice) = UnsupportedConstructs.DescribeType(local.Type);
                context.Unsupported(declarator.Syntax, construct, advice);
                context.Environment.Set(local, context.Default(local.Type));
            }
            else if (declarator.GetVariableInitializer() is not { } initializer)
            {
                context.Environment.Set(local, UnassignedValue.Instance);
            }
            else if (local.HasConstantValue)
            {
                DeclareConstant(local, initializer.Value);
            }
            else
            {
                context.Assignments.Assign(local, context.Expressions.Lower(initializer.Value));
            }
        }
    }

    /// <summary>A ref local is another name for a variable or for an element of an array.</summary>
    private void DeclareReference(IVariableDeclaratorOperation declarator)
    {
        if (declarator.GetVariableInitializer()?.Value is { } value && context.Assignments.Refer(declarator.Symbol, value))
        {
            return;
        }

        context.Unsupported(declarator.Syntax, "this 'ref' local", "use what it refers to");
        context.Environment.Set(declarator.Symbol, context.Default(declarator.Symbol.Type));
    }

    /// <summary>A local constant keeps its name unless the same number has another role already.</summary>
    private void DeclareConstant(ILocalSymbol local, IOperation initializer)
    {
        int count = context.Builder.InstructionCount;
        LoweredValue value = context.Expressions.Lower(initializer);
        context.Environment.Set(local, value);
        if (context.Builder.InstructionCount > count && value is ScalarValue scalar
            && SymbolEqualityComparer.Default.Equals(local.ContainingSymbol, context.Subject))
        {
            context.Builder.Name(scalar.Value, local.Name, isDeclared: true);
        }
    }

    private Work? LowerIf(IConditionalOperation conditional, Work? rest)
    {
        if (conditional.Condition.ConstantValue is { HasValue: true, Value: bool isTaken })
        {
            return (isTaken ? conditional.WhenTrue : conditional.WhenFalse) is { } taken ? Work.Of(taken, rest) : rest;
        }

        Value condition = context.Expressions.LowerScalar(conditional.Condition);
        Work? otherwise = conditional.WhenFalse is { } whenFalse ? Work.Of(whenFalse, null) : null;
        return Decide(condition, conditional.Syntax, Work.Of(conditional.WhenTrue, null), otherwise, rest);
    }

    private Work? LowerSection(SwitchPlan plan, int section, Work? rest)
    {
        if (section == plan.Sections.Length)
        {
            return rest;
        }

        ISwitchCaseOperation current = plan.Sections[section];
        if (plan.EndsWithCatchAll && section == plan.Sections.Length - 1)
        {
            return Work.Of(current.Body, Work.OfMarker(plan.Statement.ExitLabel, rest));
        }

        Value condition = context.Switches.LowerLabels(plan, section);
        Work? then = Work.Of(current.Body, Work.OfMarker(plan.Statement.ExitLabel, null));
        return Decide(condition, current.Syntax, then, Work.OfSwitch(plan, section + 1, null), rest);
    }

    /// <summary>
    /// Lowers a choice between two lists of statements, and as much of what follows as belongs inside a side. Returns what is left to do.
    /// </summary>
    private Work? Decide(Value condition, SyntaxNode source, Work? then, Work? otherwise, Work? rest)
    {
        Flow thenFlow = context.Flows.Of(then);
        Flow otherwiseFlow = context.Flows.Of(otherwise);
        if (thenFlow.OnlyThrows)
        {
            context.Throws.Guard(condition, () => Run(then));
            return Work.Append(otherwise, rest);
        }

        if (otherwiseFlow.OnlyThrows)
        {
            context.Throws.Guard(context.Not(condition, source), () => Run(otherwise));
            return Work.Append(then, rest);
        }

        if (thenFlow.Falls == otherwiseFlow.Falls)
        {
            LowerSides(condition, source, then, otherwise);
            return Continue(thenFlow.Or(otherwiseFlow), source, rest);
        }

        // One side leaves: what follows, up to where a jump of that side lands, belongs to the other side.
        bool thenLeaves = !thenFlow.Falls;
        Work? marker = Work.FindMarker(rest, (thenLeaves ? thenFlow : otherwiseFlow).Breaks);
        Work? end = marker is null ? null : Work.OfMarker(marker.Marker!, null);
        Work? leaves = Work.Append(thenLeaves ? then : otherwise, end);
        Work? following = marker is null ? rest : Work.Append(rest, end, marker);
        Work? stays = Work.Append(thenLeaves ? otherwise : then, following);
        Flow staysFlow = context.Flows.Of(stays);
        if (staysFlow.OnlyThrows)
        {
            context.Throws.Guard(thenLeaves ? context.Not(condition, source) : condition, () => Run(stays));
            return Work.Append(leaves, marker?.Rest);
        }

        LowerSides(condition, source, thenLeaves ? leaves : stays, thenLeaves ? stays : leaves);
        return Continue(context.Flows.Of(leaves).Or(staysFlow), source, marker?.Rest);
    }

    private void LowerSides(Value condition, SyntaxNode source, Work? then, Work? otherwise)
        => context.Branches.Lower(condition, source, () => RunStatements(then), () => RunStatements(otherwise));

    private LoweredValue? RunStatements(Work? work)
    {
        Run(work);
        return null;
    }

    /// <summary>
    /// Goes on after a choice of which some paths may have left: the statements that those paths jump over are lowered under the condition
    /// that they were not taken.
    /// </summary>
    private Work? Continue(Flow flow, SyntaxNode source, Work? rest)
    {
        while (flow.Leaves && rest is not null)
        {
            Work? marker = Work.FindMarker(rest, flow.Breaks);
            Work? skipped = marker is null ? rest : Work.Append(rest, null, marker);
            if (flow.Falls && skipped is not null)
            {
                flow = LowerUnlessLeft(flow, source, skipped);
            }

            if (marker is null)
            {
                return null;
            }

            context.Environment.SetExit(marker.Marker!, null);
            flow = flow.Land(marker.Marker!, Flow.Falling);
            rest = marker.Rest;
        }

        return rest;
    }

    private Flow LowerUnlessLeft(Flow flow, SyntaxNode source, Work skipped)
    {
        List<ISymbol> targets = [.. flow.Breaks];
        if (flow.Returns)
        {
            targets.Add(context.CurrentMethod);
        }

        // An exit without a flag is one that is always taken: the condition that decided on it was a constant.
        Value hasLeft = targets.Select(t => context.Environment.FindExit(t)).OfType<ExitState>()
            .Select(e => e.Flag ?? context.Builder.Constant(true))
            .DefaultIfEmpty(context.Builder.Constant(false))
            .Aggregate((a, b) => context.Operators.Or(a, b, source));
        Flow skippedFlow = context.Flows.Of(skipped);
        if (skippedFlow.OnlyThrows)
        {
            context.Throws.Guard(context.Not(hasLeft, source), () => Run(skipped));
            SettleExit(targets);
            return flow.Then(skippedFlow);
        }

        context.Branches.Lower(
            hasLeft,
            source,
            () =>
            {
                SettleExit(targets);
                return null;
            },
            () =>
            {
                targets.ForEach(t => context.Environment.SetExit(t, null));
                return RunStatements(skipped);
            });
        return flow.Then(skippedFlow);
    }

    /// <summary>Where one of the exits is known to have been taken, and there is only one, it is that one.</summary>
    private void SettleExit(List<ISymbol> targets)
    {
        if (targets.Count == 1 && context.Environment.FindExit(targets[0]) is { } state)
        {
            context.Environment.SetExit(targets[0], state with { Flag = null });
        }
    }
}
