using System;
using System.Linq;
using Xunit;

namespace SymGrad.Runtime.Tests.Functions;

/// <summary>Over spans, and in vectors of any width, functions have the bits that they have for single numbers.</summary>
public sealed class SpanTests
{
    public static TheoryData<string> OfOneArgument { get; } = [.. MeasuredFunction.All.Select(f => f.Name).Where(n => ReferencePoint.All[n].All(p => p.Y is null))];

    [Theory]
    [MemberData(nameof(OfOneArgument))]
    public void Spans_have_the_bits_of_single_numbers(string name)
    {
        var function = new MeasuredFunction(name);
        double[] x = [.. ReferencePoint.All[name].Select(p => p.X)];
        double[] expected = [.. ReferencePoint.All[name].Select(function.Double)];
        Assert.Equal(TestData.BitsOf(expected), TestData.BitsOf(function.OverSpan(x)));

        ReferencePoint[] singles = [.. ReferencePoint.All[name].Where(p => (float)p.X == p.X)];
        float[] results = function.OverSpan([.. singles.Select(p => (float)p.X)]);
        Assert.Equal(TestData.BitsOf([.. singles.Select(function.Single)]), TestData.BitsOf(results));
    }

    [Fact]
    public void Vectors_of_any_width_have_the_bits_of_single_numbers()
    {
        CheckWidths<ExpFunction>(nameof(SpecialFunctions.Exp));
        CheckWidths<Expm1Function>(nameof(SpecialFunctions.Expm1));
        CheckWidths<GaussianFunction>(nameof(SpecialFunctions.Gaussian));
        CheckWidths<LogFunction>(nameof(SpecialFunctions.Log));
        CheckWidths<Log1pFunction>(nameof(SpecialFunctions.Log1p));
        CheckWidths<Log1mExpFunction>(nameof(SpecialFunctions.Log1mExp));
        CheckWidths<SoftplusFunction>(nameof(SpecialFunctions.Softplus));
        CheckWidths<SigmoidFunction>(nameof(SpecialFunctions.Sigmoid));
        CheckWidths<TanhFunction>(nameof(SpecialFunctions.Tanh));
        CheckWidths<LogitFunction>(nameof(SpecialFunctions.Logit));
        CheckWidths<ErfFunction>(nameof(SpecialFunctions.Erf));
        CheckWidths<ErfcFunction>(nameof(SpecialFunctions.Erfc));
        CheckWidths<NormalCdfFunction>(nameof(SpecialFunctions.NormalCdf));
        CheckWidths<NormalDensityFunction>(nameof(SpecialFunctions.NormalDensity));
        CheckWidths<LogNormalCdfFunction>(nameof(SpecialFunctions.LogNormalCdf));
        CheckWidths<LogNormalCdfDerivativeFunction>(nameof(SpecialFunctions.LogNormalCdfDerivative));
        CheckWidths<SinFunction>(nameof(SpecialFunctions.Sin));
        CheckWidths<CosFunction>(nameof(SpecialFunctions.Cos));
        CheckWidths<TanFunction>(nameof(SpecialFunctions.Tan));
        CheckWidths<AsinFunction>(nameof(SpecialFunctions.Asin));
        CheckWidths<AcosFunction>(nameof(SpecialFunctions.Acos));
        CheckWidths<AtanFunction>(nameof(SpecialFunctions.Atan));
        CheckWidths<SincFunction>(nameof(SpecialFunctions.Sinc));
        CheckWidths<SincDerivativeFunction>(nameof(SpecialFunctions.SincDerivative));
        CheckWidths<SinhFunction>(nameof(SpecialFunctions.Sinh));
        CheckWidths<CoshFunction>(nameof(SpecialFunctions.Cosh));
        CheckWidths<AsinhFunction>(nameof(SpecialFunctions.Asinh));
        CheckWidths<AcoshFunction>(nameof(SpecialFunctions.Acosh));
        CheckWidths<AtanhFunction>(nameof(SpecialFunctions.Atanh));
        CheckWidths<Exp2Function>(nameof(SpecialFunctions.Exp2));
        CheckWidths<Exp10Function>(nameof(SpecialFunctions.Exp10));
        CheckWidths<Log2Function>(nameof(SpecialFunctions.Log2));
        CheckWidths<Log10Function>(nameof(SpecialFunctions.Log10));
        CheckWidths<CbrtFunction>(nameof(SpecialFunctions.Cbrt));
        CheckWidths<SinPiFunction>(nameof(SpecialFunctions.SinPi));
        CheckWidths<CosPiFunction>(nameof(SpecialFunctions.CosPi));
        CheckWidths<TanPiFunction>(nameof(SpecialFunctions.TanPi));
        CheckWidths<AsinPiFunction>(nameof(SpecialFunctions.AsinPi));
        CheckWidths<AcosPiFunction>(nameof(SpecialFunctions.AcosPi));
        CheckWidths<AtanPiFunction>(nameof(SpecialFunctions.AtanPi));
    }

