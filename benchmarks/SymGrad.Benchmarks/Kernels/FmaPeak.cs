using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace SymGrad.Benchmarks.Kernels;

/// <summary>Fused multiplications and additions that do not wait for one another: the most that a core does.</summary>
internal static class FmaPeak
{
    private const int Steps = 10_000;
    private const int Chains = 10;

    /// <summary>How many floating-point operations <see cref="Run()"/> does.</summary>
    public static double Operations => Steps * OperationsOfStep;

    private static double OperationsOfStep => 2.0 * Chains * (Vector512.IsHardwareAccelerated ? Vector512<double>.Count : Vector256<double>.Count);

    /// <summary>Does them; the sum keeps them from being optimised away.</summary>
    public static double Run() => Run(Steps);

    /// <summary>Does as many as are given, but for a few.</summary>
    public static double Run(double operations) => Run((int)(operations / OperationsOfStep));

    private static double Run(int steps) => Vector512.IsHardwareAccelerated ? OfVectors512(steps) : OfVectors256(steps);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static double OfVectors512(int steps)
    {
        Vector512<double> x = Vector512.Create(0.5);
        Vector512<double> y = Vector512.Create(1.0);
        (Vector512<double> a, Vector512<double> b, Vector512<double> c, Vector512<double> d, Vector512<double> e) = (x, x, x, x, x);
        (Vector512<double> f, Vector512<double> g, Vector512<double> h, Vector512<double> i, Vector512<double> j) = (x, x, x, x, x);
        for (int step = 0; step < steps; step++)
        {
            a = Vector512.FusedMultiplyAdd(a, x, y);
            b = Vector512.FusedMultiplyAdd(b, x, y);
            c = Vector512.FusedMultiplyAdd(c, x, y);
            d = Vector512.FusedMultiplyAdd(d, x, y);
            e = Vector512.FusedMultiplyAdd(e, x, y);
            f = Vector512.FusedMultiplyAdd(f, x, y);
            g = Vector512.FusedMultiplyAdd(g, x, y);
            h = Vector512.FusedMultiplyAdd(h, x, y);
            i = Vector512.FusedMultiplyAdd(i, x, y);
            j = Vector512.FusedMultiplyAdd(j, x, y);
        }

        return Vector512.Sum(a + b + c + d + e + f + g + h + i + j);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static double OfVectors256(int steps)
    {
        Vector256<double> x = Vector256.Create(0.5);
        Vector256<double> y = Vector256.Create(1.0);
        (Vector256<double> a, Vector256<double> b, Vector256<double> c, Vector256<double> d, Vector256<double> e) = (x, x, x, x, x);
        (Vector256<double> f, Vector256<double> g, Vector256<double> h, Vector256<double> i, Vector256<double> j) = (x, x, x, x, x);
        for (int step = 0; step < steps; step++)
        {
            a = Vector256.FusedMultiplyAdd(a, x, y);
            b = Vector256.FusedMultiplyAdd(b, x, y);
            c = Vector256.FusedMultiplyAdd(c, x, y);
            d = Vector256.FusedMultiplyAdd(d, x, y);
            e = Vector256.FusedMultiplyAdd(e, x, y);
            f = Vector256.FusedMultiplyAdd(f, x, y);
            g = Vector256.FusedMultiplyAdd(g, x, y);
            h = Vector256.FusedMultiplyAdd(h, x, y);
            i = Vector256.FusedMultiplyAdd(i, x, y);
            j = Vector256.FusedMultiplyAdd(j, x, y);
        }

        return Vector256.Sum(a + b + c + d + e + f + g + h + i + j);
    }
}
