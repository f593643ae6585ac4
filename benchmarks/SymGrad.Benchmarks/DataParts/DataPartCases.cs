using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace SymGrad.Benchmarks.DataParts;

/// <summary>What is measured: losses with functions of the data, of few items and of many.</summary>
internal static class DataPartCases
{
    private const int Width = 10;

    public static IReadOnlyList<CaseSource<DataPartCase>> Sources { get; } = [.. new[] { 10_000, 1_000_000 }.SelectMany(count => (CaseSource<DataPartCase>[])
    [
        Source("poisson", count, Poisson),
        Source("seasonal", count, Seasonal),
        Source("saturated", count, Saturated),
        Source("multinomial", count, Multinomial),
    ])];

    private static CaseSource<DataPartCase> Source(string loss, int count, Func<int, DataPartCase> create)
        => new(string.Create(CultureInfo.InvariantCulture, $"{loss}, {count:N0} items"), count, most => create(Math.Min(count, most)));

    private static DataPartCase Poisson(int count)
    {
        double[] counts = Integers(count, 20);
        return new(new DataPartLosses.PoissonObjective(Numbers(count), counts), counts);
    }

    private static DataPartCase Seasonal(int count)
    {
        double[] days = Integers(count, 3650);
        return new(new DataPartLosses.SeasonalObjective(days, Integers(count, 20)), days);
    }

    private static DataPartCase Saturated(int count)
    {
        double[] x = Numbers(count);
        return new(new DataPartLosses.SaturatedObjective(x, Integers(count, 20)), x);
    }

    private static DataPartCase Multinomial(int count)
    {
        double[] rows = Integers(count * Width, 20);
        return new(new DataPartLosses.MultinomialObjective(Rows.Of(rows, Width), Numbers(count), Width), rows);
    }

    private static double[] Numbers(int count)
    {
        var random = new Random(1);
        return [.. Enumerable.Range(0, count).Select(_ => random.NextDouble())];
    }

    private static double[] Integers(int count, int bound)
    {
        var random = new Random(bound);
        return [.. Enumerable.Range(0, count).Select(_ => (double)random.Next(bound))];
    }
}
