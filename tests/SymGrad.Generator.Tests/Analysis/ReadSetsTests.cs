using System.Linq;
using SymGrad.Generator.Analysis;
using SymGrad.Generator.IR;
using SymGrad.Generator.Tests.Frontend;
using Xunit;

namespace SymGrad.Generator.Tests.Analysis;

/// <summary>The colour of every value: what it is computed from, or chosen by.</summary>
public class ReadSetsTests
{
    [Theory]

    // Numbers.
    [InlineData(nameof(Colour.Constant), "double v = Math.Sqrt(Half) + 1;")]
    [InlineData(nameof(Colour.ThetaOnly), "double v = b * b;")]
    [InlineData(nameof(Colour.DataOnly), "double v = y * n;")]
    [InlineData(nameof(Colour.Mixed), "double v = b - y;")]
    [InlineData(nameof(Colour.Mixed), "double v = b - b + y;")]
    [InlineData(nameof(Colour.ThetaOnly), "double v = Square(b + 1);")]

    // Arrays: elements, and lengths, which are fixed for θ and data for data.
    [InlineData(nameof(Colour.ThetaOnly), "double v = w[0] * w[1];")]
    [InlineData(nameof(Colour.DataOnly), "double v = x[n];")]
    [InlineData(nameof(Colour.Mixed), "double v = w[n];")]
    [InlineData(nameof(Colour.Constant), "double v = w.Length * 2.0;")]
    [InlineData(nameof(Colour.DataOnly), "double v = x.Length * 2.0;")]
    [InlineData(nameof(Colour.DataOnly), "double v = x.Slice(n).Length * 2.0;")]
    [InlineData(nameof(Colour.DataOnly), "double v = w.Slice(n).Length * 2.0;")]
    [InlineData(nameof(Colour.Mixed), "double v = w.Slice(n)[0];")]
    [InlineData(nameof(Colour.Mixed), "double v = x.Slice((int)b)[0];")]
    [InlineData(nameof(Colour.ThetaOnly), "double v = Table[(int)b];")]

    // Local arrays are what is stored in them, by whom it is decided, and where.
    [InlineData(nameof(Colour.ThetaOnly), "Span<double> r = stackalloc double[2]; r[0] = b; double v = r[1] + 1;")]
    [InlineData(nameof(Colour.Mixed), "Span<double> r = stackalloc double[2]; r[0] = b; r[1] = y; double v = r[0] + 1;")]
    [InlineData(nameof(Colour.DataOnly), "Span<double> r = stackalloc double[2]; if (y > 0) { r[0] = 1; } double v = r[0] + 1;")]
    [InlineData(nameof(Colour.DataOnly), "Span<double> r = stackalloc double[9]; r[n] = 1; double v = r[0] + 1;")]
    [InlineData(nameof(Colour.Constant), "Span<double> r = stackalloc double[9]; r[8] = 1; double v = r[0] + 1;")]
    [InlineData(nameof(Colour.DataOnly), "double[] r = new double[n]; double v = r.Length + 1.0;")]

    // Branches are decided, loops are counted.
    [InlineData(nameof(Colour.DataOnly), "double v = y > 0 ? 1 : 2;")]
    [InlineData(nameof(Colour.Mixed), "double v = y > 0 ? b : 2;")]
    [InlineData(nameof(Colour.Mixed), "double v = b > 0 ? y : 2;")]
    [InlineData(nameof(Colour.ThetaOnly), "double v = 0; for (int i = 0; i < w.Length; i++) { v += w[i]; }")]
    [InlineData(nameof(Colour.Mixed), "double v = 0; for (int i = 0; i < n; i++) { v += b; }")]
    [InlineData(nameof(Colour.DataOnly), "double v = 0; for (int i = 0; i < n; i++) { v += 1; }")]
    [InlineData(nameof(Colour.Mixed), "double v = 0; for (int i = 0; i < w.Length; i++) { v += w[i] * x[i]; }")]
    [InlineData(nameof(Colour.Mixed), "double v = 1; while (v < y) { v += b * b + 1; }")]
    [InlineData(nameof(Colour.ThetaOnly), "double v = 1; while (v < b) { v *= 2; }")]
    [InlineData(nameof(Colour.Mixed), "double u = y, v = 0; for (int i = 0; i < 3; i++) { v = u; u = b; }")]

    // A helper that calls itself reads all that it is given.
    [InlineData(nameof(Colour.Mixed), "double v = Horner(w, 0, y);")]
    [InlineData(nameof(Colour.DataOnly), "double v = Horner(x, 0, y);")]
    [InlineData(nameof(Colour.ThetaOnly), "double v = Horner(w, 0, b);")]
    public void A_value_has_its_colour(string colour, string body)
    {
        string members = $$"""
            private const double Half = 0.5;

            private static readonly double[] Table = [1, 2, 3];

            private static double Square(double value) => value * value;

            private static double Horner(ReadOnlySpan<double> coefficients, int at, double t)
                => at == coefficients.Length ? 0 : coefficients[at] + t * Horner(coefficients, at + 1, t);

            [Loss]
            public static double F([Theta] ReadOnlySpan<double> w, [Theta] double b, ReadOnlySpan<double> x, double y, int n)
            {
                {{body}}
                return v;
            }
            """;
        Function function = Lowering.Lower(members).Model!.Function!;

        Assert.Equal(colour, ReadSets.Analyze(function).ColourOf(function.Body.Yields[0]).ToString());
    }

    [Fact]
    public void Theta_in_the_place_of_a_slice_is_seen_by_those_who_read_its_elements()
    {
        Function function = Lowering.Lower("""
            [Loss]
            public static double F([Theta] double b, ReadOnlySpan<double> x) => x.Slice((int)b)[0];
            """).Model!.Function!;

        Assert.True(ThetaDependence.Analyze(function).Of(function.Body.Yields[0]));
        Assert.Equal([0, 1], ReadSets.Analyze(function).Of(function.Body.Yields[0]).Members().ToArray());
    }
}
