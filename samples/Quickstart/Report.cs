using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Samples;
using Spectre.Console;
using SymGrad;

namespace Quickstart;

/// <summary>What the program prints.</summary>
internal sealed class Report
{
    private const int LastEvaluationsShown = 6;

    private readonly IAnsiConsole console;
    private int failures;

    private Report(IAnsiConsole console) => this.console = console;

    public static Report ToConsole() => new(Terminal.Create());

    public static string Fixed(double value, int digits) => value.ToString("F" + digits, CultureInfo.InvariantCulture);

    public static string Signed(double value, int digits) => value < 0 ? Fixed(value, digits) : "+" + Fixed(value, digits);

    public static string Scientific(double value) => value.ToString("0.0e+00", CultureInfo.InvariantCulture);

    public void Chapter(string title)
    {
        console.WriteLine();
        console.Write(new Rule($"[bold aqua]{Markup.Escape(title)}[/]").LeftJustified().RuleStyle("grey"));
    }

    public void Text(string text)
    {
        console.WriteLine();
        console.Write(new Text(text));
        console.WriteLine();
    }

    public void Fact(string name, string value) => console.Write(Row($"[grey]{Markup.Escape(name)}[/]", value));

    /// <summary>Prints a claim that must hold; <see cref="Conclude"/> counts those that did not.</summary>
    public void Check(string claim, bool holds)
    {
        failures += holds ? 0 : 1;
        console.Write(Row(holds ? "[green]holds[/]" : "[bold red]FAILS[/]", claim));
    }

    /// <summary>Name, structure, formulas and findings of a loss.</summary>
    public void Describe(LossDescription loss)
    {
        console.WriteLine();
        string parameters = string.Join(", ", loss.ParameterNames);
        console.MarkupLine($"[bold]{loss.Name}[/][grey]:[/] {Structure(loss.Structure)} {parameters}");
        IEnumerable<string> formulas = loss.Formula.Split("; ", StringSplitOptions.RemoveEmptyEntries);
        foreach (string line in formulas.Concat(loss.Findings))
        {
            console.Write(new Padder(new Text(line), new Padding(4, 0, 0, 0)));
        }
    }

    public void Table(IReadOnlyList<string> headers, IEnumerable<IReadOnlyList<string>> rows)
    {
        Table table = new Table().Border(TableBorder.Rounded).BorderColor(Color.Grey);
        foreach (string header in headers)
        {
            TableColumn column = new(new Text(header, new Style(decoration: Decoration.Bold)));
            table.AddColumn(header == headers[0] ? column : column.RightAligned());
        }

        foreach (IReadOnlyList<string> row in rows)
        {
            table.AddRow(row.Select(cell => new Text(cell)));
        }

        console.Write(table);
    }

    /// <summary>The progress of an optimiser: where it began, and how it ended.</summary>
    public void Progress(IReadOnlyList<Evaluation> evaluations)
    {
        int firstOfTheLast = Math.Max(evaluations.Count - LastEvaluationsShown, 1);
        string[][] omitted = firstOfTheLast > 1 ? [["⋮", "⋮", "⋮"]] : [];
        IEnumerable<string[]> rows = evaluations.Select((evaluation, index) => new[]
        {
            Fixed(index + 1, 0), Fixed(evaluation.Value, 6), Scientific(evaluation.GradientNorm),
        });
        Table(["evaluation", "J", "‖∇J‖"], [.. rows.Take(1), .. omitted, .. rows.Skip(firstOfTheLast)]);
    }

    /// <summary>Says whether all checks held.</summary>
    /// <returns>The exit code of the program.</returns>
    public int Conclude()
    {
        console.WriteLine();
        console.MarkupLine(failures == 0 ? "[green]All checks hold.[/]" : $"[bold red]Checks that failed: {Fixed(failures, 0)}[/]");
        return failures == 0 ? 0 : 1;
    }

    private static string Structure(LossStructure structure) => structure switch
    {
        LossStructure.Constant => "[yellow]constant[/] [grey]in[/]",
        LossStructure.Affine => "[yellow]affine[/] [grey]in[/]",
        LossStructure.Quadratic => "[yellow]quadratic[/] [grey]in[/]",
        LossStructure.Polynomial => "[yellow]a polynomial[/] [grey]in[/]",
        LossStructure.Separable => "[yellow]separable[/] [grey]in[/]",
        _ => "[grey]a general function of[/]",
    };

    private static Grid Row(string nameMarkup, string value)
    {
        const int NameWidth = 11;
        var grid = new Grid();
        grid.AddColumn(new GridColumn().Width(NameWidth).PadLeft(0).NoWrap());
        grid.AddColumn(new GridColumn().PadLeft(0));
        grid.AddRow(new Markup(nameMarkup), new Text(value));
        return grid;
    }
}
