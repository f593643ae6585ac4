using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System;
using SymGrad.Generator.Analysis;

namespace SymGrad.Generator.Simplification.NormalForm;

/// <summary>A monomial with its factor, which is not zero.</summary>
internal readonly record struct PolynomialTerm(Monomial Monomial, Rational Coefficient);

/// <summary>
/// A sum of monomials with exact rational coefficients: the normal form of a value over the reals. Two values with equal polynomials are
/// equal wherever both are defined. <see cref="PolynomialRing"/> computes with them.
/// </summary>
internal sealed class Polynomial : IEquatable<Polynomial>
{
    private readonly int hash;
    private Dependence? dependence;

    public Polynomial(ImmutableArray<PolynomialTerm> terms)
    {
        Terms = terms;
        hash = 17;
        foreach (PolynomialTerm term in terms)
        {
            hash = unchecked((((hash * 31) + term.Monomial.GetHashCode()) * 31) + term.Coefficient.GetHashCode());
            MayThrow |= term.Monomial.MayThrow;
            MayBeNonFinite |= term.Monomial.MayBeNonFinite;
        }
    }

    public static Polynomial Zero { get; } = new([]);

    public static Polynomial One { get; } = Of(Rational.One);

    /// <summary>The terms, in the order of their monomials.</summary>
    public ImmutableArray<PolynomialTerm> Terms { get; }

    public Dependence Dependence
        => dependence ??= Terms.Aggregate(Dependence.None, (d, term) => d.Union(term.Monomial.Dependence));

    /// <summary>Whether computing one of the atoms throws for some data.</summary>
    public bool MayThrow { get; }

    /// <summary>Whether one of the atoms is NaN or an infinity, or made of one.</summary>
    public bool MayBeNonFinite { get; }

    public bool IsZero => Terms.IsEmpty;

    /// <summary>The number that it is, or null when atoms are part of it.</summary>
    public Rational? Constant => Terms switch
    {
        [] => Rational.Zero,
        [{ Monomial.IsOne: true } term] => term.Coefficient,
        _ => null,
    };

    /// <summary>The atom that it is, or null.</summary>
    public Atom? SingleAtom
        => Terms is [{ Coefficient.IsOne: true, Monomial.Factors: [{ Exponent: 1 } factor] }] ? factor.Atom : null;

    /// <summary>The atoms, each once.</summary>
    public IEnumerable<Atom> Atoms => AllAtoms.Distinct();

    /// <summary>The atoms, each as often as it occurs.</summary>
    public IEnumerable<Atom> AllAtoms
    {
        get
        {
            foreach (PolynomialTerm term in Terms)
            {
                foreach (Factor factor in term.Monomial.Factors)
                {
                    yield return factor.Atom;
                }
            }
        }
    }

    public static Polynomial Of(Rational constant)
        => constant.IsZero ? Zero : new([new PolynomialTerm(Monomial.One, constant)]);

    public static Polynomial Of(Atom atom) => Of(Monomial.Of(atom), Rational.One);

    public static Polynomial Of(Monomial monomial, Rational coefficient)
        => coefficient.IsZero ? Zero : new([new PolynomialTerm(monomial, coefficient)]);

    public Polynomial Scale(Rational factor) => factor.IsZero
        ? Zero
        : factor.IsOne ? this : new([.. Terms.Select(t => t with { Coefficient = t.Coefficient * factor })]);

    /// <summary>The same sum, by powers of what depends on θ: each of these monomials with its coefficient, which does not depend on θ.</summary>
    public IReadOnlyList<(Monomial Theta, Polynomial Coefficient)> ByTheta()
    {
        var coefficients = new Dictionary<Monomial, List<PolynomialTerm>>();
        var order = new List<Monomial>();
        foreach (PolynomialTerm term in Terms)
        {
            Monomial theta = term.Monomial.ThetaPart();
            if (!coefficients.TryGetValue(theta, out List<PolynomialTerm>? terms))
            {
                coefficients.Add(theta, terms = []);
                order.Add(theta);
            }

            terms.Add(term with { Monomial = term.Monomial.DataPart() });
        }

        // Terms that share the part with θ are ordered by the rest.
        return [.. order.Select(theta => (theta, new Polynomial([.. coefficients[theta].OrderBy(t => t.Monomial)])))];
    }

    public bool Equals(Polynomial? other)
    {
        if (ReferenceEquals(this, other))
        {
            return true;
        }

        if (other is null || hash != other.hash || Terms.Length != other.Terms.Length)
        {
            return false;
        }

        for (int i = 0; i < Terms.Length; i++)
        {
            if (!Terms[i].Monomial.Equals(other.Terms[i].Monomial) || Terms[i].Coefficient != other.Terms[i].Coefficient)
            {
                return false;
            }
        }

        return true;
    }

    public override bool Equals(object? obj) => Equals(obj as Polynomial);

    public override int GetHashCode() => hash;

    public override string ToString() => PolynomialText.Of(this);
}
