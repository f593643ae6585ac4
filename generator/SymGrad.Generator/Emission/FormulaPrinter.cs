using System;
using System.Collections.Generic;
using System.Linq;
using SymGrad.Generator.IR;

namespace SymGrad.Generator.Emission;

/// <summary>
/// Prints values as formulas for people, down to the parameters and the names that the user gave. A formula that grows too long to be read is
/// not printed at all: the code is then the better text.
/// </summary>
internal sealed class FormulaPrinter
{
    private const int LongestFormula = 120;

    /// <summary>Numbers that have a symbol.</summary>
    private static readonly (double Value, string Symbol)[] Symbols =
    [
        (Math.PI, "π"), (Math.E, "e"), (Math.PI / 180, "π/180"), (180 / Math.PI, "180/π"),
        (0.69314718055994531, "ln(2)"), (2.3025850929940457, "ln(10)"),
    ];

    private readonly Function function;
    private readonly Func<Value, bool> isName;
    private readonly ValueMap<Compute> computes;
    private readonly Dictionary<Value, bool> assumed = [];
    private readonly Dictionary<Value, (Branch Branch, int Position)> branches = [];

    /// <param name="function">The function.</param>
    /// <param name="isName">Whether a value is printed by its name.</param>
    public FormulaPrinter(Function function, Func<Value, bool> isName)
    {
        this.function = function;
        this.isName = isName;
        computes = function.Computes();
        foreach (Instruction instruction in function.Body.Flatten())
        {
            if (instruction is Branch branch)
            {
                for (int i = 0; i < branch.Results.Count; i++)
                {
                    branches[branch.Results[i]] = (branch, i);
                }
            }
        }
    }

    /// <summary>The formula that defines a value, or null when it is too long.</summary>
    public string? Print(Value value)
    {
        int budget = LongestFormula;
        string? text = PrintDefinition(value, ref budget)?.Text;
        return text is { Length: <= LongestFormula } ? text : null;
    }

    private Expression? Print(Value value, ref int budget)
        => value.Index >= function.Parameters.Count && isName(value)
            ? Atom(function.Values[value.Index].Name!)
            : PrintDefinition(value, ref budget);

    private Expression? PrintDefinition(Value value, ref int budget)
    {
        if (value.Index < function.Parameters.Count)
        {
            return Atom(function.Parameters[value.Index].DisplayName);
        }

        // Each operation prints at least one character, so that the budget bounds the work although shared values are printed repeatedly.
        if (--budget < 0)
        {
            return null;
        }

        if (branches.TryGetValue(value, out (Branch Branch, int Position) result))
        {
            return PrintChoice(result.Branch, result.Position, ref budget);
        }

        // What a loop carries, and where it ends up, is known by name only.
        if (!computes.TryGetValue(value, out Compute? compute))
        {
            return null;
        }

        bool isProduct = compute.Operation is BinaryOperation { Operator: BinaryOperator.Multiply or BinaryOperator.Divide };
        var operands = new List<Expression>();
        foreach (Value operand in compute.Operands)
        {
            if (Print(operand, ref budget) is not { } printed)
            {
                return null;
            }

            operands.Add(isProduct && IsQuotient(operand) ? Atom($"({printed.Text})") : printed);
        }

        return PrintOperation(compute, operands);
    }

    /// <summary>Whether a value is printed as a quotient, which a reader of a/b·c could misread.</summary>
    private bool IsQuotient(Value value) => value.Index >= function.Parameters.Count && !isName(value)
        && computes.TryGetValue(value, out Compute? compute) && compute.Operation is BinaryOperation { Operator: BinaryOperator.Divide };

