using System;
using System.Linq;
using System.Reflection;
using SymGrad.EndToEnd.Tests.Constructs;
using SymGrad.Testing;
using Xunit;

namespace SymGrad.EndToEnd.Tests.Objectives;

/// <summary>
/// Columns of other types than floating-point ones, of which objectives take eight items at once: conditions, enumerations and integers. Losses are compared with dual numbers at random
/// points, and at extreme values bit by bit with the method for one item: eight equal items give eight times what one gives.
/// </summary>
public sealed class LaneColumnTests
{
    private const string Kinds = "public enum Kind : {0} {{ Square, Huber, Absolute = 100 }}\n";

    [Theory]
    [InlineData("return b ? a * x : a * a;")]
    [InlineData("return (b ? 1.0 : 0.0) * a * a * x;")]
    [InlineData("return b & !c ? a * a * x : b | c ? a * x : a;")]
    [InlineData("return b == c ? a * a * x : b != (x > 0) ? a * x : a;")]
    [InlineData("if (b && x > 0 || !c) { a *= x; } return a * a;")]
    [InlineData("bool d = b ^ c; return (d ? a : x) * (d ? 2 : 3) * a;")]
    [InlineData("if (b) { c = !c; x *= 2; } return c ? a * a * x : a;")]
    [InlineData("bool d = x > 1 ? b : c; return d ? a * a * x : a + x;")]
    [InlineData("return b ? a * Math.Log(Math.Abs(x) + 1) : a / (x + 5);")]
    [InlineData("double z = a * x; return b ? Math.Log(1 + Math.Exp(-z)) : Math.Log(1 + Math.Exp(z));")]
    [InlineData("double s = 0; for (int i = 0; i < 3; i++) { s += b ? a * x : a * a * i; c = b == c; } return c ? s * s : s;")]
    public void Conditions(string body)
    {
        string loss = $"[Loss] public static double F([Theta] double a, double x, bool b, bool c) {{ {body} }}";
        foreach (string members in (string[])[loss, Oracle.InSinglePrecision.Of(loss)])
        {
            AcceptLanes(members);
        }
    }

    /// <summary>What the side not taken comes to, NaN or infinite, is not seen.</summary>
    [Theory]
    [InlineData("return b ? a * Math.Log(x) : a * a;", "x > 0")]
    [InlineData("double s = 1; if (b) { s = Math.Sqrt(x - 1); } return a * s;", "x > 1")]
    [InlineData("return (b ? 1 / x : 1) * a * a;", "x != 0")]
    public void What_is_not_taken_does_not_leak(string body, string condition)
    {
        string loss = $"[Loss] public static double F([Theta] double a, double x, bool b) {{ {body} }}";
        string script = $$"""
            double[] x = [-1, 0, 2, 3, -0.0, 5, -6, 7, 0.5, -2, 1, 1e308, 4, 0, -3, 0, 0, 6, 8, 9, 0];
            bool[] b = x.Select(x => {{condition}}).ToArray();
            var objective = new FObjective(x, b, Aggregation.Sum);
            double[] gradient = new double[1], expected = new double[2];
            double value = objective.ValueAndGradient([0.75], gradient);
            for (int i = 0; i < x.Length; i++)
            {
                var (v, g) = FValueAndGradient(0.75, x[i], b[i]);
                expected[0] += v;
                expected[1] += g;
            }
            return ([value, gradient[0]], expected);
            """;
        (double[] actual, double[] expected) = Run(loss, script);
        Assert.All(expected, (e, i) => Assert.Equal(e, actual[i], 1e-12 * Math.Abs(e)));
        Assert.All(expected, e => Assert.True(double.IsFinite(e) && e != 0));
    }

    [Fact]
    public void Conditions_that_are_members() => AcceptLanes("""
        public record struct Reading(bool IsKnown, double Y, (bool Is, float X) Inner);

        [Loss]
        public static double F([Theta] double a, Reading r) => r.IsKnown ? a * r.Y : r.Inner.Is ? a * a * r.Inner.X : a;
        """);

