using System;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace SymGrad;

/// <summary>
/// Functions of several groups of eight items: what generated code calls where a function takes long, because a processor computes it for one group while it waits for another.
/// The bits are those of the function of one group in <see cref="ItemLanes"/>.
/// </summary>
[SuppressMessage("Naming", "CA1708", Justification = "double.ExpM1 and SpecialFunctions.Expm1 are different functions, and each keeps its name.")]
public static partial class ItemGroups
{
    /// <summary>How many groups generated code computes a function of at once: what it keeps of them stays in the first-level cache.</summary>
    public const int Count = 8;

    /// <summary>How many items these are.</summary>
    public const int ItemCount = Count * ItemLanes.Count;

    /// <summary><see cref="ItemLanes.Exp(ItemLanes)"/> of several groups.</summary>
    /// <param name="x">The argument of each group.</param>
    /// <param name="destination">Takes the results; it may be an argument.</param>
    /// <exception cref="ArgumentException">The destination is shorter, or overlaps the argument without being the same memory.</exception>
    public static void Exp(ReadOnlySpan<ItemLanes> x, Span<ItemLanes> destination) => Elementwise.Apply<ExpFunction>(Numbers(x), Numbers(destination));

    /// <summary><see cref="ItemLanes.Expm1(ItemLanes)"/> of several groups.</summary>
    /// <param name="x">The argument of each group.</param>
    /// <param name="destination">Takes the results; it may be an argument.</param>
    /// <exception cref="ArgumentException">The destination is shorter, or overlaps the argument without being the same memory.</exception>
    public static void Expm1(ReadOnlySpan<ItemLanes> x, Span<ItemLanes> destination) => Elementwise.Apply<Expm1Function>(Numbers(x), Numbers(destination));

    /// <summary><see cref="ItemLanes.Gaussian(ItemLanes)"/> of several groups.</summary>
    /// <param name="x">The argument of each group.</param>
    /// <param name="destination">Takes the results; it may be an argument.</param>
    /// <exception cref="ArgumentException">The destination is shorter, or overlaps the argument without being the same memory.</exception>
    public static void Gaussian(ReadOnlySpan<ItemLanes> x, Span<ItemLanes> destination) => Elementwise.Apply<GaussianFunction>(Numbers(x), Numbers(destination));

    /// <summary><see cref="ItemLanes.Log(ItemLanes)"/> of several groups.</summary>
    /// <param name="x">The argument of each group.</param>
    /// <param name="destination">Takes the results; it may be an argument.</param>
    /// <exception cref="ArgumentException">The destination is shorter, or overlaps the argument without being the same memory.</exception>
    public static void Log(ReadOnlySpan<ItemLanes> x, Span<ItemLanes> destination) => Elementwise.Apply<LogFunction>(Numbers(x), Numbers(destination));

    /// <summary><see cref="ItemLanes.Log1p(ItemLanes)"/> of several groups.</summary>
    /// <param name="x">The argument of each group.</param>
    /// <param name="destination">Takes the results; it may be an argument.</param>
    /// <exception cref="ArgumentException">The destination is shorter, or overlaps the argument without being the same memory.</exception>
    public static void Log1p(ReadOnlySpan<ItemLanes> x, Span<ItemLanes> destination) => Elementwise.Apply<Log1pFunction>(Numbers(x), Numbers(destination));

    /// <summary><see cref="ItemLanes.Log1mExp(ItemLanes)"/> of several groups.</summary>
    /// <param name="x">The argument of each group.</param>
    /// <param name="destination">Takes the results; it may be an argument.</param>
    /// <exception cref="ArgumentException">The destination is shorter, or overlaps the argument without being the same memory.</exception>
    public static void Log1mExp(ReadOnlySpan<ItemLanes> x, Span<ItemLanes> destination) => Elementwise.Apply<Log1mExpFunction>(Numbers(x), Numbers(destination));

    /// <summary><see cref="ItemLanes.Tanh(ItemLanes)"/> of several groups.</summary>
    /// <param name="x">The argument of each group.</param>
    /// <param name="destination">Takes the results; it may be an argument.</param>
    /// <exception cref="ArgumentException">The destination is shorter, or overlaps the argument without being the same memory.</exception>
    public static void Tanh(ReadOnlySpan<ItemLanes> x, Span<ItemLanes> destination) => Elementwise.Apply<TanhFunction>(Numbers(x), Numbers(destination));

