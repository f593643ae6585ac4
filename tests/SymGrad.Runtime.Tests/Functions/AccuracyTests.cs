using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using Xunit;
using Xunit.Abstractions;

namespace SymGrad.Runtime.Tests.Functions;

/// <summary>Each function is as accurate as docs/numerics.md says: its table is the list of bounds.</summary>
public sealed class AccuracyTests(ITestOutputHelper output)
{
    private static readonly Dictionary<string, double> bounds = ReadBounds();

    public static TheoryData<string> Functions { get; } = [.. MeasuredFunction.All.Select(f => f.Name)];

    [Fact]
    public void Every_function_has_a_bound_and_points()
    {
        string[] names = [.. MeasuredFunction.All.Select(f => f.Name).Order(StringComparer.Ordinal)];
        Assert.Equal(names, bounds.Keys.Order(StringComparer.Ordinal));
        Assert.All(names, n => Assert.True(ReferencePoint.All[n].Count() >= 120, n));
    }

    [Theory]
    [MemberData(nameof(Functions))]
    public void Double_precision(string name)
    {
        var function = new MeasuredFunction(name);
        double greatest = 0;
        foreach (ReferencePoint point in ReferencePoint.All[name])
        {
            double value = function.Double(point);
            if (!point.IsNumber)
            {
                Assert.Equal(point.Special, value);
                continue;
            }

            double ulps = point.Value.UlpsTo(value, AtLeast(point));
            if (ulps > greatest)
            {
                greatest = ulps;
                output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{ulps:F3} ulps: {point} = {point.Text}, not {value:R}"));
            }

            Assert.False(double.IsNaN(value), point.ToString());
        }

        Assert.InRange(greatest, 0, bounds[name]);
    }

    /// <summary>For eight items at once, functions share an exponential and are rounded once more.</summary>
    [Theory]
    [InlineData(nameof(SpecialFunctions.Softplus))]
    [InlineData(nameof(SpecialFunctions.Sigmoid))]
    [InlineData(nameof(SpecialFunctions.SigmoidCrossEntropy))]
    public void Eight_items_at_once(string name)
    {
        double greatest = 0;
        foreach (ReferencePoint point in ReferencePoint.All[name])
        {
            ItemLanes x = point.X;
            ItemLanes exponential = ItemLanes.ExpMinusAbs(x);
            ItemLanes values = name switch
            {
                nameof(SpecialFunctions.Softplus) => ItemLanes.Softplus(x, exponential),
                nameof(SpecialFunctions.Sigmoid) => ItemLanes.Sigmoid(x, exponential),
                _ => ItemLanes.SigmoidCrossEntropy(x, point.Y!.Value, exponential),
            };
            double value = values[3];
            if (!point.IsNumber)
            {
                Assert.Equal(point.Special, value);
                continue;
            }

            greatest = Math.Max(greatest, point.Value.UlpsTo(value, AtLeast(point)));
        }

        output.WriteLine(greatest.ToString("F3", CultureInfo.InvariantCulture));
        Assert.InRange(greatest, 0, 2.5);
    }

    /// <summary>The logarithm to any base, which <see cref="Math"/> has, and <see cref="SpecialFunctions"/> has only for several items.</summary>
    [Fact]
    public void Logarithms_to_any_base()
    {
        ReferencePoint[] points = [.. ReferencePoint.All["LogBase"]];
        Assert.True(points.Length >= 120);
        double greatest = points.Max(p => p.Value.UlpsTo(ItemLanes.Log(p.X, p.Y!.Value)[5], 0));
        output.WriteLine(greatest.ToString("F3", CultureInfo.InvariantCulture));
        Assert.InRange(greatest, 0, 0.9);

        double[] special = [double.NaN, double.NegativeInfinity, -2, -0.0, 0, 0.5, 1, 2, double.PositiveInfinity];
        Assert.All(special.SelectMany(x => special.Select(y => (x, y))), p => Assert.Equal(Math.Log(p.x, p.y), ItemLanes.Log(p.x, p.y)[2]));
    }

