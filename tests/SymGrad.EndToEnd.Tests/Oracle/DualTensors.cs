using System;
using System.Numerics;
using System.Numerics.Tensors;

namespace SymGrad.EndToEnd.Tests.Oracle;

/// <summary>
/// Functions of TensorPrimitives over dual numbers. Values are what TensorPrimitives computes from the values, derivatives those of plain loops over
/// dual numbers.
/// </summary>
public static class DualTensors
{
    public static Dual<T> Sum<T>(ReadOnlySpan<Dual<T>> x)
        where T : struct, IFloatingPointIeee754<T> => Total<T>(x).With(TensorPrimitives.Sum<T>(Values(x)));

    public static Dual<T> SumOfSquares<T>(ReadOnlySpan<Dual<T>> x)
        where T : struct, IFloatingPointIeee754<T> => Total<T>(Map<T>(x, e => e * e)).With(TensorPrimitives.SumOfSquares<T>(Values(x)));

    public static Dual<T> Dot<T>(ReadOnlySpan<Dual<T>> x, ReadOnlySpan<Dual<T>> y)
        where T : struct, IFloatingPointIeee754<T>
    {
        T value = TensorPrimitives.Dot<T>(Values(x), Values(y));
        return Total<T>(Map(x, y, (a, b) => a * b)).With(value);
    }

    public static Dual<T> Norm<T>(ReadOnlySpan<Dual<T>> x)
        where T : struct, IFloatingPointIeee754<T> => Root(Total<T>(Map<T>(x, e => e * e))).With(TensorPrimitives.Norm<T>(Values(x)));

    public static Dual<T> Distance<T>(ReadOnlySpan<Dual<T>> x, ReadOnlySpan<Dual<T>> y)
        where T : struct, IFloatingPointIeee754<T>
    {
        T value = TensorPrimitives.Distance<T>(Values(x), Values(y));
        return Root(Total<T>(Map(x, y, (a, b) => (a - b) * (a - b)))).With(value);
    }

    public static Dual<T> CosineSimilarity<T>(ReadOnlySpan<Dual<T>> x, ReadOnlySpan<Dual<T>> y)
        where T : struct, IFloatingPointIeee754<T>
    {
        T value = TensorPrimitives.CosineSimilarity<T>(Values(x), Values(y));
        return (Total<T>(Map(x, y, (a, b) => a * b)) / (Norm(x) * Norm(y))).With(value);
    }

    public static Dual<T> Max<T>(ReadOnlySpan<Dual<T>> x)
        where T : struct, IFloatingPointIeee754<T>
    {
        T value = TensorPrimitives.Max<T>(Values(x));
        return Fold(x, DualMath.Max).With(value);
    }

    public static Dual<T> Min<T>(ReadOnlySpan<Dual<T>> x)
        where T : struct, IFloatingPointIeee754<T>
    {
        T value = TensorPrimitives.Min<T>(Values(x));
        return Fold(x, DualMath.Min).With(value);
    }

    public static void Exp<T>(ReadOnlySpan<Dual<T>> x, Span<Dual<T>> destination)
        where T : struct, IFloatingPointIeee754<T> => Fill<T>(x, destination, DualMath.Exp, TensorPrimitives.Exp);

    public static void Log<T>(ReadOnlySpan<Dual<T>> x, Span<Dual<T>> destination)
        where T : struct, IFloatingPointIeee754<T> => Fill<T>(x, destination, DualMath.Log, TensorPrimitives.Log);

    public static void Tanh<T>(ReadOnlySpan<Dual<T>> x, Span<Dual<T>> destination)
        where T : struct, IFloatingPointIeee754<T> => Fill<T>(x, destination, DualMath.Tanh, TensorPrimitives.Tanh);

    public static void Sigmoid<T>(ReadOnlySpan<Dual<T>> x, Span<Dual<T>> destination)
        where T : struct, IFloatingPointIeee754<T>
        => Fill<T>(x, destination, e => (Dual<T>)1 / ((Dual<T>)1 + DualMath.Exp(-e)), TensorPrimitives.Sigmoid);

    public static void Negate<T>(ReadOnlySpan<Dual<T>> x, Span<Dual<T>> destination)
        where T : struct, IFloatingPointIeee754<T> => Fill<T>(x, destination, e => -e, TensorPrimitives.Negate);

    public static void Abs<T>(ReadOnlySpan<Dual<T>> x, Span<Dual<T>> destination)
        where T : struct, IFloatingPointIeee754<T> => Fill<T>(x, destination, DualMath.Abs, TensorPrimitives.Abs);

    public static void Sqrt<T>(ReadOnlySpan<Dual<T>> x, Span<Dual<T>> destination)
        where T : struct, IFloatingPointIeee754<T> => Fill<T>(x, destination, DualMath.Sqrt, TensorPrimitives.Sqrt);

