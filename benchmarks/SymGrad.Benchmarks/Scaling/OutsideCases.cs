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

    public static IEnumerable<ScalingCase> Create()
    {
        double[] x = ScalingData.Numbers(ItemCount, 1);
        double[] y = ScalingData.Labels(ItemCount);
        var columns = new ScalingLosses.NarrowObjective(x, y);
        var files = new TemporaryFiles();
        var mapped = new ScalingLosses.NarrowObjective(files.Column(x), files.Column(y));
        yield return new(
            "narrow, arrays | mapped files", ScalingData.Evaluation(columns, OneThread), ItemCount, ScalingData.Evaluation(mapped, OneThread), ItemCount) { Resources = files };
        foreach (int width in (int[])[8, 128])
        {
            int count = 8_000_000 / width;
            double[] values = ScalingData.Numbers(count * width, 1);
            double[] labels = ScalingData.Labels(count);
            var rowFiles = new TemporaryFiles();
            var rows = new ScalingLosses.LogisticRowObjective(Rows.Of(values, width), labels, width);
            var mappedRows = new ScalingLosses.LogisticRowObjective(rowFiles.Rows(values, width), rowFiles.Column(labels), width);
            yield return new(
                $"logistic, rows of {width}, arrays | mapped files", ScalingData.Evaluation(rows, OneThread), count, ScalingData.Evaluation(mappedRows, OneThread), count) { Resources = rowFiles };
        }

        foreach (int length in (int[])[1_000, 1_024, 65_536, 100_000])
        {
            StreamedObjective<double> stream = StreamedObjective.Over(
                Enumerable.Range(0, (ItemCount + length - 1) / length),
                batch =>
                {
                    int start = batch * length;
                    int count = Math.Min(length, ItemCount - start);
                    return new ScalingLosses.NarrowObjective(x.AsMemory(start, count), y.AsMemory(start, count));
                });
            double[] theta = [0.1, 0.1];
            double[] gradient = new double[2];
            yield return new(
                $"narrow, at once | streamed in batches of {length}",
                ScalingData.Evaluation(columns, OneThread),
                ItemCount,
                () => stream.ValueAndGradient(theta, gradient, OneThread),
                ItemCount);
        }
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
