using System;
using System.Linq;
using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.Optimization;
using SymGrad;

namespace BreastCancer;

/// <summary>How many tumours of a data set were told rightly, and how the others were mistaken.</summary>
internal readonly record struct Score(int Right, int MissedMalignant, int FalseAlarms)
{
    public int Count => Right + MissedMalignant + FalseAlarms;

    public double Accuracy => (double)Right / Count;
}

/// <summary>What logistic regression has learnt.</summary>
internal sealed record Classifier(double[] Weights, double Bias, MinimizationResult Minimum)
{
    private const double RidgeWeight = 0.01;
    private const double GradientTolerance = 1e-8;
    private const int StepsRemembered = 10;

    /// <summary>The mean surprise over the data, and a little for large weights.</summary>
    public static Objective<double> Objective(TumourData data)
        => new Losses.SurpriseObjective(
            Rows.Of(data.Features, TumourData.FeatureCount), data.Malignant, weightsShape: TumourData.FeatureCount)
            .WithRegularizer(new Losses.RidgeObjective(weightsShape: TumourData.FeatureCount), RidgeWeight);

    /// <summary>Hands the objective to the L-BFGS of MathNet.Numerics.</summary>
    public static Classifier Train(Objective<double> objective)
    {
        var minimizer = new LimitedMemoryBfgsMinimizer(GradientTolerance, parameterTolerance: 0, functionProgressTolerance: 0, StepsRemembered);
        Vector<double> start = Vector<double>.Build.Dense(objective.ParameterCount);
        MinimizationResult minimum = minimizer.FindMinimum(objective.ToObjectiveFunction(), start);
        double[] theta = minimum.MinimizingPoint.ToArray();
        return new Classifier(theta[..TumourData.FeatureCount], theta[TumourData.FeatureCount], minimum);
    }

    public Score Test(TumourData data)
    {
        int missed = CountOf(data, (isMalignant, isFound) => isMalignant && !isFound);
        int falseAlarms = CountOf(data, (isMalignant, isFound) => !isMalignant && isFound);
        return new Score(data.Count - missed - falseAlarms, missed, falseAlarms);
    }

    private int CountOf(TumourData data, Func<bool, bool, bool> isCounted)
        => Enumerable.Range(0, data.Count).Count(
            item => isCounted(data.Malignant[item] == 1, Losses.Probability(Weights, Bias, data.Row(item)) > 0.5));
}
