namespace SymGrad;

/// <content>Functions that <see cref="double"/> has and <see cref="System.Math"/> has not: angles in half turns, exponentials less 1, logarithms of 1 more, roots, and what lies between two numbers.</content>
public readonly partial struct ItemLanes
{
    /// <summary>sin πx, 0 at all integers.</summary>
    /// <param name="x">The angle in half turns.</param>
    /// <returns>A value from −1 to 1.</returns>
    public static ItemLanes SinPi(ItemLanes x) => Apply<SinPiFunction>(x);

    /// <summary>cos πx, 0 halfway between integers.</summary>
    /// <param name="x">The angle in half turns.</param>
    /// <returns>A value from −1 to 1.</returns>
    public static ItemLanes CosPi(ItemLanes x) => Apply<CosPiFunction>(x);

    /// <summary>tan πx, infinite halfway between integers.</summary>
    /// <param name="x">The angle in half turns.</param>
    /// <returns>The quotient of sine and cosine.</returns>
    public static ItemLanes TanPi(ItemLanes x) => Apply<TanPiFunction>(x);

    /// <summary>The angle of which the sine is given, divided by π.</summary>
    /// <param name="x">The sine.</param>
    /// <returns>A value from −½ to ½; NaN beyond ±1.</returns>
    public static ItemLanes AsinPi(ItemLanes x) => Apply<AsinPiFunction>(x);

    /// <summary>The angle of which the cosine is given, divided by π.</summary>
    /// <param name="x">The cosine.</param>
    /// <returns>A value from 0 to 1; NaN beyond ±1.</returns>
    public static ItemLanes AcosPi(ItemLanes x) => Apply<AcosPiFunction>(x);

    /// <summary>The angle of which the tangent is given, divided by π.</summary>
    /// <param name="x">The tangent.</param>
    /// <returns>A value from −½ to ½.</returns>
    public static ItemLanes AtanPi(ItemLanes x) => Apply<AtanPiFunction>(x);

    /// <summary>eˣ − 1, as <see cref="double.ExpM1(double)"/> computes it.</summary>
    /// <param name="x">The argument.</param>
    /// <returns>The result.</returns>
    public static ItemLanes ExpM1(ItemLanes x) => Apply<LessOne<ExpFunction>>(x);

    /// <summary>2ˣ − 1, as <see cref="double.Exp2M1(double)"/> computes it.</summary>
    /// <param name="x">The argument.</param>
    /// <returns>The result.</returns>
    public static ItemLanes Exp2M1(ItemLanes x) => Apply<LessOne<Exp2Function>>(x);

    /// <summary>10ˣ − 1, as <see cref="double.Exp10M1(double)"/> computes it.</summary>
    /// <param name="x">The argument.</param>
    /// <returns>The result.</returns>
    public static ItemLanes Exp10M1(ItemLanes x) => Apply<LessOne<Exp10Function>>(x);

    /// <summary>ln(x + 1), as <see cref="double.LogP1(double)"/> computes it.</summary>
    /// <param name="x">The argument.</param>
    /// <returns>The result.</returns>
    public static ItemLanes LogP1(ItemLanes x) => Apply<OfOneMore<LogFunction>>(x);

    /// <summary>The logarithm of x + 1 to the base 2, as <see cref="double.Log2P1(double)"/> computes it.</summary>
    /// <param name="x">The argument.</param>
    /// <returns>The result.</returns>
    public static ItemLanes Log2P1(ItemLanes x) => Apply<OfOneMore<Log2Function>>(x);

    /// <summary>The logarithm of x + 1 to the base 10, as <see cref="double.Log10P1(double)"/> computes it.</summary>
    /// <param name="x">The argument.</param>
    /// <returns>The result.</returns>
    public static ItemLanes Log10P1(ItemLanes x) => Apply<OfOneMore<Log10Function>>(x);

    /// <summary>The angle of the point (x, y), divided by π.</summary>
    /// <param name="y">The second coordinate.</param>
    /// <param name="x">The first coordinate.</param>
    /// <returns>A value from −1 to 1.</returns>
    public static ItemLanes Atan2Pi(ItemLanes y, ItemLanes x) => ApplyToPairs<Atan2PiFunction>(y, x);

    /// <summary>The logarithm to any base.</summary>
    /// <param name="x">The argument.</param>
    /// <param name="newBase">The base.</param>
    /// <returns>The quotient of both logarithms, with the special cases of Math.Log.</returns>
    public static ItemLanes Log(ItemLanes x, ItemLanes newBase) => ApplyToPairs<LogBaseFunction>(x, newBase);

    /// <summary>x + (y − x)·amount, as <see cref="double.Lerp(double, double, double)"/> computes it on processors with fused operations.</summary>
    /// <param name="x">The number at 0.</param>
    /// <param name="y">The number at 1.</param>
    /// <param name="amount">How far it is from the one to the other.</param>
    /// <returns>x·(1 − amount) + y·amount.</returns>
    public static ItemLanes Lerp(ItemLanes x, ItemLanes y, ItemLanes amount) => FusedMultiplyAdd(x, 1 - amount, y * amount);

    /// <summary>An angle in radians.</summary>
    /// <param name="degrees">The angle in degrees.</param>
    /// <returns>degrees·π/180.</returns>
    public static ItemLanes DegreesToRadians(ItemLanes degrees) => degrees * double.Pi / 180;

    /// <summary>An angle in degrees.</summary>
    /// <param name="radians">The angle in radians.</param>
    /// <returns>radians·180/π.</returns>
    public static ItemLanes RadiansToDegrees(ItemLanes radians) => radians * 180 / double.Pi;

    /// <summary>The n-th root, one number after the other: the bits of <see cref="double.RootN(double, int)"/>.</summary>
    /// <param name="x">The argument.</param>
    /// <param name="n">Which root: integers of type int.</param>
    /// <returns>The root.</returns>
    public static ItemLanes RootN(ItemLanes x, ItemLanes n) => LaneElements<ItemLanes, double>.Map(static (x, n) => double.RootN(x, (int)n), x, n);
}