    /// <summary><see cref="ItemLanes.Logit(ItemLanes)"/> of several groups.</summary>
    /// <param name="x">The argument of each group.</param>
    /// <param name="destination">Takes the results; it may be an argument.</param>
    /// <exception cref="ArgumentException">The destination is shorter, or overlaps the argument without being the same memory.</exception>
    public static void Logit(ReadOnlySpan<ItemLanes> x, Span<ItemLanes> destination) => Elementwise.Apply<LogitFunction>(Numbers(x), Numbers(destination));

    /// <summary><see cref="ItemLanes.Sin(ItemLanes)"/> of several groups.</summary>
    /// <param name="x">The argument of each group.</param>
    /// <param name="destination">Takes the results; it may be an argument.</param>
    /// <exception cref="ArgumentException">The destination is shorter, or overlaps the argument without being the same memory.</exception>
    public static void Sin(ReadOnlySpan<ItemLanes> x, Span<ItemLanes> destination) => Elementwise.Apply<SinFunction>(Numbers(x), Numbers(destination));

    /// <summary><see cref="ItemLanes.Cos(ItemLanes)"/> of several groups.</summary>
    /// <param name="x">The argument of each group.</param>
    /// <param name="destination">Takes the results; it may be an argument.</param>
    /// <exception cref="ArgumentException">The destination is shorter, or overlaps the argument without being the same memory.</exception>
    public static void Cos(ReadOnlySpan<ItemLanes> x, Span<ItemLanes> destination) => Elementwise.Apply<CosFunction>(Numbers(x), Numbers(destination));

    /// <summary><see cref="ItemLanes.Tan(ItemLanes)"/> of several groups.</summary>
    /// <param name="x">The argument of each group.</param>
    /// <param name="destination">Takes the results; it may be an argument.</param>
    /// <exception cref="ArgumentException">The destination is shorter, or overlaps the argument without being the same memory.</exception>
    public static void Tan(ReadOnlySpan<ItemLanes> x, Span<ItemLanes> destination) => Elementwise.Apply<TanFunction>(Numbers(x), Numbers(destination));

    /// <summary><see cref="ItemLanes.Asin(ItemLanes)"/> of several groups.</summary>
    /// <param name="x">The argument of each group.</param>
    /// <param name="destination">Takes the results; it may be an argument.</param>
    /// <exception cref="ArgumentException">The destination is shorter, or overlaps the argument without being the same memory.</exception>
    public static void Asin(ReadOnlySpan<ItemLanes> x, Span<ItemLanes> destination) => Elementwise.Apply<AsinFunction>(Numbers(x), Numbers(destination));

    /// <summary><see cref="ItemLanes.Acos(ItemLanes)"/> of several groups.</summary>
    /// <param name="x">The argument of each group.</param>
    /// <param name="destination">Takes the results; it may be an argument.</param>
    /// <exception cref="ArgumentException">The destination is shorter, or overlaps the argument without being the same memory.</exception>
    public static void Acos(ReadOnlySpan<ItemLanes> x, Span<ItemLanes> destination) => Elementwise.Apply<AcosFunction>(Numbers(x), Numbers(destination));

    /// <summary><see cref="ItemLanes.Atan(ItemLanes)"/> of several groups.</summary>
    /// <param name="x">The argument of each group.</param>
    /// <param name="destination">Takes the results; it may be an argument.</param>
    /// <exception cref="ArgumentException">The destination is shorter, or overlaps the argument without being the same memory.</exception>
    public static void Atan(ReadOnlySpan<ItemLanes> x, Span<ItemLanes> destination) => Elementwise.Apply<AtanFunction>(Numbers(x), Numbers(destination));

    /// <summary><see cref="ItemLanes.Sinc(ItemLanes)"/> of several groups.</summary>
    /// <param name="x">The argument of each group.</param>
    /// <param name="destination">Takes the results; it may be an argument.</param>
    /// <exception cref="ArgumentException">The destination is shorter, or overlaps the argument without being the same memory.</exception>
    public static void Sinc(ReadOnlySpan<ItemLanes> x, Span<ItemLanes> destination) => Elementwise.Apply<SincFunction>(Numbers(x), Numbers(destination));

