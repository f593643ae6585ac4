using System;
using System.Collections.Generic;
using System.Linq;
using Xunit;

namespace SymGrad.Runtime.Tests.Lanes;

/// <summary>Eight items at once in single precision: lane by lane the bits of <see cref="float"/>, NaN and infinities included; both precisions side by side.</summary>
public sealed class ItemLanesFTests
{
    private static readonly float[] Special =
    [
        0f, -0f, 1, -1, 0.5f, -2.5f, 3.75f, 1e-38f, -1e38f, float.Epsilon, float.MaxValue, float.PositiveInfinity, float.NegativeInfinity, float.NaN, 88.25f, -104.5f, 1e-9f, MathF.PI, -40,
    ];

    public static TheoryData<string> Functions { get; } = [.. All.Keys];

    private static Dictionary<string, (Func<ItemLanesF, ItemLanesF, ItemLanesF> Lanes, Func<float, float, float> Single)> All => new()
    {
        ["+"] = ((x, y) => x + y, (x, y) => x + y),
        ["−"] = ((x, y) => x - y, (x, y) => x - y),
        ["·"] = ((x, y) => x * y, (x, y) => x * y),
        ["/"] = ((x, y) => x / y, (x, y) => x / y),
        ["−x"] = ((x, _) => -x, (x, _) => -x),
        ["<"] = ((x, y) => ItemLanesF.Select(x < y, x, y), (x, y) => x < y ? x : y),
        [">"] = ((x, y) => ItemLanesF.Select(x > y, x, y), (x, y) => x > y ? x : y),
        ["≤"] = ((x, y) => ItemLanesF.Select(x <= y, x, y), (x, y) => x <= y ? x : y),
        ["≥"] = ((x, y) => ItemLanesF.Select(x >= y, x, y), (x, y) => x >= y ? x : y),
        ["="] = ((x, y) => ItemLanesF.Select(x == y, 1, y), (x, y) => x == y ? 1 : y),
        ["≠"] = ((x, y) => ItemLanesF.Select(x != y, 1, y), (x, y) => x != y ? 1 : y),
        ["NaN"] = ((x, y) => ItemLanesF.Select(ItemLanesF.IsNaN(x), 1, y), (x, y) => float.IsNaN(x) ? 1 : y),
        ["conditions of both precisions"] = ((x, y) => ItemLanesF.Select((x < y) & !((ItemLanes)x > 0.1), x, y), (x, y) => x < y && !(x > 0.1) ? x : y),
        ["and"] = ((x, y) => ItemLanesF.Select((x < y) & (x > 0), x, y), (x, y) => x < y && x > 0 ? x : y),
        ["or"] = ((x, y) => ItemLanesF.Select((x < y) | (x > 0), x, y), (x, y) => x < y || x > 0 ? x : y),
        ["xor"] = ((x, y) => ItemLanesF.Select((x < y) ^ (x > 0), x, y), (x, y) => x < y ^ x > 0 ? x : y),
        ["not"] = ((x, y) => ItemLanesF.Select(!(x < y), x, y), (x, y) => !(x < y) ? x : y),
        ["choice of conditions"] = ((x, y) => ItemLanesF.Select(ItemMask.Select(x < 0, y < 0, true), x, y), (x, y) => (x < 0 ? y < 0 : true) ? x : y),
        ["a condition that all share"] = ((x, y) => ItemLanesF.Select((x < y) & true, x, y), (x, y) => x < y ? x : y),
        ["choice of doubles"] = ((x, y) => (ItemLanesF)ItemLanes.Select(x < y, x, y), (x, y) => x < y ? x : y),
        [nameof(ItemLanesF.Abs)] = ((x, _) => ItemLanesF.Abs(x), (x, _) => MathF.Abs(x)),
        [nameof(ItemLanesF.Sqrt)] = ((x, _) => ItemLanesF.Sqrt(x), (x, _) => MathF.Sqrt(x)),
        [nameof(ItemLanesF.Floor)] = ((x, _) => ItemLanesF.Floor(x), (x, _) => MathF.Floor(x)),
        [nameof(ItemLanesF.Ceiling)] = ((x, _) => ItemLanesF.Ceiling(x), (x, _) => MathF.Ceiling(x)),
        [nameof(ItemLanesF.Truncate)] = ((x, _) => ItemLanesF.Truncate(x), (x, _) => MathF.Truncate(x)),
        [nameof(ItemLanesF.Max)] = (ItemLanesF.Max, MathF.Max),
        [nameof(ItemLanesF.Min)] = (ItemLanesF.Min, MathF.Min),
        [nameof(ItemLanesF.CopySign)] = (ItemLanesF.CopySign, MathF.CopySign),
        [nameof(ItemLanesF.Clamp)] = ((x, y) => ItemLanesF.Clamp(x, -1, 2) + y, (x, y) => Math.Clamp(x, -1f, 2) + y),
        [nameof(ItemLanesF.FusedMultiplyAdd)] = ((x, y) => ItemLanesF.FusedMultiplyAdd(x, y, 3), (x, y) => MathF.FusedMultiplyAdd(x, y, 3)),
        ["there and back"] = ((x, y) => (ItemLanesF)((ItemLanes)x * y), (x, y) => (float)((double)x * y)),
        ["a function, rounded"] = ((x, _) => (ItemLanesF)ItemLanes.Exp(x), (x, _) => SpecialFunctionsF.Exp(x)),
        ["a function of two, rounded"] = ((x, y) => (ItemLanesF)ItemLanes.Hypot(x, y), SpecialFunctionsF.Hypot),
        [nameof(ItemLanesF.MaxNumber)] = (ItemLanesF.MaxNumber, float.MaxNumber),
        [nameof(ItemLanesF.MinNumber)] = (ItemLanesF.MinNumber, float.MinNumber),
        [nameof(ItemLanesF.MaxMagnitude)] = (ItemLanesF.MaxMagnitude, float.MaxMagnitude),
        [nameof(ItemLanesF.MinMagnitude)] = (ItemLanesF.MinMagnitude, float.MinMagnitude),
        [nameof(ItemLanesF.MaxMagnitudeNumber)] = (ItemLanesF.MaxMagnitudeNumber, float.MaxMagnitudeNumber),
        [nameof(ItemLanesF.MinMagnitudeNumber)] = (ItemLanesF.MinMagnitudeNumber, float.MinMagnitudeNumber),
        [nameof(ItemLanesF.Round)] = ((x, _) => ItemLanesF.Round(x), (x, _) => MathF.Round(x)),
        ["Round to digits"] = ((x, _) => ItemLanesF.Round(x, 2), (x, _) => MathF.Round(x, 2)),
        ["Round up"] = ((x, _) => ItemLanesF.Round(x, MidpointRounding.ToPositiveInfinity), (x, _) => MathF.Round(x, MidpointRounding.ToPositiveInfinity)),
        [nameof(ItemLanesF.ScaleB)] = ((x, _) => ItemLanesF.ScaleB(x, -100), (x, _) => MathF.ScaleB(x, -100)),
        ["Map"] = ((x, _) => ItemLanesF.Map(MathF.Sin, x), (x, _) => MathF.Sin(x)),
        ["Map of two"] = ((x, y) => ItemLanesF.Map(MathF.Atan2, x, y), MathF.Atan2),
        ["Map of three"] = ((x, y) => ItemLanesF.Map(float.Lerp, x, y, 0.25f), (x, y) => float.Lerp(x, y, 0.25f)),
        ["Pullback.Abs"] = (Pullback.Abs, Pullback.Abs),
        ["Pullback.Max"] = ((x, y) => Pullback.Max(x, 0.5f, y), (x, y) => Pullback.Max(x, 0.5f, y)),
        ["Pullback.Min"] = ((x, y) => Pullback.Min(x, 0.5f, y), (x, y) => Pullback.Min(x, 0.5f, y)),
        ["Pullback.Above"] = ((x, y) => Pullback.Above(x, 0.5f, y), (x, y) => Pullback.Above(x, 0.5f, y)),
        ["Pullback.Below"] = ((x, y) => Pullback.Below(x, 0.5f, y), (x, y) => Pullback.Below(x, 0.5f, y)),
        ["Pullback.MaxNumber"] = ((x, y) => Pullback.MaxNumber(x, y, 3), (x, y) => Pullback.MaxNumber(x, y, 3)),
        ["Pullback.MinNumber"] = ((x, y) => Pullback.MinNumber(x, y, 3), (x, y) => Pullback.MinNumber(x, y, 3)),
        ["Pullback.AboveNumber"] = ((x, y) => Pullback.AboveNumber(x, y, 3), (x, y) => Pullback.AboveNumber(x, y, 3)),
        ["Pullback.BelowNumber"] = ((x, y) => Pullback.BelowNumber(x, y, 3), (x, y) => Pullback.BelowNumber(x, y, 3)),
        ["Pullback.Clamp"] = ((x, y) => Pullback.Clamp(x, -1, 2, y), (x, y) => Pullback.Clamp(x, -1, 2, y)),
        ["Pullback.Clamp of bounds"] = ((x, y) => Pullback.Clamp(0.5f, x, y, 3), (x, y) => Pullback.Clamp(0.5f, x, y, 3)),
        ["Pullback.Extremum"] = ((x, y) => Pullback.Extremum(x, y, 3), (x, y) => Pullback.Extremum(x, y, 3)),
    };

