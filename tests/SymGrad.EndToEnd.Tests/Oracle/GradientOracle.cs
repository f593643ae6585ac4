using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Globalization;
using System.Linq;
using System.Text;
using SymGrad.Testing;

namespace SymGrad.EndToEnd.Tests.Oracle;

/// <summary>
/// Compares the generated methods of a loss with the user's own (the value, bit for bit; exceptions, type and message) and with the
/// dual-number twin (the gradient, within <see cref="Tolerance"/>).
/// </summary>
internal static class GradientOracle
{
    /// <summary>How much of a value, or of 1, the user's own formula may lose to rounding.</summary>
    private const double LossOfDouble = 1e-10;

    /// <summary>The same where something is computed in single precision.</summary>
    private const double LossOfSingle = 1e-4;

    /// <summary>Builds the program and checks one loss at the given points.</summary>
    public static void Check(string source, string type, string method, params object[][] points)
    {
        using LossProgram program = LossProgram.Build([source]);
        Check(program.Method(type, method), points);
    }

    /// <summary>
    /// Checks one loss; at these points it has to be finite, or to throw, and, except for functions with jumps everywhere, central
    /// differences have to agree too.
    /// </summary>
    public static void Check(LossMethod method, IEnumerable<object[]> points, bool hasJumps = false)
    {
        foreach (object[] point in points)
        {
            PointReport report = Examine(method, point);
            string? problem = report.Problem?.Text
                ?? (report.IsFinite ? null : "the loss or its derivative is not finite here: the point is a bad sample")
                ?? (report.Throws || hasJumps ? null : CentralDifferences.Disagreement(method, point, report.Expected));
            if (problem is not null)
            {
                throw new GeneratorCheckException($"At ({Describe(method, point)}): {problem}\n{method.GeneratedText}");
            }
        }
    }

    /// <summary>Checks the twin alone: it computes the loss's values, and its derivatives agree with central differences.</summary>
    public static void CheckTwin(LossMethod method, IEnumerable<object[]> points)
    {
        foreach (object[] point in points)
        {
            ImmutableArray<Dual<double>> duals = [.. method.ElementsAt(point).Select(theta => Returned(method.Twin(point, theta)))];
            string? problem = ValueProblem(method, Returned(method.Value(point)), null, duals, Returned(method.Value(point)))?.Text
                ?? CentralDifferences.Disagreement(method, point, duals);
            if (problem is not null)
            {
                throw new GeneratorCheckException($"At ({Describe(method, point)}): {problem}");
            }
        }

        static T Returned<T>(Outcome<T> outcome) => outcome.Thrown is null
            ? outcome.Result
            : throw new GeneratorCheckException($"The loss or its twin throws {outcome.Thrown}", outcome.Thrown);
    }

    /// <summary>Makes sure that the loss itself throws the given exception at all points, or returns at all of them.</summary>
    public static void CheckThrown(LossMethod method, IEnumerable<object[]> points, Type? expected)
    {
        foreach (object[] point in points)
        {
            if (method.Value(point).Thrown is var thrown && thrown?.GetType() != expected)
            {
                throw new GeneratorCheckException(
                    $"At ({Describe(method, point)}): the sample should lead to {expected?.Name ?? "no exception"}, not to {thrown?.ToString() ?? "none"}");
            }
        }
    }

    /// <summary>What is wrong at a point, if anything, and what the twin says there.</summary>
    public static PointReport Examine(LossMethod method, object[] point)
    {
        Outcome<double> value = method.Value(point);
        ImmutableArray<ThetaElement> elements = method.ElementsAt(point);
        ImmutableArray<Outcome<Dual<double>>> expected = [.. elements.Select(theta => method.Twin(point, theta))];
        Outcome<Dual<double>> twin = elements.IsEmpty ? method.Twin(point, null) : expected[0];
        Outcome<ImmutableArray<double>> gradient = method.Gradient(point);
        Outcome<(double Value, ImmutableArray<double> Gradient)> both = method.ValueAndGradient(point);
        if (value.Thrown is { } thrown)
        {
            return PointReport.OfThrowing(
                ThrowsOtherwise("the twin", thrown, twin.Thrown, ProblemKind.Oracle)
                ?? ThrowsOtherwise("the gradient", thrown, gradient.Thrown)
                ?? ThrowsOtherwise("value and gradient", thrown, both.Thrown));
        }

        if ((twin.Thrown ?? expected.Select(e => e.Thrown).FirstOrDefault(e => e is not null) ?? gradient.Thrown ?? both.Thrown) is { } unexpected)
        {
            return PointReport.OfThrowing(new(ProblemKind.Throws, $"the loss returns {Text(value.Result)}, but this was thrown: {unexpected}", unexpected.Message));
        }

        ImmutableArray<Dual<double>> duals = [.. expected.Select(e => e.Result)];
        bool isFinite = double.IsFinite(value.Result) && duals.All(d => double.IsFinite(d.Tangent) && double.IsFinite(d.Magnitude.Total));
        return new(ValueProblem(method, value.Result, method.StableValue(point)?.Result, [twin.Result, .. duals], both.Result.Value)
            ?? (isFinite
                ? GradientProblem(method, elements, "FGradient", gradient.Result, duals)
                    ?? GradientProblem(method, elements, "FValueAndGradient", both.Result.Gradient, duals)
                : null), isFinite, false, duals);
    }

