using System;

namespace SymGrad.Benchmarks.Calls;

/// <summary>Value and gradient of an item as one writes them by hand, with the signatures of the generated methods.</summary>
internal static class HandWrittenMethods
{
    public static (double Value, (double Slope, double Intercept) Gradient) SquaredError(double slope, double intercept, double x, double y)
    {
        double residual = y - ((slope * x) + intercept);
        double adjoint = -2 * residual;
        return (residual * residual, (adjoint * x, adjoint));
    }

    public static (double Value, (double Slope, double Intercept) Gradient) Huber(double slope, double intercept, double x, double y)
    {
        double residual = y - ((slope * x) + intercept);
        double magnitude = Math.Abs(residual);
        if (magnitude <= 1)
        {
            return (0.5 * magnitude * magnitude, (-residual * x, -residual));
        }

        double sign = Math.CopySign(1, residual);
        return (magnitude - 0.5, (-sign * x, -sign));
    }

    public static (double Value, (double Bias, double First, double Second, double Third) Gradient) Logistic(
        double bias, double first, double second, double third, double x1, double x2, double x3, double y)
    {
        double z = bias + (first * x1) + (second * x2) + (third * x3);
        double error = SpecialFunctions.Sigmoid(z) - y;
        return (SpecialFunctions.Softplus(z) - (y * z), (error, error * x1, error * x2, error * x3));
    }

    public static double LeastSquares(ReadOnlySpan<double> weights, ReadOnlySpan<double> x, double y, Span<double> destination)
    {
        double residual = -y;
        for (int i = 0; i < weights.Length; i++)
        {
            residual += weights[i] * x[i];
        }

        double adjoint = 2 * residual;
        for (int i = 0; i < destination.Length; i++)
        {
            destination[i] = adjoint * x[i];
        }

        return residual * residual;
    }
}