    /// <summary><see cref="ItemLanes.SincDerivative(ItemLanes)"/> of several groups.</summary>
    /// <param name="x">The argument of each group.</param>
    /// <param name="destination">Takes the results; it may be an argument.</param>
    /// <exception cref="ArgumentException">The destination is shorter, or overlaps the argument without being the same memory.</exception>
    public static void SincDerivative(ReadOnlySpan<ItemLanes> x, Span<ItemLanes> destination) => Elementwise.Apply<SincDerivativeFunction>(Numbers(x), Numbers(destination));

    /// <summary><see cref="ItemLanes.Sinh(ItemLanes)"/> of several groups.</summary>
    /// <param name="x">The argument of each group.</param>
    /// <param name="destination">Takes the results; it may be an argument.</param>
    /// <exception cref="ArgumentException">The destination is shorter, or overlaps the argument without being the same memory.</exception>
    public static void Sinh(ReadOnlySpan<ItemLanes> x, Span<ItemLanes> destination) => Elementwise.Apply<SinhFunction>(Numbers(x), Numbers(destination));

    /// <summary><see cref="ItemLanes.Cosh(ItemLanes)"/> of several groups.</summary>
    /// <param name="x">The argument of each group.</param>
    /// <param name="destination">Takes the results; it may be an argument.</param>
    /// <exception cref="ArgumentException">The destination is shorter, or overlaps the argument without being the same memory.</exception>
    public static void Cosh(ReadOnlySpan<ItemLanes> x, Span<ItemLanes> destination) => Elementwise.Apply<CoshFunction>(Numbers(x), Numbers(destination));

    /// <summary><see cref="ItemLanes.Asinh(ItemLanes)"/> of several groups.</summary>
    /// <param name="x">The argument of each group.</param>
    /// <param name="destination">Takes the results; it may be an argument.</param>
    /// <exception cref="ArgumentException">The destination is shorter, or overlaps the argument without being the same memory.</exception>
    public static void Asinh(ReadOnlySpan<ItemLanes> x, Span<ItemLanes> destination) => Elementwise.Apply<AsinhFunction>(Numbers(x), Numbers(destination));

    /// <summary><see cref="ItemLanes.Acosh(ItemLanes)"/> of several groups.</summary>
    /// <param name="x">The argument of each group.</param>
    /// <param name="destination">Takes the results; it may be an argument.</param>
    /// <exception cref="ArgumentException">The destination is shorter, or overlaps the argument without being the same memory.</exception>
    public static void Acosh(ReadOnlySpan<ItemLanes> x, Span<ItemLanes> destination) => Elementwise.Apply<AcoshFunction>(Numbers(x), Numbers(destination));

    /// <summary><see cref="ItemLanes.Atanh(ItemLanes)"/> of several groups.</summary>
    /// <param name="x">The argument of each group.</param>
    /// <param name="destination">Takes the results; it may be an argument.</param>
    /// <exception cref="ArgumentException">The destination is shorter, or overlaps the argument without being the same memory.</exception>
    public static void Atanh(ReadOnlySpan<ItemLanes> x, Span<ItemLanes> destination) => Elementwise.Apply<AtanhFunction>(Numbers(x), Numbers(destination));

    /// <summary><see cref="ItemLanes.Exp2(ItemLanes)"/> of several groups.</summary>
    /// <param name="x">The argument of each group.</param>
    /// <param name="destination">Takes the results; it may be an argument.</param>
    /// <exception cref="ArgumentException">The destination is shorter, or overlaps the argument without being the same memory.</exception>
    public static void Exp2(ReadOnlySpan<ItemLanes> x, Span<ItemLanes> destination) => Elementwise.Apply<Exp2Function>(Numbers(x), Numbers(destination));

    /// <summary><see cref="ItemLanes.Exp10(ItemLanes)"/> of several groups.</summary>
    /// <param name="x">The argument of each group.</param>
    /// <param name="destination">Takes the results; it may be an argument.</param>
    /// <exception cref="ArgumentException">The destination is shorter, or overlaps the argument without being the same memory.</exception>
    public static void Exp10(ReadOnlySpan<ItemLanes> x, Span<ItemLanes> destination) => Elementwise.Apply<Exp10Function>(Numbers(x), Numbers(destination));

