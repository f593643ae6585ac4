using SymGrad.EndToEnd.Tests.Constructs;
using SymGrad.EndToEnd.Tests.Oracle;
using Xunit;

namespace SymGrad.EndToEnd.Tests.Composites;

/// <summary>Local values of composite types: made, copied, changed, passed and returned.</summary>
public sealed class CompositeLocalTests
{
    private const string Line = """
        public readonly record struct Line(double Slope, double Intercept)
        {
            public double Sum => Slope + Intercept;
            public double Product { get { double p = Slope * Intercept; return p * Sum; } }
            public static Line operator +(Line a, Line b) => new(a.Slope + b.Slope, a.Intercept + b.Intercept);
            public static Line operator *(double k, Line b) => new(k * b.Slope, k * b.Intercept);
            public static Line operator -(Line a) => a with { Slope = -a.Slope, Intercept = -a.Intercept };
        }
        """;

    [Fact]
    public void Construction_with_and_initializers() => Accept.Loss($$"""
        {{Line}}
        public struct Mutable(double x) { public double X = x * 2; public double Y { get; set; } = x + 1; public double Z; }
        [Loss]
        public static double F([Theta] Line line, double x)
        {
            var made = new Line(Intercept: line.Slope * x, Slope: line.Intercept);
            Line changed = made with { Intercept = made.Slope * made.Intercept };
            Mutable mutable = new(changed.Slope) { Z = x };
            mutable.X += mutable.Y * changed.Intercept;
            mutable.Y = mutable.X * mutable.Z;
            Mutable copy = mutable;
            copy.X = 3;
            return mutable.X * copy.Y + copy.X * made.Slope;
        }
        """);

    [Fact]
    public void Computed_properties_and_operators() => Accept.Loss($$"""
        {{Line}}
        [Loss]
        public static double F([Theta] Line line, double x)
        {
            Line twice = line + x * line;
            twice += -line;
            Line other = twice;
            other += line;
            return twice.Product * other.Sum + (line + line).Sum;
        }
        """);

    [Fact]
    public void Deconstruction_and_swaps() => Accept.Loss($$"""
        {{Line}}
        [Loss]
        public static double F([Theta] Line line, double x)
        {
            var (slope, intercept) = line;
            (Line a, double y) = (line with { Slope = x }, slope);
            ((double p, double q), double r) = (a, y * x);
            (a, line) = (line, a);
            return slope * intercept * p + q * r + a.Slope * line.Slope;
        }
        """);

    [Fact]
    public void Through_branches_loops_and_early_returns() => Accept.Loss($$"""
        {{Line}}
        [Loss]
        public static double F([Theta] Line line, double x, int n)
        {
            Line state = x > 0 ? line : new Line(x, line.Slope);
            Line last = default;
            for (int i = 0; i < n + 5; i++)
            {
                last = state;
                state = new Line(Math.Sin(state.Slope) + x, state.Intercept * 0.5 + state.Slope);
                if (state.Intercept > 1.5)
                {
                    break;
                }

                if (state.Slope > 0.5)
                {
                    state = Damp(state, 0.25);
                }
            }

            return state.Product + last.Sum;
        }

        private static Line Damp(Line line, double factor)
        {
            if (line.Slope > 1)
            {
                return line;
            }

            return line with { Slope = line.Slope * factor };
        }
        """);

    [Fact]
    public void Tuples_of_instances_as_results_of_helpers() => Accept.Loss($$"""
        {{Line}}
        [Loss]
        public static double F([Theta] Line line, double x)
        {
            (Line first, (Line second, double z)) = Split(line, x);
            return first.Slope * second.Intercept * z + Split(first, z).Item1.Intercept;
        }

        private static (Line, (Line, double)) Split(Line line, double x) => (new(line.Slope, x), (new(x, line.Intercept), line.Slope * x));
        """);

    [Fact]
    public void References_to_instances() => Accept.Loss("""
        public struct State { public double A; public double B; }
        [Loss]
        public static double F([Theta] double a, double x)
        {
            State state = default;
            state.A = a;
            for (int i = 0; i < 3; i++)
            {
                Step(ref state, x);
            }

            Make(out State other, state.A);
            return state.B * state.A + other.B;
        }

        private static void Step(ref State state, double x)
        {
            state.B += state.A * x;
            state.A = Math.Cos(state.B);
        }

        private static void Make(out State state, in double x)
        {
            state.A = x;
            state.B = state.A * x;
        }
        """);

    [Fact]
    public void Constructors_with_statements() => Accept.Loss("""
        public readonly struct Normal
        {
            public readonly double Mean, Deviation;
            public readonly double[] Powers;
            public Normal(double mean, double logDeviation, int n)
            {
                if (n < 0)
                {
                    throw new ArgumentOutOfRangeException(nameof(n));
                }

                Mean = mean;
                double deviation = Math.Exp(logDeviation);
                for (int i = 0; i < 2; i++)
                {
                    deviation *= 1 + 0.1 * mean;
                    Mean += deviation * 0.01;
                }

                Deviation = deviation;
                Powers = [mean, mean * mean];
            }

            public double LogDensity(double x) => Density(x, Mean, Deviation);
            private static double Density(double x, double mean, double deviation) => -(x - mean) * (x - mean) / (2 * deviation * deviation) - Math.Log(deviation);
            public double Scaled => Deviation * Powers[1];
        }
        [Loss]
        public static double F([Theta] double mean, [Theta] double scale, double x)
        {
            var normal = new Normal(mean, scale, 1);
            return normal.Mean * normal.Mean * x + normal.Scaled;
        }
        """);

    [Fact]
    public void User_defined_conversions() => Accept.Loss("""
        public readonly struct Wrapper
        {
            public readonly double Value;
            public Wrapper(double value) => Value = value;
            public static explicit operator Wrapper(double value) => new(value * 2);
            public static implicit operator double(Wrapper wrapper) => wrapper.Value * wrapper.Value;
            public static implicit operator Wrapper(int value) => new(value);
        }
        private static double Take(Wrapper wrapper) => wrapper;
        private static readonly Wrapper kept = new(2);
        [Loss]
        public static double F([Theta] double theta, int n) => (double)(Wrapper)theta + theta * kept + theta * Take(n);
        """);

    [Fact]
    public void Class_instances_inside_the_loss() => Accept.Loss("""
        public sealed record Layer(double[] Weights, double Bias);
        [Loss]
        public static double F([Theta] double[] w, [Theta] double b, double x)
        {
            var layer = new Layer(w, b * x);
            Layer other = layer with { Bias = layer.Bias * layer.Weights[0] };
            double sum = 0;
            for (int i = 0; i < other.Weights.Length; i++)
            {
                sum += Math.Sin(other.Weights[i]) * other.Bias;
            }

            return sum;
        }
        """, Sample.Of(("w", 3)));
}
