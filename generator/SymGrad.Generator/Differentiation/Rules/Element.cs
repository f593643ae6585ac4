using System.Linq;
using SymGrad.Generator.IR;

namespace SymGrad.Generator.Differentiation.Rules;

/// <summary>A number of a loss with arithmetic operators. Unlike with <see cref="Term"/>, what they build is computed as it is written.</summary>
internal readonly struct Element(FunctionBuilder builder, Value value)
{
    private readonly FunctionBuilder builder = builder;

    public Value Value { get; } = value;

    private ScalarType Type => builder.TypeOf(Value);

    public static Element operator +(Element left, Element right) => left.Binary(BinaryOperator.Add, right);

    public static Element operator -(Element left, Element right) => left.Binary(BinaryOperator.Subtract, right);

    public static Element operator *(Element left, Element right) => left.Binary(BinaryOperator.Multiply, right);

    public static Element operator /(Element left, Element right) => left.Binary(BinaryOperator.Divide, right);

    public static Element operator -(Element operand)
        => new(operand.builder, operand.builder.Compute(new UnaryOperation(UnaryOperator.Negate, operand.Type), operand.Value));

    /// <summary>Calls the function of a row of the rules table.</summary>
    public Element Call(string rule, params Element[] others)
        => new(builder, builder.Compute(
            new FunctionOperation(rule, Type, RulesTable.Find(rule).Spelling(Type)), [Value, .. others.Select(o => o.Value)]));

    /// <summary>The same number, which counts as a constant.</summary>
    public Element Constant() => new(builder, builder.Compute(new FunctionOperation(FunctionOperation.StopGradient, Type, "{0}"), Value));

    private Element Binary(BinaryOperator kind, Element right) => new(builder, builder.Compute(new BinaryOperation(kind, Type), Value, right.Value));
}
