using SymGrad.Testing;
using Xunit;

namespace SymGrad.Generator.Tests.Emission;

/// <summary>What generated code looks like where a loss computes something from θ alone, which an objective does once for a pass.</summary>
public sealed class PrologueCodeTests
{
    [Fact]
    public void A_scale_and_a_prior() => Snapshots.Verify("""
        using System;
        using SymGrad;

        public static partial class Losses
        {
            [Loss]
            public static double StudentError([Theta] double centre, [Theta] double logScale, double x)
            {
                double scale = Math.Exp(logScale);
                double z = (x - centre) / scale;
                double prior = Math.Log(1 + centre * centre);
                return 2.5 * Math.Log(1 + z * z / 4) + logScale + prior;
            }
        }
        """);

    [Fact]
    public void Exponentials_of_elements_and_a_function_in_a_branch() => Snapshots.Verify("""
        using System;
        using SymGrad;

        public static partial class Losses
        {
            [Loss]
            public static double Cluster([Theta] ReadOnlySpan<double> centre, [Theta] ReadOnlySpan<double> logScale, [Theta] double share, ReadOnlySpan<double> x, bool isOutlier)
            {
                if (isOutlier)
                {
                    return -Math.Log(share);
                }

                double sum = 0;
                for (int j = 0; j < x.Length; j++)
                {
                    double z = (x[j] - centre[j]) * Math.Exp(-logScale[j]);
                    sum += 0.5 * z * z + logScale[j];
                }

                return Math.Log(1 + sum);
            }
        }
        """);
}
