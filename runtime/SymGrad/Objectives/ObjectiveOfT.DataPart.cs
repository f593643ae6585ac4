using System;
using System.Buffers;
using System.Numerics;

namespace SymGrad;

/// <content>What a loss computes from the data of an item alone, once for the data set instead of once for each pass.</content>
public abstract partial class Objective<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>Null where items come and go, as in a copy for a mini-batch: nothing is kept for them.</summary>
    private KeptResults? keptResults = new();

    /// <summary>How many numbers <see cref="RunDataPart"/> computes for each item; 0 for a loss that has no such work, or where it is not worth it.</summary>
    protected virtual int DataPartCount => 0;

    /// <summary>What these numbers are called, and what they are, for people to read; empty where there are none.</summary>
    protected virtual string DataPartNames => "";

    /// <summary>
    /// Whether <see cref="RunDataPart"/> computes for eight items at once, where generated code can: on a machine where that is faster. Compensated sums are those of what the generated
    /// methods return for each item, to the last bit.
    /// </summary>
    protected bool UsesDataLanes => !IsCompensated && ItemLanes.IsAccelerated;

    /// <summary>Computes what is the same in every pass, from the data of some items alone. It is called only where <see cref="DataPartCount"/> is not 0.</summary>
    /// <param name="start">The first item.</param>
    /// <param name="count">How many items; at most <see cref="Objective.ChunkLength"/>.</param>
    /// <param name="results">Receives the numbers: the first one of each item, then the second one of each, and so on.</param>
    /// <exception cref="NotSupportedException">The loss has no such work.</exception>
    protected virtual void RunDataPart(int start, int count, Span<double> results) => throw NoDataPart();

    /// <summary>Reads the data that <see cref="RunDataPart"/> computes from. It is called only where <see cref="DataPartCount"/> is not 0.</summary>
    /// <param name="start">The first item.</param>
    /// <param name="count">How many items; at most <see cref="Objective.ChunkLength"/>.</param>
    /// <param name="fingerprint">Takes all that is read, always in the same order.</param>
    /// <exception cref="NotSupportedException">The loss has no such work.</exception>
    protected virtual void ReadDataPart(int start, int count, ref DataFingerprint fingerprint) => throw NoDataPart();

    /// <summary>
    /// What <see cref="RunDataPart"/> computes: as it is kept from an earlier pass if the data are still the same, bit for bit, and computed otherwise. The numbers are the same.
    /// </summary>
    /// <param name="start">The first item.</param>
    /// <param name="count">How many items; at most <see cref="Objective.ChunkLength"/>.</param>
    /// <returns>The numbers, to dispose of when they have been read.</returns>
    protected DataResults DataPartOf(int start, int count)
    {
        int length = DataPartCount * count;
        if (keptResults is null || !IsKept(start, count))
        {
            double[] computed = ArrayPool<double>.Shared.Rent(length);
            RunDataPart(start, count, computed.AsSpan(0, length));
            return new(computed, count, isRented: true);
        }

        DataFingerprint fingerprint = FingerprintOf(start, count);
        int chunk = start / ChunkLength;
        if (keptResults.Find(chunk, fingerprint) is { } kept)
        {
            return new(kept, count, isRented: false);
        }

        double[] results = GC.AllocateUninitializedArray<double>(length);
        RunDataPart(start, count, results);

        // Data that have changed meanwhile may have been read before or after.
        if (FingerprintOf(start, count) == fingerprint)
        {
            keptResults.Keep(chunk, new ItemRange(0, Count).ChunkCount, fingerprint, results);
        }

        return new(results, count, isRented: false);
    }

    private protected override string DataPartInWords
    {
        get
        {
            if (DataPartCount == 0)
            {
                return "";
            }

            int kept = IsCompensated ? 0 : KeptResults.ItemCount(Count, DataPartCount);
            string when = kept == Count ? "once for the data set" : kept == 0 ? "for each pass" : $"once for the first {Quantity.OfItems(kept)}, for each pass for the others";
            return $"{when}, from the data alone: {DataPartNames}";
        }
    }

    /// <summary>Whether items are a chunk of the data set whose results are kept. Compensated passes go over items one by one.</summary>
    private bool IsKept(int start, int count)
        => !IsCompensated && start % ChunkLength == 0 && (count == ChunkLength || start + count == Count) && start + count <= KeptResults.ItemCount(Count, DataPartCount);

    private DataFingerprint FingerprintOf(int start, int count)
    {
        DataFingerprint fingerprint = default;
        ReadDataPart(start, count, ref fingerprint);
        return fingerprint;
    }

    private NotSupportedException NoDataPart() => new($"'{Loss.Name}' computes nothing from the data alone.");
}
