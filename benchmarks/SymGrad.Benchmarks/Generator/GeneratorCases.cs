using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Microsoft.CodeAnalysis.CSharp;

namespace SymGrad.Benchmarks.Generator;

/// <summary>
/// Projects with losses of 10 to 1,000 statements in several shapes. Whatever their length, as many losses are in a project as make the same number of statements: then the garbage
/// collector has as much to do, and the compiler starts once.
/// </summary>
internal static class GeneratorCases
{
    /// <summary>How many statements are in a project.</summary>
    public const int Statements = 1000;

    /// <summary>How many of them are in a loss.</summary>
    public static IReadOnlyList<int> Lengths { get; } = [10, 100, 1000];

    public static IReadOnlyList<CaseSource<CSharpCompilation>> Sources { get; } =
        [.. LossSources.All.SelectMany(shape => Lengths.Select(length => Source(shape.Shape, length, shape.Source)))];

    /// <summary>A project of losses of one shape and length.</summary>
    public static CSharpCompilation Project(Func<int, int, string> source, int length, int losses)
        => GeneratorRuns.Project([.. Enumerable.Range(0, losses).Select(i => source(length, i))]);

    private static CaseSource<CSharpCompilation> Source(string shape, int length, Func<int, int, string> source) => new(
        string.Create(CultureInfo.InvariantCulture, $"{shape}, {length:N0} statements in each loss"),
        Statements,
        most => Project(source, Math.Min(length, most), Math.Min(Statements / length, most)));
}
