using System;
using System.Linq;
using SymGrad.Generator.Differentiation;
using SymGrad.Generator.Frontend;
using SymGrad.Generator.IR;
using SymGrad.Generator.Pipeline;
using SymGrad.Generator.Tests.Frontend;
using SymGrad.Generator.Vectorization;
using SymGrad.Testing;
using Xunit;

namespace SymGrad.Generator.Tests.Vectorization;

/// <summary>Which loops of a gradient become calls that go over several elements at once.</summary>
public sealed class ElementCallsTests
{
    [Theory]
    [InlineData("double z = 0; for (int i = 0; i < a.Length; i++) { z += a[i] * x[i]; } return z * z;", "AddMultiples")]
    [InlineData("double z = 0; for (int i = 0; i < a.Length; i++) { z -= a[i] * x[i]; } return z * z;", "AddMultiples")]
    [InlineData("double z = 0; for (int i = 0; i < 9; i++) { z += a[i + n] * x[i]; } return z * z;", "AddMultiples")]
    [InlineData("double z = 0; for (int i = a.Length - 1; i >= 0; i--) { z += a[i]; } return z * z;", "")]
    [InlineData("double z = 0; foreach (double e in a) { z += e; } return z * z;", "")]
    [InlineData("Span<double> h = stackalloc double[9]; for (int i = 0; i < 9; i++) { h[i] = a[i]; } double z = 1; foreach (double e in h) { z *= e; } return z;", "Add")]
    [InlineData("Span<double> h = stackalloc double[9]; for (int i = 0; i < 9; i++) { h[i] = x[i] * a[i]; } double z = 1; foreach (double e in h) { z *= e; } return z;", "AddProducts")]
    [InlineData("double z = 0; for (int k = 0; k < 3; k++) { double s = 0; for (int i = 0; i < x.Length; i++) { s += a[k * x.Length + i] * x[i]; } z += s * s; } return z;", "AddMultiples")]
    [InlineData("Span<double> h = stackalloc double[9]; for (int i = 0; i < 9; i++) { h[i] = Math.Exp(a[i]); } double z = 0; for (int i = 0; i < 9; i++) { z += h[i] * a[i + 1]; } return z * z;", "AddMultiples AddMultiples AddProducts")]
    public void Updates_of_elements(string body, string calls) => Assert.Equal(calls, Calls("ReadOnlySpan<double> a", body));

    [Theory]

    // So short that a call takes as long, or backwards, or from elsewhere.
    [InlineData("double z = 0; for (int i = 0; i < 4; i++) { z += a[i] * x[i]; } return z * z;")]
    [InlineData("double z = 0; for (int i = 0; i < a.Length; i += 2) { z += a[i] * x[i]; } return z * z;")]
    [InlineData("double z = 0; for (int i = n; i < a.Length; i++) { z += a[i] * x[i]; } return z * z;")]

    // One element for all, or elements in another order.
    [InlineData("double z = 0; for (int i = 0; i < x.Length; i++) { z += a[0] * x[i]; } return z * z;")]
    [InlineData("double z = 0; for (int i = 0; i < x.Length; i++) { z += a[2 * i] * x[i]; } return z * z;")]
    [InlineData("double z = 0; for (int i = 0; i < x.Length; i++) { z += a[x.Length - i] * x[i]; } return z * z;")]

    // Anything else beside it.
    [InlineData("double z = 0; for (int i = 0; i < a.Length; i++) { z += a[i] * a[i]; } return Math.Sqrt(z);")]
    [InlineData("double z = 0; for (int i = 0; i < a.Length; i++) { z += Math.Exp(a[i]); } return z;")]
    [InlineData("double z = 0; for (int i = 0; i < a.Length; i++) { if (x[i] > 0) { z += a[i] * x[i]; } } return z * z;")]
    public void Loops_that_stay(string body) => Assert.Equal("", Calls("ReadOnlySpan<double> a", body));

    [Theory]
    [InlineData("double z = 0; for (int i = 0; i < a.Length; i++) { z += a[i] * x[i]; } return z * z;", "Dot", "")]
    [InlineData("double z = 0; for (int i = 0; i < a.Length; i++) { z += a[i]; } return z * z;", "Sum", "")]
    [InlineData("double z = n; for (int i = 0; i < 9; i++) { z -= a[i] * x[i + n]; } return z * z;", "Dot", "")]

    // It decides which way the gradient goes.
    [InlineData("double z = 0; for (int i = 0; i < a.Length; i++) { z += a[i] * x[i]; } return z > 0 ? z * z : z;", "", "")]
    [InlineData("double z = 0; for (int i = 0; i < a.Length; i++) { z += a[i] * x[i]; } double r = 1; while (r < z) { r *= 2 + a[0]; } return r;", "", "")]

