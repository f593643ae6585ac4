using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using SymGrad.Generator.Frontend;
using SymGrad.Generator.IR;

namespace SymGrad.Generator.Hoisting;

/// <summary>What the results of early work are called: as the user called them, or by what they are.</summary>
internal sealed class ResultNames
{
    private readonly Function loss;
    private readonly string unknown;
    private readonly ValueMap<Compute> definitions;
    private readonly HashSet<string> taken;

    /// <param name="loss">The loss.</param>
    /// <param name="unknown">What a result is called that is nothing in particular.</param>
    /// <param name="others">Names that have been given already.</param>
    public ResultNames(Function loss, string unknown, params IEnumerable<string> others)
    {
        this.unknown = unknown;
        this.loss = loss;
        definitions = loss.Computes();
        taken = [.. loss.Parameters.Select(p => p.Name), .. ShortNames.Types.Keys, .. others];
    }

    public string NameOf(Value value)
    {
        string described = Describe(value) ?? unknown;
        string wanted = OwnNameOf(value) ?? char.ToLowerInvariant(described[0]) + described.Substring(1);
        string name = wanted;
        for (int number = 2; !taken.Add(name); number++)
        {
            name = (char.IsDigit(wanted[wanted.Length - 1]) ? wanted + "_" : wanted) + number.ToString(CultureInfo.InvariantCulture);
        }

        return name;
    }

    private string? OwnNameOf(Value value)
        => value.Index < loss.Parameters.Count ? loss.Parameters[value.Index].Name : loss.Values[value.Index].Name is { Length: > 0 } name ? name : null;

    /// <summary>As in expMargin, onePlusRate, widthTimesHeight or inverseScaleSquared; what is longer is called a product, a sum….</summary>
    private string? Describe(Value value) => !definitions.TryGetValue(value, out Compute? compute) ? null : compute.Operation switch
    {
        FunctionOperation { Rule: FunctionOperation.StopGradient } => Describe(compute.Operands[0]),
        FunctionOperation call => NameOf(call) + Part(compute.Operands[0]),
        UserFunctionOperation call => call.Spelling.Substring(0, call.Spelling.IndexOf('(')).Split('.', ':', '@').Last(),
        UnaryOperation { Operator: UnaryOperator.Negate } => "minus" + PartOrKind(compute.Operands[0]),
        ConvertOperation => Part(compute.Operands[0]) is { Length: > 0 } part ? part : null,
        ElementOperation => OwnNameOf(compute.Operands[0]) is { } array ? array + "Element" : null,
        BinaryOperation binary => Describe(binary.Operator, compute.Operands[0], compute.Operands[1]),
        _ => null,
    };

    private string? Describe(BinaryOperator operation, Value left, Value right)
    {
        string first = Part(left), second = Part(right);
        bool areBoth = first.Length > 0 && second.Length > 0;
        return operation switch
        {
            BinaryOperator.Divide when IsConstant(left, 1) => "inverse" + PartOrKind(right),
            BinaryOperator.Divide when IsInverse(left, right) && second.Length > 0 => $"inverse{second}Squared",
            BinaryOperator.Multiply when left == right && first.Length > 0 => first + "Squared",
            BinaryOperator.Add when IsConstant(left, 1) && second.Length > 0 => "onePlus" + second,
            BinaryOperator.Add when IsConstant(right, 1) && first.Length > 0 => "onePlus" + first,
            BinaryOperator.Subtract when IsConstant(left, 1) && second.Length > 0 => "oneMinus" + second,
            BinaryOperator.Multiply or BinaryOperator.Divide when IsConstant(right) && first.Length > 0 => "scaled" + first,
            BinaryOperator.Multiply when IsConstant(left) && second.Length > 0 => "scaled" + second,
            BinaryOperator.Divide when first.Length > 0 && second.Length == 0 => "quotientOf" + first,
            _ when areBoth && WordOf(operation) is { } word => first + word + second,
            _ => KindOf(operation),
        };
    }

    private static string? WordOf(BinaryOperator operation) => operation switch
    {
        BinaryOperator.Multiply => "Times",
        BinaryOperator.Divide => "Over",
        BinaryOperator.Add => "Plus",
        BinaryOperator.Subtract => "Minus",
        _ => null,
    };

    private string PartOrKind(Value value) => Part(value) is { Length: > 0 } part ? part
        : definitions.TryGetValue(value, out Compute? compute) && compute.Operation is BinaryOperation binary && KindOf(binary.Operator) is { } kind ? Capitalized(kind)
        : Capitalized(unknown);

    private static string? KindOf(BinaryOperator operation) => operation switch
    {
        BinaryOperator.Multiply => "product",
        BinaryOperator.Divide => "quotient",
        BinaryOperator.Add => "sum",
        BinaryOperator.Subtract => "difference",
        _ => null,
    };

    /// <summary>What a longer name says of an operand, with a capital: its own name, or a function of what has one. Otherwise nothing.</summary>
    private string Part(Value value)
    {
        string? part = OwnNameOf(value) ?? (!definitions.TryGetValue(value, out Compute? compute) ? null : compute.Operation switch
        {
            FunctionOperation { Rule: FunctionOperation.StopGradient } => Part(compute.Operands[0]),
            FunctionOperation call => NameOf(call) + (OwnNameOf(compute.Operands[0]) is { } operand ? Capitalized(operand) : ""),
            UnaryOperation { Operator: UnaryOperator.Negate } when OwnNameOf(compute.Operands[0]) is { } operand => "minus" + Capitalized(operand),
            ElementOperation when OwnNameOf(compute.Operands[0]) is { } array => array + "Element",
            ConvertOperation => OwnNameOf(compute.Operands[0]),
            _ => null,
        });
        return string.IsNullOrEmpty(part) ? "" : Capitalized(part!);
    }

    private bool IsInverse(Value value, Value of) => definitions.TryGetValue(value, out Compute? inverse)
        && inverse.Operation is BinaryOperation { Operator: BinaryOperator.Divide } && IsConstant(inverse.Operands[0], 1) && inverse.Operands[1] == of;

    private bool IsConstant(Value value) => definitions.TryGetValue(value, out Compute? compute) && compute.Operation is ConstantOperation;

    private bool IsConstant(Value value, int number) => definitions.TryGetValue(value, out Compute? compute) && compute.Operation is ConstantOperation constant && constant.Is(number);

    private static string NameOf(FunctionOperation call) => call.Rule.Substring(call.Rule.LastIndexOf('.') + 1);

    private static string Capitalized(string name) => char.ToUpperInvariant(name[0]) + name.Substring(1);
}
