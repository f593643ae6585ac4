using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Runtime.InteropServices;

namespace SymGrad.Benchmarks.Scaling;

/// <summary>Data in arrays, and the same data in mapped files (which the operating system has in memory) and in streams of batches.</summary>
internal static class OutsideCases
{
    private const int ItemCount = 1_000_000;

    private static readonly EvaluationOptions OneThread = new() { MaxDegreeOfParallelism = 1 };

    public static IReadOnlyList<CaseSource<ScalingCase>> Sources { get; } =
    [
        new("narrow, arrays | mapped files", ItemCount, most => Columns(Math.Min(ItemCount, most))),
        .. new[] { 8, 128 }.Select(width => new CaseSource<ScalingCase>(
            $"logistic, rows of {width}, arrays | mapped files", 8_000_000 / width, most => MappedRows(Math.Min(8_000_000 / width, most), width))),
        .. new[] { 1_000, 1_024, 65_536, 100_000 }.Select(length => new CaseSource<ScalingCase>(
            $"narrow, at once | streamed in batches of {length}", ItemCount, most => Streamed(Math.Min(ItemCount, most), length))),
    ];

    private static ScalingCase Columns(int count)
    {
        (double[] x, double[] y) = (ScalingData.Numbers(count, 1), ScalingData.Labels(count));
        var files = new TemporaryFiles();
        return Compare(new ScalingLosses.NarrowObjective(x, y), new ScalingLosses.NarrowObjective(files.Column(x), files.Column(y)), files);
    }

    private static ScalingCase MappedRows(int count, int width)
    {
        (double[] x, double[] y) = (ScalingData.Numbers(count * width, 1), ScalingData.Labels(count));
        var files = new TemporaryFiles();
        return Compare(
            new ScalingLosses.LogisticRowObjective(Rows.Of(x, width), y, width), new ScalingLosses.LogisticRowObjective(files.Rows(x, width), files.Column(y), width), files);
    }

    private static ScalingCase Compare(Objective<double> arrays, Objective<double> mapped, TemporaryFiles files)
        => new(ScalingData.Evaluation(arrays, OneThread), arrays.Count, ScalingData.Evaluation(mapped, OneThread), mapped.Count) { Resources = files };

    private static ScalingCase Streamed(int itemCount, int length)
    {
        (double[] x, double[] y) = (ScalingData.Numbers(itemCount, 1), ScalingData.Labels(itemCount));
        var columns = new ScalingLosses.NarrowObjective(x, y);
        StreamedObjective<double> stream = StreamedObjective.Over(
            Enumerable.Range(0, (itemCount + length - 1) / length),
            batch =>
            {
                int start = batch * length;
                int count = Math.Min(length, itemCount - start);
                return new ScalingLosses.NarrowObjective(x.AsMemory(start, count), y.AsMemory(start, count));
            });
        double[] theta = ScalingData.Theta(columns);
        double[] gradient = new double[theta.Length];
        return new(ScalingData.Evaluation(columns, OneThread), itemCount, () => stream.ValueAndGradient(theta, gradient, OneThread), itemCount);
    }

    /// <summary>Files that are there as long as they are used.</summary>
    private sealed class TemporaryFiles : IDisposable
    {
        private readonly List<IDisposable> mapped = [];
        private readonly string folder = Directory.CreateTempSubdirectory("symgrad").FullName;

        public MappedColumn<double> Column(double[] values) => Keep(SymGrad.Column.FromFile<double>(Write(values)));

        public MappedRows<double> Rows(double[] values, int rowLength) => Keep(SymGrad.Rows.FromFile<double>(Write(values), rowLength));

        public void Dispose()
        {
            mapped.ForEach(file => file.Dispose());
            Directory.Delete(folder, recursive: true);
        }

        private string Write(double[] values)
        {
            string path = Path.Combine(folder, mapped.Count + ".bin");
            using FileStream file = File.Create(path);
            file.Write(MemoryMarshal.AsBytes(values.AsSpan()));
            return path;
        }

        private T Keep<T>(T file)
            where T : IDisposable
        {
            mapped.Add(file);
            return file;
        }
    }
}