    // Its last bit decides a number that jumps, an element, or a side of a kink.
    [InlineData("double z = 0; for (int i = 0; i < x.Length; i++) { z += x[i] * x[i]; } return n * a[0] * Math.Floor(z);", "", "")]
    [InlineData("double z = 0; for (int i = 0; i < x.Length; i++) { z += x[i] * x[i]; } return a[0] * a[0] * x[(int)z];", "", "")]
    [InlineData("double z = 0; for (int i = 0; i < x.Length; i++) { z += x[i] * x[i]; } return a[0] * a[0] * (z % 1);", "", "")]
    [InlineData("double z = 0; for (int i = 0; i < x.Length; i++) { z += a[i] * x[i]; } return Math.Abs(z);", "", "")]
    [InlineData("double z = 0; for (int i = 0; i < x.Length; i++) { z += x[i] * x[i]; } return a[0] * a[0] * Math.CopySign(2, z);", "", "")]
    [InlineData("double z = 0; for (int i = 0; i < x.Length; i++) { z += x[i] * x[i]; } Span<double> h = stackalloc double[9]; h[(int)z] = a[0] * a[0]; return h[1] * h[2];", "", "")]

    // A derivative of a sum, which the value does not need: that of the products that are stored.
    [InlineData("Span<double> h = stackalloc double[9]; for (int i = 0; i < 9; i++) { h[i] = x[i]; } double s = a[0] * a[0] * a[0]; for (int i = 0; i < 9; i++) { h[i] += s * x[i + 9]; } double z = 1; for (int i = 0; i < 9; i++) { z *= h[i]; } return z;", "Dot", "Dot")]
    [InlineData("double z = 0; for (int i = 0; i < a.Length; i++) { z += Math.Exp(a[i]) * x[i]; } return z * z;", "", "")]
    public void Sums_that_only_derivatives_need(string body, string inGradient, string inValueAndGradient)
    {
        DifferentiatedLoss loss = Differentiate("ReadOnlySpan<double> a", body);
        Assert.Equal(inGradient, Sums(loss.Gradient, []));
        Assert.Equal(inValueAndGradient, Sums(loss.ValueAndGradient, [loss.ValueAndGradient.Body.Yields[0]]));
        Assert.Equal("", SumsOf(ElementCalls.Apply(loss.Gradient, exact: null)));

        static string Sums(Function function, Value[] exact) => SumsOf(ElementCalls.Apply(function, ExactValues.Of(function, exact)));
        static string SumsOf(Function function) => string.Join(
            ' ', function.Body.Flatten().OfType<Compute>().Select(c => c.Operation).OfType<ArrayFunctionOperation>().Select(f => f.Spelling.Split('.', '(')[1]));
    }

    [Fact]
    public void Elements_that_are_read_where_others_are_written_stay_in_their_order()
    {
        // The adjoint of h[i + 1] is added to that of h[i], which the next iteration reads.
        const string body = "Span<double> h = stackalloc double[9]; h[0] = a[0]; for (int i = 0; i < 8; i++) { h[i + 1] = h[i] * x[i]; } return h[8];";
        Assert.Equal("", Calls("ReadOnlySpan<double> a", body));
    }

    [Fact]
    public void The_bits_are_those_of_the_loop()
    {
        using GeneratorRun run = GeneratorRunner.Run(
            """
            using System;
            using SymGrad;

            public static partial class Losses
            {
                [Loss]
                public static double Logistic([Theta] ReadOnlySpan<double> w, ReadOnlySpan<double> x)
                {
                    double z = 0;
                    for (int i = 0; i < w.Length; i++)
                    {
                        z += w[i] * x[i];
                    }

                    return z * z * z;
                }

                public static string Difference()
                {
                    double[] w = new double[23];
                    double[] x = new double[23];
                    for (int i = 0; i < w.Length; i++)
                    {
                        w[i] = Math.Sin(i);
                        x[i] = Math.Cos(3 * i) * 1e3;
                    }

                    double[] gradient = new double[23];
                    double value = LogisticValueAndGradient(w, x, gradient);
                    double z = 0;
                    for (int i = 0; i < w.Length; i++)
                    {
                        z += w[i] * x[i];
                    }

                    double adjoint = 3 * (z * z);
                    for (int i = 0; i < w.Length; i++)
                    {
                        if (gradient[i] != adjoint * x[i])
                        {
                            return $"{i}: {gradient[i]:R} is not {adjoint * x[i]:R}";
                        }
                    }

                    return value == z * z * z ? "none" : "the value";
                }
            }
            """);
        Assert.Contains("ElementLoops.AddMultiples(wGradient, ", run.Files.Single().Text, StringComparison.Ordinal);
        Assert.Equal("none", run.Assembly.GetType("Losses")!.GetMethod("Difference")!.Invoke(null, null));
    }

    private static string Calls(string theta, string body)
    {
        Function gradient = ElementCalls.Apply(Differentiate(theta, body).Gradient, exact: null);
        return string.Join(' ', gradient.Body.Flatten().OfType<ArrayCall>().Select(c => c.Spelling.Split('.', '(')[1]));
    }

    private static DifferentiatedLoss Differentiate(string theta, string body)
    {
        LoweredLoss lowered = Lowering.Lower($"[Loss] public static double F([Theta] {theta}, ReadOnlySpan<double> x, int n) {{ {body} }}");
        Assert.Empty(lowered.Diagnostics);
        return LossPipeline.Differentiate(lowered.Model!).Result!;
    }
}
