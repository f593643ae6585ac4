using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using SymGrad.Generator.IR;
using SymGrad.Generator.Simplification.NormalForm;

namespace SymGrad.Generator.Analysis.Numerics;

/// <summary>
/// Finds where a loss certainly jumps because θ chooses between two formulas: polynomials whose difference, where both sides of the comparison are equal, is
/// not zero. It is computed exactly, with a parameter that the comparison is affine in expressed by the others. What is not a polynomial of
/// independent parameters, or not the only choice in the loss, may meet in a way that is not seen, and is not reported.
/// </summary>
internal static class BranchJumps
{
    private static readonly HashSet<string> continuous = new(StringComparer.Ordinal) { "Exp", "Sin", "Cos", "Tanh", "Abs", "Max", "Min", "Sigmoid", "Softplus" };

    public static IEnumerable<NumericEdge> Of(Function loss)
    {
        if (loss.UsesMemory() || loss.Body.Flatten().Any(i => i is Guard or Check) || !loss.Body.Instructions.Any(i => i is Branch))
        {
            return [];
        }

        NormalForms forms = Normalizer.Expand(loss);
        Polynomial value = forms[loss.Body.Yields[0]];
        PolynomialTerm[] choices = [.. value.Terms.Where(t => !t.Monomial.Factors.All(f => IsContinuous(f.Atom)))];
        return choices is [{ Monomial.Factors: [{ Exponent: 1, Atom.Definition: ChoiceAtom choice }], Coefficient: var scale }]
            && choice.Condition.SingleAtom?.Definition is OperationAtom { Operation: CompareOperation compare, Source: { } source } comparison
            && choice.Condition.Dependence.OnTheta
            && compare.Operator is not (CompareOperator.Equal or CompareOperator.NotEqual)
            && forms.Ring.Subtract(comparison.Operands[0], comparison.Operands[1]) is { } distance
            && forms.Ring.Subtract(choice.Then, choice.Else) is { } difference
            && IsOfParameters(distance) && IsOfParameters(difference)
            && DifferenceAt(distance, difference, forms.Ring) is { } jump && !IsRounding(jump, difference)
                ? [new NumericEdge(EdgeKind.Jump, source.Value, Text(jump.Scale(scale), loss))]
                : [];
    }

    /// <summary>The difference where the distance is 0, if it is not 0 there and does not depend on data; otherwise null.</summary>
    private static Polynomial? DifferenceAt(Polynomial distance, Polynomial difference, PolynomialRing ring)
    {
        foreach (PolynomialTerm term in distance.Terms.Where(t => t.Monomial.Factors is [{ Exponent: 1 }]))
        {
            Atom variable = term.Monomial.Factors[0].Atom;
            if (distance.Terms.Count(t => t.Monomial.ExponentOf(variable) != 0) == 1
                && Substitute(difference, variable, Solve(distance, term), ring) is { IsZero: false, Dependence.OnData: false } jump)
            {
                return jump;
            }
        }

        return null;
    }

    /// <summary>Whether a difference is one of constants that cancel but for their rounding, as 0.5·c² does against its decimal digits.</summary>
    private static bool IsRounding(Polynomial jump, Polynomial difference) => jump.Constant is { } constant
        && Math.Abs(constant.ToDouble()) <= 1e-8 * difference.Terms.Max(t => Math.Abs(t.Coefficient.ToDouble()));

    /// <summary>What a variable is where a polynomial that it is in only once is 0.</summary>
    private static Polynomial Solve(Polynomial zero, PolynomialTerm once)
        => new Polynomial([.. zero.Terms.Where(t => !t.Monomial.Equals(once.Monomial))]).Scale(-once.Coefficient.Inverse());

    private static Polynomial? Substitute(Polynomial polynomial, Atom variable, Polynomial replacement, PolynomialRing ring)
    {
        Polynomial? sum = Polynomial.Zero;
        foreach (PolynomialTerm term in polynomial.Terms)
        {
            Polynomial others = Polynomial.Of(Monomial.Of(term.Monomial.Factors.Where(f => !ReferenceEquals(f.Atom, variable))), term.Coefficient);
            sum = sum is not null && ring.Power(replacement, term.Monomial.ExponentOf(variable)) is { } power && ring.Multiply(others, power) is { } product
                ? ring.Add(sum, product)
                : null;
        }

        return sum;
    }

    /// <summary>Whether it is a polynomial of numbers that are independent of each other and take all values.</summary>
    private static bool IsOfParameters(Polynomial polynomial) => polynomial.AllAtoms.All(a => a.Definition is ParameterAtom && a.Type.IsFloating())
        && polynomial.Terms.All(t => t.Monomial.Factors.All(f => f.Exponent > 0));

    private static bool IsContinuous(Atom atom) => atom.Definition switch
    {
        ParameterAtom => true,
        OperationAtom { Operation: FunctionOperation function, Source: null } operation
            => continuous.Contains(function.Rule) && operation.Operands.All(o => o.AllAtoms.All(IsContinuous)),
        _ => false,
    };

    /// <summary>The difference as a number where it is one.</summary>
    private static string Text(Polynomial jump, Function loss) => jump.Constant is { } constant
        ? Math.Abs(constant.ToDouble()).ToString("G6", CultureInfo.InvariantCulture)
        : PolynomialText.Of(jump, loss).Replace("*", "·");
}
