using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;

namespace SymGrad.Runtime.Tests.Functions;

/// <summary>A function with its overloads, found by name: so that one without a row in the documentation, or without points, is noticed.</summary>
internal sealed record MeasuredFunction(string Name)
{
    /// <summary>Functions of numbers.</summary>
    public static IReadOnlyList<MeasuredFunction> All { get; } =
    [
        .. typeof(SpecialFunctions).GetMethods(BindingFlags.Public | BindingFlags.Static)
            .Where(m => m.GetParameters().All(p => p.ParameterType == typeof(double))).Select(m => new MeasuredFunction(m.Name)),
    ];

    public double Double(ReferencePoint point) => point.Y is { } y
        ? Overload<Func<double, double, double>>(typeof(double), typeof(double))(point.X, y)
        : Overload<Func<double, double>>(typeof(double))(point.X);

    public float Single(ReferencePoint point) => point.Y is { } y
        ? OverloadOf<Func<float, float, float>>(typeof(SpecialFunctionsF), typeof(float), typeof(float))((float)point.X, (float)y)
        : OverloadOf<Func<float, float>>(typeof(SpecialFunctionsF), typeof(float))((float)point.X);

    public double[] OverSpan(double[] x)
    {
        double[] results = new double[x.Length];
        Overload<SpanFunction<double>>(typeof(ReadOnlySpan<double>), typeof(Span<double>))(x, results);
        return results;
    }

    public float[] OverSpan(float[] x)
    {
        float[] results = new float[x.Length];
        Overload<SpanFunction<float>>(typeof(ReadOnlySpan<float>), typeof(Span<float>))(x, results);
        return results;
    }

    private delegate void SpanFunction<T>(ReadOnlySpan<T> x, Span<T> destination);

    private TDelegate Overload<TDelegate>(params Type[] types)
        where TDelegate : Delegate
        => OverloadOf<TDelegate>(typeof(SpecialFunctions), types);

    private TDelegate OverloadOf<TDelegate>(Type owner, params Type[] types)
        where TDelegate : Delegate
        => owner.GetMethod(Name, types)!.CreateDelegate<TDelegate>();
}
