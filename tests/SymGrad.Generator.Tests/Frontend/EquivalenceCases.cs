using System.Collections.Generic;
using System.Linq;

namespace SymGrad.Generator.Tests.Frontend;

/// <summary>Losses named F, each with the helpers it needs, whose lowered form has to compute what C# computes.</summary>
internal static partial class EquivalenceCases
{
    public static IReadOnlyDictionary<string, string> All { get; } = Statements.Concat(Choices).ToDictionary();

    private static Dictionary<string, string> Statements => new()
    {
        ["expression body"] = "[Loss] public static double F(double theta, double x) => -theta * x + x / theta - 2 % x;",
        ["declaration order"] = """
            [Loss] public static double F(double theta, double x)
            {
                double a;
                var b = theta - x;
                a = b * b;
                { double c = a + 1; a = c * x; }
                { double c = a + 2; a += c; }
                return a;
            }
            """,
        ["early return"] = """
            [Loss] public static double F(double theta, double x)
            {
                if (x < 0) return theta;
                if (x == 0) { return -theta; }
                return theta * x;
            }
            """,
        ["returns on some paths of nested choices"] = """
            [Loss] public static double F(double theta, double x)
            {
                double s = theta * x;
                if (s > 1) { if (x > 3) return s; s = s + 1; if (theta > 1) { s *= 2; if (s > 20) return -1; } else s -= 1; }
                else if (s < -2) { s = 5; }
                else { return 7; }
                s = s * 2;
                if (x > 1) { if (theta < 0) return s; }
                return s + 100;
            }
            """,
        ["variables assigned on the paths that go on"] = """
            [Loss] public static double F(double theta, double x)
            {
                double y;
                if (x > 0) { if (theta > 2) return 1; y = 2; } else y = theta;
                double z;
                if (y > 1) z = 1; else { z = y; if (x < -1) return z; z++; }
                return y * 10 + z;
            }
            """,
        ["both sides return"] = """
            [Loss] public static double F(double theta, double x)
            {
                if (x > 1) { if (theta > 1) return 1; return 2; } else return theta > 1 ? 3 : 4;
            }
            """,
        ["assignments inside conditions"] = """
            [Loss] public static double F(double theta, double x)
            {
                double s = 1;
                if ((s = theta) > 1 && (s += x) > 2 || (s *= 2) < 0) s = -s;
                double t = (s > 0 ? s-- : ++s) + s;
                return s + 10 * t;
            }
            """,
        ["post- and pre-increment"] = """
            [Loss] public static double F(double theta, int n)
            {
                int i = n;
                int j = i++ + ++i * i-- - --i;
                double d = theta;
                double e = d++ * d + --d;
                return i + 10.0 * j + e;
            }
            """,
        ["evaluation order of operands"] = """
            [Loss] public static double F(double theta, double x)
            {
                double a = x;
                double b = a + (a = theta) * a;
                a += (a = 3) + a;
                return a * 100 + b;
            }
            """,
        ["small integers"] = """
            [Loss] public static double F(double theta, byte b, sbyte s)
            {
                b += 200; b++; s--; s -= 100; b <<= 1; s >>= 1; b |= 3; s ^= 5; b &= 0x7f;
                short t = (short)(b * 300); ushort u = (ushort)(s - 5); t++; u--;
                return theta * (b + s) + t - u;
            }
            """,
        ["unsigned and long arithmetic"] = """
            [Loss] public static double F(double theta, uint u, long m)
            {
                uint w = u - 3; w <<= 2; w = w >> 1; w++; ulong v = (ulong)m * 3 + u; v >>= 3; long l = m << 2; l = l >>> 1; l = -l; v--;
                return theta + w + v + l + (u * m) + (-u) + ~m;
            }
            """,
        ["division of integers"] = """
            [Loss] public static double F(double theta, int a, int b)
            {
                int q = a / b; int r = a % b; q /= 2; r %= 3;
                return theta * q + r;
            }
            """,
        ["checked arithmetic"] = """
            [Loss] public static double F(double theta, int a, byte b)
            {
                checked { a = a * 65536 + 1; b += 100; b++; a = -a; int c = (int)theta; short s = (short)a; s++; return c + s + b + unchecked(a * a); }
            }
            """,
        ["checked compound assignment of a float to an integer"] = """
            [Loss] public static double F(double theta, int a)
            {
                int n = a; n += (int)2.5; n = checked(n + 2); checked { n *= 2; } long k = a; k += n;
                byte z = 1; checked { z -= 1; } int w = a; w -= n; checked { w -= 3; }
                return theta * n + k + z + w;
            }
            """,
        ["conversions"] = """
            [Loss] public static double F(double theta, float f, long m)
            {
                float g = (float)theta; int i = (int)f; uint u = (uint)i; byte b = (byte)f; double d = m; float h = m; ulong w = (ulong)i; sbyte s = (sbyte)m;
                d += f; f += 1; i += (int)2.7; long l = (long)f;
                return g + i + u + b + d + h + w + s + f * 0.1f + l + (theta > 0 ? 1 : 2);
            }
            """,
        ["float precision"] = """
            [Loss] public static float F(float theta, float x, int n)
            {
                float s = theta / 3 + x * 0.1f; s *= n; s += 1; s++; double wide = s; wide /= 7; s = (float)wide;
                return s - MathF.Sqrt(MathF.Abs(x)) + float.Exp(-theta * theta) + n;
            }
            """,
        ["strict logic and bit operators"] = """
            [Loss] public static double F(double theta, bool p, int n)
            {
                bool q = p & theta > 0 | n > 2 ^ !p; q &= n < 5; q |= theta < 0; q ^= p;
                int k = n & 6 | 1 ^ ~n; k = (k >> 1) + (k << 33) + (k >>> 3);
                return q ? k : q == p ? -k : theta;
            }
            """,
        ["tuples"] = """
            static (double Sum, double Difference) Both(double a, double b) => (a + b, a - b);
            [Loss] public static double F(double theta, double x)
            {
                (double a, double b) = (theta, x);
                (a, b) = (b, a);
                var t = (p: a, q: b, r: (1.5, u: 2));
                t.p += 1; t.r.Item1 = t.q; t.r.u++;
                (int i, long l) = (1, 2);
                (double u, double v) = (i, l);
                var (s, d) = Both(theta, x);
                (double, float) c = (i, 2f);
                (a, (b, _)) = (b, (a, 3));
                (double wide, double) w = ((int, float))(t.r.u, 2.5f);
                var copy = t; copy.p = 0;
                Both(1, 2).ToString();
                return t.p * t.Item2 + u * v + ((a, b) == (b, a) ? 1 : 2) + s * d + Both(a, 1).Difference + c.Item1 + t.r.Item1 * t.r.u + w.wide
                    + ((1, x) != (i, theta) ? 4 : 8) + copy.p;
            }
            """.Replace("    Both(1, 2).ToString();\n", "", System.StringComparison.Ordinal),
        ["tuple elements assigned in branches"] = """
            [Loss] public static double F(double theta, double x)
            {
                (double a, double b) t;
                t.a = theta; t.b = x;
                if (x > 0) t.b = 3; else (t.a, t.b) = (t.b, t.a);
                (double, double) u;
                if (theta > 1) u = t; else u = (t.a, 1);
                return t.a + 10 * t.b + 100 * u.Item1 + 1000 * u.Item2;
            }
            """,
        ["helpers"] = """
            static double H(double v, double w = 2.5) { if (v < 0) return -v; v = v + 1; return v * w; }
            static double Huber(double r, double delta) => Math.Abs(r) <= delta ? 0.5 * r * r : delta * (Math.Abs(r) - 0.5 * delta);
            static bool Inside(double v) => v is > -1 and < 3;
            [Loss] public static double F(double theta, double x)
                => H(H(theta)) + H(w: theta, v: x) + H(x) + Huber(theta - x, delta: 1) + (Inside(x) ? Other.Twice(x) : Other.Twice(theta));
            static class Other { internal static double Twice(double v) { double two = 2; return two * v; } }
            """,
        ["named arguments are evaluated as written"] = """
            static double Pair(double first, double second) => first * 10 + second;
            [Loss] public static double F(double theta, double x)
            {
                double n = theta;
                return Pair(second: n = n + 1, first: n * x) + Math.Pow(y: n += 2, x: Math.Abs(n));
            }
            """,
        ["references"] = """
            static void Swap(ref double a, ref double b) { double t = a; a = b; b = t; }
            static bool TryLog(double v, out double r) { if (v <= 0) { r = 0; return false; } r = Math.Log(v); return true; }
            static double Read(in double v, in double w = 3) => v * 2 + w;
            static void Twice(ref double a, ref double b) { a += 1; b *= 2; a += b; }
            static void Through(ref double a) { Twice(ref a, ref a); }
            [Loss] public static double F(double theta, double x)
            {
                double p = theta; Swap(ref p, ref x);
                if (!TryLog(p, out var lg)) return -1;
                TryLog(p, out _);
                Twice(ref p, ref p); Through(ref x);
                if (TryLog(x, out double again) && again > 1) lg += again;
                return lg + x + Read(in p) + Read(3.0) + p;
            }
            """,
        ["local functions"] = """
            [Loss] public static double F(double theta, double x)
            {
                double acc = 0; int calls = 0;
                void Add(double q) { calls++; if (q > 10) { acc = 10; return; } if (q < 0) return; acc += q; }
                double Next() { acc *= 2; return Plain(acc) + x; }
                static double Plain(double v) => v - 1;
                Add(theta); Add(theta * x); if (x > 1) Add(x);
                double s = Next() + acc * Next();
                bool Positive() => (acc -= 1) > 0;
                if (Positive() && Positive() || x > 0) s += acc;
                return s + calls;
            }
            """,
        ["throwing helpers and guards"] = """
            static double Fail(string m) => throw new InvalidOperationException("no " + m);
            static void Require(bool c, string m, string name = "x") { if (!c) throw new ArgumentException($"[{m}] {c}", name); }
            static void Refuse(double v, string why) { if (v > 100) throw new ArgumentException("big"); throw new NotSupportedException(why + v); }
            [Loss] public static double F(double theta, double x)
            {
                if (double.IsNaN(x)) Fail("NaN" + 1);
                Require(x > -2, "more");
                if (theta == 2) Refuse(x, "two: ");
                double k = x > 5 ? Fail($"big {x}") : theta;
                if (theta > 3) { if (x > 1) throw new ArgumentException("first"); double m = x * theta; throw new ArgumentOutOfRangeException(nameof(theta), m, null); }
                else if (theta < -2) throw new FormatException();
                return x > -1 ? k : throw new ArgumentOutOfRangeException(nameof(x), x, $"x={x,8:F2}" + " y " + theta + 'c' + 5 + true);
            }
            """,
        ["a throw where some paths have left"] = """
            [Loss] public static double F(double theta, double x)
            {
                if (x > 1) { if (theta > 1) return 1; x = 4; } else if (x < 0) { if (theta > 0) return 3; }
                if (x == 4) return x;
                switch (x) { case > 0: if (theta < 0) break; return theta; default: break; }
                throw new ArgumentException("end");
            }
            """,
        ["framework guards"] = """
            [Loss] public static double F(double theta, double x, int n)
            {
                ArgumentOutOfRangeException.ThrowIfNegative(x);
                ArgumentOutOfRangeException.ThrowIfGreaterThan(n, 3, "count");
                if (theta > 0) ArgumentOutOfRangeException.ThrowIfZero(x);
                return theta * x * n;
            }
            """,
        ["mathematical functions"] = """
            [Loss] public static double F(double theta, double x)
                => Math.Sin(theta) + Math.Cos(x) * Math.Atan2(theta, x) + Math.Log(x, 3) + double.LogP1(x) + Math.Round(x, 1) + Math.Round(theta)
                + Math.Clamp(x, -1, 1) + Math.Max(theta, x) + double.Hypot(theta, x) + Math.FusedMultiplyAdd(x, theta, 2) + Math.ScaleB(x, 3)
                + Math.SinCos(theta).Sin * Math.SinCos(theta).Cos + double.SinCosPi(x).CosPi + Math.ILogB(x) + double.RootN(x, 3)
                + Math.IEEERemainder(x, 2) + double.Lerp(x, theta, 0.5) + (double.IsNaN(x) ? 1 : 2) + double.ExpM1(x) + Math.CopySign(theta, x)
                + Math.Max((int)x, 3) + Math.Abs((float)x) + MathF.Pow(2, 3) + Math.PI + double.E + MathF.Tau + double.Epsilon;
            """,
        ["rounding modes"] =
            "[Loss] public static double F(double theta, double x) => theta + Math.Round(x, 1, MidpointRounding.AwayFromZero) + Math.Truncate(theta);",
        ["constants and fields"] = """
            const double Scale = 3, Negative = -0.0; const int Count = 7; static readonly double Rate = Math.Sqrt(2); static double Half => 0.5 * Rate; static double Fixed { get; } = 4;
            static double Computed { get { double r = Rate; return r * r; } }
            static readonly (double Lo, (int, double Hi) Tail) Range = (1, (3, 2));
            [Loss] public static double F(double theta, double x)
            {
                const double Delta = 1.5; const int N = 2; const float Third = 1f / 3;
                return theta * Delta + Scale * x + Rate + Half + Fixed + N * theta + Range.Tail.Hi + Range.Tail.Item1 + 1.5 + Third + Computed
                    + 1 / (Negative * x) + default(double) + nameof(x).Length * 0 + int.MaxValue + (Count / 2) + sizeof(int) + float.MinValue;
            }
            """.Replace("nameof(x).Length * 0 + ", "", System.StringComparison.Ordinal),
        ["constant conditions"] = """
            const bool Debug = false;
            [Loss] public static double F(double theta, double x)
            {
                if (Debug) return 1; else x += 1;
                double s = true ? theta : x;
                if (!Debug || x > 0) return s * x;
                throw new NotSupportedException();
            }
            """,
        ["unreachable code"] = """
            [Loss] public static double F(double theta, double x)
            {
                if (x > 0) { return theta; }
                else { return x; }
            #pragma warning disable CS0162
                x = 3;
                return x;
            }
            """,
        ["unused and empty statements"] = """
            [Loss] public static double F(double theta, double x)
            {
                ; _ = theta * 2; _ = x++; { } if (x > 0) { } else { } if (theta > 0) ; double dead = 1 / x; (_, _) = (x++, theta);
                return theta + x;
            }
            """,
        ["helpers called with literals"] = """
            static double Early(double v, int kind)
            {
                if (kind == 2) { if (kind != 1) return v * v; v = 3; }
                v += 1;
                return v;
            }
            static double Jump(double v, int kind)
            {
                switch (kind) { case 2: if (kind > 1) break; v = 3; break; case 3: v = -v; if (v > 0) break; v--; break; default: return 1; }
                return v * v;
            }
            static double Checked(double v, byte kind)
            {
                double w;
                if (kind == 1) w = v; else if (kind < 3 & kind != 2) w = 2 * v; else if (kind == 7) throw new ArgumentException("seven"); else w = 3;
                return w + v;
            }
            static double Both(double v, bool up, float scale) => (up ^ (scale >= 0.5f)) || !(up & scale is > 1 and < 4) ? v : v * scale;
            [Loss] public static double F(double theta, double x)
            {
                double s = Early(theta, 2) + Early(x, 1) + Jump(theta, 2) + Jump(x, 3) + Jump(x, 4);
                s += Checked(x, 1) + Checked(theta, 2) + Checked(theta, 3) + Both(s, true, 2) + Both(s, false, 0.25f) + Both(s, true, float.NaN);
                return x > 5 ? s + Checked(s, 7) : s;
            }
            """,
    };
}
