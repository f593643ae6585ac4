using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using SymGrad.Generator.IR;

namespace SymGrad.Generator.Simplification.NormalForm;

/// <summary>
/// Exact arithmetic on polynomials over the atoms of one function. Operations return null where the result is not a polynomial of
/// reasonable size; whoever asked then makes it an atom.
/// </summary>
internal sealed class PolynomialRing
{
    private const int LargestTermCount = 512;
    private const int LargestExponent = 64;

    // A product of more than this is one value of its own: a chain of products would otherwise be written out again at each of its links. Functions of
    // θ, of which a long chain may add one at each link, are few in what people write as one product.
    private const int MostFactors = 256;
    private const int MostFunctionsOfTheta = 32;

    // Work below this is always done; what is more draws on a budget in proportion to the function, which keeps the whole linear in it.
    private const int FreeWork = 16;
    private const int BaseBudget = 20_000;
    private const int BudgetPerValue = 20;

    private readonly Reduction reduction;
    private int budget;

    public PolynomialRing(Function function)
    {
        Atoms = new AtomTable(function);
        reduction = new Reduction(this);
        budget = BaseBudget + (BudgetPerValue * function.Values.Count);
    }

    public AtomTable Atoms { get; }

    public Polynomial? Add(Polynomial left, Polynomial right)
    {
        if (!AreFinite(left, right))
        {
            return null;
        }

        return Sum(left, right) ?? Sum(Condense(left), Condense(right));
    }

    public Polynomial? Subtract(Polynomial left, Polynomial right) => Add(left, right.Scale(-Rational.One));

    public Polynomial? Multiply(Polynomial left, Polynomial right)
    {
        if (!AreFinite(left, right))
        {
            return null;
        }

        return Product(left, right) ?? Product(Condense(left), Condense(right));
    }

    /// <summary>
    /// Divides. What depends on θ is divided by as a product with an atom for its reciprocal, which is not seen into: its poles are the user's.
    /// </summary>
    public Polynomial? Divide(Polynomial dividend, Polynomial divisor)
    {
        if (divisor.IsZero || !AreFinite(dividend, divisor))
        {
            return null;
        }

        if (divisor.Dependence.OnTheta)
        {
            return DivideByTheta(dividend, divisor);
        }

        // divisor = factor · content · rest, where content is the monomial that all its terms share and rest begins with a factor of 1.
        Monomial content = SharedFactors(divisor);
        Monomial inverse = content.Inverse();
        Polynomial rest = new([.. divisor.Terms.Select(t => t with { Monomial = t.Monomial.Multiply(inverse) })]);
        Rational factor = rest.Terms[0].Coefficient;
        Polynomial? quotient = DivideByMonomial(dividend.Scale(factor.Inverse()), content);
        return rest.Terms.Length == 1 || quotient is null
            ? quotient
            : Multiply(quotient, Polynomial.Of(Atoms.Reciprocal(rest.Scale(factor.Inverse()))));
    }

    /// <summary>A power with an integer exponent; negative ones only of what does not depend on θ.</summary>
    public Polynomial? Power(Polynomial @base, int exponent)
    {
        if (exponent < 0)
        {
            return Power(@base, -exponent) is { } power ? Divide(Polynomial.One, power) : null;
        }

        if (exponent > LargestExponent)
        {
            return null;
        }

        Polynomial? result = Polynomial.One;
        for (int i = 0; i < exponent && result is not null; i++)
        {
            result = Multiply(result, @base);
        }

        return result;
    }

    /// <summary>
    /// A choice by a condition that does not depend on θ: made for the coefficient of each power of θ by itself, so that it stays a
    /// polynomial in θ.
    /// </summary>
    public Polynomial ChooseByData(Polynomial condition, Polynomial then, Polynomial otherwise, ScalarType type)
    {
        Dictionary<Monomial, Polynomial> others = otherwise.ByTheta().ToDictionary(c => c.Theta, c => c.Coefficient);
        var terms = new List<PolynomialTerm>();
        foreach ((Monomial theta, Polynomial coefficient) in then.ByTheta())
        {
            others.TryGetValue(theta, out Polynomial? other);
            others.Remove(theta);
            Append(theta, coefficient, other ?? Polynomial.Zero);
        }

        foreach (KeyValuePair<Monomial, Polynomial> rest in others)
        {
            Append(rest.Key, Polynomial.Zero, rest.Value);
        }

        return Ordered(terms);

        void Append(Monomial theta, Polynomial first, Polynomial second)
        {
            Polynomial chosen = first.Equals(second) ? first : Polynomial.Of(Atoms.Choice(condition, first, second, type));
            terms.AddRange(chosen.Terms.Select(t => t with { Monomial = t.Monomial.Multiply(theta) }));
        }
    }

