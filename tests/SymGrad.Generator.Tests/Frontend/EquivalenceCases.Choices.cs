using System.Collections.Generic;

namespace SymGrad.Generator.Tests.Frontend;

/// <content>Conditional expressions, switches and patterns.</content>
internal static partial class EquivalenceCases
{
    private static Dictionary<string, string> Choices => new()
    {
        ["nested conditionals"] =
            "[Loss] public static double F(double theta, double x) => x > 1 ? theta > 1 ? 1 : x : x < 0 ? theta : x > 0.4 && theta < 2 || x == 0 ? 5 : 6;",
        ["negated comparisons of NaN"] = "[Loss] public static double F(double theta, double x) => !(x < theta) ? 1 : !(x >= theta) ? 2 : 3;",
        ["switch statement with breaks, returns and guards"] = """
            [Loss] public static double F(double theta, int n)
            {
                double s = theta;
                switch (n)
                {
                    case 0: if (theta > 1) break; s = 2 * s; break;
                    case 1: if (theta > 1) { if (theta > 2) break; s = 3; } s += 1; break;
                    case 2: return 7;
                    case -1 or -2: { s = -s; if (s > 0) return s; break; }
                    case > 5 when theta < 0: throw new ArgumentException("bad " + n, nameof(n));
                    case 3: case 4: s -= n; break;
                    default: s = 9; if (theta == 0) return 1; if (theta == 1) break; s++; break;
                }
                s *= 2;
                return s;
            }
            """,
        ["switch whose default stands first"] = """
            [Loss] public static double F(double theta, int n)
            {
                switch (n) { default: case 3: theta++; break; case > 2 when theta > 0: return 1; case 1: { theta = 2; break; } }
                return theta;
            }
            """,
        ["switch over bool without default"] =
            "[Loss] public static double F(double theta, bool p) { switch (p) { case true: return theta; case false: return 2 * theta; } }",
        ["nested switches"] = """
            [Loss] public static double F(double theta, int n, int m)
            {
                double s = 0;
                switch (n)
                {
                    case 1:
                        switch (m) { case 1: s = 1; break; case 2: return 5; default: if (theta > 0) break; s = 4; break; }
                        s += 10;
                        break;
                    case 2 when m > n:
                        s = theta; break;
                }
                return s + 1;
            }
            """,
        ["switch on a real number"] = """
            [Loss] public static double F(double theta, double x)
            {
                switch (x) { case < 0: return 1; case double.NaN: return 2; case > 1 and < 3 or 12: theta *= 2; break; case var z when z > theta: return z; }
                return theta;
            }
            """,
        ["switch expression"] = """
            [Loss] public static double F(double theta, double x) => x switch
            {
                < 0 => -theta,
                0 or double.NaN => 1,
                var z when z > 10 => z * theta,
                > 5 => throw new InvalidOperationException($"x is {x:F2} {nameof(x)} {{}} \"{theta,8}\" {x > 3}"),
                not 0.5 => theta * x,
                _ => 3,
            };
            """,
        ["switch expression without a catch-all"] =
            "[Loss] public static double F(double theta, int n) => n switch { 1 => theta, 2 when theta > 0 => theta * theta, 3 or 4 => 5 };",
        ["switch expression that throws at the end"] = """
            [Loss] public static double F(double theta, int n)
            {
                double r = n switch { 1 => theta, > 4 => throw new ArgumentException("large"), < 0 when theta > 1 => throw new ArgumentException("negative"),
                    _ => throw new ArgumentOutOfRangeException(nameof(n), n, "none") };
                return r + 1;
            }
            """,
        ["switch expression over a tuple"] = """
            [Loss] public static double F(double theta, double x, bool p) => (x, p) switch
            {
                (> 0, true) => 1, (var u, false) when u > theta => u, (0, _) or (_, true) => 5, (_, _) => theta
            };
            """,
        ["patterns"] = """
            [Loss] public static double F(double theta, double x, int n)
            {
                double s = x is var z ? z + 1 : 0;
                if (x is > 0 and < 2 or 5.5 && theta is not (1 or double.NaN)) s += 1;
                if (n is 1 or > 3 && x is var w && w > n) s += w;
                if ((x, n) is (> 0, var k) t) s += k + t.Item1;
                return s;
            }
            """,
    };
}
