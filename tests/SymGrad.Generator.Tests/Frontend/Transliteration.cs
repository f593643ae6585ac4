using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using Microsoft.CodeAnalysis.CSharp;
using SymGrad.Generator.IR;

namespace SymGrad.Generator.Tests.Frontend;

/// <summary>
/// Writes a function as C#, one variable for each value and nothing else: what the intermediate representation says, run by the same
/// compiler as the user's method.
/// </summary>
internal static class Transliteration
{
    public static string Write(Function function, string name)
    {
        string parameters = string.Join(", ", function.Parameters.Items.Select((p, i) => $"{p.Type.Keyword()} {Name(new Value(i))}"));
        var text = new StringBuilder();
        text.Append("public static ").Append(function.TypeOf(function.Body.Yields[0]).Keyword()).Append(' ').Append(name)
            .Append('(').Append(parameters).Append(")\n{\n");
        WriteInstructions(function, function.Body, text);
        text.Append("return ").Append(Name(function.Body.Yields[0])).Append(";\n}\n");
        return text.ToString();
    }

    private static string Name(Value value) => "v" + value.Index.ToString(CultureInfo.InvariantCulture);

    private static void WriteInstructions(Function function, Region region, StringBuilder text)
    {
        foreach (Instruction instruction in region.Instructions)
        {
            switch (instruction)
            {
                case Compute compute:
                    text.Append(compute.Operation.Type.Keyword()).Append(' ').Append(Name(compute.Result)).Append(" = ")
                        .Append(Write(compute.Operation, [.. compute.Operands.Select(Name)])).Append(";\n");
                    break;
                case Branch branch:
                    foreach (Value result in branch.Results)
                    {
                        text.Append(function.TypeOf(result).Keyword()).Append(' ').Append(Name(result)).Append(";\n");
                    }

                    text.Append("if (").Append(Name(branch.Condition)).Append(")\n");
                    WriteSide(function, branch, branch.Then, text);
                    text.Append("else\n");
                    WriteSide(function, branch, branch.Else, text);
                    break;
                case Guard guard:
                    text.Append("if (").Append(Name(guard.Condition)).Append(")\n{\n");
                    WriteInstructions(function, guard.Failure, text);
                    text.Append("throw new ").Append(guard.Exception.Type).Append('(')
                        .Append(string.Join(", ", guard.Exception.Arguments.Select(Write))).Append(");\n}\n");
                    break;
                case Check check:
                    text.Append(check.Method).Append('(').Append(string.Join(", ", check.Arguments.Select(Write))).Append(");\n");
                    break;
                default:
                    throw new InvalidOperationException($"No case for {instruction}.");
            }
        }
    }

    private static void WriteSide(Function function, Branch branch, Region side, StringBuilder text)
    {
        text.Append("{\n");
        WriteInstructions(function, side, text);
        foreach ((Value result, Value yield) in branch.Results.Zip(side.Yields))
        {
            text.Append(Name(result)).Append(" = ").Append(Name(yield)).Append(";\n");
        }

        text.Append("}\n");
    }

    private static string Write(Operation operation, string[] operands) => operation switch
    {
        ConstantOperation { Text: { } name, Type: ScalarType.Int32 } when name.StartsWith("MidpointRounding", StringComparison.Ordinal)
            => $"(int){name}",
        ConstantOperation { Text: { } name } => name,
        ConstantOperation constant => Literal(constant),
        FieldOperation field => field.Text,
        UnaryOperation unary => Checked(unary.IsChecked, Write(unary.Operator) + operands[0]),
        BinaryOperation binary => Checked(binary.IsChecked, $"{operands[0]} {Write(binary.Operator)} {operands[1]}"),
        CompareOperation compare => $"{operands[0]} {Write(compare.Operator)} {operands[1]}",
        ConvertOperation conversion => Checked(conversion.IsChecked, $"({conversion.Type.Keyword()}){operands[0]}"),
        FunctionOperation { Rule: "Round" } round => string.Format(
            CultureInfo.InvariantCulture, round.Spelling, [.. Rounding(round.Spelling, operands)]),
        FunctionOperation function => string.Format(CultureInfo.InvariantCulture, function.Spelling, operands),
        UserFunctionOperation function => string.Format(CultureInfo.InvariantCulture, function.Spelling, operands),
        _ => throw new InvalidOperationException($"No case for {operation}."),
    };

    // A mode of rounding is an int in the representation; every other int operand of Round counts digits and is at most 2 in the tests.
    private static IEnumerable<object> Rounding(string spelling, string[] operands)
        => operands.Select((o, i) => i == 2 || (i == 1 && spelling.Contains("/*mode*/", StringComparison.Ordinal)) ? $"(MidpointRounding){o}" : o);

    private static string Checked(bool isChecked, string expression) => $"{(isChecked ? "checked" : "unchecked")}({expression})";

    private static string Literal(ConstantOperation constant) => constant.Type switch
    {
        ScalarType.Boolean => constant.Bits != 0 ? "true" : "false",
        ScalarType.Double => $"BitConverter.Int64BitsToDouble({constant.Bits.ToString(CultureInfo.InvariantCulture)}L)",
        ScalarType.Single => $"BitConverter.Int32BitsToSingle({constant.Bits.ToString(CultureInfo.InvariantCulture)})",
        ScalarType.UInt64 => unchecked((ulong)constant.Bits).ToString(CultureInfo.InvariantCulture) + "UL",
        _ => $"({constant.Type.Keyword()})({constant.Bits.ToString(CultureInfo.InvariantCulture)}L)",
    };

    private static string Write(ThrowArgument argument) => argument switch
    {
        LiteralArgument literal => literal.Text,
        ValueArgument value => Name(value.Value),
        InterpolatedArgument message => string.Join(" + ", message.Parts.Select(p => p.Text is { } text
            ? SymbolDisplay.FormatLiteral(text, quote: true)
            : $"$\"{{{Name(p.Value)}{p.Suffix}}}\"")),
        _ => throw new InvalidOperationException($"No case for {argument}."),
    };

    private static string Write(UnaryOperator kind) => kind switch
    {
        UnaryOperator.Negate => "-",
        UnaryOperator.BitwiseNot => "~",
        UnaryOperator.LogicalNot => "!",
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    private static string Write(BinaryOperator kind) => kind switch
    {
        BinaryOperator.Add => "+",
        BinaryOperator.Subtract => "-",
        BinaryOperator.Multiply => "*",
        BinaryOperator.Divide => "/",
        BinaryOperator.Remainder => "%",
        BinaryOperator.And => "&",
        BinaryOperator.Or => "|",
        BinaryOperator.ExclusiveOr => "^",
        BinaryOperator.ShiftLeft => "<<",
        BinaryOperator.ShiftRight => ">>",
        BinaryOperator.UnsignedShiftRight => ">>>",
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    private static string Write(CompareOperator kind) => kind switch
    {
        CompareOperator.Equal => "==",
        CompareOperator.NotEqual => "!=",
        CompareOperator.Less => "<",
        CompareOperator.LessOrEqual => "<=",
        CompareOperator.Greater => ">",
        CompareOperator.GreaterOrEqual => ">=",
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };
}