    /// <summary>A choice by a condition that depends on θ: what both sides share is outside, and the rest is not seen into.</summary>
    public Polynomial ChooseByTheta(Polynomial condition, Polynomial then, Polynomial otherwise, ScalarType type)
    {
        var shared = new HashSet<PolynomialTerm>(then.Terms);
        shared.IntersectWith(otherwise.Terms);
        Atom choice = Atoms.Choice(condition, Without(then), Without(otherwise), type);
        return Ordered([.. shared, new PolynomialTerm(Monomial.Of(choice), Rational.One)]);

        Polynomial Without(Polynomial side) => new([.. side.Terms.Where(t => !shared.Contains(t))]);
    }

    /// <summary>Keeps the coefficient of each power of θ whole, where that makes the polynomial shorter.</summary>
    public Polynomial Condense(Polynomial polynomial)
    {
        var terms = new List<PolynomialTerm>();
        foreach ((Monomial theta, Polynomial coefficient) in polynomial.ByTheta())
        {
            Polynomial whole = coefficient.Terms.Length == 1
                ? coefficient
                : Atoms.Whole(coefficient, AtomTable.WidestType(coefficient));
            terms.AddRange(whole.Terms.Select(t => t with { Monomial = t.Monomial.Multiply(theta) }));
        }

        return Ordered(terms);
    }

    /// <summary>Draws on the budget; false when it is spent.</summary>
    public bool CanAfford(int work)
    {
        if (work <= FreeWork)
        {
            return true;
        }

        if (work > budget)
        {
            return false;
        }

        budget -= work;
        return true;
    }

    private static Polynomial Ordered(List<PolynomialTerm> terms)
    {
        terms.Sort((left, right) => left.Monomial.CompareTo(right.Monomial));
        return new([.. terms]);
    }

    private static bool IsTooLarge(Monomial monomial)
    {
        if (monomial.Factors.Length > MostFactors)
        {
            return true;
        }

        int functions = 0;
        foreach (Factor factor in monomial.Factors)
        {
            functions += factor.Atom.Definition is not ParameterAtom && factor.Atom.Dependence.OnTheta ? 1 : 0;
            if (Math.Abs(factor.Exponent) > LargestExponent)
            {
                return true;
            }
        }

        return functions > MostFunctionsOfTheta;
    }

    private static Monomial SharedFactors(Polynomial polynomial)
    {
        Monomial first = polynomial.Terms[0].Monomial;
        if (polynomial.Terms.Length == 1)
        {
            return first;
        }

        IEnumerable<Factor> shared = polynomial.Atoms
            .Select(atom => new Factor(atom, polynomial.Terms.Min(t => t.Monomial.ExponentOf(atom))))
            .Where(f => f.Exponent != 0)
            .OrderBy(f => f.Atom.Id);
        return Monomial.Of(shared);
    }

    /// <summary>The divisor as data · θ-factors · rest: a division by the first, and a product with a reciprocal of each of the others.</summary>
    private Polynomial? DivideByTheta(Polynomial dividend, Polynomial divisor)
    {
        Monomial content = SharedFactors(divisor);
        Monomial inverse = content.Inverse();
        Polynomial rest = new([.. divisor.Terms.Select(t => t with { Monomial = t.Monomial.Multiply(inverse) }).OrderBy(t => t.Monomial)]);
        Rational factor = rest.Terms[0].Coefficient;
        Polynomial? quotient = DivideByMonomial(dividend.Scale(factor.Inverse()), content.DataPart());
        foreach (Factor theta in content.ThetaPart().Factors)
        {
            quotient = quotient is null ? null : Multiply(quotient, PowerOfReciprocal(Polynomial.Of(theta.Atom), theta.Exponent));
        }

        return quotient is null || rest.Terms.Length == 1
            ? quotient
            : Multiply(quotient, PowerOfReciprocal(rest.Scale(factor.Inverse()), 1));
    }

    private Polynomial PowerOfReciprocal(Polynomial divisor, int exponent)
        => Polynomial.Of(Monomial.Of([new Factor(Atoms.ReciprocalInTheta(divisor), exponent)]), Rational.One);

