using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Runtime.Intrinsics;

namespace SymGrad.Processors;

/// <summary>
/// Evaluates objectives in a process of its own. Without arguments, it prints value and gradient as bits, so that processes which are told to do without some of the processor's
/// instructions can be compared: a line with the vectors that there are, and a line for each objective. With the argument <c>guarded</c>, it compares the bits with those of data beside
/// memory that must not be touched, and says how often.
/// </summary>
internal static class Program
{
    // Some chunks, and a last one that is no multiple of eight.
    private const int Count = 2_053;
    private const int Width = 37;

    private static int Main(string[] arguments)
    {
        if (arguments is ["guarded"])
        {
            return CompareWithGuarded(Console.Out);
        }

        PrintBits(Console.Out);
        return 0;
    }

    private static void PrintBits(TextWriter output)
    {
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{(Vector512.IsHardwareAccelerated ? 512 : Vector256.IsHardwareAccelerated ? 256 : 0)} {(ItemLanes.IsAccelerated ? "eight at once" : "one by one")}"));
        using var data = new Data(Count, Width, null);
        foreach (Objective objective in data.Objectives)
        {
            Print(objective.Loss.Name, Results(objective, isCompensated: false));
            Print(objective.Loss.Name + " compensated", Results(objective, isCompensated: true));
        }

        void Print(string name, IEnumerable<double> results)
            => output.WriteLine($"{name}: {string.Join(' ', results.Select(r => BitConverter.DoubleToInt64Bits(r).ToString("x16", CultureInfo.InvariantCulture)))}");
    }

    private static int CompareWithGuarded(TextWriter output)
    {
        int compared = 0;
        foreach (int width in (int[])[1, 3, 8, 13, 37, 449])
        {
            foreach (int count in (int[])[1, 5, 7, 8, 9, 31, 64, 67, 128, 1024, 1029])
            {
                using var inArrays = new Data(count, width, null);
                double[][] expected = [.. inArrays.Objectives.Select(o => Results(o, isCompensated: false))];
                foreach (bool atEnd in (bool[])[true, false])
                {
                    using var data = new Data(count, width, atEnd);
                    Objective[] guarded = data.Objectives;
                    for (int i = 0; i < guarded.Length; i++, compared++)
                    {
                        if (!Results(guarded[i], isCompensated: false).Select(BitConverter.DoubleToInt64Bits).SequenceEqual(expected[i].Select(BitConverter.DoubleToInt64Bits)))
                        {
                            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{guarded[i].Loss.Name} has other bits for {count} items of width {width}."));
                            return 1;
                        }
                    }
                }
            }
        }

        output.WriteLine(compared.ToString(CultureInfo.InvariantCulture));
        return 0;
    }

    private static double[] Results(Objective objective, bool isCompensated)
    {
        double[] theta = Data.Numbers(objective.ParameterCount, 4);
        if (objective is Objective<float> single)
        {
            float[] gradient = new float[theta.Length];
            Objective<float> summed = isCompensated ? single.WithCompensatedSums() : single;
            return [summed.ValueAndGradient(Data.Single(theta), gradient), .. gradient.Select(g => (double)g)];
        }

        double[] results = new double[theta.Length];
        var wide = (Objective<double>)objective;
        return [(isCompensated ? wide.WithCompensatedSums() : wide).ValueAndGradient(theta, results), .. results];
    }
}
