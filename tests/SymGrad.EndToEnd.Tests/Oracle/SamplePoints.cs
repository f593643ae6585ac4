using System;
using System.Collections.Generic;
using System.Linq;

namespace SymGrad.EndToEnd.Tests.Oracle;

/// <summary>The range from which arguments of one parameter are drawn.</summary>
internal readonly record struct SampleInterval(string Parameter, double Minimum, double Maximum);

/// <summary>Arguments for a loss, the same in every run.</summary>
internal static class SamplePoints
{
    private const int Seed = 7919;

    public static IEnumerable<object[]> Of(LossMethod method, int count, params SampleInterval[] intervals)
        => Of(method, count, intervals.Aggregate(Sample.Any, (sample, i) => sample.Between(i.Parameter, i.Minimum, i.Maximum)));

    public static IEnumerable<object[]> Of(LossMethod method, int count, Sample sample)
    {
        var random = new Random(Seed);
        for (int i = 0; i < count; i++)
        {
            yield return sample.Draw(method, random);
        }
    }
}
