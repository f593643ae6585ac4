using System;
using System.Threading;

namespace SymGrad;

/// <summary>The sums Σ hₖ over a whole data set of a loss Σ φₖ(θ)·hₖ(item), and whether they may be used.</summary>
internal sealed class LiftedSums
{
    // Sums and formula are right to this share of what the value is added up from.
    private static readonly double Error = Math.ScaleB(1, -94);

    // A value that has cancelled to no less than this share is right to 2⁻⁵³ of itself: as if it had been rounded once.
    private static readonly double FirstShare = Math.ScaleB(1, -41);

    // Of terms that are rounded as those of a pass are, a value may lose three bits.
    private const double ShareOfRoundedTerms = 1.0 / 8;

    // By how much rounding may make the two plans differ, as a share of what is added up. Anything that the claim about the loss did
    // not foresee, such as NaN where data are not in the domain of what cancels, makes them differ by more.
    private const double Agreement = 1.0 / (1 << 30);
    private const double AgreementOfSingles = 1.0 / (1 << 12);

    private readonly ExtendedSum[] sums;
    private readonly ExtendedDouble[] values;

    // The smallest share that a value may have cancelled to: what is right to the last digit, or what has been seen to be better than a pass.
    private double smallestShare = FirstShare;

    /// <param name="sums">The sums, which this object owns from now on.</param>
    /// <param name="version">The version of the data that was summed.</param>
    public LiftedSums(ExtendedSum[] sums, int version)
    {
        this.sums = sums;
        values = Array.ConvertAll(sums, sum => sum.Value);
        Version = version;
    }

    public int Version { get; }

    /// <summary>Whether value and gradient from the sums agreed with those of the items where both were computed.</summary>
    public bool IsConfirmed { get; init; }

    /// <summary>Whether the terms are rounded as those of a pass are, so that a value that has cancelled is no better than what a pass finds.</summary>
    public bool HasRoundedTerms { get; init; }

    /// <summary>The sums.</summary>
    public ReadOnlySpan<ExtendedDouble> Values => values;

    /// <summary>The same sums without those of some items and with those of others.</summary>
    public LiftedSums Updated(ReadOnlySpan<ExtendedSum> removed, ReadOnlySpan<ExtendedSum> added, int version)
    {
        var updated = (ExtendedSum[])sums.Clone();
        for (int i = 0; i < updated.Length; i++)
        {
            updated[i].Remove(in removed[i]);
            updated[i].Merge(in added[i]);
        }

        return new(updated, version) { IsConfirmed = IsConfirmed, HasRoundedTerms = HasRoundedTerms, smallestShare = smallestShare };
    }

    /// <summary>Whether value and gradient from the sums are the ones that a pass over the items found, but for rounding.</summary>
    public static bool Agree(ReadOnlySpan<ExtendedDouble> fromSums, ReadOnlySpan<double> fromItems, bool isSinglePrecision)
    {
        double agreement = isSinglePrecision ? AgreementOfSingles : Agreement;
        for (int i = 0; i < fromItems.Length; i++)
        {
            if (!(Math.Abs(fromSums[i].Value - fromItems[i]) <= agreement * fromSums[i].Magnitude))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Whether value and gradient are finite.</summary>
    public static bool AreFinite(ReadOnlySpan<ExtendedDouble> results)
    {
        foreach (ExtendedDouble result in results)
        {
            if (!double.IsFinite(result.Value))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Writes as many of the results as there is room for, as doubles.</summary>
    public static void Round(ReadOnlySpan<ExtendedDouble> results, Span<double> destination)
    {
        for (int i = 0; i < destination.Length; i++)
        {
            destination[i] = results[i].Value;
        }
    }

    /// <summary>Whether enough of a value is left to use it without a look at the items.</summary>
    public bool HasDigits(ExtendedDouble value)
        => Math.Abs(value.Value) >= (HasRoundedTerms ? ShareOfRoundedTerms : Volatile.Read(ref smallestShare)) * value.Magnitude;

    /// <summary>
    /// Whether a value is nearer to the truth than the one from a pass over the items: when the two differ by far more than the error of the
    /// sums can be. Then values that have cancelled as much will be too.
    /// </summary>
    public bool AreBetterThan(double byPass, ExtendedDouble value)
    {
        bool areBetter = !HasRoundedTerms && Math.Abs(byPass - value.Value) > 16 * Error * value.Magnitude;
        if (areBetter)
        {
            Volatile.Write(ref smallestShare, Math.Min(Volatile.Read(ref smallestShare), Math.Abs(value.Value) / value.Magnitude / 2));
        }

        return areBetter;
    }
}
