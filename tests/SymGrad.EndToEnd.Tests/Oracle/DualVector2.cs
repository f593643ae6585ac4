using System;
using System.Linq;
using System.Numerics;

namespace SymGrad.EndToEnd.Tests.Oracle;

/// <summary>The dual twin of Vector2.</summary>
public struct DualVector2(Dual<float> x, Dual<float> y) : IEquatable<DualVector2>
{
    public Dual<float> X = x;

    public Dual<float> Y = y;

    public DualVector2(Dual<float> value)
        : this(value, value)
    {
    }

    private DualVector2(Dual<float>[] elements)
        : this(elements[0], elements[1])
    {
    }

    public static DualVector2 Zero => default;

    public static DualVector2 One => new(1f);

    public static DualVector2 UnitX => new(1f, 0f);

    public static DualVector2 UnitY => new(0f, 1f);

    private readonly Dual<float>[] Elements => [X, Y];

    private readonly Vector2 Value => new(X.Value, Y.Value);

    public static DualVector2 operator +(DualVector2 a, DualVector2 b) => new(DualVectors.Zip(a.Elements, b.Elements, (x, y) => x + y));

    public static DualVector2 operator -(DualVector2 a, DualVector2 b) => new(DualVectors.Zip(a.Elements, b.Elements, (x, y) => x - y));

    public static DualVector2 operator *(DualVector2 a, DualVector2 b) => new(DualVectors.Zip(a.Elements, b.Elements, (x, y) => x * y));

    public static DualVector2 operator /(DualVector2 a, DualVector2 b) => new(DualVectors.Zip(a.Elements, b.Elements, (x, y) => x / y));

    public static DualVector2 operator *(DualVector2 a, Dual<float> b) => a * new DualVector2(b);

    public static DualVector2 operator *(Dual<float> a, DualVector2 b) => new DualVector2(a) * b;

    public static DualVector2 operator /(DualVector2 a, Dual<float> b) => a / new DualVector2(b);

    public static DualVector2 operator -(DualVector2 a) => new([.. a.Elements.Select(x => -x)]);

    public static bool operator ==(DualVector2 a, DualVector2 b) => a.Value == b.Value;

    public static bool operator !=(DualVector2 a, DualVector2 b) => a.Value != b.Value;

    public static DualVector2 Add(DualVector2 a, DualVector2 b) => a + b;

    public static DualVector2 Multiply(Dual<float> a, DualVector2 b) => a * b;

    public static DualVector2 Divide(DualVector2 a, Dual<float> b) => a / b;

    public static Dual<float> Dot(DualVector2 a, DualVector2 b) => DualVectors.Dot(a.Elements, b.Elements, Vector2.Dot(a.Value, b.Value));

    public static Dual<float> Distance(DualVector2 a, DualVector2 b) => DualVectors.Length((a - b).Elements, Vector2.Distance(a.Value, b.Value));

    public static Dual<float> DistanceSquared(DualVector2 a, DualVector2 b) => DualVectors.Dot((a - b).Elements, (a - b).Elements, Vector2.DistanceSquared(a.Value, b.Value));

    public static DualVector2 Normalize(DualVector2 a) => new(DualVectors.Normalize(a.Elements, i => Vector2.Normalize(a.Value)[i]));

    public static DualVector2 Abs(DualVector2 a) => new([.. a.Elements.Select(DualMath.Abs)]);

    public static DualVector2 SquareRoot(DualVector2 a) => new([.. a.Elements.Select(DualMath.Sqrt)]);

    public static DualVector2 Min(DualVector2 a, DualVector2 b) => new(DualVectors.Zip(a.Elements, b.Elements, DualMath.Min));

    public static DualVector2 Max(DualVector2 a, DualVector2 b) => new(DualVectors.Zip(a.Elements, b.Elements, DualMath.Max));

    public static DualVector2 Clamp(DualVector2 a, DualVector2 lower, DualVector2 upper) => Min(Max(a, lower), upper);

    public static Dual<float> Cross(DualVector2 a, DualVector2 b) => a.X * b.Y - a.Y * b.X;

    public readonly Dual<float> Length() => DualVectors.Length(Elements, Value.Length());

    public readonly Dual<float> LengthSquared() => DualVectors.Dot(Elements, Elements, Value.LengthSquared());

    public readonly bool Equals(DualVector2 other) => Value.Equals(other.Value);

    public override readonly bool Equals(object? obj) => obj is DualVector2 other && Equals(other);

    public override readonly int GetHashCode() => Value.GetHashCode();
}
