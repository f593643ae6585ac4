using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using Xunit;

namespace SymGrad.Runtime.Tests.Lanes;

/// <summary>Functions of several groups give the bits of the function of one group, NaN and infinities included.</summary>
public sealed class ItemGroupsTests
{
    private static readonly double[] Special =
    [
        0.0, -0.0, 1, -1, 0.5, -2.5, 3.75, 1e-300, -1e300, double.Epsilon, double.MaxValue, double.PositiveInfinity,
        double.NegativeInfinity, double.NaN, 700.25, -745.5, 1e-17, Math.PI, -40,
    ];

    private delegate void FunctionOfGroups(ReadOnlySpan<ItemLanes> x, Span<ItemLanes> destination);

    private delegate void FunctionOfTwoGroups(ReadOnlySpan<ItemLanes> x, ReadOnlySpan<ItemLanes> y, Span<ItemLanes> destination);

    public static TheoryData<string> UnaryFunctions { get; } =
    [
        .. Unary.Keys,
    ];

    public static TheoryData<string> BinaryFunctions { get; } =
    [
        .. Binary.Keys,
    ];

    private static Dictionary<string, (FunctionOfGroups Groups, Func<ItemLanes, ItemLanes> Lanes)> Unary => new()
    {
        [nameof(ItemGroups.Exp)] = (ItemGroups.Exp, ItemLanes.Exp),
        [nameof(ItemGroups.Expm1)] = (ItemGroups.Expm1, ItemLanes.Expm1),
        [nameof(ItemGroups.Gaussian)] = (ItemGroups.Gaussian, ItemLanes.Gaussian),
        [nameof(ItemGroups.Log)] = (ItemGroups.Log, ItemLanes.Log),
        [nameof(ItemGroups.Log1p)] = (ItemGroups.Log1p, ItemLanes.Log1p),
        [nameof(ItemGroups.Log1mExp)] = (ItemGroups.Log1mExp, ItemLanes.Log1mExp),
        [nameof(ItemGroups.Tanh)] = (ItemGroups.Tanh, ItemLanes.Tanh),
        [nameof(ItemGroups.Logit)] = (ItemGroups.Logit, ItemLanes.Logit),
        [nameof(ItemGroups.Sin)] = (ItemGroups.Sin, ItemLanes.Sin),
        [nameof(ItemGroups.Cos)] = (ItemGroups.Cos, ItemLanes.Cos),
        [nameof(ItemGroups.Tan)] = (ItemGroups.Tan, ItemLanes.Tan),
        [nameof(ItemGroups.Asin)] = (ItemGroups.Asin, ItemLanes.Asin),
        [nameof(ItemGroups.Acos)] = (ItemGroups.Acos, ItemLanes.Acos),
        [nameof(ItemGroups.Atan)] = (ItemGroups.Atan, ItemLanes.Atan),
        [nameof(ItemGroups.Sinc)] = (ItemGroups.Sinc, ItemLanes.Sinc),
        [nameof(ItemGroups.SincDerivative)] = (ItemGroups.SincDerivative, ItemLanes.SincDerivative),
        [nameof(ItemGroups.Sinh)] = (ItemGroups.Sinh, ItemLanes.Sinh),
        [nameof(ItemGroups.Cosh)] = (ItemGroups.Cosh, ItemLanes.Cosh),
        [nameof(ItemGroups.Asinh)] = (ItemGroups.Asinh, ItemLanes.Asinh),
        [nameof(ItemGroups.Acosh)] = (ItemGroups.Acosh, ItemLanes.Acosh),
        [nameof(ItemGroups.Atanh)] = (ItemGroups.Atanh, ItemLanes.Atanh),
        [nameof(ItemGroups.Exp2)] = (ItemGroups.Exp2, ItemLanes.Exp2),
        [nameof(ItemGroups.Exp10)] = (ItemGroups.Exp10, ItemLanes.Exp10),
        [nameof(ItemGroups.Log2)] = (ItemGroups.Log2, ItemLanes.Log2),
        [nameof(ItemGroups.Log10)] = (ItemGroups.Log10, ItemLanes.Log10),
        [nameof(ItemGroups.Cbrt)] = (ItemGroups.Cbrt, ItemLanes.Cbrt),
        [nameof(ItemGroups.Erf)] = (ItemGroups.Erf, ItemLanes.Erf),
        [nameof(ItemGroups.Erfc)] = (ItemGroups.Erfc, ItemLanes.Erfc),
        [nameof(ItemGroups.NormalDensity)] = (ItemGroups.NormalDensity, ItemLanes.NormalDensity),
        [nameof(ItemGroups.NormalCdf)] = (ItemGroups.NormalCdf, ItemLanes.NormalCdf),
        [nameof(ItemGroups.LogNormalCdf)] = (ItemGroups.LogNormalCdf, ItemLanes.LogNormalCdf),
        [nameof(ItemGroups.LogNormalCdfDerivative)] = (ItemGroups.LogNormalCdfDerivative, ItemLanes.LogNormalCdfDerivative),
        [nameof(ItemGroups.SinPi)] = (ItemGroups.SinPi, ItemLanes.SinPi),
        [nameof(ItemGroups.CosPi)] = (ItemGroups.CosPi, ItemLanes.CosPi),
        [nameof(ItemGroups.TanPi)] = (ItemGroups.TanPi, ItemLanes.TanPi),
        [nameof(ItemGroups.AsinPi)] = (ItemGroups.AsinPi, ItemLanes.AsinPi),
        [nameof(ItemGroups.AcosPi)] = (ItemGroups.AcosPi, ItemLanes.AcosPi),
        [nameof(ItemGroups.AtanPi)] = (ItemGroups.AtanPi, ItemLanes.AtanPi),
        [nameof(ItemGroups.ExpM1)] = (ItemGroups.ExpM1, ItemLanes.ExpM1),
        [nameof(ItemGroups.Exp2M1)] = (ItemGroups.Exp2M1, ItemLanes.Exp2M1),
        [nameof(ItemGroups.Exp10M1)] = (ItemGroups.Exp10M1, ItemLanes.Exp10M1),
        [nameof(ItemGroups.LogP1)] = (ItemGroups.LogP1, ItemLanes.LogP1),
        [nameof(ItemGroups.Log2P1)] = (ItemGroups.Log2P1, ItemLanes.Log2P1),
        [nameof(ItemGroups.Log10P1)] = (ItemGroups.Log10P1, ItemLanes.Log10P1),
        [nameof(ItemGroups.ExpMinusAbs)] = (ItemGroups.ExpMinusAbs, ItemLanes.ExpMinusAbs),
    };