    /// <summary>At multiples of a quarter turn, results and the signs of zeros are those of IEEE 754.</summary>
    [Fact]
    public void Half_turns()
    {
        (double X, double Sine, double Cosine, double Tangent)[] rows =
        [
            (0.0, 0.0, 1, 0.0), (-0.0, -0.0, 1, -0.0), (0.5, 1, 0.0, double.PositiveInfinity), (-0.5, -1, 0.0, double.NegativeInfinity), (1, 0.0, -1, -0.0), (-1, -0.0, -1, 0.0),
            (1.5, -1, 0.0, double.NegativeInfinity), (-1.5, 1, 0.0, double.PositiveInfinity), (2, 0.0, 1, 0.0), (-2, -0.0, 1, -0.0), (4503599627370497, 0.0, -1, -0.0), (1e300, 0.0, 1, 0.0),
        ];
        Assert.All(rows, r => Assert.Equal(
            TestData.BitsOf([r.Sine, r.Cosine, r.Tangent]), TestData.BitsOf([SpecialFunctions.SinPi(r.X), SpecialFunctions.CosPi(r.X), SpecialFunctions.TanPi(r.X)])));
    }

    /// <summary>Rounding from double once: at most half a unit, and next to nothing for the error in double.</summary>
    [Theory]
    [MemberData(nameof(Functions))]
    public void Single_precision(string name)
    {
        var function = new MeasuredFunction(name);
        foreach (ReferencePoint point in ReferencePoint.All[name].Where(p => (float)p.X == p.X && p.Y is null))
        {
            float value = function.Single(point);
            if (!point.IsNumber)
            {
                Assert.Equal((float)point.Special, value);
                continue;
            }

            Assert.InRange(point.Value.SingleUlpsTo(value), 0, 0.5001);
        }
    }

    /// <summary>At infinities and NaN, with a shared exponential too.</summary>
    [Fact]
    public void Cross_entropy_at_its_ends()
    {
        double[] ends = [double.NegativeInfinity, -0.0, 0, 1, double.PositiveInfinity, double.NaN];
        foreach (double z in ends)
        {
            foreach (double y in new[] { 0, 0.25, 1, double.NaN })
            {
                Assert.Equal(SpecialFunctions.SigmoidCrossEntropy(z, y), ItemLanes.SigmoidCrossEntropy(z, y, ItemLanes.ExpMinusAbs(z))[0], 1e-15);
            }
        }

        Assert.Equal(0, SpecialFunctions.SigmoidCrossEntropy(double.PositiveInfinity, 1));
        Assert.Equal(0, SpecialFunctions.SigmoidCrossEntropy(double.NegativeInfinity, 0));
        Assert.Equal(double.PositiveInfinity, SpecialFunctions.SigmoidCrossEntropy(double.PositiveInfinity, 0.5));
        Assert.Equal(double.NaN, SpecialFunctions.SigmoidCrossEntropy(double.PositiveInfinity, double.NaN));
    }

    [Fact]
    public void Single_precision_of_two_arguments()
    {
        foreach ((float x, float y) in new[] { (1.5f, 2.5f), (-3f, 100f), (0f, 0f), (88f, 88.5f) })
        {
            Assert.Equal((float)SpecialFunctions.LogSumExp((double)x, y), SpecialFunctionsF.LogSumExp(x, y));
            Assert.Equal((float)SpecialFunctions.XLogY((double)x, y), SpecialFunctionsF.XLogY(x, y));
        }
    }

    /// <summary>
    /// What errors are relative to, besides the value: a logarithm of a sum may cancel against what was taken out of it, and a reflection at 0 has
    /// terms that cancel at the roots.
    /// </summary>
    private static double AtLeast(ReferencePoint point) => point.Function switch
    {
        nameof(SpecialFunctions.LogSumExp) => Math.Max(Math.Abs(point.X), Math.Abs(point.Y!.Value)),
        nameof(SpecialFunctions.LogGamma) when point.X < -0.5 => Math.Max(1, SpecialFunctions.LogGamma(-point.X)),
        nameof(SpecialFunctions.Digamma) when point.X < -0.3 => Math.Max(Math.Log(1 - point.X), Math.PI / Math.Abs(Math.Tan(Math.PI * point.X))),
        _ => 0,
    };

    private static Dictionary<string, double> ReadBounds()
    {
        using var reader = new StreamReader(typeof(AccuracyTests).Assembly.GetManifestResourceStream("numerics.md")!);
        var result = new Dictionary<string, double>();
        while (reader.ReadLine() is { } line && !line.StartsWith("## Stable forms", StringComparison.Ordinal))
        {
            string[] cells = line.Split('|', StringSplitOptions.TrimEntries);
            if (cells.Length > 4 && cells[1].StartsWith("`SpecialFunctions.", StringComparison.Ordinal))
            {
                string name = cells[1]["`SpecialFunctions.".Length..cells[1].IndexOf('(', StringComparison.Ordinal)];
                result.Add(name, double.Parse(cells[2], CultureInfo.InvariantCulture));
            }
        }

        return result;
    }
}
