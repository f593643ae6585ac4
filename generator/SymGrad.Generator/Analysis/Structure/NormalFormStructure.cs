using System;
using System.Collections.Generic;
using System.Linq;
using SymGrad.Generator.Simplification.NormalForm;

namespace SymGrad.Generator.Analysis.Structure;

/// <summary>Reads off a normal form what it is as a function of some of the parameters.</summary>
internal static class NormalFormStructure
{
    /// <summary>What a value in normal form is as a function of the given parameters in θ, all others being held fixed.</summary>
    public static StructureClaim Of(Polynomial form, ParameterSet variables)
    {
        var lifted = new HashSet<Monomial>();
        bool isPolynomial = true;
        int degree = 0;
        foreach (PolynomialTerm term in form.Terms)
        {
            List<Factor> factors = [.. term.Monomial.Factors.Where(f => f.Atom.Dependence.Theta.Overlaps(variables))];
            if (factors.Exists(f => f.Atom.Dependence.OnData || !variables.Includes(f.Atom.Dependence.Theta)))
            {
                return StructureClaim.General;
            }

            lifted.Add(Monomial.Of(factors));
            isPolynomial &= factors.TrueForAll(f => f.Atom.Definition is ParameterAtom);
            degree = Math.Max(degree, factors.Sum(f => f.Exponent));
        }

        return isPolynomial ? StructureClaim.Polynomial(degree, lifted.Count) : StructureClaim.Separable(lifted.Count);
    }
}
