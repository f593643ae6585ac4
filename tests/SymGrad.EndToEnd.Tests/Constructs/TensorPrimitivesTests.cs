using System;
using SymGrad.EndToEnd.Tests.Oracle;
using Xunit;

namespace SymGrad.EndToEnd.Tests.Constructs;

/// <summary>
/// Functions of System.Numerics.Tensors.TensorPrimitives: values bit for bit those of the calls, gradients those of the oracle's loops. Lengths are on
/// both sides of a vector's.
/// </summary>
public sealed class TensorPrimitivesTests
{
    [Theory]
    [InlineData("TensorPrimitives.Sum<double>(a) * a[0]")]
    [InlineData("TensorPrimitives.SumOfSquares<double>(a) * a[0]")]
    [InlineData("Math.Sin(TensorPrimitives.Dot(a, x))")]
    [InlineData("TensorPrimitives.Dot(a, a) * TensorPrimitives.Dot(x, a)")]
    [InlineData("TensorPrimitives.Norm(a) + Math.Exp(-TensorPrimitives.Norm(x))")]
    [InlineData("TensorPrimitives.Distance(a, x) * a[^1]")]
    [InlineData("TensorPrimitives.CosineSimilarity(a, x) * a[0] + TensorPrimitives.CosineSimilarity(x, a)")]
    [InlineData("TensorPrimitives.Max<double>(a) * TensorPrimitives.Min(a) + TensorPrimitives.Max(x)")]
    [InlineData("TensorPrimitives.Dot(a[..1], x[..1]) - TensorPrimitives.Sum(a.Slice(1))")]
    public void Reductions(string expression) => Accept.Tensors($$"""
        [Loss]
        public static double F([Theta] ReadOnlySpan<double> a, ReadOnlySpan<double> x) => {{expression}};
        """,
        Sample.Of(("a", 1), ("x", 1)), Sample.Of(("a", 3), ("x", 3)), Sample.Of(("a", 21), ("x", 21)));

    [Theory]
    [InlineData("TensorPrimitives.Dot(a, x) * TensorPrimitives.Norm(a)")]
    [InlineData("TensorPrimitives.CosineSimilarity(a, x) + TensorPrimitives.Distance(x, a)")]
    [InlineData("TensorPrimitives.Sum(a) * TensorPrimitives.SumOfSquares(a) - TensorPrimitives.Max(a)")]
    public void Reductions_in_float(string expression) => Accept.Tensors($$"""
        [Loss]
        public static float F([Theta] ReadOnlySpan<float> a, ReadOnlySpan<float> x) => {{expression}};
        """,
        Sample.Of(("a", 2), ("x", 2)), Sample.Of(("a", 19), ("x", 19)));

    [Theory]
    [InlineData("TensorPrimitives.Exp(a, h)")]
    [InlineData("TensorPrimitives.Log(x, h)")]
    [InlineData("TensorPrimitives.Tanh(a, h)")]
    [InlineData("TensorPrimitives.Sigmoid(a, h)")]
    [InlineData("TensorPrimitives.SoftMax(a, h[..a.Length])")]
    [InlineData("TensorPrimitives.Add(a, x, h)")]
    [InlineData("TensorPrimitives.Add(a, s, h)")]
    [InlineData("TensorPrimitives.Subtract(x, a, h)")]
    [InlineData("TensorPrimitives.Subtract(a, s, h)")]
    [InlineData("TensorPrimitives.Subtract(s, a, h)")]
    [InlineData("TensorPrimitives.Multiply(a, a, h)")]
    [InlineData("TensorPrimitives.Multiply(a, s, h)")]
    [InlineData("TensorPrimitives.Divide(a, x, h)")]
    [InlineData("TensorPrimitives.Divide(x, s, h)")]
    [InlineData("TensorPrimitives.MultiplyAdd(a, x, a, h)")]
    [InlineData("TensorPrimitives.MultiplyAdd(a, s, x, h)")]
    [InlineData("TensorPrimitives.MultiplyAdd(x, a, s, h)")]
    [InlineData("TensorPrimitives.Negate(a, h)")]
    [InlineData("TensorPrimitives.Abs(a, h)")]
    [InlineData("TensorPrimitives.Sqrt(x, h)")]
    [InlineData("TensorPrimitives.Max(a, x, h)")]
    [InlineData("TensorPrimitives.Max(a, s, h)")]
    [InlineData("TensorPrimitives.Min(x, a, h)")]
    [InlineData("TensorPrimitives.Pow(x, a, h)")]
    [InlineData("TensorPrimitives.Pow(x, s, h)")]
    public void Functions_of_elements(string call)
    {
        Accept.Tensors(OfElements(call, "double"), Sample.Of(("a", 2), ("x", 2)).Between("x", 0.5, 2).Between("s", 0.5, 2),
            Sample.Of(("a", 11), ("x", 11)).Between("x", 0.5, 2).Between("s", 0.5, 2));
        Accept.Tensors(OfElements(call, "float"), Sample.Of(("a", 13), ("x", 13)).Between("x", 0.5, 2).Between("s", 0.5, 2));
    }

