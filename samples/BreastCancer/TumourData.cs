using System;
using System.Globalization;
using System.IO;
using System.Linq;

namespace BreastCancer;

/// <summary>Tumours: thirty features of each, row by row, and whether it is malignant (1) or benign (0).</summary>
internal sealed record TumourData(double[] Features, double[] Malignant)
{
    private const string FileName = "breast_cancer.csv";

    private static readonly string[] Measurements =
    [
        "radius", "texture", "perimeter", "area", "smoothness", "compactness", "concavity", "concave points", "symmetry", "fractal dimension",
    ];

    /// <summary>Each measurement of the cell nuclei: its mean, the standard error of that, and the mean of the three largest.</summary>
    public static string[] FeatureNames { get; } =
        [.. new[] { "mean", "error of", "worst" }.SelectMany(kind => Measurements.Select(measurement => $"{kind} {measurement}"))];

    public static int FeatureCount => FeatureNames.Length;

    public int Count => Malignant.Length;

    /// <summary>Reads the file that the build has put beside the program.</summary>
    public static TumourData Load()
    {
        double[][] rows = [.. File.ReadLines(Path.Combine(AppContext.BaseDirectory, FileName)).Skip(1).Select(ParseRow)];
        // The file has 0 for malignant.
        return new TumourData([.. rows.SelectMany(row => row[..FeatureCount])], [.. rows.Select(row => 1 - row[FeatureCount])]);
    }

    /// <summary>Every fourth tumour is kept for the test, the others are for training: the same split each time.</summary>
    public (TumourData Training, TumourData Test) Split()
        => (Where(item => item % 4 != 3), Where(item => item % 4 == 3));

    /// <summary>The features of one tumour.</summary>
    public ReadOnlySpan<double> Row(int item) => Features.AsSpan(item * FeatureCount, FeatureCount);

    private TumourData Where(Func<int, bool> isChosen)
    {
        int[] items = [.. Enumerable.Range(0, Count).Where(isChosen)];
        return new TumourData([.. items.SelectMany(item => Row(item).ToArray())], [.. items.Select(item => Malignant[item])]);
    }

    private static double[] ParseRow(string line, int index)
    {
        string[] cells = line.Split(',');
        return cells.Length == FeatureCount + 1
            ? [.. cells.Select(cell => double.Parse(cell, CultureInfo.InvariantCulture))]
            : throw new InvalidDataException($"{FileName}, line {index + 2}: {cells.Length} values instead of {FeatureCount + 1}.");
    }
}