    [Theory]
    [InlineData("int")]
    public void Enumerations(string type)
    {
        string kinds = string.Format(null, Kinds, type);
        AcceptLanes(kinds + """
            [Loss]
            public static double F([Theta] double a, Kind kind, double x) => kind switch
            {
                Kind.Square => a * a * x,
                Kind.Huber or Kind.Absolute => Math.Exp(a * x),
                _ => a,
            };
            """);
        AcceptLanes(kinds + """
            public record struct Item(Kind Kind, float X);

            [Loss]
            public static float F([Theta] float a, Item item)
            {
                switch (item.Kind)
                {
                    case Kind.Square: return a * a * item.X;
                    case Kind.Huber when item.X > 0: return MathF.Sin(a) * item.X;
                }

                return item.Kind == Kind.Absolute || item.Kind > Kind.Huber ? a : a * item.X;
            }
            """);
        CheckBits(
            kinds, "Kind", "return k == Kind.Absolute ? a * a : k >= Kind.Huber ? 2 * a : k != Kind.Square ? 3 * a : 5 * a;",
            $"Kind.Square, Kind.Huber, Kind.Absolute, (Kind){type}.MinValue, (Kind){type}.MaxValue, (Kind)2, (Kind)99, (Kind)101");
    }

    private static void AcceptLanes(string members)
    {
        Accept.Loss(members);
        AssertLanes(members);
    }

    /// <summary>Eight items that are one, and all items side by side.</summary>
    private static void CheckBits(string members, string type, string body, string items)
    {
        (double[] actual, double[] expected) = Run(
            $"{members}[Loss] public static double F([Theta] double a, {type} k) {{ {body} }}", $$"""
            {{type}}[] items = [{{items}}];
            var actual = new System.Collections.Generic.List<double>();
            var expected = new System.Collections.Generic.List<double>();
            double[] gradient = new double[1];
            foreach ({{type}} item in items)
            {
                var objective = new FObjective(Enumerable.Repeat(item, 8).ToArray(), Aggregation.Sum);
                actual.AddRange([objective.Value([0.75]), objective.ValueAndGradient([0.75], gradient), gradient[0]]);
                var (v, g) = FValueAndGradient(0.75, item);
                expected.AddRange([8 * v, 8 * v, 8 * g]);
            }

            {{type}}[] mixed = Enumerable.Range(0, 8 * items.Length).Select(i => items[(i + i / items.Length) % items.Length]).ToArray();
            new FObjective(mixed, Aggregation.Sum).ValueAndGradient([0.75], gradient);
            double[] sums = new double[8];
            for (int i = 0; i < mixed.Length; i++)
            {
                sums[i % 8] += FValueAndGradient(0.75, mixed[i]).Gradient;
            }
            actual.Add(gradient[0]);
            expected.Add(sums[0] + sums[4] + (sums[2] + sums[6]) + (sums[1] + sums[5] + (sums[3] + sums[7])));
            return ([.. actual], [.. expected]);
            """);
        Assert.Equal(expected.Select(BitConverter.DoubleToInt64Bits), actual.Select(BitConverter.DoubleToInt64Bits));
        Assert.Contains(expected, e => e != 0);
    }

    private static void AssertLanes(string members)
        => Assert.Contains("ValueAndGradientLanes", string.Concat(GeneratorRunner.Run(InClass(members, "")).Files.Select(f => f.Text)), StringComparison.Ordinal);

    private static (double[] Actual, double[] Expected) Run(string members, string script)
    {
        AssertLanes(members);
        using var assembly = LoadedAssembly.Load(GeneratorRunner.Run(InClass(members, $"public static (double[] Actual, double[] Expected) Run()\n{{\n{script}\n}}")).Output);
        MethodInfo method = assembly.Assembly.GetType("Losses")!.GetMethod("Run")!;
        return ((double[], double[]))method.Invoke(null, null)!;
    }

    private static string InClass(string members, string script)
        => $"using System;\nusing System.Linq;\nusing SymGrad;\n\npublic static partial class Losses\n{{\n{members}\n{script}\n}}\n";
}
