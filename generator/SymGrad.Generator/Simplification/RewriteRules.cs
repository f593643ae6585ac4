using System;
using System.Collections.Immutable;
using System.Linq;
using SymGrad.Generator.IR;
using static SymGrad.Generator.IR.BinaryOperator;

namespace SymGrad.Generator.Simplification;

/// <summary>
/// The one table of rewrites. They apply to what differentiation builds, never to the primal: the value of a loss stays, bit for bit, what
/// the user's method returns. Each row leaves fewer operations, or equally many with negations nearer to the root, so that rewriting ends.
/// </summary>
internal static class RewriteRules
{
    public static ImmutableArray<RewriteRule> All { get; } =
    [
        new("x + 0 = x", m => m.Is(Add) && m.IsZero(m.Right) ? m.Left : null),
        new("0 + x = x", m => m.Is(Add) && m.IsZero(m.Left) ? m.Right : null),
        new("x + x = 2x", m => m.Is(Add) && m.Left == m.Right ? m.Terms.Multiply(m.Constant(2), m.Left) : null),
        new("c₁ · p + c₂ · p = (c₁ + c₂) · p for a product p in any order", m => m.Is(Add) ? CollectLikeTerms(m) : null),
        new("x + (−y) = x − y", m => m.Is(Add) && m.Negated(m.Right) is { } y ? m.Terms.Subtract(m.Left, y) : null),
        new("(−x) + y = y − x", m => m.Is(Add) && m.Negated(m.Left) is { } x ? m.Terms.Subtract(m.Right, x) : null),
        new("x − 0 = x", m => m.Is(Subtract) && m.IsZero(m.Right) ? m.Left : null),
        new("0 − x = −x", m => m.Is(Subtract) && m.IsZero(m.Left) ? m.Terms.Negate(m.Right) : null),
        new("x − (−y) = x + y", m => m.Is(Subtract) && m.Negated(m.Right) is { } y ? m.Terms.Add(m.Left, y) : null),
        new("(−x) − y = −(x + y)", m => m.Is(Subtract) && m.Negated(m.Left) is { } x ? m.Terms.Negate(m.Terms.Add(x, m.Right)) : null),
        new("−(−x) = x", m => m.IsNegation ? m.Negated(m.Left) : null),
        new("−c is a constant", m => m.IsNegation && m.ConstantOf(m.Left) is { } c ? m.Constant(-c.ToDouble()) : null),
        new("c₁ · c₂ is a constant", m => m.Is(Multiply) ? Fold(m) : null),
        new("c₁ + c₂ is a constant", m => m.Is(Add) ? Fold(m) : null),
        new("c₁ − c₂ is a constant", m => m.Is(Subtract) ? Fold(m) : null),
        new("the conversion of c is a constant", m => m.IsConversion ? FoldConversion(m) : null),
        new("x · c = c · x", m => m.Is(Multiply) && m.ConstantOf(m.Right) is not null && m.ConstantOf(m.Left) is null
            ? m.Terms.Multiply(m.Right, m.Left) : null),
        new("0 · x = 0", m => m.Is(Multiply) && m.IsZero(m.Left) ? m.Constant(0) : null),
        new("1 · x = x", m => m.Is(Multiply) && m.IsConstant(m.Left, 1) ? m.Right : null),
        new("−1 · x = −x", m => m.Is(Multiply) && m.IsConstant(m.Left, -1) ? m.Terms.Negate(m.Right) : null),
        new("c₁ · (c₂ · x) = (c₁c₂) · x where c₁c₂ is exact", m => m.Is(Multiply) ? MergeFactors(m) : null),
        new("c₁ · ((c₂ · x) · y) = (c₁c₂) · (x · y) where c₁c₂ is exact", m => m.Is(Multiply) ? MergeFactorOfLeft(m) : null),
        new("(−x) · y = −(x · y)", m => m.Is(Multiply) && m.Negated(m.Left) is { } x ? m.Terms.Negate(m.Terms.Multiply(x, m.Right)) : null),
        new("x · (−y) = −(x · y)", m => m.Is(Multiply) && m.Negated(m.Right) is { } y ? m.Terms.Negate(m.Terms.Multiply(m.Left, y)) : null),
        new("x · (1 / y) = x / y", m => m.Is(Multiply) && m.OperandsOf(m.Right, Divide) is { } q && m.IsConstant(q.Left, 1)
            ? m.Terms.Divide(m.Left, q.Right) : null),
        new("(1 / x) · y = y / x", m => m.Is(Multiply) && m.OperandsOf(m.Left, Divide) is { } q && m.IsConstant(q.Left, 1)
            ? m.Terms.Divide(m.Right, q.Right) : null),
        new("0 / x = 0", m => m.Is(Divide) && m.IsZero(m.Left) ? m.Constant(0) : null),
        new("x / 1 = x", m => m.Is(Divide) && m.IsConstant(m.Right, 1) ? m.Left : null),
        new("(−x) / y = −(x / y)", m => m.Is(Divide) && m.Negated(m.Left) is { } x ? m.Terms.Negate(m.Terms.Divide(x, m.Right)) : null),
        new("x / (−y) = −(x / y)", m => m.Is(Divide) && m.Negated(m.Right) is { } y ? m.Terms.Negate(m.Terms.Divide(m.Left, y)) : null),
        new("pow(x, 1) = x", m => m.IsFunction("Pow") && m.IsConstant(m.Right, 1) ? m.Left : null),
        new("pow(x, 2) = x · x", m => m.IsFunction("Pow") && m.IsConstant(m.Right, 2) ? m.Terms.Multiply(m.Left, m.Left) : null),
        new("pow(x, −1) = 1 / x", m => m.IsFunction("Pow") && m.IsConstant(m.Right, -1) ? m.Terms.Divide(m.Constant(1), m.Left) : null),
        new("c ? x : x = x", m => m.IsSelect && m.Right == m.Third ? m.Right : null),
        new("true ? x : y = x", m => m.IsSelect && m.ConstantOf(m.Left) is { } c ? (c.Bits != 0 ? m.Right : m.Third) : null),
    ];