    [Fact]
    public void Functions_of_two_arguments_in_vectors_of_any_width()
    {
        CheckWidthsOfPairs<PowFunction>(nameof(SpecialFunctions.Pow));
        CheckWidthsOfPairs<LogSumExpFunction>(nameof(SpecialFunctions.LogSumExp));
        CheckWidthsOfPairs<LogSumExpDerivativeFunction>(nameof(SpecialFunctions.LogSumExpDerivative));
        CheckWidthsOfPairs<XLogYFunction>(nameof(SpecialFunctions.XLogY));
        CheckWidthsOfPairs<SigmoidCrossEntropyFunction>(nameof(SpecialFunctions.SigmoidCrossEntropy));
        CheckWidthsOfPairs<HypotFunction>(nameof(SpecialFunctions.Hypot));
        CheckWidthsOfPairs<Atan2Function>(nameof(SpecialFunctions.Atan2));
        CheckWidthsOfPairs<Atan2PiFunction>(nameof(SpecialFunctions.Atan2Pi));
        CheckWidthsOfPairs<DifferenceOfSquaresFunction>(nameof(SpecialFunctions.DifferenceOfSquares));
    }

    [Fact]
    public void Powers_over_spans()
    {
        ReferencePoint[] points = [.. ReferencePoint.All[nameof(SpecialFunctions.Pow)]];
        double[] x = [.. points.Select(p => p.X)], y = [.. points.Select(p => p.Y!.Value)], results = new double[x.Length];
        SpecialFunctions.Pow(x, y, results);
        Assert.Equal(TestData.BitsOf([.. points.Select(p => SpecialFunctions.Pow(p.X, p.Y!.Value))]), TestData.BitsOf(results));

        float[] singles = [.. Enumerable.Range(0, 300).Select(i => 0.1f * i)], powers = new float[300];
        SpecialFunctions.Pow(singles, [.. singles.Reverse()], powers);
        Assert.Equal(TestData.BitsOf([.. singles.Select((v, i) => SpecialFunctionsF.Pow(v, singles[299 - i]))]), TestData.BitsOf(powers));
        Assert.Equal("y", Assert.Throws<ArgumentException>(() => SpecialFunctions.Pow(x, y.AsSpan(1), results)).ParamName);
        Assert.Equal("destination", Assert.Throws<ArgumentException>(() => SpecialFunctions.Pow(x, y, results.AsSpan(1))).ParamName);
    }

    [Fact]
    public void Results_may_replace_the_arguments()
    {
        double[] x = [-1, 0, 1, 2, 3];
        double[] expected = [.. x.Select(SpecialFunctions.Softplus)];
        SpecialFunctions.Softplus(x, x);
        Assert.Equal(expected, x);
    }

    [Fact]
    public void What_lies_behind_the_results_stays()
    {
        double[] destination = [7, 7, 7, 7];
        SpecialFunctions.Erf([0.5, 1], destination);
        Assert.Equal([SpecialFunctions.Erf(0.5), SpecialFunctions.Erf(1), 7, 7], destination);
    }

