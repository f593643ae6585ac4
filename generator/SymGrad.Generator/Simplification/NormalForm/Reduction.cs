using System.Collections.Generic;
using System.Linq;

namespace SymGrad.Generator.Simplification.NormalForm;

/// <summary>
/// Removes from products what atoms are known to satisfy: √p · √p = p, |p| · |p| = p · p, ∛p · ∛p · ∛p = p, and, for q = x + rest,
/// (1/q) · x = 1 − (1/q) · rest. Each step leaves less of the atom, or monomials later in the order, so that reducing ends.
/// </summary>
internal sealed class Reduction(PolynomialRing ring)
{
    // A product that takes more steps than this is left to whoever asked for it, as one that is too large.
    private const int LargestStepCount = 512;

    public bool AppliesTo(Monomial monomial) => TryReduce(monomial, out _, out _);

    /// <summary>Adds a multiple of a monomial, reduced, to a sum; false when that is too much work.</summary>
    public bool AddReduced(Monomial monomial, Rational coefficient, Dictionary<Monomial, Rational> terms)
    {
        if (!TryReduce(monomial, out Polynomial? replacement, out Monomial? rest))
        {
            AddTerm(monomial, coefficient, terms);
            return true;
        }

        var pending = new Stack<PolynomialTerm>();
        Push(replacement!, rest!, coefficient);
        int steps = 0;
        while (pending.Count > 0)
        {
            PolynomialTerm term = pending.Pop();
            if (!TryReduce(term.Monomial, out replacement, out rest))
            {
                AddTerm(term.Monomial, term.Coefficient, terms);
            }
            else if (++steps + pending.Count > LargestStepCount)
            {
                return false;
            }
            else
            {
                Push(replacement!, rest!, term.Coefficient);
            }
        }

        return ring.CanAfford(steps);

        void Push(Polynomial factor, Monomial others, Rational scale)
        {
            foreach (PolynomialTerm term in factor.Terms)
            {
                pending.Push(new(term.Monomial.Multiply(others), term.Coefficient * scale));
            }
        }
    }

    private static void AddTerm(Monomial monomial, Rational coefficient, Dictionary<Monomial, Rational> terms)
        => terms[monomial] = terms.TryGetValue(monomial, out Rational existing) ? existing + coefficient : coefficient;

    /// <summary>Writes a monomial as <paramref name="replacement"/> · <paramref name="rest"/> where an atom's relation applies.</summary>
    private bool TryReduce(Monomial monomial, out Polynomial? replacement, out Monomial? rest)
    {
        replacement = null;
        rest = null;
        if (!monomial.HasRelation)
        {
            return false;
        }

        foreach (Factor factor in monomial.Factors)
        {
            if (factor.Exponent <= 0)
            {
                continue;
            }

            if (factor.Atom.Definition is ReciprocalAtom { Divisor: { } divisor } && IsDivisible(monomial, divisor.Terms[0].Monomial))
            {
                Monomial leading = divisor.Terms[0].Monomial;
                replacement = ring.Subtract(Polynomial.One, Remainder(divisor, factor.Atom));
                rest = monomial.Multiply(leading.Multiply(Monomial.Of(factor.Atom)).Inverse());
                return replacement is not null;
            }

            if (FunctionRules.RootOf(factor.Atom.Definition) is { } root && factor.Exponent >= root.Degree)
            {
                replacement = factor.Atom.Definition is OperationAtom operation && FunctionRules.IsAbsoluteValue(operation.Operation)
                    ? ring.Multiply(root.Radicand, root.Radicand)
                    : root.Radicand;
                rest = monomial.Multiply(Monomial.Of([factor with { Exponent = -root.Degree }]));
                return replacement is not null;
            }
        }

        return false;
    }

    /// <summary>What is left of a divisor without its first term, times its reciprocal.</summary>
    private static Polynomial Remainder(Polynomial divisor, Atom reciprocal)
        => new([.. divisor.Terms.Skip(1).Select(t => t with { Monomial = t.Monomial.Multiply(Monomial.Of(reciprocal)) }).OrderBy(t => t.Monomial)]);

    private static bool IsDivisible(Monomial monomial, Monomial divisor)
        => divisor.Factors.All(f => monomial.ExponentOf(f.Atom) >= f.Exponent);
}
