using System;
using SymGrad.EndToEnd.Tests.Constructs;
using SymGrad.EndToEnd.Tests.Oracle;
using Xunit;

namespace SymGrad.EndToEnd.Tests.Objectives;

/// <summary>
/// What a loss computes from the data of an item alone is kept from one pass to the next: value and gradient stay those of the items one by one, also when the items
/// have changed places.
/// </summary>
public sealed class DataPartTests
{
    /// <summary>Each has work on the data alone; the names are those of what is kept of it.</summary>
    [Theory]

    // What only shifts the value, a coefficient, and several.
    [InlineData("double eta = a * x + b; return Math.Exp(eta) - y * eta + SpecialFunctions.LogGamma(y * y + 1);", "logGamma")]
    [InlineData("double seasonal = Math.Sin(2 * x); return Math.Exp(a * seasonal + b) - y * a * seasonal;", "seasonal")]
    [InlineData("double angle = x / 3; return Math.Exp(a * Math.Sin(angle) + b * Math.Cos(angle)) + y * a;", "sinAngle, cosAngle")]
    [InlineData("double z = (Math.Sinh(x) * Math.Cos(y) - 1) / (2 + y * y); return Math.Sin(a * z + b);", "z")]
    [InlineData("double e = Math.Sinh(x); double z = e * e - y; return Math.Sin(a * z + b * e);", "e")]

    // θ-only work in the same loss, and functions of constants.
    [InlineData("double s = Math.Exp(a); double t = Math.Tanh(x) * Math.Sqrt(Math.PI); return Math.Sin(s * t) + b * y;", "t")]
    [InlineData("double s = Math.Exp(a); return Math.Sin(s * Math.Atan(1 + x * x)) * s + Math.Cosh(b) * y;", "atan")]

    // A parameter that is assigned what is the same for all items, and read no more as data.
    [InlineData("y = Math.Sinh(Math.Sin(1.6)); a *= Math.Tanh(x) / 2.5; return Math.Log(2.5 + Math.Sin(a)) + y * b;", "scaledTanhX")]
    [InlineData("double t = Math.Tanh(x); x = Math.Exp(a); return Math.Sin(x * t) + b * y;", "t")]

    // Branches on data, and in a mixed one; what is kept is computed though no item may come to it.
    [InlineData("double t = x > 0 ? Math.Tanh(1 + x) : Math.Sin(x); return Math.Sin(a * t) + b * y;", "t")]
    [InlineData("double t = a; if (x > 0) { t += y * Math.Sin(x); } return Math.Cos(t * b);", "sinX")]
    [InlineData("if (x > 0) { return Math.Exp(a * x) + Math.Tanh(x); } return Math.Exp(b * x) - Math.Atan(1 - x);", "tanhX, atan")]
    [InlineData("double t = b; for (int k = 0; k < 3; k++) { t = Math.Sin(t * a + Math.Cosh(x)); } return t * y;", "coshX")]

    // Loops over data alone, with and without an end that is known.
    [InlineData("double p = 1; for (int k = 0; k < 4; k++) { p = Math.Sin(p + x); } return Math.Exp(a * p) + b * y;", "p")]
    [InlineData("double p = 1 + x * x; while (p > 0.5) { p = Math.Log(1 + p * 0.5); } return Math.Exp(a * p) + b * y;", "p")]

    // A helper, and a local array.
    [InlineData("return Math.Sin(a * Warp(x, y)) + b; } static double Warp(double u, double v) { double w = Math.Tanh(u); return w * v + Math.Atan(v);", "sum")]
    [InlineData("double[] p = new double[3]; for (int k = 0; k < 3; k++) { p[k] = Math.Sin(x * (k + 1)); } double s = 0; for (int k = 0; k < 3; k++) { s += p[k] * p[k]; } return Math.Exp(a * s) + b * y;", "s")]
    [InlineData("double[] p = new double[2]; for (int k = 0; k < 2; k++) { p[k] = Math.Sin(x * (k + 1)); } return Math.Exp(a * p[0] + b * p[1]) * y;", "pElement, pElement2")]

    // An integer that counts as a number, and one that stays with the items.
    [InlineData("int n = (int)Math.Cosh(x); double s = a; for (int k = 0; k < n; k++) { s = Math.Sin(s * y); } return s * b;", "coshX")]
    [InlineData("int n = (int)Math.Cosh(x); return Math.Exp(a * n) + b * y;", "n")]
    public void Work_on_numbers(string body, string results)
    {
        string members = $"[Loss] public static double F([Theta] double a, [Theta] double b, double x, double y) {{ {body} }}";
        Accept.Loss(members);
        Assert.Equal(results, ResultsOf(members));
    }

