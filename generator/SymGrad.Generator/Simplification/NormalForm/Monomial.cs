using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System;
using SymGrad.Generator.Analysis;

namespace SymGrad.Generator.Simplification.NormalForm;

/// <summary>An atom to an integer power other than zero.</summary>
internal readonly record struct Factor(Atom Atom, int Exponent);

/// <summary>
/// A product of powers of atoms. Exponents are negative for atoms without θ only, so that (x·θ)/x is θ.
/// Ordered lexicographically: the one with the higher power of the earliest atom in which two differ comes first.
/// </summary>
internal sealed class Monomial : IEquatable<Monomial>, IComparable<Monomial>
{
    private readonly int hash;
    private Dependence? dependence;

    private Monomial(ImmutableArray<Factor> factors)
    {
        Factors = factors;
        hash = 17;
        foreach (Factor factor in factors)
        {
            hash = unchecked((((hash * 31) + factor.Atom.Id) * 31) + factor.Exponent);
            MayThrow |= factor.Atom.MayThrow;
            MayBeNonFinite |= factor.Atom.MayBeNonFinite;
            HasRelation |= factor.Atom.HasRelation;
        }
    }

    public static Monomial One { get; } = new([]);

    /// <summary>The factors, in the order of their atoms.</summary>
    public ImmutableArray<Factor> Factors { get; }

    public Dependence Dependence
        => dependence ??= Factors.Aggregate(Dependence.None, (d, factor) => d.Union(factor.Atom.Dependence));

    /// <summary>Whether computing one of the factors throws for some data.</summary>
    public bool MayThrow { get; }

    /// <summary>Whether one of the factors is NaN or an infinity, or made of one.</summary>
    public bool MayBeNonFinite { get; }

    /// <summary>Whether products with it may be written otherwise: see <see cref="Reduction"/>.</summary>
    public bool HasRelation { get; }

    public bool IsOne => Factors.IsEmpty;

    public static Monomial Of(Atom atom) => new([new Factor(atom, 1)]);

    public static Monomial Of(IEnumerable<Factor> factors)
    {
        ImmutableArray<Factor> array = [.. factors];
        return array.IsEmpty ? One : new(array);
    }

    public int ExponentOf(Atom atom)
    {
        foreach (Factor factor in Factors)
        {
            if (ReferenceEquals(factor.Atom, atom))
            {
                return factor.Exponent;
            }
        }

        return 0;
    }

    public Monomial Multiply(Monomial other)
    {
        if (IsOne)
        {
            return other;
        }

        if (other.IsOne)
        {
            return this;
        }

        ImmutableArray<Factor>.Builder product = ImmutableArray.CreateBuilder<Factor>(Factors.Length + other.Factors.Length);
        int i = 0;
        int j = 0;
        while (i < Factors.Length || j < other.Factors.Length)
        {
            int order = i == Factors.Length ? 1
                : j == other.Factors.Length ? -1
                : Factors[i].Atom.Id.CompareTo(other.Factors[j].Atom.Id);
            if (order != 0)
            {
                product.Add(order < 0 ? Factors[i++] : other.Factors[j++]);
                continue;
            }

            int exponent = Factors[i].Exponent + other.Factors[j].Exponent;
            if (exponent != 0)
            {
                product.Add(Factors[i] with { Exponent = exponent });
            }

            i++;
            j++;
        }

        return product.Count == 0 ? One : new(product.DrainToImmutable());
    }

    public Monomial Inverse() => Of(Factors.Select(f => f with { Exponent = -f.Exponent }));

    /// <summary>The factors that depend on θ.</summary>
    public Monomial ThetaPart() => Dependence.OnTheta ? Of(Factors.Where(f => f.Atom.Dependence.OnTheta)) : One;

    /// <summary>The factors that do not depend on θ.</summary>
    public Monomial DataPart() => Dependence.OnTheta ? Of(Factors.Where(f => !f.Atom.Dependence.OnTheta)) : this;

    public int CompareTo(Monomial other)
    {
        for (int i = 0; ; i++)
        {
            bool hasLeft = i < Factors.Length;
            bool hasRight = i < other.Factors.Length;
            if (!hasLeft || !hasRight)
            {
                return hasLeft ? -Factors[i].Exponent : hasRight ? other.Factors[i].Exponent : 0;
            }

            Factor left = Factors[i];
            Factor right = other.Factors[i];
            if (left.Atom.Id != right.Atom.Id)
            {
                return left.Atom.Id < right.Atom.Id ? -left.Exponent : right.Exponent;
            }

            if (left.Exponent != right.Exponent)
            {
                return right.Exponent.CompareTo(left.Exponent);
            }
        }
    }

    public bool Equals(Monomial? other)
    {
        if (other is null || hash != other.hash || Factors.Length != other.Factors.Length)
        {
            return false;
        }

        for (int i = 0; i < Factors.Length; i++)
        {
            if (!ReferenceEquals(Factors[i].Atom, other.Factors[i].Atom) || Factors[i].Exponent != other.Factors[i].Exponent)
            {
                return false;
            }
        }

        return true;
    }

    public override bool Equals(object? obj) => Equals(obj as Monomial);

    public override int GetHashCode() => hash;

    public override string ToString() => PolynomialText.Of(this);
}
