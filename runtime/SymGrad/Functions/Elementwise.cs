using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace SymGrad;

/// <summary>Applies functions to spans, with the widest vectors that the processor has; the bits do not depend on the width.</summary>
internal static class Elementwise
{
    private const int BlockLength = 128;

    public static void Apply<TFunction>(ReadOnlySpan<double> x, Span<double> destination)
        where TFunction : struct, ILaneFunction
    {
        destination = Checked(x, destination);
        if (Vector512.IsHardwareAccelerated)
        {
            Apply<TFunction, Lanes512>(x, destination);
        }
        else if (Vector256.IsHardwareAccelerated)
        {
            Apply<TFunction, Lanes256>(x, destination);
        }
        else if (Vector128.IsHardwareAccelerated)
        {
            Apply<TFunction, Lanes128>(x, destination);
        }
        else
        {
            Apply<TFunction, ScalarLane>(x, destination);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Apply<TFunction, TLanes>(ReadOnlySpan<double> x, Span<double> destination)
        where TFunction : struct, ILaneFunction
        where TLanes : struct, ILanes<TLanes>
    {
        ref double source = ref MemoryMarshal.GetReference(x);
        ref double target = ref MemoryMarshal.GetReference(destination);
        int i = 0;
        for (; i <= x.Length - TLanes.Count; i += TLanes.Count)
        {
            TFunction.Invoke(TLanes.Load(ref Unsafe.Add(ref source, i))).Store(ref Unsafe.Add(ref target, i));
        }

        for (; i < x.Length; i++)
        {
            destination[i] = TFunction.Invoke(new ScalarLane(x[i])).Value;
        }
    }

    /// <summary>Applies a function in double precision and rounds once.</summary>
    public static void Apply<TFunction>(ReadOnlySpan<float> x, Span<float> destination)
        where TFunction : struct, ILaneFunction
    {
        destination = Checked(x, destination);
        Span<double> block = stackalloc double[BlockLength];
        for (int start = 0; start < x.Length; start += BlockLength)
        {
            int length = Math.Min(BlockLength, x.Length - start);
            for (int i = 0; i < length; i++)
            {
                block[i] = x[start + i];
            }

            Apply<TFunction>(block[..length], block[..length]);
            for (int i = 0; i < length; i++)
            {
                destination[start + i] = (float)block[i];
            }
        }
    }

    public static void ApplyToPairs<TFunction>(ReadOnlySpan<double> x, ReadOnlySpan<double> y, Span<double> destination)
        where TFunction : struct, ILaneFunctionOfTwo
    {
        CheckEqual(x, y);
        Checked(y, destination, nameof(y));
        destination = Checked(x, destination);
        if (Vector512.IsHardwareAccelerated)
        {
            ApplyToPairs<TFunction, Lanes512>(x, y, destination);
        }
        else if (Vector256.IsHardwareAccelerated)
        {
            ApplyToPairs<TFunction, Lanes256>(x, y, destination);
        }
        else if (Vector128.IsHardwareAccelerated)
        {
            ApplyToPairs<TFunction, Lanes128>(x, y, destination);
        }
        else
        {
            ApplyToPairs<TFunction, ScalarLane>(x, y, destination);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void ApplyToPairs<TFunction, TLanes>(ReadOnlySpan<double> x, ReadOnlySpan<double> y, Span<double> destination)
        where TFunction : struct, ILaneFunctionOfTwo
        where TLanes : struct, ILanes<TLanes>
    {
        ref double first = ref MemoryMarshal.GetReference(x);
        ref double second = ref MemoryMarshal.GetReference(y);
        ref double target = ref MemoryMarshal.GetReference(destination);
        int i = 0;
        for (; i <= x.Length - TLanes.Count; i += TLanes.Count)
        {
            TFunction.Invoke(TLanes.Load(ref Unsafe.Add(ref first, i)), TLanes.Load(ref Unsafe.Add(ref second, i))).Store(ref Unsafe.Add(ref target, i));
        }

        for (; i < x.Length; i++)
        {
            destination[i] = TFunction.Invoke(new ScalarLane(x[i]), new ScalarLane(y[i])).Value;
        }
    }

    /// <summary>Applies a function in double precision and rounds once.</summary>
    public static void ApplyToPairs<TFunction>(ReadOnlySpan<float> x, ReadOnlySpan<float> y, Span<float> destination)
        where TFunction : struct, ILaneFunctionOfTwo
    {
        CheckEqual(x, y);
        Checked(y, destination, nameof(y));
        destination = Checked(x, destination);
        Span<double> first = stackalloc double[BlockLength];
        Span<double> second = stackalloc double[BlockLength];
        for (int start = 0; start < x.Length; start += BlockLength)
        {
            int length = Math.Min(BlockLength, x.Length - start);
            for (int i = 0; i < length; i++)
            {
                (first[i], second[i]) = (x[start + i], y[start + i]);
            }

            ApplyToPairs<TFunction>(first[..length], second[..length], first[..length]);
            for (int i = 0; i < length; i++)
            {
                destination[start + i] = (float)first[i];
            }
        }
    }

    public static void Apply(Func<double, double> function, ReadOnlySpan<double> x, Span<double> destination)
    {
        destination = Checked(x, destination);
        for (int i = 0; i < x.Length; i++)
        {
            destination[i] = function(x[i]);
        }
    }

    public static void Apply(Func<double, double> function, ReadOnlySpan<float> x, Span<float> destination)
    {
        destination = Checked(x, destination);
        for (int i = 0; i < x.Length; i++)
        {
            destination[i] = (float)function(x[i]);
        }
    }

    public static void CheckEqual<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> y)
    {
        if (x.Length != y.Length)
        {
            throw new ArgumentException($"'x' has {x.Length} elements, and 'y' has {y.Length}.", nameof(y));
        }
    }

    /// <summary>The part of the destination that is written to.</summary>
    /// <exception cref="ArgumentException">It is too short, or overlaps the argument without being the same memory.</exception>
    public static Span<T> Checked<T>(ReadOnlySpan<T> x, Span<T> destination, string argument = "x")
    {
        if (destination.Length < x.Length)
        {
            throw new ArgumentException(
                $"The destination has {destination.Length} elements, fewer than the {x.Length} of '{argument}'.", nameof(destination));
        }

        destination = destination[..x.Length];
        if (x.Overlaps(destination, out int offset) && offset != 0)
        {
            throw new ArgumentException(
                $"The destination overlaps '{argument}' without starting where it starts.", nameof(destination));
        }

        return destination;
    }
}
