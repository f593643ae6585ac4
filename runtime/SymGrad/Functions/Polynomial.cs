using System;

namespace SymGrad;

/// <summary>Polynomials, lowest power first.</summary>
internal static class Polynomial
{
    /// <summary>The value at x, by Horner's scheme.</summary>
    public static double Value(ReadOnlySpan<double> coefficients, double x)
    {
        double sum = 0;
        for (int i = coefficients.Length - 1; i >= 0; i--)
        {
            sum = Math.FusedMultiplyAdd(sum, x, coefficients[i]);
        }

        return sum;
    }

    /// <summary>The value at x, with the last addition exact.</summary>
    public static Pair PairValue(ReadOnlySpan<double> coefficients, double x)
    {
        double rest = Value(coefficients[1..], x);
        return new Pair(coefficients[0], 0) + Pair.Product(x, rest);
    }
}
