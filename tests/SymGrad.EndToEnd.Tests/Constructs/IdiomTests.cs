using SymGrad.EndToEnd.Tests.Oracle;
using Xunit;

namespace SymGrad.EndToEnd.Tests.Constructs;

/// <summary>Ways to write loops, counters and arrays that people have, each as the body of a loss of one line.</summary>
public sealed class IdiomTests
{
    public static TheoryData<string> Bodies => new()
    {
        "double s = 0; foreach (ref readonly var e in a) { s += e * e * b; } return s;",
        "double s = 0; for (int i = 0, n = a.Length; i < n; i++) { s += a[i] * s + b; } return s;",
        "Span<double> s = stackalloc[] { a[0], b, 2.0 }; s[1] *= s[0]; return s[1] * s[2];",
        "double[] h = [a[0], a[1] * b]; h[0] += h[1]; return h[0] * h[0];",
        "double s = 0; for (int i = 1; i <= a.Length; i++) { s = s * b + a[^i]; } return s;",
        "return a[1..][..^1][0] * b;",
        "double s = 0; int i = 0; while (i < a.Length) { s += a[i++] * s + b; } return s;",
        "double[] h = new double[4]; int k = 0; while (k < 3) { h[k++] += a[k - 1] * b; } h[k--] = b; h[k] *= h[k + 1]; return h[0] * h[1] * h[2] + h[3];",
        "double s = 1; for (int i = a.Length; i-- > 0;) { s = s * a[i] + b; } return s;",
        "double s = 1; for (uint i = 0; i < 3; i++) { s *= a[(int)i] + b; } return s;",
        "double s = 1; int i = -1; for (;;) { if (++i >= a.Length) break; s *= a[i] + b; } return s;",
        "double m = a[0]; for (int i = 1; i < a.Length; i++) { m = Math.Max(a[i], m); } return m * b;",
        "double[] h = a.ToArray(); ref double p = ref h[1]; p *= 2; p = p * p + b; h[0] += p; p = 3; return h[0] * h[0] + h[1];",
        "double[] h = a.ToArray(); int[] order = new int[a.Length]; for (int i = 0; i < order.Length; i++) { order[i] = i; } for (int i = 1; i < order.Length; i++) { for (int j = i; j > 0 && h[order[j]] < h[order[j - 1]]; j--) { (order[j], order[j - 1]) = (order[j - 1], order[j]); } } double s = 0; for (int i = 0; i < order.Length; i++) { s += (i + 1) * h[order[i]] * b; } return s;",
        "bool[] seen = new bool[a.Length]; double s = 0; for (int i = 0; i < 8; i++) { int k = (i * 3) % a.Length; if (seen[k]) { continue; } seen[k] = true; s = s * a[k] + b; } return s;",
        "int n = 3; double[] m = new double[9]; for (int i = 0; i < n; i++) { for (int j = 0; j < n; j++) { m[i * n + j] = (i == j ? 4 : 0) + a[i] * x[j] + b; } } double det = 1; for (int k = 0; k < n; k++) { det *= m[k * n + k]; for (int i = k + 1; i < n; i++) { double f = m[i * n + k] / m[k * n + k]; for (int j = k; j < n; j++) { m[i * n + j] -= f * m[k * n + j]; } } } return det;",
        "int n = Math.Min(a.Length, x.Length); double s = 0; for (int i = 0; i < n; i++) { s += a[i] * x[i] / n; } return s * (double)a.Length * b;",
        "ReadOnlySpan<double> w = [0.5, 0.25, 0.125]; double s = 0; for (int i = 0; i < w.Length; i++) { s += w[i] * a[i] * b; } return s;",
        "double[] copy = a.ToArray(); copy[0] += 1; Span<double> t = copy; t[1] = t[0] * b; Span<double> u = t[1..]; u[0] += copy[1]; return copy[1] * t[0];",
        "double s = 0; foreach (double v in a) { int k = 0; while (true) { if (s > 3) { return s * b; } if (k++ > 2) { break; } s += v * v * b; } } return s - b;",
        "double s = b; for (float t = 0; t < 1f; t += 0.25f) { s = Math.Sin(s) + t * a[0]; } return s;",
        "double s = 0; for (int i = 0; i < a.Length; i++) { double t; Split(a[i] * b, out t, out double u); s += t * u; } return s; static void Split(double v, out double p, out double q) { p = v * v; q = Math.Cos(p); }",
        "double[] h = new double[a.Length]; double total = 0; void Push(int i, double v) { h[i] += v; total += h[i] * v; } for (int i = 0; i < a.Length; i++) { Push(i, a[i]); Push(a.Length - 1 - i, a[i] * b); } return total;",
        "Span<double> prev = stackalloc double[4]; Span<double> cur = stackalloc double[4]; prev.Clear(); for (int t = 0; t < 3; t++) { for (int j = 0; j < 4; j++) { cur[j] = Math.Tanh(prev[j] * b + a[j % a.Length] + (j > 0 ? cur[j - 1] : 0)); } cur.CopyTo(prev); } return prev[3];",
        "double s = b; int n = 0; do { s = 0.5 * (s + (a[0] * a[0] + 2) / s); } while (Math.Abs(s * s - a[0] * a[0] - 2) > 1e-9 && ++n < 50); return s;",
        "double s = 0; for (int i = 0; i < a.Length; i += 1 + i) { s = s * b + a[i]; } return s;",
        "double s = 0; for (int i = 0; i < a.Length; i++) { switch (i % 3) { case 0: s += a[i]; continue; case 1: if (s > 1) { return s * b; } break; default: s *= b; break; } s += 0.5 * a[i] * a[i]; } return s;",
        "double s = 0; for (int i = 0; i < a.Length; i++) { for (int j = 0; j < i; j++) { if (a[j] > a[i]) { s += a[j] * a[i]; break; } s -= b * a[j]; } } return s;",
        "double[] h = a.ToArray(); for (int i = 0; i + 1 < h.Length; i++) { h[i + 1] += h[i] * b; h[i] = h[i + 1] * h[i]; } double s = 0; foreach (double v in h) { s += v; } return s;",
        "double[] h = a.ToArray(); Span<double> left = h.AsSpan(0, h.Length - 1), right = h.AsSpan(1); for (int i = 0; i < left.Length; i++) { right[i] = left[i] * b + right[i]; left[i] *= 2; } return h[^1] * h[0];",
        "double[] h = new double[3]; h.AsSpan().Fill(a[0] * b); h[1] = a[1]; Array.Clear(h); h[2] = b; return h[0] + h[1] + h[2] * a[0];",
        "double s = 0; int i = 0; for (; i < a.Length && a[i] < 10; ++i) { if (i == 1) continue; s += a[i] * b; } return s * i;",
        "double s = 0, p = 1; for (int i = 0; i < a.Length; (s, p, i) = (s + p * a[i], p * b, i + 1)) { } return s;",
        "long c = 0; double s = 0; for (long i = 0; i < a.Length; i++) { c += i * i; s += a[(int)i] * c * b; } return s;",
        "double s = b; for (int i = 0; i < 3; i++) { double old = s; s = a[i] * old; if (s < 0) { s = old; } } return s * s;",
        "double s = 0; for (int i = 0; i < a.Length; i++) { double v = a[i]; v = v > 0 ? v : 0.01 * v; s += v * b; } return s;",
        "double n = 0; foreach (var v in a) n += v * v; n = Math.Sqrt(n); double s = 0; for (int i = 0; i < a.Length; i++) s += a[i] / n * x[i % x.Length]; return s * b;",
        "Span<double> acc = stackalloc double[2]; for (int i = 0; i < a.Length; i++) { acc[i & 1] += a[i] * a[i]; acc[i % 2 == 0 ? 1 : 0] -= b; } return acc[0] * acc[1];",
        "checked { double s = 0; for (int i = 0; i < a.Length; i++) { s += a[i + 1 - 1] * b; } return s; }",
        "double s = 0; for (int i = 0; i < a.Length; i++) { int k = i; k = k * k % a.Length; s += a[k] * b; k++; s *= a[k % a.Length]; } return s;",
        "var (p, q) = (a[0], b); for (int i = 0; i < 4; i++) { (p, q) = (q, p + q * a[1]); } return p * q;",
        "double s = 0; var f = (double v) => v * v * b; for (int i = 0; i < a.Length; i++) { s += f(a[i]); } return s;",
        "double[] c = new double[a.Length + 1]; c[0] = b; for (int i = 0; i < a.Length; i++) { for (int j = i + 1; j > 0; j--) { c[j] += c[j - 1] * a[i]; } } return c[2] * c[1];",
        "double e = 1; double[] r = new double[3]; for (int i = 0; i < 3; i++) { e *= a[i]; r[i] = e; e += b; } return r[0] * r[1] + r[2];",
        "double s = 0; for (int i = 0; i < 3; i++) { double[] h = new double[i + 1]; h[0] = a[i]; for (int j = 1; j <= i; j++) { h[j] = h[j - 1] * b; } s += h[i]; } return s;",
        "double s = 0; for (int i = int.MaxValue - 2; i < int.MaxValue; i++) { s += a[i % 3] * b; } return s;",
        "double s = 0; for (int i = int.MinValue + 2; i > int.MinValue; i--) { s = s * b + a[Math.Abs(i % 3)]; } return s;",
        "double s = b; int k = 0; while (s < 5 && k < 100) { s += a[0] * a[0] + 0.3; k += 3; } return s * k;",
        "ReadOnlySpan<double> w = a; w = w.Slice(1); double s = w[0]; return s * b;",
        "return Mean(a) * Mean(x) * b; static double Mean(ReadOnlySpan<double> v) { if (v.IsEmpty) { return 0; } double s = 0; foreach (double e in v) { s += e; } return s / v.Length; }",
    };

    [Theory]
    [MemberData(nameof(Bodies))]
    public void An_idiom(string body) => Accept.Loss(
        $$"""
        [Loss]
        public static double F([Theta] ReadOnlySpan<double> a, [Theta] double b, ReadOnlySpan<double> x)
        {
            {{body}}
        }
        """,
        Sample.Of(("a", 3), ("x", 3)),
        Sample.Of(("a", 5), ("x", 4)).Between("a", 0.2, 1.5));
}