    /// <summary><see cref="ItemLanes.Log2(ItemLanes)"/> of several groups.</summary>
    /// <param name="x">The argument of each group.</param>
    /// <param name="destination">Takes the results; it may be an argument.</param>
    /// <exception cref="ArgumentException">The destination is shorter, or overlaps the argument without being the same memory.</exception>
    public static void Log2(ReadOnlySpan<ItemLanes> x, Span<ItemLanes> destination) => Elementwise.Apply<Log2Function>(Numbers(x), Numbers(destination));

    /// <summary><see cref="ItemLanes.Log10(ItemLanes)"/> of several groups.</summary>
    /// <param name="x">The argument of each group.</param>
    /// <param name="destination">Takes the results; it may be an argument.</param>
    /// <exception cref="ArgumentException">The destination is shorter, or overlaps the argument without being the same memory.</exception>
    public static void Log10(ReadOnlySpan<ItemLanes> x, Span<ItemLanes> destination) => Elementwise.Apply<Log10Function>(Numbers(x), Numbers(destination));

    /// <summary><see cref="ItemLanes.Cbrt(ItemLanes)"/> of several groups.</summary>
    /// <param name="x">The argument of each group.</param>
    /// <param name="destination">Takes the results; it may be an argument.</param>
    /// <exception cref="ArgumentException">The destination is shorter, or overlaps the argument without being the same memory.</exception>
    public static void Cbrt(ReadOnlySpan<ItemLanes> x, Span<ItemLanes> destination) => Elementwise.Apply<CbrtFunction>(Numbers(x), Numbers(destination));

    /// <summary><see cref="ItemLanes.Erf(ItemLanes)"/> of several groups.</summary>
    /// <param name="x">The argument of each group.</param>
    /// <param name="destination">Takes the results; it may be an argument.</param>
    /// <exception cref="ArgumentException">The destination is shorter, or overlaps the argument without being the same memory.</exception>
    public static void Erf(ReadOnlySpan<ItemLanes> x, Span<ItemLanes> destination) => Elementwise.Apply<ErfFunction>(Numbers(x), Numbers(destination));

    /// <summary><see cref="ItemLanes.Erfc(ItemLanes)"/> of several groups.</summary>
    /// <param name="x">The argument of each group.</param>
    /// <param name="destination">Takes the results; it may be an argument.</param>
    /// <exception cref="ArgumentException">The destination is shorter, or overlaps the argument without being the same memory.</exception>
    public static void Erfc(ReadOnlySpan<ItemLanes> x, Span<ItemLanes> destination) => Elementwise.Apply<ErfcFunction>(Numbers(x), Numbers(destination));

    /// <summary><see cref="ItemLanes.NormalDensity(ItemLanes)"/> of several groups.</summary>
    /// <param name="x">The argument of each group.</param>
    /// <param name="destination">Takes the results; it may be an argument.</param>
    /// <exception cref="ArgumentException">The destination is shorter, or overlaps the argument without being the same memory.</exception>
    public static void NormalDensity(ReadOnlySpan<ItemLanes> x, Span<ItemLanes> destination) => Elementwise.Apply<NormalDensityFunction>(Numbers(x), Numbers(destination));

    /// <summary><see cref="ItemLanes.NormalCdf(ItemLanes)"/> of several groups.</summary>
    /// <param name="x">The argument of each group.</param>
    /// <param name="destination">Takes the results; it may be an argument.</param>
    /// <exception cref="ArgumentException">The destination is shorter, or overlaps the argument without being the same memory.</exception>
    public static void NormalCdf(ReadOnlySpan<ItemLanes> x, Span<ItemLanes> destination) => Elementwise.Apply<NormalCdfFunction>(Numbers(x), Numbers(destination));

    /// <summary><see cref="ItemLanes.LogNormalCdf(ItemLanes)"/> of several groups.</summary>
    /// <param name="x">The argument of each group.</param>
    /// <param name="destination">Takes the results; it may be an argument.</param>
    /// <exception cref="ArgumentException">The destination is shorter, or overlaps the argument without being the same memory.</exception>
    public static void LogNormalCdf(ReadOnlySpan<ItemLanes> x, Span<ItemLanes> destination) => Elementwise.Apply<LogNormalCdfFunction>(Numbers(x), Numbers(destination));

