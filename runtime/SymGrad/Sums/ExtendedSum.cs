using System;
using System.Globalization;
using System.Runtime.CompilerServices;

namespace SymGrad;

/// <summary>
/// A sum over the data with twice the digits of a double, to which products are added without being rounded first, and the sum of the
/// absolute values of its terms.
/// </summary>
/// <remarks>
/// Up to <see cref="RunLength"/> terms may be added before <see cref="Normalize"/>; then the error is at most 2⁻⁹⁶ of the sum of the
/// absolute values, whatever the number of terms. Ogita, Rump and Oishi, Accurate sum and dot product, 2005.
/// </remarks>
public record struct ExtendedSum : IRunningSum
{
    /// <summary>How many terms may be added in a row.</summary>
    internal const int RunLength = 32;

    // They are inlined so that the one pass that uses them does not begin with code that is not optimised yet.
    private double high;
    private double low;
    private double magnitude;

    /// <summary>Adds a term.</summary>
    /// <param name="term">Any value.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(double term)
    {
        (high, double lost) = ExtendedDouble.TwoSum(high, term);
        low += lost;
        magnitude += Math.Abs(term);
    }

    /// <summary>Adds a product, with all its digits.</summary>
    /// <param name="left">A factor.</param>
    /// <param name="right">The other factor.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void AddProduct(double left, double right)
    {
        double product = left * right;
        (high, double lost) = ExtendedDouble.TwoSum(high, product);
        low += lost + Math.FusedMultiplyAdd(left, right, -product);
        magnitude += Math.Abs(product);
    }

    /// <summary>Adds a term with all its digits.</summary>
    /// <param name="term">Any value.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(ExtendedDouble term)
    {
        (high, double lost) = ExtendedDouble.TwoSum(high, term.High);
        low += lost + term.Low;
        magnitude += term.Magnitude;
    }

    /// <summary>The sum so far.</summary>
    internal readonly ExtendedDouble Value
    {
        get
        {
            (double first, double second) = ExtendedDouble.Normalize(high, low);
            return new(first, second, magnitude);
        }
    }

    /// <summary>Adds another sum.</summary>
    internal void Merge(in ExtendedSum other) => Set(Value + other.Value);

    /// <summary>
    /// Takes away another sum. What has been added and taken away counts with its absolute value, since the rounding of both stays.
    /// </summary>
    internal void Remove(in ExtendedSum other) => Set(Value - other.Value);

    /// <summary>Makes room for more terms.</summary>
    internal void Normalize() => (high, low) = ExtendedDouble.Normalize(high, low);

    /// <summary>The value as invariant text.</summary>
    /// <returns>The shortest text that reads back as the sum rounded to a double.</returns>
    public override readonly string ToString() => Value.Value.ToString("R", CultureInfo.InvariantCulture);

    private void Set(ExtendedDouble value) => (high, low, magnitude) = (value.High, value.Low, value.Magnitude);
}
