using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using SymGrad.Generator.Analysis.Structure;
using SymGrad.Generator.Frontend;
using SymGrad.Generator.Tests.Frontend;
using Xunit;

namespace SymGrad.Generator.Tests.Structure;

/// <summary>
/// Random polynomials in θ keep their rung however they are written: multiplied out, factored, shuffled, through helpers, through loops over
/// the coefficients, with terms that cancel.
/// </summary>
public class RewritePropertyTests
{
    private const int PolynomialCount = 150;

    [Fact]
    public void A_polynomial_keeps_its_rung_however_it_is_written()
    {
        var random = new Random(20260707);
        (string Text, int Degree, string Form)[] cases = [.. Enumerable.Range(0, PolynomialCount).SelectMany(_ => Write(random))];
        int[] degrees = DegreesOf([.. cases.Select(c => c.Text)]);
        string[] wrong = [.. cases.Zip(degrees, (c, d) => (c, d)).Where(p => p.c.Degree != p.d)
            .Select(p => $"{p.c.Form}: degree {p.d} instead of {p.c.Degree}: {p.c.Text}")];

        Assert.Equal(PolynomialCount * 6, cases.Length);
        Assert.Empty(wrong);
    }

    /// <summary>One polynomial in a and b, with coefficients from data, in six forms.</summary>
    private static IEnumerable<(string Text, int Degree, string Form)> Write(Random random)
    {
        // (p·a + q·b + r) to a power, times (s·a + t), plus a monomial: the degree is known from how it is built.
        int power = random.Next(0, 4);
        string p = Data(random);
        string r = Data(random);
        string t = Data(random);
        int degree = power + 1;
        string linear = $"({p} * a + {Number(random)} * b + {r})";
        string factor = $"(a + {t})";
        string factored = string.Join(" * ", Enumerable.Repeat(linear, power).Append(factor));

        yield return ($"return {factored};", degree, "factored");
        yield return ($"return {Expanded(p, r, t, power, random, linear)};", degree, "multiplied out by one factor");
        yield return ($"return Product(Power{power}({linear}), {factor});", degree, "helpers");
        yield return ($"double v = {factor}; for (int i = 0; i < {power}; i++) {{ v *= {linear}; }} return v;", degree, "loop");
        yield return ($"double u = Math.Pow(a - {r}, {degree + 1}); double v = Math.Pow(a - {r}, {degree + 1}); return u + {factored} - v;", degree, "cancelling");
        yield return (
            $"Span<double> parts = stackalloc double[2]; parts[0] = {factor}; parts[1] = {t}; "
            + $"double v = parts[0]; for (int i = 0; i < {power}; i++) {{ if (x > 0) {{ v *= {linear}; }} else {{ v = v * {linear}; }} }} return v + parts[1];",
            degree,
            "array, loop and branch on data");
    }

    /// <summary>The product with one of its factors distributed over the others, terms in any order.</summary>
    private static string Expanded(string p, string r, string t, int power, Random random, string linear)
    {
        string rest = string.Join(" * ", Enumerable.Repeat(linear, power).DefaultIfEmpty("1.0"));
        string[] terms = [$"a * {rest}", $"{rest} * {t}", $"{p} * a - a * {p}", $"{r} - {r}"];
        random.Shuffle(terms);
        return string.Join(" + ", terms.Select(term => $"({term})"));
    }

    private static string Data(Random random) => new[] { "x", "y", "(x + y)", "x * y", "Math.Exp(x)", "(x - 2 * y)", "3.0" }[random.Next(7)];

    private static string Number(Random random) => random.Next(1, 9).ToString(CultureInfo.InvariantCulture) + ".0";

    private static int[] DegreesOf(string[] bodies)
    {
        const string Helpers = """
            private static double Product(double u, double v) => u * v;
            private static double Power0(double u) => 1;
            private static double Power1(double u) => u;
            private static double Power2(double u) => Product(u, u);
            private static double Power3(double u) => Product(Power2(u), Power1(u));

            """;
        IEnumerable<string> methods = bodies.Select((body, i)
            => $"[Loss] public static double {Name(i)}([Theta] double a, [Theta] double b, double x, double y) {{ {body} }}\n");
        CSharpCompilation compilation = Lowering.Compile(Lowering.InLosses(Helpers + string.Concat(methods)));
        Assert.Empty(compilation.GetDiagnostics().Where(d => d.Severity == DiagnosticSeverity.Error));
        INamedTypeSymbol type = compilation.GetTypeByMetadataName("Losses")!;
        return [.. bodies.Select((_, i) =>
        {
            var method = (IMethodSymbol)type.GetMembers(Name(i)).Single();
            return StructureAnalysis.Analyze(LossLowering.Lower(method, compilation, SymGrad.Generator.Pipeline.LossPipeline.DerivativeOf, CancellationToken.None).Model!.Function!).Claim.Degree ?? -1;
        })];
    }

    private static string Name(int index) => "F" + index.ToString("D4", CultureInfo.InvariantCulture);
}
