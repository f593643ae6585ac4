using System.Globalization;
using System.Linq;
using SymGrad.Generator.Analysis.Structure;
using SymGrad.Generator.Hoisting;
using SymGrad.Generator.Tests.Frontend;
using Xunit;

namespace SymGrad.Generator.Tests.Structure;

/// <summary>The structure of losses with loops and arrays, jointly and in each parameter by itself.</summary>
public class LoopStructureTests
{
    private const string Helpers = """
        private static double Dot(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
        {
            double sum = 0;
            for (int i = 0; i < a.Length; i++)
            {
                sum += a[i] * b[i];
            }

            return sum;
        }

        private static double Square(double value) => value * value;

        private static double Power(double value, int exponent)
        {
            double power = 1;
            for (int i = 0; i < exponent; i++)
            {
                power *= value;
            }

            return power;
        }

        private static double Horner(ReadOnlySpan<double> coefficients, int at, double x)
            => at == coefficients.Length ? 0 : coefficients[at] + x * Horner(coefficients, at + 1, x);
        """;

    [Theory]

    // Sums of products.
    [InlineData("Affine; w 1, b 1, s 0", "return Dot(w, x) + b;")]
    [InlineData("Affine; w 1, b 0, s 0", "double sum = 0; foreach (double value in w) { sum += value; } return sum * y;")]
    [InlineData("Quadratic; w 2, b 2, s 0", "return Square(Dot(w, x) + b - y);")]
    [InlineData("Quadratic; w 1, b 1, s 0", "return Dot(w, x) * b;")]
    [InlineData("Quadratic; w 2, b 0, s 0", "double sum = 0; for (int i = 0; i < w.Length; i++) { sum += w[i] * w[i]; } return sum;")]
    [InlineData("Quadratic; w 2, b 0, s 0", "double sum = 0; for (int i = 0; i < w.Length; i++) { sum += Math.Pow(w[i] - x[i], 2); } return sum;")]
    [InlineData("Polynomial 3; w 2, b 1, s 0", "return Square(Dot(w, x)) * b;")]
    [InlineData("Polynomial 4; w 2, b 2, s 0", "return Square(Dot(w, x) * b - y);")]
    [InlineData("Affine; w 1, b 0, s 0", "return w[n] * x[0] + w[n + 1] * x[1];")]
    [InlineData("Constant; w 0, b 0, s 0", "return y * w.Length;")]
    [InlineData("Constant; w 0, b 0, s 0", "return Dot(x, x);")]

    // What cancels, element by element.
    [InlineData("Affine; w 1, b 0, s 0", "return (w[0] - y) * (w[0] - y) - w[0] * w[0];")]
    [InlineData("Affine; w 1, b 0, s 0", "double sum = 0; for (int i = 0; i < w.Length; i++) { sum += Square(w[i] - x[i]) - Square(w[i]); } return sum;")]
    [InlineData("Quadratic; w 2, b 0, s 0", "return (w[0] - y) * (w[0] - y) - w[1] * w[1];")]
    [InlineData("Constant; w 0, b 0, s 0", "return w[n] * x[0] - x[0] * w[n] + y;")]

    // Local arrays.
    [InlineData("Quadratic; w 2, b 2, s 0", "Span<double> r = stackalloc double[3]; for (int i = 0; i < 3; i++) { r[i] = w[i] * x[i] - b; } return Dot(r, r);")]
    [InlineData("Affine; w 1, b 1, s 0", "Span<double> r = stackalloc double[2]; r[0] = b; r[1] = w[0]; return r[n] * x[0];")]
    [InlineData("Polynomial 3; w 2, b 1, s 0", "Span<double> h = stackalloc double[2]; h[0] = w[0] * x[0]; h[1] = w[1] * x[1]; Span<double> o = stackalloc double[2]; for (int i = 0; i < 2; i++) { o[i] = h[i] * b; } return o[0] * w[2] + o[1] * w[3];")]
    [InlineData("General; w ?, b 1, s 0", "Span<double> r = stackalloc double[3]; for (int i = 0; i < 3; i++) { r[i] = w[i] + x[i]; } for (int i = 0; i < 3; i++) { r[i] = r[i] * r[i]; } return r[0] * b;")]
    [InlineData("Affine; w 0, b 1, s 0", "Span<double> r = stackalloc double[3]; for (int i = 0; i < 3; i++) { r[i] = Math.Exp(x[i]); } return Dot(r, r) * b;")]
    [InlineData("Affine; w 1, b 0, s 0", "ReadOnlySpan<double> tail = w.Slice(1); return Dot(tail, x);")]

    // What loops carry.
    [InlineData("General; w 0, b ?, s 0", "double p = 1; for (int i = 0; i < n; i++) { p *= b; } return p * y;")]
    [InlineData("Polynomial 3; w 0, b 3, s 0", "return Power(b, 3) * y;")]
    [InlineData("Quadratic; w 0, b 2, s 0", "double p = b; for (int i = 3; i > 2; i--) { p *= p; } return p;")]
    [InlineData("Affine; w 0, b 1, s 0", "double p = b; for (int i = 0; i < n; i++) { p = p * x[i] + y; } return p;")]
    [InlineData("Affine; w 1, b 0, s 0", "double p = 0; for (int i = 0; i < w.Length; i++) { p = p * y + w[i]; } return p;")]
    [InlineData("Quadratic; w 2, b 0, s 0", "double p = 0, q = 0; for (int i = 0; i < w.Length; i++) { q += p * w[i]; p += w[i]; } return q * y;")]
    [InlineData("Affine; w 0, b 1, s 0", "double a = b, c = 0, d = 0; for (int i = 0; i < n; i++) { d += c; c += a; } return d;")]
    [InlineData("Affine; w 0, b 1, s 0", "double p = b; int i = 0; while (p * 0 == 0 && i < 0) { i++; } return y * b;")]