    [Theory]
    [MemberData(nameof(Functions))]
    public void Operations(string name)
    {
        (Func<ItemLanesF, ItemLanesF, ItemLanesF> lanes, Func<float, float, float> single) = All[name];
        foreach (float y in Special)
        {
            for (int start = 0; start <= Special.Length - ItemLanes.Count; start++)
            {
                AssertSame([.. Special.Skip(start).Take(ItemLanes.Count).Select(x => single(x, y))], lanes(ItemLanesF.Load(Special, start), y));
                AssertSame([.. Special.Skip(start).Take(ItemLanes.Count).Select(x => single(y, x))], lanes(y, ItemLanesF.Load(Special, start)));
            }
        }
    }

    [Fact]
    public void Doubles_are_rounded_to_the_nearest()
    {
        double[] x = [0.1, -1e-46, 1e300, -1e300, double.NaN, 16777217, 16777219, 1.0000000596046448];
        AssertSame([.. x.Select(v => (float)v)], (ItemLanesF)ItemLanes.Load(x, 0));
        int[] integers = [16777217, int.MaxValue, int.MinValue, 3, 4, 5, 6, 7];
        AssertSame([.. integers.Select(v => (float)v)], (ItemLanesF)ItemLanes.Load(integers, 0));
    }

    [Fact]
    public void Parts_of_items()
    {
        (int, float)[] items = [.. Enumerable.Range(0, 9).Select(i => (i, i / 3f))];
        AssertSame([.. items.Skip(1).Select(i => i.Item2)], ItemLanesF.Load<(int, float)>(items, 1, static i => i.Item2));
        Assert.Throws<ArgumentOutOfRangeException>(() => ItemLanesF.Load<(int, float)>(items, 2, static i => i.Item2));
        Assert.Throws<ArgumentOutOfRangeException>(() => ItemLanesF.Load(new float[7], 0));
    }

