using System.Collections.Immutable;
using System.Linq;
using SymGrad.Generator.Differentiation.Rules;
using SymGrad.Generator.IR;
using static SymGrad.Generator.IR.BinaryOperator;

namespace SymGrad.Generator.StableForms;

/// <summary>
/// The one table of stable forms. They are looked for where a value depends on θ, operands before what is made of them, the first row that matches
/// first. Each row has cases among the tests, whose values and gradients are compared with fifty digits.
/// </summary>
internal static partial class StableFormsTable
{
    private const string Overflows = "the exponential overflows, and small results lose their digits";
    private const string Cancels = "the difference loses digits where both sides are close";
    private const string Rounds = "a small argument is rounded away";

    public static ImmutableArray<StableForm> All { get; } =
    [
        // What other rows leave: exact, and not reported.
        new("−(−x) = x", "", m => m.IsNegation ? m.Negated(m.Left) : null) { IsExact = true },

        // Logarithms
        new("log(1 + exp(z)) = softplus(z)", Overflows, m => LogOfOneAnd(m) is { } x && m.ArgumentOf(x, "Exp") is { } z
            ? m.Term(z).Call("Softplus").Value : null),
        new("log(1 − exp(z)) = log1mexp(z)", Cancels, LogOfOneLessExponential),
        new("log(exp(a) + exp(b) + …) = logsumexp(a, b, …)", Overflows, m => m.IsFunction("Log") && m.Exponents(m.Left) is { Count: > 1 } exponents
            ? m.LogSumExp(exponents).Value : null),
        new("log(Σ exp(zᵢ)) of a loop = logsumexp(zᵢ)", Overflows, m => m.IsFunction("Log") ? m.LogarithmOfLoop(m.Left) : null),
        new("log(sigmoid(z)) = −softplus(−z)", Overflows, m => m.IsFunction("Log") && m.ArgumentOf(m.Left, "Sigmoid") is { } z
            ? (-(-m.Term(z)).Call("Softplus")).Value : null),
        new("log(Φ(z)) = logΦ(z)", "Φ underflows", m => m.IsFunction("Log") && m.ArgumentOf(m.Left, "NormalCdf") is { } z
            ? m.Term(z).Call("LogNormalCdf").Value : null),
        new("log(exp(u)) = u", Overflows, m => m.IsFunction("Log") ? m.ArgumentOf(m.Left, "Exp") : null),
        new("log(p · q) = log(p) + log(q) of likelihoods", "the product underflows", LogOfProduct),
        new("log(p / q) = log(p) − log(q) of likelihoods", "the quotient overflows or underflows", LogOfQuotient),
        new("log(1 + x) = log1p(x)", Rounds, m => m.IsFunction("Log") && m.OneAnd(m.Left) is { } x && !IsConstant(m, x)
            ? m.Term(x).Call("Log1p").Value : null),
        new("log(1 − x) = log1p(−x)", Rounds, m => m.IsFunction("Log") && m.OneLess(m.Left) is { } x
            ? (-m.Term(x)).Call("Log1p").Value : null),
        new("LogP1(x) = log1p(x)", "double.LogP1 has no digits near 0", m => m.IsFunction("LogP1") ? m.Term(m.Left).Call("Log1p").Value : null),

        // Exponentials
        new("exp(z) − 1 = expm1(z)", Cancels, m => m.Is(Subtract) && m.IsConstant(m.Right, 1) && m.ArgumentOf(m.Left, "Exp") is { } z
            ? m.Term(z).Call("Expm1").Value : null),
        new("1 − exp(z) = −expm1(z)", Cancels, m => m.Is(Subtract) && m.IsConstant(m.Left, 1) && m.ArgumentOf(m.Right, "Exp") is { } z
            ? (-m.Term(z).Call("Expm1")).Value : null),
        new("ExpM1(x) = expm1(x)", "double.ExpM1 has no digits near 0", m => m.IsFunction("ExpM1") ? m.Term(m.Left).Call("Expm1").Value : null),

        // Sigmoid and softmax
        new("c / (1 + exp(z)) = c · sigmoid(−z)", "the gradient is NaN where the exponential overflows", m =>
            m.Is(Divide) && m.OneAnd(m.Right) is { } e && m.ArgumentOf(e, "Exp") is { } z && !HasExponential(m, m.Left)
                ? (m.Term(m.Left) * (-m.Term(z)).Call("Sigmoid")).Value : null),
        new("exp(z) / (1 + exp(z)) = sigmoid(z)", Overflows, m =>
            m.Is(Divide) && m.OneAnd(m.Right) is { } e && e == m.Left && m.ArgumentOf(e, "Exp") is { } z
                ? m.Term(z).Call("Sigmoid").Value : null),
        new("exp(a) / (exp(a) + exp(b)) = sigmoid(a − b)", Overflows, SigmoidOfDifference),
        new("exp(a) / (exp(a) + exp(b) + …) = exp(a − logsumexp(a, b, …))", Overflows, Softmax),
        new("exp(a) / Σ exp(zᵢ) of a loop = exp(a − logsumexp(zᵢ))", Overflows, m =>
            m.Is(Divide) && m.ArgumentOf(m.Left, "Exp") is { } a && m.LogarithmOfLoop(m.Right) is { } logarithm
                ? (m.Term(a) - m.Term(logarithm)).Call("Exp").Value : null),
        new("(exp(z) − exp(−z)) / (exp(z) + exp(−z)) = tanh(z)", Overflows, HyperbolicTangent),
        new("1 − sigmoid(z) = sigmoid(−z)", Cancels, m => m.Is(Subtract) && m.IsConstant(m.Left, 1) && m.ArgumentOf(m.Right, "Sigmoid") is { } z
            ? (-m.Term(z)).Call("Sigmoid").Value : null),
        new("−y·log σ(z) − (1 − y)·log(1 − σ(z)) = cross-entropy of sigmoid(z) and y", Overflows, CrossEntropy),

        // Differences
        new("1 − Φ(z) = Φ(−z)", Cancels, m => m.Is(Subtract) && m.IsConstant(m.Left, 1) && m.ArgumentOf(m.Right, "NormalCdf") is { } z
            ? (-m.Term(z)).Call("NormalCdf").Value : null),
        new("1 − erf(x) = erfc(x)", Cancels, m => m.Is(Subtract) && m.IsConstant(m.Left, 1) && m.ArgumentOf(m.Right, "Erf") is { } x
            ? m.Term(x).Call("Erfc").Value : null),
        new("1 − cos(z) = 2·sin²(z/2)", Cancels, OneLessCosine),
        new("a² − b² = (a − b)·(a + b)", Cancels, DifferenceOfSquares),

        // Roots and powers
        new("√(x²) = |x|", "the square overflows or underflows, and the gradient at 0 is NaN", m => m.IsFunction("Sqrt") && m.RootOf(m.Left) is { } x
            ? m.Term(x).Call("Abs").Value : null),
        new("√(x² + y²) = hypot(x, y)", "squares overflow or underflow, and the gradient at 0 is NaN", m =>
            m.IsFunction("Sqrt") && m.OperandsOf(m.Left, Add) is { } s && m.RootOf(s.Left) is { } x && m.RootOf(s.Right) is { } y
                ? m.Term(x).Call("Hypot", m.Term(y)).Value : null),
        new("√(x² + y² + …) = 0 where all are 0", "the gradient at 0 is NaN", m => m.IsFunction("Sqrt") && m.IsSumOfSquares(m.Left)
            ? m.ZeroWhere(m.AreEqual(m.Left, m.Term(m.Left).Constant(0).Value)) : null),
        new("x·log(x) = 0 at 0", "0·log(0) is NaN", XLogX),
    ];

