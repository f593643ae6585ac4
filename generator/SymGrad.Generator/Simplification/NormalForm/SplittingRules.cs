using System.Collections.Generic;
using System.Linq;
using SymGrad.Generator.Differentiation.Rules;
using SymGrad.Generator.IR;

namespace SymGrad.Generator.Simplification.NormalForm;

/// <summary>
/// Functions of a sum or a product in which θ and the data meet, as products of functions of θ alone and functions of the data alone:
/// exp(θ + x) = exp(θ)·exp(x). So a loss is seen to be separable. All of them hold for all real numbers; where floating-point
/// numbers are too small for the factors, <see cref="RulesTable.SplitExponential"/> is NaN.
/// </summary>
internal static class SplittingRules
{
    /// <summary>The function in parts, or null where the operand does not come apart.</summary>
    public static Polynomial? Apply(FunctionOperation function, Polynomial operand, PolynomialRing ring)
    {
        if (operand.MayBeNonFinite || operand.Terms.Any(t => t.Monomial.Factors.Any(f => f.Atom.Dependence is { OnTheta: true, OnData: true })))
        {
            return null;
        }

        return function.Rule switch
        {
            "Exp" when Summands(operand) is var (theta, data)
                => ring.Multiply(Call(RulesTable.SplitExponential, theta), Call(RulesTable.SplitExponential, data)),
            "Sin" when Summands(operand) is var (theta, data)
                => Combine(("Sin", "Cos"), ("Cos", "Sin"), theta, data, isDifference: false),
            "Cos" when Summands(operand) is var (theta, data)
                => Combine(("Cos", "Cos"), ("Sin", "Sin"), theta, data, isDifference: true),
            "Abs" when Factors(operand) is var (theta, data) => ring.Multiply(Call("Abs", theta), Call("Abs", data)),
            _ => null,
        };

        Polynomial Call(string rule, Polynomial argument)
        {
            var call = new FunctionOperation(rule, function.Type, RulesTable.Find(rule).Spelling(function.Type));
            return FunctionRules.Apply(call, [argument], [function.Type], ring)
                ?? Polynomial.Of(ring.Atoms.Operation(call, [argument], [function.Type]));
        }

        Polynomial? Combine((string Theta, string Data) first, (string Theta, string Data) second, Polynomial theta, Polynomial data, bool isDifference)
            => ring.Multiply(Call(first.Theta, theta), Call(first.Data, data)) is { } left
                && ring.Multiply(Call(second.Theta, theta), Call(second.Data, data)) is { } right
                    ? isDifference ? ring.Subtract(left, right) : ring.Add(left, right)
                    : null;
    }

    /// <summary>A sum as one of θ alone and one without θ, which has the constant.</summary>
    private static (Polynomial Theta, Polynomial Data)? Summands(Polynomial sum)
    {
        List<PolynomialTerm> theta = [.. sum.Terms.Where(t => t.Monomial.Dependence.OnTheta)];
        List<PolynomialTerm> data = [.. sum.Terms.Where(t => !t.Monomial.Dependence.OnTheta)];
        return theta.Exists(t => t.Monomial.Dependence.OnData) || !data.Exists(t => t.Monomial.Dependence.OnData) || theta.Count == 0
            ? null
            : (new Polynomial([.. theta]), new Polynomial([.. data]));
    }

    /// <summary>A product as one of θ alone and one without θ, which has the number.</summary>
    private static (Polynomial Theta, Polynomial Data)? Factors(Polynomial product)
        => product.Terms is [{ Monomial: { Dependence: { OnTheta: true, OnData: true } } monomial } term]
            ? (Polynomial.Of(monomial.ThetaPart(), Rational.One), Polynomial.Of(monomial.DataPart(), term.Coefficient))
            : null;
}
