using SymGrad.Testing;
using Xunit;

namespace SymGrad.EndToEnd.Tests.Oracle;

/// <summary>Dual numbers over the ways in which C# writes arrays: the values are the loss's own, the derivatives those of central differences.</summary>
public sealed class ArrayTwinTests
{
    private static readonly string[] Members =
    [
        """
        [Loss]
        public static double F([Theta] ReadOnlySpan<double> a, [Theta] double[] b, ReadOnlySpan<int> index)
        {
            Span<double> h = stackalloc double[a.Length];
            double[] k = new double[b.Length + 1];
            for (int i = 0; i < a.Length; i++)
            {
                h[i] = Math.Sin(a[i]) * b[i];
                k[i + 1] = k[i] + h[i];
            }

            foreach (int i in index)
            {
                h[i] += a[i] * k[^1];
            }

            double sum = 0;
            foreach (double v in h)
            {
                sum += v * v;
            }

            return sum;
        }
        """,
        """
        [Loss]
        public static double F([Theta] ReadOnlySpan<double> a, ReadOnlySpan<double> b)
        {
            ReadOnlySpan<double> table = [0.5, 1, a[0]];
            double[] inline = { 1, 2.5, a[1] };
            Span<double> copy = stackalloc[] { a[0], a[1] };
            var sums = new[] { 0, 1.0 };
            Scale(copy, 2);
            a.Slice(1, 2).CopyTo(sums);
            copy[1..].Fill(a[2] * a[2]);
            Accumulate(ref sums[0], Dot(a[1..], b[..^1]), out double doubled);
            (sums[0], sums[1]) = (sums[1], sums[0]);
            return Total(sums) + doubled * inline[2] + Dot(table, a) + copy.ToArray()[1] * copy[0] + a.ToArray().AsSpan(1)[0];

            double Total(ReadOnlySpan<double> values) => values.IsEmpty ? 0 : values[0] * 2 + Total(values[1..]);
        }

        private static double Dot(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
        {
            double sum = 0;
            for (int i = 0; i < x.Length; i++)
            {
                sum += x[i] * y[i];
            }

            return sum;
        }

        private static void Scale(Span<double> values, double factor)
        {
            foreach (ref double value in values)
            {
                value *= factor;
            }
        }

        private static void Accumulate(ref double sum, double value, out double doubled)
        {
            sum += value;
            doubled = 2 * sum;
        }
        """,
        """
        [Loss]
        public static double F([Theta] ReadOnlySpan<float> a, float[] b, int[] index, bool[] mask, long[] weights)
        {
            float sum = 0;
            for (int i = 0; i < a.Length; i++)
            {
                if (mask[i])
                {
                    sum += a[index[i]] * b[i];
                    continue;
                }

                sum -= MathF.Cos(a[i]) * weights[i];
            }

            double wide = sum;
            ArgumentOutOfRangeException.ThrowIfLessThan(wide, -1e6);
            return wide * a[0];
        }
        """,
        """
        private static readonly double[] Nodes = [-0.5, 0, 0.5];

        [Loss]
        public static double F([Theta] double[] a)
        {
            var rows = new double[2][];
            rows[0] = a;
            rows[1] = new double[a.Length];
            Array.Fill(rows[1], 0.25);
            double[,] grid = new double[2, 2] { { a[0], 1 }, { 2, a[1] } };
            Func<double, double> square = v => v * v;
            double sum = grid[0, 0] * grid[1, 1];
            foreach (double node in Nodes)
            {
                sum += square(node - rows[0][0]) * rows[1][1];
            }

            int n = a.Length;
            while (n > 0 && sum < 100)
            {
                sum += a[--n] switch { > 0.5 => a[n] * 2, var v => v * v };
            }

            return sum;
        }
        """,
    ];

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Arrays_of_dual_numbers(int program)
    {
        Sample sample = program switch
        {
            0 => Sample.Of(("a", 3), ("b", 3), ("index", 5)).Below("index", 3),
            1 => Sample.Of(("a", 3), ("b", 3)),
            2 => Sample.Of(("a", 4), ("b", 4), ("mask", 4), ("weights", 4)).With("index", new[] { 3, 0, 0, 1 }),
            _ => Sample.Of(("a", 3)),
        };
        using LossProgram built = LossProgram.Build(
            ["using System;\nusing SymGrad;\npublic static partial class Losses\n{\n" + Members[program] + "\n}"],
            new GeneratorRunOptions { RunChecks = false, RunAnalyzer = false, CreateGenerator = () => new FixedGenerator(null) });
        LossMethod method = built.Method("Losses", "F");
        GradientOracle.CheckTwin(method, SamplePoints.Of(method, 5, sample));
    }
}
