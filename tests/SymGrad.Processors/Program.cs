using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Runtime.Intrinsics;
using static SymGrad.Processors.Losses;

namespace SymGrad.Processors;

/// <summary>
/// Prints value and gradient of objectives over the same items, as bits, so that processes which are told to do without some of the processor's instructions can be compared: a line with
/// the vectors that there are, and a line for each objective.
/// </summary>
internal static class Program
{
    // Some chunks, and a last one that is no multiple of eight.
    private const int Count = 2_053;
    private const int Width = 37;

    private static void Main()
    {
        TextWriter output = Console.Out;
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{(Vector512.IsHardwareAccelerated ? 512 : Vector256.IsHardwareAccelerated ? 256 : 0)} {(ItemLanes.IsAccelerated ? "eight at once" : "one by one")}"));
        double[] x = Numbers(Count, 1);
        double[] y = Numbers(Count, 2);
        double[] rows = Numbers(Count * Width, 3);
        float[] singleX = Array.ConvertAll(x, v => (float)v);
        float[] singleY = Array.ConvertAll(y, v => (float)v);
        float[] singleRows = Array.ConvertAll(rows, v => (float)v);
        foreach (Objective objective in (Objective[])
        [
            new HuberObjective(x, y),
            new LogisticObjective(x, y),
            new SingleLogisticObjective(singleX, singleY),
            new FunctionsObjective(x, y),
            new RowsObjective(SymGrad.Rows.Of(rows, Width), y, Width),
            new SingleRowsObjective(SymGrad.Rows.Of(singleRows, Width), singleY, Width),
            new ElementsObjective(SymGrad.Rows.Of(rows, Width), y, Width),
            new NetworkObjective(SymGrad.Rows.Of(rows, Width), y, 7 * Width, 7),
        ])
        {
            Print(objective.Loss.Name, Results(objective, isCompensated: false));
            Print(objective.Loss.Name + " compensated", Results(objective, isCompensated: true));
        }

        void Print(string name, IEnumerable<double> results)
            => output.WriteLine($"{name}: {string.Join(' ', results.Select(r => BitConverter.DoubleToInt64Bits(r).ToString("x16", CultureInfo.InvariantCulture)))}");
    }

    private static double[] Results(Objective objective, bool isCompensated)
    {
        double[] theta = Numbers(objective.ParameterCount, 4);
        if (objective is Objective<float> single)
        {
            float[] gradient = new float[theta.Length];
            Objective<float> summed = isCompensated ? single.WithCompensatedSums() : single;
            return [summed.ValueAndGradient(Array.ConvertAll(theta, t => (float)t), gradient), .. gradient.Select(g => (double)g)];
        }

        double[] results = new double[theta.Length];
        var wide = (Objective<double>)objective;
        return [(isCompensated ? wide.WithCompensatedSums() : wide).ValueAndGradient(theta, results), .. results];
    }

    private static double[] Numbers(int count, int seed)
    {
        var random = new Random(seed);
        double[] numbers = new double[count];
        for (int i = 0; i < count; i++)
        {
            numbers[i] = random.NextDouble() - 0.5;
        }

        return numbers;
    }
}
