using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using SymGrad.EndToEnd.Tests.Constructs;
using SymGrad.EndToEnd.Tests.Oracle;
using SymGrad.Generator.StableForms;
using SymGrad.Testing;
using Xunit;

namespace SymGrad.EndToEnd.Tests.Stability;

/// <summary>docs/numerics.md is right: the table of kinks and edges row by row, and the list of stable forms.</summary>
public sealed class ConventionTests
{
    private const string Page = "numerics.md";

    [Fact]
    public void Each_row_of_the_table_of_conventions_is_computed()
    {
        string[][] rows = [.. Rows("| loss | x | y |")];
        Assert.True(rows.Length >= 30);
        string[] losses =
        [
            .. rows.Select((row, i) => FormattableString.Invariant(
                $"    [Loss] public static double F{i}([Theta] double x{(row[2].Length > 0 ? ", [Theta] double y" : "")}) => {row[0].Trim('`')};")),
        ];
        using LossProgram program = LossProgram.Build(
            ["using System;\nusing System.Linq;\nusing System.Numerics.Tensors;\nusing SymGrad;\npublic static partial class Losses\n{\n" + string.Join("\n", losses) + "\n}\n"],
            Accept.TensorOptions with { RunChecks = false });
        for (int i = 0; i < rows.Length; i++)
        {
            string[] row = rows[i];
            LossMethod method = program.Method("Losses", FormattableString.Invariant($"F{i}"));
            object[] point = [.. row[1..3].Where(cell => cell.Length > 0).Select(cell => (object)Number(cell))];
            (double value, IEnumerable<double> gradient) = method.ValueAndGradient(point).Result;
            double[] expected = [.. row[3..6].Where(cell => cell.Length > 0).Select(Number)];
            double[] actual = [value, .. gradient];
            Assert.True(expected.SequenceEqual(actual), $"{string.Join(" | ", row)}: {string.Join(", ", actual.Select(a => a.ToString(CultureInfo.InvariantCulture)))}");
        }
    }

    [Fact]
    public void The_list_of_stable_forms_is_the_table()
    {
        string[] listed = [.. Rows("| stable form | because |").Select(r => r[0])];
        Assert.Equal(StableFormsTable.All.Where(f => !f.IsExact).Select(f => f.Name), listed);
        Assert.Equal(StableFormsTable.All.Where(f => !f.IsExact).Select(f => f.Reason), Rows("| stable form | because |").Select(r => r[1]));
    }

    private static double Number(string cell) => cell switch
    {
        "∞" => double.PositiveInfinity,
        "−∞" => double.NegativeInfinity,
        _ => double.Parse(cell.Replace('−', '-'), CultureInfo.InvariantCulture),
    };

    /// <summary>The cells of a table, which starts with the given header.</summary>
    private static IEnumerable<string[]> Rows(string header)
        => File.ReadLines(Path.Combine(DocumentationPages.RepositoryRoot, "docs", Page))
            .SkipWhile(line => !line.StartsWith(header, StringComparison.Ordinal)).Skip(2)
            .TakeWhile(line => line.StartsWith('|'))
            .Select(line => line.Replace("\\|", "\0", StringComparison.Ordinal).Split('|')[1..^1]
                .Select(cell => cell.Trim().Replace("\0", "|", StringComparison.Ordinal)).ToArray());
}
