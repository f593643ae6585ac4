using System;
using SymGrad;

namespace Quickstart;

/// <summary>
/// The losses of this sample. A loss takes one item and returns one number; [Theta] marks what to differentiate by, and every other
/// parameter is data. For a loss F the compiler adds FGradient, FValueAndGradient and FObjective to this class.
/// </summary>
internal static partial class Losses
{
    /// <summary>Least squares: the squared distance between the observed progression and the predicted one.</summary>
    [Loss]
    public static double SquaredError(
        [Theta] double intercept, [Theta] double bmiWeight, [Theta] double bpWeight, [Theta] double s5Weight,
        double bmi, double bp, double s5, double progression)
    {
        double residual = progression - Predict(intercept, bmiWeight, bpWeight, s5Weight, bmi, bp, s5);
        return residual * residual;
    }

    /// <summary>
    /// Pseudo-Huber: half the square of small residuals, and about delta times the size of large ones, so that outliers pull less.
    /// Delta is data too, although one value will be given for all items.
    /// </summary>
    [Loss]
    public static double PseudoHuber(
        [Theta] double intercept, [Theta] double bmiWeight, [Theta] double bpWeight, [Theta] double s5Weight,
        double bmi, double bp, double s5, double progression, double delta)
    {
        double residual = progression - Predict(intercept, bmiWeight, bpWeight, s5Weight, bmi, bp, s5);
        double ratio = residual / delta;
        return delta * delta * (Math.Sqrt(1 + (ratio * ratio)) - 1);
    }

    /// <summary>A loss without data is a regulariser: it is added to an objective, once, with a weight. The intercept goes free.</summary>
    [Loss]
    public static double Ridge([Theta] double bmiWeight, [Theta] double bpWeight, [Theta] double s5Weight)
        => (bmiWeight * bmiWeight) + (bpWeight * bpWeight) + (s5Weight * s5Weight);

    /// <summary>Linear in the slope. The compiler warns: its gradient is the same for every slope, so that it has no minimum.</summary>
    [Loss]
    public static double LinearError([Theta] double slope, double bmi, double progression) => progression - (slope * bmi);

    /// <summary>What gives the linear loss a minimum.</summary>
    [Loss]
    public static double HalfSquare([Theta] double slope) => 0.5 * slope * slope;

    /// <summary>Not a loss, an ordinary method: the compiler differentiates through it.</summary>
    private static double Predict(
        double intercept, double bmiWeight, double bpWeight, double s5Weight, double bmi, double bp, double s5)
        => intercept + (bmiWeight * bmi) + (bpWeight * bp) + (s5Weight * s5);
}
