using System.Collections.Generic;
using System.Linq;
using SymGrad.Generator.Differentiation.Rules;
using SymGrad.Generator.IR;
using static SymGrad.Generator.IR.BinaryOperator;

namespace SymGrad.Generator.StableForms;

/// <content>Logarithms of likelihoods.</content>
internal static partial class StableFormsTable
{
    /// <summary>Functions that are never negative and range over many orders of magnitude.</summary>
    private static readonly HashSet<string> likelihoods = ["Exp", "Sigmoid", "Gaussian", "NormalDensity", "NormalCdf", "Erfc"];

    /// <summary>Functions that are never negative.</summary>
    private static readonly HashSet<string> nonNegative = ["Abs", "Sqrt", "Softplus", "Hypot", "Cosh"];

    /// <summary>Whether the logarithm of the product is the sum of logarithms: neither is negative, and one at least may be very small.</summary>
    private static bool AreLikelihoods(StableMatch m, Value left, Value right)
        => (IsLikelihood(m, left) || IsLikelihood(m, right)) && IsNonNegative(m, left) && IsNonNegative(m, right);

    private static bool IsLikelihood(StableMatch m, Value value)
        => m.Builder.DefinitionOf(value) switch
        {
            { Operation: FunctionOperation function } => likelihoods.Contains(function.Rule),
            { Operation: BinaryOperation { Operator: Multiply or Divide } } product => product.Operands.Any(o => IsLikelihood(m, o)),
            _ => false,
        };

    private static bool IsNonNegative(StableMatch m, Value value)
        => m.RootOf(value) is not null || m.Builder.DefinitionOf(value) switch
        {
            { Operation: ConstantOperation constant } => constant.ToDouble() >= 0,
            { Operation: FunctionOperation function } => likelihoods.Contains(function.Rule) || nonNegative.Contains(function.Rule),
            { Operation: BinaryOperation { Operator: Add or Multiply or Divide } } sum => sum.Operands.All(o => IsNonNegative(m, o)),
            _ => false,
        };

    /// <summary>
    /// By now the logarithms are −softplus: s·(w·(−softplus(−z)) + (1 − w)·(−softplus(z))) in any order of terms, factors and signs.
    /// </summary>
    private static Value? CrossEntropy(StableMatch m)
    {
        if (!m.Is(Add) && !m.Is(Subtract))
        {
            return null;
        }

        List<WeightedSoftplus?> summands = [.. SignedSummands(m, m.Left, false), .. SignedSummands(m, m.Right, m.Is(Subtract))];
        if (summands.Count != 2 || summands[0] is not { } first || summands[1] is not { } second || first.IsNegative != second.IsNegative
            || !m.AreOpposite(first.Argument, second.Argument))
        {
            return null;
        }

        // The weight that is 1 less the other one goes with softplus(z).
        WeightedSoftplus? other = m.OneLess(second.Weight) == first.Weight ? second : m.OneLess(first.Weight) == second.Weight ? first : null;
        if (other is not { } complement)
        {
            return null;
        }

        Value weight = complement == second ? first.Weight : second.Weight;
        Term entropy = m.Term(complement.Argument).Call("SigmoidCrossEntropy", m.Term(weight));
        return (first.IsNegative ? -entropy : entropy).Value;
    }

    /// <summary>The summands of a sum or difference: each a weight times a softplus, or null where it is anything else.</summary>
    private static IEnumerable<WeightedSoftplus?> SignedSummands(StableMatch m, Value value, bool isNegative)
        => m.Negated(value) is { } negated ? SignedSummands(m, negated, !isNegative)
            : m.OperandsOf(value, Multiply) is { } product
                ? [Weighted(m, product.Left, product.Right, isNegative) ?? Weighted(m, product.Right, product.Left, isNegative)]
                : [null];

    private static WeightedSoftplus? Weighted(StableMatch m, Value weight, Value factor, bool isNegative)
    {
        (Value positiveWeight, bool isWeightNegated) = Stripped(m, weight);
        (Value positiveFactor, bool isFactorNegated) = Stripped(m, factor);
        return m.ArgumentOf(positiveFactor, "Softplus") is { } argument
            ? new WeightedSoftplus(isNegative ^ isWeightNegated ^ isFactorNegated, positiveWeight, argument)
            : null;
    }

    private static (Value Value, bool IsNegated) Stripped(StableMatch m, Value value)
        => m.Negated(value) is { } negated ? (negated, true) : (value, false);

    private readonly record struct WeightedSoftplus(bool IsNegative, Value Weight, Value Argument);
}
