using System;
using System.Collections.Generic;
using System.Linq;
using Xunit;

namespace SymGrad.Runtime.Tests.Lanes;

/// <summary>Eight items at once compute, lane by lane, what one number after the other does: the same bits, NaN and infinities included.</summary>
public sealed class ItemLanesTests
{
    private static readonly double[] Special =
    [
        0.0, -0.0, 1, -1, 0.5, -2.5, 3.75, 1e-300, -1e300, double.Epsilon, double.MaxValue, double.PositiveInfinity,
        double.NegativeInfinity, double.NaN, 700.25, -745.5, 1e-17, Math.PI, -40,
    ];

    public static TheoryData<string> UnaryFunctions { get; } =
    [
        .. Unary.Keys,
    ];

    public static TheoryData<string> BinaryFunctions { get; } =
    [
        .. Binary.Keys,
    ];

    private static Dictionary<string, (Func<ItemLanes, ItemLanes> Lanes, Func<double, double> Single)> Unary => new()
    {
        ["−x"] = (x => -x, x => -x),
        [nameof(ItemLanes.Abs)] = (ItemLanes.Abs, Math.Abs),
        [nameof(ItemLanes.Sqrt)] = (ItemLanes.Sqrt, Math.Sqrt),
        [nameof(ItemLanes.Floor)] = (ItemLanes.Floor, Math.Floor),
        [nameof(ItemLanes.Ceiling)] = (ItemLanes.Ceiling, Math.Ceiling),
        [nameof(ItemLanes.Truncate)] = (ItemLanes.Truncate, Math.Truncate),
        [nameof(ItemLanes.Exp)] = (ItemLanes.Exp, SpecialFunctions.Exp),
        [nameof(ItemLanes.Expm1)] = (ItemLanes.Expm1, SpecialFunctions.Expm1),
        [nameof(ItemLanes.Gaussian)] = (ItemLanes.Gaussian, SpecialFunctions.Gaussian),
        [nameof(ItemLanes.Log)] = (ItemLanes.Log, SpecialFunctions.Log),
        [nameof(ItemLanes.Log1p)] = (ItemLanes.Log1p, SpecialFunctions.Log1p),
        [nameof(ItemLanes.Log1mExp)] = (ItemLanes.Log1mExp, SpecialFunctions.Log1mExp),
        [nameof(ItemLanes.ExpMinusAbs)] = (ItemLanes.ExpMinusAbs, x => SpecialFunctions.Exp(-Math.Abs(x))),
        [nameof(ItemLanes.Tanh)] = (ItemLanes.Tanh, SpecialFunctions.Tanh),
        [nameof(ItemLanes.Logit)] = (ItemLanes.Logit, SpecialFunctions.Logit),
        [nameof(ItemLanes.Sin)] = (ItemLanes.Sin, SpecialFunctions.Sin),
        [nameof(ItemLanes.Cos)] = (ItemLanes.Cos, SpecialFunctions.Cos),
        [nameof(ItemLanes.Tan)] = (ItemLanes.Tan, SpecialFunctions.Tan),
        [nameof(ItemLanes.Asin)] = (ItemLanes.Asin, SpecialFunctions.Asin),
        [nameof(ItemLanes.Acos)] = (ItemLanes.Acos, SpecialFunctions.Acos),
        [nameof(ItemLanes.Atan)] = (ItemLanes.Atan, SpecialFunctions.Atan),
        [nameof(ItemLanes.Sinc)] = (ItemLanes.Sinc, SpecialFunctions.Sinc),
        [nameof(ItemLanes.SincDerivative)] = (ItemLanes.SincDerivative, SpecialFunctions.SincDerivative),
        [nameof(ItemLanes.Sinh)] = (ItemLanes.Sinh, SpecialFunctions.Sinh),
        [nameof(ItemLanes.Cosh)] = (ItemLanes.Cosh, SpecialFunctions.Cosh),
        [nameof(ItemLanes.Asinh)] = (ItemLanes.Asinh, SpecialFunctions.Asinh),
        [nameof(ItemLanes.Acosh)] = (ItemLanes.Acosh, SpecialFunctions.Acosh),
        [nameof(ItemLanes.Atanh)] = (ItemLanes.Atanh, SpecialFunctions.Atanh),
        [nameof(ItemLanes.Exp2)] = (ItemLanes.Exp2, SpecialFunctions.Exp2),
        [nameof(ItemLanes.Exp10)] = (ItemLanes.Exp10, SpecialFunctions.Exp10),
        [nameof(ItemLanes.Log2)] = (ItemLanes.Log2, SpecialFunctions.Log2),
        [nameof(ItemLanes.Log10)] = (ItemLanes.Log10, SpecialFunctions.Log10),
        [nameof(ItemLanes.Cbrt)] = (ItemLanes.Cbrt, SpecialFunctions.Cbrt),
        [nameof(ItemLanes.Erf)] = (ItemLanes.Erf, SpecialFunctions.Erf),
        [nameof(ItemLanes.Erfc)] = (ItemLanes.Erfc, SpecialFunctions.Erfc),
        [nameof(ItemLanes.NormalDensity)] = (ItemLanes.NormalDensity, SpecialFunctions.NormalDensity),
        [nameof(ItemLanes.NormalCdf)] = (ItemLanes.NormalCdf, SpecialFunctions.NormalCdf),
        [nameof(ItemLanes.LogNormalCdf)] = (ItemLanes.LogNormalCdf, SpecialFunctions.LogNormalCdf),
        [nameof(ItemLanes.LogNormalCdfDerivative)] = (ItemLanes.LogNormalCdfDerivative, SpecialFunctions.LogNormalCdfDerivative),
        [nameof(ItemLanes.SinPi)] = (ItemLanes.SinPi, SpecialFunctions.SinPi),
        [nameof(ItemLanes.CosPi)] = (ItemLanes.CosPi, SpecialFunctions.CosPi),
        [nameof(ItemLanes.TanPi)] = (ItemLanes.TanPi, SpecialFunctions.TanPi),
        [nameof(ItemLanes.AsinPi)] = (ItemLanes.AsinPi, SpecialFunctions.AsinPi),
        [nameof(ItemLanes.AcosPi)] = (ItemLanes.AcosPi, SpecialFunctions.AcosPi),
        [nameof(ItemLanes.AtanPi)] = (ItemLanes.AtanPi, SpecialFunctions.AtanPi),
        [nameof(ItemLanes.ExpM1)] = (ItemLanes.ExpM1, x => SpecialFunctions.Exp(x) - 1),
        [nameof(ItemLanes.Exp2M1)] = (ItemLanes.Exp2M1, x => SpecialFunctions.Exp2(x) - 1),
        [nameof(ItemLanes.Exp10M1)] = (ItemLanes.Exp10M1, x => SpecialFunctions.Exp10(x) - 1),
        [nameof(ItemLanes.LogP1)] = (ItemLanes.LogP1, x => SpecialFunctions.Log(x + 1)),
        [nameof(ItemLanes.Log2P1)] = (ItemLanes.Log2P1, x => SpecialFunctions.Log2(x + 1)),
        [nameof(ItemLanes.Log10P1)] = (ItemLanes.Log10P1, x => SpecialFunctions.Log10(x + 1)),
        [nameof(ItemLanes.DegreesToRadians)] = (ItemLanes.DegreesToRadians, double.DegreesToRadians),
        [nameof(ItemLanes.RadiansToDegrees)] = (ItemLanes.RadiansToDegrees, double.RadiansToDegrees),
        [nameof(ItemLanes.Round)] = (ItemLanes.Round, Math.Round),
        [nameof(ItemLanes.Sign)] = (x => ItemLanes.Sign(ItemLanes.Select(ItemLanes.IsNaN(x), 3, x)), x => Math.Sign(double.IsNaN(x) ? 3 : x)),
        ["Round to digits"] = (x => ItemLanes.Round(x, 2), x => Math.Round(x, 2)),
        ["Round up"] = (x => ItemLanes.Round(x, MidpointRounding.ToPositiveInfinity), x => Math.Round(x, MidpointRounding.ToPositiveInfinity)),
        ["Round digits away from zero"] = (x => ItemLanes.Round(x, 1, MidpointRounding.AwayFromZero), x => Math.Round(x, 1, MidpointRounding.AwayFromZero)),
        ["Third root"] = (x => ItemLanes.RootN(x, 3), x => double.RootN(x, 3)),
        ["Inverse of the fourth root"] = (x => ItemLanes.RootN(x, -4), x => double.RootN(x, -4)),
        ["ScaleB up"] = (x => ItemLanes.ScaleB(x, 2000), x => Math.ScaleB(x, 2000)),
        ["ScaleB down"] = (x => ItemLanes.ScaleB(x, -2000), x => Math.ScaleB(x, -2000)),
        [nameof(ItemLanes.Map)] = (x => ItemLanes.Map(Math.Sin, x), Math.Sin),
    };