    [Fact]
    public void In_place_and_into_parts() => Accept.Tensors("""
        [Loss]
        public static double F([Theta] double[] a, double[] x)
        {
            Span<double> h = stackalloc double[8];
            TensorPrimitives.Multiply(a, x, h);
            TensorPrimitives.Exp(h, h);
            TensorPrimitives.Add(h, a[0], h);
            Span<double> first = h[..4];
            TensorPrimitives.Tanh(first, h.Slice(4, 4));
            TensorPrimitives.Multiply(first, first, first);
            TensorPrimitives.Log(first, first);
            return TensorPrimitives.Dot<double>(h, h) + h[5];
        }
        """, Sample.Of(("a", 8), ("x", 8)));

    [Fact]
    public void In_loops_where_values_are_recorded() => Accept.Tensors("""
        [Loss]
        public static double F([Theta] ReadOnlySpan<double> a, ReadOnlySpan<double> x, int layers)
        {
            Span<double> h = new double[a.Length];
            Span<double> g = new double[a.Length];
            x.CopyTo(h);
            double total = 0;
            for (int k = 0; k < layers; k++)
            {
                TensorPrimitives.Multiply(h, a, g);
                TensorPrimitives.Tanh(g, h);
                double norm = TensorPrimitives.Norm<double>(h);
                total += norm * TensorPrimitives.Dot(h, x) * h[0];
                TensorPrimitives.Divide(h, 1 + norm, h);
                if (k % 2 == 0)
                {
                    TensorPrimitives.SoftMax(h, g);
                    TensorPrimitives.Exp(g, h);
                }
            }

            return total * TensorPrimitives.Sum<double>(h);
        }
        """, Sample.Of(("a", 5), ("x", 5)).With("layers", 4), Sample.Of(("a", 2), ("x", 2)).With("layers", 0));

    [Fact]
    public void In_conditions_of_loops_and_guards() => Accept.Tensors("""
        [Loss]
        public static double F([Theta] ReadOnlySpan<double> a, ReadOnlySpan<double> x)
        {
            if (TensorPrimitives.Norm(x) > 100)
            {
                throw new ArgumentException("too long", nameof(x));
            }

            Span<double> h = stackalloc double[4];
            a.CopyTo(h);
            double total = 1;
            while (TensorPrimitives.Norm<double>(h) > 0.5)
            {
                TensorPrimitives.Multiply(h, 0.5, h);
                total += TensorPrimitives.Dot(h, x) * total;
            }

            for (int i = 0; i < 4 && TensorPrimitives.Sum<double>(h) < i + total; i++)
            {
                total *= 1 + h[i];
            }

            return total;
        }
        """, Sample.Of(("a", 4), ("x", 4)).Between("a", 0.5, 2), Sample.Of(("a", 4)).With("x", new[] { 60.0, 60, 60, 60 }).Throws<ArgumentException>());

    [Fact]
    public void In_helpers_and_branches() => Accept.Tensors("""
        [Loss]
        public static double F([Theta] ReadOnlySpan<double> a, ReadOnlySpan<double> x, bool isLong)
        {
            double value = isLong ? Energy(a, x) : TensorPrimitives.Dot(a, x);
            return value * value;
        }

        private static double Energy(ReadOnlySpan<double> a, ReadOnlySpan<double> x)
        {
            Span<double> h = stackalloc double[3];
            TensorPrimitives.Sigmoid(a, h);
            if (TensorPrimitives.Sum<double>(h) > 1.5)
            {
                TensorPrimitives.Exp(h, h);
            }

            return TensorPrimitives.Dot(h, x) / TensorPrimitives.SumOfSquares(a);
        }
        """, Sample.Of(("a", 3), ("x", 3)).With("isLong", true), Sample.Of(("a", 3), ("x", 3)).With("isLong", false));

    [Fact]
    public void A_norm_at_the_origin() => Accept.Tensors("""
        [Loss]
        public static double F([Theta] ReadOnlySpan<double> a, ReadOnlySpan<double> x)
            => a[0] + TensorPrimitives.Norm(x) * a[1];
        """, Sample.Of(("a", 2)).With("x", new double[3]));

    [Fact]
    public void Lengths_that_do_not_fit() => Accept.Tensors("""
        [Loss]
        public static double F([Theta] ReadOnlySpan<double> a, ReadOnlySpan<double> x, int size)
        {
            double[] h = new double[size];
            TensorPrimitives.Exp(a, h);
            double max = TensorPrimitives.Max(x);
            return TensorPrimitives.Dot(a, x) * h[0] * max;
        }
        """,
        Sample.Of(("a", 3), ("x", 3)).With("size", 4),
        Sample.Of(("a", 3), ("x", 3)).With("size", 2).Throws<ArgumentException>(),
        Sample.Of(("a", 3), ("x", 2)).With("size", 3).Throws<ArgumentException>(),
        Sample.Of(("a", 3), ("x", 0)).With("size", 3).Throws<ArgumentException>());

    private static string OfElements(string call, string type) => $$"""
        [Loss]
        public static {{type}} F([Theta] ReadOnlySpan<{{type}}> a, ReadOnlySpan<{{type}}> x, [Theta] {{type}} s)
        {
            Span<{{type}}> h = new {{type}}[a.Length + 1];
            h[^1] = s;
            {{call}};
            {{type}} sum = h[0] * h[^1];
            for (int i = 0; i < h.Length; i++)
            {
                sum += h[i] * h[i] * (i + 1);
            }

            return sum;
        }
        """;
}
