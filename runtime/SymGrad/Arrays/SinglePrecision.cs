using System;
using System.ComponentModel;

namespace SymGrad;

/// <summary>Between the flat vector of an objective, in double precision, and arrays θ in single precision. For generated code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class SinglePrecision
{
    /// <summary>Rounds parameters to single precision.</summary>
    /// <param name="values">The parameters.</param>
    /// <returns>A new array of the same length.</returns>
    public static float[] Round(ReadOnlySpan<double> values)
    {
        float[] rounded = new float[values.Length];
        for (int i = 0; i < rounded.Length; i++)
        {
            rounded[i] = (float)values[i];
        }

        return rounded;
    }

    /// <summary>Adds the gradient of one item to sums.</summary>
    /// <param name="gradient">The gradient.</param>
    /// <param name="sums">The sums, of the same length.</param>
    public static void AddTo(ReadOnlySpan<float> gradient, Span<double> sums)
    {
        for (int i = 0; i < gradient.Length; i++)
        {
            sums[i] += gradient[i];
        }
    }
}
