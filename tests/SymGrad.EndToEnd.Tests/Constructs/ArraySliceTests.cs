using SymGrad.EndToEnd.Tests.Oracle;
using Xunit;

namespace SymGrad.EndToEnd.Tests.Constructs;

/// <summary>Slices, ranges and other names of the same elements.</summary>
public sealed class ArraySliceTests
{
    [Theory]
    [InlineData("x.Slice(1, 2)")]
    [InlineData("x.Slice(2)")]
    [InlineData("x[1..]")]
    [InlineData("x[..2]")]
    [InlineData("x[1..^1]")]
    [InlineData("x[^2..]")]
    [InlineData("x[n..(n + 2)]")]
    [InlineData("x[..]")]
    [InlineData("x.Slice(n, 2)[1..]")]
    public void Slices(string slice) => Accept.Loss($$"""
        [Loss]
        public static double F([Theta] ReadOnlySpan<double> x, [Theta] double b, int n)
        {
            ReadOnlySpan<double> part = {{slice}};
            double sum = b;
            for (int i = 0; i < part.Length; i++)
            {
                sum = sum * part[i] + x[i];
            }

            return sum * part[^1];
        }
        """, Sample.Of(("x", 4)).With("n", 1));

    [Fact]
    public void Slices_of_arrays() => Accept.Loss("""
        [Loss]
        public static double F([Theta] double[] a, int n)
        {
            double[] copy = a[1..];
            copy[0] *= 2;
            Span<double> rest = copy.AsSpan(1);
            rest[0] = a[0] * copy[0];
            ReadOnlySpan<double> all = a;
            ReadOnlySpan<double> window = a.AsSpan(n, 2);
            return copy[0] * copy[1] + all[0] * window[1] + a[1];
        }
        """, Sample.Of(("a", 4)).With("n", 2));

    [Fact]
    public void Rows_of_a_matrix() => Accept.Loss("""
        [Loss]
        public static double F([Theta] ReadOnlySpan<double> matrix, ReadOnlySpan<double> x)
        {
            int columns = x.Length;
            Span<double> y = stackalloc double[matrix.Length / columns];
            for (int i = 0; i < y.Length; i++)
            {
                ReadOnlySpan<double> row = matrix.Slice(i * columns, columns);
                for (int j = 0; j < columns; j++)
                {
                    y[i] += row[j] * x[j];
                }
            }

            double norm = 0;
            foreach (double value in y)
            {
                norm += value * value;
            }

            return Math.Sqrt(norm);
        }
        """, Sample.Of(("matrix", 6), ("x", 3)), Sample.Of(("matrix", 2), ("x", 2)));

    [Fact]
    public void Overlapping_slices() => Accept.Loss("""
        [Loss]
        public static double F([Theta] ReadOnlySpan<double> a)
        {
            Span<double> h = stackalloc double[a.Length];
            a.CopyTo(h);
            Span<double> left = h[..^1];
            Span<double> right = h[1..];
            for (int i = 0; i < left.Length; i++)
            {
                right[i] = right[i] * left[i];
                left[i] += right[i] * a[i];
            }

            left[1] *= 2;
            return h[0] * h[1] + right[^1] * left[0];
        }
        """, Sample.Of(("a", 4)));

    [Fact]
    public void Aliases_of_the_same_buffer() => Accept.Loss("""
        [Loss]
        public static double F([Theta] ReadOnlySpan<double> a)
        {
            double[] h = new double[2];
            double[] same = h;
            h[0] = a[0];
            same[0] *= a[1];
            Span<double> span = h;
            span[1] = same[0] * h[0];
            h[0] = 1;
            return span[0] * same[1] + h[1] * a[0];
        }
        """, Sample.Of(("a", 2)));

    [Fact]
    public void Copy_fill_and_clear() => Accept.Loss("""
        [Loss]
        public static double F([Theta] ReadOnlySpan<double> a, double x)
        {
            Span<double> h = stackalloc double[4];
            h.Fill(a[0] * x);
            a[..2].CopyTo(h[1..]);
            double first = h[0] * h[1] * h[2] * h[3];
            h[..2].Clear();
            h[2..].CopyTo(h);
            return first + h[0] * h[1] * a[1] + h[2];
        }
        """, Sample.Of(("a", 2)));

    [Fact]
    public void Copy_onto_itself() => Accept.Loss("""
        [Loss]
        public static double F([Theta] ReadOnlySpan<double> a)
        {
            Span<double> h = stackalloc double[a.Length];
            a.CopyTo(h);
            h[..^1].CopyTo(h[1..]);
            h[0] = h[1] * h[2];
            h[1..].CopyTo(h[..^1]);
            return h[0] * h[1] + h[2] * a[2] + h[^1];
        }
        """, Sample.Of(("a", 4)));

    [Theory]
    [InlineData("double[]", "foreach (double v in w.AsSpan(0, 2)) { s += v; }")]
    [InlineData("double[]", "double[] tail = w[1..]; for (int i = 0; i < tail.Length; i++) { s += tail[i] * x[i]; }")]
    [InlineData("Span<double>", "Span<double> tail = w.Slice(1); for (int i = 0; i < tail.Length; i++) { s += tail[i] * x[i]; }")]
    [InlineData("ReadOnlySpan<double>", "var inner = w[1..][..^1]; for (int i = 0; i < inner.Length; i++) { s += inner[i] * x[i]; }")]
    public void Slices_of_theta_in_a_quadratic_loss(string type, string statements) => Accept.Loss(
        $$"""
        [Loss]
        public static double F([Theta] {{type}} w, double[] x)
        {
            double s = 0;
            {{statements}}
            return s * s * x[0];
        }
        """,
        Sample.Of(("w", 4), ("x", 4)));
}
