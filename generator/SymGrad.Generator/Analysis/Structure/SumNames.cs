using System.Collections.Generic;
using System.Globalization;
using System.Text;
using SymGrad.Generator.IR;
using SymGrad.Generator.Simplification.NormalForm;

namespace SymGrad.Generator.Analysis.Structure;

/// <summary>What sums over the data are called in generated code: sumX2Y for Σ x²·y.</summary>
internal static class SumNames
{
    /// <param name="term">What is summed.</param>
    /// <param name="function">The loss.</param>
    /// <param name="taken">The names that are taken; the new one is added.</param>
    public static string Of(Polynomial term, Function function, HashSet<string> taken)
    {
        string name = term.Constant is not null ? "count" : Describe(term, function) ?? "sum";
        string unique = name;
        for (int number = 2; !taken.Add(unique); number++)
        {
            unique = (char.IsDigit(name[name.Length - 1]) ? name + "_" : name) + number.ToString(CultureInfo.InvariantCulture);
        }

        return unique;
    }

    private static string? Describe(Polynomial term, Function function)
    {
        if (term.Terms is not [{ Monomial.Factors: { } factors }])
        {
            return null;
        }

        var name = new StringBuilder("sum");
        foreach (Factor factor in factors)
        {
            if (factor.Atom.Definition is not ParameterAtom parameter || factor.Exponent < 0)
            {
                return null;
            }

            string part = function.Parameters[parameter.Index].Name;
            name.Append(char.ToUpperInvariant(part[0])).Append(part, 1, part.Length - 1);
            if (factor.Exponent > 1)
            {
                name.Append(factor.Exponent.ToString(CultureInfo.InvariantCulture));
            }
        }

        return name.ToString();
    }
}
