using System;
using System.Runtime.CompilerServices;

namespace SymGrad;

/// <summary>Numbers as sums of two, of which the second is what the first had to be rounded by: see <see cref="Pair"/>.</summary>
internal readonly record struct PairLanes<T>(T High, T Low)
    where T : struct, ILanes<T>
{
    public T Value
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => High + Low;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static PairLanes<T> Create(Pair constant) => new(T.Create(constant.High), T.Create(constant.Low));

    /// <summary>The product of two numbers, exactly where it does not leave the range of normal numbers.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static PairLanes<T> Product(T left, T right)
    {
        T product = left * right;
        return new(product, T.FusedMultiplyAdd(left, right, -product));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static PairLanes<T> operator +(PairLanes<T> left, PairLanes<T> right)
    {
        PairLanes<T> sum = Sum(left.High, right.High);
        return Normalised(sum.High, sum.Low + left.Low + right.Low);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static PairLanes<T> operator +(double left, PairLanes<T> right)
    {
        PairLanes<T> sum = Sum(T.Create(left), right.High);
        return Normalised(sum.High, sum.Low + right.Low);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static PairLanes<T> operator -(PairLanes<T> operand) => new(-operand.High, -operand.Low);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static PairLanes<T> operator *(PairLanes<T> left, PairLanes<T> right)
    {
        PairLanes<T> product = Product(left.High, right.High);
        return Normalised(product.High, product.Low + (left.High * right.Low) + (left.Low * right.High));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static PairLanes<T> operator *(T left, PairLanes<T> right)
    {
        PairLanes<T> product = Product(left, right.High);
        return Normalised(product.High, product.Low + (left * right.Low));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static PairLanes<T> operator /(PairLanes<T> left, PairLanes<T> right)
    {
        T quotient = LaneSelection.Quotient(left.High, left.Low, right.High, right.Low, out T tail);
        return Normalised(quotient, tail);
    }

    /// <summary>A number that has no further digits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static PairLanes<T> Of(T number) => new(number, T.Create(0));

    /// <summary>The square root; 0 at 0, NaN below.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static PairLanes<T> Sqrt(PairLanes<T> x)
    {
        T root = T.Sqrt(x.High);
        T missing = (T.FusedMultiplyAdd(-root, root, x.High) + x.Low) / (root + root);
        return Normalised(root, T.Select(T.AreEqual(root, T.Create(0)), root, missing));
    }

    /// <summary>Half of it, exactly.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public PairLanes<T> Half() => new(T.Create(0.5) * High, T.Create(0.5) * Low);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static PairLanes<T> Select(T mask, PairLanes<T> whenSet, PairLanes<T> otherwise)
        => new(T.Select(mask, whenSet.High, otherwise.High), T.Select(mask, whenSet.Low, otherwise.Low));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static PairLanes<T> Exp(PairLanes<T> x)
    {
        T value = ExponentialLanes<T>.Of(x.High, x.Low).Value(out T low);
        return new(value, low);
    }

    /// <summary>ln x, for positive finite x.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static PairLanes<T> Log(PairLanes<T> x)
    {
        T value = LogarithmLanes<T>.Of(x.High, x.Low, out T low);
        return new(value, low);
    }

    /// <summary>ln x, for a positive finite number.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static PairLanes<T> Log(T x)
    {
        T value = LogarithmLanes<T>.Of(x, out T low);
        return new(value, low);
    }

    /// <summary>ln(1 + x), for finite x above −1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static PairLanes<T> LogOfOneAnd(PairLanes<T> x)
    {
        T value = LogarithmLanes<T>.OfOneAnd(x.High, x.Low, out T low);
        return new(value, low);
    }

    /// <summary>The value of a polynomial, by Horner's scheme.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Polynomial(ReadOnlySpan<double> coefficients, T x)
    {
        T sum = T.Create(0);
        for (int i = coefficients.Length - 1; i >= 0; i--)
        {
            sum = T.FusedMultiplyAdd(sum, x, T.Create(coefficients[i]));
        }

        return sum;
    }

    /// <summary>The value of a polynomial with an even number of coefficients, of every second one and of the others side by side.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T PolynomialOfEven(ReadOnlySpan<double> coefficients, T x)
    {
        T square = x * x;
        T even = T.Create(coefficients[^2]);
        T odd = T.Create(coefficients[^1]);
        for (int i = coefficients.Length - 4; i >= 0; i -= 2)
        {
            even = T.FusedMultiplyAdd(even, square, T.Create(coefficients[i]));
            odd = T.FusedMultiplyAdd(odd, square, T.Create(coefficients[i + 1]));
        }

        return T.FusedMultiplyAdd(odd, x, even);
    }

    /// <summary>The value of a polynomial, with the last addition exact.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static PairLanes<T> PolynomialPair(ReadOnlySpan<double> coefficients, T x)
        => new PairLanes<T>(T.Create(coefficients[0]), T.Create(0)) + Product(x, Polynomial(coefficients[1..], x));

    /// <summary>The sum of two numbers, exactly.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static PairLanes<T> Sum(T left, T right)
    {
        T sum = left + right;
        T rounded = sum - left;
        return new(sum, left - (sum - rounded) + (right - rounded));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static PairLanes<T> Normalised(T high, T low)
    {
        T sum = high + low;
        return new(sum, high - sum + low);
    }
}
