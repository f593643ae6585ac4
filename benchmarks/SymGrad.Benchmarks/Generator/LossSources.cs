using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Globalization;
using System.Linq;

namespace SymGrad.Benchmarks.Generator;

/// <summary>Losses of a given number of statements, in the shapes that long losses have.</summary>
internal static class LossSources
{
    /// <summary>The shapes, each with what writes the source of a loss of a given number of statements in a class of a given number.</summary>
    public static ImmutableArray<(string Shape, Func<int, int, string> Source)> All { get; } =
    [
        ("straight-line", StraightLine),
        ("loops", Loops),
        ("nested helper calls", HelperCalls),
        ("stored elements", StoredElements),
    ];

    private static string StraightLine(int statements, int number) => File(
        number,
        "[Theta] double a, double x",
        "double v0 = a * x;",
        Lines(statements, i => $"double v{i} = Math.Sin(v{i - 1} * x) + (a * v{i / 2});"),
        $"return v{statements};");

    /// <summary>Loops one after the other, each of four statements: a loop within a loop that stores, and one that sums.</summary>
    private static string Loops(int statements, int number) => File(
        number,
        "[Theta] ReadOnlySpan<double> a, ReadOnlySpan<double> x",
        "double sum = 0;\n        Span<double> h = stackalloc double[x.Length];",
        Lines(statements / 4, i => $$"""
            for (int i = 0; i < x.Length; i++)
                    {
                        h[i] = Math.Tanh((a[{{i % 7}}] * x[i]) + sum);
                    }

                    for (int i = 0; i < x.Length; i++)
                    {
                        sum += h[i] * a[i];
                    }

            """),
        "return sum;");

    private static string HelperCalls(int statements, int number) => File(
        number,
        "[Theta] double a, double x",
        "double v0 = a * x;",
        Lines(statements, i => $"double v{i} = Outer(v{i - 1}, a + x);"),
        $"return v{statements};",
        """
            private static double Outer(double u, double v) => u / (1 + Middle(u * v));

            private static double Middle(double u) => Inner(u) + Inner(-u);

            private static double Inner(double u) => Math.Exp(-u * u);
        """);

    /// <summary>Stores into elements that are written out one by one and overwritten again and again.</summary>
    private static string StoredElements(int statements, int number) => File(
        number,
        "[Theta] double a, double x",
        "Span<double> h = stackalloc double[8];\n        h[0] = a * x;",
        Lines(statements, i => $"h[{i % 8}] = Math.Tanh((a * h[{(i + 7) % 8}]) + (x * h[{(i + 4) % 8}]));"),
        $"return h[{(statements % 8).ToString(CultureInfo.InvariantCulture)}];");

    private static IEnumerable<string> Lines(int count, Func<int, FormattableString> line)
        => Enumerable.Range(1, count).Select(i => line(i).ToString(CultureInfo.InvariantCulture));

    private static string File(int number, string parameters, string before, IEnumerable<string> lines, string after, string members = "") => $$"""
        using System;
        using SymGrad;

        public static partial class Losses{{number.ToString(CultureInfo.InvariantCulture)}}
        {
            [Loss]
            public static double F({{parameters}})
            {
                {{before}}
                {{string.Join("\n        ", lines)}}
                {{after}}
            }

        {{members}}
        }
        """;
}