    private static bool IsConstant(StableMatch m, Value value) => m.Builder.DefinitionOf(value)?.Operation is ConstantOperation;

    private static bool HasExponential(StableMatch m, Value value) => m.Summands(value).Any(s => m.ArgumentOf(s, "Exp") is not null);

    /// <summary>x, where the operation is the logarithm of 1 + x in any spelling.</summary>
    private static Value? LogOfOneAnd(StableMatch m)
        => m.IsFunction("LogP1", "Log1p") ? m.Left : m.IsFunction("Log") ? m.OneAnd(m.Left) : null;

    private static Value? LogOfOneLessExponential(StableMatch m)
    {
        // 1 − exp(z) is −expm1(z) by now, unless it is an argument of LogP1.
        Value? exponent = m.IsFunction("Log") && m.Negated(m.Left) is { } difference ? m.ArgumentOf(difference, "Expm1")
            : m.IsFunction("LogP1", "Log1p") && m.Negated(m.Left) is { } exponential ? m.ArgumentOf(exponential, "Exp")
            : null;
        return exponent is { } z ? m.Term(z).Call("Log1mExp").Value : null;
    }

    private static Value? LogOfProduct(StableMatch m)
        => m.IsFunction("Log") && m.OperandsOf(m.Left, Multiply) is { } product && product.Left != product.Right
            && AreLikelihoods(m, product.Left, product.Right)
            ? (m.Log(product.Left) + m.Log(product.Right)).Value
            : null;

