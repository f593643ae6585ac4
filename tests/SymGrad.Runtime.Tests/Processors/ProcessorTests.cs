using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Runtime.Intrinsics.X86;
using System.Threading.Tasks;
using Xunit;

namespace SymGrad.Runtime.Tests.Processors;

/// <summary>
/// The same objectives in processes that do without some of the processor's instructions: the width of vectors changes no bit, and without vectors, where items go one by one, results
/// are the same but for rounding. None of them reads memory before or behind the data.
/// </summary>
public sealed class ProcessorTests
{
    // Of the greatest component of a gradient, or of the value. docs/numerics.md says so.
    private const double Error = 2e-15;
    private const double ErrorInSingle = 2e-7;

    [Fact]
    public async Task Vectors_of_256_bits_give_the_bits_of_those_of_512()
    {
        Output all = await RunAsync();
        Output narrow = await RunAsync("DOTNET_EnableAVX512");
        Assert.NotEqual("512", narrow.Vectors[0]);
        Assert.Equal(all.Vectors[1], narrow.Vectors[1]);
        Assert.Equal(all.Results, narrow.Results);
    }

    [Theory]
    [InlineData("DOTNET_EnableAVX")]
    [InlineData("DOTNET_EnableHWIntrinsic")]
    public async Task Without_vectors_results_are_the_same_but_for_rounding(string without)
    {
        if (without == "DOTNET_EnableAVX" && !X86Base.IsSupported)
        {
            // Other processors have no such instructions.
            return;
        }

        Output all = await RunAsync();
        Output scalar = await RunAsync(without);
        Assert.Equal(["0", "one by one"], scalar.Vectors);
        Assert.Equal(all.Results.Keys, scalar.Results.Keys);
        foreach ((string name, double[] expected) in all.Results)
        {
            double[] actual = scalar.Results[name];
            double scale = expected.Skip(1).Max(Math.Abs);
            double error = name.StartsWith("Single", StringComparison.Ordinal) ? ErrorInSingle : Error;
            Assert.All(expected, (e, i) => Assert.Equal(e, actual[i], error * Math.Max(scale, Math.Abs(e))));
            Assert.All(actual, a => Assert.True(double.IsFinite(a) && a != 0));
        }
    }

    /// <summary>Compensated passes go over items one by one everywhere, by methods that do not depend on the width of vectors.</summary>
    [Fact]
    public async Task Compensated_sums_have_the_same_bits_with_and_without_vectors()
    {
        Output all = await RunAsync();
        Output scalar = await RunAsync("DOTNET_EnableHWIntrinsic");
        Assert.All(all.Results.Where(r => r.Key.EndsWith("compensated", StringComparison.Ordinal)), r => Assert.Equal(r.Value, scalar.Results[r.Key]));
    }

    /// <summary>The process ends with an error when anything is read that lies in a page before or behind those of the data.</summary>
    [Theory]
    [InlineData]
    [InlineData("DOTNET_EnableAVX512")]
    [InlineData("DOTNET_EnableHWIntrinsic")]
    public async Task Nothing_is_read_before_or_behind_the_data(params string[] without)
    {
        if (OperatingSystem.IsLinux())
        {
            Assert.Equal(["1188"], await LinesAsync(["guarded"], without));
        }
    }

    private static async Task<Output> RunAsync(params string[] without)
    {
        string[] lines = await LinesAsync([], without);
        Assert.Equal(19, lines.Length);
        return new(lines[0].Split(' ', 2), lines[1..].Select(line => line.Split(": ")).ToDictionary(parts => parts[0], parts => Array.ConvertAll(parts[1].Split(' '), NumberOf)));
    }

    private static async Task<string[]> LinesAsync(string[] arguments, string[] without)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "SymGrad.Processors.dll"), .. arguments]) { RedirectStandardOutput = true };
        foreach (string variable in without)
        {
            start.Environment[variable] = "0";
        }

        using Process process = Process.Start(start)!;
        string[] lines = (await process.StandardOutput.ReadToEndAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, string.Join('\n', lines));
        return lines;
    }

    private static double NumberOf(string bits) => BitConverter.Int64BitsToDouble(long.Parse(bits, NumberStyles.HexNumber, CultureInfo.InvariantCulture));

    /// <param name="Vectors">The width of the vectors that there are, and how objectives go over items.</param>
    /// <param name="Results">Value and gradient of each objective.</param>
    private sealed record Output(string[] Vectors, Dictionary<string, double[]> Results);
}
