using SymGrad.Testing;
using Xunit;

namespace SymGrad.EndToEnd.Tests.Constructs;

/// <summary>Parameters of a loss that are tuples: the gradient with respect to one is a tuple of its type.</summary>
public sealed class TupleParameterTests
{
    [Fact]
    public void Theta_and_data() => Accept.Loss("""
        [Loss]
        public static double F([Theta] (double Slope, double Intercept) line, (double X, double Y) point)
        {
            double residual = point.Y - Math.Exp(line.Slope * point.X) - line.Intercept * line.Intercept;
            return residual * residual;
        }
        """);

    [Fact]
    public void An_affine_and_a_quadratic_one()
    {
        Accept.Loss("[Loss] public static double F([Theta] (double, double) line, (double X, float Y) point) => line.Item1 * point.X - point.Y + line.Item2;");
        Accept.Loss("[Loss] public static double F([Theta] (double A, double B) line, (double X, int N) point) { double r = line.A * point.X + line.B * point.N; return r * r; }");
    }

    [Fact]
    public void Tuples_in_tuples_beside_others_and_in_single_precision() => Accept.Loss("""
        public enum Kind { Plain, Bent }
        [Loss]
        public static double F([Theta] ((double A, float B) First, double C) t, [Theta] double d, (Kind Kind, (bool IsOn, double X) Inner) item)
        {
            ((double a, float b), double c) = t;
            double sum = a * b * item.Inner.X + c * c * d;
            return item.Kind == Kind.Bent && item.Inner.IsOn ? Math.Sin(sum) : sum;
        }
        """);

    [Fact]
    public void Records_in_tuples_and_tuples_in_records() => Accept.Loss("""
        public readonly record struct Line(double Slope, double Intercept);
        public sealed record Model((double Scale, Line Line) Part, double Shift);
        [Loss]
        public static double F([Theta] (Line Line, double Width) p, [Theta] Model model, (Line Line, double X) item)
            => Math.Exp(p.Line.Slope * item.X + p.Width * model.Shift) + model.Part.Scale * model.Part.Line.Slope * model.Part.Line.Slope
                + p.Line.Intercept * item.Line.Intercept * model.Part.Line.Intercept;
        """);

    [Fact]
    public void Helpers_copies_and_changes() => Accept.Loss("""
        [Loss]
        public static double F([Theta] in (double A, double B) p, (double X, double Y) q)
        {
            (double A, double B) copy = p;
            copy.A *= q.X;
            var swapped = Swapped(copy);
            q.Y = swapped.First;
            return Math.Exp(swapped.Second) * q.Y;
        }

        private static (double First, double Second) Swapped((double U, double V) t) => (t.V, t.U);
        """);

    [Fact]
    public void More_elements_than_a_tuple_of_the_framework_has() => Accept.Loss("""
        [Loss]
        public static double F([Theta] double a, (double A, double B, double C, double D, double E, double F, double G, double H) t) => Math.Exp(a * t.H) * t.A;
        """);

    [Fact]
    public void The_gradient_has_the_type_and_the_layout_the_names()
    {
        using GeneratorRun run = GeneratorRunner.Run("""
            using SymGrad;
            public static partial class Losses
            {
                [Loss]
                public static double F([Theta] (double Slope, double Intercept) line, [Theta] double width, (double X, double Y) point)
                    => System.Math.Exp(line.Slope * point.X * width) - line.Intercept * line.Intercept * point.Y;

                public static string Use()
                {
                    ((double Slope, double Intercept) line, double width) gradient = FGradient((0, 3), 2, (5, 7));
                    var objective = new FObjective(new (double X, double Y)[] { (5, 7), (5, 7) });
                    double[] theta = objective.Flatten((0, 3), 2);
                    double[] sums = new double[3];
                    objective.Gradient(theta, sums);
                    (double Slope, double Intercept) back = objective.Unflatten(sums).line;
                    return $"{gradient.line.Slope} {gradient.line.Intercept} {gradient.width} {back.Slope} {back.Intercept} {objective.Parameters}";
                }
            }
            """);
        Assert.DoesNotContain(run.Diagnostics, d => d.Severity >= Microsoft.CodeAnalysis.DiagnosticSeverity.Warning);
        Assert.Equal(
            "10 -42 0 10 -42 θ[0] line.Slope\nθ[1] line.Intercept\nθ[2] width",
            run.Assembly.GetType("Losses")!.GetMethod("Use")!.Invoke(null, []));
    }

    [Theory]
    [InlineData("[Theta] (double A, int B) t", "double or float, which 't.B' is not")]
    [InlineData("[Theta] (double A, string B) t", "make it a record of them")]
    [InlineData("[Theta] double a, (double[] A, double B) t", "make it a record")]
    public void What_is_refused(string parameters, string advice)
    {
        using GeneratorRun run = GeneratorRunner.Run(
            $"using SymGrad;\npublic static partial class Losses\n{{\n[Loss] public static double F({parameters}) => 1;\n}}\n", new GeneratorRunOptions { RunChecks = false });
        Assert.Contains(run.Diagnostics, d => d.Id == "SYMG0006" && d.GetMessage(null).Contains(advice, System.StringComparison.Ordinal));
        Assert.DoesNotContain(run.Output.GetDiagnostics(), d => d.Severity == Microsoft.CodeAnalysis.DiagnosticSeverity.Error);
    }
}
