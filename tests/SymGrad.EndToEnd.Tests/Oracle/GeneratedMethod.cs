using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Globalization;
using System.Linq;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace SymGrad.EndToEnd.Tests.Oracle;

/// <summary>
/// FGradient or FValueAndGradient of a loss. Derivatives by numbers are returned; those by arrays go to destinations, which are full of
/// NaN before: what is added to and not overwritten shows.
/// </summary>
internal sealed class GeneratedMethod(MethodInfo method, ImmutableArray<ParameterInfo> thetas)
{
    private readonly StaticMethod call = new(method);
    private readonly bool takesWorkspace = method.GetParameters() is [.., var last] && last.ParameterType == typeof(Workspace);
    private readonly ImmutableArray<ParameterInfo> arrays = [.. thetas.Where(t => ArraysOf(t.ParameterType).Any())];

    public string Name => method.Name;

    /// <summary>How many arrays the method writes to.</summary>
    public int DestinationCount => arrays.Sum(t => ArraysOf(t.ParameterType).Count());

    /// <summary>The type of the elements of an array or span, or null for anything else.</summary>
    public static Type? ElementTypeOf(Type parameter)
        => parameter.IsByRef ? ElementTypeOf(parameter.GetElementType()!) : parameter.IsArray ? ElementTypeOf(parameter.GetElementType()!) ?? parameter.GetElementType() : parameter.IsByRefLike ? parameter.GetGenericArguments()[0] : null;

    /// <summary>Destinations of the right lengths, or one of them of another length.</summary>
    public ImmutableArray<object> Destinations(object[] point, int other = -1, int excess = 0)
    {
        int next = 0;
        return [.. arrays.Select(a => ArraysOf(a.ParameterType).Aggregate(point[a.Position], (value, path) =>
        {
            Array theta = (Array)Composite.Get(value, path)!;
            return Composite.With(value, path, Unwritten(theta, next++ == other ? excess : 0)!);
        }))];
    }

    /// <summary>The arrays that destinations consist of.</summary>
    public ImmutableArray<Array> ArraysIn(ImmutableArray<object> destinations)
        => [.. destinations.Zip(arrays, (d, t) => ArraysOf(t.ParameterType).Select(path => (Array)Composite.Get(d, path)!)).SelectMany(a => a)];

    /// <summary>The paths to the arrays that a parameter consists of.</summary>
    private static IEnumerable<ImmutableArray<FieldInfo>> ArraysOf(Type parameter)
        => Composite.LeavesOf(parameter).Where(path => ElementTypeOf(path.IsEmpty ? parameter : path[^1].FieldType) is not null);

    /// <summary>Calls the method, with a workspace if there is one and the method takes it.</summary>
    public Outcome<object?> Invoke(object[] point, ImmutableArray<object> destinations, Workspace? workspace = null)
        => call.Invoke(point, workspace is not null && takesWorkspace ? [.. destinations, workspace] : [.. destinations]);

    /// <summary>The gradient, when this is FGradient.</summary>
    public Outcome<ImmutableArray<double>> Gradient(object[] point, Workspace? workspace = null)
    {
        ImmutableArray<object> destinations = Destinations(point);
        return Invoke(point, destinations, workspace).Then(result => Flatten(result, destinations));
    }

    /// <summary>Value and gradient, when this is FValueAndGradient.</summary>
    public Outcome<(double Value, ImmutableArray<double> Gradient)> ValueAndGradient(object[] point, Workspace? workspace = null)
    {
        ImmutableArray<object> destinations = Destinations(point);
        return Invoke(point, destinations, workspace).Then(result => result is ITuple pair
            ? (Widen(pair[0]), Flatten(pair[1], destinations))
            : (Widen(result), Flatten(null, destinations)));
    }

    /// <summary>Whether nothing has been written to a destination.</summary>
    public static bool IsUnwritten(Array destination) => Elements.Of(destination).All(e => double.IsNaN(Widen(e)));

    /// <summary>A destination of the shape of an array that nothing has been written to; null where it can't be shorter.</summary>
    public static Array? Unwritten(Array theta, int excess = 0)
        => Elements.Filled(theta, ElementTypeOf(theta.GetType()) == typeof(float) ? (object)float.NaN : double.NaN, excess);

    internal static double Widen(object? value) => Convert.ToDouble(value, CultureInfo.InvariantCulture);

    /// <summary>All derivatives in the order of the parameters.</summary>
    private ImmutableArray<double> Flatten(object? returned, ImmutableArray<object> destinations)
    {
        var numbers = new Queue<object?>((returned switch
        {
            null => [],
            ITuple tuple => Enumerable.Range(0, tuple.Length).Select(i => tuple[i]),
            _ => [returned],
        }).SelectMany(part => part is not null && Composite.Is(part.GetType())
            ? Composite.LeavesOf(part.GetType()).Select(path => Composite.Get(part, path))
            : [part]));
        var written = new Queue<Array>(ArraysIn(destinations));
        IEnumerable<double> derivatives = thetas.SelectMany(t => Composite.LeavesOf(t.ParameterType).SelectMany(
            path => ElementTypeOf(path.IsEmpty ? t.ParameterType : path[^1].FieldType) is not null
                ? Elements.Of(written.Dequeue()).Select(Widen)
                : numbers.TryDequeue(out object? number) ? [Widen(number)] : []));
        return [.. derivatives, .. numbers.Select(Widen)];
    }
}
