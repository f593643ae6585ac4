using System.Runtime.CompilerServices;

namespace SymGrad;

/// <summary>
/// What the error function and the normal distribution are made of. Near 0, odd polynomials; in the tails e^(−x²) times the scaled complement
/// e^(x²)·erfc(x), for which M. M. Shepherd and J. G. Laframboise (Mathematics of Computation 36, 1981) found the variable (x − 4)/(x + 4). The digits of
/// x² that one double has no place for go into the exponential.
/// </summary>
internal static class NormalLanes<T>
    where T : struct, ILanes<T>
{
    /// <summary>Below minus this, the normal distribution is 0.</summary>
    private const double LargestNormal = 40;

    private static readonly Pair twoByRootPi = new(1.1283791670955126, 1.533545961316588e-17);
    private static readonly Pair inverseOfRootTwoPi = new(0.3989422804014327, -2.49232720227773e-17);
    private static readonly Pair rootOfHalf = new(0.7071067811865476, -4.833646656726457e-17);

    /// <summary>erf(x), for |x| below ½.</summary>
    public static PairLanes<T> ErfNearZero(T x)
    {
        T square = x * x;
        return x * (PairLanes<T>.Create(twoByRootPi) + new PairLanes<T>(square * PairLanes<T>.Polynomial(Coefficients.Erf, square), T.Create(0)));
    }

    /// <summary>erfc(x), for x at least ½; beyond 28 it is 0.</summary>
    public static PairLanes<T> ErfcTail(T x)
    {
        T bounded = LaneSelection.AtMost(28, x);
        return Scaled(new(bounded, T.Create(0))) * PairLanes<T>.Exp(-PairLanes<T>.Product(bounded, bounded));
    }

    /// <summary>Φ(x).</summary>
    public static PairLanes<T> Distribution(T x)
    {
        T magnitude = LaneSelection.AtMost(LargestNormal, T.Abs(x));
        T isCentral = T.LessThan(magnitude, T.Create(0.75));
        if (T.HoldsForAll(isCentral))
        {
            return Centre(x);
        }

        PairLanes<T> lower = (ScaledComplement(magnitude) * HalfGaussian(magnitude)).Half();
        PairLanes<T> tail = PairLanes<T>.Select(T.LessThan(T.Create(0), x), 1 + -lower, lower);
        return T.HoldsForAll(T.LessThan(T.Create(0.75), magnitude)) ? tail : PairLanes<T>.Select(isCentral, Centre(x), tail);
    }

    /// <summary>φ(x).</summary>
    public static PairLanes<T> Density(T x) => PairLanes<T>.Create(inverseOfRootTwoPi) * HalfGaussian(LaneSelection.AtMost(LargestNormal, T.Abs(x)));

    /// <summary>erfcx(x/√2), for x at least 0.75.</summary>
    public static PairLanes<T> ScaledComplement(T x) => Scaled(x * PairLanes<T>.Create(rootOfHalf));

    /// <summary>x²/2.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static PairLanes<T> HalfOfSquare(T x)
    {
        T factor = T.Create(0.5) * x;
        T half = factor * x;
        T low = T.FusedMultiplyAdd(factor, x, -half);
        return new(half, T.Select(T.AreEqual(half, T.Create(double.PositiveInfinity)), T.Create(0), low));
    }

    /// <summary>Φ(x), for |x| below 0.75.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static PairLanes<T> Centre(T x)
    {
        T square = x * x;
        PairLanes<T> slope = PairLanes<T>.Create(inverseOfRootTwoPi)
            + new PairLanes<T>(square * PairLanes<T>.Polynomial(Coefficients.NormalCdf, square), T.Create(0));
        return 0.5 + (x * slope);
    }

    /// <summary>e^(−x²/2).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static PairLanes<T> HalfGaussian(T x) => PairLanes<T>.Exp(-HalfOfSquare(x));

    /// <summary>e^(x²)·erfc(x), for x at least 0.45.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static PairLanes<T> Scaled(PairLanes<T> x)
    {
        T four = T.Create(4);
        PairLanes<T> bounded = PairLanes<T>.PolynomialPair(Coefficients.ScaledErfc, (x.High - four) / (x.High + four));
        T two = T.Create(2);
        return bounded / (1 + new PairLanes<T>(two * x.High, two * x.Low));
    }
}
