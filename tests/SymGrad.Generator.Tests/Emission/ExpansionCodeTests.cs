using SymGrad.Testing;
using Xunit;

namespace SymGrad.Generator.Tests.Emission;

/// <summary>What generated code looks like where an objective expands a polynomial with arrays about a reference point.</summary>
public sealed class ExpansionCodeTests
{
    [Fact]
    public void A_likelihood_with_a_standard_deviation() => Snapshots.Verify("""
        using System;
        using SymGrad;

        public static partial class Losses
        {
            [Loss]
            public static double Likelihood([Theta] ReadOnlySpan<double> weights, [Theta] double logDeviation, ReadOnlySpan<double> x, double y)
            {
                double prediction = 0;
                for (int i = 0; i < weights.Length; i++)
                {
                    prediction += weights[i] * x[i];
                }

                double z = (y - prediction) / Math.Exp(logDeviation);
                return 0.5 * z * z + logDeviation;
            }
        }
        """);
}
