using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;

namespace SymGrad.EndToEnd.Tests.Oracle;

/// <summary>
/// The generated methods give the same numbers whenever and however they are called: again, with buffers of their own or from a workspace
/// that others have used, and for the gradient with its value or without.
/// </summary>
internal static class RepetitionOracle
{
    /// <summary>What is wrong at the points, or null.</summary>
    public static Problem? Examine(LossMethod method, IReadOnlyList<object[]> points)
    {
        var workspace = new Workspace();
        return points.Select(p => Examine(method, p, workspace)).FirstOrDefault(p => p is not null);
    }

    private static Problem? Examine(LossMethod method, object[] point, Workspace workspace)
    {
        Outcome<(double Value, ImmutableArray<double> Gradient)> first = method.ValueAndGradient(point);
        Problem? problem = Different("is called again", first, method.ValueAndGradient(point))
            ?? Different("is called with a workspace", first, method.ValueAndGradient(point, workspace))
            ?? Different("is called with a workspace again", first, method.ValueAndGradient(point, workspace))
            ?? Different("leaves the value out", Gradient(first), method.Gradient(point))
            ?? Different("leaves the value out and has a workspace", Gradient(first), method.Gradient(point, workspace));
        return problem is null ? null : problem with { Text = $"At ({GradientOracle.Describe(method, point)}): {problem.Text}" };
    }

    private static Outcome<ImmutableArray<double>> Gradient(Outcome<(double Value, ImmutableArray<double> Gradient)> both)
        => both.Then(b => b.Gradient);

    private static Problem? Different(
        string change,
        Outcome<(double Value, ImmutableArray<double> Gradient)> first,
        Outcome<(double Value, ImmutableArray<double> Gradient)> second)
        => Different(change, first.Then(f => f.Gradient.Add(f.Value)), second.Then(s => s.Gradient.Add(s.Value)));

    private static Problem? Different(string change, Outcome<ImmutableArray<double>> first, Outcome<ImmutableArray<double>> second)
    {
        bool isSame = first.Thrown is null
            ? second.Thrown is null && first.Result.SequenceEqual(second.Result)
            : second.Thrown?.GetType() == first.Thrown.GetType();
        return isSame ? null : new(ProblemKind.Repetition, $"the generated method that {change} gives {Text(second)}, not {Text(first)}");
    }

    private static string Text(Outcome<ImmutableArray<double>> outcome)
        => outcome.Thrown?.ToString() ?? string.Join(", ", outcome.Result.Select(r => r.ToString("R", System.Globalization.CultureInfo.InvariantCulture)));
}
