using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Numerics.Tensors;
using System.Text;

namespace SymGrad.Benchmarks.Functions;

/// <summary>Prints the time of functions of 1,024 numbers in the first-level cache.</summary>
internal static class FunctionBenchmark
{
    private const int Count = 1024;
    private const int Rounds = 101;

    private static readonly CompositeFormat Row = CompositeFormat.Parse("{0,-14} {1,10} {2,9} {3,9}");

    private static IEnumerable<FunctionCase> Cases =>
    [
        new("Exp", -20, 20, SpecialFunctions.Exp, Math.Exp, TensorPrimitives.Exp),
        new("Expm1", -2, 2, SpecialFunctions.Expm1, SpecialFunctions.Expm1, TensorPrimitives.ExpM1),
        new("Log", 1e-3, 1e3, SpecialFunctions.Log, Math.Log, TensorPrimitives.Log),
        new("Log1p", -0.9, 100, SpecialFunctions.Log1p, SpecialFunctions.Log1p, TensorPrimitives.LogP1),
        new("Pow 2.5", 0, 10, (x, y) => Raise(x, y), x => Math.Pow(x, 2.5), (x, y) => TensorPrimitives.Pow(x, 2.5, y)),
        new("Sin", -10, 10, SpecialFunctions.Sin, Math.Sin, TensorPrimitives.Sin),
        new("Cos", -10, 10, SpecialFunctions.Cos, Math.Cos, TensorPrimitives.Cos),
        new("Tanh", -3, 3, SpecialFunctions.Tanh, Math.Tanh, TensorPrimitives.Tanh),
        new("Sigmoid", -20, 20, SpecialFunctions.Sigmoid, SpecialFunctions.Sigmoid, TensorPrimitives.Sigmoid),
        new("Softplus", -20, 20, SpecialFunctions.Softplus, SpecialFunctions.Softplus, null),
        new("Sinh", -10, 10, SpecialFunctions.Sinh, Math.Sinh, TensorPrimitives.Sinh),
        new("Atan", -20, 20, SpecialFunctions.Atan, Math.Atan, TensorPrimitives.Atan),
        new("Cbrt", -50, 50, SpecialFunctions.Cbrt, Math.Cbrt, TensorPrimitives.Cbrt),
        new("Erf", -4, 4, SpecialFunctions.Erf, SpecialFunctions.Erf, null),
        new("NormalCdf", -6, 6, SpecialFunctions.NormalCdf, SpecialFunctions.NormalCdf, null),
        new("LogGamma", 0.1, 50, SpecialFunctions.LogGamma, SpecialFunctions.LogGamma, null),
    ];

    /// <summary>Measures the functions whose name contains one of the given texts, or all.</summary>
    public static void Run(TextWriter output, string[] names)
    {
        output.WriteLine(Format("function", "ns", "calls", "tensors"));
        foreach (FunctionCase measured in Cases.Where(c => names.Length == 0 || names.Any(n => c.Name.Contains(n, StringComparison.OrdinalIgnoreCase))))
        {
            double[] x = [.. Enumerable.Range(0, Count).Select(i => measured.Minimum + ((measured.Maximum - measured.Minimum) * (i * 389 % Count) / Count))];
            double[] results = new double[Count];
            InterleavedTimes calls = InterleavedTimer.Measure(() => Apply(measured.Vectors), Call, Rounds);
            string tensors = measured.Tensors is { } other ? Number(InterleavedTimer.Measure(() => Apply(measured.Vectors), () => Apply(other), Rounds).LeastRatio) : "";
            output.WriteLine(Format(measured.Name, Number(calls.LeastBaseline / Count), Number(calls.LeastRatio), tensors));

            double Apply(ArrayFunction function)
            {
                function(x, results);
                return results[Count / 2];
            }

            double Call()
            {
                for (int i = 0; i < x.Length; i++)
                {
                    results[i] = measured.Calls(x[i]);
                }

                return results[Count / 2];
            }
        }

        output.WriteLine($"Nanoseconds for each number in vectors; calls for each number, and TensorPrimitives, as multiples of that: the least of {Rounds} rounds in turns.");
    }

    private static void Raise(ReadOnlySpan<double> x, Span<double> destination)
    {
        destination.Fill(2.5);
        SpecialFunctions.Pow(x, destination, destination);
    }

    private static string Number(double number) => number.ToString("F2", CultureInfo.InvariantCulture);

    private static string Format(params string[] cells) => string.Format(CultureInfo.InvariantCulture, Row, (object[])cells).TrimEnd();
}
