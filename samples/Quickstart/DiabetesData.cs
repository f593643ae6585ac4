using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;

namespace Quickstart;

/// <summary>442 patients: three features of each, and how far the disease has progressed a year later.</summary>
internal sealed class DiabetesData
{
    private const string FileName = "diabetes.csv";

    private readonly Dictionary<string, double[]> columns;

    private DiabetesData(Dictionary<string, double[]> columns) => this.columns = columns;

    /// <summary>Body mass index.</summary>
    public double[] Bmi => columns["bmi"];

    /// <summary>Mean blood pressure.</summary>
    public double[] Bp => columns["bp"];

    /// <summary>A measurement of the blood serum, thought to be the logarithm of the level of triglycerides.</summary>
    public double[] S5 => columns["s5"];

    /// <summary>The target.</summary>
    public double[] Progression => columns["target"];

    public int Count => Progression.Length;

    /// <summary>Reads the file that the build has put beside the program.</summary>
    public static DiabetesData Load()
    {
        string[] lines = File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, FileName));
        string[] names = lines[0].Split(',');
        double[][] rows = [.. lines.Skip(1).Select((line, index) => ParseRow(line, index + 2, names.Length))];
        return new DiabetesData(names
            .Select((name, column) => KeyValuePair.Create(name, rows.Select(row => row[column]).ToArray()))
            .ToDictionary());
    }

    /// <summary>A feature shifted and scaled to mean 0 and variance 1, so that weights can be compared with one another.</summary>
    public static double[] Standardize(double[] feature)
    {
        double mean = feature.Average();
        double deviation = Math.Sqrt(feature.Average(value => (value - mean) * (value - mean)));
        return [.. feature.Select(value => (value - mean) / deviation)];
    }

    private static double[] ParseRow(string line, int lineNumber, int width)
    {
        string[] cells = line.Split(',');
        return cells.Length == width
            ? [.. cells.Select(cell => double.Parse(cell, CultureInfo.InvariantCulture))]
            : throw new InvalidDataException($"{FileName}, line {lineNumber}: {cells.Length} values instead of {width}.");
    }
}
