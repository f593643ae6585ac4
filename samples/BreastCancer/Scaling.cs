using System;
using System.Linq;

namespace BreastCancer;

/// <summary>
/// Shifts and scales each feature to mean 0 and variance 1, so that weights can be compared with one another. Means and deviations are those of the
/// training data, for the test data too: what is tested must not have been seen before.
/// </summary>
internal sealed class Scaling
{
    private readonly double[] means;
    private readonly double[] deviations;

    public Scaling(TumourData training)
    {
        means = AverageOfFeatures(training, (value, _) => value);
        deviations = [.. AverageOfFeatures(training, (value, feature) => Math.Pow(value - means[feature], 2)).Select(Math.Sqrt)];
    }

    public TumourData Apply(TumourData data) => data with
    {
        Features = [.. data.Features.Select((value, i) => (value - means[FeatureOf(i)]) / deviations[FeatureOf(i)])],
    };

    private static double[] AverageOfFeatures(TumourData data, Func<double, int, double> function)
        => [.. Enumerable.Range(0, TumourData.FeatureCount).Select(
            feature => Enumerable.Range(0, data.Count).Average(item => function(data.Row(item)[feature], feature)))];

    private static int FeatureOf(int index) => index % TumourData.FeatureCount;
}
