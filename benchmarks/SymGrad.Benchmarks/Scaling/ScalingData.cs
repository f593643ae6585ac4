using System;

namespace SymGrad.Benchmarks.Scaling;

/// <summary>Made-up data, and objectives over them.</summary>
internal static class ScalingData
{
    public static double[] Numbers(int count, int seed)
    {
        var random = new Random(seed);
        double[] numbers = new double[count];
        for (int i = 0; i < count; i++)
        {
            numbers[i] = (2 * random.NextDouble()) - 1;
        }

        return numbers;
    }

    public static double[] Labels(int count)
    {
        double[] labels = Numbers(count, 2);
        for (int i = 0; i < count; i++)
        {
            labels[i] = Math.Sign(labels[i]);
        }

        return labels;
    }

    public static Objective<double> Narrow(int count) => new ScalingLosses.NarrowObjective(Numbers(count, 1), Labels(count));

    public static Objective<double> Logistic(int count) => new ScalingLosses.LogisticObjective(Numbers(count, 1), Labels(count));

    public static Objective<double> Rows(int count, int width)
        => new ScalingLosses.LogisticRowObjective(SymGrad.Rows.Of(Numbers(count * width, 1), width), Labels(count), width);

    /// <summary>An evaluation of value and gradient, at one θ.</summary>
    public static Func<double> Evaluation(Objective<double> objective, EvaluationOptions options)
    {
        double[] theta = Theta(objective);
        double[] gradient = new double[theta.Length];
        return () => objective.ValueAndGradient(theta, gradient, options);
    }

    public static double[] Theta(Objective<double> objective)
    {
        double[] theta = new double[objective.ParameterCount];
        Array.Fill(theta, 0.1);
        return theta;
    }
}
