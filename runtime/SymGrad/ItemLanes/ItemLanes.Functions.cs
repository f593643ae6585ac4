using System;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace SymGrad;

/// <content>
/// Functions. Those of <see cref="SpecialFunctions"/> give the same bits here as there; <see cref="Exp"/> and <see cref="Log(ItemLanes)"/> are SymGrad's own,
/// and differ from those of <see cref="Math"/> by at most a unit in the last place.
/// </content>
public readonly partial struct ItemLanes
{
    /// <summary>|x|.</summary>
    /// <param name="x">The argument.</param>
    /// <returns>The magnitude.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ItemLanes Abs(ItemLanes x) => new(Vector512.Abs(x.Values));

    /// <summary>The square root.</summary>
    /// <param name="x">The argument.</param>
    /// <returns>The root; NaN below 0.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ItemLanes Sqrt(ItemLanes x) => new(Vector512.Sqrt(x.Values));

    /// <summary>The greater of two numbers; NaN where one of them is.</summary>
    /// <param name="x">One number.</param>
    /// <param name="y">The other one.</param>
    /// <returns>The maximum, as Math.Max has it.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ItemLanes Max(ItemLanes x, ItemLanes y) => new(Vector512.Max(x.Values, y.Values));

    /// <summary>The lesser of two numbers; NaN where one of them is.</summary>
    /// <param name="x">One number.</param>
    /// <param name="y">The other one.</param>
    /// <returns>The minimum, as Math.Min has it.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ItemLanes Min(ItemLanes x, ItemLanes y) => new(Vector512.Min(x.Values, y.Values));

    /// <summary>A number, or the bound that it is beyond; NaN where it is NaN.</summary>
    /// <param name="x">The number.</param>
    /// <param name="minimum">The lower bound.</param>
    /// <param name="maximum">The upper bound, which is not less.</param>
    /// <returns>What Math.Clamp gives.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ItemLanes Clamp(ItemLanes x, ItemLanes minimum, ItemLanes maximum) => SelectWhereLess(x, minimum, minimum, SelectWhereLess(maximum, x, maximum, x));

    /// <summary>The magnitude of one number with the sign of another.</summary>
    /// <param name="x">The number.</param>
    /// <param name="sign">The one whose sign counts.</param>
    /// <returns>|x| or −|x|.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ItemLanes CopySign(ItemLanes x, ItemLanes sign) => new(Vector512.CopySign(x.Values, sign.Values));

    /// <summary>The greatest integer that is not greater.</summary>
    /// <param name="x">The argument.</param>
    /// <returns>⌊x⌋.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ItemLanes Floor(ItemLanes x) => new(Vector512.Floor(x.Values));

    /// <summary>The least integer that is not less.</summary>
    /// <param name="x">The argument.</param>
    /// <returns>⌈x⌉.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ItemLanes Ceiling(ItemLanes x) => new(Vector512.Ceiling(x.Values));

    /// <summary>The integer part.</summary>
    /// <param name="x">The argument.</param>
    /// <returns>x without its fraction.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ItemLanes Truncate(ItemLanes x) => new(Vector512.Truncate(x.Values));

    /// <summary>x·y + z, rounded once.</summary>
    /// <param name="x">One factor.</param>
    /// <param name="y">The other one.</param>
    /// <param name="z">What is added.</param>
    /// <returns>The sum.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ItemLanes FusedMultiplyAdd(ItemLanes x, ItemLanes y, ItemLanes z) => new(Vector512.FusedMultiplyAdd(x.Values, y.Values, z.Values));

    /// <summary>eˣ.</summary>
    /// <param name="x">The argument.</param>
    /// <returns>The exponential.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ItemLanes Exp(ItemLanes x) => Apply<ExpFunction>(x);

    /// <summary>eˣ − 1, with all digits near 0.</summary>
    /// <param name="x">The argument.</param>
    /// <returns>The exponential less 1.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ItemLanes Expm1(ItemLanes x) => Apply<Expm1Function>(x);

    /// <summary>e^(−x²).</summary>
    /// <param name="x">The argument.</param>
    /// <returns>A value from 0 to 1.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ItemLanes Gaussian(ItemLanes x) => Apply<GaussianFunction>(x);

    /// <summary>The natural logarithm.</summary>
    /// <param name="x">The argument.</param>
    /// <returns>The logarithm: −∞ at 0, NaN below.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ItemLanes Log(ItemLanes x) => Apply<LogFunction>(x);

    /// <summary>ln(1 + x), with all digits near 0.</summary>
    /// <param name="x">The argument.</param>
    /// <returns>The logarithm.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ItemLanes Log1p(ItemLanes x) => Apply<Log1pFunction>(x);

    /// <summary>ln(1 − eˣ).</summary>
    /// <param name="x">The argument.</param>
    /// <returns>The logarithm; NaN above 0.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ItemLanes Log1mExp(ItemLanes x) => Apply<Log1mExpFunction>(x);

    /// <summary>e^−|x|: what <see cref="Softplus"/> and <see cref="Sigmoid"/> of the same argument share.</summary>
    /// <param name="x">The argument.</param>
    /// <returns>A value from 0 to 1.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ItemLanes ExpMinusAbs(ItemLanes x) => Apply<ExpFunction>(-Abs(x));

    /// <summary>ln(1 + eˣ) = max(x, 0) + ln(1 + e^−|x|).</summary>
    /// <param name="x">The argument.</param>
    /// <param name="expMinusAbs">e^−|x|.</param>
    /// <returns>The smooth maximum of x and 0.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ItemLanes Softplus(ItemLanes x, ItemLanes expMinusAbs)
    {
        ItemLanes logarithm = Apply<LogOfOneAndFraction>(expMinusAbs);
        return SelectWhereLess(0, x, x + logarithm, logarithm);
    }

    /// <summary>1/(1 + e^−x): that above 0, and eˣ/(1 + eˣ) below.</summary>
    /// <param name="x">The argument.</param>
    /// <param name="expMinusAbs">e^−|x|.</param>
    /// <returns>A value from 0 to 1.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ItemLanes Sigmoid(ItemLanes x, ItemLanes expMinusAbs) => SelectWhereLess(x, 0, expMinusAbs, 1.0) / (1.0 + expMinusAbs);

    /// <summary>−y·ln σ(z) − (1 − y)·ln(1 − σ(z)) = |z|·(1 − y or y) + ln(1 + e^−|z|).</summary>
    /// <param name="z">The logit.</param>
    /// <param name="y">The probability that should be.</param>
    /// <param name="expMinusAbs">e^−|z|.</param>
    /// <returns>The cross-entropy.</returns>
    public static ItemLanes SigmoidCrossEntropy(ItemLanes z, ItemLanes y, ItemLanes expMinusAbs)
    {
        ItemLanes magnitude = Abs(z);
        ItemLanes factor = Select(z > 0, 1 - y, y);

        // ∞·0 is 0 here: the sigmoid has become y.
        ItemLanes linear = Select((magnitude == double.PositiveInfinity) & (factor == 0), 0, magnitude * factor);
        return linear + Apply<LogOfOneAndFraction>(expMinusAbs);
    }

    /// <summary>The hyperbolic tangent.</summary>
    /// <param name="x">The argument.</param>
    /// <returns>A value from −1 to 1.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ItemLanes Tanh(ItemLanes x) => Apply<TanhFunction>(x);

    /// <summary>ln(x/(1 − x)).</summary>
    /// <param name="x">The argument.</param>
    /// <returns>The logarithm of the odds.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ItemLanes Logit(ItemLanes x) => Apply<LogitFunction>(x);

    // Not inlined: with several such functions in one body, the vectors that live across them would not fit in the registers anyway, and the
    // compiler stops inlining in methods that have become too large. By reference: a copy would be made in pieces, and the processor would wait for them
    // before it could load the whole.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static ItemLanes Apply<TFunction>(in ItemLanes x)
        where TFunction : struct, ILaneFunction
    {
        if (Vector512.IsHardwareAccelerated)
        {
            return new(TFunction.Invoke(new Lanes512(x.Values)).Values);
        }

        return new(Vector512.Create(
            TFunction.Invoke(new Lanes256(x.Values.GetLower())).Values, TFunction.Invoke(new Lanes256(x.Values.GetUpper())).Values));
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static ItemLanes ApplyToPairs<TFunction>(ItemLanes x, ItemLanes y)
        where TFunction : struct, ILaneFunctionOfTwo
    {
        if (Vector512.IsHardwareAccelerated)
        {
            return new(TFunction.Invoke(new Lanes512(x.Values), new Lanes512(y.Values)).Values);
        }

        return new(Vector512.Create(
            TFunction.Invoke(new Lanes256(x.Values.GetLower()), new Lanes256(y.Values.GetLower())).Values,
            TFunction.Invoke(new Lanes256(x.Values.GetUpper()), new Lanes256(y.Values.GetUpper())).Values));
    }

    /// <summary>ln(1 + x) for x from 0 to 1, where none of the special cases can come up; NaN stays.</summary>
    private readonly struct LogOfOneAndFraction : ILaneFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static T Invoke<T>(T x)
            where T : struct, ILanes<T>
            => LogarithmLanes<T>.OfOneAndFraction(x);
    }
}