    private static Dictionary<string, (FunctionOfTwoGroups Groups, Func<ItemLanes, ItemLanes, ItemLanes> Lanes)> Binary => new()
    {
        [nameof(ItemGroups.Pow)] = (ItemGroups.Pow, ItemLanes.Pow),
        [nameof(ItemGroups.LogSumExp)] = (ItemGroups.LogSumExp, ItemLanes.LogSumExp),
        [nameof(ItemGroups.LogSumExpDerivative)] = (ItemGroups.LogSumExpDerivative, ItemLanes.LogSumExpDerivative),
        [nameof(ItemGroups.XLogY)] = (ItemGroups.XLogY, ItemLanes.XLogY),
        [nameof(ItemGroups.Hypot)] = (ItemGroups.Hypot, ItemLanes.Hypot),
        [nameof(ItemGroups.Atan2)] = (ItemGroups.Atan2, ItemLanes.Atan2),
        [nameof(ItemGroups.Atan2Pi)] = (ItemGroups.Atan2Pi, ItemLanes.Atan2Pi),
        ["Log to a base"] = (ItemGroups.Log, ItemLanes.Log),
        [nameof(ItemGroups.RootN)] = (ItemGroups.RootN, ItemLanes.RootN),
        [nameof(ItemGroups.Softplus)] = (ItemGroups.Softplus, ItemLanes.Softplus),
    };

