using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using SymGrad.Generator.Pipeline;
using SymGrad.Testing;
using Xunit;

namespace SymGrad.Generator.Tests.CallSites;

/// <summary>The analyzer of calls neither throws nor gets slow, whatever it is shown.</summary>
public class OddSyntaxTests
{
    private static readonly Lazy<CSharpCompilation> losses = new(() => GeneratorRunner.Run(
        SharedLosses.Text, new GeneratorRunOptions { RunChecks = false, RunAnalyzer = false }).Output);

    public static TheoryData<string, string> Unfinished
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach ((string name, string text) in WrongPrograms.All.Concat(CorrectPrograms.All))
            {
                data.Add(name, text.Replace("⟪", "", StringComparison.Ordinal).Replace("⟫", "", StringComparison.Ordinal));
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Unfinished))]
    public void Code_that_is_being_typed_is_no_trouble(string name, string text)
    {
        // All that stands before some token, and all but one token: what an editor sees between two keys.
        SyntaxToken[] tokens = [.. CSharpSyntaxTree.ParseText(text).GetRoot().DescendantTokens()];
        for (int i = 1 + (name.Length % 3); i < tokens.Length; i += 7)
        {
            Analyze($"public static class Program {{ {text[..tokens[i].SpanStart]}");
            Analyze($"public static class Program {{ {text.Remove(tokens[i].SpanStart, tokens[i].Span.Length)} }}");
        }

        Assert.True(tokens.Length > 10, name);
    }

    [Theory]
    [InlineData("static double F(double[] xs, double[] ys) => Losses.Proportional(2, xs.Length switch { 0 => 0, _ => xs.Average() }, ys.Average());", 1)]
    [InlineData("static double F(Item[] items) { Item mean = items[0] with { X = items.Average(i => i.X), Y = items.Average(i => i.Y) }; return Losses.Proportional(2, mean.X, mean.Y); }", 0)]
    [InlineData("static double F(double[] ys) { if (ys.Average() is double level) { return Losses.Deviation(2, level); } return 0; }", 0)]
    [InlineData("static double F(double[] ys) { ref double y = ref ys[0]; y = ys.Average(); return Losses.Deviation(2, y); }", 0)]
    [InlineData("static double F(dynamic ys) => Losses.Deviation(2, Enumerable.Average(ys));", 0)]
    [InlineData("static double F(dynamic ys) => Losses.Deviation(2, ys);", 0)]
    [InlineData("static double F(double[] ys) => ys.Select(y => Losses.Deviation(ys.Average(), y)).Average();", 0)]
    [InlineData("static double F(double[] ys) => ys.Average(Losses.Ridge);", 0)]
    [InlineData("static Func<double, double, double> F => Losses.Deviation;", 0)]
    [InlineData("static System.Linq.Expressions.Expression<Func<double[], double>> F => ys => Losses.Deviation(2, ys.Average());", 1)]
    [InlineData("static IEnumerable<double> F(double[] ys) { yield return Losses.Deviation(2, ys.Average()); }", 1)]
    [InlineData("static string F => nameof(Losses.Deviation) + nameof(Enumerable.Average);", 0)]
    [InlineData("static double F(double[] ys) => Losses.Deviation(2, y: (((ys.Average()))));", 1)]
    [InlineData("static double F(double[] ys) => Losses.Deviation(2, checked((double)(float)ys.Average()));", 1)]
    [InlineData("static double F(double[] ys) { double y; return Losses.Deviation(2, y = ys.Average()); }", 1)]
    [InlineData("static double F(double[] ys) { double y = ys.Average(); void Change() => y = ys[0]; Change(); return Losses.Deviation(2, y); }", 0)]
    [InlineData("static double F(double[] ys) { double y = 0, n = 0; for (; n < ys.Length; y += ys[(int)n], n++) { } return Losses.Deviation(2, y / n); }", 1)]
    [InlineData("static double F(double[] ys) { double y = 0; int i = 0; while (i < ys.Length) { y += ys[i]; i++; } return Losses.Deviation(2, y / i); }", 1)]
    [InlineData("static double F(double[] ys) { double a = ys.Average(), b = a, c = b; return Losses.Deviation(2, c); }", 1)]
    [InlineData("static double F(double[] ys) { double a = F(ys); a = a + a; return Losses.Deviation(2, a); }", 0)]
    [InlineData("static double F(double[] ys) { double a = 0, b = 0; for (int i = 0; i < 3; i++) { a = b; b = a; } return Losses.Deviation(2, a); }", 0)]
    [InlineData("static double F(double[] ys) => Losses.Deviation(2, Recursive(ys)); static double Recursive(double[] ys) => ys.Length == 0 ? ys.Average() : Recursive(ys[1..]);", 0)]
    [InlineData("static double F(double[] ys) => Losses.Deviation(2, A(ys)); static double A(double[] v) => B(v); static double B(double[] v) => v.Average();", 1)]
    [InlineData("static double F(params double[] ys) => Losses.Deviation(2, Enumerable.Average([.. ys, 1]));", 1)]
    [InlineData("static double F(params ReadOnlySpan<double> ys) { double s = 0; foreach (double y in ys) s += y; return Losses.Deviation(2, s / ys.Length); }", 1)]
    [InlineData("static double F(double[] ys) => F(); static double F() => Losses.Deviation(2, F([1, 2]));", 0)]
    [InlineData("static double F(double[] ys) => Losses.Deviation(2, ys.Average()) is > 3 and var x ? x : 0;", 1)]
    [InlineData("static double F(double[] ys) { unsafe { double y = ys.Average(); double* p = &y; *p = 2; return Losses.Deviation(2, y); } }", 0)]
    [InlineData("static double F(double[] ys) { using var e = ((IEnumerable<double>)ys).GetEnumerator(); return Losses.Deviation(2, e.Current); }", 0)]
    [InlineData("static double F(double[] ys) { try { return Losses.Deviation(2, ys.Average()); } catch (Exception) when (Losses.Deviation(1, ys.Average()) > 0) { return 0; } }", 2)]
    [InlineData("sealed class C(double[] ys) { double Level => Losses.Deviation(2, ys.Average()); double this[int i] => Losses.Deviation(i, ys.Average()); ~C() => _ = Losses.Deviation(2, ys.Average()); }", 3)]
    [InlineData("class B(double y) { } sealed class C(double[] ys) : B(Losses.Deviation(2, ys.Average())) { }", 1)]
    [InlineData("static double F(double[] ys, double y = 3) => Losses.Deviation(2, y + ys.Average());", 0)]
    [InlineData("[System.ComponentModel.DefaultValue(1.0)] static double F<T>(IEnumerable<T> ys) where T : struct => Losses.Deviation(2, ys.Average(y => (double)(object)y));", 1)]
    [InlineData("static double F(Item[] items) => Losses.Deviation(2, Mean(items)); static double Mean(Item[] v) => v.Average(i => i.Y);", 1)]
    public void Unusual_code_is_understood_or_left_alone(string members, int alarms)
        => Assert.Equal(alarms, Analyze($"public static class Program {{ {members} }}", mustCompile: true).Length);

    [Fact]
    public void Top_level_statements_are_looked_at()
    {
        const string program = "using System.Linq;\ndouble[] ys = [1, 2];\ndouble level = ys.Average();\nreturn (int)Losses.Deviation(2, level);\n";
        CSharpCompilation compilation = losses.Value.WithOptions(losses.Value.Options.WithOutputKind(OutputKind.ConsoleApplication));
        Diagnostic alarm = Assert.Single(Analyze(compilation, program));
        Assert.Equal("level", alarm.Location.SourceTree!.GetText().ToString(alarm.Location.SourceSpan));
    }

    [Fact]
    public void Losses_of_generic_types_and_partial_ones_are_losses()
    {
        const string source = """
            using System.Linq;
            using SymGrad;

            public static partial class Holder<T>
            {
                [Loss]
                public static double Deviation([Theta] double level, double y) => (y - level) * (y - level);

                [Loss(Name = "Named")]
                public static partial double Split([Theta] double level, double y);

                public static partial double Split(double level, double y) => (y - level) * (y - level);

                public static double F(double[] ys) => Deviation(1, ys.Average()) + Holder<int>.Split(1, ys.Average())
                    + NamedValueAndGradient(1, ys.Average()).Value + NamedGradient(1, ys.Average()) + new NamedObjective([ys.Average()]).Value([1]);
            }
            """;
        using GeneratorRun run = GeneratorRunner.Run(source, new GeneratorRunOptions { RunChecks = false, CreateAnalyzers = static () => [new AveragedDataAnalyzer()] });
        Assert.Empty(run.Output.GetDiagnostics().Where(d => d.Severity == DiagnosticSeverity.Error).Select(d => d.ToString()));
        Assert.Equal(4, run.Diagnostics.Length);
    }

    [Fact]
    public void A_loss_of_another_project_is_left_alone()
    {
        using GeneratorRun library = GeneratorRunner.Run(SharedLosses.Text, new GeneratorRunOptions { RunChecks = false, RunAnalyzer = false, AssemblyName = "Library" });
        const string program = "using System.Linq; public static class Program { public static double F(double[] ys) => Losses.Deviation(2, ys.Average()); }";
        CSharpCompilation compilation = GeneratorRunner.CreateCompilation(
            [program], new GeneratorRunOptions { ExtraReferences = [library.Output.ToMetadataReference()] });
        Assert.Empty(compilation.GetDiagnostics().Where(d => d.Severity == DiagnosticSeverity.Error));
        Assert.Empty(Diagnose(compilation, compilation.SyntaxTrees.Single()));
    }

    [Fact]
    public void Variables_that_double_are_not_followed_without_end()
    {
        IEnumerable<string> doubling = Enumerable.Range(1, 60).Select(i => $"double a{i} = a{i - 1} + a{i - 1};");
        string program = $"public static class Program {{ static double F(double[] ys) {{ double a0 = ys.Average(); {string.Concat(doubling)} return Losses.Deviation(2, a60); }} }}";
        var watch = Stopwatch.StartNew();
        Analyze(program, mustCompile: true);
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(30), $"It took {watch.Elapsed}.");
    }

    [Fact]
    public void Long_methods_take_time_in_proportion()
    {
        Analyze(Calls(50), mustCompile: true);
        TimeSpan shorter = Time(200);
        TimeSpan longer = Time(1600);

        // Eight times as many calls; quadratic work would take 64 times as long.
        Assert.True(longer < 32 * shorter, $"200 calls took {shorter}, 1600 calls took {longer}.");

        static TimeSpan Time(int count)
        {
            string program = Calls(count);
            var watch = Stopwatch.StartNew();
            Assert.Equal(count, Analyze(program).Length);
            return watch.Elapsed;
        }

        static string Calls(int count) => $"public static class Program {{ static void F(double[] ys) {{ {string.Concat(Enumerable.Range(0, count).Select(
            i => string.Create(CultureInfo.InvariantCulture, $"double y{i} = ys.Average(); Losses.Deviation({i}, y{i});\n")))} }} }}";
    }

    private static ImmutableArray<Diagnostic> Analyze(string program, bool mustCompile = false)
        => Analyze(
            losses.Value.WithOptions(losses.Value.Options.WithAllowUnsafe(true)),
            "using System; using System.Collections.Generic; using System.Linq;\n" + program,
            mustCompile);

    private static ImmutableArray<Diagnostic> Analyze(CSharpCompilation compilation, string program, bool mustCompile = false)
    {
        SyntaxTree tree = CSharpSyntaxTree.ParseText(program, (CSharpParseOptions)losses.Value.SyntaxTrees[0].Options, "/user/Program.cs");
        CSharpCompilation all = compilation.AddSyntaxTrees(tree);
        if (mustCompile)
        {
            Assert.Empty(all.GetDiagnostics().Where(d => d.Severity == DiagnosticSeverity.Error).Select(d => d.ToString()));
        }

        return Diagnose(all, tree);
    }

    private static ImmutableArray<Diagnostic> Diagnose(CSharpCompilation compilation, SyntaxTree tree)
    {
        var failures = new List<string>();
        var options = new CompilationWithAnalyzersOptions(
            new AnalyzerOptions([]),
            onAnalyzerException: (exception, _, _) => failures.Add(exception.ToString()),
            concurrentAnalysis: false,
            logAnalyzerExecutionTime: false);
        ImmutableArray<Diagnostic> diagnostics = new CompilationWithAnalyzers(compilation, [new AveragedDataAnalyzer()], options)
            .GetAnalyzerSemanticDiagnosticsAsync(compilation.GetSemanticModel(tree), null, CancellationToken.None).GetAwaiter().GetResult();
        Assert.Empty(failures);
        return diagnostics;
    }
}
