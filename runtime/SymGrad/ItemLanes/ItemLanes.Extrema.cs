using System;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace SymGrad;

/// <content>Extrema that pass over NaN or compare magnitudes, roundings and signs.</content>
public readonly partial struct ItemLanes
{
    /// <summary>The greater of two numbers, or the one that is a number where the other is NaN.</summary>
    /// <param name="x">One number.</param>
    /// <param name="y">The other one.</param>
    /// <returns>What double.MaxNumber gives.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ItemLanes MaxNumber(ItemLanes x, ItemLanes y) => new(Vector512.MaxNumber(x.Values, y.Values));

    /// <summary>The lesser of two numbers, or the one that is a number where the other is NaN.</summary>
    /// <param name="x">One number.</param>
    /// <param name="y">The other one.</param>
    /// <returns>What double.MinNumber gives.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ItemLanes MinNumber(ItemLanes x, ItemLanes y) => new(Vector512.MinNumber(x.Values, y.Values));

    /// <summary>The number of the greater magnitude; NaN where one of them is.</summary>
    /// <param name="x">One number.</param>
    /// <param name="y">The other one.</param>
    /// <returns>What double.MaxMagnitude gives.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ItemLanes MaxMagnitude(ItemLanes x, ItemLanes y) => new(Vector512.MaxMagnitude(x.Values, y.Values));

    /// <summary>The number of the lesser magnitude; NaN where one of them is.</summary>
    /// <param name="x">One number.</param>
    /// <param name="y">The other one.</param>
    /// <returns>What double.MinMagnitude gives.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ItemLanes MinMagnitude(ItemLanes x, ItemLanes y) => new(Vector512.MinMagnitude(x.Values, y.Values));

    /// <summary>The number of the greater magnitude, or the one that is a number where the other is NaN.</summary>
    /// <param name="x">One number.</param>
    /// <param name="y">The other one.</param>
    /// <returns>What double.MaxMagnitudeNumber gives.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ItemLanes MaxMagnitudeNumber(ItemLanes x, ItemLanes y) => new(Vector512.MaxMagnitudeNumber(x.Values, y.Values));

    /// <summary>The number of the lesser magnitude, or the one that is a number where the other is NaN.</summary>
    /// <param name="x">One number.</param>
    /// <param name="y">The other one.</param>
    /// <returns>What double.MinMagnitudeNumber gives.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ItemLanes MinMagnitudeNumber(ItemLanes x, ItemLanes y) => new(Vector512.MinMagnitudeNumber(x.Values, y.Values));

    /// <summary>The nearest integer; of two that are as near the even one.</summary>
    /// <param name="x">The argument.</param>
    /// <returns>The integer.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ItemLanes Round(ItemLanes x) => new(Vector512.Round(x.Values));

    /// <summary>The nearest number of so many decimal digits, one number after the other.</summary>
    /// <param name="x">The argument.</param>
    /// <param name="digits">How many digits.</param>
    /// <returns>What Math.Round gives.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There are not so many digits.</exception>
    public static ItemLanes Round(ItemLanes x, int digits) => Round(x, digits, MidpointRounding.ToEven);

    /// <summary>An integer that is near, one number after the other.</summary>
    /// <param name="x">The argument.</param>
    /// <param name="mode">Which of both.</param>
    /// <returns>What Math.Round gives.</returns>
    /// <exception cref="ArgumentException">There is no such way of rounding.</exception>
    public static ItemLanes Round(ItemLanes x, MidpointRounding mode) => Round(x, 0, mode);

    /// <summary>A near number of so many decimal digits, one number after the other.</summary>
    /// <param name="x">The argument.</param>
    /// <param name="digits">How many digits.</param>
    /// <param name="mode">Which of both.</param>
    /// <returns>What Math.Round gives.</returns>
    /// <exception cref="ArgumentException">There are not so many digits, or there is no such way of rounding.</exception>
    public static ItemLanes Round(ItemLanes x, int digits, MidpointRounding mode)
    {
        Span<double> results = stackalloc double[ItemLanes.Count];
        for (int i = 0; i < results.Length; i++)
        {
            results[i] = Math.Round(x[i], digits, mode);
        }

        return Load(results, 0);
    }

    /// <summary>The sign of numbers, as numbers.</summary>
    /// <param name="x">The argument.</param>
    /// <returns>1, 0 or −1.</returns>
    /// <exception cref="ArithmeticException">One of them is NaN.</exception>
    public static ItemLanes Sign(ItemLanes x)
        => Vector512.EqualsAll(x.Values, x.Values) ? SelectWhereLess(0, x, 1, SelectWhereLess(x, 0, -1, 0)) : Math.Sign(double.NaN);

    /// <summary>x·2ⁿ, rounded once, one number after the other.</summary>
    /// <param name="x">The number.</param>
    /// <param name="n">The exponent: integers of type int.</param>
    /// <returns>What Math.ScaleB gives.</returns>
    public static ItemLanes ScaleB(ItemLanes x, ItemLanes n)
    {
        Span<double> results = stackalloc double[ItemLanes.Count];
        for (int i = 0; i < results.Length; i++)
        {
            results[i] = Math.ScaleB(x[i], (int)n[i]);
        }

        return Load(results, 0);
    }
}
