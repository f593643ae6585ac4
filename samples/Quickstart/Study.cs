using System.Linq;
using SymGrad;

namespace Quickstart;

/// <summary>The losses bound to the data. An objective only refers to its columns, so that several share them.</summary>
internal sealed class Study
{
    /// <summary>From about this residual on, an item pulls with constant force.</summary>
    public const double Delta = 20;

    public Study(DiabetesData data)
    {
        Data = data;
        Features = [DiabetesData.Standardize(data.Bmi), DiabetesData.Standardize(data.Bp), DiabetesData.Standardize(data.S5)];
        SquaredError = new Losses.SquaredErrorObjective(Features[0], Features[1], Features[2], data.Progression);
        PseudoHuber = new Losses.PseudoHuberObjective(Features[0], Features[1], Features[2], data.Progression, Delta);
        Ridge = new Losses.RidgeObjective();
        LinearError = new Losses.LinearErrorObjective(data.Bmi, data.Progression);
        HalfSquare = new Losses.HalfSquareObjective();
    }

    public DiabetesData Data { get; }

    /// <summary>Body mass index, blood pressure and s5, each with mean 0 and variance 1.</summary>
    public double[][] Features { get; }

    public Losses.SquaredErrorObjective SquaredError { get; }

    public Losses.PseudoHuberObjective PseudoHuber { get; }

    public Losses.RidgeObjective Ridge { get; }

    public Losses.LinearErrorObjective LinearError { get; }

    public Losses.HalfSquareObjective HalfSquare { get; }

    public Objective<double>[] All => [SquaredError, PseudoHuber, Ridge, LinearError, HalfSquare];

    /// <summary>R²: which part of the variance of the progression the prediction explains.</summary>
    public double ExplainedVariance(double[] theta)
    {
        double mean = Data.Progression.Average();
        double variance = Data.Progression.Average(value => (value - mean) * (value - mean));
        return 1 - (SquaredError.Value(theta) / variance);
    }
}
