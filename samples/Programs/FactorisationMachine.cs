using System;

namespace SymGrad.Programs;

/// <summary>A factorisation machine: a linear model with interactions of all pairs of features, whose weights are products of vectors.</summary>
public static partial class FactorisationMachine
{
    /// <summary>The squared error of one item, whose features are sparse.</summary>
    /// <param name="bias">What is predicted for no features.</param>
    /// <param name="weights">One number for each feature.</param>
    /// <param name="factors">One row, a vector, for each feature.</param>
    /// <param name="indices">The features of the item that are not zero; one may occur more than once.</param>
    /// <param name="values">Their values.</param>
    /// <param name="target">What should be predicted.</param>
    [Loss]
    public static double SquaredError(
        [Theta] double bias,
        [Theta] ReadOnlySpan<double> weights,
        [Theta] ReadOnlySpan<double> factors,
        ReadOnlySpan<int> indices,
        ReadOnlySpan<double> values,
        double target)
    {
        int rank = factors.Length / weights.Length;
        double prediction = bias;
        for (int i = 0; i < indices.Length; i++)
        {
            prediction += weights[indices[i]] * values[i];
        }

        // The sum over pairs is half of the square of the sum without the squares: linear in the number of features.
        for (int f = 0; f < rank; f++)
        {
            double sum = 0;
            double squares = 0;
            for (int i = 0; i < indices.Length; i++)
            {
                double term = factors[(indices[i] * rank) + f] * values[i];
                sum += term;
                squares += term * term;
            }

            prediction += 0.5 * ((sum * sum) - squares);
        }

        double error = prediction - target;
        return error * error;
    }
}
