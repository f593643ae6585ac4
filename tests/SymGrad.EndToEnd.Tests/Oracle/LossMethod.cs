using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Reflection;
using System.Runtime.CompilerServices;
using SymGrad.Testing;

namespace SymGrad.EndToEnd.Tests.Oracle;

/// <summary>A loss, the methods generated for it, and its twin over dual numbers.</summary>
internal sealed class LossMethod
{
    private const BindingFlags Any = BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    private readonly MethodInfo loss;
    private readonly MethodInfo gradient;
    private readonly MethodInfo valueAndGradient;
    private readonly MethodInfo twin;
    private readonly Type objective;

    private LossMethod(
        MethodInfo loss, MethodInfo gradient, MethodInfo valueAndGradient, MethodInfo twin, Type objective, GeneratorRun run)
    {
        this.loss = loss;
        this.gradient = gradient;
        this.valueAndGradient = valueAndGradient;
        this.twin = twin;
        this.objective = objective;
        Run = run;
        Parameters = [.. loss.GetParameters()];
        Thetas = ThetasOf(Parameters);
    }

    private GeneratorRun Run { get; }

    /// <summary>The generated file of the loss.</summary>
    public string GeneratedText => string.Join("\n", Run.Files
        .Where(f => f.HintName.Contains($"{loss.DeclaringType!.Name}.{loss.Name}.", StringComparison.Ordinal))
        .Select(f => f.Text));

    public ImmutableArray<ParameterInfo> Parameters { get; }

    /// <summary>The positions of the parameters that are differentiated with respect to.</summary>
    public ImmutableArray<int> Thetas { get; }

    public bool IsSinglePrecision => loss.ReturnType == typeof(float);

    public static LossMethod Bind(Type type, Type twinType, string method, string baseName, GeneratorRun run)
    {
        return new(
            Get(type, method),
            Get(type, baseName + "Gradient"),
            Get(type, baseName + "ValueAndGradient"),
            Get(twinType, method),
            Nested(type, baseName + "Objective"),
            run);

        static MethodInfo Get(Type owner, string name) => owner.GetMethod(name, Any)
            ?? throw new GeneratorCheckException($"'{owner}' has no method '{name}'.");

        static Type Nested(Type owner, string name)
        {
            Type nested = owner.GetNestedType(name, BindingFlags.Public | BindingFlags.NonPublic)
                ?? throw new GeneratorCheckException($"'{owner}' has no type '{name}'.");
            return nested.IsGenericTypeDefinition ? nested.MakeGenericType(owner.GetGenericArguments()) : nested;
        }
    }

    /// <summary>What the user's method returns, or the exception it throws.</summary>
    public Outcome<double> Value(object[] point) => Invoke(loss, point, Widen);

    public Outcome<ImmutableArray<double>> Gradient(object[] point) => Invoke(gradient, point, Flatten);

    public Outcome<(double Value, ImmutableArray<double> Gradient)> ValueAndGradient(object[] point) => Invoke(
        valueAndGradient,
        point,
        static result => (Widen(((ITuple)result)[0]!), Flatten(((ITuple)result)[1]!)));

    /// <summary>The twin at a point, in the direction of one θ.</summary>
    public Outcome<Dual<double>> Twin(object[] point, int seed)
    {
        object[] arguments = [.. point.Select((value, i) => Lift(value, Thetas.Contains(i), i == seed))];
        return Invoke(twin, arguments, static result => result is Dual<float> single ? single : (Dual<double>)result);
    }

    /// <summary>The objective over items with the data of the given points.</summary>
    public object CreateObjective(object[][] points)
    {
        IEnumerable<object> columns = Parameters.Where(p => !Thetas.Contains(p.Position)).Select(p => Column(
            p.ParameterType, [.. points.Select(point => point[p.Position])]));
        object?[] arguments = Thetas.Length == Parameters.Length ? [] : [.. columns, Aggregation.Mean];
        return Activator.CreateInstance(
            objective, BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic, null, arguments, null)!;
    }

    private static object Column(Type type, object[] values)
    {
        var items = Array.CreateInstance(type, values.Length);
        Array.Copy(values, items, values.Length);
        return typeof(Column).GetMethods()
            .Single(m => m.Name == nameof(SymGrad.Column.From) && m.GetParameters()[0].ParameterType.IsArray)
            .MakeGenericMethod(type)
            .Invoke(null, [items])!;
    }

    private static ImmutableArray<int> ThetasOf(ImmutableArray<ParameterInfo> parameters)
    {
        ImmutableArray<int> marked =
            [.. parameters.Where(p => p.IsDefined(typeof(ThetaAttribute), inherit: false)).Select(p => p.Position)];
        return marked.IsEmpty ? [.. parameters.Where(p => p.Name is "theta" or "θ").Select(p => p.Position)] : marked;
    }

    private static object Lift(object value, bool isTheta, bool isSeed) => (value, isTheta) switch
    {
        (double number, true) => Dual<double>.Parameter(number, isSeed),
        (double number, false) => new Dual<double>(number),
        (float number, true) => Dual<float>.Parameter(number, isSeed),
        (float number, false) => new Dual<float>(number),
        _ => value,
    };

    private static double Widen(object value) => value is float single ? single : (double)value;

    private static ImmutableArray<double> Flatten(object result)
        => result is ITuple tuple ? [.. Enumerable.Range(0, tuple.Length).Select(i => Widen(tuple[i]!))] : [Widen(result)];

    private static Outcome<T> Invoke<T>(MethodInfo method, object[] arguments, Func<object, T> convert)
    {
        try
        {
            return new(convert(method.Invoke(null, arguments)!), null);
        }
        catch (TargetInvocationException thrown) when (thrown.InnerException is { } inner)
        {
            return new(default!, inner);
        }
    }
}
