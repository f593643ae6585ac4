using System.Linq;
using SymGrad.Generator.Differentiation;
using SymGrad.Generator.Frontend;
using SymGrad.Generator.IR;
using SymGrad.Generator.Pipeline;
using SymGrad.Generator.Tests.Frontend;
using Xunit;

namespace SymGrad.Generator.Tests.Vectorization;

/// <summary>Which losses are computed for eight items at once, and which one by one.</summary>
public sealed class LaneFormTests
{
    /// <summary>A function whose derivative the user gives.</summary>
    private const string Root = """
        public static double Root(double x) => Math.Sqrt(x);

        [DerivativeOf(typeof(Losses), nameof(Root))]
        public static double RootDerivative(double x) => 0.5 / Math.Sqrt(x);

        """;

    [Theory]
    [InlineData("[Theta] double a, double x", "double r = a - x; return r * r;")]
    [InlineData("[Theta] double a, double x", "return a * Root(x) + Root(a);")]
    [InlineData("[Theta] double a, float x, int n", "return a * x + a * a * n;")]
    [InlineData("[Theta] double a, double x, double y", "if (x > y) { return a * x; } return Math.Exp(a * y);")]
    [InlineData("[Theta] double a, double x", "return Math.Pow(a, x) + Math.Clamp(a * x, -1, 1) + Math.Max(a, x) + Math.Abs(a - x);")]
    [InlineData("[Theta] ReadOnlySpan<double> a, ReadOnlySpan<double> x", "double z = 0; for (int i = 0; i < a.Length; i++) { z += a[i] * x[i]; } return z * z;")]
    [InlineData("[Theta] ReadOnlySpan<double> a, ReadOnlySpan<double> x, int label", "return a[label] * x[label];")]
    [InlineData("[Theta] double a, double[] x", "Span<double> h = stackalloc double[4]; for (int i = 0; i < 4; i++) { h[i] = Math.Tanh(a * x[i]); } return h[0] * h[3];")]
    [InlineData("[Theta] ReadOnlySpan<double> a, ReadOnlySpan<double> x, int n", "double m = 0; for (int i = 0; i < a.Length; i++) { m += a[i] * x[i]; } double z = 0; if (n > 2) { for (int i = 0; i < a.Length; i++) { z += a[i] * x[i] * m; } } return z;")]
    [InlineData("[Theta] double a, double x", "double r = a; while (Math.Abs(r * r - a) > 1e-9) { r = 0.5 * (r + a / r); } return r * x;")]
    [InlineData("[Theta] double a, double x", "if (a < 0) { throw new ArgumentException(\"negative\"); } return Math.Sqrt(a) * x;")]
    [InlineData("[Theta] ReadOnlySpan<double> a, ReadOnlySpan<double> x", "double m = a[0] * x[0]; for (int i = 1; i < x.Length; i++) { m = Math.Max(m, a[i] * x[i]); } return m * m;")]
    [InlineData("[Theta] ReadOnlySpan<double> a, ReadOnlySpan<double> x", "int n = 0; double z = 0; for (int i = 0; i < x.Length; i++) { z += a[i] * x[i]; if (x[i] > 0) { n++; } } return z * n;")]

    // Single precision, and both precisions in one loss.
    [InlineData("[Theta] float a, float x", "return a * x * a;")]
    [InlineData("[Theta] double a, double x", "return a * (float)x;")]
    [InlineData("[Theta] float a, double x, int n", "return (float)(a * x) * n + MathF.Exp(a);")]
    [InlineData("[Theta] double a, float x", "float z = x * 2; return a * z + x;")]
    [InlineData("[Theta] ReadOnlySpan<float> a, ReadOnlySpan<float> x, float y", "float z = 0; for (int i = 0; i < a.Length; i++) { if (x[i] > y) { z += MathF.Tanh(a[i] * x[i]); } } return MathF.Abs(z);")]
    [InlineData("[Theta] ReadOnlySpan<float> a, ReadOnlySpan<float> x, int label", "Span<float> h = stackalloc float[4]; for (int i = 0; i < 4; i++) { h[i] = a[label] * x[i]; } return h[label] * float.Hypot(h[0], h[1]);")]

