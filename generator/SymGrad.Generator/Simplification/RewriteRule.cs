using System;
using SymGrad.Generator.IR;

namespace SymGrad.Generator.Simplification;

/// <summary>
/// A rewrite of one operation into something simpler: equal over the reals, and never with a NaN, an infinity or a loss of digits that the
/// original did not have.
/// </summary>
/// <param name="Name">The rewrite in symbols, by which tests and documentation call it.</param>
/// <param name="Apply">Gives the simpler value, or null where the rule does not match.</param>
internal sealed record RewriteRule(string Name, Func<RewriteMatch, Value?> Apply);

/// <summary>One operation that is about to be built, with what its operands are, as rewrite rules see it.</summary>
internal sealed class RewriteMatch(TermBuilder terms, Operation operation, Value[] operands)
{
    public TermBuilder Terms { get; } = terms;

    public Operation Operation { get; } = operation;

    public Value Left => operands[0];

    public Value Right => operands[1];

    public Value Third => operands[2];

    public ScalarType Type => Operation.Type;

    public bool Is(BinaryOperator binaryOperator) => Operation is BinaryOperation binary && binary.Operator == binaryOperator;

    public bool IsNegation => Operation is UnaryOperation { Operator: UnaryOperator.Negate };

    public bool IsConversion => Operation is ConvertOperation;

    public bool IsFunction(string name) => Operation is FunctionOperation function && function.Rule == name;

    public bool IsSelect => Operation is SelectOperation;

    public bool IsConstant(Value value, double constant) => ConstantOf(value) is { } c && c.Is(constant);

    public bool IsZero(Value value) => IsConstant(value, 0.0) || IsConstant(value, -0.0);

    public ConstantOperation? ConstantOf(Value value) => Terms.Builder.DefinitionOf(value)?.Operation as ConstantOperation;

    /// <summary>The operand of a negation, or null when the value is not a negation.</summary>
    public Value? Negated(Value value)
        => Terms.Builder.DefinitionOf(value) is { Operation: UnaryOperation { Operator: UnaryOperator.Negate } } negation
            ? negation.Operands[0]
            : null;

    /// <summary>The operands of a binary operation of the given kind, or null when the value is not one.</summary>
    public (Value Left, Value Right)? OperandsOf(Value value, BinaryOperator binaryOperator)
        => Terms.Builder.DefinitionOf(value) is { Operation: BinaryOperation binary } definition && binary.Operator == binaryOperator
            ? (definition.Operands[0], definition.Operands[1])
            : null;

    public Value Constant(double value) => Terms.Builder.Constant(value, Type);
}
