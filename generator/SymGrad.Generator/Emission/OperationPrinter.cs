using System;
using System.Globalization;
using System.Linq;
using SymGrad.Generator.IR;

namespace SymGrad.Generator.Emission;

/// <summary>Prints one operation on printed operands. Associates exactly as the operation does: floating-point arithmetic is not associative.</summary>
internal sealed class OperationPrinter(TypeNames names)
{
    /// <param name="operation">The operation.</param>
    /// <param name="operandCount">How many operands it has.</param>
    /// <param name="operands">Prints the operand at a position, given whether overflow is checked around it.</param>
    /// <param name="isChecked">Whether the surrounding code checks integer overflow.</param>
    /// <param name="isConstant">Whether C# computes the operation when it compiles, and then checks overflow unless told not to.</param>
    public Expression Print(
        Operation operation, int operandCount, Func<int, bool, Expression> operands, bool isChecked, bool isConstant)
    {
        bool? own = OwnOverflowContext(operation);
        bool ownChecked = own ?? isChecked;
        Expression expression = PrintHere(operation, operandCount, position => operands(position, ownChecked));
        bool isUncheckedConstant = isConstant && own == false;
        return ownChecked == isChecked && !isUncheckedConstant
            ? expression
            : new Expression($"{(ownChecked ? "checked" : "unchecked")}({expression.Text})", Precedence.Primary);
    }

    private Expression PrintHere(Operation operation, int operandCount, Func<int, Expression> operand)
    {
        switch (operation)
        {
            case ConstantOperation { Text: { } text }:
                return new(names.Qualify(text), Precedence.Primary);
            case ConstantOperation constant when constant.Is(Math.PI):
                return new(names.Qualify(constant.Type == ScalarType.Double ? "Math.PI" : "MathF.PI"), Precedence.Primary);
            case ConstantOperation constant:
                string literal = Literals.Print(constant);
                return new(literal, literal[0] is '-' or '(' ? Precedence.Unary : Precedence.Primary);
            case FieldOperation field:
                return new(names.Qualify(field.Text), Precedence.Primary);
            case UnaryOperation unary:
                return PrintUnary(unary, operand(0));
            case BinaryOperation binary:
                (string symbol, Precedence precedence) = Describe(binary);
                return PrintInfix(operand(0), symbol, precedence, operand(1));
            case CompareOperation compare:
                bool isEquality = compare.Operator is CompareOperator.Equal or CompareOperator.NotEqual;
                return PrintComparison(operand(0), Symbol(compare.Operator), isEquality ? Precedence.Equality : Precedence.Relational, operand(1));
            case ConvertOperation convert:
                return PrintConversion(convert.Type, operand(0));
            case EmptyArrayOperation:
                return new("default", Precedence.Primary);
            case LengthOperation:
                return new($"{operand(0).At(Precedence.Primary)}.Length", Precedence.Primary);
            case ElementOperation { IsGathered: true }:
                return new($"{names.Of(operation.Type)}.Gather({operand(0).Text}, {operand(1).Text})", Precedence.Primary);
            case ElementOperation:
                return new($"{operand(0).At(Precedence.Primary)}[{operand(1).Text}]", Precedence.Primary);
            case SliceOperation slice:
                string bounds = string.Join(", ", Enumerable.Range(1, operandCount - 1).Select(i => operand(i).Text));
                return new($"{operand(0).At(Precedence.Primary)}.{(slice.Base == ArrayKind.Array ? "AsSpan" : "Slice")}({bounds})", Precedence.Primary);
            case SelectOperation:
                return PrintConditional(operand(0), operand(1), operand(2));
            case FunctionOperation { Rule: FunctionOperation.StopGradient }:
                return operand(0);
            case FunctionOperation { IsMapped: true } function:
                string method = names.Qualify(function.Spelling.Substring(0, function.Spelling.IndexOf('(')));
                string[] mapped = [.. Enumerable.Range(0, operandCount).Select(i => operand(i).Text)];
                return new($"{names.Of(operation.Type)}.Map({method}, {string.Join(", ", mapped)})", Precedence.Primary);
            case FunctionOperation function:
                return PrintCall(function.Spelling, operand);
            case UserFunctionOperation function:
                return PrintCall(function.Spelling, operand);
            case CallOperation call:
                return PrintCall(call.Spelling, operand);
            case ArrayFunctionOperation function:
                return PrintCall(function.Spelling, operand);
            default:
                throw new InvalidOperationException($"The printer has no case for {operation.GetType().Name}.");
        }
    }

    public Expression PrintConversion(ScalarType type, Expression operand)
        => new($"({names.Of(type)}){operand.At(Precedence.Unary).ParenthesizedIfSigned()}", Precedence.Unary);