    private static Dictionary<string, (Func<ItemLanes, ItemLanes, ItemLanes> Lanes, Func<double, double, double> Single)> Binary => new()
    {
        ["+"] = ((x, y) => x + y, (x, y) => x + y),
        ["−"] = ((x, y) => x - y, (x, y) => x - y),
        ["·"] = ((x, y) => x * y, (x, y) => x * y),
        ["/"] = ((x, y) => x / y, (x, y) => x / y),
        ["<"] = ((x, y) => ItemLanes.Select(x < y, x, y), (x, y) => x < y ? x : y),
        [">"] = ((x, y) => ItemLanes.Select(x > y, x, y), (x, y) => x > y ? x : y),
        ["≤"] = ((x, y) => ItemLanes.Select(x <= y, x, y), (x, y) => x <= y ? x : y),
        ["≥"] = ((x, y) => ItemLanes.Select(x >= y, x, y), (x, y) => x >= y ? x : y),
        ["="] = ((x, y) => ItemLanes.Select(x == y, 1, y), (x, y) => x == y ? 1 : y),
        ["≠"] = ((x, y) => ItemLanes.Select(x != y, 1, y), (x, y) => x != y ? 1 : y),
        ["NaN"] = ((x, y) => ItemLanes.Select(ItemLanes.IsNaN(x), 1, y), (x, y) => double.IsNaN(x) ? 1 : y),
        ["and"] = ((x, y) => ItemLanes.Select((x < y) & (x > 0), x, y), (x, y) => x < y && x > 0 ? x : y),
        ["or"] = ((x, y) => ItemLanes.Select((x < y) | (x > 0), x, y), (x, y) => x < y || x > 0 ? x : y),
        ["xor"] = ((x, y) => ItemLanes.Select((x < y) ^ (x > 0), x, y), (x, y) => x < y ^ x > 0 ? x : y),
        ["not"] = ((x, y) => ItemLanes.Select(!(x < y), x, y), (x, y) => !(x < y) ? x : y),
        ["choice of conditions"] = ((x, y) => ItemLanes.Select(ItemMask.Select(x < 0, y < 0, true), x, y), (x, y) => (x < 0 ? y < 0 : true) ? x : y),
        [nameof(ItemLanes.Max)] = (ItemLanes.Max, Math.Max),
        [nameof(ItemLanes.Min)] = (ItemLanes.Min, Math.Min),
        [nameof(ItemLanes.CopySign)] = (ItemLanes.CopySign, Math.CopySign),
        [nameof(ItemLanes.Clamp)] = ((x, y) => ItemLanes.Clamp(x, -1, 2) + y, (x, y) => Math.Clamp(x, -1.0, 2) + y),
        [nameof(ItemLanes.FusedMultiplyAdd)] = ((x, y) => ItemLanes.FusedMultiplyAdd(x, y, 3), (x, y) => Math.FusedMultiplyAdd(x, y, 3)),
        [nameof(ItemLanes.Pow)] = (ItemLanes.Pow, SpecialFunctions.Pow),
        [nameof(ItemLanes.LogSumExp)] = (ItemLanes.LogSumExp, SpecialFunctions.LogSumExp),
        [nameof(ItemLanes.LogSumExpDerivative)] = (ItemLanes.LogSumExpDerivative, SpecialFunctions.LogSumExpDerivative),
        [nameof(ItemLanes.XLogY)] = (ItemLanes.XLogY, SpecialFunctions.XLogY),
        [nameof(ItemLanes.DifferenceOfSquares)] = (ItemLanes.DifferenceOfSquares, SpecialFunctions.DifferenceOfSquares),
        [nameof(ItemLanes.Hypot)] = (ItemLanes.Hypot, SpecialFunctions.Hypot),
        [nameof(ItemLanes.Atan2)] = (ItemLanes.Atan2, SpecialFunctions.Atan2),
        [nameof(ItemLanes.Atan2Pi)] = (ItemLanes.Atan2Pi, SpecialFunctions.Atan2Pi),
        [nameof(ItemLanes.MaxNumber)] = (ItemLanes.MaxNumber, double.MaxNumber),
        [nameof(ItemLanes.MinNumber)] = (ItemLanes.MinNumber, double.MinNumber),
        [nameof(ItemLanes.MaxMagnitude)] = (ItemLanes.MaxMagnitude, double.MaxMagnitude),
        [nameof(ItemLanes.MinMagnitude)] = (ItemLanes.MinMagnitude, double.MinMagnitude),
        [nameof(ItemLanes.MaxMagnitudeNumber)] = (ItemLanes.MaxMagnitudeNumber, double.MaxMagnitudeNumber),
        [nameof(ItemLanes.MinMagnitudeNumber)] = (ItemLanes.MinMagnitudeNumber, double.MinMagnitudeNumber),
        [nameof(ItemLanes.Lerp)] = ((x, y) => ItemLanes.Lerp(x, y, 0.375), (x, y) => Math.FusedMultiplyAdd(x, 0.625, y * 0.375)),
        ["Map of two"] = ((x, y) => ItemLanes.Map(Math.Atan2, x, y), Math.Atan2),
        ["Pullback.Abs"] = (Pullback.Abs, Pullback.Abs),
        ["Pullback.Max"] = ((x, y) => Pullback.Max(x, 0.5, y), (x, y) => Pullback.Max(x, 0.5, y)),
        ["Pullback.Min"] = ((x, y) => Pullback.Min(x, 0.5, y), (x, y) => Pullback.Min(x, 0.5, y)),
        ["Pullback.Above"] = ((x, y) => Pullback.Above(x, 0.5, y), (x, y) => Pullback.Above(x, 0.5, y)),
        ["Pullback.Below"] = ((x, y) => Pullback.Below(x, 0.5, y), (x, y) => Pullback.Below(x, 0.5, y)),
        ["Pullback.MaxNumber"] = ((x, y) => Pullback.MaxNumber(x, y, 3), (x, y) => Pullback.MaxNumber(x, y, 3)),
        ["Pullback.MinNumber"] = ((x, y) => Pullback.MinNumber(x, y, 3), (x, y) => Pullback.MinNumber(x, y, 3)),
        ["Pullback.AboveNumber"] = ((x, y) => Pullback.AboveNumber(x, y, 3), (x, y) => Pullback.AboveNumber(x, y, 3)),
        ["Pullback.BelowNumber"] = ((x, y) => Pullback.BelowNumber(x, y, 3), (x, y) => Pullback.BelowNumber(x, y, 3)),
        ["Pullback.Clamp"] = ((x, y) => Pullback.Clamp(x, -1, 2, y), (x, y) => Pullback.Clamp(x, -1, 2, y)),
        ["Pullback.Clamp of bounds"] = ((x, y) => Pullback.Clamp(0.5, x, y, 3), (x, y) => Pullback.Clamp(0.5, x, y, 3)),
        ["Pullback.Extremum"] = ((x, y) => Pullback.Extremum(x, y, 3), (x, y) => Pullback.Extremum(x, y, 3)),
    };

