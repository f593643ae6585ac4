using System;
using System.Linq;
using System.Numerics;
using Xunit;

namespace SymGrad.Runtime.Tests.Lanes;

/// <summary>Integers, enumerations and conditions of eight items: exactly what C# makes of those of one.</summary>
public sealed class IntegerLanesTests
{
    private enum Small : sbyte
    {
        None,
    }

    private enum Large : ulong
    {
        None,
    }

    [Fact]
    public void Columns_of_integers()
    {
        Check<sbyte>((items, start) => ItemLanes.Load(items, start));
        Check<byte>((items, start) => ItemLanes.Load(items, start));
        Check<short>((items, start) => ItemLanes.Load(items, start));
        Check<ushort>((items, start) => ItemLanes.Load(items, start));
        Check<int>((items, start) => ItemLanes.Load(items, start));
        Check<uint>((items, start) => ItemLanes.Load(items, start));
        Check<long>((items, start) => ItemLanes.Load(items, start));
        Check<ulong>((items, start) => ItemLanes.Load(items, start));
    }

    [Fact]
    public void Columns_of_enumerations()
    {
        Small[] small = [.. Enumerable.Range(-128, 256).Select(i => (Small)i)];
        Large[] large = [.. Extremes<ulong>().Select(i => (Large)i)];
        for (int start = 0; start <= small.Length - ItemLanes.Count; start++)
        {
            AssertBits(small.AsSpan(start, 8).ToArray().Select(s => (double)s), ItemLanes.Load<Small, sbyte>(small, start));
        }

        AssertBits(large.Take(8).Select(s => (double)s), ItemLanes.Load<Large, ulong>(large, 0));
        Assert.Throws<ArgumentException>(() => ItemLanes.Load<Small, byte>(small, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => ItemLanes.Load<Small, sbyte>(small, small.Length - 7));
    }

    [Fact]
    public void Columns_of_conditions()
    {
        bool[] items = [.. Enumerable.Range(0, 300).Select(i => i * i % 7 is 1 or 2)];
        for (int start = 0; start <= items.Length - ItemLanes.Count; start++)
        {
            ItemMask mask = ItemMask.Load(items, start), part = ItemMask.Load<bool>(items, start, static item => !item);
            ItemLanesF single = ItemLanesF.Select(ItemMaskF.Load(items, start), 2f, 3f);
            ItemLanes selected = ItemLanes.Select(mask, 2, 3);
            for (int i = 0; i < ItemLanes.Count; i++)
            {
                Assert.Equal(items[start + i], mask[i]);
                Assert.Equal(!items[start + i], part[i]);
                Assert.Equal(items[start + i] ? 2 : 3, selected[i]);
                Assert.Equal(items[start + i] ? 2 : 3, single[i]);
            }
        }

        Assert.Throws<ArgumentOutOfRangeException>(() => ItemMask.Load(items, items.Length - 7));
    }

    [Fact]
    public void Arithmetic()
    {
        long[] integers = [0, 1, -1, 2, -2, 7, -7, int.MaxValue, int.MinValue, int.MaxValue + 1L, int.MinValue - 1L, uint.MaxValue, uint.MaxValue + 1L, -(long)uint.MaxValue, (1L << 52) - 1, 1 - (1L << 52), 123456789012345, -98765432109876];
        foreach (long x in integers)
        {
            AssertBits(Enumerable.Repeat((double)unchecked((int)x), 8), ItemLanes.ToInt32(x));
            AssertBits(Enumerable.Repeat((double)unchecked((uint)x), 8), ItemLanes.ToUInt32(x));
            foreach (long y in integers.Where(y => y > 0))
            {
                AssertBits(Enumerable.Repeat((double)(x / y), 8), ItemLanes.Quotient(x, y));
                AssertBits(Enumerable.Repeat((double)(x % y), 8), ItemLanes.Remainder(x, y));
            }
        }

        AssertBits(Enumerable.Repeat(0.0, 8), ItemLanes.ToInt32(-0.0));
        AssertBits(Enumerable.Repeat(0.0, 8), ItemLanes.ToUInt32(-0.0));
    }

    private delegate ItemLanes Load<T>(ReadOnlySpan<T> items, int start);

    private static void Check<T>(Load<T> load)
        where T : IBinaryInteger<T>, IMinMaxValue<T>
    {
        T[] items = Extremes<T>();
        for (int start = 0; start <= items.Length - ItemLanes.Count; start++)
        {
            AssertBits(items.Skip(start).Take(ItemLanes.Count).Select(double.CreateChecked), load(items, start));
        }

        Assert.Throws<ArgumentOutOfRangeException>(() => load(items, items.Length - 7));
    }

    private static T[] Extremes<T>()
        where T : IBinaryInteger<T>, IMinMaxValue<T>
    {
        T two = T.One + T.One;
        T[] some = [T.Zero, T.MaxValue, T.MinValue, T.One, T.MaxValue - T.One, T.MinValue + T.One, T.MaxValue / two, (T.MaxValue / two) + T.One, T.MaxValue / (two + T.One), two];
        return [.. some, .. some.Reverse(), T.One];
    }

    private static void AssertBits(System.Collections.Generic.IEnumerable<double> expected, ItemLanes actual)
        => Assert.Equal(expected.Select(BitConverter.DoubleToInt64Bits), Enumerable.Range(0, ItemLanes.Count).Select(i => BitConverter.DoubleToInt64Bits(actual[i])));
}
