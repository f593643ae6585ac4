using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis.CSharp;
using SymGrad.Generator.IR;

namespace SymGrad.Generator.Emission;

/// <summary>Prints values where they are read: by name where they are locals, otherwise as expressions.</summary>
internal sealed class ValuePrinter
{
    private readonly Function function;
    private readonly InliningPlan plan;
    private readonly LocalNames locals;
    private readonly OperationPrinter printer;
    private readonly bool checksOverflow;
    private readonly ValueMap<Compute> computes;
    private readonly Dictionary<Value, Branch> branches = [];

    public ValuePrinter(Function function, InliningPlan plan, LocalNames locals, TypeNames types, bool checksOverflow)
    {
        this.function = function;
        this.plan = plan;
        this.locals = locals;
        this.checksOverflow = checksOverflow;
        printer = new OperationPrinter(types);
        computes = function.Computes();
        foreach (Instruction instruction in function.Body.Flatten())
        {
            if (instruction is Branch branch)
            {
                foreach (Value result in branch.Results)
                {
                    branches[result] = branch;
                }
            }
        }
    }

    public Expression Print(Value value) => Print(value, checksOverflow);

    public Compute? ComputeOf(Value value) => computes.TryGetValue(value, out Compute? compute) ? compute : null;

    public Branch? BranchOf(Value value) => branches.TryGetValue(value, out Branch? branch) ? branch : null;

    public bool IsConstant(Value value) => ComputeOf(value)?.Operation is ConstantOperation;

    /// <summary>The expression of a new local, where a widening conversion need not be written.</summary>
    public string PrintInitializer(Compute compute)
        => IsWidening(compute) ? Print(compute.Operands[0]).Text : Print(compute, checksOverflow).Text;

    /// <summary>The expression of a new local that starts with a value.</summary>
    public string PrintInitializer(Value value)
        => plan.IsInlined(value) && !locals.Contains(value) && ComputeOf(value) is { } compute ? PrintInitializer(compute) : Print(value).Text;

    /// <summary>
    /// The short form of an assignment, such as <c>sum += term</c>, where an operation has what is assigned as its first operand; otherwise null.
    /// </summary>
    public string? PrintUpdate(string target, Compute compute)
    {
        if (compute.Operation is not BinaryOperation { Type: ScalarType.Extended or ScalarType.Lanes or ScalarType.SingleLanes or ScalarType.Double or ScalarType.Single or ScalarType.Int32 } operation
            || (operation.Type == ScalarType.Int32 && operation.IsChecked != checksOverflow)
            || Print(compute.Operands[0]).Text != target)
        {
            return null;
        }

        string? symbol = operation.Operator switch
        {
            BinaryOperator.Add => "+=",
            BinaryOperator.Subtract => "-=",
            BinaryOperator.Multiply => "*=",
            BinaryOperator.Divide => "/=",
            _ => null,
        };
        if (symbol is "+=" or "-=" && ComputeOf(compute.Operands[1])?.Operation is ConstantOperation { Text: null } constant
            && Literals.Print(constant) is { } literal && literal[0] == '-')
        {
            return $"{target} {(symbol == "+=" ? "-=" : "+=")} {literal.Substring(1)}";
        }

        return symbol is null ? null
            : symbol is "+=" or "-=" && operation.Type == ScalarType.Int32 && Print(compute.Operands[1]).Text == "1"
                ? $"{target}{symbol[0]}{symbol[0]}"
                : $"{target} {symbol} {Print(compute.Operands[1]).Text}";
    }

    /// <summary>The opposite of a condition.</summary>
    public string PrintNot(Value condition)
    {
        if (plan.IsInlined(condition) && ComputeOf(condition) is { } compute)
        {
            if (compute.Operation is CompareOperation { Inverse: { } inverse })
            {
                return Print(compute with { Operation = inverse }, checksOverflow).Text;
            }

            if (compute.Operation is UnaryOperation { Operator: UnaryOperator.LogicalNot })
            {
                return Print(compute.Operands[0]).Text;
            }
        }

        return "!" + Print(condition).At(Precedence.Unary);
    }

    public Expression PrintOperator(Branch branch) => PrintOperator(branch, checksOverflow);

    /// <summary>A call of a framework function by its spelling.</summary>
    public string PrintCall(string spelling, IReadOnlyList<Value> operands) => printer.PrintCall(spelling, i => Print(operands[i])).Text;

    public string PrintArguments(IEnumerable<ThrowArgument> arguments) => string.Join(", ", arguments.Select(Print));

    /// <summary>The locals that are read where a value is written.</summary>
    public IEnumerable<string> LocalsIn(Value value)
    {
        if (!plan.IsInlined(value) || locals.Contains(value))
        {
            return locals.Contains(value) ? [locals[value]] : [];
        }

        return branches.TryGetValue(value, out Branch? branch)
            ? LocalsIn(branch.Condition).Concat(LocalsIn(branch.Then.Yields[0])).Concat(LocalsIn(branch.Else.Yields[0]))
            : computes[value].Operands.SelectMany(LocalsIn);
    }

    private Expression Print(Value value, bool isChecked)
    {
        if (!plan.IsInlined(value) || locals.Contains(value))
        {
            return new(locals[value], Precedence.Primary);
        }

        return branches.TryGetValue(value, out Branch? branch) ? PrintOperator(branch, isChecked) : Print(computes[value], isChecked);
    }

