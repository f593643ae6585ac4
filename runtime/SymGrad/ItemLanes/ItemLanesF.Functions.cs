using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace SymGrad;

/// <content>Functions that are exact, or rounded once, in single precision too.</content>
public readonly partial struct ItemLanesF
{
    /// <inheritdoc cref="ItemLanes.Abs(ItemLanes)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ItemLanesF Abs(ItemLanesF x) => new(Vector256.Abs(x.Values));

    /// <inheritdoc cref="ItemLanes.Sqrt(ItemLanes)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ItemLanesF Sqrt(ItemLanesF x) => new(Vector256.Sqrt(x.Values));

    /// <inheritdoc cref="ItemLanes.Max(ItemLanes, ItemLanes)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ItemLanesF Max(ItemLanesF x, ItemLanesF y) => new(Vector256.Max(x.Values, y.Values));

    /// <inheritdoc cref="ItemLanes.Min(ItemLanes, ItemLanes)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ItemLanesF Min(ItemLanesF x, ItemLanesF y) => new(Vector256.Min(x.Values, y.Values));

    /// <inheritdoc cref="ItemLanes.Clamp(ItemLanes, ItemLanes, ItemLanes)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ItemLanesF Clamp(ItemLanesF x, ItemLanesF minimum, ItemLanesF maximum)
        => Select(x < minimum, minimum, Select(x > maximum, maximum, x));

    /// <inheritdoc cref="ItemLanes.CopySign(ItemLanes, ItemLanes)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ItemLanesF CopySign(ItemLanesF x, ItemLanesF sign) => new(Vector256.CopySign(x.Values, sign.Values));

    /// <inheritdoc cref="ItemLanes.Floor(ItemLanes)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ItemLanesF Floor(ItemLanesF x) => new(Vector256.Floor(x.Values));

    /// <inheritdoc cref="ItemLanes.Ceiling(ItemLanes)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ItemLanesF Ceiling(ItemLanesF x) => new(Vector256.Ceiling(x.Values));

    /// <inheritdoc cref="ItemLanes.Truncate(ItemLanes)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ItemLanesF Truncate(ItemLanesF x) => new(Vector256.Truncate(x.Values));

    /// <inheritdoc cref="ItemLanes.FusedMultiplyAdd(ItemLanes, ItemLanes, ItemLanes)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ItemLanesF FusedMultiplyAdd(ItemLanesF x, ItemLanesF y, ItemLanesF z) => new(Vector256.FusedMultiplyAdd(x.Values, y.Values, z.Values));
}
