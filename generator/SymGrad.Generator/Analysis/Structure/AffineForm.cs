using System.Collections.Generic;
using SymGrad.Generator.Simplification.NormalForm;

namespace SymGrad.Generator.Analysis.Structure;

/// <summary>A value that is affine in θ: offset + Σ coefficientⱼ·θⱼ, none of which depend on θ.</summary>
internal sealed class AffineForm
{
    /// <summary>The part that is the value at θ = 0. The other parts are called by the position of their parameter.</summary>
    public const int Offset = -1;

    private readonly SortedDictionary<int, Polynomial> parts = [];

    private AffineForm()
    {
    }

    /// <summary>The parts that are not zero, in order.</summary>
    public IReadOnlyCollection<int> Parts => parts.Keys;

    /// <summary>Whether the value does not depend on θ.</summary>
    public bool IsFreeOfTheta => parts.Count == 0 || (parts.Count == 1 && parts.ContainsKey(Offset));

    /// <summary>A part, zero where there is none.</summary>
    public Polynomial this[int part] => parts.TryGetValue(part, out Polynomial? polynomial) ? polynomial : Polynomial.Zero;

    /// <summary>The parts of a value in normal form, or null when it is not affine.</summary>
    public static AffineForm? Of(Polynomial form)
    {
        var affine = new AffineForm();
        foreach ((Monomial theta, Polynomial coefficient) in form.ByTheta())
        {
            if (theta.IsOne)
            {
                affine.parts.Add(Offset, coefficient);
            }
            else if (theta.Factors is [{ Exponent: 1, Atom.Definition: ParameterAtom parameter }])
            {
                affine.parts.Add(parameter.Index, coefficient);
            }
            else
            {
                return null;
            }
        }

        return affine;
    }
}
