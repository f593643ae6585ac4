using System.Collections.Generic;
using System.Linq;
using SymGrad.Generator.Differentiation.Rules;
using SymGrad.Generator.IR;
using SymGrad.Generator.Simplification;

namespace SymGrad.Generator.StableForms;

/// <summary>One operation of a loss, with what its operands are, as the rows of the table see it.</summary>
internal sealed class StableMatch(
    TermBuilder terms,
    Operation operation,
    IReadOnlyList<Value> operands,
    ICollection<Value> sumsOfSquares,
    IReadOnlyDictionary<Value, Value> logarithmsOfSums)
{
    public Operation Operation { get; } = operation;

    public Value Left => operands[0];

    public Value Right => operands[1];

    public FunctionBuilder Builder => terms.Builder;

    public bool Is(BinaryOperator binaryOperator) => Operation is BinaryOperation binary && binary.Operator == binaryOperator;

    public bool IsNegation => Operation is UnaryOperation { Operator: UnaryOperator.Negate };

    public bool IsFunction(params string[] rules) => Operation is FunctionOperation function && rules.Contains(function.Rule);

    /// <summary>A value, to write formulas with.</summary>
    public Term Term(Value value) => new(terms, value);

    public bool IsConstant(Value value, double constant) => Builder.DefinitionOf(value)?.Operation is ConstantOperation c && c.Is(constant);

    /// <summary>The argument of a function of one argument, or null when the value is no call of it.</summary>
    public Value? ArgumentOf(Value value, params string[] rules)
        => Builder.DefinitionOf(value) is { Operation: FunctionOperation function } call && rules.Contains(function.Rule) ? call.Operands[0] : null;

    /// <summary>The operand of a negation, or null when the value is not one.</summary>
    public Value? Negated(Value value)
        => Builder.DefinitionOf(value) is { Operation: UnaryOperation { Operator: UnaryOperator.Negate } } negation ? negation.Operands[0] : null;

    /// <summary>The operands of a binary operation of the given kind, or null when the value is not one.</summary>
    public (Value Left, Value Right)? OperandsOf(Value value, BinaryOperator binaryOperator)
        => Builder.DefinitionOf(value) is { Operation: BinaryOperation binary } definition && binary.Operator == binaryOperator
            ? (definition.Operands[0], definition.Operands[1])
            : null;

    /// <summary>The other summand of a sum with 1; null when the value is not such a sum.</summary>
    public Value? OneAnd(Value value)
        => OperandsOf(value, BinaryOperator.Add) is not { } sum ? null
            : IsConstant(sum.Left, 1) ? sum.Right
            : IsConstant(sum.Right, 1) ? sum.Left
            : null;

    /// <summary>What is subtracted from 1; null when the value is no such difference.</summary>
    public Value? OneLess(Value value)
        => OperandsOf(value, BinaryOperator.Subtract) is { } difference && IsConstant(difference.Left, 1) ? difference.Right : null;

    /// <summary>Whether one value is the other one negated, as far as the way they are computed tells.</summary>
    public bool AreOpposite(Value x, Value y) => Negated(x) == y || Negated(y) == x;

    /// <summary>What is squared; null when the value is not a square.</summary>
    public Value? RootOf(Value value)
        => OperandsOf(value, BinaryOperator.Multiply) is { } product && product.Left == product.Right ? product.Left
            : Builder.DefinitionOf(value) is { Operation: FunctionOperation { Rule: "Pow" } } power && IsConstant(power.Operands[1], 2)
                ? power.Operands[0]
                : null;

    /// <summary>Whether a value is a sum of squares, also one that a loop adds up.</summary>
    public bool IsSumOfSquares(Value value)
        => sumsOfSquares.Contains(value)
            || RootOf(value) is not null
            || (OperandsOf(value, BinaryOperator.Add) is { } sum && IsSumOfSquares(sum.Left) && IsSumOfSquares(sum.Right));

    /// <summary>The summands of a sum, from left to right.</summary>
    public IEnumerable<Value> Summands(Value value)
        => OperandsOf(value, BinaryOperator.Add) is { } sum ? Summands(sum.Left).Concat(Summands(sum.Right)) : [value];

    /// <summary>
    /// The exponents of a sum of exponentials, a 1 being that of 0; null where something else is added, and where the greatest of them has been taken
    /// out already.
    /// </summary>
    public IReadOnlyList<Value>? Exponents(Value value)
    {
        var exponents = new List<Value>();
        foreach (Value summand in Summands(value))
        {
            if (ArgumentOf(summand, "Exp") is { } exponent)
            {
                exponents.Add(exponent);
            }
            else if (IsConstant(summand, 1))
            {
                exponents.Add(Term(summand).Constant(0).Value);
            }
            else
            {
                return null;
            }
        }

        return exponents.TrueForAll(IsDifferenceToExtremum) ? null : exponents;
    }

    /// <summary>Whether an exponent is a difference to a maximum or minimum, times or over something: then it does not overflow.</summary>
    private bool IsDifferenceToExtremum(Value exponent) => Builder.DefinitionOf(exponent) switch
    {
        { Operation: UnaryOperation { Operator: UnaryOperator.Negate } } negation => IsDifferenceToExtremum(negation.Operands[0]),
        { Operation: BinaryOperation { Operator: BinaryOperator.Divide } } quotient => IsDifferenceToExtremum(quotient.Operands[0]),
        { Operation: BinaryOperation { Operator: BinaryOperator.Multiply } } product => product.Operands.Any(IsDifferenceToExtremum),
        { Operation: BinaryOperation { Operator: BinaryOperator.Subtract } } difference => difference.Operands.Any(
            o => Builder.DefinitionOf(o)?.Operation is FunctionOperation { Rule: "Max" or "Min" }),
        _ => false,
    };

    /// <summary>The logarithm of a sum of exponentials that a loop adds up; null when the value is no such sum.</summary>
    public Value? LogarithmOfLoop(Value value) => logarithmsOfSums.TryGetValue(value, out Value logarithm) ? logarithm : null;

    /// <summary>The logarithm of a sum of exponentials.</summary>
    public Term LogSumExp(IEnumerable<Value> exponents)
    {
        // A 1 in the sum makes the first step a softplus.
        Value[] ordered = [.. exponents.OrderBy(e => IsConstant(e, 0) ? 0 : 1)];
        Term sum = Term(ordered[0]);
        for (int i = 1; i < ordered.Length; i++)
        {
            sum = i == 1 && IsConstant(ordered[0], 0)
                ? Term(ordered[1]).Call("Softplus")
                : sum.Call("LogSumExp", Term(ordered[i]));
        }

        return sum;
    }

    /// <summary>The logarithm of a value, in the stable form where the table has one.</summary>
    public Term Log(Value argument)
    {
        var logarithm = new FunctionOperation("Log", Operation.Type, RulesTable.Find("Log").Spelling(Operation.Type));
        var match = new StableMatch(terms, logarithm, [argument], sumsOfSquares, logarithmsOfSums);
        foreach (StableForm form in StableFormsTable.All)
        {
            if (form.Apply(match) is { } stable)
            {
                return Term(stable);
            }
        }

        return Term(argument).Call("Log");
    }

    /// <summary>A value that is 0 where the condition holds and computed by the operation itself elsewhere: choices do not leak NaN.</summary>
    public Value ZeroWhere(Value condition)
    {
        Builder.BeginRegion();
        Region zero = Builder.EndRegion([Term(Left).Constant(0).Value]);
        Builder.BeginRegion();
        Value computed = Builder.Compute(Operation, [.. operands]);
        Region otherwise = Builder.EndRegion([computed]);
        return Builder.Branch(condition, zero, otherwise)[0];
    }

    public Value AreEqual(Value left, Value right) => terms.Compare(CompareOperator.Equal, left, right);
}