    private Polynomial? DivideByMonomial(Polynomial dividend, Monomial divisor)
    {
        // Dividing by 1/(x + y) is multiplying by x + y.
        Polynomial? quotient = dividend;
        var powers = new List<Factor>();
        foreach (Factor factor in divisor.Factors)
        {
            if (factor.Atom.Definition is ReciprocalAtom reciprocal && factor.Exponent > 0)
            {
                quotient = quotient is not null && Power(reciprocal.Divisor, factor.Exponent) is { } power
                    ? Multiply(quotient, power)
                    : null;
            }
            else
            {
                powers.Add(factor with { Exponent = -factor.Exponent });
            }
        }

        return quotient is null ? null : Multiply(quotient, Polynomial.Of(Monomial.Of(powers), Rational.One));
    }

    private Polynomial? Sum(Polynomial left, Polynomial right)
    {
        if (left.IsZero || right.IsZero)
        {
            return left.IsZero ? right : left;
        }

        if (!CanAfford(left.Terms.Length + right.Terms.Length))
        {
            return null;
        }

        ImmutableArray<PolynomialTerm>.Builder sum = ImmutableArray.CreateBuilder<PolynomialTerm>(left.Terms.Length + right.Terms.Length);
        int i = 0;
        int j = 0;
        while (i < left.Terms.Length || j < right.Terms.Length)
        {
            int order = i == left.Terms.Length ? 1
                : j == right.Terms.Length ? -1
                : left.Terms[i].Monomial.CompareTo(right.Terms[j].Monomial);
            if (order != 0)
            {
                sum.Add(order < 0 ? left.Terms[i++] : right.Terms[j++]);
                continue;
            }

            Rational coefficient = left.Terms[i].Coefficient + right.Terms[j++].Coefficient;
            if (coefficient.IsTooLarge)
            {
                return null;
            }

            if (!coefficient.IsZero)
            {
                sum.Add(left.Terms[i] with { Coefficient = coefficient });
            }

            i++;
        }

        return sum.Count > LargestTermCount ? null : new Polynomial(sum.ToImmutable());
    }

    private Polynomial? Product(Polynomial left, Polynomial right)
    {
        if (left.Constant is { } leftFactor && !leftFactor.IsTooLarge)
        {
            return Scaled(right, leftFactor);
        }

        if (right.Constant is { } rightFactor && !rightFactor.IsTooLarge)
        {
            return Scaled(left, rightFactor);
        }

        if (!CanAfford(left.Terms.Length * right.Terms.Length))
        {
            return null;
        }

        if (left.Terms.Length == 1 || right.Terms.Length == 1)
        {
            return left.Terms.Length == 1 ? Shifted(right, left.Terms[0]) : Shifted(left, right.Terms[0]);
        }

        return ProductOfSums(left, right);
    }

    /// <summary>A product with a single term: unless something reduces, no terms meet and their order stays.</summary>
    private Polynomial? Shifted(Polynomial polynomial, PolynomialTerm by)
    {
        ImmutableArray<PolynomialTerm>.Builder shifted = ImmutableArray.CreateBuilder<PolynomialTerm>(polynomial.Terms.Length);
        foreach (PolynomialTerm term in polynomial.Terms)
        {
            Monomial monomial = term.Monomial.Multiply(by.Monomial);
            Rational coefficient = term.Coefficient * by.Coefficient;
            if (reduction.AppliesTo(monomial))
            {
                return ProductOfSums(polynomial, new([by]));
            }

            if (coefficient.IsTooLarge || IsTooLarge(monomial))
            {
                return null;
            }

            shifted.Add(new(monomial, coefficient));
        }

        return new Polynomial(shifted.MoveToImmutable());
    }

    private Polynomial? ProductOfSums(Polynomial left, Polynomial right)
    {
        var terms = new Dictionary<Monomial, Rational>(left.Terms.Length * right.Terms.Length);
        foreach (PolynomialTerm first in left.Terms)
        {
            foreach (PolynomialTerm second in right.Terms)
            {
                Monomial monomial = first.Monomial.Multiply(second.Monomial);
                if (!reduction.AddReduced(monomial, first.Coefficient * second.Coefficient, terms))
                {
                    return null;
                }
            }
        }

        var sum = terms.Where(t => !t.Value.IsZero).Select(t => new PolynomialTerm(t.Key, t.Value)).ToList();
        return sum.Count > LargestTermCount || sum.Exists(t => t.Coefficient.IsTooLarge || IsTooLarge(t.Monomial))
            ? null
            : Ordered(sum);
    }

    private Polynomial? Scaled(Polynomial polynomial, Rational factor)
    {
        if (!CanAfford(polynomial.Terms.Length))
        {
            return null;
        }

        Polynomial scaled = polynomial.Scale(factor);
        return scaled.Terms.Any(t => t.Coefficient.IsTooLarge) ? null : scaled;
    }

    private static bool AreFinite(Polynomial left, Polynomial right)
        => !left.MayBeNonFinite && !right.MayBeNonFinite;
}