    /// <summary><see cref="ItemLanes.LogNormalCdfDerivative(ItemLanes)"/> of several groups.</summary>
    /// <param name="x">The argument of each group.</param>
    /// <param name="destination">Takes the results; it may be an argument.</param>
    /// <exception cref="ArgumentException">The destination is shorter, or overlaps the argument without being the same memory.</exception>
    public static void LogNormalCdfDerivative(ReadOnlySpan<ItemLanes> x, Span<ItemLanes> destination) => Elementwise.Apply<LogNormalCdfDerivativeFunction>(Numbers(x), Numbers(destination));

    /// <summary><see cref="ItemLanes.Pow(ItemLanes, ItemLanes)"/> of several groups.</summary>
    /// <param name="x">The argument of each group.</param>
    /// <param name="y">The second argument of each group.</param>
    /// <param name="destination">Takes the results; it may be an argument.</param>
    /// <exception cref="ArgumentException">The arguments differ in length, or the destination is shorter, or overlaps an argument without being the same memory.</exception>
    public static void Pow(ReadOnlySpan<ItemLanes> x, ReadOnlySpan<ItemLanes> y, Span<ItemLanes> destination)
        => Elementwise.ApplyToPairs<PowFunction>(Numbers(x), Numbers(y), Numbers(destination));

    /// <summary><see cref="ItemLanes.LogSumExp(ItemLanes, ItemLanes)"/> of several groups.</summary>
    /// <param name="x">The argument of each group.</param>
    /// <param name="y">The second argument of each group.</param>
    /// <param name="destination">Takes the results; it may be an argument.</param>
    /// <exception cref="ArgumentException">The arguments differ in length, or the destination is shorter, or overlaps an argument without being the same memory.</exception>
    public static void LogSumExp(ReadOnlySpan<ItemLanes> x, ReadOnlySpan<ItemLanes> y, Span<ItemLanes> destination)
        => Elementwise.ApplyToPairs<LogSumExpFunction>(Numbers(x), Numbers(y), Numbers(destination));

    /// <summary><see cref="ItemLanes.LogSumExpDerivative(ItemLanes, ItemLanes)"/> of several groups.</summary>
    /// <param name="x">The argument of each group.</param>
    /// <param name="y">The second argument of each group.</param>
    /// <param name="destination">Takes the results; it may be an argument.</param>
    /// <exception cref="ArgumentException">The arguments differ in length, or the destination is shorter, or overlaps an argument without being the same memory.</exception>
    public static void LogSumExpDerivative(ReadOnlySpan<ItemLanes> x, ReadOnlySpan<ItemLanes> y, Span<ItemLanes> destination)
        => Elementwise.ApplyToPairs<LogSumExpDerivativeFunction>(Numbers(x), Numbers(y), Numbers(destination));

    /// <summary><see cref="ItemLanes.XLogY(ItemLanes, ItemLanes)"/> of several groups.</summary>
    /// <param name="x">The argument of each group.</param>
    /// <param name="y">The second argument of each group.</param>
    /// <param name="destination">Takes the results; it may be an argument.</param>
    /// <exception cref="ArgumentException">The arguments differ in length, or the destination is shorter, or overlaps an argument without being the same memory.</exception>
    public static void XLogY(ReadOnlySpan<ItemLanes> x, ReadOnlySpan<ItemLanes> y, Span<ItemLanes> destination)
        => Elementwise.ApplyToPairs<XLogYFunction>(Numbers(x), Numbers(y), Numbers(destination));

    /// <summary><see cref="ItemLanes.Hypot(ItemLanes, ItemLanes)"/> of several groups.</summary>
    /// <param name="x">The argument of each group.</param>
    /// <param name="y">The second argument of each group.</param>
    /// <param name="destination">Takes the results; it may be an argument.</param>
    /// <exception cref="ArgumentException">The arguments differ in length, or the destination is shorter, or overlaps an argument without being the same memory.</exception>
    public static void Hypot(ReadOnlySpan<ItemLanes> x, ReadOnlySpan<ItemLanes> y, Span<ItemLanes> destination)
        => Elementwise.ApplyToPairs<HypotFunction>(Numbers(x), Numbers(y), Numbers(destination));

