using System;
using System.Globalization;

namespace SymGrad;

/// <summary>
/// A sum that carries along what rounding has lost (Neumaier's algorithm): as exact as if it had been added up with twice the digits of
/// a double and rounded once.
/// </summary>
/// <remarks>
/// The default value is the empty sum, 0. Infinities, NaN and overflow come out exactly as adding in order would give them: an infinite
/// term makes the sum infinite, two of opposite sign make it NaN.
/// </remarks>
public record struct CompensatedSum : IRunningSum
{
    private double sum;
    private double lost;

    /// <summary>The sum of the terms added so far, rounded once.</summary>
    // Beyond the finite range the record of what was lost is meaningless (∞ − ∞), and the plain sum is what counts.
    public readonly double Value => double.IsFinite(sum) ? sum + lost : sum;

    /// <summary>Adds a term.</summary>
    /// <param name="term">Any value, also infinite or NaN.</param>
    public void Add(double term)
    {
        double total = sum + term;
        // The rounding error of a sum is itself a double, and comes out exactly when the smaller term is the one subtracted from.
        lost += Math.Abs(sum) >= Math.Abs(term)
            ? (sum - total) + term
            : (term - total) + sum;
        sum = total;
    }

    /// <summary>Adds another sum, with all the digits it carries.</summary>
    /// <param name="other">The sum to add.</param>
    public void Add(in CompensatedSum other)
    {
        double otherLost = other.lost;
        Add(other.sum);
        lost += otherLost;
    }

    /// <summary>The value and what is left of the sum beyond it; nothing is where the value is not finite.</summary>
    internal readonly (double High, double Low) Split()
    {
        if (!double.IsFinite(sum))
        {
            return (sum, 0);
        }

        CompensatedSum normalised = default;
        normalised.Add(sum);
        normalised.Add(lost);
        return (normalised.sum, normalised.lost);
    }

    /// <summary>The value as invariant text.</summary>
    /// <returns>The shortest text that reads back as <see cref="Value"/>.</returns>
    public override readonly string ToString() => Value.ToString("R", CultureInfo.InvariantCulture);
}