    /// <summary>Work on the data that only decides whether an element is read, and a function of a constant that would have the same name.</summary>
    [Fact]
    public void Names_of_what_is_computed_early() => Accept.Loss(
        """
        [Loss]
        public static double F([Theta] double[] a, double[] x, int n)
        {
            double first = Math.Min(Math.Abs(x[Math.Abs(n++ % x.Length)] + a[0] - 0.237), 1.1);
            for (int i = 0; i < n % 4; i++)
            {
                double unread = a[i % a.Length] * Math.Tanh(0.25 * n);
                unread += unread < 0.013 ? unread : x[0];
            }

            return first * Math.Tanh(1.0);
        }
        """,
        Sample.Of(("a", 3), ("x", 4)));

    [Theory]

    // Light, or short next to the reading of what it is computed from; fast for eight items at once, or of many columns; on θ too; of constants; arrays; in sums anyway.
    [InlineData("return Math.Sin(a * Math.Exp(x)) + Math.Log(1 + y * y) * b;")]
    [InlineData("return Math.Exp(a * Math.Sin(x + y * u + v)) + b;")]
    [InlineData("double z = (x - 1) / (2 + y * y); return Math.Sin(a * z + b);")]
    [InlineData("return Math.Sin(a * Math.Sqrt(1 + x * x) + b * Math.Floor(y));")]
    [InlineData("return Math.Sin(a * x) + Math.Exp(b * y) * Math.Log(2);")]
    [InlineData("double r = y - a * Math.Sin(x) - b; return r * r;")]
    [InlineData("double[] p = new double[3]; for (int k = 0; k < 3; k++) { p[k] = Math.Sin(x * (k + 1)); } double s = 0; for (int k = 0; k < 3; k++) { s += Math.Exp(p[k] * a); } return s + b * y;")]
    public void Work_that_stays_with_the_items(string body)
    {
        string members = $"[Loss] public static double F([Theta] double a, [Theta] double b, double x, double y, double u, double v) {{ {body} }}";
        Accept.Loss(members);
        Assert.Null(ResultsOf(members));
    }

    [Theory]
    [InlineData("double t = 0; for (int k = 0; k < x.Length; k++) { t += SpecialFunctions.LogGamma(2 + x[k]); } t = Math.Log(t * t + 1);", "t")]
    [InlineData("double t = 1; foreach (double e in x) { t = SpecialFunctions.LogGamma(1.5 + 0.5 * Math.Sin(t + e)); }", "t")]
    [InlineData("double t = Math.Tanh(1 + y * y);", "t")]

    // Functions of elements that are fast for eight items at once, one function next to a whole row, and none.
    [InlineData("double t = 0; for (int k = 0; k < x.Length; k++) { t += Math.Exp(x[k]); }", null)]
    [InlineData("double t = 0; for (int k = 0; k < x.Length; k++) { t += x[k] * x[k]; } t = Math.Exp(-t);", null)]
    [InlineData("double t = 0; for (int k = 0; k < x.Length; k++) { t = Math.Max(t, x[k]); }", null)]
    public void Work_on_rows(string early, string? results)
    {
        string members = $$"""
            [Loss]
            public static double F([Theta] ReadOnlySpan<double> w, ReadOnlySpan<double> x, double y)
            {
                {{early}}
                double sum = 0;
                for (int k = 0; k < w.Length; k++)
                {
                    sum += w[k] * x[k];
                }

                return Math.Sin(sum * t) + y * sum;
            }
            """;
        Accept.Loss(members, Sample.Of(("w", 3), ("x", 3)), Sample.Of(("w", 9), ("x", 9)));
        Assert.Equal(results, ResultsOf(members));
    }

    /// <summary>Two steps of the items need it, and neither makes it worth keeping.</summary>
    [Fact]
    public void A_function_of_data_that_stays_with_the_items() => Accept.Loss(
        """
        [Loss]
        public static double F([Theta] double a, [Theta] double b, double x, double y, int n)
        {
            a *= x;
            switch (Math.Cbrt(n * x))
            {
                case > 0.5 and < 3:
                    break;
                case < -1:
                    return Math.Pow(2.5 + Math.Sin(a), Math.Cos(a)) + b;
            }

            return 1 + y;
        }
        """);