    [Fact]
    public void There_is_no_sign_of_what_is_not_a_number()
        => Assert.Throws<ArithmeticException>(() => ItemLanes.Sign(ItemLanes.Load([1, 2, 3, 4, 5, 6, 7, double.NaN], 0)));

    [Theory]
    [MemberData(nameof(UnaryFunctions))]
    public void Functions_of_one_number(string name)
    {
        (Func<ItemLanes, ItemLanes> lanes, Func<double, double> single) = Unary[name];
        for (int start = 0; start <= Special.Length - ItemLanes.Count; start++)
        {
            AssertSame([.. Special.Skip(start).Take(ItemLanes.Count).Select(single)], lanes(ItemLanes.Load(Special, start)));
        }
    }

    [Theory]
    [MemberData(nameof(BinaryFunctions))]
    public void Functions_of_two_numbers(string name)
    {
        (Func<ItemLanes, ItemLanes, ItemLanes> lanes, Func<double, double, double> single) = Binary[name];
        foreach (double y in Special)
        {
            for (int start = 0; start <= Special.Length - ItemLanes.Count; start++)
            {
                AssertSame([.. Special.Skip(start).Take(ItemLanes.Count).Select(x => single(x, y))], lanes(ItemLanes.Load(Special, start), y));
                AssertSame([.. Special.Skip(start).Take(ItemLanes.Count).Select(x => single(y, x))], lanes(y, ItemLanes.Load(Special, start)));
            }
        }
    }

