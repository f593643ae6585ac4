using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Globalization;
using System.Linq;
using Microsoft.CodeAnalysis;
using SymGrad.EndToEnd.Tests.Oracle;
using SymGrad.Testing;

namespace SymGrad.EndToEnd.Tests.Functions;

/// <summary>One program with losses for all functions of the framework, compiled once for all tests of them.</summary>
public sealed class FunctionProgram : IDisposable
{
    private static readonly ImmutableArray<FrameworkFunction> Accepted = [.. FrameworkFunction.All.Where(f => !f.IsRefused)];

    private readonly LossProgram program;
    private readonly Dictionary<string, int> positions;

    public FunctionProgram()
    {
        ImmutableArray<FrameworkFunction> functions = Accepted;
        positions = functions.Select((f, i) => (f.Name, i)).ToDictionary(p => p.Name, p => p.i);
        program = LossProgram.Build(
            [.. functions.Select((f, i) => f.Source(ClassName(i)))],
            new GeneratorRunOptions { RunChecks = false, Optimization = OptimizationLevel.Debug });
    }

    public void Dispose() => program.Dispose();

    internal FrameworkFunction Find(string name) => Accepted[positions[name]];

    internal LossMethod Loss(string function, string loss) => program.Method(ClassName(positions[function]), loss);

    /// <summary>The errors reported for the losses of a function.</summary>
    internal IReadOnlyList<Diagnostic> Errors(string function)
    {
        SyntaxTree tree = program.Run.Input.SyntaxTrees[positions[function]];
        return [.. program.Run.Diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error && d.Location.SourceTree == tree)];
    }

    private static string ClassName(int position) => string.Create(CultureInfo.InvariantCulture, $"Case{position}");
}