    [Fact]
    public void Destinations_that_do_not_fit_are_refused()
    {
        double[] x = [1, 2, 3, 4];
        Assert.Equal("destination", Assert.Throws<ArgumentException>(() => SpecialFunctions.Exp(x, x.AsSpan(0, 3))).ParamName);
        Assert.Equal("destination", Assert.Throws<ArgumentException>(() => SpecialFunctions.Exp(x.AsSpan(0, 3), x.AsSpan(1))).ParamName);
        Assert.Equal("y", Assert.Throws<ArgumentException>(() => SpecialFunctions.XLogY(x, x.AsSpan(1), new double[4])).ParamName);
        Assert.Equal([1, 2, 3, 4], x);
    }

    [Fact]
    public void Log_sum_exp_over_spans()
    {
        Assert.Equal(double.NegativeInfinity, SpecialFunctions.LogSumExp([]));
        Assert.Equal(1000 + Math.Log(3), SpecialFunctions.LogSumExp([1000, 1000, 1000]));
        Assert.Equal(double.NaN, SpecialFunctions.LogSumExp([1, double.NaN, double.PositiveInfinity]));
        Assert.Equal(double.PositiveInfinity, SpecialFunctions.LogSumExp([1, double.PositiveInfinity, 2]));
        Assert.Equal(1, SpecialFunctions.LogSumExp([1, double.NegativeInfinity]));
        Assert.Equal(Math.Exp(-40), SpecialFunctions.LogSumExp([0, -40]), 1e-30);
        double[] equal = new double[1000];
        Array.Fill(equal, -2.5);
        Assert.Equal(Math.Log(1000) - 2.5, SpecialFunctions.LogSumExp(equal), 1e-15);
    }

    [Fact]
    public void Softmax_is_the_gradient_of_log_sum_exp()
    {
        double[] weights = new double[3];
        SpecialFunctions.Softmax([5, 5, -1e4], weights);
        Assert.Equal([0.5, 0.5, 0], weights);
        SpecialFunctions.Softmax([1000, 999, 998], weights);
        double sum = 1 + Math.Exp(-1) + Math.Exp(-2);
        Assert.Equal(1 / sum, weights[0], 1e-16);
        Assert.Equal(Math.Exp(-2) / sum, weights[2], 1e-16);
    }

    private static void CheckWidths<TFunction>(string name)
        where TFunction : struct, ILaneFunction
    {
        double[] x = [.. ReferencePoint.All[name].Select(p => p.X)];
        long[] expected = Run<TFunction, ScalarLane>(x);
        Assert.Equal(expected, Run<TFunction, Lanes128>(x));
        Assert.Equal(expected, Run<TFunction, Lanes256>(x));
        Assert.Equal(expected, Run<TFunction, Lanes512>(x));
    }

    private static void CheckWidthsOfPairs<TFunction>(string name)
        where TFunction : struct, ILaneFunctionOfTwo
    {
        long[] expected = RunOnPairs<TFunction, ScalarLane>(name);
        Assert.Equal(expected, RunOnPairs<TFunction, Lanes128>(name));
        Assert.Equal(expected, RunOnPairs<TFunction, Lanes256>(name));
        Assert.Equal(expected, RunOnPairs<TFunction, Lanes512>(name));
    }

    private static long[] RunOnPairs<TFunction, TLanes>(string name)
        where TFunction : struct, ILaneFunctionOfTwo
        where TLanes : struct, ILanes<TLanes>
    {
        double[] x = [.. ReferencePoint.All[name].Select(p => p.X)], y = [.. ReferencePoint.All[name].Select(p => p.Y!.Value)], results = new double[x.Length];
        Elementwise.ApplyToPairs<TFunction, TLanes>(x, y, results);
        return TestData.BitsOf([.. results.Select(r => double.IsNaN(r) ? double.NaN : r)]);
    }

    private static long[] Run<TFunction, TLanes>(double[] x)
        where TFunction : struct, ILaneFunction
        where TLanes : struct, ILanes<TLanes>
    {
        double[] results = new double[x.Length];
        Elementwise.Apply<TFunction, TLanes>(x, results);

        // Which NaN a NaN is depends on the order in which the processor meets its operands.
        return TestData.BitsOf([.. results.Select(r => double.IsNaN(r) ? double.NaN : r)]);
    }
}
