using System.Collections.Generic;
using System.Collections.Immutable;
using System.Globalization;
using System.Linq;

namespace SymGrad.Benchmarks.Generator;

/// <summary>Projects of many losses as people write them: a few lines each, a class and a file for each.</summary>
internal static class ProjectSources
{
    public static ImmutableArray<string> Methods { get; } =
    [
        """
        [Loss]
            public static double SquaredError([Theta] double slope, [Theta] double intercept, double x, double y)
            {
                double residual = y - (slope * x + intercept);
                return residual * residual;
            }
        """,
        """
        [Loss]
            public static double Logistic([Theta] ReadOnlySpan<double> w, [Theta] double bias, ReadOnlySpan<double> x, double y)
            {
                double score = bias;
                for (int i = 0; i < w.Length; i++)
                {
                    score += w[i] * x[i];
                }

                return Math.Log(1 + Math.Exp(-y * score));
            }
        """,
        """
        [Loss]
            public static double Huber([Theta] double a, [Theta] double b, [Theta] double c, double x, double y)
            {
                double predicted = a + (b * x) + (c * x * x);
                double residual = Math.Abs(y - predicted);
                return residual <= 1 ? 0.5 * residual * residual : residual - 0.5;
            }
        """,
        """
        [Loss]
            public static double Decay([Theta] double amplitude, [Theta] double rate, [Theta] double floor, double t, double y)
            {
                double predicted = floor + (amplitude * Math.Exp(-rate * t));
                double residual = predicted - y;
                return residual * residual / (1 + t);
            }
        """,
    ];

    public static IReadOnlyList<string> Of(int losses)
        => [.. Enumerable.Range(0, losses).Select(i => File(i, Methods[i % Methods.Length]))];

    public static string File(int number, string method) => $$"""
        using System;
        using SymGrad;

        public static partial class Losses{{number.ToString(CultureInfo.InvariantCulture)}}
        {
            {{method}}
        }
        """;
}
