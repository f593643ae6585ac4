using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Xunit;

namespace SymGrad.Runtime.Tests.Objectives;

/// <summary>Which derivatives a polynomial has, and what an expansion about a point makes of them.</summary>
public sealed class TaylorRowsTests
{
    public static TheoryData<int> Seeds => [.. Enumerable.Range(0, 60)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Each_product_that_may_be_there_has_one_derivative(int seed)
    {
        (ItemPolynomial polynomial, int[] lengths, int[][] products) = Draw(new Random(seed));
        var rows = new TaylorRows(polynomial, lengths.Sum());
        var found = new HashSet<string>();
        foreach (TaylorRow row in rows.Rows)
        {
            for (int last = row.Last; last < rows.Parameters.Length; last++)
            {
                Assert.True(found.Add(Key(rows, row, last)));
            }
        }

        int[] kindOf = [.. lengths.SelectMany((length, kind) => Enumerable.Repeat(kind, length))];
        foreach (int[] product in ProductsOf(kindOf.Length, rows.Degree))
        {
            int[] degrees = [.. lengths.Select((_, kind) => product.Count(p => kindOf[p] == kind))];
            if (products.Any(p => p.Zip(degrees, (bound, degree) => degree <= bound).All(isIn => isIn)))
            {
                Assert.Contains(string.Join(' ', product.Order()), found);
            }
        }

        Assert.Equal(rows.Rows.Length, rows.RowCount);
        Assert.InRange(rows.EntryCount, 0, rows.MostEntries);
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void An_expansion_about_any_point_is_the_same_polynomial(int seed)
    {
        var random = new Random(seed);
        (ItemPolynomial polynomial, int[] lengths, _) = Draw(random);
        var rows = new TaylorRows(polynomial, lengths.Sum());
        double[] coefficients = [.. Enumerable.Range(0, rows.EntryCount).Select(_ => (double)random.Next(-3, 4))];
        double[] point = [.. rows.Parameters.Select(_ => (double)random.Next(-2, 3))];
        double[] other = [.. rows.Parameters.Select(_ => (double)random.Next(-2, 3))];
        double[] atZero = new double[1 + point.Length];
        TaylorPoint aboutZero = TaylorPoint.Create(rows, coefficients, new double[point.Length], atZero);
        double[] atPoint = new double[1 + point.Length];
        aboutZero.Evaluate(rows, point, atPoint);

        // Small integers: nothing is rounded.
        TaylorPoint aboutPoint = TaylorPoint.Create(rows, coefficients, point, atPoint);
        double[] expected = new double[1 + point.Length];
        double[] actual = new double[1 + point.Length];
        aboutZero.Evaluate(rows, other, expected);
        aboutPoint.Evaluate(rows, other, actual);
        Assert.Equal(expected, actual);
        Assert.Equal(Naive(rows, coefficients, other), expected[0]);
        Assert.All(aboutPoint.ScalesAt(rows, other).Zip(actual), p => Assert.True(p.First >= Math.Abs(p.Second)));
    }

    [Fact]
    public void Derivatives_are_divided_by_the_factorials_of_the_degrees()
    {
        var rows = new TaylorRows(new ItemPolynomial([2], [4]), 2);
        double[] ones = [.. Enumerable.Repeat(1.0, rows.EntryCount)];
        rows.Scale(ones);
        foreach (TaylorRow row in rows.Rows)
        {
            for (int last = row.Last; last < 2; last++)
            {
                int[] product = [.. Key(rows, row, last).Split(' ').Select(n => int.Parse(n, CultureInfo.InvariantCulture))];
                double factorials = product.GroupBy(p => p).Aggregate(1.0, (all, g) => all * Enumerable.Range(1, g.Count()).Aggregate(1, (f, n) => f * n));
                Assert.Equal(1 / factorials, ones[row.Start + last - row.Last]);
            }
        }
    }

    [Fact]
    public void A_product_needs_a_degree_in_each_kind()
        => Assert.Equal("products", Assert.Throws<ArgumentException>(() => new ItemPolynomial([2, 1], [1])).ParamName);

    [Fact]
    public void A_degree_above_four_is_refused()
        => Assert.Equal("products", Assert.Throws<ArgumentException>(() => new ItemPolynomial([2, 1], [3, 2])).ParamName);

    private static (ItemPolynomial Polynomial, int[] Lengths, int[][] Products) Draw(Random random)
    {
        int[] lengths = [.. Enumerable.Range(0, random.Next(1, 4)).Select(_ => random.Next(0, 4))];
        lengths[0]++;
        int[][] products = [.. Enumerable.Range(0, random.Next(1, 4)).Select(_ =>
        {
            int left = 4;
            return lengths.Select(_ =>
            {
                int degree = random.Next(0, left + 1);
                left -= degree;
                return degree;
            }).ToArray();
        })];
        products[0][0] = 2;
        Array.Clear(products[0], 1, products[0].Length - 1);
        return (new ItemPolynomial(lengths, products), lengths, products);
    }

    private static double Naive(TaylorRows rows, double[] coefficients, double[] parameters)
    {
        double sum = 0;
        foreach (TaylorRow row in rows.Rows)
        {
            for (int last = row.Last; last < rows.Parameters.Length; last++)
            {
                sum += Key(rows, row, last).Split(' ').Aggregate(coefficients[row.Start + last - row.Last], (product, p) => product * parameters[int.Parse(p, CultureInfo.InvariantCulture)]);
            }
        }

        return sum;
    }

    /// <summary>The numbers that a product consists of.</summary>
    private static string Key(TaylorRows rows, TaylorRow row, int last)
        => string.Join(' ', new[] { row.First, row.Second, row.Third, last }.Where(p => p >= 0).Select(p => rows.Parameters[p]).Order());

    /// <summary>All products of the second and of higher degrees.</summary>
    private static IEnumerable<int[]> ProductsOf(int count, int degree)
    {
        IEnumerable<int[]> products = [[]];
        for (int i = 1; i <= degree; i++)
        {
            products = [.. products.SelectMany(p => Enumerable.Range(p.Length == 0 ? 0 : p[^1], count - (p.Length == 0 ? 0 : p[^1])).Select(n => (int[])[.. p, n]))];
            if (i > 1)
            {
                foreach (int[] product in products)
                {
                    yield return product;
                }
            }
        }
    }
}
