using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using SymGrad.Generator.IR;

namespace SymGrad.Generator.Frontend;

/// <summary>Lowers switch expressions, and the labels of switch statements, into chains of choices.</summary>
internal sealed class SwitchLowering(LoweringContext context)
{
    private const string UnmatchedException = "global::System.Runtime.CompilerServices.SwitchExpressionException";

    public Work? LowerStatement(ISwitchOperation statement, Work? rest)
    {
        if (statement.Value.ConstantValue.HasValue)
        {
            context.Unsupported(statement.Value.Syntax, "a 'switch' on a constant", "write the statements of the section that is taken");
            return rest;
        }

        var plan = new SwitchPlan(statement, context.Flows) { Value = context.Expressions.Lower(statement.Value) };
        return Work.OfSwitch(plan, 0, rest);
    }

    /// <summary>Whether a section of a switch statement is taken, given that those tried before it are not.</summary>
    public Value LowerLabels(SwitchPlan plan, int section)
    {
        if (section < plan.FirstSectionAfterDefault)
        {
            return AnyOf(plan, SwitchPlan.LabelsOf(plan.Sections[section]));
        }

        SyntaxNode source = plan.Sections[section].Syntax;
        plan.DefaultMatches ??= AnyOf(plan, SwitchPlan.LabelsOf(plan.Sections[plan.Sections.Length - 1]));
        return context.Operators.AndAlso(
            context.Not(plan.DefaultMatches.Value, source),
            source,
            () => AnyOf(plan, SwitchPlan.LabelsOf(plan.Sections[section])));
    }

    public LoweredValue LowerExpression(ISwitchExpressionOperation expression)
    {
        LoweredValue value = context.Expressions.Lower(expression.Value);
        return LowerArms(expression, value, 0);
    }

    private Value AnyOf(SwitchPlan plan, IEnumerable<ICaseClauseOperation> labels)
    {
        Value? result = null;
        foreach (ICaseClauseOperation label in labels)
        {
            result = result is not { } earlier
                ? LowerLabel(plan, label)
                : label is IPatternCaseClauseOperation { Guard: not null }
                    ? context.Operators.OrElse(earlier, label.Syntax, () => LowerLabel(plan, label))
                    : context.Operators.Or(earlier, LowerLabel(plan, label), label.Syntax);
        }

        return result ?? context.Builder.Constant(false);
    }

    private Value LowerLabel(SwitchPlan plan, ICaseClauseOperation label)
    {
        switch (label)
        {
            case ISingleValueCaseClauseOperation single:
                return context.Patterns.MatchesConstant(plan.Value!, single.Value, single.Syntax);
            case IPatternCaseClauseOperation pattern:
                Value matches = context.Patterns.Lower(pattern.Pattern, plan.Value!);
                return pattern.Guard is { } guard
                    ? context.Operators.AndAlso(matches, guard.Syntax, () => context.Expressions.LowerScalar(guard))
                    : matches;
            default:
                context.Unsupported(label);
                return context.Builder.Constant(false);
        }
    }

    private LoweredValue LowerArms(ISwitchExpressionOperation expression, LoweredValue value, int index)
    {
        if (expression.Arms.Skip(index).All(a => context.Flows.IsThrowing(a.Value)))
        {
            context.Throws.Guard(context.Builder.Constant(true), () => LowerThrowingArms(expression, value, index));
            return context.Default(expression.Type);
        }

        ISwitchExpressionArmOperation arm = expression.Arms[index];
        if (IsLastResort(expression, index))
        {
            context.Patterns.Lower(arm.Pattern, value);
            return context.Expressions.Lower(arm.Value);
        }

        Value matches = LowerArmTest(arm, value);
        if (context.Flows.IsThrowing(arm.Value))
        {
            context.Throws.Guard(matches, () => context.Throws.Lower(arm.Value));
            return LowerArms(expression, value, index + 1);
        }

        if (expression.Arms.Skip(index + 1).All(a => context.Flows.IsThrowing(a.Value)))
        {
            context.Throws.Guard(context.Not(matches, arm.Syntax), () => LowerThrowingArms(expression, value, index + 1));
            return context.Expressions.Lower(arm.Value);
        }

        return context.Branches.Lower(
            matches, arm.Syntax, () => context.Expressions.Lower(arm.Value), () => LowerArms(expression, value, index + 1))!;
    }

    /// <summary>What is thrown when only throwing arms are left, or none.</summary>
    private ThrownException? LowerThrowingArms(ISwitchExpressionOperation expression, LoweredValue value, int index)
    {
        for (int i = index; i < expression.Arms.Length; i++)
        {
            ISwitchExpressionArmOperation arm = expression.Arms[i];
            if (IsLastResort(expression, i))
            {
                context.Patterns.Lower(arm.Pattern, value);
                return context.Throws.Lower(arm.Value);
            }

            context.Throws.Guard(LowerArmTest(arm, value), () => context.Throws.Lower(arm.Value));
        }

        IEnumerable<ThrowArgument> unmatched = value is ScalarValue scalar ? [new ValueArgument(scalar.Value)] : [];
        return new ThrownException(UnmatchedException, unmatched.ToEquatableArray());
    }

    private Value LowerArmTest(ISwitchExpressionArmOperation arm, LoweredValue value)
    {
        Value matches = context.Patterns.Lower(arm.Pattern, value);
        return arm.Guard is { } guard
            ? context.Operators.AndAlso(matches, guard.Syntax, () => context.Expressions.LowerScalar(guard))
            : matches;
    }

    /// <summary>Whether an arm is taken whenever no earlier one is.</summary>
    private static bool IsLastResort(ISwitchExpressionOperation expression, int index)
        => expression.Arms[index] is { Guard: null } arm
            && (arm.Pattern is IDiscardPatternOperation || (index == expression.Arms.Length - 1 && expression.IsExhaustive));
}
