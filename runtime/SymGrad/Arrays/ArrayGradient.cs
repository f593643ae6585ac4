using System;
using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;

namespace SymGrad;

/// <summary>What generated gradients check of the spans that they write to, before they write anything.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class ArrayGradient
{
    /// <summary>Checks the destination of the gradient with respect to an array: that it has its length, and other memory.</summary>
    /// <typeparam name="T">The type of the elements.</typeparam>
    /// <param name="destination">The destination.</param>
    /// <param name="theta">The array.</param>
    /// <param name="destinationName">The parameter that is the destination.</param>
    /// <param name="thetaName">The parameter that is the array.</param>
    /// <returns>The destination, for further checks.</returns>
    /// <exception cref="ArgumentException">The lengths differ, or the two overlap. The exception names the destination as the argument.</exception>
    public static CheckedDestination Check<T>(ReadOnlySpan<T> destination, ReadOnlySpan<T> theta, string destinationName, string thetaName)
        where T : unmanaged
    {
        CheckLength(destination.Length, theta.Length, destinationName, thetaName);
        CheckOverlap(destination, theta, destinationName, thetaName);
        return new CheckedDestination(MemoryMarshal.AsBytes(destination), destinationName);
    }

    /// <summary>The elements of a matrix that takes the gradient with respect to another, whose shape it has to have.</summary>
    /// <typeparam name="T">The type of the elements.</typeparam>
    /// <param name="destination">The destination.</param>
    /// <param name="theta">The matrix whose gradient it takes.</param>
    /// <param name="destinationName">The parameter that is the destination.</param>
    /// <param name="thetaName">The parameter that is the matrix.</param>
    /// <returns>A span of the destination's memory.</returns>
    /// <exception cref="ArgumentException">The destination is null, or the shapes differ. The exception names the destination as the argument.</exception>
    [SuppressMessage("Performance", "CA1814", Justification = "It is the user who has arrays with several dimensions.")]
    public static Span<T> ElementsOf<T>(T[,]? destination, T[,] theta, string destinationName, string thetaName)
        where T : unmanaged
    {
        CheckShape(destination, theta, destinationName, thetaName);
        return Matrices.ElementsOf(destination!);
    }

    /// <summary>The same for arrays with three dimensions.</summary>
    /// <typeparam name="T">The type of the elements.</typeparam>
    /// <param name="destination">The destination.</param>
    /// <param name="theta">The array whose gradient it takes.</param>
    /// <param name="destinationName">The parameter that is the destination.</param>
    /// <param name="thetaName">The parameter that is the array.</param>
    /// <returns>A span of the destination's memory.</returns>
    /// <exception cref="ArgumentException">The destination is null, or the shapes differ. The exception names the destination as the argument.</exception>
    [SuppressMessage("Performance", "CA1814", Justification = "It is the user who has arrays with several dimensions.")]
    public static Span<T> ElementsOf<T>(T[,,]? destination, T[,,] theta, string destinationName, string thetaName)
        where T : unmanaged
    {
        CheckShape(destination, theta, destinationName, thetaName);
        return Matrices.ElementsOf(destination!);
    }

    /// <summary>Checks that the destination of the gradient with respect to an array has the length of that array.</summary>
    /// <param name="givenLength">The length of the destination.</param>
    /// <param name="expectedLength">The length of the array.</param>
    /// <param name="destinationName">The parameter that is the destination.</param>
    /// <param name="thetaName">The parameter that is the array.</param>
    /// <exception cref="ArgumentException">The lengths differ. The exception names the destination as the argument.</exception>
    public static void CheckLength(int givenLength, int expectedLength, string destinationName, string thetaName)
    {
        if (givenLength != expectedLength)
        {
            ThrowLength(givenLength, expectedLength, destinationName, thetaName);
        }
    }

    /// <summary>Checks that the destination of a gradient shares no memory with another span that the gradient reads or writes.</summary>
    /// <typeparam name="TDestination">The type of the destination's elements.</typeparam>
    /// <typeparam name="TOther">The type of the other span's elements.</typeparam>
    /// <param name="destination">The destination.</param>
    /// <param name="other">An array parameter of the loss, or the destination of another gradient.</param>
    /// <param name="destinationName">The parameter that is the destination.</param>
    /// <param name="otherName">The parameter that is the other span.</param>
    /// <exception cref="ArgumentException">The two overlap. The exception names the destination as the argument.</exception>
    public static void CheckOverlap<TDestination, TOther>(
        ReadOnlySpan<TDestination> destination, ReadOnlySpan<TOther> other, string destinationName, string otherName)
        where TDestination : unmanaged
        where TOther : unmanaged
    {
        if (MemoryMarshal.AsBytes(destination).Overlaps(MemoryMarshal.AsBytes(other)))
        {
            ThrowOverlap(destinationName, otherName);
        }
    }

    // The messages are put together elsewhere, so that the checks are short enough to be inlined in each call.
    [DoesNotReturn]
    internal static void ThrowOverlap(string destinationName, string otherName)
        => throw new ArgumentException($"'{destinationName}' overlaps '{otherName}': a gradient needs memory of its own.", destinationName);

    [DoesNotReturn]
    private static void ThrowLength(int givenLength, int expectedLength, string destinationName, string thetaName) => throw new ArgumentException(
        $"'{destinationName}' has {Quantity.OfElements(givenLength)}, but '{thetaName}', whose gradient it receives, has {Quantity.OfElements(expectedLength)}.",
        destinationName);

    private static void CheckShape(Array? destination, Array theta, string destinationName, string thetaName)
    {
        ArgumentNullException.ThrowIfNull(destination, destinationName);
        for (int dimension = 0; dimension < theta.Rank; dimension++)
        {
            if (destination.GetLength(dimension) != theta.GetLength(dimension))
            {
                throw new ArgumentException(
                    $"'{destinationName}' has the shape {Quantity.OfShape(destination)}, but '{thetaName}', whose gradient it receives, "
                    + $"has the shape {Quantity.OfShape(theta)}.",
                    destinationName);
            }
        }
    }
}