    public static void SoftMax<T>(ReadOnlySpan<Dual<T>> x, Span<Dual<T>> destination)
        where T : struct, IFloatingPointIeee754<T>
    {
        Dual<T> sum = Total<T>(Map<T>(x, DualMath.Exp));
        Fill<T>(x, destination, e => DualMath.Exp(e) / sum, TensorPrimitives.SoftMax);
    }

    public static void Add<T>(ReadOnlySpan<Dual<T>> x, ReadOnlySpan<Dual<T>> y, Span<Dual<T>> destination)
        where T : struct, IFloatingPointIeee754<T> => Fill<T>(x, y, destination, (a, b) => a + b, TensorPrimitives.Add);

    public static void Add<T>(ReadOnlySpan<Dual<T>> x, Dual<T> y, Span<Dual<T>> destination)
        where T : struct, IFloatingPointIeee754<T> => Add(x, Repeat(y, x), destination);

    public static void Subtract<T>(ReadOnlySpan<Dual<T>> x, ReadOnlySpan<Dual<T>> y, Span<Dual<T>> destination)
        where T : struct, IFloatingPointIeee754<T> => Fill<T>(x, y, destination, (a, b) => a - b, TensorPrimitives.Subtract);

    public static void Subtract<T>(ReadOnlySpan<Dual<T>> x, Dual<T> y, Span<Dual<T>> destination)
        where T : struct, IFloatingPointIeee754<T> => Subtract(x, Repeat(y, x), destination);

    public static void Subtract<T>(Dual<T> x, ReadOnlySpan<Dual<T>> y, Span<Dual<T>> destination)
        where T : struct, IFloatingPointIeee754<T> => Subtract(Repeat(x, y), y, destination);

    public static void Multiply<T>(ReadOnlySpan<Dual<T>> x, ReadOnlySpan<Dual<T>> y, Span<Dual<T>> destination)
        where T : struct, IFloatingPointIeee754<T> => Fill<T>(x, y, destination, (a, b) => a * b, TensorPrimitives.Multiply);

    public static void Multiply<T>(ReadOnlySpan<Dual<T>> x, Dual<T> y, Span<Dual<T>> destination)
        where T : struct, IFloatingPointIeee754<T> => Multiply(x, Repeat(y, x), destination);

    public static void Divide<T>(ReadOnlySpan<Dual<T>> x, ReadOnlySpan<Dual<T>> y, Span<Dual<T>> destination)
        where T : struct, IFloatingPointIeee754<T> => Fill<T>(x, y, destination, (a, b) => a / b, TensorPrimitives.Divide);

    public static void Divide<T>(ReadOnlySpan<Dual<T>> x, Dual<T> y, Span<Dual<T>> destination)
        where T : struct, IFloatingPointIeee754<T> => Divide(x, Repeat(y, x), destination);

    public static void Max<T>(ReadOnlySpan<Dual<T>> x, ReadOnlySpan<Dual<T>> y, Span<Dual<T>> destination)
        where T : struct, IFloatingPointIeee754<T> => Fill<T>(x, y, destination, DualMath.Max, TensorPrimitives.Max);

    public static void Max<T>(ReadOnlySpan<Dual<T>> x, Dual<T> y, Span<Dual<T>> destination)
        where T : struct, IFloatingPointIeee754<T> => Max(x, Repeat(y, x), destination);

    public static void Min<T>(ReadOnlySpan<Dual<T>> x, ReadOnlySpan<Dual<T>> y, Span<Dual<T>> destination)
        where T : struct, IFloatingPointIeee754<T> => Fill<T>(x, y, destination, DualMath.Min, TensorPrimitives.Min);

    public static void Pow<T>(ReadOnlySpan<Dual<T>> x, ReadOnlySpan<Dual<T>> y, Span<Dual<T>> destination)
        where T : struct, IFloatingPointIeee754<T> => Fill<T>(x, y, destination, DualMath.Pow, TensorPrimitives.Pow);

    public static void Pow<T>(ReadOnlySpan<Dual<T>> x, Dual<T> y, Span<Dual<T>> destination)
        where T : struct, IFloatingPointIeee754<T>
        => Fill<T>(x, Repeat(y, x), destination, DualMath.Pow, (a, _, d) => TensorPrimitives.Pow(a, y.Value, d));

    public static void MultiplyAdd<T>(ReadOnlySpan<Dual<T>> x, ReadOnlySpan<Dual<T>> y, ReadOnlySpan<Dual<T>> addend, Span<Dual<T>> destination)
        where T : struct, IFloatingPointIeee754<T>
    {
        T[] values = new T[destination.Length];
        TensorPrimitives.MultiplyAdd<T>(Values(x), Values(y), Values(addend), values);
        Dual<T>[] results = Map<T>(Map(x, y, (a, b) => a * b), addend, (a, b) => a + b);
        Store<T>(results, values, destination);
    }