    /// <summary>A choice; inside one of its sides, other choices on the same condition are no choices any more.</summary>
    private Expression? PrintChoice(Branch branch, int position, ref int budget)
    {
        if (assumed.TryGetValue(branch.Condition, out bool holds))
        {
            return Print((holds ? branch.Then : branch.Else).Yields[position], ref budget);
        }

        Expression? condition = Print(branch.Condition, ref budget);
        assumed[branch.Condition] = true;
        Expression? first = Print(branch.Then.Yields[position], ref budget);
        assumed[branch.Condition] = false;
        Expression? second = Print(branch.Else.Yields[position], ref budget);
        assumed.Remove(branch.Condition);
        return Choose(condition, first, second);
    }

    private static Expression? PrintOperation(Compute compute, List<Expression> operands) => compute.Operation switch
    {
        ConstantOperation constant => Constant(constant),
        FieldOperation field => Atom(field.Text.Substring(field.Text.LastIndexOf('.') + 1)),
        UnaryOperation { Operator: UnaryOperator.Negate } => new("−" + operands[0].At(Precedence.Multiplicative), Precedence.Unary),
        UnaryOperation { Operator: UnaryOperator.LogicalNot } => new("not " + operands[0].At(Precedence.Unary), Precedence.Unary),
        UnaryOperation => new("~" + operands[0].At(Precedence.Unary), Precedence.Unary),
        BinaryOperation { Operator: BinaryOperator.Multiply } when compute.Operands[0] == compute.Operands[1]
            => new(operands[0].At(Precedence.Primary) + "²", Precedence.Unary),
        BinaryOperation binary => Infix(binary.Operator, operands[0], operands[1]),
        CompareOperation compare => new(
            $"{operands[0].At(Precedence.Additive)} {Symbol(compare.Operator)} {operands[1].At(Precedence.Additive)}", Precedence.Relational),
        ConvertOperation { Type: ScalarType.Single or ScalarType.Double } => operands[0],
        ConvertOperation convert => Call(convert.Type.Keyword(), operands),
        ElementOperation => Atom($"{operands[0].Text}[{operands[1].Text}]"),
        LengthOperation => Atom($"{operands[0].Text}.Length"),
        CallOperation call => CallOf(call.Spelling, operands),
        ArrayFunctionOperation call => CallOf(call.Spelling, operands),
        SliceOperation or AllocateOperation or EmptyArrayOperation => null,
        SelectOperation => Choose(operands[0], operands[1], operands[2]),
        FunctionOperation function => Call(function.Rule, operands),
        UserFunctionOperation function => Call(function.Spelling.Substring(0, function.Spelling.IndexOf('(')).Split('.', ':').Last(), operands),
        _ => throw new InvalidOperationException($"The formula printer has no case for {compute.Operation.GetType().Name}."),
    };

    private static Expression CallOf(string spelling, List<Expression> operands)
        => Atom($"{spelling.Substring(0, spelling.IndexOfAny(['(', '<'])).Split('.', ':').Last()}({string.Join(", ", operands.Select(o => o.Text))})");

    private static Expression Constant(ConstantOperation constant)
    {
        foreach ((double value, string symbol) in Symbols)
        {
            if (constant.Is(value))
            {
                return new(symbol, symbol.IndexOf('/') < 0 ? Precedence.Primary : Precedence.Multiplicative);
            }
        }

        return constant.Text is { } text ? Atom(text.Substring(text.LastIndexOf('.') + 1)) : Number(Literals.PrintPlain(constant));
    }

