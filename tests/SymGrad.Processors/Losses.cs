using System;

namespace SymGrad.Processors;

/// <summary>Losses whose objectives go over their items in each of the ways that there are.</summary>
internal static partial class Losses
{
    [Loss]
    public static double Huber([Theta] double slope, [Theta] double intercept, double x, double y)
    {
        double residual = Math.Abs(y - ((slope * x) + intercept));
        return residual <= 0.25 ? 2 * residual * residual : residual - 0.125;
    }

    [Loss]
    public static double Logistic([Theta] double slope, [Theta] double intercept, double x, double y)
    {
        double score = (slope * x) + intercept;
        return Math.Log(1 + Math.Exp(score)) - (y * score);
    }

    [Loss]
    public static float SingleLogistic([Theta] float slope, [Theta] float intercept, float x, float y)
    {
        float score = (slope * x) + intercept;
        return MathF.Log(1 + MathF.Exp(score)) - (y * score);
    }

    /// <summary>Columns of other types than the loss.</summary>
    [Loss]
    public static double Counts([Theta] double slope, [Theta] double intercept, float x, int y)
    {
        double rate = (slope * x) + intercept;
        return Math.Exp(rate) - (y * rate);
    }

    /// <summary>Functions of θ and of the data, with work on each alone.</summary>
    [Loss]
    public static double Functions([Theta] double a, [Theta] double b, double x, double y)
    {
        double u = (a * x) + (b * y);
        double bounded = (Math.Tanh(u) * Math.Sin(u)) + Math.Atan(u) + Math.Cbrt(u + 3) + SpecialFunctions.Erf(u);
        double wide = Math.Log2(2 + (u * u)) + Math.Pow(1.5 + Math.Cos(b * x), 0.75) + Math.Sinh(0.5 * u) + Math.Acosh(1.25 + (u * u));
        return (bounded * wide) + (SpecialFunctions.LogGamma(x + 2) * u * u * u) + Math.Exp(-a);
    }

    [Loss]
    public static double Rows([Theta] ReadOnlySpan<double> weights, ReadOnlySpan<double> x, double y)
    {
        double score = 0;
        for (int i = 0; i < weights.Length; i++)
        {
            score += weights[i] * x[i];
        }

        return Math.Log(1 + Math.Exp(score)) - (y * score);
    }

    [Loss]
    public static float SingleRows([Theta] ReadOnlySpan<float> weights, ReadOnlySpan<float> x, float y)
    {
        float score = 0;
        for (int i = 0; i < weights.Length; i++)
        {
            score += weights[i] * x[i];
        }

        return MathF.Log(1 + MathF.Exp(score)) - (y * score);
    }

    /// <summary>Rows of which elements are read by themselves.</summary>
    [Loss]
    public static double Elements([Theta] ReadOnlySpan<double> weights, ReadOnlySpan<double> x, double y)
    {
        double sum = 0;
        for (int i = 0; i < weights.Length; i++)
        {
            sum += Math.Abs((weights[i] * x[i]) - y);
        }

        return sum * Math.Sqrt(sum);
    }

    /// <summary>Products of a matrix with rows, and outer products.</summary>
    [Loss]
    public static double Network([Theta] ReadOnlySpan<double> hidden, [Theta] ReadOnlySpan<double> output, ReadOnlySpan<double> x, double y)
    {
        Span<double> units = stackalloc double[7];
        for (int k = 0; k < units.Length; k++)
        {
            double score = 0;
            for (int i = 0; i < x.Length; i++)
            {
                score += hidden[(k * x.Length) + i] * x[i];
            }

            units[k] = Math.Tanh(score);
        }

        double residual = -y;
        for (int k = 0; k < units.Length; k++)
        {
            residual += output[k] * units[k];
        }

        return residual * residual * Math.Exp(-residual);
    }
}
