using System.Linq;
using SymGrad.Generator.Differentiation;
using SymGrad.Generator.Frontend;
using SymGrad.Generator.IR;
using SymGrad.Generator.Pipeline;
using SymGrad.Generator.Tests.Frontend;
using Xunit;
using Record = SymGrad.Generator.IR.Record;

namespace SymGrad.Generator.Tests.Differentiation;

/// <summary>
/// What is recorded for the reverse sweep in the end, and which stores it undoes: as little as possible, and never less than it needs.
/// </summary>
public sealed class RecordPlanTests
{
    [Theory]

    // Sums, and what is computed from θ, data and the index.
    [InlineData("double z = 0; for (int i = 0; i < n; i++) { z += x[i] * theta; } return z * z;")]
    [InlineData("double z = 0; for (int i = 0; i < n; i++) { double h = Math.Exp(x[i] * theta); z += h * h; } return z;")]
    [InlineData("double z = 0; for (int i = 0; i < n; i++) { if (x[i] > 0) { z += theta * theta; } else { z -= theta; } } return z;")]
    [InlineData("double z = 0; for (int i = 0; i < n; i++) { for (int j = i; j < n; j++) { z += theta * x[j] * theta; } } return z;")]

    // Carried, but not read by the reversal.
    [InlineData("double a = theta; for (int i = 0; i < n; i++) { a = 2 * a + x[i]; } return a;")]
    [InlineData("double a = theta, b = 1; for (int i = 0; i < n; i++) { (a, b) = (b, a + b); } return a;")]

    // Stored once in an array, and read back from there.
    [InlineData("var a = new double[n]; for (int i = 0; i < n; i++) { a[i] = Math.Exp(theta * i); } double z = 0; for (int i = 0; i < n; i++) { z += a[i] * a[i]; } return z;")]

    // The index of a while loop that follows from the iteration.
    [InlineData("double z = 0; int k = 0; while (k < n) { z += theta * k * theta; k += 2; } return z;")]

    // Integers that follow from the iteration, that are diminished again, and that an inner loop brings back; a sign.
    [InlineData("double z = 0; int k = 1; for (int i = n; i > 2; i--) { z += theta * theta * x[k]; k += 3; } return z;")]
    [InlineData("double z = 0; int k = 1; for (int i = 0; i < n; i += 2) { z += theta * theta * x[k]; k++; } return z;")]
    [InlineData("double z = 0; int k = 0; for (int i = 0; i < n; i++) { if (x[i] > 0) { z += theta * theta * x[k]; k++; } else { k -= n; } } return z;")]
    [InlineData("double z = 0; int k = 0; for (int i = 0; i < n; i++) { for (int j = i + 1; j < n; j++) { z += theta * theta * x[k]; k++; } } return z;")]
    [InlineData("double z = 0; int k = 0; for (int i = 0; i < n; i++) { for (int j = 0; j < n; j++) { if (x[j] > i) { z += theta * theta * x[k]; k++; } } } return z;")]
    [InlineData("double z = 0, s = 1; for (int i = 0; i < n; i++) { z += theta * theta * s; s = -s; } return z;")]

    // Elements that no store changes: those behind the one stored, and other columns.
    [InlineData("var a = new double[n]; a[0] = theta; for (int i = 1; i < n; i++) { a[i] = a[i - 1] * a[i - 1]; } return a[n - 1];")]
    [InlineData("var a = new double[n]; a[n - 1] = theta; for (int i = n - 2; i >= 0; i--) { a[i] = a[i + 1] * a[i + 1]; } return a[0];")]
    public void Nothing_is_recorded_that_can_be_computed_again(string body) => Assert.Equal("", Recorded(body));

    [Theory]
    [InlineData("double a = 1; for (int i = 0; i < n; i++) { a *= theta; } return a;", "a")]
    [InlineData("double a = theta; for (int i = 0; i < n; i++) { a = Math.Sin(a); } return a;", "a")]
    [InlineData("double a = theta, b = 2; for (int i = 0; i < n; i++) { a = a * b; b = b + 1; } return a;", "b")]
    [InlineData("double z = 0; for (int i = 0; i < n; i++) { double h = 0; for (int j = 0; j < n; j++) { h += theta * x[j]; } z += h * h; } return z;", "h")]
    [InlineData("double a = theta; while (a < 9) { a *= a; } return a;", "a")]
    [InlineData("int k = 1; double z = 0; while (k < n) { z += theta * theta * k; k *= 2; } return z;", "k")]

