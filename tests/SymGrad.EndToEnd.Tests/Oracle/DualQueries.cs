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
        Dual<double>[] elements = [.. source];
        double value = source is Dual<double>[] ? Array.ConvertAll(elements, d => d.Value).Average() : elements.Select(d => d.Value).Average();
        return Mean(elements).Map(value, 1);
    }

    public static Dual<double> Average<T>(IEnumerable<T> source, Func<T, Dual<double>> selector)
    {
        T[] elements = [.. source];
        return Mean(elements.Select(selector)).Map(elements.Average(e => selector(e).Value), 1);
    }

    public static Dual<float> Average(IEnumerable<Dual<float>> source)
    {
        Dual<float>[] elements = [.. source];
        return ((Dual<float>)Mean(elements.Select(d => (Dual<double>)d))).Map(elements.Select(d => d.Value).Average(), 1);
    }

    public static Dual<float> Average<T>(IEnumerable<T> source, Func<T, Dual<float>> selector)
    {
        T[] elements = [.. source];
        return ((Dual<float>)Mean(elements.Select(e => (Dual<double>)selector(e)))).Map(elements.Average(e => selector(e).Value), 1);
    }

    public static Dual<double> Max(IEnumerable<Dual<double>> source) => First(source, source.Select(d => d.Value).Max());

    public static Dual<double> Max<T>(IEnumerable<T> source, Func<T, Dual<double>> selector) => Max(source.Select(selector));

    public static Dual<double> Min(IEnumerable<Dual<double>> source) => First(source, source.Select(d => d.Value).Min());

    public static Dual<double> Min<T>(IEnumerable<T> source, Func<T, Dual<double>> selector) => Min(source.Select(selector));

    public static Dual<float> Max(IEnumerable<Dual<float>> source) => First(source, source.Select(d => d.Value).Max());

    public static Dual<float> Max<T>(IEnumerable<T> source, Func<T, Dual<float>> selector) => Max(source.Select(selector));

    public static Dual<float> Min(IEnumerable<Dual<float>> source) => First(source, source.Select(d => d.Value).Min());

    public static Dual<float> Min<T>(IEnumerable<T> source, Func<T, Dual<float>> selector) => Min(source.Select(selector));

    private static Dual<double> Mean(IEnumerable<Dual<double>> source)
    {
        Dual<double>[] elements = [.. source];
        return Total(elements) / elements.Length;
    }

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
