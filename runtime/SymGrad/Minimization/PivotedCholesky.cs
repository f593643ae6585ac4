using System;

namespace SymGrad;

/// <summary>
/// A symmetric positive semidefinite matrix as L·D·Lᵀ, with twice the digits of a double: Cholesky's factorisation without square roots, the
/// largest diagonal element left being taken next, so that what the others determine comes last and shows as zeros. Higham, Accuracy and
/// Stability of Numerical Algorithms, 2nd edition, section 10.3.
/// </summary>
/// <remarks>
/// A routine of its own because the runtime depends on nothing, and because libraries have it for doubles only: the normal equations square
/// the condition of the data, and with twice the digits it is what it was.
/// </remarks>
internal sealed class PivotedCholesky
{
    private readonly ExtendedDouble[][] rows;
    private readonly int[] order;
    private readonly int[] exponents;

    /// <param name="matrix">The lower triangle, row by row. It is overwritten.</param>
    /// <param name="digits">How many bits of the matrix are right, as the relative error 2^−digits of its diagonal.</param>
    public PivotedCholesky(ExtendedDouble[][] matrix, int digits)
    {
        rows = matrix;
        int size = matrix.Length;
        order = new int[size];
        exponents = new int[size];
        for (int i = 0; i < size; i++)
        {
            order[i] = i;
            double diagonal = Math.Abs(matrix[i][i].Value);
            exponents[i] = diagonal > 0 && double.IsFinite(diagonal) ? -(Math.ILogB(diagonal) / 2) : 0;
        }

        // Scaled by powers of two, which rounds nothing, so that its diagonal is about 1: the units of the parameters do not matter.
        for (int i = 0; i < size; i++)
        {
            for (int j = 0; j <= i; j++)
            {
                matrix[i][j] = Scale(matrix[i][j], exponents[i] + exponents[j]);
            }
        }

        double tolerance = size * Math.ScaleB(1, -digits);
        Rank = Factor(tolerance);
        IsSemidefinite = IsRestZero(tolerance);
    }

    public int Rank { get; }

    /// <summary>Whether the matrix has no direction in which it is negative.</summary>
    public bool IsSemidefinite { get; }

    /// <summary>Solves for what the matrix determines; the rest of the solution is zero.</summary>
    public ExtendedDouble[] Solve(ReadOnlySpan<ExtendedDouble> right)
    {
        var solution = new ExtendedDouble[rows.Length];
        for (int i = 0; i < Rank; i++)
        {
            ExtendedDouble sum = Scale(right[order[i]], exponents[order[i]]);
            for (int j = 0; j < i; j++)
            {
                sum -= rows[i][j] * solution[j];
            }

            solution[i] = sum;
        }

        for (int i = 0; i < Rank; i++)
        {
            solution[i] /= rows[i][i];
        }

        SolveTransposed(solution);
        return Unscaled(solution);
    }

    /// <summary>A direction in which the matrix is zero, for each number from 0 to size − rank − 1.</summary>
    public ExtendedDouble[] NullVector(int number)
    {
        var vector = new ExtendedDouble[rows.Length];
        int free = Rank + number;
        vector[free] = 1;
        for (int i = 0; i < Rank; i++)
        {
            vector[i] = -rows[free][i];
        }

        SolveTransposed(vector);
        return Unscaled(vector);
    }

    /// <summary>How much of an element of a null vector is not rounding, whatever the units of the parameters.</summary>
    public double ScaledShare(ExtendedDouble element, int index) => Math.Abs(Math.ScaleB(element.Value, -exponents[index]));

    private static ExtendedDouble Scale(ExtendedDouble value, int exponent) => new(
        Math.ScaleB(value.High, exponent), Math.ScaleB(value.Low, exponent), Math.ScaleB(value.Magnitude, exponent));

    private void SolveTransposed(Span<ExtendedDouble> vector)
    {
        for (int i = Rank - 1; i >= 0; i--)
        {
            for (int j = i + 1; j < Rank; j++)
            {
                vector[i] -= rows[j][i] * vector[j];
            }
        }
    }

    private ExtendedDouble[] Unscaled(ReadOnlySpan<ExtendedDouble> permuted)
    {
        var result = new ExtendedDouble[permuted.Length];
        for (int i = 0; i < result.Length; i++)
        {
            result[order[i]] = Scale(permuted[i], exponents[order[i]]);
        }

        return result;
    }

    private int Factor(double tolerance)
    {
        for (int k = 0; k < rows.Length; k++)
        {
            int pivot = k;
            for (int i = k + 1; i < rows.Length; i++)
            {
                pivot = rows[i][i].Value > rows[pivot][pivot].Value ? i : pivot;
            }

            if (!(rows[pivot][pivot].Value > tolerance))
            {
                return k;
            }

            Exchange(k, pivot);
            Eliminate(k);
        }

        return rows.Length;
    }

    private void Eliminate(int k)
    {
        for (int i = k + 1; i < rows.Length; i++)
        {
            ExtendedDouble factor = rows[i][k] / rows[k][k];
            for (int j = k + 1; j <= i; j++)
            {
                // Rows above have been divided already, so that the column is theirs times the pivot.
                rows[i][j] -= j < i ? rows[i][k] * rows[j][k] : rows[i][k] * factor;
            }

            rows[i][k] = factor;
        }
    }

    private void Exchange(int first, int second)
    {
        if (first == second)
        {
            return;
        }

        (order[first], order[second]) = (order[second], order[first]);
        for (int j = 0; j < first; j++)
        {
            (rows[first][j], rows[second][j]) = (rows[second][j], rows[first][j]);
        }

        (rows[first][first], rows[second][second]) = (rows[second][second], rows[first][first]);
        for (int i = first + 1; i < second; i++)
        {
            (rows[i][first], rows[second][i]) = (rows[second][i], rows[i][first]);
        }

        for (int i = second + 1; i < rows.Length; i++)
        {
            (rows[i][first], rows[i][second]) = (rows[i][second], rows[i][first]);
        }
    }

    private bool IsRestZero(double tolerance)
    {
        // A diagonal element near zero with a neighbour that is not would be negative in some direction.
        for (int i = Rank; i < rows.Length; i++)
        {
            for (int j = Rank; j <= i; j++)
            {
                if (!(Math.Abs(rows[i][j].Value) <= tolerance))
                {
                    return false;
                }
            }
        }

        return true;
    }
}
