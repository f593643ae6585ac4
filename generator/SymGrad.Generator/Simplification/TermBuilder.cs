using SymGrad.Generator.IR;

namespace SymGrad.Generator.Simplification;

/// <summary>
/// Builds the terms of derivatives. Every operation goes through the rewrite rules as it is built, so that what exists is always in
/// simplest form and no later pass has to search for it.
/// </summary>
internal sealed class TermBuilder(FunctionBuilder builder)
{
    public FunctionBuilder Builder { get; } = builder;

    public Value Add(Value left, Value right) => Binary(BinaryOperator.Add, left, right);

    public Value Subtract(Value left, Value right) => Binary(BinaryOperator.Subtract, left, right);

    public Value Multiply(Value left, Value right) => Binary(BinaryOperator.Multiply, left, right);

    public Value Divide(Value left, Value right) => Binary(BinaryOperator.Divide, left, right);

    public Value Negate(Value operand) => Build(new UnaryOperation(UnaryOperator.Negate, Builder.TypeOf(operand)), operand);

    public Value Select(Value condition, Value first, Value second)
        => Build(new SelectOperation(Builder.TypeOf(first)), condition, first, second);

    public Value Compare(CompareOperator comparison, Value left, Value right)
        => Build(new CompareOperation(comparison, Builder.TypeOf(left)), left, right);

    public Value Convert(Value operand, ScalarType type)
        => Builder.TypeOf(operand) == type ? operand : Build(new ConvertOperation(Builder.TypeOf(operand), type), operand);

    public Value Build(Operation operation, params Value[] operands)
    {
        var match = new RewriteMatch(this, operation, operands);
        foreach (RewriteRule rule in RewriteRules.All)
        {
            if (rule.Apply(match) is { } simpler)
            {
                return simpler;
            }
        }

        return Builder.Compute(operation, operands);
    }

    private Value Binary(BinaryOperator binaryOperator, Value left, Value right)
        => Build(new BinaryOperation(binaryOperator, Builder.TypeOf(left)), left, right);
}