    /// <summary><see cref="ItemLanes.Atan2(ItemLanes, ItemLanes)"/> of several groups.</summary>
    /// <param name="y">The second coordinates.</param>
    /// <param name="x">The first coordinates.</param>
    /// <param name="destination">Takes the results; it may be an argument.</param>
    /// <exception cref="ArgumentException">The arguments differ in length, or the destination is shorter, or overlaps an argument without being the same memory.</exception>
    public static void Atan2(ReadOnlySpan<ItemLanes> y, ReadOnlySpan<ItemLanes> x, Span<ItemLanes> destination)
        => Elementwise.ApplyToPairs<Atan2Function>(Numbers(y), Numbers(x), Numbers(destination));

    /// <summary><see cref="ItemLanes.ExpMinusAbs(ItemLanes)"/> of several groups.</summary>
    /// <param name="x">The argument of each group.</param>
    /// <param name="destination">Takes the results; it may be an argument.</param>
    /// <exception cref="ArgumentException">The destination is shorter, or overlaps the argument without being the same memory.</exception>
    public static void ExpMinusAbs(ReadOnlySpan<ItemLanes> x, Span<ItemLanes> destination) => Elementwise.Apply<ExpOfMinusAbs>(Numbers(x), Numbers(destination));

    /// <summary><see cref="ItemLanes.Softplus(ItemLanes, ItemLanes)"/> of several groups.</summary>
    /// <param name="x">The argument of each group.</param>
    /// <param name="expMinusAbs">e^−|x| of each group.</param>
    /// <param name="destination">Takes the results; it may be an argument.</param>
    /// <exception cref="ArgumentException">The arguments differ in length, or the destination is shorter, or overlaps an argument without being the same memory.</exception>
    public static void Softplus(ReadOnlySpan<ItemLanes> x, ReadOnlySpan<ItemLanes> expMinusAbs, Span<ItemLanes> destination)
        => Elementwise.ApplyToPairs<SoftplusOfExponential>(Numbers(x), Numbers(expMinusAbs), Numbers(destination));

    /// <summary><see cref="ItemLanes.SigmoidCrossEntropy"/> of several groups.</summary>
    /// <param name="z">The logits.</param>
    /// <param name="y">The probabilities that should be.</param>
    /// <param name="expMinusAbs">e^−|z| of each group.</param>
    /// <param name="destination">Takes the results; it may be an argument.</param>
    /// <exception cref="ArgumentException">The arguments differ in length, or the destination is shorter, or overlaps an argument without being the same memory.</exception>
    public static void SigmoidCrossEntropy(ReadOnlySpan<ItemLanes> z, ReadOnlySpan<ItemLanes> y, ReadOnlySpan<ItemLanes> expMinusAbs, Span<ItemLanes> destination)
    {
        Elementwise.CheckEqual(z, y);
        Elementwise.CheckEqual(z, expMinusAbs);
        Elementwise.Checked(y, destination, nameof(y));
        Elementwise.Checked(expMinusAbs, destination, nameof(expMinusAbs));
        destination = Elementwise.Checked(z, destination, nameof(z));
        for (int i = 0; i < destination.Length; i++)
        {
            destination[i] = ItemLanes.SigmoidCrossEntropy(z[i], y[i], expMinusAbs[i]);
        }
    }

    private static ReadOnlySpan<double> Numbers(ReadOnlySpan<ItemLanes> lanes) => MemoryMarshal.Cast<ItemLanes, double>(lanes);

    private static Span<double> Numbers(Span<ItemLanes> lanes) => MemoryMarshal.Cast<ItemLanes, double>(lanes);

    private readonly struct ExpOfMinusAbs : ILaneFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static T Invoke<T>(T x)
            where T : struct, ILanes<T>
            => ExpFunction.Invoke(-T.Abs(x));
    }

    private readonly struct SoftplusOfExponential : ILaneFunctionOfTwo
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static T Invoke<T>(T x, T expMinusAbs)
            where T : struct, ILanes<T>
        {
            T logarithm = LogarithmLanes<T>.OfOneAndFraction(expMinusAbs);
            return T.SelectWhereLess(T.Create(0), x, x + logarithm, logarithm);
        }
    }
}
