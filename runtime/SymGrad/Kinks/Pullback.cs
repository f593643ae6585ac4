using System.Runtime.CompilerServices;

namespace SymGrad;

/// <summary>
/// Pulls cotangents back through functions with kinks: what generated gradient code calls for |x|, maxima, minima and clamps. Given the
/// adjoint of the result, each method returns the adjoint of its first argument.
/// </summary>
/// <remarks>
/// Where a function has no derivative, the subgradient of least norm is taken: 0 at the kink of |x| and at a bound that does not depend
/// on θ; two arguments that both depend on θ share the cotangent equally at a tie. The cotangent is selected, never multiplied by 0, so
/// that an infinite one does not become NaN on the side not taken. A NaN among the values compared gives NaN, except where NaN stands for a
/// missing number. For MaxMagnitude and MinMagnitude, pass |x| and |other| to the methods for maximum and minimum; the cotangent
/// then is that of the one selected.
/// </remarks>
public static partial class Pullback
{
    /// <summary>Pulls a cotangent back through |x|. The subgradient at 0 is 0, the one of least norm.</summary>
    /// <param name="x">The argument the cotangent is pulled back to.</param>
    /// <param name="cotangent">The adjoint of the result.</param>
    /// <returns>
    /// <paramref name="cotangent"/> where x &gt; 0, its negative where x &lt; 0, 0 at 0 (of either sign), NaN where x is NaN.
    /// </returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Abs(double x, double cotangent)
        => Subgradient.Abs(x, cotangent);

    /// <summary>Pulls a cotangent back through max(x, other) to x, when both depend on θ. At a tie the two share it equally.</summary>
    /// <param name="x">The argument the cotangent is pulled back to.</param>
    /// <param name="other">The other argument, which depends on θ too.</param>
    /// <param name="cotangent">The adjoint of the result.</param>
    /// <returns>
    /// <paramref name="cotangent"/> where x &gt; other, half of it where they are equal, 0 where x &lt; other, NaN where either is NaN.
    /// </returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Max(double x, double other, double cotangent)
        => Subgradient.Greater(x, other, cotangent);

    /// <summary>Pulls a cotangent back through min(x, other) to x, when both depend on θ. At a tie the two share it equally.</summary>
    /// <param name="x">The argument the cotangent is pulled back to.</param>
    /// <param name="other">The other argument, which depends on θ too.</param>
    /// <param name="cotangent">The adjoint of the result.</param>
    /// <returns>
    /// <paramref name="cotangent"/> where x &lt; other, half of it where they are equal, 0 where x &gt; other, NaN where either is NaN.
    /// </returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Min(double x, double other, double cotangent)
        => Subgradient.Greater(-x, -other, cotangent);

    /// <summary>
    /// Pulls a cotangent back through max(x, bound) to x, when the bound does not depend on θ. The subgradient at the bound is 0, the one
    /// of least norm.
    /// </summary>
    /// <param name="x">The argument the cotangent is pulled back to.</param>
    /// <param name="bound">The other argument, which does not depend on θ.</param>
    /// <param name="cotangent">The adjoint of the result.</param>
    /// <returns>
    /// <paramref name="cotangent"/> where x &gt; bound, 0 where x ≤ bound, NaN where either is NaN.
    /// </returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Above(double x, double bound, double cotangent)
        => Subgradient.StrictlyGreater(x, bound, cotangent);

    /// <summary>
    /// Pulls a cotangent back through min(x, bound) to x, when the bound does not depend on θ. The subgradient at the bound is 0, the one
    /// of least norm.
    /// </summary>
    /// <param name="x">The argument the cotangent is pulled back to.</param>
    /// <param name="bound">The other argument, which does not depend on θ.</param>
    /// <param name="cotangent">The adjoint of the result.</param>
    /// <returns>
    /// <paramref name="cotangent"/> where x &lt; bound, 0 where x ≥ bound, NaN where either is NaN.
    /// </returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Below(double x, double bound, double cotangent)
        => Subgradient.StrictlyGreater(-x, -bound, cotangent);

