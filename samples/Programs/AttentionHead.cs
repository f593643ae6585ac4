using System;

namespace SymGrad.Programs;

/// <summary>One head of causal self-attention: each token looks at those up to itself.</summary>
public static partial class AttentionHead
{
    /// <summary>The mean squared error of what the head computes for a sequence of tokens.</summary>
    /// <param name="queries">The matrix that makes queries: one row for each dimension of the head, one column for each feature of a
    /// token.</param>
    /// <param name="keys">The matrix that makes keys, of the same shape.</param>
    /// <param name="values">The matrix that makes values, of the same shape.</param>
    /// <param name="tokens">One row of features for each token.</param>
    /// <param name="targets">What the head should compute: one row for each token, one column for each dimension of the head.</param>
    /// <param name="width">How many features a token has.</param>
    [Loss]
    public static double SquaredError(
        [Theta] ReadOnlySpan<double> queries,
        [Theta] ReadOnlySpan<double> keys,
        [Theta] ReadOnlySpan<double> values,
        ReadOnlySpan<double> tokens,
        ReadOnlySpan<double> targets,
        int width)
    {
        int size = queries.Length / width;
        int count = tokens.Length / width;
        double[] queryOf = new double[count * size];
        double[] keyOf = new double[count * size];
        double[] valueOf = new double[count * size];
        for (int t = 0; t < count; t++)
        {
            ReadOnlySpan<double> token = tokens.Slice(t * width, width);
            Multiply(queries, token, queryOf.AsSpan(t * size, size));
            Multiply(keys, token, keyOf.AsSpan(t * size, size));
            Multiply(values, token, valueOf.AsSpan(t * size, size));
        }

        double scale = 1 / Math.Sqrt(size);
        Span<double> scores = stackalloc double[count];
        Span<double> attention = stackalloc double[count];
        double sum = 0;
        for (int t = 0; t < count; t++)
        {
            ReadOnlySpan<double> query = queryOf.AsSpan(t * size, size);
            for (int s = 0; s <= t; s++)
            {
                scores[s] = scale * Vectors.Dot(query, keyOf.AsSpan(s * size, size));
            }

            Vectors.Softmax(scores[..(t + 1)], attention);
            for (int d = 0; d < size; d++)
            {
                double output = 0;
                for (int s = 0; s <= t; s++)
                {
                    output += attention[s] * valueOf[(s * size) + d];
                }

                double error = output - targets[(t * size) + d];
                sum += error * error;
            }
        }

        return sum / targets.Length;
    }

    /// <summary>A matrix, given row by row, times a vector.</summary>
    private static void Multiply(ReadOnlySpan<double> matrix, ReadOnlySpan<double> x, Span<double> result)
    {
        for (int row = 0; row < result.Length; row++)
        {
            result[row] = Vectors.Dot(matrix.Slice(row * x.Length, x.Length), x);
        }
    }
}
