using System;
using System.Collections.Frozen;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Reflection;
using SymGrad.EndToEnd.Tests.Oracle;
using SymGrad.Generator.Differentiation.Rules;

namespace SymGrad.EndToEnd.Tests.Functions;

/// <summary>A static method of Math, MathF, double, float or SymGrad's own classes that takes and returns numbers.</summary>
internal sealed record FrameworkFunction(string Owner, MethodInfo Method)
{
    private static readonly ImmutableArray<(string Owner, Type Type)> Owners =
    [
        ("Math", typeof(Math)), ("MathF", typeof(MathF)), ("double", typeof(double)), ("float", typeof(float)),
        ("Loss", typeof(SymGrad.Loss)), (nameof(SpecialFunctions), typeof(SpecialFunctions)), (nameof(SpecialFunctionsF), typeof(SpecialFunctionsF)),
    ];

    /// <summary>
    /// Functions without a derivative one could rely on: estimates differ between machines, others leave NaN and ties open; and the
    /// derivatives of functions that have no name further on.
    /// </summary>
    private static readonly FrozenSet<string> Refused = new[]
    {
        "BitDecrement", "BitIncrement", "ClampNative", "MaxNative", "MinNative", "MultiplyAddEstimate", "ReciprocalEstimate",
        "ReciprocalSqrtEstimate", "LogNormalCdfDerivative", "LogSumExpDerivative", "SincDerivative", "Trigamma",
    }.ToFrozenSet();

    /// <summary>All such methods there are, except those of integers and conversions.</summary>
    public static ImmutableArray<FrameworkFunction> All { get; } =
    [
        .. Owners.SelectMany(o => o.Type.GetMethods(BindingFlags.Public | BindingFlags.Static | BindingFlags.DeclaredOnly)
            .Where(m => !m.IsSpecialName && !m.IsGenericMethod && IsFloating(m.ReturnType))
            .Where(m => m.GetParameters().All(p => IsFloating(p.ParameterType) || p.ParameterType == typeof(int) || p.ParameterType.IsEnum))
            .Where(m => m.GetParameters().Length > 0)
            .Select(m => new FrameworkFunction(o.Owner, m))),
    ];

    /// <summary>As a person would name it: <c>Math.Round(double, int)</c>.</summary>
    public string Name => $"{Owner}.{Method.Name}({string.Join(", ", Parameters.Select(p => Keyword(p.ParameterType)))})";

    public bool IsRefused => Refused.Contains(Method.Name);

    public bool IsPiecewiseConstant => Rule?.IsPiecewiseConstant == true;

    public ParameterInfo[] Parameters => Method.GetParameters();

    /// <summary>The loss F of all its floating-point arguments, and, when there are several, one for each of them alone.</summary>
    public string Source(string className)
    {
        int[] floating = [.. Parameters.Where(p => IsFloating(p.ParameterType)).Select(p => p.Position)];
        IEnumerable<string> losses = floating.Select(only => Loss(LossOf(only), p => p == only));
        return $"using System;\nusing SymGrad;\npublic static partial class {className}\n{{\n{Loss("F", floating.Contains)}{string.Concat(floating.Length > 1 ? losses : [])}}}\n";
    }

    /// <summary>The names of the losses in <see cref="Source"/>.</summary>
    public IEnumerable<string> Losses()
    {
        int[] floating = [.. Parameters.Where(p => IsFloating(p.ParameterType)).Select(p => p.Position)];
        return floating.Length > 1 ? [.. floating.Select(LossOf), "F"] : ["F"];
    }

    /// <summary>The ranges of the rules table for its arguments.</summary>
    public SampleInterval[] Samples()
        => Rule is { } rule
            ? [.. rule.Samples.Select((s, i) => new SampleInterval(ArgumentOf(i), Half(s.Minimum, s), Half(s.Maximum, s)))]
            : [];

    public override string ToString() => Name;

    private DerivativeRule? Rule => RulesTable.FindMethod(
        Method.Name == nameof(double.Ieee754Remainder) ? nameof(Math.IEEERemainder) : Method.Name, Parameters.Length);

    private static bool IsFloating(Type type) => type == typeof(double) || type == typeof(float);

    /// <summary>Sample points of integers are twice the number drawn.</summary>
    private static double Half(double bound, SampleRange range) => range.IsInteger ? bound / 2 : bound;

    private static string LossOf(int position) => "OfArgument" + (char)('0' + position);

    private static string ArgumentOf(int position) => "xyz"[position].ToString();

    private static string Keyword(Type type) => type == typeof(double) ? "double" : type == typeof(float) ? "float" : type == typeof(int) ? "int" : type.Name;

    private string Loss(string name, Func<int, bool> isTheta)
    {
        IEnumerable<string> parameters = Parameters.Where(p => !p.ParameterType.IsEnum)
            .Select(p => $"{(isTheta(p.Position) ? "[Theta] " : "")}{Keyword(p.ParameterType)} {ArgumentOf(p.Position)}");
        IEnumerable<string> arguments = Parameters.Select(
            p => p.ParameterType.IsEnum ? nameof(MidpointRounding) + "." + nameof(MidpointRounding.ToZero) : ArgumentOf(p.Position));
        return $"    [Loss]\n    public static {Keyword(Method.ReturnType)} {name}({string.Join(", ", parameters)}) => {Owner}.{Method.Name}({string.Join(", ", arguments)});\n";
    }
}
