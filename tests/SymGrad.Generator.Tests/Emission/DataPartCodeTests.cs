using SymGrad.Testing;
using Xunit;

namespace SymGrad.Generator.Tests.Emission;

/// <summary>What generated code looks like where a loss computes something from the data of an item alone, which an objective keeps from one pass to the next.</summary>
public sealed class DataPartCodeTests
{
    [Fact]
    public void Counts_and_seasons() => Snapshots.Verify("""
        using System;
        using SymGrad;

        public static partial class Losses
        {
            [Loss]
            public static double Visitors([Theta] double level, [Theta] double summer, [Theta] double winter, double day, double count)
            {
                double angle = 2 * Math.PI * day / 365.25;
                double eta = level + summer * Math.Sin(angle) + winter * Math.Cos(angle);
                return Math.Exp(eta) - count * eta + SpecialFunctions.LogGamma(count + 1);
            }
        }
        """);

    [Fact]
    public void A_row_a_member_and_a_scale() => Snapshots.Verify("""
        using System;
        using SymGrad;

        public readonly record struct Dose(double Amount, int Days);

        public static partial class Losses
        {
            [Loss]
            public static double Colonies([Theta] ReadOnlySpan<double> weights, [Theta] double logRate, ReadOnlySpan<double> counts, Dose dose)
            {
                double sum = 0;
                for (int j = 0; j < weights.Length; j++)
                {
                    sum += weights[j] * counts[j];
                }

                double arrangements = 0;
                for (int j = 0; j < counts.Length; j++)
                {
                    arrangements += SpecialFunctions.LogGamma(counts[j] + 1);
                }

                double left = dose.Amount * Math.Pow(0.5, dose.Days / 5.3);
                return Math.Exp(logRate) * Math.Exp(sum * left) + arrangements - sum * logRate;
            }
        }
        """);
}
