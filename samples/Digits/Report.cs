using System;
using System.Collections.Generic;
using System.Linq;
using Spectre.Console;

namespace Digits;

/// <summary>What the program prints.</summary>
internal sealed class Report(IAnsiConsole console)
{
    private const int CurveWidth = 60;
    private const int CurveHeight = 14;
    private const int MistakesShown = 4;

    public void Tell(string text) => console.WriteLine(text);

    public void Introduce(Training training, DigitData trainingData, DigitData testData)
    {
        Tell($"{trainingData.Count} images for training, {testData.Count} for the test. The parameters of {training.Loss.Name}:");
        Tell(training.Layout.ToString());
        Tell("");
    }

    /// <summary>Shows how far the training has come while it goes on.</summary>
    public List<Epoch> Follow(IEnumerable<Epoch> training)
    {
        var epochs = new List<Epoch>();
        console.Progress().Start(context =>
        {
            ProgressTask task = context.AddTask("epoch", maxValue: Training.EpochCount);
            foreach (Epoch epoch in training)
            {
                epochs.Add(epoch);
                task.Description = FormattableString.Invariant(
                    $"epoch {epoch.Number}: loss {epoch.TrainingLoss:F4}, accuracy in the test {epoch.TestAccuracy:P1}");
                task.Increment(1);
            }
        });
        return epochs;
    }

    public void Conclude(List<Epoch> epochs, TimeSpan time)
    {
        Epoch last = epochs[^1];
        Tell("");
        foreach (string line in new LossCurve(epochs).ToLines(CurveWidth, CurveHeight))
        {
            Tell(line);
        }

        Tell("");
        Tell("● loss of the training images, ○ loss of the test images");
        console.MarkupLine(FormattableString.Invariant(
            $"[bold]{last.TestAccuracy:P1}[/] of the test images are told rightly after {last.Number} epochs in {time.TotalSeconds:F1} s."));
    }

    /// <summary>Some images that the network takes for another digit.</summary>
    public void Mistakes(Weights weights, DigitData data)
    {
        int[] mistakes =
            [.. Enumerable.Range(0, data.Count).Where(item => Network.Classify(weights, data.Image(item)) != data.Labels[item]).Take(MistakesShown)];
        var grid = new Grid();
        foreach (int _ in mistakes)
        {
            grid.AddColumn();
        }

        grid.AddRow([.. mistakes.Select(item => $"{data.Labels[item]}, taken for {Network.Classify(weights, data.Image(item))}:\n{Draw(data.Image(item))}")]);
        Tell("");
        console.Write(grid);
    }

    private static string Draw(ReadOnlySpan<double> image)
    {
        const string Shades = " ░▒▓█";
        const int Side = 8;
        string[] lines = new string[Side];
        for (int row = 0; row < Side; row++)
        {
            foreach (double pixel in image.Slice(row * Side, Side))
            {
                lines[row] += new string(Shades[(int)Math.Round(pixel * (Shades.Length - 1))], 2);
            }
        }

        return string.Join('\n', lines);
    }
}