    // Branches, and what data decide: each item takes its side.
    [InlineData("Affine; w 1, b 1, s 0", "if (y > 0) { return Dot(w, x); } return -b;")]
    [InlineData("Quadratic; w 2, b 1, s 0", "return n switch { 0 => Dot(w, x), 1 => Square(Dot(w, x)), _ => b };")]
    [InlineData("Affine; w 1, b 0, s 0", "double sum = 0; for (int i = 0; i < x.Length; i++) { if (x[i] < 0) { continue; } if (x[i] > 9) { break; } sum += w[i]; } return sum;")]
    [InlineData("General; w ?, b 0, s 0", "double z = Dot(w, x); return z > 0 ? z : 0;")]
    [InlineData("General; w 1, b ?, s 0", "return b > 0 ? Dot(w, x) : y;")]
    [InlineData("General; w ?, b 0, s 0", "double sum = 0; for (int i = 0; i < x.Length; i++) { if (w[i] > 0) { sum += x[i]; } } return sum;")]
    [InlineData("General; w ?, b 0, s 0", "double best = x[0]; foreach (double value in w) { best = Math.Max(best, value); } return best * y;")]

    // θ that decides where and how often.
    [InlineData("General; w 1, b ?, s 0", "return w[(int)b] * y;")]
    [InlineData("General; w 0, b ?, s 0", "double sum = 0; for (int i = 0; i < (int)b; i++) { sum += y; } return sum;")]
    [InlineData("General; w 0, b ?, s 0", "double sum = 0; while (sum < b) { sum += 1 + y * y; } return sum;")]
    [InlineData("General; w 0, b ?, s 0", "Span<double> r = stackalloc double[3]; r[(int)b] = 1; return r[0] * y;")]
    [InlineData("General; w 0, b ?, s 0", "return x.Slice((int)b)[0];")]
    [InlineData("General; w 0, b 1, s 0", "if (b > 99) { throw new ArgumentException(); } return b * x[0];")]

    // Functions.
    [InlineData("General; w ?, b ?, s 0", "return Math.Exp(Dot(w, x) + b);")]
    [InlineData("General; w ?, b ?, s 0", "return Math.Log(1 + Math.Exp(-y * (Dot(w, x) + b)));")]
    [InlineData("Separable; w ?, b 0, s 0", "double sum = 0; for (int i = 0; i < w.Length; i++) { sum += Math.Exp(w[i]) * x[i]; } return sum;")]
    [InlineData("Separable; w ?, b ?, s 0", "double sum = 0; for (int i = 0; i < w.Length; i++) { sum += Math.Exp(w[i] * b) * x[i]; } return Square(sum - y);")]
    [InlineData("Separable; w 2, b ?, s 0", "return Square(Dot(w, x) - y) / (2 * b * b) + Math.Log(b);")]
    [InlineData("Separable; w ?, b 0, s 0", "double sum = 0; for (int i = 0; i < x.Length; i++) { sum += Math.Exp(w[i]) * x[i]; } return sum;")]
    [InlineData("General; w 0, b ?, s 0", "double sum = 0; for (int i = 0; i < x.Length; i++) { sum += Math.Exp(b * i) * x[i]; } return sum;")]
    [InlineData("General; w 0, b ?, s 0", "double sum = 0, p = 1; for (int i = 0; i < x.Length; i++) { sum += p * x[i]; p *= b; } return sum;")]
    [InlineData("Separable; w 0, b ?, s 0", "double sum = 0, p = 1; for (int i = 0; i < w.Length; i++) { sum += p * x[i]; p *= b; } return sum;")]
    [InlineData("General; w ?, b ?, s 0", "return Horner(w, 0, b) * y;")]
    [InlineData("Affine; w 0, b 1, s 0", "return Horner(x, 0, y) * b;")]

    // Cancelled, but not by polynomial steps: at θ = 0 the logarithm is not a number.
    [InlineData("Separable; w 1, b ?, s 0", "return Math.Exp(Math.Log(b)) * y + w[0];")]
    public void A_loss_is_on_its_rung(string expected, string body)
    {
        LossStructureInfo structure = Analyze(body);

        Assert.Equal(expected, Describe(structure));
    }

    internal static LossStructureInfo Analyze(string body)
    {
        string members = $$"""
            {{Helpers}}

            [Loss]
            public static double F(
                [Theta] ReadOnlySpan<double> w, [Theta] double b, [Theta] float s, ReadOnlySpan<double> x, double y, int n)
            {
                {{body}}
            }
            """;
        return HoistedStructure.Analyze(Lowering.Lower(members).Model!.Function!);
    }

    private static string Describe(LossStructureInfo structure)
        => structure.Rung + (structure.Rung == StructureRung.Polynomial ? $" {structure.Claim.Degree}" : "") + "; "
            + string.Join(", ", structure.Thetas.Items.Select(t => $"{t.Name} {t.Claim.Degree?.ToString(CultureInfo.InvariantCulture) ?? "?"}"));
}
