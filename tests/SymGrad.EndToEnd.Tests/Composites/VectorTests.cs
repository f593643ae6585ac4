using SymGrad.EndToEnd.Tests.Constructs;
using Xunit;

namespace SymGrad.EndToEnd.Tests.Composites;

/// <summary>Vector2, Vector3 and Vector4: the bits of the user's method, and gradients of their type.</summary>
public sealed class VectorTests
{
    private const string Using = "[Loss] public static float F([Theta] Vector";

    [Theory]
    [InlineData("2", "Vector2.Dot(theta, x) * theta.X")]
    [InlineData("3", "Vector3.Dot(theta, x) * Vector3.Dot(theta, theta)")]
    [InlineData("4", "Vector4.Dot(theta, x) * theta.W")]
    [InlineData("2", "theta.Length() + Vector2.Distance(theta, x)")]
    [InlineData("3", "theta.Length() * Vector3.DistanceSquared(theta, x)")]
    [InlineData("4", "theta.LengthSquared() + Vector4.Distance(x, theta)")]
    [InlineData("2", "Vector2.Cross(theta, x) * Vector2.Normalize(theta).X")]
    [InlineData("3", "Vector3.Dot(Vector3.Cross(theta, x), Vector3.Normalize(theta + x))")]
    [InlineData("4", "Vector4.Normalize(theta).Z")]
    [InlineData("3", "((theta + x) * theta - 2 * x / (theta * theta + Vector3.One) * 0.5f - -theta).LengthSquared()")]
    [InlineData("2", "(Vector2.Abs(theta) * Vector2.Max(theta, x) - Vector2.Min(x, theta * 2)).X")]
    [InlineData("4", "Vector4.SquareRoot(Vector4.Abs(theta)).W + Vector4.Clamp(theta, -x * x, x * x).Y")]
    [InlineData("3", "theta == x ? 1 : theta.Y * theta.Z")]
    [InlineData("3", "Vector3.Divide(theta, x.X).Z * Vector3.Multiply(x.Y, theta).X + Vector3.UnitY.Y * theta.Y * theta.Y")]
    public void Functions_and_operators(string dimension, string expression)
        => Accept.Vectors($"    {Using}{dimension} theta, Vector{dimension} x) => {expression};");

    [Fact]
    public void Local_vectors() => Accept.Vectors("""
        [Loss]
        public static float F([Theta] Vector2 a, [Theta] float scale, Vector3 x)
        {
            var v = new Vector3(a, scale);
            v.Y += x.Z;
            v *= scale;
            Vector4 w = new(v, 1);
            var splat = new Vector3(scale);
            for (int i = 0; i < 3; i++)
            {
                v = Step(v, x) + splat;
            }

            return v.Length() * w.LengthSquared() + w.W * v.X;
        }

        private static Vector3 Step(Vector3 v, Vector3 x)
            => v.X > 0 ? Vector3.Cross(v, x) * 0.5f : v with { X = v.Y };
        """);

    [Fact]
    public void Vectors_in_records_and_in_double() => Accept.Vectors("""
        public sealed record Pose(Vector3 Position, Vector3 Axis, double Weight);
        public readonly record struct Sight(Vector3 Target, double Range);
        [Loss]
        public static double F([Theta] Pose pose, Sight sight)
        {
            double range = Vector3.Distance(pose.Position, sight.Target);
            double along = Vector3.Dot(pose.Axis, sight.Target - pose.Position);
            return pose.Weight * (range - sight.Range) * (range - sight.Range) + along * along;
        }
        """);
}
