using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.IO.Compression;
using System.Linq;

namespace Digits;

/// <summary>Images of handwritten digits, 8 by 8 pixels from 0 to 1, one after the other, and which digit each is.</summary>
internal sealed record DigitData(double[] Images, int[] Labels)
{
    private const string FileName = "digits.csv.gz";
    private const double White = 16;

    public int Count => Labels.Length;

    /// <summary>Reads the file that the build has put beside the program.</summary>
    public static DigitData Load()
    {
        using var reader = new StreamReader(
            new GZipStream(File.OpenRead(Path.Combine(AppContext.BaseDirectory, FileName)), CompressionMode.Decompress));
        double[][] rows = [.. Lines(reader).Select(ParseRow)];
        return new DigitData([.. rows.SelectMany(row => row[..Network.Pixels].Select(pixel => pixel / White))], [.. rows.Select(row => (int)row[^1])]);
    }

    /// <summary>Every fifth image is kept for the test, the others are for training: the same split each time.</summary>
    public (DigitData Training, DigitData Test) Split()
        => (Take(Enumerable.Range(0, Count).Where(item => item % 5 != 4)), Take(Enumerable.Range(0, Count).Where(item => item % 5 == 4)));

    public ReadOnlySpan<double> Image(int item) => Images.AsSpan(item * Network.Pixels, Network.Pixels);

    /// <summary>Puts the images in another order, in place, so that the objective bound to them sees it.</summary>
    public void Shuffle(Random random)
    {
        int[] order = [.. Enumerable.Range(0, Count)];
        random.Shuffle(order);
        DigitData shuffled = Take(order);
        shuffled.Images.CopyTo(Images, 0);
        shuffled.Labels.CopyTo(Labels, 0);
    }

    private DigitData Take(IEnumerable<int> items)
    {
        int[] chosen = [.. items];
        return new DigitData([.. chosen.SelectMany(item => Image(item).ToArray())], [.. chosen.Select(item => Labels[item])]);
    }

    private static IEnumerable<string> Lines(StreamReader reader)
    {
        while (reader.ReadLine() is { } line)
        {
            yield return line;
        }
    }

    private static double[] ParseRow(string line, int index)
    {
        string[] cells = line.Split(',');
        return cells.Length == Network.Pixels + 1
            ? [.. cells.Select(cell => double.Parse(cell, CultureInfo.InvariantCulture))]
            : throw new InvalidDataException($"{FileName}, line {index + 1}: {cells.Length} values instead of {Network.Pixels + 1}.");
    }
}
