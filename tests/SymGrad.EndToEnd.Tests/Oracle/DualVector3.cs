using System;
using System.Linq;
using System.Numerics;

namespace SymGrad.EndToEnd.Tests.Oracle;

/// <summary>The dual twin of Vector3.</summary>
public struct DualVector3(Dual<float> x, Dual<float> y, Dual<float> z) : IEquatable<DualVector3>
{
    public Dual<float> X = x;

    public Dual<float> Y = y;

    public Dual<float> Z = z;

    public DualVector3(Dual<float> value)
        : this(value, value, value)
    {
    }

    public DualVector3(DualVector2 first, Dual<float> z)
        : this(first.X, first.Y, z)
    {
    }

    private DualVector3(Dual<float>[] elements)
        : this(elements[0], elements[1], elements[2])
    {
    }

    public static DualVector3 Zero => default;

    public static DualVector3 One => new(1f);

    public static DualVector3 UnitX => new(1f, 0f, 0f);

    public static DualVector3 UnitY => new(0f, 1f, 0f);

    private readonly Dual<float>[] Elements => [X, Y, Z];

    private readonly Vector3 Value => new(X.Value, Y.Value, Z.Value);

    public static DualVector3 operator +(DualVector3 a, DualVector3 b) => new(DualVectors.Zip(a.Elements, b.Elements, (x, y) => x + y));

    public static DualVector3 operator -(DualVector3 a, DualVector3 b) => new(DualVectors.Zip(a.Elements, b.Elements, (x, y) => x - y));

    public static DualVector3 operator *(DualVector3 a, DualVector3 b) => new(DualVectors.Zip(a.Elements, b.Elements, (x, y) => x * y));

    public static DualVector3 operator /(DualVector3 a, DualVector3 b) => new(DualVectors.Zip(a.Elements, b.Elements, (x, y) => x / y));

    public static DualVector3 operator *(DualVector3 a, Dual<float> b) => a * new DualVector3(b);

    public static DualVector3 operator *(Dual<float> a, DualVector3 b) => new DualVector3(a) * b;

    public static DualVector3 operator /(DualVector3 a, Dual<float> b) => a / new DualVector3(b);

    public static DualVector3 operator -(DualVector3 a) => new([.. a.Elements.Select(x => -x)]);

    public static bool operator ==(DualVector3 a, DualVector3 b) => a.Value == b.Value;

    public static bool operator !=(DualVector3 a, DualVector3 b) => a.Value != b.Value;

    public static DualVector3 Add(DualVector3 a, DualVector3 b) => a + b;

    public static DualVector3 Multiply(Dual<float> a, DualVector3 b) => a * b;

    public static DualVector3 Divide(DualVector3 a, Dual<float> b) => a / b;

    public static Dual<float> Dot(DualVector3 a, DualVector3 b) => DualVectors.Dot(a.Elements, b.Elements, Vector3.Dot(a.Value, b.Value));

    public static Dual<float> Distance(DualVector3 a, DualVector3 b) => DualVectors.Length((a - b).Elements, Vector3.Distance(a.Value, b.Value));

    public static Dual<float> DistanceSquared(DualVector3 a, DualVector3 b) => DualVectors.Dot((a - b).Elements, (a - b).Elements, Vector3.DistanceSquared(a.Value, b.Value));

    public static DualVector3 Normalize(DualVector3 a) => new(DualVectors.Normalize(a.Elements, i => Vector3.Normalize(a.Value)[i]));

    public static DualVector3 Abs(DualVector3 a) => new([.. a.Elements.Select(DualMath.Abs)]);

    public static DualVector3 SquareRoot(DualVector3 a) => new([.. a.Elements.Select(DualMath.Sqrt)]);

    public static DualVector3 Min(DualVector3 a, DualVector3 b) => new(DualVectors.Zip(a.Elements, b.Elements, DualMath.Min));

    public static DualVector3 Max(DualVector3 a, DualVector3 b) => new(DualVectors.Zip(a.Elements, b.Elements, DualMath.Max));

    public static DualVector3 Clamp(DualVector3 a, DualVector3 lower, DualVector3 upper) => Min(Max(a, lower), upper);

    public static DualVector3 Cross(DualVector3 a, DualVector3 b) => new(a.Y * b.Z - a.Z * b.Y, a.Z * b.X - a.X * b.Z, a.X * b.Y - a.Y * b.X);

    public readonly Dual<float> Length() => DualVectors.Length(Elements, Value.Length());

    public readonly Dual<float> LengthSquared() => DualVectors.Dot(Elements, Elements, Value.LengthSquared());

    public readonly bool Equals(DualVector3 other) => Value.Equals(other.Value);

    public override readonly bool Equals(object? obj) => obj is DualVector3 other && Equals(other);

    public override readonly int GetHashCode() => Value.GetHashCode();
}
