using System;
using System.Linq;
using System.Numerics;

namespace SymGrad.EndToEnd.Tests.Oracle;

/// <summary>The dual twin of Vector4.</summary>
public struct DualVector4(Dual<float> x, Dual<float> y, Dual<float> z, Dual<float> w) : IEquatable<DualVector4>
{
    public Dual<float> X = x;

    public Dual<float> Y = y;

    public Dual<float> Z = z;

    public Dual<float> W = w;

    public DualVector4(Dual<float> value)
        : this(value, value, value, value)
    {
    }

    public DualVector4(DualVector2 first, Dual<float> z, Dual<float> w)
        : this(first.X, first.Y, z, w)
    {
    }

    public DualVector4(DualVector3 first, Dual<float> w)
        : this(first.X, first.Y, first.Z, w)
    {
    }

    private DualVector4(Dual<float>[] elements)
        : this(elements[0], elements[1], elements[2], elements[3])
    {
    }

    public static DualVector4 Zero => default;

    public static DualVector4 One => new(1f);

    public static DualVector4 UnitX => new(1f, 0f, 0f, 0f);

    public static DualVector4 UnitY => new(0f, 1f, 0f, 0f);

    private readonly Dual<float>[] Elements => [X, Y, Z, W];

    private readonly Vector4 Value => new(X.Value, Y.Value, Z.Value, W.Value);

    public static DualVector4 operator +(DualVector4 a, DualVector4 b) => new(DualVectors.Zip(a.Elements, b.Elements, (x, y) => x + y));

    public static DualVector4 operator -(DualVector4 a, DualVector4 b) => new(DualVectors.Zip(a.Elements, b.Elements, (x, y) => x - y));

    public static DualVector4 operator *(DualVector4 a, DualVector4 b) => new(DualVectors.Zip(a.Elements, b.Elements, (x, y) => x * y));

    public static DualVector4 operator /(DualVector4 a, DualVector4 b) => new(DualVectors.Zip(a.Elements, b.Elements, (x, y) => x / y));

    public static DualVector4 operator *(DualVector4 a, Dual<float> b) => a * new DualVector4(b);

    public static DualVector4 operator *(Dual<float> a, DualVector4 b) => new DualVector4(a) * b;

    public static DualVector4 operator /(DualVector4 a, Dual<float> b) => a / new DualVector4(b);

    public static DualVector4 operator -(DualVector4 a) => new([.. a.Elements.Select(x => -x)]);

    public static bool operator ==(DualVector4 a, DualVector4 b) => a.Value == b.Value;

    public static bool operator !=(DualVector4 a, DualVector4 b) => a.Value != b.Value;

    public static DualVector4 Add(DualVector4 a, DualVector4 b) => a + b;

    public static DualVector4 Multiply(Dual<float> a, DualVector4 b) => a * b;

    public static DualVector4 Divide(DualVector4 a, Dual<float> b) => a / b;

    public static Dual<float> Dot(DualVector4 a, DualVector4 b) => DualVectors.Dot(a.Elements, b.Elements, Vector4.Dot(a.Value, b.Value));

    public static Dual<float> Distance(DualVector4 a, DualVector4 b) => DualVectors.Length((a - b).Elements, Vector4.Distance(a.Value, b.Value));

    public static Dual<float> DistanceSquared(DualVector4 a, DualVector4 b) => DualVectors.Dot((a - b).Elements, (a - b).Elements, Vector4.DistanceSquared(a.Value, b.Value));

    public static DualVector4 Normalize(DualVector4 a) => new(DualVectors.Normalize(a.Elements, i => Vector4.Normalize(a.Value)[i]));

    public static DualVector4 Abs(DualVector4 a) => new([.. a.Elements.Select(DualMath.Abs)]);

    public static DualVector4 SquareRoot(DualVector4 a) => new([.. a.Elements.Select(DualMath.Sqrt)]);

    public static DualVector4 Min(DualVector4 a, DualVector4 b) => new(DualVectors.Zip(a.Elements, b.Elements, DualMath.Min));

    public static DualVector4 Max(DualVector4 a, DualVector4 b) => new(DualVectors.Zip(a.Elements, b.Elements, DualMath.Max));

    public static DualVector4 Clamp(DualVector4 a, DualVector4 lower, DualVector4 upper) => Min(Max(a, lower), upper);

    public readonly Dual<float> Length() => DualVectors.Length(Elements, Value.Length());

    public readonly Dual<float> LengthSquared() => DualVectors.Dot(Elements, Elements, Value.LengthSquared());

    public readonly bool Equals(DualVector4 other) => Value.Equals(other.Value);

    public override readonly bool Equals(object? obj) => obj is DualVector4 other && Equals(other);

    public override readonly int GetHashCode() => Value.GetHashCode();
}
