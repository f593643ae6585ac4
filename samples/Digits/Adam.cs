using System;

namespace Digits;

/// <summary>
/// The optimiser Adam (Kingma and Ba, 2014): steps of about the same length for each parameter, in the direction of a running mean of gradients.
/// </summary>
internal sealed class Adam(int parameterCount)
{
    private const double StepLength = 0.003;
    private const double MeanDecay = 0.9;
    private const double SquareDecay = 0.999;
    private const double Smallest = 1e-8;

    private readonly double[] means = new double[parameterCount];
    private readonly double[] squares = new double[parameterCount];
    private int steps;

    public void Step(Span<double> theta, ReadOnlySpan<double> gradient)
    {
        steps++;
        // Both running means begin at zero, from which they are still near in the first steps.
        double meanScale = 1 / (1 - Math.Pow(MeanDecay, steps));
        double squareScale = 1 / (1 - Math.Pow(SquareDecay, steps));
        for (int i = 0; i < theta.Length; i++)
        {
            means[i] += (1 - MeanDecay) * (gradient[i] - means[i]);
            squares[i] += (1 - SquareDecay) * ((gradient[i] * gradient[i]) - squares[i]);
            theta[i] -= StepLength * meanScale * means[i] / (Math.Sqrt(squareScale * squares[i]) + Smallest);
        }
    }
}