    /// <summary>An exponential is positive, so that the logarithm of the divisor is defined wherever that of the quotient is.</summary>
    private static Value? LogOfQuotient(StableMatch m)
        => m.IsFunction("Log") && m.OperandsOf(m.Left, Divide) is { } quotient
            && (m.ArgumentOf(quotient.Left, "Exp") is not null || AreLikelihoods(m, quotient.Left, quotient.Right))
            ? (m.Log(quotient.Left) - m.Log(quotient.Right)).Value
            : null;

    private static Value? SigmoidOfDifference(StableMatch m)
    {
        if (!m.Is(Divide) || m.ArgumentOf(m.Left, "Exp") is not { } a || m.OperandsOf(m.Right, Add) is not { } sum)
        {
            return null;
        }

        Value? other = sum.Left == m.Left ? sum.Right : sum.Right == m.Left ? sum.Left : null;
        return other is { } exponential && m.ArgumentOf(exponential, "Exp") is { } b ? (m.Term(a) - m.Term(b)).Call("Sigmoid").Value : null;
    }

    private static Value? Softmax(StableMatch m)
    {
        if (!m.Is(Divide) || m.ArgumentOf(m.Left, "Exp") is not { } a || !m.Summands(m.Right).Contains(m.Left)
            || m.Exponents(m.Right) is not { Count: > 2 } exponents)
        {
            return null;
        }

        return (m.Term(a) - m.LogSumExp(exponents)).Call("Exp").Value;
    }

    private static Value? HyperbolicTangent(StableMatch m)
        => m.Is(Divide)
            && m.OperandsOf(m.Left, Subtract) is { } difference && m.OperandsOf(m.Right, Add) is { } sum
            && (difference == sum || difference == (sum.Right, sum.Left))
            && m.ArgumentOf(difference.Left, "Exp") is { } z && m.ArgumentOf(difference.Right, "Exp") is { } opposite && m.AreOpposite(z, opposite)
            ? m.Term(z).Call("Tanh").Value
            : null;

    private static Value? OneLessCosine(StableMatch m)
    {
        if (!m.Is(Subtract) || !m.IsConstant(m.Left, 1) || m.ArgumentOf(m.Right, "Cos") is not { } z)
        {
            return null;
        }

        Term sine = (0.5 * m.Term(z)).Call("Sin");
        return (2 * (sine * sine)).Value;
    }

    private static Value? DifferenceOfSquares(StableMatch m)
    {
        if (!m.Is(Subtract))
        {
            return null;
        }

        // 1 is a square too.
        Value? a = m.IsConstant(m.Left, 1) ? m.Left : m.RootOf(m.Left);
        Value? b = m.IsConstant(m.Right, 1) ? m.Right : m.RootOf(m.Right);
        return a is { } x && b is { } y && !(IsConstant(m, x) && IsConstant(m, y)) ? m.Term(x).Call("DifferenceOfSquares", m.Term(y)).Value : null;
    }

    private static Value? XLogX(StableMatch m)
    {
        if (!m.Is(Multiply))
        {
            return null;
        }

        return Of(m.Left, m.Right) ?? Of(m.Right, m.Left);

        Value? Of(Value x, Value logarithm)
            => m.ArgumentOf(logarithm, "Log") is { } argument && (argument == x || m.OperandsOf(argument, Divide)?.Left == x)
                ? m.Term(x).Call("XLogY", m.Term(argument)).Value
                : null;
    }
}
