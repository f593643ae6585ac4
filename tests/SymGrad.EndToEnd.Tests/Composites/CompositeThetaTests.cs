using SymGrad.EndToEnd.Tests.Constructs;
using SymGrad.EndToEnd.Tests.Oracle;
using Xunit;

namespace SymGrad.EndToEnd.Tests.Composites;

/// <summary>Structs, records and classes as θ and as data, with their objectives.</summary>
public sealed class CompositeThetaTests
{
    private const string Residual = "double residual = point.Y - (line.Slope * point.X + line.Intercept); return residual * residual * Math.Exp(0.1 * residual);";

    [Theory]
    [InlineData("public readonly record struct Line(double Slope, double Intercept);")]
    [InlineData("public record struct Line(double Slope, double Intercept);")]
    [InlineData("public sealed record Line(double Slope, double Intercept);")]
    [InlineData("public record Line { public double Slope { get; init; } public double Intercept { get; init; } }")]
    [InlineData("public struct Line { public double Slope; public double Intercept; }")]
    [InlineData("public class Line { public double Slope { get; set; } = 3; public required double Intercept { get; init; } }")]
    [InlineData("public readonly struct Line(double slope, double intercept) { public double Slope { get; } = slope; public readonly double Intercept = intercept; }")]
    [InlineData("public sealed class Line(double slope) { public double Slope => Stored; internal double Stored { get; } = slope; public double Intercept { get; init; } }")]
    [InlineData("""
        public readonly struct Line
        {
            public Line(double intercept, double slope) { Slope = slope; this.Intercept = intercept; }
            public Line(double both) : this(both, both) { }
            public double Slope { get; }
            public double Intercept { get; }
            public static readonly Line Zero = default;
        }
        """)]
    [InlineData("""
        public sealed class Line
        {
            public Line(double slope, double intercept) => (Slope, Intercept) = (slope, intercept);
            public double Slope { get; }
            public double Intercept { get; }
        }
        """)]
    public void Theta_with_scalar_members(string type) => Accept.Loss($$"""
        {{type}}
        public readonly record struct Point(double X, double Y);
        [Loss]
        public static double F([Theta] Line line, Point point) { {{Residual}} }
        """);

    [Theory]
    [InlineData("public readonly struct Point { private readonly double hidden; public double X { get; init; } public double Y { get; init; } public override string ToString() => $\"{hidden}\"; }")]
    [InlineData("public record class Point(double X, string Label, double Y);")]
    [InlineData("public abstract record Base(double X); public sealed record Point(double X, double Y) : Base(X);")]
    [InlineData("public class Point { public double X, Y; public int[]? Unused; public Point? Next; }")]
    [InlineData("public struct Point { public float X; public int Count; public readonly double Y => Count * 0.5; }")]
    public void Data_of_every_kind_of_type(string type) => Accept.Loss($$"""
        {{type}}
        public readonly record struct Line(double Slope, double Intercept);
        [Loss]
        public static double F([Theta] Line line, Point point) { {{Residual}} }
        """, Sample.Of(("point.Unused", 2)).With("point.Next", null!));

    [Fact]
    public void Several_parameters_nested_and_plain() => Accept.Loss("""
        public readonly record struct Inner(double A, double B);
        public readonly record struct Outer(Inner First, double C, Inner Second);
        public readonly record struct Item(Inner Point, int Count);
        [Loss]
        public static double F([Theta] double scale, [Theta] Outer outer, Item item, bool isUsed, [Theta] Inner inner)
            => isUsed ? scale * outer.First.A * item.Point.A + outer.Second.B * item.Point.B * outer.C : inner.A * inner.A * item.Count + outer.First.B;
        """);

    [Fact]
    public void Single_precision() => Accept.Loss("""
        public readonly record struct Line(float Slope, float Intercept);
        public readonly record struct Point(float X, float Y);
        [Loss]
        public static float F([Theta] Line line, Point point)
        {
            float residual = point.Y - (line.Slope * point.X + line.Intercept);
            return residual * residual + MathF.Exp(line.Slope * 0.1f);
        }
        """);

    [Fact]
    public void Members_of_both_precisions() => Accept.Loss("""
        public readonly record struct Line(float Slope, double Intercept);
        [Loss]
        public static double F([Theta] Line line, double x) => Math.Sin(line.Slope * x) * line.Intercept;
        """);

    [Fact]
    public void A_linear_loss_of_members() => Accept.Loss("""
        public readonly record struct Line(double Slope, double Intercept);
        public readonly record struct Point(double X, double Y);
        [Loss]
        public static double F([Theta] Line line, Point point) => point.Y - line.Slope * point.X - line.Intercept;
        """);

    [Fact]
    public void A_polynomial_loss_of_members() => Accept.Loss("""
        public readonly record struct Line(double Slope, double Intercept);
        public readonly record struct Point(double X, double Y);
        [Loss]
        public static double F([Theta] Line line, Point point)
        {
            double residual = point.Y - line.Slope * point.X - line.Intercept;
            return residual * residual * line.Slope;
        }
        """);

    [Fact]
    public void Generic_structs_with_numbers_for_their_parameters() => Accept.Loss("""
        public readonly record struct Pair<T>(T First, T Second);
        [Loss]
        public static double F([Theta] Pair<double> pair, Pair<int> data) => Math.Exp(pair.First * data.First) * pair.Second - data.Second;
        """);

    [Fact]
    public void Members_with_names_of_keywords_and_of_generated_locals() => Accept.Loss("""
        public record struct Odd(double @class, double residualAdjoint, double value, double Gradient, double lineSum);
        public record struct Data(double @int, double sums, double count);
        [Loss]
        public static double F([Theta] Odd line, [Theta] double lineClass, [Theta] double lineClassGradient, Data start, double startInt)
        {
            double residual = line.@class * start.@int - line.residualAdjoint * lineClass;
            double lineValue = residual * line.value + lineClassGradient;
            return lineValue * lineValue + line.Gradient * start.sums * startInt + line.lineSum * start.count;
        }
        """);
}
