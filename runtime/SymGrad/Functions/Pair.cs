using System;

namespace SymGrad;

/// <summary>A number as the sum of two, of which the second is what the first had to be rounded by.</summary>
internal readonly record struct Pair(double High, double Low)
{
    public double Value => High + Low;

    /// <summary>The sum of two numbers, exactly.</summary>
    public static Pair Sum(double left, double right)
    {
        double sum = left + right;
        double rounded = sum - left;
        return new(sum, left - (sum - rounded) + (right - rounded));
    }

    /// <summary>The product of two numbers, exactly where it does not leave the range of normal numbers.</summary>
    public static Pair Product(double left, double right)
    {
        double product = left * right;
        return new(product, Math.FusedMultiplyAdd(left, right, -product));
    }

    public static Pair operator +(Pair left, Pair right)
    {
        Pair sum = Sum(left.High, right.High);
        return Normalised(sum.High, sum.Low + left.Low + right.Low);
    }

    public static Pair operator +(double left, Pair right)
    {
        Pair sum = Sum(left, right.High);
        return Normalised(sum.High, sum.Low + right.Low);
    }

    public static Pair operator -(Pair operand) => new(-operand.High, -operand.Low);

    public static Pair operator *(Pair left, Pair right)
    {
        Pair product = Product(left.High, right.High);
        return Normalised(product.High, product.Low + (left.High * right.Low) + (left.Low * right.High));
    }

    public static Pair operator *(double left, Pair right)
    {
        Pair product = Product(left, right.High);
        return Normalised(product.High, product.Low + (left * right.Low));
    }

    public static Pair operator /(Pair left, Pair right)
    {
        ScalarLane quotient = LaneSelection.Quotient(
            new ScalarLane(left.High), new ScalarLane(left.Low), new ScalarLane(right.High), new ScalarLane(right.Low), out ScalarLane tail);
        return Normalised(quotient.Value, tail.Value);
    }

    public static Pair Exp(Pair x)
    {
        ScalarLane value = ExponentialLanes<ScalarLane>.Of(new(x.High), new(x.Low)).Value(out ScalarLane low);
        return new(value.Value, low.Value);
    }

    /// <summary>ln x, for a positive finite x.</summary>
    public static Pair Log(Pair x)
    {
        ScalarLane value = LogarithmLanes<ScalarLane>.Of(new(x.High), new(x.Low), out ScalarLane low);
        return new(value.Value, low.Value);
    }

    /// <summary>ln(1 + x), for a finite x above −1.</summary>
    public static Pair LogOfOneAnd(Pair x)
    {
        ScalarLane value = LogarithmLanes<ScalarLane>.OfOneAnd(new(x.High), new(x.Low), out ScalarLane low);
        return new(value.Value, low.Value);
    }

    private static Pair Normalised(double high, double low)
    {
        double sum = high + low;
        return new(sum, high - sum + low);
    }
}
