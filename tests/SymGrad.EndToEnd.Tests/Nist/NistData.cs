using System;
using System.Globalization;
using System.IO;
using System.Linq;
using SymGrad.Testing;

namespace SymGrad.EndToEnd.Tests.Nist;

/// <summary>
/// A data set of the NIST Statistical Reference Datasets with its certified values. The files say where they come from; the certified values
/// were compared with an exact solution in rational arithmetic when the files were made.
/// </summary>
internal sealed class NistData
{
    private const string Coefficients = "# certified coefficients: ";
    private const string SumOfSquares = "# certified residual sum of squares: ";

    private NistData(string name, string[] lines)
    {
        Name = name;
        Certified = [.. Line(Coefficients).Split(' ').Select(Parse)];
        ResidualSumOfSquares = Parse(Line(SumOfSquares));
        Items = [.. lines.Where(l => l[0] != '#').Skip(1).Select(l => l.Split(',').Select(Parse).ToArray())];

        string Line(string start) => lines.Single(l => l.StartsWith(start, StringComparison.Ordinal))[start.Length..];
    }

    public string Name { get; }

    /// <summary>The coefficients, of the intercept first.</summary>
    public double[] Certified { get; }

    public double ResidualSumOfSquares { get; }

    /// <summary>For each item y and then the predictors.</summary>
    public double[][] Items { get; }

    /// <summary>Whether the model is a polynomial in one predictor.</summary>
    public bool IsPolynomial => Items[0].Length == 2;

    public static NistData Load(string name) => new(
        name,
        File.ReadAllLines(Path.Combine(
            DocumentationPages.RepositoryRoot, "tests", "SymGrad.EndToEnd.Tests", "Nist", "Data", name + ".csv")));

    private static double Parse(string text) => double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);
}
