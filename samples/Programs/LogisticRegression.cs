using System;

namespace SymGrad.Programs;

/// <summary>Logistic regression over a vector of features.</summary>
public static partial class LogisticRegression
{
    /// <summary>The logistic loss of one item: log(1 + exp(−y (w·x + b))).</summary>
    /// <param name="weights">w, one number for each feature.</param>
    /// <param name="bias">b.</param>
    /// <param name="x">The features, as many as weights.</param>
    /// <param name="y">The class, −1 or 1.</param>
    [Loss]
    public static double Logistic([Theta] ReadOnlySpan<double> weights, [Theta] double bias, ReadOnlySpan<double> x, double y)
    {
        double z = bias;
        for (int i = 0; i < weights.Length; i++)
        {
            z += weights[i] * x[i];
        }

        return Math.Log(1.0 + Math.Exp(-y * z));
    }
}
