using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Globalization;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using SymGrad.EndToEnd.Tests.Constructs;
using SymGrad.EndToEnd.Tests.Oracle;
using SymGrad.Testing;

namespace SymGrad.EndToEnd.Tests.RandomPrograms;

/// <summary>Compiles many random losses together, with the generated code and the twins, and checks each at its points.</summary>
internal static class LossBatch
{
    /// <summary>A thousand times what a check takes.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private static readonly GeneratorRunOptions Options = new()
    {
        AssemblyName = "RandomLosses",
        Nullable = NullableContextOptions.Disable,
        Optimization = OptimizationLevel.Debug,
        RunChecks = false,
        RunAnalyzer = false,
        ExtraReferences = Accept.TensorOptions.ExtraReferences,
    };

    public static ImmutableArray<LossReport> Check(IReadOnlyList<LossSource> losses)
    {
        try
        {
            using LossProgram program = LossProgram.BuildAs(Render(losses, isPlain: false), Render(losses, isPlain: true), Options);
            return [.. losses.Select((l, i) => Examine(l, program.Method(ClassName(i), "F")))];
        }
        catch (Exception thrown) when (thrown is GeneratorCheckException or InvalidOperationException)
        {
            // One of them breaks the whole: find it.
            return losses.Count > 1
                ? [.. Check([.. losses.Take(losses.Count / 2)]), .. Check([.. losses.Skip(losses.Count / 2)])]
                : [LossReport.Failed(losses[0], new Problem(ProblemKind.NotCompiled, thrown.Message))];
        }
    }

    private static string[] Render(IReadOnlyList<LossSource> losses, bool isPlain) => [.. losses.Select((l, i) => l.Render(ClassName(i), isPlain))];

    /// <summary>Those of the losses that are correct C#.</summary>
    public static ImmutableArray<LossSource> Valid(IReadOnlyList<LossSource> losses)
    {
        CSharpCompilation compilation = GeneratorRunner.CreateCompilation(Render(losses, isPlain: false), Options);
        HashSet<SyntaxTree?> wrong =
            [.. compilation.GetDiagnostics().Where(d => d.Severity == DiagnosticSeverity.Error).Select(d => d.Location.SourceTree)];
        return [.. losses.Where((_, i) => !wrong.Contains(compilation.SyntaxTrees[i]))];
    }

    private static string ClassName(int index) => string.Create(CultureInfo.InvariantCulture, $"Losses{index}");

    /// <summary>Checks a loss on a thread of its own, so that a loop without an end fails the test instead of stopping it.</summary>
    private static LossReport Examine(LossSource loss, LossMethod method)
    {
        var check = Task.Factory.StartNew(
            () => ExamineNow(loss, method), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        return ((IAsyncResult)check).AsyncWaitHandle.WaitOne(Patience)
            ? check.GetAwaiter().GetResult()
            : LossReport.Failed(loss, new Problem(ProblemKind.Endless, "The loss or its gradient does not return."));
    }

    private static LossReport ExamineNow(LossSource loss, LossMethod method)
    {
        int compared = 0;
        int disagreements = 0;
        bool hasGradient = false;
        var paths = new HashSet<long>();
        object[][] points = loss.PointsOf(method);
        foreach (object[] point in points)
        {
            ComparisonLog.Start();
            PointReport report = GradientOracle.Examine(method, point);
            paths.Add(ComparisonLog.Signature);
            if (report.Problem is not null)
            {
                return LossReport.Failed(loss, report.Problem with { Text = $"At ({GradientOracle.Describe(method, point)}): {report.Problem.Text}" });
            }

            if (report is { IsFinite: true, Throws: false })
            {
                compared++;
                hasGradient |= report.Expected.Any(e => e.Tangent != 0);
                disagreements += CentralDifferences.Disagreement(method, point, report.Expected) is null ? 0 : 1;
            }
        }

        Problem? problem = method.HasArrays
            ? RepetitionOracle.Examine(method, points)
                ?? (method.Value(points[0]).Thrown is null ? DestinationOracle.Examine(method, points[0]) : null)
            : null;
        problem ??= method.HasArrays && loss.Sample is null ? null : ObjectiveOracle.Examine(method, points);
        return problem is not null
            ? LossReport.Failed(loss, problem)
            : new(loss, null, compared, disagreements, hasGradient, paths.Count);
    }
}
