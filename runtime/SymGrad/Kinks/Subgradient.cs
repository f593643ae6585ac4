using System.Numerics;
using System.Runtime.CompilerServices;

namespace SymGrad;

/// <summary>
/// The cases of <see cref="Pullback"/>, once for both precisions. Each selects the cotangent or zero and never multiplies by a mask, so
/// that an infinite cotangent on the side not taken does not become NaN.
/// </summary>
internal static class Subgradient
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Abs<T>(T x, T cotangent)
        where T : IFloatingPointIeee754<T>
        => x > T.Zero ? cotangent
            : x < T.Zero ? -cotangent
            : x == T.Zero ? T.Zero
            : T.NaN;

    /// <summary>The greater of two that both depend on θ gets the cotangent; equal ones share it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Greater<T>(T x, T other, T cotangent)
        where T : IFloatingPointIeee754<T>
        => x > other ? cotangent
            : x < other ? T.Zero
            : x == other ? cotangent / (T.One + T.One)
            : T.NaN;

    /// <summary>Of a value and a bound that does not depend on θ, the value gets the cotangent where it is strictly greater.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T StrictlyGreater<T>(T x, T bound, T cotangent)
        where T : IFloatingPointIeee754<T>
        => x > bound ? cotangent
            : x <= bound ? T.Zero
            : T.NaN;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Clamp<T>(T x, T minimum, T maximum, T cotangent)
        where T : IFloatingPointIeee754<T>
        => x > minimum && x < maximum ? cotangent
            : T.IsNaN(x) || T.IsNaN(minimum) || T.IsNaN(maximum) ? T.NaN
            : T.Zero;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T GreaterNumber<T>(T x, T other, T cotangent)
        where T : IFloatingPointIeee754<T>
        => T.IsNaN(x) != T.IsNaN(other) ? Present(x, cotangent) : Greater(x, other, cotangent);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T StrictlyGreaterNumber<T>(T x, T bound, T cotangent)
        where T : IFloatingPointIeee754<T>
        => T.IsNaN(x) != T.IsNaN(bound) ? Present(x, cotangent) : StrictlyGreater(x, bound, cotangent);

    // Exactly one of two is missing: the one that is present is the result.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T Present<T>(T x, T cotangent)
        where T : IFloatingPointIeee754<T>
        => T.IsNaN(x) ? T.Zero : cotangent;
}
