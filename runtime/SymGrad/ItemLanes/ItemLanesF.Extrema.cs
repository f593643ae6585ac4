using System;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace SymGrad;

/// <content>Extrema that pass over NaN or compare magnitudes, and roundings.</content>
public readonly partial struct ItemLanesF
{
    /// <inheritdoc cref="ItemLanes.MaxNumber(ItemLanes, ItemLanes)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ItemLanesF MaxNumber(ItemLanesF x, ItemLanesF y) => new(Vector256.MaxNumber(x.Values, y.Values));

    /// <inheritdoc cref="ItemLanes.MinNumber(ItemLanes, ItemLanes)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ItemLanesF MinNumber(ItemLanesF x, ItemLanesF y) => new(Vector256.MinNumber(x.Values, y.Values));

    /// <inheritdoc cref="ItemLanes.MaxMagnitude(ItemLanes, ItemLanes)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ItemLanesF MaxMagnitude(ItemLanesF x, ItemLanesF y) => new(Vector256.MaxMagnitude(x.Values, y.Values));

    /// <inheritdoc cref="ItemLanes.MinMagnitude(ItemLanes, ItemLanes)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ItemLanesF MinMagnitude(ItemLanesF x, ItemLanesF y) => new(Vector256.MinMagnitude(x.Values, y.Values));

    /// <inheritdoc cref="ItemLanes.MaxMagnitudeNumber(ItemLanes, ItemLanes)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ItemLanesF MaxMagnitudeNumber(ItemLanesF x, ItemLanesF y) => new(Vector256.MaxMagnitudeNumber(x.Values, y.Values));

    /// <inheritdoc cref="ItemLanes.MinMagnitudeNumber(ItemLanes, ItemLanes)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ItemLanesF MinMagnitudeNumber(ItemLanesF x, ItemLanesF y) => new(Vector256.MinMagnitudeNumber(x.Values, y.Values));

    /// <inheritdoc cref="ItemLanes.Round(ItemLanes)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ItemLanesF Round(ItemLanesF x) => new(Vector256.Round(x.Values));

    /// <inheritdoc cref="ItemLanes.Round(ItemLanes, int)"/>
    public static ItemLanesF Round(ItemLanesF x, int digits) => Round(x, digits, MidpointRounding.ToEven);

    /// <inheritdoc cref="ItemLanes.Round(ItemLanes, MidpointRounding)"/>
    public static ItemLanesF Round(ItemLanesF x, MidpointRounding mode) => Round(x, 0, mode);

    /// <inheritdoc cref="ItemLanes.Round(ItemLanes, int, MidpointRounding)"/>
    public static ItemLanesF Round(ItemLanesF x, int digits, MidpointRounding mode)
    {
        Span<float> results = stackalloc float[ItemLanes.Count];
        for (int i = 0; i < results.Length; i++)
        {
            results[i] = MathF.Round(x[i], digits, mode);
        }

        return Load(results, 0);
    }

    /// <inheritdoc cref="ItemLanes.ScaleB(ItemLanes, ItemLanes)"/>
    public static ItemLanesF ScaleB(ItemLanesF x, ItemLanes n)
    {
        Span<float> results = stackalloc float[ItemLanes.Count];
        for (int i = 0; i < results.Length; i++)
        {
            results[i] = MathF.ScaleB(x[i], (int)n[i]);
        }

        return Load(results, 0);
    }
}
