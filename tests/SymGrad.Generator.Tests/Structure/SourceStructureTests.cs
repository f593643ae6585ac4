using System;
using SymGrad.Generator.Analysis.Structure;
using SymGrad.Generator.Hoisting;
using SymGrad.Generator.Tests.Frontend;
using Xunit;

namespace SymGrad.Generator.Tests.Structure;

/// <summary>The structure of losses as users write them.</summary>
public class SourceStructureTests
{
    [Theory]
    [InlineData("Quadratic", "double residual = y - (θ * x + a); return residual * residual;")]
    [InlineData("Affine", "return y - θ * x;")]
    [InlineData("Affine", "double d = θ - a; return d * d - θ * θ;")]
    [InlineData("Affine", "return Square(θ - a) - Square(θ);")]
    [InlineData("Affine", "return Square(Shift(θ, a)) - Math.Pow(θ, 2);")]
    [InlineData("Constant", "return θ * x - x * θ + y;")]
    [InlineData("Affine", "return Math.Log(Math.Exp(θ)) * x;")]
    [InlineData("Affine", "return x > 0 ? θ * x : -θ * x;")]
    [InlineData("Affine", "if (x > 0) { return θ * x; } return -θ * x;")]
    [InlineData("Affine", "double sum = 0; sum += θ * x; sum -= θ * y; sum /= 1 + x * x; return sum;")]
    [InlineData("Affine", "return n switch { 0 => θ, 1 => θ * x, > 5 and < 9 => y, _ => -θ };")]
    [InlineData("Affine", "if (x < 0) { throw new ArgumentOutOfRangeException(nameof(x)); } return θ * Math.Sqrt(x);")]
    [InlineData("Affine", "return θ * n + (n / 2) * θ;")]
    [InlineData("Affine", "(double p, double q) = (θ * x, θ * y); return p - q;")]
    [InlineData("General", "if (θ < 0) { throw new ArgumentOutOfRangeException(nameof(θ)); } return θ * x;")]
    [InlineData("General", "return Math.Max(0, 1 - θ * x);")]
    [InlineData("Polynomial", "double d = y - θ * x; return d * d * d;")]
    [InlineData("Polynomial", "return Math.Pow(θ * x - y, 4);")]
    [InlineData("Quadratic", "double d = θ - a; return d * d * d - θ * θ * θ;")]
    [InlineData("Quadratic", "return x > 0 ? Square(θ - x) : θ * y;")]
    [InlineData("Separable", "return x / θ + Math.Log(θ);")]
    [InlineData("Separable", "double z = (x - y) / θ; return z * z / 2 + Math.Log(θ);")]
    [InlineData("Separable", "return Math.Exp(θ) * x - y * θ;")]
    [InlineData("Separable", "return Square(y - Math.Exp(θ) * x);")]
    [InlineData("Separable", "return (x + y) / θ - x / θ;")]
    [InlineData("Constant", "return (x + y) / θ - x / θ - y / θ;")]
    [InlineData("General", "return y / (θ + x);")]
    [InlineData("General", "return Math.Exp(θ * x);")]
    [InlineData("General", "return Math.Floor(θ + x - x);")]
    [InlineData("General", "return θ > x ? θ * θ : θ;")]
    [InlineData("Separable", "return θ > 0 ? θ : -θ;")]
    [InlineData("Quadratic", "return 0.1 * θ * θ - θ * θ / 10;")]
    [InlineData("Separable", "return (int)θ * x;")]

    // Conditions are decided by rounded numbers, whatever holds over the reals.
    [InlineData("Quadratic", "double r = x - (float)x; return r == 0 ? θ * x : θ * θ;")]
    [InlineData("Quadratic", "double u = Math.Sqrt(x * x + 1); return u * u - x * x - 1 == 0 ? θ : θ * θ;")]
    [InlineData("Quadratic", "double u = Math.Exp(Math.Log(x * x + 1)) - x * x; return u == 1 ? θ : θ * θ;")]
    [InlineData("Quadratic", "double big = 1e16; if (big + 1 == big) return θ * θ; return θ * x;")]
    [InlineData("Quadratic", "double s = Math.Sqrt(2); if (s * s == 2) return θ * x; return θ * θ * x;")]
    [InlineData("Quadratic", "double tenth = 0.1; float f = (float)tenth; return f == tenth ? θ * x : θ * θ;")]
    [InlineData("Quadratic", "long l = 9007199254740993; double d = l; return d == 9007199254740992 ? θ * θ : θ;")]
    [InlineData("Quadratic", "return (x + 0.1) - 0.1 - x == 0 ? θ : θ * θ;")]
    [InlineData("Quadratic", "return x / 3 * 3 - x == 0 ? θ : θ * θ;")]
    [InlineData("General", "return (θ + x) - θ - x == 0 ? θ : -θ;")]
    [InlineData("Quadratic", "return Math.Floor(x / 3 * 3) * θ * θ - Math.Floor(x) * θ * θ + θ;")]
    [InlineData("Affine", "return (x / 3 * 3 - x == 0 ? θ * θ : θ) - (x / 3 * 3 - x == 0 ? θ * θ : 0);")]
    public void A_loss_is_on_its_rung(string rung, string body)
    {
        string members = $$"""
            private static double Square(double value) => value * value;

            private static double Shift(double value, double by)
            {
                double shifted = value;
                shifted -= by;
                return shifted;
            }

            [Loss]
            public static double F([Theta] double θ, double a, double x, double y, int n) { {{body}} }
            """;
        LossStructureInfo structure = HoistedStructure.Analyze(Lowering.Lower(members).Model!.Function!);

        Assert.Equal(Enum.Parse<StructureRung>(rung), structure.Rung);
    }
}