    [Fact]
    public void Each_function_is_tested()
        => Assert.Equal(
            typeof(ItemGroups).GetMethods(BindingFlags.Public | BindingFlags.Static | BindingFlags.DeclaredOnly)
                .Select(m => m.Name == nameof(ItemGroups.Log) && m.GetParameters().Length == 3 ? "Log to a base" : m.Name).Order(StringComparer.Ordinal),
            Unary.Keys.Concat(Binary.Keys).Append(nameof(ItemGroups.SigmoidCrossEntropy)).Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(UnaryFunctions))]
    public void Functions_have_the_bits_of_one_group(string name)
    {
        (FunctionOfGroups groups, Func<ItemLanes, ItemLanes> lanes) = Unary[name];
        ItemLanes[] x = Arguments(1);
        var results = new ItemLanes[x.Length];
        groups(x, results);
        AssertEqual([.. x.Select(lanes)], results);

        groups(x, x);
        AssertEqual(results, x);
        Assert.Throws<ArgumentException>(() => groups(results, new ItemLanes[results.Length - 1]));
    }

    [Theory]
    [MemberData(nameof(BinaryFunctions))]
    public void Functions_of_two_have_the_bits_of_one_group(string name)
    {
        (FunctionOfTwoGroups groups, Func<ItemLanes, ItemLanes, ItemLanes> lanes) = Binary[name];
        ItemLanes[] x = Arguments(1);
        ItemLanes[] y = name == nameof(ItemGroups.Softplus) ? [.. x.Select(ItemLanes.ExpMinusAbs)] : Arguments(2);
        var results = new ItemLanes[x.Length];
        groups(x, y, results);
        AssertEqual([.. x.Zip(y, lanes)], results);

        groups(x, y, y);
        AssertEqual(results, y);
        Assert.Throws<ArgumentException>(() => groups(results, new ItemLanes[results.Length - 1], results));
    }

    [Fact]
    public void Cross_entropy_has_the_bits_of_one_group()
    {
        (ItemLanes[] z, ItemLanes[] y) = (Arguments(1), Arguments(2));
        ItemLanes[] exponentials = [.. z.Select(ItemLanes.ExpMinusAbs)];
        var results = new ItemLanes[z.Length];
        ItemGroups.SigmoidCrossEntropy(z, y, exponentials, results);
        AssertEqual([.. Enumerable.Range(0, z.Length).Select(i => ItemLanes.SigmoidCrossEntropy(z[i], y[i], exponentials[i]))], results);

        ItemGroups.SigmoidCrossEntropy(z, y, exponentials, exponentials);
        AssertEqual(results, exponentials);
        Assert.Throws<ArgumentException>(() => ItemGroups.SigmoidCrossEntropy(z, y.AsSpan(1), exponentials, results));
        Assert.Throws<ArgumentException>(() => ItemGroups.SigmoidCrossEntropy(z, y, exponentials.AsSpan(1), results));
        Assert.Throws<ArgumentException>(() => ItemGroups.SigmoidCrossEntropy(z, y, exponentials, new ItemLanes[1]));
    }

    /// <summary>More than are computed at once by generated code, so that any number works.</summary>
    private static ItemLanes[] Arguments(int seed)
    {
        var random = new Random(seed);
        double[] numbers = [.. Enumerable.Range(0, 11 * ItemLanes.Count).Select(_ => random.Next(3) == 0 ? Special[random.Next(Special.Length)] : 4 * (random.NextDouble() - 0.4))];
        return [.. Enumerable.Range(0, 11).Select(i => ItemLanes.Load(numbers, i * ItemLanes.Count))];
    }

    private static void AssertEqual(ItemLanes[] expected, ItemLanes[] actual)
        => Assert.Equal(
            expected.SelectMany(l => Enumerable.Range(0, ItemLanes.Count).Select(i => BitConverter.DoubleToInt64Bits(l[i]))),
            actual.SelectMany(l => Enumerable.Range(0, ItemLanes.Count).Select(i => BitConverter.DoubleToInt64Bits(l[i]))));
}
