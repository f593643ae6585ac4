using System.Linq;
using BreastCancer;
using Xunit;

namespace SymGrad.Samples.Tests;

/// <summary>The sample BreastCancer: what it learns is right, and is what its page says.</summary>
public sealed class BreastCancerTests
{
    private readonly TumourData training;
    private readonly TumourData test;

    public BreastCancerTests()
    {
        (training, test) = TumourData.Load().Split();
        var scaling = new Scaling(training);
        (training, test) = (scaling.Apply(training), scaling.Apply(test));
    }

    [Fact]
    public void The_data_are_complete_and_split_in_two_parts_with_both_classes()
    {
        TumourData all = TumourData.Load();
        Assert.Equal((569, 427, 142), (all.Count, training.Count, test.Count));
        // The data set has 212 malignant tumours and 357 benign ones.
        Assert.Equal(212, all.Malignant.Sum());
        Assert.Equal(212, training.Malignant.Sum() + test.Malignant.Sum());
        Assert.Equal(["mean radius", "error of radius", "worst radius"], new[] { 0, 10, 20 }.Select(i => TumourData.FeatureNames[i]));
    }

    [Fact]
    public void Features_of_the_training_data_have_mean_0_and_variance_1()
        => Assert.All(Enumerable.Range(0, TumourData.FeatureCount), feature =>
        {
            double[] values = [.. Enumerable.Range(0, training.Count).Select(item => training.Row(item)[feature])];
            Assert.Equal(0, values.Average(), 1e-10);
            Assert.Equal(1, values.Average(value => value * value), 1e-10);
        });

    [Fact]
    public void The_gradient_agrees_with_differences()
    {
        Objective<double> objective = Classifier.Objective(training);
        double[] theta = [.. Enumerable.Range(0, objective.ParameterCount).Select(i => 0.1 * ((i % 5) - 2))];
        GradientCheck.Run(objective, theta).ThrowIfWrong();
    }

    [Fact]
    public void Training_ends_at_a_minimum_and_tells_tumours_that_it_has_not_seen()
    {
        Objective<double> objective = Classifier.Objective(training);
        Classifier classifier = Classifier.Train(objective);
        Assert.True(classifier.Minimum.FunctionInfoAtMinimum.Gradient.L2Norm() < 1e-7, "The gradient is not zero at the minimum.");
        Assert.True(classifier.Test(training).Accuracy >= 0.97, $"training: {classifier.Test(training)}");
        Assert.True(classifier.Test(test).Accuracy >= 0.96, $"test: {classifier.Test(test)}");
        Assert.Equal(test.Count, classifier.Test(test).Count);
    }

    [Fact]
    public void Certain_predictions_keep_their_digits()
    {
        // As written, the loss takes the logarithm of 1 − 1 = 0 here.
        double[] weights = [1];
        double[] gradient = new double[1];
        (double value, double bias) = Losses.SurpriseValueAndGradient(weights, 0, [50], 0, gradient);
        Assert.Equal(50, value, 1e-12);
        Assert.Equal(1, bias, 1e-12);
        Assert.Equal(50, gradient[0], 1e-12);
        Assert.True(double.IsInfinity(Losses.Surprise(weights, 0, [50], 0)), "The textbook's formula has become accurate by itself.");
    }
}
