using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Numerics.Tensors;
using MathNet.Numerics.Statistics;
using Microsoft.CodeAnalysis;
using SymGrad.Generator.Pipeline;
using SymGrad.Testing;
using Xunit;

namespace SymGrad.Generator.Tests.CallSites;

/// <summary>SYMG1010 finds the averaging mistake at its place, and leaves correct programs alone.</summary>
public class AveragedDataTests
{
    private const string Start = "⟪";
    private const string End = "⟫";

    private static readonly GeneratorRunOptions options = new()
    {
        RunChecks = false,
        CreateAnalyzers = static () => [new AveragedDataAnalyzer()],
        ExtraReferences =
        [
            MetadataReference.CreateFromFile(typeof(Statistics).Assembly.Location),
            MetadataReference.CreateFromFile(typeof(TensorPrimitives).Assembly.Location),
        ],
    };

    // All programs are one project, with a file for each, so that the losses are compiled once.
    private static readonly Lazy<GeneratorRun> all = new(() => Compile([.. WrongPrograms.All.Values, .. CorrectPrograms.All.Values]));

    public static TheoryData<string> Wrong => [.. WrongPrograms.All.Keys];

    public static TheoryData<string> Correct => [.. CorrectPrograms.All.Keys];

    [Theory]
    [MemberData(nameof(Wrong))]
    public void The_mistake_is_found_where_it_is(string name)
    {
        int file = WrongPrograms.All.Keys.ToList().IndexOf(name);
        string marked = Program(WrongPrograms.All[name], file);
        int start = marked.IndexOf(Start, StringComparison.Ordinal);
        string expected = marked[(start + Start.Length)..marked.IndexOf(End, StringComparison.Ordinal)];
        Diagnostic alarm = Assert.Single(AlarmsIn(file));
        Assert.Equal(expected, alarm.Location.SourceTree!.GetText().ToString(alarm.Location.SourceSpan));
        Assert.Equal(start, alarm.Location.SourceSpan.Start);
    }

    [Theory]
    [MemberData(nameof(Correct))]
    public void A_correct_program_gets_no_alarm(string name)
        => Assert.Empty(AlarmsIn(WrongPrograms.All.Count + CorrectPrograms.All.Keys.ToList().IndexOf(name)).Select(d => d.ToString()));

    [Fact]
    public void The_corpora_are_large_enough()
    {
        Assert.InRange(WrongPrograms.All.Count, 30, int.MaxValue);
        Assert.InRange(CorrectPrograms.All.Count, 40, int.MaxValue);
    }

    [Theory]
    [InlineData(
        "Losses.SquaredErrorGradient(2, 1, xs.Average(), ys.Average())",
        "'SquaredError' is given means of the data for 'x' and 'y', but is not provably affine in them: in general, its gradient at the means is not the mean of its gradients over the items; pass the items to 'SquaredErrorObjective', which averages afterwards")]
    [InlineData(
        "Losses.Deviation(2, ys.Sum())",
        "'Deviation' is given sums of the data for 'y', but is not provably affine in it: in general, its value at the sums is not the sum of its values over the items; pass the items to 'DeviationObjective', which averages afterwards")]
    [InlineData(
        "new Losses.DeviationObjective([ys.Average()])",
        "'Deviation' is given means of the data for 'y', but is not provably affine in it: in general, its value at the means is not the mean of its values over the items; pass the items to 'DeviationObjective', which averages afterwards")]
    public void The_message_has_the_names_of_the_user(string call, string message)
    {
        using GeneratorRun run = Compile([$"static object F(double[] xs, double[] ys) => {call};"]);
        Assert.Equal(message, Assert.Single(run.Diagnostics).GetMessage(CultureInfo.InvariantCulture));
    }

    private static Diagnostic[] AlarmsIn(int file)
        => [.. all.Value.Diagnostics.Where(d => d.Location.SourceTree!.FilePath == string.Create(CultureInfo.InvariantCulture, $"/user/File{file}.cs"))];

    private static GeneratorRun Compile(IEnumerable<string> programs)
    {
        IEnumerable<string> files = programs.Select(
            (p, i) => Program(p.Replace(Start, "", StringComparison.Ordinal).Replace(End, "", StringComparison.Ordinal), i));
        GeneratorRun run = GeneratorRunner.Run([.. files, SharedLosses.Text], options);
        Assert.Empty(run.Output.GetDiagnostics().Where(d => d.Severity == DiagnosticSeverity.Error).Select(d => d.ToString()));
        return run;
    }

    private static string Program(string members, int file) => $$"""
        using System;
        using System.Collections.Generic;
        using System.Linq;
        using System.Numerics.Tensors;
        using System.Threading.Tasks;
        using MathNet.Numerics.Statistics;
        using SymGrad;
        using static Losses;

        namespace Program{{file.ToString(CultureInfo.InvariantCulture)}};

        public static class Program
        {
        {{members}}
        }
        """;
}