    // What is added depends on the integer itself.
    [InlineData("double z = 0; int k = 0; for (int i = 0; i < n; i++) { z += theta * theta * x[k]; if (x[k] > 0) { k++; } } return z;", "k")]
    [InlineData("double z = 0; int k = 0, m = 0; for (int i = 0; i < n; i++) { z += theta * theta * x[k]; if (m % 2 == 0) { k++; } if (k % 3 == 0) { m++; } } return z;", "k")]
    [InlineData("double z = 0; int k = 0; for (int i = 0; i < n; i++) { for (int j = k; j < n; j++) { z += theta * theta * x[k]; k++; } } return z;", "k")]
    public void What_the_next_iteration_changes_or_a_loop_computes_is_recorded(string body, string names) => Assert.Equal(names, Recorded(body));

    [Theory]
    [InlineData("Span<double> a = [theta, 1]; for (int i = 0; i < n; i++) { a[0] *= a[0]; } return a[0];", 1)]
    [InlineData("Span<double> a = [theta, 1]; for (int i = 0; i < n; i++) { (a[0], a[1]) = (a[1], a[0]); } return a[0];", 0)]
    [InlineData("Span<double> a = [theta, 1]; for (int i = 0; i < n; i++) { a[0] = theta; } return a[0];", 0)]
    [InlineData("var a = x.ToArray(); for (int i = 0; i < n; i++) { for (int k = 0; k < i; k++) { a[i] += theta * a[k]; } } return a[0];", 1)]
    [InlineData("var a = x.ToArray(); for (int i = 0; i < n; i++) { for (int k = 0; k <= i; k++) { a[i] += theta * a[k] * a[i]; } } return a[0];", 2)]
    public void Overwritten_elements_are_recorded_where_the_reversal_needs_them(string body, int count)
        => Assert.Equal(count, Differentiate(body).Body.Flatten().OfType<Record>().Count());

    [Theory]

    // The first loop's reversal reads what the second loop overwrites.
    [InlineData("for (int i = 0; i < n; i++) { z += a[i] * a[i]; } for (int i = 0; i < n; i++) { a[i] = x[i]; } return z * a[0];", 1)]
    [InlineData("for (int i = 0; i < n; i++) { z += a[i] * a[i]; } a[n / 2] = 1; return z * a[0];", 1)]

    // Nobody reads it again.
    [InlineData("for (int i = 0; i < n; i++) { z += a[i] * a[i]; } return z;", 0)]
    [InlineData("for (int i = 0; i < n; i++) { z += a[i] * theta; } for (int i = 0; i < n; i++) { a[i] = x[i] * theta; } return a[0];", 0)]
    [InlineData("for (int i = 0; i < n; i++) { z += a[i]; } for (int i = 0; i < n; i++) { a[i] = x[i]; } return z * a[0];", 0)]
    public void A_store_is_undone_where_the_reversal_reads_what_was_there(string body, int count)
    {
        Function function = Differentiate(
            $"Span<double> a = new double[n]; for (int i = 0; i < n; i++) {{ a[i] = theta * x[i]; }} double z = 0; {body}");
        Value primal = function.Body.Flatten().OfType<Compute>().First(c => c.Operation is AllocateOperation { IsAdjoint: false }).Result;
        Assert.Equal(count, function.Body.Flatten().OfType<Store>().Count(s => s.Purpose == StorePurpose.Restore && s.Array == primal));
    }

    private static string Recorded(string body)
    {
        Function function = Differentiate(body);
        return string.Join(
            ' ',
            function.Body.Flatten().OfType<Record>().Select(r => function.Values[r.Recorded.Index].Name ?? "?").OrderBy(n => n, System.StringComparer.Ordinal));
    }

    private static Function Differentiate(string body)
    {
        LoweredLoss lowered = Lowering.Lower(
            $"[Loss] public static double F(double theta, ReadOnlySpan<double> x, int n) {{ {body} }}");
        Assert.Empty(lowered.Diagnostics);
        DifferentiatedLoss result = LossPipeline.Differentiate(lowered.Model!).Result!;
        Assert.Equal(
            result.ValueAndGradient.Body.Flatten().OfType<Record>().Select(r => r.Recording).OrderBy(r => r),
            result.ValueAndGradient.Body.Flatten().OfType<Replay>().Select(r => r.Recording).Distinct().OrderBy(r => r));
        return result.ValueAndGradient;
    }
}
