using System;
using System.Linq;

namespace SymGrad.EndToEnd.Tests.Oracle;

/// <summary>
/// What the vectors of System.Numerics compute, over dual numbers: the value is the framework's own, whatever order of additions it has, the
/// derivative that of the elements.
/// </summary>
internal static class DualVectors
{
    public static Dual<float> Dot(Dual<float>[] a, Dual<float>[] b, float value)
        => Of(a.Zip(b, (x, y) => x * y).Aggregate((x, y) => x + y), value);

    public static Dual<float> Length(Dual<float>[] a, float value) => Of(DualMath.Sqrt(a.Select(x => x * x).Aggregate((x, y) => x + y)), value);

    public static Dual<float>[] Normalize(Dual<float>[] a, Func<int, float> value)
    {
        Dual<float> length = DualMath.Sqrt(a.Select(x => x * x).Aggregate((x, y) => x + y));
        return [.. a.Select((x, i) => Of(x / length, value(i)))];
    }

    public static Dual<float>[] Zip(Dual<float>[] a, Dual<float>[] b, Func<Dual<float>, Dual<float>, Dual<float>> function) => [.. a.Zip(b, function)];

    private static Dual<float> Of(Dual<float> dual, float value) => new(value, dual.Tangent, dual.Magnitude, dual.IsActive);
}
