using System.Linq;
using SymGrad.Generator.Analysis;
using SymGrad.Generator.IR;
using SymGrad.Generator.Tests.Frontend;
using Xunit;

namespace SymGrad.Generator.Tests.Analysis;

/// <summary>
/// What varies with θ, in the sense of differentiation (<see cref="Activity"/>) and at all (<see cref="ThetaDependence"/>), where values go
/// round loops and through arrays. Only named values are listed, each name once.
/// </summary>
public sealed class ActivityTests
{
    [Theory]

    // What a later iteration makes active is active in the earlier ones.
    [InlineData("double a = 0, b = 0; for (int i = 0; i < n; i++) { b = a; a = theta; } return b;", "theta b a")]
    [InlineData("double a = x, b = theta; for (int i = 0; i < n; i++) { a += 1; b *= a; } return a + b;", "theta b")]

    // An index that depends on θ has no derivative.
    [InlineData("int k = (int)theta; double a = 0; while (k > 0) { a += x; k--; } return a;", "theta")]
    [InlineData("double a = x; while (a < theta) { a *= 2; } return a;", "theta")]
    public void Values_that_loops_carry(string body, string active) => AssertActive(body, active);

    [Theory]
    [InlineData("var a = new double[n]; a[0] = theta; double b = a[1]; return b;", "theta a b")]
    [InlineData("var a = new double[n]; a[0] = x; double b = a[1]; return b * theta;", "theta")]
    [InlineData("var a = new double[n]; var tail = a.AsSpan(1); tail[0] = theta; double b = a[1]; return b;", "theta a tail b")]

    // The flow of time through a loop: b reads what the iteration before stored.
    [InlineData("var a = new double[n]; double b = 0; for (int i = 0; i < n; i++) { b += a[0]; a[0] = theta; } return b;", "theta a b")]
    [InlineData("var a = new double[2]; var c = new double[2]; a[0] = theta; c[0] = x; double b = c[0]; return a[1] + b + c[1];", "theta a")]
    [InlineData("var k = new int[n]; k[0] = (int)theta; double b = x * k[0]; return b;", "theta")]
    [InlineData("var a = new double[n]; a[(int)theta] = x; double b = a[0]; return b;", "theta")]
    public void Values_that_are_stored(string body, string active) => AssertActive(body, active);

    [Theory]

    // θ decides how often a loop runs, and so what it leaves.
    [InlineData("double a = x; while (a < theta) { a *= 2; } return a;", "theta a")]
    [InlineData("int k = 0; for (int i = 0; i < (int)theta; i++) { k += n; } return k * x;", "theta k")]
    [InlineData("double a = x; for (int i = 0; i < n; i++) { a *= 2; } return a * theta;", "theta")]

    // Or which element is stored, and whether.
    [InlineData("var a = new double[n]; a[(int)theta] = x; double b = a[0]; return b;", "theta a b")]
    [InlineData("var a = new double[n]; if (theta > 0) { a[0] = x; } double b = a[0]; return b;", "theta a b")]
    [InlineData("var a = new double[n]; if (x > 0) { a[0] = x; } double b = a[0]; return b * theta;", "theta")]
    [InlineData("var a = new double[n]; a[0] = theta; int length = a.Length; return length * theta;", "theta a")]
    [InlineData("var a = new double[n]; for (int i = 0; i < (int)theta; i++) { a[i] = x; } double b = a[0]; return b;", "theta a b")]
    public void Values_that_can_differ_for_another_θ(string body, string dependent)
    {
        Function function = Lower(body);
        ThetaDependence dependence = ThetaDependence.Analyze(function);
        Assert.Equal(dependent, Names(function, dependence.Of));
    }

    private static void AssertActive(string body, string active)
    {
        Function function = Lower(body);
        Activity activity = Activity.Analyze(function);
        Assert.Equal(active, Names(function, activity.IsActive));
    }

    private static Function Lower(string body)
        => Lowering.LowerWithoutErrors($"[Loss] public static double F(double theta, double x, int n) {{ {body} }}");

    private static string Names(Function function, System.Func<Value, bool> isIncluded) => string.Join(
        ' ',
        Enumerable.Range(0, function.Values.Count).Select(i => new Value(i))
            .Where(v => function.Values[v.Index].Name is not null && isIncluded(v))
            .Select(v => function.Values[v.Index].Name).Distinct());
}