    public static void MultiplyAdd<T>(ReadOnlySpan<Dual<T>> x, Dual<T> y, ReadOnlySpan<Dual<T>> addend, Span<Dual<T>> destination)
        where T : struct, IFloatingPointIeee754<T> => MultiplyAdd(x, Repeat(y, x), addend, destination);

    public static void MultiplyAdd<T>(ReadOnlySpan<Dual<T>> x, ReadOnlySpan<Dual<T>> y, Dual<T> addend, Span<Dual<T>> destination)
        where T : struct, IFloatingPointIeee754<T> => MultiplyAdd(x, y, Repeat(addend, x), destination);

    private delegate void UnaryCall<T>(ReadOnlySpan<T> x, Span<T> destination);

    private delegate void BinaryCall<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> y, Span<T> destination);

    private static void Fill<T>(ReadOnlySpan<Dual<T>> x, Span<Dual<T>> destination, Func<Dual<T>, Dual<T>> element, UnaryCall<T> call)
        where T : struct, IFloatingPointIeee754<T>
    {
        T[] values = new T[destination.Length];
        call(Values(x), values);
        Store<T>(Map(x, element), values, destination);
    }

    private static void Fill<T>(
        ReadOnlySpan<Dual<T>> x,
        ReadOnlySpan<Dual<T>> y,
        Span<Dual<T>> destination,
        Func<Dual<T>, Dual<T>, Dual<T>> element,
        BinaryCall<T> call)
        where T : struct, IFloatingPointIeee754<T>
    {
        T[] values = new T[destination.Length];
        call(Values(x), Values(y), values);
        Store<T>(Map(x, y, element), values, destination);
    }

    private static void Store<T>(Dual<T>[] results, T[] values, Span<Dual<T>> destination)
        where T : struct, IFloatingPointIeee754<T>
    {
        for (int i = 0; i < results.Length; i++)
        {
            destination[i] = results[i].With(values[i]);
        }
    }

    private static Dual<T>[] Map<T>(ReadOnlySpan<Dual<T>> x, Func<Dual<T>, Dual<T>> element)
        where T : struct, IFloatingPointIeee754<T>
    {
        var results = new Dual<T>[x.Length];
        for (int i = 0; i < x.Length; i++)
        {
            results[i] = element(x[i]);
        }

        return results;
    }

    private static Dual<T>[] Map<T>(ReadOnlySpan<Dual<T>> x, ReadOnlySpan<Dual<T>> y, Func<Dual<T>, Dual<T>, Dual<T>> element)
        where T : struct, IFloatingPointIeee754<T>
    {
        var results = new Dual<T>[x.Length];
        for (int i = 0; i < x.Length; i++)
        {
            results[i] = element(x[i], y[i]);
        }

        return results;
    }

    private static Dual<T> Total<T>(ReadOnlySpan<Dual<T>> x)
        where T : struct, IFloatingPointIeee754<T>
    {
        Dual<T> sum = 0;
        foreach (Dual<T> element in x)
        {
            sum += element;
        }

        return sum;
    }

    private static Dual<T> Fold<T>(ReadOnlySpan<Dual<T>> x, Func<Dual<T>, Dual<T>, Dual<T>> combine)
        where T : struct, IFloatingPointIeee754<T>
    {
        Dual<T> result = x[0];
        for (int i = 1; i < x.Length; i++)
        {
            result = combine(result, x[i]);
        }

        return result;
    }

    /// <summary>The root of a sum of squares: a norm, whose subgradient of least norm at the origin is 0.</summary>
    private static Dual<T> Root<T>(Dual<T> squares)
        where T : struct, IFloatingPointIeee754<T> => squares.Wide == 0 ? squares.Map(T.Zero, 0) : DualMath.Sqrt(squares);

    private static Dual<T>[] Repeat<T>(Dual<T> value, ReadOnlySpan<Dual<T>> like)
        where T : struct, IFloatingPointIeee754<T>
    {
        var repeated = new Dual<T>[like.Length];
        Array.Fill(repeated, value);
        return repeated;
    }

    private static T[] Values<T>(ReadOnlySpan<Dual<T>> x)
        where T : struct, IFloatingPointIeee754<T>
    {
        var values = new T[x.Length];
        for (int i = 0; i < x.Length; i++)
        {
            values[i] = x[i].Value;
        }

        return values;
    }

    /// <summary>The same derivative beside the value that a function computes, which is rounded otherwise.</summary>
    private static Dual<T> With<T>(this Dual<T> dual, T value)
        where T : struct, IFloatingPointIeee754<T> => dual.Map(value, 1);
}
