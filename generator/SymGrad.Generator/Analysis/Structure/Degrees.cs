using System;
using System.Linq;

namespace SymGrad.Generator.Analysis.Structure;

/// <summary>
/// The degrees of a value as a polynomial in several kinds of variables at once: at most these, or unbounded where it is not known to be a
/// polynomial. Zero means that the value does not depend on the variables.
/// </summary>
internal readonly struct Degrees : IEquatable<Degrees>
{
    public const int Unbounded = int.MaxValue;

    // Degrees beyond this are of no use to anyone.
    private const int Largest = 255;

    private readonly int[] values;

    private Degrees(int[] values) => this.values = values;

    public int this[int kind] => values[kind];

    public static Degrees Zero(int count) => new(new int[count]);

    /// <summary>Degrees given one by one.</summary>
    public static Degrees Of(int count, Func<int, int> degree) => new([.. Enumerable.Range(0, count).Select(degree)]);

    /// <summary>Those of a sum, or of a choice that the variables have no part in.</summary>
    public Degrees Join(Degrees other) => Combine(other, Math.Max);

    /// <summary>Those of a product.</summary>
    public Degrees Add(Degrees other) => Combine(other, Sum);

    /// <summary>Degrees given in an array, which nobody changes any more.</summary>
    public static Degrees Of(int[] degrees) => new(degrees);

    /// <summary>Adds those of a power to the degrees of a product, one kind of variables left out.</summary>
    public void AddPowerTo(int[] product, int exponent, int? leftOut)
    {
        for (int kind = 0; kind < values.Length; kind++)
        {
            if (values[kind] != 0 && kind != leftOut)
            {
                product[kind] = Sum(product[kind], (long)values[kind] * exponent);
            }
        }
    }

    /// <summary>Unbounded wherever a condition on the kind of variables holds.</summary>
    public Degrees UnboundedWhere(Func<int, bool> condition)
    {
        int[] own = values;
        return Of(own.Length, kind => condition(kind) ? Unbounded : own[kind]);
    }

    public bool Equals(Degrees other) => values.AsSpan().SequenceEqual(other.values);

    public override bool Equals(object? obj) => obj is Degrees other && Equals(other);

    public override int GetHashCode() => values.Aggregate(17, (hash, value) => unchecked((hash * 31) + value));

    public override string ToString() => string.Join(", ", values.Select(v => v == Unbounded ? "∞" : FormattableString.Invariant($"{v}")));

    private static int Sum(int left, int right) => Sum((long)left, right);

    private static int Sum(long left, long right) => left + right is var sum && sum > Largest ? Unbounded : (int)sum;

    private Degrees Combine(Degrees other, Func<int, int, int> combine)
    {
        int[] combined = new int[values.Length];
        for (int i = 0; i < combined.Length; i++)
        {
            combined[i] = combine(values[i], other.values[i]);
        }

        return new(combined);
    }
}
