using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using Microsoft.CodeAnalysis;
using SymGrad.EndToEnd.Tests.Oracle;
using SymGrad.Generator.StableForms;
using SymGrad.Runtime.Tests.Functions;
using SymGrad.Testing;
using Xunit;
using Xunit.Abstractions;

namespace SymGrad.EndToEnd.Tests.Stability;

/// <summary>Losses as textbooks write them, at hard points: value and gradient have the digits that docs/numerics.md says they have.</summary>
public sealed class StableFormTests(ITestOutputHelper output)
{
    private static readonly ILookup<string, CorpusPoint> corpus = ReadCorpus().ToLookup(p => p.Case);

    public static TheoryData<string> Names { get; } = [.. StableCase.All.Select(c => c.Name)];

    [Fact]
    public void The_corpus_is_large()
    {
        Assert.Equal(StableCase.All.Select(c => c.Name).Order(StringComparer.Ordinal), corpus.Select(c => c.Key).Order(StringComparer.Ordinal));
        Assert.True(corpus.Sum(c => c.Count()) >= 400);
    }

    /// <summary>Those of loops have tests of their own.</summary>
    [Fact]
    public void Every_row_of_the_table_has_a_case()
        => Assert.Empty(StableFormsTable.All.Where(f => !f.IsExact && !f.Name.Contains("of a loop", StringComparison.Ordinal)).Select(f => f.Name)
            .Except(StableCase.CoveredForms));

    [Theory]
    [MemberData(nameof(Names))]
    public void Hard_points(string name)
    {
        StableCase stable = StableCase.All.Single(c => c.Name == name);
        using LossProgram program = LossProgram.Build([stable.Program("")]);
        LossMethod method = program.Method(name + "Losses", name);
        var problems = new StringBuilder();
        double worst = 0;
        double worstOfUser = 0;
        foreach (CorpusPoint point in corpus[name])
        {
            object[] arguments = [.. point.Arguments.Cast<object>()];
            (double value, IEnumerable<double> gradient) = method.ValueAndGradient(arguments).Result;
            double ofUser = UlpsTo(point.Value, method.Value(arguments).Result, stable.AtLeast);
            double ulps = UlpsTo(point.Value, value, stable.AtLeast);
            worstOfUser = Math.Max(worstOfUser, ofUser);
            worst = Math.Max(worst, ulps);
            if (ulps > Math.Max(stable.Ulps, ofUser))
            {
                problems.Append(CultureInfo.InvariantCulture, $"{point}: the value {value:R} is off by {ulps:F1}, the user's by {ofUser:F1}\n");
            }

            foreach ((double derivative, ExactNumber exact) in gradient.Zip(point.Gradient))
            {
                double error = UlpsTo(exact, derivative, stable.AtLeast);
                worst = Math.Max(worst, error);
                if (!(error <= stable.Ulps))
                {
                    problems.Append(CultureInfo.InvariantCulture, $"{point}: the derivative {derivative:R} is off by {error:F1}\n");
                }
            }
        }

        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name}: at most {worst:F2} ulps (bound {stable.Ulps}); the user's value {worstOfUser:G3}"));
        Assert.True(problems.Length == 0, problems + method.GeneratedText);
        Assert.True((stable.Ulps <= 4 && stable.AtLeast == 0) || stable.Reason is not null, "A bound needs a reason.");
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Replacements_are_reported_at_the_expression(string name)
    {
        StableCase stable = StableCase.All.Single(c => c.Name == name);
        using GeneratorRun run = GeneratorRunner.Run(stable.Program(""), new GeneratorRunOptions { RunChecks = false });
        string[] messages = [.. run.Diagnostics.Where(d => d.Id == "SYMG2004").Select(d => d.GetMessage(CultureInfo.InvariantCulture))];
        Assert.Equal(stable.Forms.Length, messages.Length);
        Assert.All(stable.Forms, (form, i) => Assert.Contains(form, messages[i], StringComparison.Ordinal));
        Assert.DoesNotContain(run.Diagnostics, d => d.Severity >= DiagnosticSeverity.Warning);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Switched_off_the_value_is_the_users(string name)
    {
        StableCase stable = StableCase.All.Single(c => c.Name == name);
        using LossProgram program = LossProgram.Build([stable.Program("(StableForms = false)")]);
        Assert.DoesNotContain(program.Run.Diagnostics, d => d.Id == "SYMG2004");
        LossMethod method = program.Method(name + "Losses", name);
        foreach (CorpusPoint point in corpus[name])
        {
            object[] arguments = [.. point.Arguments.Cast<object>()];
            Assert.Equal(method.Value(arguments).Result, method.ValueAndGradient(arguments).Result.Value);
        }
    }

    private static double UlpsTo(ExactNumber exact, double value, double atLeast)
        => double.IsNaN(value) ? double.PositiveInfinity : exact.UlpsTo(value, atLeast);

    private static IEnumerable<CorpusPoint> ReadCorpus()
    {
        using var reader = new StreamReader(typeof(StableFormTests).Assembly.GetManifestResourceStream("corpus.txt")!);
        while (reader.ReadLine() is { } line)
        {
            string[] parts = line.Split(' ');
            yield return new CorpusPoint(
                parts[0],
                [.. parts[1].Split(',').Select(b => BitConverter.UInt64BitsToDouble(ulong.Parse(b, NumberStyles.HexNumber, CultureInfo.InvariantCulture)))],
                ExactNumber.Parse(parts[2]),
                [.. parts[3].Split(',').Select(ExactNumber.Parse)]);
        }
    }

    private sealed record CorpusPoint(string Case, double[] Arguments, ExactNumber Value, ExactNumber[] Gradient)
    {
        public override string ToString()
            => $"({string.Join(", ", Arguments.Select(a => a.ToString("R", CultureInfo.InvariantCulture)))})";
    }
}