    private Expression Print(Compute compute, bool isChecked)
    {
        if (compute.Operation is UnaryOperation { Operator: UnaryOperator.LogicalNot }
            && plan.IsInlined(compute.Operands[0])
            && computes.TryGetValue(compute.Operands[0], out Compute? comparison)
            && comparison.Operation is CompareOperation compare
            && compare.Inverse is { } inverse)
        {
            return Print(comparison with { Operation = inverse }, isChecked);
        }

        int implicitly = ImplicitlyConverted(compute);
        return printer.Print(
            compute.Operation,
            compute.Operands.Count,
            (position, context) => position == 0 && IsOfConstantsInExtended(compute)
                ? printer.PrintConversion(ScalarType.Extended, Print(compute.Operands[0], context))
                : Print(position == implicitly || IsWidenedByFunction(compute, position) ? computes[compute.Operands[position]].Operands[0] : compute.Operands[position], context),
            isChecked,
            compute.Operands.All(IsConstantExpression));
    }

    /// <summary>Whether C# computes what is written for the value when it compiles.</summary>
    private bool IsConstantExpression(Value value) => (plan.IsInlined(value) || IsConstant(value))
        && computes.TryGetValue(value, out Compute? compute)
        && (compute.Operation is ConstantOperation
            || (compute.Operation is UnaryOperation or BinaryOperation or ConvertOperation && compute.Operands.All(IsConstantExpression)));

    /// <summary>Whether both operands are written as literals of double, which C# would compute with in double.</summary>
    private bool IsOfConstantsInExtended(Compute compute)
        => compute.Operation is BinaryOperation { Type: ScalarType.Extended } && compute.Operands.All(o => plan.IsInlined(o) && IsConstant(o));

    /// <summary>The operand that C# itself widens to the type of the other one, so that no cast need be written; −1 if there is none.</summary>
    private int ImplicitlyConverted(Compute compute)
        => compute.Operation is CompareOperation or BinaryOperation { Type: ScalarType.Single or ScalarType.Double or ScalarType.Lanes }
            || (compute.Operation is BinaryOperation { Type: ScalarType.Extended } && !compute.Operands.Any(IsConstant))
            ? Enumerable.Range(0, compute.Operands.Count).ToList().FindIndex(i => plan.IsInlined(compute.Operands[i])
                && computes.TryGetValue(compute.Operands[i], out Compute? operand) && IsWidening(operand) && IsWidenedBy(compute.Operands[1 - i], operand))
            : -1;

    /// <summary>Whether the other operand brings in the operator: lanes of single precision have none with numbers of double precision.</summary>
    private bool IsWidenedBy(Value other, Compute widening)
        => widening.Operation is not ConvertOperation { From: ScalarType.SingleLanes } || function.TypeOf(other) == ScalarType.Lanes;

    /// <summary>Functions of lanes take those of double precision only.</summary>
    private bool IsWidenedByFunction(Compute compute, int position)
        => compute.Operation is FunctionOperation { Type: ScalarType.Lanes, IsMapped: false } function && function.Spelling.StartsWith("ItemLanes.", StringComparison.Ordinal)
            && plan.IsInlined(compute.Operands[position]) && computes.TryGetValue(compute.Operands[position], out Compute? operand)
            && operand.Operation is ConvertOperation { From: ScalarType.SingleLanes, Type: ScalarType.Lanes };

    private static bool IsWidening(Compute compute)
        => compute.Operation is ConvertOperation convert && convert.Type.IsFloating() && convert.From.IsWidening(convert.Type);

    private Expression PrintOperator(Branch branch, bool isChecked)
    {
        Value then = branch.Then.Yields[0];
        Value otherwise = branch.Else.Yields[0];
        Expression condition = Print(branch.Condition, isChecked);
        if (IsBoolean(otherwise, false))
        {
            return OperationPrinter.PrintInfix(condition, "&&", Precedence.ConditionalAnd, Print(then, isChecked));
        }

        return IsBoolean(then, true)
            ? OperationPrinter.PrintInfix(condition, "||", Precedence.ConditionalOr, Print(otherwise, isChecked))
            : OperationPrinter.PrintConditional(condition, Print(then, isChecked), Print(otherwise, isChecked));
    }

    private bool IsBoolean(Value value, bool constant)
        => computes.TryGetValue(value, out Compute? compute)
            && compute.Operation is ConstantOperation { Type: ScalarType.Boolean } c && (c.Bits != 0) == constant;

    private string Print(ThrowArgument argument) => argument switch
    {
        LiteralArgument literal => literal.Text,
        ValueArgument value => Print(value.Value).Text,
        InterpolatedArgument interpolated => "$\"" + string.Concat(interpolated.Parts.Select(Print)) + "\"",
        _ => throw new InvalidOperationException($"The emitter has no case for {argument.GetType().Name}."),
    };

    private string Print(InterpolationPart part)
    {
        if (part.Text is { } text)
        {
            return SymbolDisplay.FormatLiteral(text, quote: false).Replace("\"", "\\\"").Replace("{", "{{").Replace("}", "}}");
        }

        string value = Print(part.Value).Text;
        bool isName = value.All(c => char.IsLetterOrDigit(c) || c is '_' or '@' or '.');
        return $"{{{(isName ? value : $"({value})")}{part.Suffix}}}";
    }
}