    private static Expression Infix(BinaryOperator binaryOperator, Expression left, Expression right) => binaryOperator switch
    {
        BinaryOperator.Add => new($"{left.At(Precedence.Additive)} + {right.At(Precedence.Additive)}", Precedence.Additive),
        BinaryOperator.Subtract => new($"{left.At(Precedence.Additive)} − {right.At(Precedence.Multiplicative)}", Precedence.Additive),
        BinaryOperator.Multiply => new(
            $"{left.At(Precedence.Multiplicative)}·{right.At(Precedence.Multiplicative)}", Precedence.Multiplicative),
        BinaryOperator.Divide => new($"{left.At(Precedence.Multiplicative)}/{right.At(Precedence.Unary)}", Precedence.Multiplicative),
        BinaryOperator.Remainder => new($"{left.At(Precedence.Unary)} mod {right.At(Precedence.Unary)}", Precedence.Multiplicative),
        BinaryOperator.And => new($"{left.At(Precedence.Relational)} and {right.At(Precedence.Relational)}", Precedence.And),
        BinaryOperator.Or => new($"{left.At(Precedence.And)} or {right.At(Precedence.And)}", Precedence.Or),
        BinaryOperator.ExclusiveOr => new($"{left.At(Precedence.Unary)} xor {right.At(Precedence.Unary)}", Precedence.ExclusiveOr),
        BinaryOperator.ShiftLeft => new($"{left.At(Precedence.Unary)} << {right.At(Precedence.Unary)}", Precedence.Shift),
        BinaryOperator.ShiftRight => new($"{left.At(Precedence.Unary)} >> {right.At(Precedence.Unary)}", Precedence.Shift),
        BinaryOperator.UnsignedShiftRight => new($"{left.At(Precedence.Unary)} >>> {right.At(Precedence.Unary)}", Precedence.Shift),
        _ => throw new InvalidOperationException($"The formula printer has no case for {binaryOperator}."),
    };

    private static Expression Call(string function, List<Expression> operands)
    {
        string all = string.Join(", ", operands.Select(o => o.Text));
        return function switch
        {
            "Sqrt" => new($"√{(operands[0].Precedence == Precedence.Primary ? operands[0].Text : $"({all})")}", Precedence.Unary),
            "Abs" => Atom($"|{all}|"),
            "Log" => Atom($"ln({all})"),
            "Pullback.Abs" => Scaled(operands[1], Atom($"sign({operands[0].Text})")),
            "Pullback.Max" or "Pullback.MaxNumber" or "Pullback.Above" or "Pullback.AboveNumber" => Scaled(operands[2], Iverson(operands, ">")),
            "Pullback.Min" or "Pullback.MinNumber" or "Pullback.Below" or "Pullback.BelowNumber" => Scaled(operands[2], Iverson(operands, "<")),
            "Pullback.Clamp" => Scaled(operands[3], Atom($"[{operands[1].Text} < {operands[0].Text} < {operands[2].Text}]")),
            _ => Atom($"{char.ToLowerInvariant(function[0])}{function.Substring(1)}({all})"),
        };
    }

    /// <summary>Iverson's bracket: 1 where the relation holds, 0 where it does not.</summary>
    private static Expression Iverson(List<Expression> operands, string relation)
        => Atom($"[{operands[0].At(Precedence.Additive)} {relation} {operands[1].At(Precedence.Additive)}]");

    private static Expression Scaled(Expression cotangent, Expression factor)
        => cotangent.Text == "1" ? factor : new($"{cotangent.At(Precedence.Multiplicative)}·{factor.Text}", Precedence.Multiplicative);

    private static Expression? Choose(Expression? condition, Expression? first, Expression? second)
        => condition is { } c && first is { } f && second is { } s
            ? new($"({c.Text} ? {f.Text} : {s.Text})", Precedence.Primary)
            : null;

    private static string Symbol(CompareOperator compareOperator) => compareOperator switch
    {
        CompareOperator.Equal => "=",
        CompareOperator.NotEqual => "≠",
        CompareOperator.Less => "<",
        CompareOperator.LessOrEqual => "≤",
        CompareOperator.Greater => ">",
        CompareOperator.GreaterOrEqual => "≥",
        _ => throw new InvalidOperationException($"The formula printer has no case for {compareOperator}."),
    };

    private static Expression Number(string text)
        => text[0] == '-' ? new("−" + text.Substring(1), Precedence.Unary) : Atom(text);

    private static Expression Atom(string text) => new(text, Precedence.Primary);
}
