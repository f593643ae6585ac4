using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;

namespace Digits;

/// <summary>The losses of the epochs as curves, on a logarithmic scale: as lines of text, and as an image.</summary>
internal sealed class LossCurve
{
    private readonly IReadOnlyList<Epoch> epochs;
    private readonly int firstDecade;
    private readonly int lastDecade;

    public LossCurve(IReadOnlyList<Epoch> epochs)
    {
        this.epochs = epochs;
        double[] losses = [.. epochs.SelectMany(epoch => new[] { epoch.TrainingLoss, epoch.TestLoss })];
        firstDecade = (int)Math.Floor(Math.Log10(losses.Min()));
        lastDecade = Math.Max((int)Math.Ceiling(Math.Log10(losses.Max())), firstDecade + 1);
    }

    /// <summary>A curve of <c>●</c> for the training images and one of <c>○</c> for the test images.</summary>
    public IEnumerable<string> ToLines(int width, int height)
    {
        const int LabelWidth = 7;
        char[][] cells = [.. Enumerable.Range(0, height).Select(_ => new string(' ', width).ToCharArray())];
        Plot(epoch => epoch.TestLoss, '○');
        Plot(epoch => epoch.TrainingLoss, '●');
        string[] labels = new string[height];
        for (int decade = firstDecade; decade <= lastDecade; decade++)
        {
            labels[Row(decade)] = Label(decade);
        }

        for (int row = 0; row < height; row++)
        {
            yield return $"{(labels[row] ?? "").PadLeft(LabelWidth)} {(labels[row] is null ? '│' : '┤')}{new string(cells[row]).TrimEnd()}";
        }

        yield return $"{new string(' ', LabelWidth)} └{new string('─', width)}";
        yield return $"{new string(' ', LabelWidth)}  {"epoch 1".PadRight(width - 2)}{epochs[^1].Number.ToString(CultureInfo.InvariantCulture)}";

        int Row(double logarithm) => (int)Math.Round(FromTop(logarithm) * (height - 1));

        void Plot(Func<Epoch, double> loss, char mark)
        {
            for (int column = 0; column < width; column++)
            {
                int index = (int)Math.Round((double)column / (width - 1) * (epochs.Count - 1));
                cells[Row(Math.Log10(loss(epochs[index])))][column] = mark;
            }
        }
    }

    /// <summary>An image that browsers show.</summary>
    public string ToSvg()
    {
        const double Width = 640;
        const double Height = 400;
        const double Margin = 50;
        var text = new StringBuilder();
        Line($"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {Width} {Height}" font-family="sans-serif" font-size="13">""");
        Line($"""<rect width="{Width}" height="{Height}" fill="white"/>""");
        for (int decade = firstDecade; decade <= lastDecade; decade++)
        {
            double y = Y(decade);
            Line($"""<line x1="{Margin}" y1="{y:F1}" x2="{Width - Margin}" y2="{y:F1}" stroke="#ddd"/>""");
            Line($"""<text x="{Margin - 6}" y="{y + 4:F1}" text-anchor="end">{Label(decade)}</text>""");
        }

        Curve(epoch => epoch.TrainingLoss, "#1f77b4", "training", 0);
        Curve(epoch => epoch.TestLoss, "#d62728", "test", 1);
        Line($"""<text x="{Width / 2}" y="{Height - 14}" text-anchor="middle">epoch (1 to {epochs[^1].Number})</text>""");
        Line($"</svg>");
        return text.ToString();

        double X(int index) => Margin + ((Width - (2 * Margin)) * index / Math.Max(epochs.Count - 1, 1));

        double Y(double logarithm) => Margin + ((Height - (2 * Margin)) * FromTop(logarithm));

        void Line(FormattableString line) => text.Append(FormattableString.Invariant(line)).Append('\n');

        void Curve(Func<Epoch, double> loss, string colour, string name, int place)
        {
            string points = string.Join(
                ' ', epochs.Select((epoch, i) => FormattableString.Invariant($"{X(i):F1},{Y(Math.Log10(loss(epoch))):F1}")));
            Line($"""<polyline points="{points}" fill="none" stroke="{colour}" stroke-width="2"/>""");
            Line($"""<text x="{Width - Margin - 80}" y="{Margin + (18 * place)}" fill="{colour}">{name}</text>""");
        }
    }

    /// <summary>0 at the top, 1 at the bottom.</summary>
    private double FromTop(double logarithm) => (lastDecade - logarithm) / (lastDecade - firstDecade);

    private static string Label(int decade) => Math.Pow(10, decade).ToString("0.#######", CultureInfo.InvariantCulture);
}
