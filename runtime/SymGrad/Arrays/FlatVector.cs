using System;
using System.ComponentModel;

namespace SymGrad;

/// <summary>Between parameters of composite types and the flat vector θ of an objective. For generated code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class FlatVector
{
    /// <summary>Checks the length of a flat vector.</summary>
    /// <param name="givenLength">The length that it has.</param>
    /// <param name="expectedLength">The number of parameters.</param>
    /// <param name="name">The parameter that is the vector.</param>
    /// <exception cref="ArgumentException">The lengths differ. The exception names the vector as the argument.</exception>
    public static void CheckLength(int givenLength, int expectedLength, string name)
    {
        if (givenLength != expectedLength)
        {
            throw new ArgumentException(
                $"'{name}' has {Quantity.OfElements(givenLength)}, but θ has {Quantity.OfElements(expectedLength)}.", name);
        }
    }

    /// <summary>Checks that an array has the length which the objective was made for.</summary>
    /// <typeparam name="T">The type of its elements.</typeparam>
    /// <param name="array">The array.</param>
    /// <param name="expectedLength">The length.</param>
    /// <param name="path">What the user calls it.</param>
    /// <exception cref="ArgumentException">The lengths differ. The exception names the array as the argument.</exception>
    public static void CheckLength<T>(ReadOnlySpan<T> array, int expectedLength, string path)
    {
        if (array.Length != expectedLength)
        {
            throw new ArgumentException(
                $"'{path}' has {Quantity.OfElements(array.Length)}, but the objective is made for {Quantity.OfElements(expectedLength)} there.", path);
        }
    }

    /// <summary>Checks that a matrix has the shape which the objective was made for.</summary>
    /// <param name="matrix">The matrix, or an array with more dimensions.</param>
    /// <param name="expected">The shape.</param>
    /// <param name="path">What the user calls it.</param>
    /// <exception cref="ArgumentException">There is no matrix, or its shape is another one. The exception names it as the argument.</exception>
    public static void CheckShape(Array? matrix, Shape expected, string path)
    {
        ArgumentNullException.ThrowIfNull(matrix, path);
        for (int dimension = 0; dimension < matrix.Rank; dimension++)
        {
            if (matrix.GetLength(dimension) != expected.Dimensions[dimension])
            {
                throw new ArgumentException(
                    $"'{path}' has the shape {Quantity.OfShape(matrix)}, but the objective is made for the shape {expected} there.", path);
            }
        }
    }

    /// <summary>Copies an array to its place.</summary>
    /// <typeparam name="T">The type of its elements.</typeparam>
    /// <param name="array">The array.</param>
    /// <param name="place">The part of the vector, of the same length.</param>
    public static void Copy<T>(ReadOnlySpan<T> array, Span<T> place) => array.CopyTo(place);

    /// <summary>Copies an array in single precision to its place in a vector in double precision.</summary>
    /// <param name="array">The array.</param>
    /// <param name="place">The part of the vector, of the same length.</param>
    public static void Copy(ReadOnlySpan<float> array, Span<double> place)
    {
        for (int i = 0; i < place.Length; i++)
        {
            place[i] = array[i];
        }
    }
}
