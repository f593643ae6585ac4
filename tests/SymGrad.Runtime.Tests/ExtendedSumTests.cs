using System;
using System.Linq;
using Xunit;

namespace SymGrad.Runtime.Tests;

/// <summary>Numbers and sums with twice the digits of a double, and the factorisation that is computed with them.</summary>
public sealed class ExtendedSumTests
{
    private static readonly double Tiny = Math.ScaleB(1, -52);

    [Fact]
    public void Products_are_added_without_being_rounded()
    {
        // (1 + ε)² = 1 + 2ε + ε², the last of which a double loses.
        ExtendedSum sum = default;
        sum.AddProduct(1 + Tiny, 1 + Tiny);
        sum.Add(-1);
        sum.Add(-2 * Tiny);
        Assert.Equal(Tiny * Tiny, sum.Value.Value);
        Assert.Equal(2, sum.Value.Magnitude, 1e-15);
    }

    [Fact]
    public void What_is_taken_away_leaves_the_rest_and_its_magnitude()
    {
        ExtendedSum all = default;
        ExtendedSum large = default;
        all.Add(1e16);
        all.Add(0.1);
        large.Add(1e16);
        all.Remove(in large);
        Assert.Equal(0.1, all.Value.Value);
        Assert.Equal(2e16, all.Value.Magnitude);
    }

    [Fact]
    public void Runs_of_terms_keep_their_digits()
    {
        double[] terms = TestData.IllScaled(32 * 400, 3);
        ExtendedSum sum = default;
        foreach (double[] run in terms.Chunk(ExtendedSum.RunLength))
        {
            foreach (double term in run)
            {
                sum.Add(term);
            }

            sum.Normalize();
        }

        foreach (double[] run in terms.Reverse().Chunk(ExtendedSum.RunLength))
        {
            foreach (double term in run)
            {
                sum.Add(-term);
            }

            sum.Normalize();
        }

        Assert.True(Math.Abs(sum.Value.Value) <= Math.ScaleB(sum.Value.Magnitude, -96), $"{sum} of {sum.Value.Magnitude}");
    }

    [Fact]
    public void Quotients_have_all_digits()
    {
        ExtendedDouble third = (ExtendedDouble)1 / 3;
        Assert.True(Math.Abs(((third * 3) - 1).Value) <= Math.ScaleB(1, -103));
        Assert.NotEqual(0, (third - third.Value).Value);
    }

    [Fact]
    public void A_system_is_solved_and_its_rank_is_told()
    {
        ExtendedDouble[][] matrix = [[4], [2, 3], [2, 1, 5]];
        var factors = new PivotedCholesky(matrix, 88);
        Assert.Equal(3, factors.Rank);
        Assert.True(factors.IsSemidefinite);
        ExtendedDouble[] solution = factors.Solve([4 + 4 + 6, 2 + 6 + 3, 2 + 2 + 15]);
        Assert.Equal([1.0, 2.0, 3.0], solution.Select(s => s.Value));

        var singular = new PivotedCholesky([[1], [2, 4], [0, 0, 9]], 88);
        Assert.Equal(2, singular.Rank);
        Assert.True(singular.IsSemidefinite);
        double[] direction = [.. singular.NullVector(0).Select(v => v.Value)];
        Assert.Equal(0, direction[0] + (2 * direction[1]), 1e-15);
        Assert.Equal(0, direction[2]);
        Assert.NotEqual(0, direction[1]);

        Assert.False(new PivotedCholesky([[1], [2, 1]], 88).IsSemidefinite);
        Assert.False(new PivotedCholesky([[0], [1, 0]], 88).IsSemidefinite);
    }
}
