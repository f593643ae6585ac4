using SymGrad.Testing;
using Xunit;

namespace SymGrad.Generator.Tests.Emission;

/// <summary>
/// Losses whose generated code could trip over C#'s own rules. The run compiles it with warnings as errors, checked and unchecked, and calls it.
/// </summary>
public class CompilationTests
{
    [Theory]
    [InlineData("return Scale(t * x, 0);")]
    [InlineData("uint h = 2166136261; h = (h ^ 97) * 16777619; return t * h;")]
    [InlineData("int k = int.MaxValue; int j = unchecked(k + 1); return t * j;")]
    [InlineData("int m = int.MinValue; return t * unchecked(-m);")]
    [InlineData("double k = 3e10; int j = unchecked((int)k); return t * j;")]
    [InlineData("int i = -5; uint u = unchecked((uint)i); return t * u;")]
    [InlineData("byte b = 250; unchecked { b += 10; b++; } return t * b;")]
    [InlineData("sbyte s = 127; unchecked { s++; } return t * s;")]
    [InlineData("int z = 0; return x > 100 ? 5 / z : t;")]
    [InlineData("int z = 0; return x > 100 ? 5 % z * t : t;")]
    [InlineData("int big = int.MaxValue; return x > 100 ? checked(big + 1) * t : t;")]
    [InlineData("return Kernel(t * x, 2);")]
    [InlineData("int mode = 1; if (mode == 0) { return t; } return t * t;")]
    [InlineData("return (x, t) == (x, 1.0) ? t : t * t;")]
    [InlineData("return -(-t) - -2.0 * t - (-3);")]
    [InlineData("return t * +x - -(-x * -t);")]
    [InlineData("long big = long.MinValue; return t * big + ulong.MaxValue + (short)-3 * t;")]
    [InlineData("return t * double.MaxValue * 1e-300 + -0.0 + double.Epsilon + float.MinValue * t;")]
    public void It_compiles_and_gives_the_value_of_the_loss(string body)
    {
        string source = $$"""
            using System;
            using SymGrad;
            /// <summary>Losses.</summary>
            public static partial class Losses
            {
                private static double Scale(double v, int n) => n == 0 ? v * v : v * (1 / n);

                private static double Kernel(double v, int kind)
                {
                    if (kind == 1)
                    {
                        return Math.Sin(v);
                    }
                    else if (kind == 2)
                    {
                        return Math.Cos(v);
                    }

                    return v;
                }

                /// <summary>A loss.</summary>
                [Loss]
                public static double F([Theta] double t, double x) { {{body}} }

                /// <summary>The value twice.</summary>
                public static (double, double) Values(double t, double x) => (F(t, x), FValueAndGradient(t, x).Value);
            }
            """;
        using GeneratorRun run = GeneratorRunner.Run(source);
        var (own, generated) = ((double, double))run.Assembly.GetType("Losses")!.GetMethod("Values")!.Invoke(null, [1.25, -0.5])!;
        Assert.Equal(System.BitConverter.DoubleToInt64Bits(own), System.BitConverter.DoubleToInt64Bits(generated));
    }

    [Theory]
    [InlineData("Description")]
    [InlineData("Coefficients")]
    [InlineData("Failure")]
    [InlineData("Value")]
    [InlineData("Objective")]
    [InlineData("Losses")]
    [InlineData("FObjective")]
    [InlineData("Item2")]
    [InlineData("ToString")]
    public void A_parameter_may_have_any_name(string name)
    {
        string source = $$"""
            using SymGrad;
            /// <summary>Losses.</summary>
            public static partial class Losses
            {
                /// <summary>A loss that is affine.</summary>
                [Loss]
                public static double F([Theta] double t, [Theta] double u, double {{name}}) => t * {{name}} + u;

                /// <summary>A loss with a θ of that name.</summary>
                [Loss]
                public static double G([Theta] double {{name}}, [Theta] double u, double x) => {{name}} * {{name}} * x + u;
            }
            """;
        using GeneratorRun run = GeneratorRunner.Run(source);
        Assert.Equal(2, run.Files.Length);
        Assert.NotNull(run.Assembly.GetType("Losses+GObjective"));
    }
}
