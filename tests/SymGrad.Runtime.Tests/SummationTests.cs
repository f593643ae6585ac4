using System;
using System.Globalization;
using System.Linq;
using System.Numerics;
using SymGrad.Runtime.Tests.Functions;
using SymGrad.Runtime.Tests.Objectives;
using Xunit;
using Xunit.Abstractions;

namespace SymGrad.Runtime.Tests;

/// <summary>How accurate sums over items are: the figures of docs/numerics.md.</summary>
public sealed class SummationTests(ITestOutputHelper output)
{
    private const int Items = 1_000_000;

    /// <summary>Terms of one sign: the error is relative to the sum.</summary>
    [Fact]
    public void Well_conditioned()
    {
        var random = new Random(3);
        double[] terms = [.. Enumerable.Range(0, Items).Select(_ => random.NextDouble())];
        Measure(terms, mostOfObjective: 1e-15);
    }

    /// <summary>Terms over 40 binary orders of magnitude of which nearly all cancel.</summary>
    [Fact]
    public void Ill_conditioned() => Measure(TestData.IllScaled(Items, seed: 5), mostOfObjective: 1e-16);

    /// <summary>The gradient by the intercept, at 0, is −2·Σ y; it is compared with the exact sum, in units of Σ|2y|.</summary>
    private void Measure(double[] terms, double mostOfObjective)
    {
        var objective = new SquaredError<double>(new double[Items], terms, Aggregation.Sum);
        double[] gradient = new double[2];
        objective.Gradient([0, 0], gradient);
        BigInteger exact = terms.Aggregate(BigInteger.Zero, (sum, t) => sum + ExactNumber.Of(t).Units);
        double magnitude = terms.Sum(Math.Abs);
        double ofObjective = Error(gradient[1] / -2);
        double ofLoop = Error(Sequential(terms));
        double ofCompensated = Error(Compensated(terms));
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"objective {ofObjective:G3}, one after another {ofLoop:G3}, compensated {ofCompensated:G3}"));
        Assert.InRange(ofObjective, 0, mostOfObjective);
        Assert.True(ofObjective <= ofLoop);
        Assert.InRange(ofCompensated, 0, 1.2e-16);

        double Error(double sum) => (double)((BigInteger.Abs(ExactNumber.Of(sum).Units - exact) << 80) / ExactNumber.Of(magnitude).Units) / Math.ScaleB(1, 80);
    }

    private static double Sequential(double[] terms)
    {
        double sum = 0;
        foreach (double term in terms)
        {
            sum += term;
        }

        return sum;
    }

    private static double Compensated(double[] terms)
    {
        Pair sum = new(0, 0);
        foreach (double term in terms)
        {
            Pair next = Pair.Sum(sum.High, term);
            sum = new Pair(next.High, next.Low + sum.Low);
        }

        return sum.Value;
    }
}