    // Conditions and enumerations as data.
    [InlineData("[Theta] double a, bool b", "return b ? a : a * a;")]
    [InlineData("[Theta] float a, bool b, bool c", "return b & !c ? a : a * a;")]
    [InlineData("[Theta] double a, DayOfWeek day, double x", "return day switch { DayOfWeek.Sunday => a * a, DayOfWeek.Monday => a * x, _ => x };")]
    public void Eight_items_at_once(string parameters, string body) => Assert.True(HasLanes(parameters, body));

    [Theory]

    // Integers that are not doubles, or that begin again at the other end where doubles do not.
    [InlineData("[Theta] double a, int n, int m", "return a * (n * m);")]
    [InlineData("[Theta] double a, int n", "return a * (n << 2);")]
    [InlineData("[Theta] double a, int n", "return a * (byte)n;")]
    [InlineData("[Theta] double a, int n", "return a * checked(n + 1);")]
    [InlineData("[Theta] double a, int n, int m", "return a * (n / m);")]
    [InlineData("[Theta] double a, int n", "return a * (n / -1);")]
    [InlineData("[Theta] float a, long n", "return a * n;")]
    [InlineData("[Theta] double a, long n", "return a * (n + 1);")]
    [InlineData("[Theta] double a, long n, long m", "return n < m ? a : a * a;")]
    [InlineData("[Theta] double a, long n", "return n < 4503599627370496 ? a : a * a;")]
    [InlineData("[Theta] double a, ulong n", "return a * (long)n;")]
    [InlineData("[Theta] double a, ReadOnlySpan<byte> n", "return a * n[0];")]
    [InlineData("[Theta] double a, ReadOnlySpan<bool> b", "return b[0] ? a : a * a;")]
    [InlineData("[Theta] double a, ReadOnlySpan<double> x, int n", "for (int i = 0; i < x.Length; i++) { if (x[i] > 0) { n++; } } return a * n;")]
    [InlineData("[Theta] double a, ReadOnlySpan<double> x", "int n = 0; for (int i = 0; i < x.Length; i++) { for (int j = 0; j < x.Length; j++) { if (x[i] > x[j]) { n++; } } } return a * n;")]
    [InlineData("[Theta] double a, ReadOnlySpan<double> x", "int n = 1; for (int i = 0; i < x.Length; i++) { if (x[i] > 0) { n = 2 * n; } } return a * n;")]

    // Items that go different ways through loops.
    [InlineData("[Theta] double a, int n", "double z = 1; for (int i = 0; i < n; i++) { z *= a; } return z;")]
    [InlineData("[Theta] double a, double x", "double r = x; while (Math.Abs(r * r - x) > 1e-9) { r = 0.5 * (r + x / r); } return r * a;")]
    [InlineData("[Theta] double a, ReadOnlySpan<double> x", "double z = 0; for (int i = 0; i < x.Length; i++) { if (x[i] < 0) { break; } z += a * a * x[i]; } return z;")]

    // What may throw for one item and not for its neighbour.
    [InlineData("[Theta] double a, double x", "if (x < 0) { throw new ArgumentException(\"negative\"); } return a * a * x;")]
    [InlineData("[Theta] double a, double x, double y", "return a * Math.Clamp(x, -y, y);")]
    [InlineData("[Theta] double a, double x", "return x < 3 ? a * Math.Sign(x) : a;")]
    [InlineData("[Theta] ReadOnlySpan<double> a, double x, int label", "return x > 0 ? a[label] * x : x;")]
    [InlineData("[Theta] ReadOnlySpan<double> a, double x", "return x > 0 ? a[3] * x : a[0];")]
    [InlineData("[Theta] ReadOnlySpan<double> a, ReadOnlySpan<double> x", "double z = 0; if (x[0] > 0) { for (int i = 0; i < x.Length; i++) { z += a[i] * x[i]; } } return z;")]

