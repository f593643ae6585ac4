using System;
using System.Collections.Generic;
using System.Linq;

namespace SymGrad.EndToEnd.Tests.Oracle;

/// <summary>
/// The reductions of LINQ over dual numbers. Values are what LINQ computes from the values, derivatives those of sums and choices of dual numbers.
/// </summary>
public static class DualQueries
{
    public static Dual<double> Sum(IEnumerable<Dual<double>> source) => Total(source).Map(source.Select(d => d.Value).Sum(), 1);

    public static Dual<double> Sum<T>(IEnumerable<T> source, Func<T, Dual<double>> selector)
        => Total(source.Select(selector)).Map(source.Sum(e => selector(e).Value), 1);

    public static Dual<float> Sum(IEnumerable<Dual<float>> source)
        => ((Dual<float>)Total(source.Select(d => (Dual<double>)d))).Map(source.Select(d => d.Value).Sum(), 1);

    public static Dual<float> Sum<T>(IEnumerable<T> source, Func<T, Dual<float>> selector)
        => ((Dual<float>)Total(source.Select(e => (Dual<double>)selector(e)))).Map(source.Sum(e => selector(e).Value), 1);

    public static Dual<double> Average(IEnumerable<Dual<double>> source)
    {
        double value = Values(source).Average();
        return (Total(source) / source.Count()).Map(value, 1);
    }

    public static Dual<double> Average<T>(IEnumerable<T> source, Func<T, Dual<double>> selector)
    {
        double value = source.Average(e => selector(e).Value);
        return (Total(source.Select(selector)) / source.Count()).Map(value, 1);
    }

    public static Dual<float> Average(IEnumerable<Dual<float>> source)
    {
        float value = source is Dual<float>[] array ? Array.ConvertAll(array, d => d.Value).Average() : source.Select(d => d.Value).Average();
        return ((Dual<float>)(Total(source.Select(d => (Dual<double>)d)) / source.Count())).Map(value, 1);
    }

    public static Dual<float> Average<T>(IEnumerable<T> source, Func<T, Dual<float>> selector)
    {
        float value = source.Average(e => selector(e).Value);
        return ((Dual<float>)(Total(source.Select(e => (Dual<double>)selector(e))) / source.Count())).Map(value, 1);
    }

    public static Dual<double> Max(IEnumerable<Dual<double>> source) => First(source, source.Select(d => d.Value).Max());

    public static Dual<double> Max<T>(IEnumerable<T> source, Func<T, Dual<double>> selector) => Max(source.Select(selector));

    public static Dual<double> Min(IEnumerable<Dual<double>> source) => First(source, source.Select(d => d.Value).Min());

    public static Dual<double> Min<T>(IEnumerable<T> source, Func<T, Dual<double>> selector) => Min(source.Select(selector));

    public static Dual<float> Max(IEnumerable<Dual<float>> source) => First(source, source.Select(d => d.Value).Max());

    public static Dual<float> Max<T>(IEnumerable<T> source, Func<T, Dual<float>> selector) => Max(source.Select(selector));

    public static Dual<float> Min(IEnumerable<Dual<float>> source) => First(source, source.Select(d => d.Value).Min());

    public static Dual<float> Min<T>(IEnumerable<T> source, Func<T, Dual<float>> selector) => Min(source.Select(selector));

    private static IEnumerable<double> Values(IEnumerable<Dual<double>> source)
        => source is Dual<double>[] array ? Array.ConvertAll(array, d => d.Value) : source.Select(d => d.Value);

    private static Dual<double> Total(IEnumerable<Dual<double>> source)
    {
        Dual<double> sum = 0;
        foreach (Dual<double> element in source)
        {
            sum += element;
        }

        return sum;
    }

    private static Dual<T> First<T>(IEnumerable<Dual<T>> source, T value)
        where T : struct, System.Numerics.IFloatingPointIeee754<T> => source.First(d => d.Value.Equals(value));
}
