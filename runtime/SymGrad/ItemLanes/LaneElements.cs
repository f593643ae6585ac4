using System;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace SymGrad;

/// <summary>Elements of arrays and functions of eight items, once for both precisions.</summary>
/// <typeparam name="TLanes">A number of each item.</typeparam>
/// <typeparam name="T">The type of a number.</typeparam>
internal static class LaneElements<TLanes, T>
    where TLanes : struct, IItemNumbers<TLanes, T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    public static TLanes Map(Func<T, T> function, TLanes x)
    {
        ArgumentNullException.ThrowIfNull(function);
        Span<T> results = stackalloc T[ItemLanes.Count];
        for (int i = 0; i < results.Length; i++)
        {
            results[i] = function(x[i]);
        }

        return TLanes.Load(results, 0);
    }

    public static TLanes Map(Func<T, T, T> function, TLanes x, TLanes y)
    {
        ArgumentNullException.ThrowIfNull(function);
        Span<T> results = stackalloc T[ItemLanes.Count];
        for (int i = 0; i < results.Length; i++)
        {
            results[i] = function(x[i], y[i]);
        }

        return TLanes.Load(results, 0);
    }

    public static TLanes Map(Func<T, T, T, T> function, TLanes x, TLanes y, TLanes z)
    {
        ArgumentNullException.ThrowIfNull(function);
        Span<T> results = stackalloc T[ItemLanes.Count];
        for (int i = 0; i < results.Length; i++)
        {
            results[i] = function(x[i], y[i], z[i]);
        }

        return TLanes.Load(results, 0);
    }

    public static TLanes Gather(ReadOnlySpan<TLanes> array, ItemLanes index)
    {
        Span<T> results = stackalloc T[ItemLanes.Count];
        for (int i = 0; i < results.Length; i++)
        {
            results[i] = array[(int)index[i]][i];
        }

        return TLanes.Load(results, 0);
    }

    public static TLanes Gather(ReadOnlySpan<T> array, ItemLanes index)
    {
        Span<T> results = stackalloc T[ItemLanes.Count];
        for (int i = 0; i < results.Length; i++)
        {
            results[i] = array[(int)index[i]];
        }

        return TLanes.Load(results, 0);
    }

    public static void Scatter(Span<TLanes> array, ItemLanes index, TLanes value)
    {
        for (int i = 0; i < ItemLanes.Count; i++)
        {
            ref T element = ref Unsafe.As<TLanes, T>(ref array[(int)index[i]]);
            Unsafe.Add(ref element, i) = value[i];
        }
    }

    public static TLanes Dot(ReadOnlySpan<T> left, int leftStart, ReadOnlySpan<TLanes> right, int rightStart, int count)
    {
        ItemLanes.CheckRange(left.Length, leftStart, count);
        ItemLanes.CheckRange(right.Length, rightStart, count);
        ref T a = ref Unsafe.Add(ref MemoryMarshal.GetReference(left), leftStart);
        ref TLanes x = ref Unsafe.Add(ref MemoryMarshal.GetReference(right), rightStart);
        TLanes sum0 = default;
        TLanes sum1 = default;
        TLanes sum2 = default;
        TLanes sum3 = default;
        int i = 0;
        for (; i <= count - 4; i += 4)
        {
            sum0 = TLanes.FusedMultiplyAdd(TLanes.Create(Unsafe.Add(ref a, i)), Unsafe.Add(ref x, i), sum0);
            sum1 = TLanes.FusedMultiplyAdd(TLanes.Create(Unsafe.Add(ref a, i + 1)), Unsafe.Add(ref x, i + 1), sum1);
            sum2 = TLanes.FusedMultiplyAdd(TLanes.Create(Unsafe.Add(ref a, i + 2)), Unsafe.Add(ref x, i + 2), sum2);
            sum3 = TLanes.FusedMultiplyAdd(TLanes.Create(Unsafe.Add(ref a, i + 3)), Unsafe.Add(ref x, i + 3), sum3);
        }

        for (; i < count; i++)
        {
            sum0 = TLanes.FusedMultiplyAdd(TLanes.Create(Unsafe.Add(ref a, i)), Unsafe.Add(ref x, i), sum0);
        }

        return sum0 + sum1 + (sum2 + sum3);
    }

    public static TLanes Dot(ReadOnlySpan<TLanes> left, int leftStart, ReadOnlySpan<TLanes> right, int rightStart, int count)
    {
        ItemLanes.CheckRange(left.Length, leftStart, count);
        ItemLanes.CheckRange(right.Length, rightStart, count);
        ref TLanes a = ref Unsafe.Add(ref MemoryMarshal.GetReference(left), leftStart);
        ref TLanes x = ref Unsafe.Add(ref MemoryMarshal.GetReference(right), rightStart);
        TLanes sum0 = default;
        TLanes sum1 = default;
        TLanes sum2 = default;
        TLanes sum3 = default;
        int i = 0;
        for (; i <= count - 4; i += 4)
        {
            sum0 = TLanes.FusedMultiplyAdd(Unsafe.Add(ref a, i), Unsafe.Add(ref x, i), sum0);
            sum1 = TLanes.FusedMultiplyAdd(Unsafe.Add(ref a, i + 1), Unsafe.Add(ref x, i + 1), sum1);
            sum2 = TLanes.FusedMultiplyAdd(Unsafe.Add(ref a, i + 2), Unsafe.Add(ref x, i + 2), sum2);
            sum3 = TLanes.FusedMultiplyAdd(Unsafe.Add(ref a, i + 3), Unsafe.Add(ref x, i + 3), sum3);
        }

        for (; i < count; i++)
        {
            sum0 = TLanes.FusedMultiplyAdd(Unsafe.Add(ref a, i), Unsafe.Add(ref x, i), sum0);
        }

        return sum0 + sum1 + (sum2 + sum3);
    }
}
