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
            var objective = new FObjective(x, b, Aggregation.Sum).WithPlan(PlanKind.PerItem);
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
    [InlineData("byte")]
    [InlineData("sbyte")]
    [InlineData("short")]
    [InlineData("ushort")]
    [InlineData("uint")]
    [InlineData("long")]
    [InlineData("ulong")]
    public void Enumerations(string type)
    {
        string kinds = $"public enum Kind : {type} {{ Square, Huber, Absolute = 100 }}\n";
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

    [Theory]
    [InlineData("byte")]
    [InlineData("sbyte")]
    [InlineData("short")]
    [InlineData("ushort")]
    [InlineData("int")]
    [InlineData("uint")]
    [InlineData("long")]
    [InlineData("ulong")]
    public void Integers(string type)
    {
        AcceptLanes($"[Loss] public static double F([Theta] double a, {type} k, double x) => a * k * x + (k > 1 ? a * a : k == 0 ? Math.Exp(a) : a);");
        AcceptLanes($$"""
            public record struct Item({{type}} Count, float X);

            [Loss]
            public static double F([Theta] double a, Item item) => item.Count >= 1 ? a * a * item.Count * item.X : a;
            """);
        string extremes = $"0, 1, 2, 7, 100, 127, {type}.MinValue, {type}.MaxValue, {type}.MaxValue - 1, {type}.MaxValue / 2 + 1, {type}.MaxValue / 3";
        CheckBits("", type, "return k > 7 ? a * k : k == 2 ? a * a * k : k >= 1 ? 1 / (k + 0.5) * a : -a;", extremes);
        CheckBits("", type, "return k == 0 ? a * a : a / k;", extremes);
        if (type is not ("long" or "ulong"))
        {
            CheckBits("", type, "float t = k; return a * t + a * a;", extremes);
        }
    }

    /// <summary>Integers of 64 bits near the last that are doubles, compared with what is less than that.</summary>
    [Theory]
    [InlineData("k < 4503599627370495")]
    [InlineData("k == 4503599627370495")]
    [InlineData("k != -4503599627370495")]
    [InlineData("k >= -4503599627370495")]
    public void Long_integers_beyond_what_is_a_double(string condition) => CheckBits(
        "", "long", $"return ({condition} ? 2 : 3) * a * a + a * (double)k;",
        "4503599627370494, 4503599627370495, 4503599627370496, 9007199254740991, 9007199254740992, 9007199254740993, -4503599627370495, -4503599627370496, -9007199254740993, 0, long.MinValue, long.MaxValue, long.MaxValue - 511, long.MaxValue - 512, long.MaxValue - 513");

    /// <summary>Where C# begins again at the other end of the range, so do eight items; what is 0 is not −0.</summary>
    [Theory]
    [InlineData("int", "k + 1")]
    [InlineData("int", "k - 3")]
    [InlineData("int", "2 * k")]
    [InlineData("int", "k * -5")]
    [InlineData("int", "-k")]
    [InlineData("int", "k / 3")]
    [InlineData("int", "k % 3")]
    [InlineData("int", "k % 2 == 0 ? 3 * k : k / 2")]
    [InlineData("int", "(k + 5) % 7 * (k % 4 - 2)")]
    [InlineData("int", "100000 - k / 7 * 3 + k % 1000 * 2")]
    [InlineData("int", "1000000000 * (k % 3)")]
    [InlineData("int", "unchecked((int)(uint)k)")]
    [InlineData("int", "unchecked((uint)k)")]
    [InlineData("int", "(long)k * 1000 + k")]
    [InlineData("int", "k > 5 ? k + 1 : k - 1")]
    [InlineData("int", "checked(k / 2 + 1)")]
    [InlineData("uint", "k + 1")]
    [InlineData("uint", "k - 8")]
    [InlineData("uint", "3 * k")]
    [InlineData("uint", "k / 10 + k % 10")]
    [InlineData("uint", "unchecked((int)k)")]
    [InlineData("byte", "k + 1")]
    [InlineData("byte", "k * k - 2 * k")]
    [InlineData("byte", "-k")]
    [InlineData("byte", "200 / (k + 1)")]
    [InlineData("byte", "checked(k * k)")]
    [InlineData("sbyte", "k * k * k / 11 % 13")]
    [InlineData("sbyte", "-k * (k - 1)")]
    [InlineData("short", "k * k")]
    [InlineData("short", "k * k + k")]
    [InlineData("ushort", "k * k")]
    [InlineData("ushort", "k * 65535 + 65535")]
    public void Arithmetic_of_integers(string type, string expression)
    {
        string items = $"0, 1, 2, 3, 4, 5, 6, 7, 100, 127, {type}.MinValue, {type}.MinValue + 1, {type}.MinValue + 2, {type}.MaxValue, {type}.MaxValue - 1, {type}.MaxValue / 2 + 1, {type}.MaxValue / 3, {type}.MaxValue / 2";
        CheckBits("", type, $"return a * ({expression}) + 1 / (double)({expression});", items);
        CheckBits("", type, $"var n = {expression}; return n == 0 ? a * a : n > 1 ? a * n : a / n;", items);
        AcceptLanes($"[Loss] public static double F([Theta] double a, {type} k, double x) => a * ({expression}) * x + a * a;");
    }

    [Fact]
    public void Indices_that_are_computed()
    {
        const string loss = "[Loss] public static double F([Theta] ReadOnlySpan<double> a, int k, byte b, double x) => a[k + 1] * x + a[2 * b % 3] * a[k];";
        Accept.Loss(loss, Oracle.Sample.Of(("a", 4)).Below("k", 3));
        AssertLanes(loss);
        Assert.IsType<IndexOutOfRangeException>(Assert.Throws<TargetInvocationException>(() => Run(
            loss, "return ([new FObjective(new[] { 0, 1, 2, int.MaxValue, 1, 2, 0, 0, 1 }, new byte[9], new double[9], 4).Value(new double[4])], []);")).InnerException);
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
                var objective = new FObjective(Enumerable.Repeat(item, 8).ToArray(), Aggregation.Sum).WithPlan(PlanKind.PerItem);
                actual.AddRange([objective.Value([0.75]), objective.ValueAndGradient([0.75], gradient), gradient[0]]);
                var (v, g) = FValueAndGradient(0.75, item);
                expected.AddRange([8 * v, 8 * v, 8 * g]);
            }

            {{type}}[] mixed = Enumerable.Range(0, 8 * items.Length).Select(i => items[(i + i / items.Length) % items.Length]).ToArray();
            new FObjective(mixed, Aggregation.Sum).WithPlan(PlanKind.PerItem).ValueAndGradient([0.75], gradient);
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
