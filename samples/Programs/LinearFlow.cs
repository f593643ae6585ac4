using System;

namespace SymGrad.Programs;

/// <summary>A density by change of variables: A x is normally distributed. The determinant of A is expanded by minors, recursively.</summary>
public static partial class LinearFlow
{
    /// <summary>The negative logarithm of the density of one item, without its constant: ½ |A x|² − log |det A|.</summary>
    /// <param name="matrix">A, row by row: as many rows and columns as features.</param>
    /// <param name="x">The features.</param>
    [Loss]
    public static double NegativeLogDensity([Theta] ReadOnlySpan<double> matrix, ReadOnlySpan<double> x)
    {
        double squares = 0;
        for (int row = 0; row < x.Length; row++)
        {
            double z = Vectors.Dot(matrix.Slice(row * x.Length, x.Length), x);
            squares += z * z;
        }

        return (0.5 * squares) - Math.Log(Math.Abs(Determinant(matrix, x.Length)));
    }

    private static double Determinant(ReadOnlySpan<double> matrix, int size)
    {
        if (size == 1)
        {
            return matrix[0];
        }

        Span<double> minor = stackalloc double[(size - 1) * (size - 1)];
        double sum = 0;
        double sign = 1;
        for (int column = 0; column < size; column++)
        {
            Minor(matrix, size, column, minor);
            sum += sign * matrix[column] * Determinant(minor, size - 1);
            sign = -sign;
        }

        return sum;
    }

    /// <summary>The matrix without its first row and one column.</summary>
    private static void Minor(ReadOnlySpan<double> matrix, int size, int omitted, Span<double> minor)
    {
        int next = 0;
        for (int row = 1; row < size; row++)
        {
            for (int column = 0; column < size; column++)
            {
                if (column != omitted)
                {
                    minor[next++] = matrix[(row * size) + column];
                }
            }
        }
    }
}