    [Fact]
    public void Elements_by_index()
    {
        ItemLanes index = ItemLanes.Load([2.0, 0, 1, 1, 2, 0, 0, 2], 0);
        float[] shared = [10, 20, 30];
        AssertSame([30, 10, 20, 20, 30, 10, 10, 30], ItemLanesF.Gather(shared, index));

        ItemLanesF[] own = [1, 2, 3];
        ItemLanesF.Scatter(own, index, ItemLanesF.Gather(own, index) + ItemLanesF.Load([1f, 2, 3, 4, 5, 6, 7, 8], 0));
        AssertSame([1, 3, 1, 1, 1, 7, 8, 1], own[0]);
        AssertSame([2, 2, 5, 6, 2, 2, 2, 2], own[1]);
        AssertSame([4, 3, 3, 3, 8, 3, 3, 11], own[2]);
        Assert.Throws<IndexOutOfRangeException>(() => ItemLanesF.Gather(shared, 3));
        Assert.Throws<IndexOutOfRangeException>(() => ItemLanesF.Gather(own, -1));
        Assert.Throws<IndexOutOfRangeException>(() => ItemLanesF.Scatter(own, 3, 1));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(4)]
    [InlineData(7)]
    [InlineData(13)]
    public void Sums_of_products(int count)
    {
        float[] a = [.. Enumerable.Range(1, 16).Select(i => (float)i)];
        ItemLanesF[] x = [.. Enumerable.Range(0, 15).Select(i => ItemLanesF.Load([.. Enumerable.Range(i, 8).Select(j => (float)j)], 0))];
        float[] expected = [.. Enumerable.Range(0, 8).Select(lane => Enumerable.Range(0, count).Sum(i => a[i + 2] * (i + 1 + lane)))];
        AssertSame(expected, ItemLanesF.Dot(a, 2, x, 1, count));
        AssertSame(expected, ItemLanesF.Dot(x, 1, a, 2, count));
        ItemLanesF[] shared = [.. a.Select(v => (ItemLanesF)v)];
        AssertSame(expected, ItemLanesF.Dot(shared, 2, x, 1, count));
        Assert.Throws<IndexOutOfRangeException>(() => ItemLanesF.Dot(a, 0, x, 0, 16));
        Assert.Throws<IndexOutOfRangeException>(() => ItemLanesF.Dot(x, 14, x, 0, 2));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(7)]
    [InlineData(9)]
    public void Rows_element_by_element(int length)
    {
        float[] values = [.. Enumerable.Range(0, 11 * length).Select(i => MathF.Sin(i))];
        foreach (Rows<float> rows in new[] { Rows.Of(values, length), Rows.From(values.Chunk(length).ToArray()) })
        {
            var lanes = new ItemLanesF[length];
            Assert.True(ItemLanesF.TryLoad(rows, 2, lanes));
            for (int i = 0; i < length; i++)
            {
                AssertSame([.. Enumerable.Range(2, ItemLanes.Count).Select(item => values[(item * length) + i])], lanes[i]);
            }
        }
    }

    [Fact]
    public void Rows_of_different_lengths_are_not_read()
    {
        float[][] rows = [.. Enumerable.Range(0, 9).Select(i => new float[i == 8 ? 3 : 2])];
        var lanes = new ItemLanesF[2];
        Assert.True(ItemLanesF.TryLoad(Rows.From(rows), 0, lanes));
        Assert.False(ItemLanesF.TryLoad(Rows.From(rows), 1, lanes));
        float[] buffer = new float[16];
        Assert.True(ItemRows.TryRead(Rows.From(rows), 0, buffer, 2, out ItemRows<float> _));
        Assert.False(ItemRows.TryRead(Rows.From(rows), 1, buffer, 2, out ItemRows<float> _));
    }

    internal static void AssertSame(float[] expected, ItemLanesF actual)
    {
        for (int i = 0; i < ItemLanes.Count; i++)
        {
            Assert.True(
                (float.IsNaN(expected[i]) && float.IsNaN(actual[i])) || BitConverter.SingleToInt32Bits(expected[i]) == BitConverter.SingleToInt32Bits(actual[i]),
                FormattableString.Invariant($"Lane {i} is {actual[i]:R}, expected {expected[i]:R}."));
        }
    }
}
