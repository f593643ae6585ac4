using System;
using System.Globalization;
using System.Linq;
using Spectre.Console;
using SymGrad;

namespace BreastCancer;

/// <summary>What the program prints.</summary>
internal sealed class Report(IAnsiConsole console)
{
    private const int WidthOfBars = 24;

    /// <summary>What was known about the loss before the program ran.</summary>
    public void Describe(LossDescription loss)
    {
        console.MarkupLine($"[bold]What the compiler found in {loss.Name}[/]");
        foreach (string finding in loss.StructureReport.Concat(loss.Findings))
        {
            console.WriteLine(finding);
        }
    }

    public void Training(Objective<double> objective, Classifier classifier)
    {
        console.WriteLine();
        console.WriteLine(FormattableString.Invariant(
            $"L-BFGS took {classifier.Minimum.Iterations} iterations and {objective.DataPassCount} passes over {objective.Count} tumours."));
        console.WriteLine(FormattableString.Invariant(
            $"There, the objective is {classifier.Minimum.FunctionInfoAtMinimum.Value:F6}, and the norm of its gradient {classifier.Minimum.FunctionInfoAtMinimum.Gradient.L2Norm():0.0e+00}."));
    }

    public void Scores(params (string Name, Score Score)[] scores)
    {
        Table table = new Table().Border(TableBorder.Rounded).AddColumns("tumours", "right", "malignant ones missed", "false alarms", "accuracy");
        foreach ((string name, Score score) in scores)
        {
            string accuracy = score.Accuracy.ToString("P1", CultureInfo.InvariantCulture);
            table.AddRow(name, Text(score.Right), Text(score.MissedMalignant), Text(score.FalseAlarms), $"[bold]{accuracy}[/]");
        }

        console.WriteLine();
        console.Write(table);
    }

    /// <summary>The weights, largest first: to the right what speaks for a malignant tumour, to the left what speaks against it.</summary>
    public void Weights(Classifier classifier)
    {
        Grid chart = new Grid()
            .AddColumn(new GridColumn().NoWrap())
            .AddColumn(new GridColumn().RightAligned().Width(WidthOfBars).Padding(0, 0))
            .AddColumn(new GridColumn().Width(WidthOfBars).Padding(0, 0))
            .AddColumn(new GridColumn().RightAligned());
        double greatest = classifier.Weights.Max(Math.Abs);
        foreach ((string name, double weight) in TumourData.FeatureNames.Zip(classifier.Weights).OrderByDescending(pair => pair.Second))
        {
            string bar = new('█', (int)Math.Round(Math.Abs(weight) / greatest * WidthOfBars));
            chart.AddRow(
                name,
                weight < 0 ? $"[green]{bar}[/]" : "",
                weight < 0 ? "" : $"[red]{bar}[/]",
                weight.ToString("F3", CultureInfo.InvariantCulture));
        }

        console.WriteLine();
        console.WriteLine("What has been learnt: weights of features with variance 1. To the right: malignant, to the left: benign.");
        console.WriteLine();
        console.Write(chart);
    }

    private static string Text(int count) => count.ToString(CultureInfo.InvariantCulture);
}