    /// <summary>Nothing of the rows is read by the items any more.</summary>
    [Fact]
    public void A_row_of_which_one_number_is_left()
    {
        const string members = """
            [Loss]
            public static double F([Theta] double a, [Theta] double b, double[] x)
            {
                double t = 0;
                for (int k = 0; k < x.Length; k++)
                {
                    t += SpecialFunctions.LogGamma(1 + x[k] * x[k]);
                }

                return Math.Sin(a * t) + b * t;
            }
            """;
        Accept.Loss(members, Sample.Of(("x", 4)));
        Assert.Equal("t", ResultsOf(members));
    }

    /// <summary>What nobody needs, and what stays with the items and needs a number that what is kept needs too.</summary>
    [Theory]
    [InlineData("double u = a / (2 + Math.Sin(x * 1.0)); y--; return double.Exp2(Math.Cos(a + x)) + a;", null)]
    [InlineData("double u = y - 1.0; double t = Math.Sin(x * 1.0); return Math.Exp(a * t) + b;", "t")]
    [InlineData("double t = Math.Sin(x / 3.5); if (y > 3.5) { throw new ArgumentOutOfRangeException(nameof(y)); } return Math.Exp(a * t) + b * y;", "t")]
    [InlineData("if (y / 3.5 > 3.5) { throw new ArgumentOutOfRangeException(nameof(y)); } double t = Math.Sin(x / 3.5); return Math.Exp(a * t) + b * (y / 3.5);", "t")]
    public void What_is_left_over(string body, string? results)
    {
        string members = $"[Loss] public static double F([Theta] double a, [Theta] double b, double x, double y) {{ {body} }}";
        Accept.Loss(members);
        Assert.Equal(results, ResultsOf(members));
    }

    /// <summary>A check that throws for some data comes before what it protects.</summary>
    [Fact]
    public void Guards_on_data()
    {
        const string members = """
            [Loss]
            public static double F([Theta] double a, double x)
            {
                if (x < 0)
                {
                    throw new ArgumentOutOfRangeException(nameof(x));
                }

                double t = Math.Log(1 + x);
                return Math.Exp(a * t);
            }
            """;
        Accept.Loss(members, new SampleInterval("x", 0, 2));
        Assert.Equal("t", ResultsOf(members));
    }

    [Theory]
    [InlineData("public readonly record struct Point(double X, double Y);")]
    [InlineData("public readonly record struct Point(float X, int Y);")]
    [InlineData("public sealed class Point { public double X; public double Y; }")]
    public void Composite_data(string type)
    {
        string source = $$"""
            using System;
            using SymGrad;

            namespace Sample;

            {{type}}

            public static partial class Losses
            {
                [Loss]
                public static double F([Theta] double a, [Theta] double b, Point p, int n)
                {
                    double t = Math.Sin((double)p.X) + SpecialFunctions.LogGamma(n * n + 1.0);
                    return Math.Exp(a * t) + b * p.Y * n;
                }
            }
            """;
        Accept.Source(source, "Sample.Losses");
        Assert.Equal("t", ResultsOfSource(source));
    }

    /// <summary>What is computed in single precision stays with the items; what is in double precision does not.</summary>
    [Theory]
    [InlineData("float t = MathF.Sin(x);", null)]
    [InlineData("double t = Math.Sin(x);", "t")]
    public void Single_precision(string early, string? results)
    {
        string members = $"[Loss] public static float F([Theta] float a, [Theta] float b, float x, float y) {{ {early} return (float)(MathF.Exp(a * x) + b * t * t * b * y + a * a * a * b * t); }}";
        Accept.Loss(members);
        Assert.Equal(results, ResultsOf(members.Replace("b * t * t * b", "MathF.Exp(b) * t * b", StringComparison.Ordinal)));
    }

    private static string? ResultsOf(string members)
        => ResultsOfSource($"using System;\nusing SymGrad;\n\nnamespace Sample;\n\npublic static partial class Losses\n{{\n{members}\n}}\n");

    private static string? ResultsOfSource(string source)
    {
        const string before = "from the data of an item alone: <c>";
        using var program = LossProgram.Build([source]);
        string text = program.Method("Sample.Losses", "F").GeneratedText;
        int start = text.IndexOf(before, StringComparison.Ordinal);
        return start < 0 ? null : text[(start + before.Length)..].Split("</c>.")[0].Replace("</c>, <c>", ", ", StringComparison.Ordinal);
    }
}