    /// <summary>
    /// Pulls a cotangent back through a clamp to x, when the bounds do not depend on θ. The subgradient at either bound is 0, the one of
    /// least norm.
    /// </summary>
    /// <param name="x">The argument the cotangent is pulled back to.</param>
    /// <param name="minimum">The lower bound.</param>
    /// <param name="maximum">The upper bound.</param>
    /// <param name="cotangent">The adjoint of the result.</param>
    /// <returns>
    /// <paramref name="cotangent"/> where minimum &lt; x &lt; maximum, 0 elsewhere, NaN where any of the three is NaN.
    /// </returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Clamp(double x, double minimum, double maximum, double cotangent)
        => Subgradient.Clamp(x, minimum, maximum, cotangent);

    /// <summary>
    /// Pulls a cotangent back through the extremum of many values to one of them: to those that are equal to it.
    /// </summary>
    /// <param name="x">The value.</param>
    /// <param name="extremum">The greatest or the least of all.</param>
    /// <param name="share">The cotangent of the extremum divided by the number of values that are equal to it.</param>
    /// <returns>The share where the value is the extremum, otherwise zero; NaN where the extremum is NaN.</returns>
    public static double Extremum(double x, double extremum, double share)
        => x == extremum ? share : double.IsNaN(extremum) ? double.NaN : 0.0;

    /// <summary>
    /// Pulls a cotangent back through MaxNumber(x, other) to x, when both depend on θ. NaN stands for a missing number; at a tie the two
    /// share it equally.
    /// </summary>
    /// <param name="x">The argument the cotangent is pulled back to.</param>
    /// <param name="other">The other argument, which depends on θ too.</param>
    /// <param name="cotangent">The adjoint of the result.</param>
    /// <returns>
    /// 0 where only x is NaN, <paramref name="cotangent"/> where only the other is, NaN where both are; otherwise as <see
    /// cref="Max(double, double, double)"/>.
    /// </returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double MaxNumber(double x, double other, double cotangent)
        => Subgradient.GreaterNumber(x, other, cotangent);

    /// <summary>
    /// Pulls a cotangent back through MinNumber(x, other) to x, when both depend on θ. NaN stands for a missing number; at a tie the two
    /// share it equally.
    /// </summary>
    /// <param name="x">The argument the cotangent is pulled back to.</param>
    /// <param name="other">The other argument, which depends on θ too.</param>
    /// <param name="cotangent">The adjoint of the result.</param>
    /// <returns>
    /// 0 where only x is NaN, <paramref name="cotangent"/> where only the other is, NaN where both are; otherwise as <see
    /// cref="Min(double, double, double)"/>.
    /// </returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double MinNumber(double x, double other, double cotangent)
        => Subgradient.GreaterNumber(-x, -other, cotangent);

    /// <summary>
    /// Pulls a cotangent back through MaxNumber(x, bound) to x, when the bound does not depend on θ. NaN stands for a missing number.
    /// </summary>
    /// <param name="x">The argument the cotangent is pulled back to.</param>
    /// <param name="bound">The other argument, which does not depend on θ.</param>
    /// <param name="cotangent">The adjoint of the result.</param>
    /// <returns>
    /// 0 where only x is NaN, <paramref name="cotangent"/> where only the bound is, NaN where both are; otherwise as <see
    /// cref="Above(double, double, double)"/>.
    /// </returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double AboveNumber(double x, double bound, double cotangent)
        => Subgradient.StrictlyGreaterNumber(x, bound, cotangent);

    /// <summary>
    /// Pulls a cotangent back through MinNumber(x, bound) to x, when the bound does not depend on θ. NaN stands for a missing number.
    /// </summary>
    /// <param name="x">The argument the cotangent is pulled back to.</param>
    /// <param name="bound">The other argument, which does not depend on θ.</param>
    /// <param name="cotangent">The adjoint of the result.</param>
    /// <returns>
    /// 0 where only x is NaN, <paramref name="cotangent"/> where only the bound is, NaN where both are; otherwise as <see
    /// cref="Below(double, double, double)"/>.
    /// </returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double BelowNumber(double x, double bound, double cotangent)
        => Subgradient.StrictlyGreaterNumber(-x, -bound, cotangent);
}