    public static string Describe(LossMethod method, object[] point) => string.Join(", ", method.Parameters.Select((p, i) => string.Create(
        CultureInfo.InvariantCulture, $"{(method.Thetas.Contains(i) ? "θ " : "")}{p.Name} = {Text(point[i])}")));

    private static Problem? ThrowsOtherwise(
        string what, Exception expected, Exception? actual, ProblemKind kind = ProblemKind.ThrowsOtherwise)
        => actual is not null && actual.GetType().FullName == expected.GetType().FullName
            && (actual.Message == expected.Message || IsOfBounds(expected))
            ? null
            : new(kind, $"the loss throws {expected.GetType().Name} '{expected.Message}', {what} "
                + (actual is null ? "throws nothing" : $"throws {actual.GetType().Name} '{actual.Message}'"));

    /// <summary>Whether the framework itself found an index or a length out of range. Its wording depends on which of its methods checked.</summary>
    private static bool IsOfBounds(Exception thrown)
        => thrown is IndexOutOfRangeException or OverflowException || thrown.TargetSite?.DeclaringType?.FullName == "System.ThrowHelper";

    /// <param name="method">The loss.</param>
    /// <param name="value">What the user's method returns.</param>
    /// <param name="stable">What it is in stable forms, where there are any: equal but for rounding.</param>
    /// <param name="duals">What the twin says.</param>
    /// <param name="generated">What comes with the gradient.</param>
    private static Problem? ValueProblem(LossMethod method, double value, double? stable, ImmutableArray<Dual<double>> duals, double generated)
    {
        bool isSingle = method.IsSinglePrecision || duals.Any(d => d.Magnitude.InSingle > 0);
        if (stable is { } other && !IsAbout(value, other, isSingle ? LossOfSingle : LossOfDouble))
        {
            return new(ProblemKind.Value, $"the loss returns {Text(value)}, in stable forms {Text(other)}");
        }

        if (!SameBits(stable ?? value, generated))
        {
            return new(ProblemKind.Value, $"the loss returns {Text(value)}, FValueAndGradient {Text(generated)}");
        }

        return duals.All(d => SameBits(d.Value, value))
            ? null
            : new(ProblemKind.Oracle, $"the loss returns {Text(value)}, the twin {Text(duals[0].Value)}");
    }

    private static Problem? GradientProblem(
        LossMethod method,
        ImmutableArray<ThetaElement> elements,
        string generatedBy,
        ImmutableArray<double> actual,
        ImmutableArray<Dual<double>> expected)
    {
        if (actual.Length != expected.Length)
        {
            return new(ProblemKind.Gradient, string.Create(CultureInfo.InvariantCulture, $"{generatedBy} returns {actual.Length} numbers for {expected.Length} θ"));
        }

        var text = new StringBuilder();
        for (int i = 0; i < actual.Length; i++)
        {
            if (!Tolerance.Accepts(actual[i], expected[i], method.IsSinglePrecision))
            {
                text.Append(CultureInfo.InvariantCulture,
                    $"{generatedBy} gives ∂/∂{elements[i].Name} = {actual[i]:R}, expected {expected[i].Tangent:R} (terms sum to {expected[i].Magnitude.Total:R}); ");
            }
        }

        return text.Length == 0 ? null : new(ProblemKind.Gradient, text.ToString());
    }

    /// <summary>What overflows as the user wrote it may be finite in stable forms.</summary>
    private static bool IsAbout(double value, double stable, double tolerance)
        => !double.IsFinite(value) || Math.Abs(value - stable) <= tolerance * Math.Max(1, Math.Abs(value));

    private static bool SameBits(double left, double right)
        => (double.IsNaN(left) && double.IsNaN(right)) || BitConverter.DoubleToInt64Bits(left) == BitConverter.DoubleToInt64Bits(right);

    private static string Text(object argument) => argument is Array array
        ? "[" + string.Join(", ", array.Cast<object>().Select(Text)) + "]"
        : Composite.Is(argument.GetType())
            ? "{" + string.Join(", ", Composite.FieldsOf(argument.GetType()).Select(f => $"{Composite.NameOf(f)} = {Text(f.GetValue(argument) ?? "null")}")) + "}"
            : Convert.ToString(argument, CultureInfo.InvariantCulture)!;

    private static string Text(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}
