using System;
using System.Collections.Generic;
using System.Linq;

namespace SymGrad;

/// <summary>
/// The derivatives of one order along given numbers, by each number from the last of those on: what the derivative in the directions of the given ones has.
/// </summary>
/// <param name="Order">The order: how many numbers are given, and one more.</param>
/// <param name="First">The place of the first number that is given.</param>
/// <param name="Second">That of the second one, where the order is at least 3; otherwise −1.</param>
/// <param name="Third">That of the third one, where the order is 4; otherwise −1.</param>
/// <param name="Start">Where the derivatives are among those of all rows.</param>
internal readonly record struct TaylorRow(int Order, int First, int Second, int Third, int Start)
{
    /// <summary>The place of the first number by which there is a derivative in the row.</summary>
    public int Last => Math.Max(First, Math.Max(Second, Third));
}

/// <summary>
/// The derivatives of the second and of higher orders that a polynomial may have, each once, in rows. Numbers have places there: those of which there are many come
/// last, so that rows are long and few.
/// </summary>
internal sealed class TaylorRows
{
    private readonly ItemPolynomial polynomial;
    private readonly int[] lengths;
    private readonly int[] kinds;
    private readonly int count;
    private int[]? parameters;
    private TaylorRow[]? rows;
    private Dictionary<(int First, int Second), int>? starts;

    /// <param name="polynomial">The polynomial.</param>
    /// <param name="count">How many numbers it is one of.</param>
    public TaylorRows(ItemPolynomial polynomial, int count)
    {
        this.polynomial = polynomial;
        lengths = polynomial.LengthsOf(count);
        this.count = count;
        kinds = new int[lengths.Length];
        for (int i = 0; i < kinds.Length; i++)
        {
            kinds[i] = i;
        }

        Array.Sort(kinds, (left, right) => lengths[left] != lengths[right] ? lengths[left].CompareTo(lengths[right]) : left.CompareTo(right));
        int[] degrees = new int[lengths.Length];
        for (int order = 2; order <= Degree; order++)
        {
            double ofOrder = CountRows(order - 1, 0, degrees, 1);
            RowCount += ofOrder;
            Cost += ofOrder * (1 << (order - 2));
        }
    }

    /// <summary>Which number has a place.</summary>
    public int[] Parameters => parameters ??= Place();

    /// <summary>The largest order.</summary>
    public int Degree => polynomial.Degree;

    /// <summary>How many rows there are.</summary>
    public double RowCount { get; }

    /// <summary>How many passes for value and gradient take as long as one pass for all derivatives, roughly: those of each order take twice as long as those of the one before.</summary>
    public double Cost { get; }

    /// <summary>How many derivatives there are at most, known before the rows are made.</summary>
    public double MostEntries => RowCount * (Degree == 2 && RowCount == count ? (count + 1) / 2.0 : count);

    /// <summary>The rows.</summary>
    public TaylorRow[] Rows => rows ??= BuildRows();

    /// <summary>How many derivatives there are.</summary>
    public int EntryCount => Rows.Length == 0 ? 0 : Rows[^1].Start + LengthOf(Rows[^1]);

    /// <summary>How many derivatives a row has.</summary>
    public int LengthOf(in TaylorRow row) => count - row.Last;

    /// <summary>Where the derivative of the second order is by the numbers at two places, in their order.</summary>
    public int IndexOf(int first, int second) => Starts[(first, -1)] + second - first;

    /// <summary>Where the derivative of the third order is by the numbers at three places, in their order.</summary>
    public int IndexOf(int first, int second, int third) => Starts[(first, second)] + third - second;

    /// <summary>Makes derivatives at zero the coefficients of the products that they belong to: divided by the factorial of each number's degree.</summary>
    public void Scale(Span<double> derivatives)
    {
        foreach (TaylorRow row in Rows)
        {
            int alike = row.Third < 0 ? (row.First == row.Second ? 2 : 1)
                : row.First == row.Third ? 3
                : row.Second == row.Third ? 2
                : 1;
            int others = row.Third >= 0 && alike == 1 && row.First == row.Second ? 2 : 1;
            int ofGiven = others * (alike == 3 ? 6 : alike);
            int length = LengthOf(row);
            for (int i = 0; i < length; i++)
            {
                // The first one is by the last given number once more.
                derivatives[row.Start + i] /= i == 0 ? ofGiven * (alike + 1) : ofGiven;
            }
        }
    }

    private Dictionary<(int First, int Second), int> Starts => starts ??= FindStarts();

    private int[] Place()
    {
        var placed = new List<int>(count);
        foreach (int kind in kinds)
        {
            int offset = lengths.Take(kind).Sum();
            for (int i = 0; i < lengths[kind]; i++)
            {
                placed.Add(offset + i);
            }
        }

        return [.. placed];
    }

    private Dictionary<(int First, int Second), int> FindStarts()
    {
        var found = new Dictionary<(int First, int Second), int>();
        foreach (TaylorRow row in Rows)
        {
            if (row.Order <= 3)
            {
                found.Add((row.First, row.Second), row.Start);
            }
        }

        return found;
    }

    /// <summary>How many rows there are whose given numbers are so many, of kinds from one on, beside those that degrees count already.</summary>
    private double CountRows(int given, int kind, int[] degrees, double count)
    {
        if (given == 0)
        {
            return IsRow(degrees) ? count : 0;
        }

        double sum = 0;
        for (int k = kind; k < kinds.Length; k++)
        {
            // So many of this kind; at least one, so that each choice is counted once.
            double choices = count;
            for (int taken = 1; taken <= given; taken++)
            {
                choices *= (lengths[kinds[k]] + taken - 1) / (double)taken;
                degrees[kinds[k]] += 1;
                sum += CountRows(given - taken, k + 1, degrees, choices);
            }

            degrees[kinds[k]] -= given;
        }

        return sum;
    }

    /// <summary>Whether a product with the given degrees times one more number, of the last kind or one behind it, may be there.</summary>
    private bool IsRow(int[] degrees)
    {
        for (int k = kinds.Length - 1; k >= 0; k--)
        {
            degrees[kinds[k]] += 1;
            bool isThere = polynomial.Has(degrees);
            degrees[kinds[k]] -= 1;
            if (isThere || degrees[kinds[k]] > 0)
            {
                return isThere;
            }
        }

        return false;
    }

    private TaylorRow[] BuildRows()
    {
        var built = new List<TaylorRow>();
        int[] kindAt = [.. kinds.SelectMany(kind => Enumerable.Repeat(kind, lengths[kind]))];
        int[] degrees = new int[lengths.Length];
        int start = 0;
        for (int order = 2; order <= Degree; order++)
        {
            Span<int> given = [-1, -1, -1];
            Add(order, 0, given);
        }

        return [.. built];

        void Add(int order, int position, Span<int> given)
        {
            if (position == order - 1)
            {
                if (IsRow(degrees))
                {
                    var row = new TaylorRow(order, given[0], given[1], given[2], start);
                    built.Add(row);
                    start += LengthOf(row);
                }

                return;
            }

            for (int place = position == 0 ? 0 : given[position - 1]; place < count; place++)
            {
                given[position] = place;
                degrees[kindAt[place]] += 1;
                if (polynomial.Has(degrees))
                {
                    Add(order, position + 1, given);
                }

                degrees[kindAt[place]] -= 1;
                given[position] = -1;
            }
        }
    }
}
