using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using SymGrad.EndToEnd.Tests.Oracle;
using SymGrad.Testing;

namespace SymGrad.EndToEnd.Tests.Constructs;

/// <summary>Checks that a construct is accepted without an error and differentiated right, at random points.</summary>
internal static class Accept
{
    private const int Points = 8;

    /// <summary>Members of the class Losses in a file-scoped namespace, among them the loss F.</summary>
    public static void Loss(string members, params SampleInterval[] intervals)
        => Source($"using System;\nusing SymGrad;\n\nnamespace Sample;\n\npublic static partial class Losses\n{{\n{members}\n}}\n", "Sample.Losses", intervals);

    /// <summary>A whole file with a loss F in the type of the given metadata name.</summary>
    public static void Source(string source, string type, params SampleInterval[] intervals) => Sources([source], type, "F", intervals);

    /// <summary>Several files.</summary>
    public static void Sources(
        IReadOnlyList<string> sources, string type, string method, IReadOnlyList<SampleInterval> intervals, GeneratorRunOptions? options = null)
    {
        using LossProgram program = LossProgram.Build(sources, options);
        Diagnostic[] errors = [.. program.Run.Diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error)];
        if (errors.Length > 0)
        {
            throw new GeneratorCheckException("Refused:\n" + string.Join("\n", errors.Select(e => e.ToString())));
        }

        LossMethod loss = program.Method(type, method);
        object[][] points = [.. SamplePoints.Of(loss, Points, [.. intervals])];
        GradientOracle.Check(loss, points);
        if (ObjectiveOracle.Examine(loss, points) is { } problem)
        {
            throw new GeneratorCheckException($"{problem.Text}\n{loss.GeneratedText}");
        }
    }
}