    public static Expression PrintConditional(Expression condition, Expression first, Expression second)
        => new(
            $"{condition.At(Precedence.ConditionalOr)} ? {first.At(Precedence.ConditionalOr)} : {second.At(Precedence.ConditionalOr)}",
            Precedence.Conditional);

    public static Expression PrintInfix(Expression left, string symbol, Precedence precedence, Expression right)
        => new($"{left.At(precedence)} {symbol} {right.At(precedence + 1).ParenthesizedIfSigned()}", precedence);

    /// <summary>Unlike an arithmetic operator, a comparison reads well before a sign.</summary>
    private static Expression PrintComparison(Expression left, string symbol, Precedence precedence, Expression right)
        => new($"{left.At(precedence)} {symbol} {right.At(precedence + 1)}", precedence);

    /// <summary>Whether the operation itself says if overflow is checked; null where it makes no difference.</summary>
    private static bool? OwnOverflowContext(Operation operation) => operation switch
    {
        UnaryOperation { Operator: UnaryOperator.Negate } unary when unary.Type.IsInteger() => unary.IsChecked,
        BinaryOperation { Operator: BinaryOperator.Add or BinaryOperator.Subtract or BinaryOperator.Multiply } binary
            when binary.Type.IsInteger() => binary.IsChecked,
        ConvertOperation convert when convert.Type.IsInteger() && !convert.From.IsWidening(convert.Type) => convert.IsChecked,
        _ => null,
    };

    private static Expression PrintUnary(UnaryOperation unary, Expression operand)
    {
        string symbol = unary.Operator switch
        {
            UnaryOperator.Negate => "-",
            UnaryOperator.BitwiseNot => "~",
            UnaryOperator.LogicalNot => "!",
            _ => throw new InvalidOperationException($"The printer has no case for {unary.Operator}."),
        };
        return new(symbol + operand.At(Precedence.Unary).ParenthesizedIfSigned(), Precedence.Unary);
    }

    /// <summary>A call by its spelling, whose operands are numbered from 0 on.</summary>
    public Expression PrintCall(string spelling, Func<int, Expression> operand)
    {
        int count = 0;
        while (spelling.Contains($"{{{count.ToString(CultureInfo.InvariantCulture)}}}"))
        {
            count++;
        }

        object[] arguments = [.. Enumerable.Range(0, count).Select(i => operand(i).Text)];
        return new(string.Format(CultureInfo.InvariantCulture, names.Qualify(spelling), arguments), Precedence.Primary);
    }

    private static (string Symbol, Precedence Precedence) Describe(BinaryOperation binary) => binary.Operator switch
    {
        // Operands are pure, so the short-circuiting forms mean the same and read better.
        BinaryOperator.And when binary.Type == ScalarType.Boolean => ("&&", Precedence.ConditionalAnd),
        BinaryOperator.Or when binary.Type == ScalarType.Boolean => ("||", Precedence.ConditionalOr),
        BinaryOperator.Add => ("+", Precedence.Additive),
        BinaryOperator.Subtract => ("-", Precedence.Additive),
        BinaryOperator.Multiply => ("*", Precedence.Multiplicative),
        BinaryOperator.Divide => ("/", Precedence.Multiplicative),
        BinaryOperator.Remainder => ("%", Precedence.Multiplicative),
        BinaryOperator.And => ("&", Precedence.And),
        BinaryOperator.Or => ("|", Precedence.Or),
        BinaryOperator.ExclusiveOr => ("^", Precedence.ExclusiveOr),
        BinaryOperator.ShiftLeft => ("<<", Precedence.Shift),
        BinaryOperator.ShiftRight => (">>", Precedence.Shift),
        BinaryOperator.UnsignedShiftRight => (">>>", Precedence.Shift),
        _ => throw new InvalidOperationException($"The printer has no case for {binary.Operator}."),
    };

    private static string Symbol(CompareOperator compareOperator) => compareOperator switch
    {
        CompareOperator.Equal => "==",
        CompareOperator.NotEqual => "!=",
        CompareOperator.Less => "<",
        CompareOperator.LessOrEqual => "<=",
        CompareOperator.Greater => ">",
        CompareOperator.GreaterOrEqual => ">=",
        _ => throw new InvalidOperationException($"The printer has no case for {compareOperator}."),
    };
}

internal static class SignedOperands
{
    /// <summary>An operand that starts with a sign would read as <c>x - -2.0</c>.</summary>
    public static string ParenthesizedIfSigned(this string operand) => operand[0] is '-' or '+' ? $"({operand})" : operand;
}
