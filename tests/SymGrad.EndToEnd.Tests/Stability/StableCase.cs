using System.Collections.Immutable;
using System.Linq;

namespace SymGrad.EndToEnd.Tests.Stability;

/// <summary>A loss in a form that loses digits, all of whose parameters are θ, and how accurate its generated code has to be.</summary>
/// <param name="Name">The loss, and the case of corpus.txt.</param>
/// <param name="Source">The method, without its attributes.</param>
/// <param name="Forms">The rows of the table that are reported for it.</param>
internal sealed record StableCase(string Name, string Source, params ImmutableArray<string> Forms)
{
    /// <summary>How many units in the last place a value or derivative may be off.</summary>
    public double Ulps { get; init; } = 4;

    /// <summary>A magnitude that errors are relative to where the exact result is smaller.</summary>
    public double AtLeast { get; init; }

    /// <summary>Why the bound is not four units of the result itself.</summary>
    public string? Reason { get; init; }

    public static ImmutableArray<StableCase> All { get; } =
    [
        new("Softplus", "Softplus([Theta] double z) => Math.Log(1 + Math.Exp(z));", "log(1 + exp(z)) = softplus(z)"),
        new(
            "SoftplusOfHelper",
            """
            SoftplusOfHelper([Theta] double w)
                {
                    double score = 2 * w;
                    double exponential = Exponential(score);
                    double sum = exponential + 1.0;
                    return Math.Log(sum);
                }

                private static double Exponential(double x) => Math.Exp(x);
            """,
            "log(1 + exp(z)) = softplus(z)"),
        new("LogOneLessExp", "LogOneLessExp([Theta] double z) => Math.Log(1 - Math.Exp(z));", "log(1 − exp(z)) = log1mexp(z)"),
        new(
            "LogSumExp",
            "LogSumExp([Theta] double a, [Theta] double b, [Theta] double c) => Math.Log(Math.Exp(a) + Math.Exp(b) + Math.Exp(c));",
            "log(exp(a) + exp(b) + …) = logsumexp(a, b, …)")
        {
            Ulps = 750,
            Reason = "e^(a − b) magnifies the rounding of a − b by |a − b|, which is up to 745 before the result is 0",
        },
        new("Sigmoid", "Sigmoid([Theta] double z) => 1 / (1 + Math.Exp(-z));", "c / (1 + exp(z)) = c · sigmoid(−z)"),
        new("SigmoidOfQuotient", "SigmoidOfQuotient([Theta] double z) => Math.Exp(z) / (1 + Math.Exp(z));", "exp(z) / (1 + exp(z)) = sigmoid(z)"),
        new("NegativeLogSigmoid", "NegativeLogSigmoid([Theta] double z) => -Math.Log(1 / (1 + Math.Exp(-z)));", "log(sigmoid(z)) = −softplus(−z)"),
        new("CrossEntropyOfOne", CrossEntropy("CrossEntropyOfOne", "1.0"), "−y·log σ(z) − (1 − y)·log(1 − σ(z)) = cross-entropy of sigmoid(z) and y")
        {
            AtLeast = 1,
            Reason = "the gradient is σ(z) − y: what is left near 0 has the rounding of σ(z) near 1",
        },
        new("CrossEntropyOfPart", CrossEntropy("CrossEntropyOfPart", "0.25"), "−y·log σ(z) − (1 − y)·log(1 − σ(z)) = cross-entropy of sigmoid(z) and y")
        {
            AtLeast = 1,
            Reason = "the gradient is σ(z) − y: where both are close, what is left has the rounding of σ(z)",
        },
        new(
            "SoftmaxLikelihood",
            """
            SoftmaxLikelihood([Theta] double a, [Theta] double b, [Theta] double c)
                {
                    double p = Math.Exp(a) / (Math.Exp(a) + Math.Exp(b) + Math.Exp(c));
                    return -Math.Log(p);
                }
            """,
            "log(exp(u)) = u")
        {
            Ulps = 750,
            AtLeast = 1,
            Reason = "a − logsumexp(a, b, …) has the rounding of logits of up to 1000",
        },
        new("ExpLessOne", "ExpLessOne([Theta] double x) => Math.Exp(x) - 1;", "exp(z) − 1 = expm1(z)"),
        new("OneLessCosine", "OneLessCosine([Theta] double x) => 1 - Math.Cos(x);", "1 − cos(z) = 2·sin²(z/2)"),
        new("LogOfOneAnd", "LogOfOneAnd([Theta] double x) => Math.Log(1 + x);", "log(1 + x) = log1p(x)"),
        new("Length1", "Length1([Theta] double x) => Math.Sqrt(x * x);", "√(x²) = |x|"),
        new("Length2", "Length2([Theta] double x, [Theta] double y) => Math.Sqrt(x * x + y * y);", "√(x² + y²) = hypot(x, y)"),
        new("Length2OfSubnormals", "Length2OfSubnormals([Theta] double x, [Theta] double y) => Math.Sqrt(x * x + y * y);", "√(x² + y²) = hypot(x, y)")
        {
            Ulps = 64,
            Reason = "the length is subnormal and has fewer digits, and the derivative is a quotient by it",
        },
        new(
            "Length3",
            "Length3([Theta] double x, [Theta] double y, [Theta] double z) => Math.Sqrt(x * x + Math.Pow(y, 2) + z * z);",
            "√(x² + y² + …) = 0 where all are 0"),
        new("Entropy", "Entropy([Theta] double x) => x * Math.Log(x);", "x·log(x) = 0 at 0"),
        // A polynomial in θ stays as it is written, because objectives have sums for it; the condition makes this one something else.
        new(
            "DifferenceOfSquares",
            "DifferenceOfSquares([Theta] double x, [Theta] double y) => x > -1e300 ? x * x - y * y : -x;",
            "a² − b² = (a − b)·(a + b)"),
        new(
            "LogOfLikelihoods",
            "LogOfLikelihoods([Theta] double a, [Theta] double b) => Math.Log(1 / (1 + Math.Exp(-a)) * Math.Exp(-(b * b)));",
            "log(p · q) = log(p) + log(q) of likelihoods"),
        new("LogProbit", "LogProbit([Theta] double x) => Math.Log(SpecialFunctions.NormalCdf(x));", "log(Φ(z)) = logΦ(z)"),
        new(
            "HyperbolicTangent",
            "HyperbolicTangent([Theta] double z) => (Math.Exp(z) - Math.Exp(-z)) / (Math.Exp(z) + Math.Exp(-z));",
            "(exp(z) − exp(−z)) / (exp(z) + exp(−z)) = tanh(z)")
        {
            AtLeast = 1,
            Reason = "the derivative of tanh is 1 − tanh²: what is left near 0 has the rounding of tanh² near 1",
        },
        new("LogOfOneLess", "LogOfOneLess([Theta] double x) => Math.Log(1 - x);", "log(1 − x) = log1p(−x)"),
        new("LogOfPlusOne", "LogOfPlusOne([Theta] double x) => double.LogP1(x);", "LogP1(x) = log1p(x)"),
        new("OneLessExp", "OneLessExp([Theta] double x) => 1 - Math.Exp(x);", "1 − exp(z) = −expm1(z)"),
        new("ExpMinusOne", "ExpMinusOne([Theta] double x) => double.ExpM1(x);", "ExpM1(x) = expm1(x)"),
        new("OneLessSigmoid", "OneLessSigmoid([Theta] double z) => 1 - 1 / (1 + Math.Exp(-z));", "1 − sigmoid(z) = sigmoid(−z)"),
        new("UpperTail", "UpperTail([Theta] double x) => 1 - SpecialFunctions.NormalCdf(x);", "1 − Φ(z) = Φ(−z)"),
        new("ErrorComplement", "ErrorComplement([Theta] double x) => 1 - SpecialFunctions.Erf(x);", "1 − erf(x) = erfc(x)"),
        new(
            "SoftmaxOfTwo",
            "SoftmaxOfTwo([Theta] double a, [Theta] double b) => Math.Exp(a) / (Math.Exp(a) + Math.Exp(b));",
            "exp(a) / (exp(a) + exp(b)) = sigmoid(a − b)")
        {
            Ulps = 750,
            Reason = "e^(a − b) magnifies the rounding of a − b by |a − b|, which is up to 745 before the result is 0",
        },
        new(
            "SoftmaxOfThree",
            "SoftmaxOfThree([Theta] double a, [Theta] double b, [Theta] double c) => Math.Exp(a) / (Math.Exp(a) + Math.Exp(b) + Math.Exp(c));",
            "exp(a) / (exp(a) + exp(b) + …) = exp(a − logsumexp(a, b, …))")
        {
            Ulps = 750,
            AtLeast = 1,
            Reason = "a − logsumexp(a, b, …) has the rounding of logits of up to 1000",
        },
        new(
            "LogOfRatio",
            "LogOfRatio([Theta] double a, [Theta] double b) => Math.Log(1 / (1 + Math.Exp(-a)) / Math.Exp(b * b));",
            "log(p / q) = log(p) − log(q) of likelihoods"),
        new("PowerOfThreeHalves", "PowerOfThreeHalves([Theta] double x) => Math.Pow(x, 1.5);"),
    ];

    /// <summary>The program of one loss.</summary>
    public string Program(string attributes) => $$"""
        using System;
        using SymGrad;
        public static partial class {{Name}}Losses
        {
            [Loss{{attributes}}]
            public static double {{Source}}
        }
        """;

    /// <summary>All forms that are reported somewhere.</summary>
    public static ImmutableArray<string> CoveredForms => [.. All.SelectMany(c => c.Forms).Distinct()];

    private static string CrossEntropy(string name, string y) => $$"""
        {{name}}([Theta] double z)
            {
                double y = {{y}};
                double p = 1 / (1 + Math.Exp(-z));
                return -y * Math.Log(p) - (1 - y) * Math.Log(1 - p);
            }
        """;
}