    [Fact]
    public void Columns_of_other_types()
    {
        int[] integers = [1, -2, int.MaxValue, int.MinValue, 0, 5, 6, 7, 8];
        AssertSame([.. integers.Skip(1).Select(i => (double)i)], ItemLanes.Load(integers, 1));
        float[] singles = [0.1f, -2, float.MaxValue, float.Epsilon, float.NaN, float.PositiveInfinity, 6, 7, 8];
        AssertSame([.. singles.Skip(1).Select(f => (double)f)], ItemLanes.Load(singles, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => ItemLanes.Load(integers, 2));
        Assert.Throws<ArgumentOutOfRangeException>(() => ItemLanes.Load(new double[7], 0));
    }

    [Fact]
    public void A_sum_has_a_fixed_order()
    {
        double[] x = [1e16, 1, -1e16, 3, 5, 7, 11, 13];
        Assert.Equal((x[0] + x[4] + (x[2] + x[6])) + (x[1] + x[5] + (x[3] + x[7])), ItemLanes.Load(x, 0).Sum());
    }

    [Fact]
    public void Elements_by_index()
    {
        ItemLanes index = ItemLanes.Load([2.0, 0, 1, 1, 2, 0, 0, 2], 0);
        double[] shared = [10, 20, 30];
        AssertSame([30, 10, 20, 20, 30, 10, 10, 30], ItemLanes.Gather(shared, index));

        ItemLanes[] own = [1, 2, 3];
        ItemLanes.Scatter(own, index, ItemLanes.Gather(own, index) + ItemLanes.Load([1.0, 2, 3, 4, 5, 6, 7, 8], 0));
        AssertSame([1, 3, 1, 1, 1, 7, 8, 1], own[0]);
        AssertSame([2, 2, 5, 6, 2, 2, 2, 2], own[1]);
        AssertSame([4, 3, 3, 3, 8, 3, 3, 11], own[2]);
        Assert.Throws<IndexOutOfRangeException>(() => ItemLanes.Gather(shared, 3));
        Assert.Throws<IndexOutOfRangeException>(() => ItemLanes.Gather(own, -1));
        Assert.Throws<IndexOutOfRangeException>(() => ItemLanes.Scatter(own, 3, 1));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(4)]
    [InlineData(7)]
    [InlineData(13)]
    public void Sums_of_products(int count)
    {
        double[] a = [.. Enumerable.Range(1, 16).Select(i => (double)i)];
        ItemLanes[] x = [.. Enumerable.Range(0, 15).Select(i => ItemLanes.Load([.. Enumerable.Range(i, 8).Select(j => (double)j)], 0))];
        double[] expected = [.. Enumerable.Range(0, 8).Select(lane => Enumerable.Range(0, count).Sum(i => a[i + 2] * (i + 1 + lane)))];
        AssertSame(expected, ItemLanes.Dot(a, 2, x, 1, count));
        AssertSame(expected, ItemLanes.Dot(x, 1, a, 2, count));
        ItemLanes[] shared = [.. a.Select(v => (ItemLanes)v)];
        AssertSame(expected, ItemLanes.Dot(shared, 2, x, 1, count));
    }

    [Fact]
    public void Sums_of_products_of_elements_that_are_not_there()
    {
        ItemLanes[] x = [1, 2, 3];
        double[] a = [1, 2, 3];
        AssertSame([0, 0, 0, 0, 0, 0, 0, 0], ItemLanes.Dot(a, 7, x, 9, -1));
        Assert.Throws<IndexOutOfRangeException>(() => ItemLanes.Dot(a, 0, x, 0, 4));
        Assert.Throws<IndexOutOfRangeException>(() => ItemLanes.Dot(a, 1, x, 0, 3));
        Assert.Throws<IndexOutOfRangeException>(() => ItemLanes.Dot(a, 0, x, -1, 2));
        Assert.Throws<IndexOutOfRangeException>(() => ItemLanes.Dot(x, 0, x, 2, 2));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(7)]
    [InlineData(9)]
    public void Rows_element_by_element(int length)
    {
        double[] values = [.. Enumerable.Range(0, 11 * length).Select(i => Math.Sin(i))];
        var lanes = new ItemLanes[length];
        Assert.True(ItemLanes.TryLoad(Rows.Of(values, length), 2, lanes));
        var singles = new ItemLanes[length];
        Assert.True(ItemLanes.TryLoad(Rows.Of(values.Select(v => (float)v).ToArray(), length), 2, singles));
        var integers = new ItemLanes[length];
        Assert.True(ItemLanes.TryLoad(Rows.Of(values.Select(v => (int)(100 * v)).ToArray(), length), 2, integers));
        for (int i = 0; i < length; i++)
        {
            double[] expected = [.. Enumerable.Range(2, ItemLanes.Count).Select(item => values[(item * length) + i])];
            AssertSame(expected, lanes[i]);
            AssertSame([.. expected.Select(v => (double)(float)v)], singles[i]);
            AssertSame([.. expected.Select(v => (double)(int)(100 * v))], integers[i]);
        }
    }

    [Fact]
    public void Rows_of_different_lengths_are_not_read()
    {
        double[][] rows = [.. Enumerable.Range(0, 9).Select(i => new double[i == 8 ? 3 : 2])];
        var lanes = new ItemLanes[2];
        Assert.True(ItemLanes.TryLoad(Rows.From(rows), 0, lanes));
        Assert.False(ItemLanes.TryLoad(Rows.From(rows), 1, lanes));
        Assert.False(ItemLanes.TryLoad(Rows.From(rows.Select(r => r.Select(v => (float)v).ToArray()).ToArray()), 1, lanes));
        Assert.False(ItemLanes.TryLoad(Rows.From(rows.Select(r => r.Select(v => (int)v).ToArray()).ToArray()), 1, lanes));
    }

    private static void AssertSame(double[] expected, ItemLanes actual)
    {
        for (int i = 0; i < ItemLanes.Count; i++)
        {
            Assert.True(
                (double.IsNaN(expected[i]) && double.IsNaN(actual[i])) || BitConverter.DoubleToInt64Bits(expected[i]) == BitConverter.DoubleToInt64Bits(actual[i]),
                FormattableString.Invariant($"Lane {i} is {actual[i]:R}, expected {expected[i]:R}."));
        }
    }
}