    // What need not end, or may throw, for an item that does not come by.
    [InlineData("[Theta] double a, double x", "double r = a; if (x > 0) { while (r < 10) { r *= 2; } } return r * x;")]
    [InlineData("[Theta] double a, double x", "return x > 0 ? a * Root(x) : a;")]
    [InlineData("[Theta] double a, double x", "return x > 0 ? x * Root(a) : a;")]

    // No data, nothing to put side by side.
    [InlineData("[Theta] double a", "return a * a;")]
    public void One_item_after_the_other(string parameters, string body) => Assert.False(HasLanes(parameters, body));

    [Fact]
    public void A_loss_that_is_too_long_is_computed_item_by_item()
    {
        string body = string.Concat(Enumerable.Range(0, 300).Select(i => $"z = Math.Sin(z) + a * x * {i}; "));
        Assert.False(HasLanes("[Theta] double a, double x", $"double z = a; {body} return z;"));
    }

    [Fact]
    public void What_all_items_share_is_computed_once()
    {
        Function value = LossPipeline.Differentiate(Lower("[Theta] ReadOnlySpan<double> a, ReadOnlySpan<double> x", "double z = x[0]; return Math.Exp(a[0]) * z + Math.Exp(z);")).Result!.Lanes!.Value;
        Assert.Equal(
            [ScalarType.Double, ScalarType.Lanes],
            value.Body.Flatten().OfType<Compute>().Where(c => c.Operation is FunctionOperation { Rule: "Exp" }).Select(c => value.TypeOf(c.Result)));
    }

    /// <summary>Which numbers in θ are one of each item before the loop, and which derivatives are subtracted instead of negated.</summary>
    [Theory]
    [InlineData("[Theta] double a, [Theta] double b, double x, double y", "double r = y - (a * x + b); return r * r;", "a b", "1 2")]
    [InlineData("[Theta] double a, [Theta] double b, double x, double y", "double r = a * x + b - y; return r * r;", "a b", "")]
    [InlineData("[Theta] double a, [Theta] double b, double x, double y", "double r = y - a * b * x; return x > a ? r * r : r;", "", "1 2")]
    [InlineData("[Theta] double a, double x, double y", "double r = y - a * x; return x > a ? r * r : r;", "a", "1")]
    [InlineData("[Theta] double a, double x, double y", "double r = y - a * x; return Math.Exp(r);", "", "1")]
    [InlineData("[Theta] double a, ReadOnlySpan<double> x, double y", "double r = y - a * x[0]; return r * r;", "", "1")]
    [InlineData("[Theta] float a, double x, float y", "double r = x - a; return (float)(r * r) + a * y;", "", "")]
    [InlineData("[Theta] double a, [Theta] double b, [Theta] double c, [Theta] double d, [Theta] double e, [Theta] double f, [Theta] double g, [Theta] double h, [Theta] double i, double x", "double r = x * a + x * b + x * c + x * d + x * e + x * f + x * g + x * h + x * i; return r * r;", "", "")]
    public void What_is_done_once_for_all_groups_of_eight(string parameters, string body, string lanes, string subtracted)
    {
        LaneLoss loss = LossPipeline.Differentiate(Lower(parameters, body)).Result!.Lanes!;
        Assert.Equal(lanes, string.Join(' ', loss.ValueAndGradient.Parameters.Where(p => p.IsTheta && p.Type.IsLanes()).Select(p => p.Name)));
        Assert.Equal(subtracted, string.Join(' ', loss.Subtracted));
        Assert.Equal(loss.ValueAndGradient.Parameters.Select(p => p.Type), loss.ValueAndGradient.Values.Take(loss.ValueAndGradient.Parameters.Count).Select(v => v.Type));
    }

    private static bool HasLanes(string parameters, string body) => LossPipeline.Differentiate(Lower(parameters, body)).Result!.Lanes is not null;

    private static LossModel Lower(string parameters, string body)
    {
        LoweredLoss lowered = Lowering.Lower(Root + $"[Loss] public static {(parameters.Contains("float a", System.StringComparison.Ordinal) ? "float" : "double")} F({parameters}) {{ {body} }}");
        Assert.Empty(lowered.Diagnostics);
        return lowered.Model!;
    }
}