    private static Value? Fold(RewriteMatch match)
        => match.ConstantOf(match.Left) is { } left && match.ConstantOf(match.Right) is { } right
            && ConstantArithmetic.Apply(match.Operation, [left, right]) is { } constant
            ? match.Terms.Builder.Compute(constant)
            : null;

    /// <summary>A constant in the type that it is converted to. Constants that the user named keep their names.</summary>
    private static Value? FoldConversion(RewriteMatch match)
        => match.ConstantOf(match.Left) is { } operand && !IsNamed(operand) && ConstantArithmetic.Apply(match.Operation, [operand]) is { } constant
            ? match.Terms.Builder.Compute(constant)
            : null;

    private static Value? MergeFactors(RewriteMatch match)
        => match.OperandsOf(match.Right, Multiply) is { } inner && MergedFactor(match, inner.Left) is { } factor
            ? match.Terms.Multiply(factor, inner.Right)
            : null;

    private static Value? MergeFactorOfLeft(RewriteMatch match)
        => match.OperandsOf(match.Right, Multiply) is { } product
            && match.OperandsOf(product.Left, Multiply) is { } inner
            && MergedFactor(match, inner.Left) is { } factor
            ? match.Terms.Multiply(factor, match.Terms.Multiply(inner.Right, product.Right))
            : null;

    /// <summary>The product of the outer constant with an inner one, where it is exact. Constants that the user named keep their names.</summary>
    private static Value? MergedFactor(RewriteMatch match, Value inner)
    {
        if (match.ConstantOf(match.Left) is not { } outerFactor
            || match.ConstantOf(inner) is not { } innerFactor
            || IsNamed(outerFactor)
            || IsNamed(innerFactor))
        {
            return null;
        }

        bool isExact = IsSmallPowerOfTwo(outerFactor.ToDouble()) || IsSmallPowerOfTwo(innerFactor.ToDouble());
        return isExact ? match.Constant(outerFactor.ToDouble() * innerFactor.ToDouble()) : null;
    }

    private static Value? CollectLikeTerms(RewriteMatch match)
    {
        Product left = Product.Of(match, match.Left);
        Product right = Product.Of(match, match.Right);
        double sum = left.Coefficient + right.Coefficient;
        bool isExact = left.Coefficient == right.Coefficient || sum - left.Coefficient == right.Coefficient;
        return isExact && (right.Core ?? left.Core) is { } core && left.Factors.SequenceEqual(right.Factors)
            ? match.Terms.Multiply(match.Constant(sum), core)
            : null;
    }

    private static bool IsNamed(ConstantOperation constant) => constant.Text is not null;

    /// <summary>Powers of two between 2⁻³² and 2³², by which scaling is exact for all but the very smallest and largest numbers.</summary>
    private static bool IsSmallPowerOfTwo(double value)
    {
        double magnitude = Math.Abs(value);
        return magnitude is >= 1.0 / 4294967296.0 and <= 4294967296.0
            && (BitConverter.DoubleToInt64Bits(magnitude) & 0x000F_FFFF_FFFF_FFFF) == 0;
    }
}
