namespace SymGrad;

/// <summary>
/// One or more numbers that are computed with side by side. What is written over this interface gives the same bits for a number alone and
/// in a vector of any width: each operation rounds once, and choices select.
/// </summary>
/// <typeparam name="TSelf">The type itself.</typeparam>
internal interface ILanes<TSelf>
    where TSelf : struct, ILanes<TSelf>
{
    static abstract int Count { get; }

    static abstract TSelf operator +(TSelf left, TSelf right);

    static abstract TSelf operator -(TSelf left, TSelf right);

    static abstract TSelf operator *(TSelf left, TSelf right);

    static abstract TSelf operator /(TSelf left, TSelf right);

    static abstract TSelf operator -(TSelf operand);

    static abstract TSelf Create(double value);

    static abstract TSelf Load(ref readonly double source);

    /// <summary>Numbers in single precision, in double precision.</summary>
    static abstract TSelf Widen(ref readonly float source);

    void Store(ref double destination);

    static abstract TSelf FusedMultiplyAdd(TSelf left, TSelf right, TSelf addend);

    static abstract TSelf Abs(TSelf value);

    static abstract TSelf Sqrt(TSelf value);

    static abstract TSelf Floor(TSelf value);

    static abstract TSelf CopySign(TSelf value, TSelf sign);

    /// <summary>Where the comparison holds, all bits are set; elsewhere none.</summary>
    static abstract TSelf LessThan(TSelf left, TSelf right);

    static abstract TSelf AreEqual(TSelf left, TSelf right);

    /// <summary>Whether a comparison holds for all of them: then what it does not choose need not be computed.</summary>
    static abstract bool HoldsForAll(TSelf mask);

    static abstract TSelf Select(TSelf mask, TSelf whenSet, TSelf otherwise);

    /// <summary>
    /// <see cref="Select"/> by <see cref="LessThan"/>, in one step: processors with vectors of 512 bits compare to masks of single bits, which choose in one operation. To make vectors
    /// of them takes one that waits for what its result's register held before, and functions with several of these run at half the speed.
    /// </summary>
    static abstract TSelf SelectWhereLess(TSelf left, TSelf right, TSelf whenLess, TSelf otherwise);

    /// <summary><see cref="Select"/> by <see cref="AreEqual"/>, likewise.</summary>
    static abstract TSelf SelectWhereEqual(TSelf left, TSelf right, TSelf whenEqual, TSelf otherwise);

    /// <summary>The nearest number from −limit to limit; NaN stays.</summary>
    static abstract TSelf Bounded(TSelf value, double limit);

    /// <summary>Times 2 to the power of integers between −2000 and 2000, rounded once.</summary>
    static abstract TSelf Scale(TSelf value, TSelf exponent);

    /// <summary>2 to the power of integers between −1022 and 1023.</summary>
    static abstract TSelf PowerOfTwo(TSelf exponent);

    /// <summary>A positive normal number x as m·2ᵏ, with m from √½ to √2: returns m.</summary>
    static abstract TSelf Decompose(TSelf value, out TSelf exponent);
}
