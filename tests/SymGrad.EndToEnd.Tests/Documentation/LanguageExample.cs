using System;
using System.Collections.Generic;
using System.Linq;

namespace SymGrad.EndToEnd.Tests.Documentation;

/// <summary>An example of docs/language.md, as the source file that its page says it stands for.</summary>
internal static class LanguageExample
{
    private const string Header =
        "[Loss]\npublic static double F([Theta] double a, [Theta] double b, [Theta] ReadOnlySpan<double> w, double x, int n, ReadOnlySpan<double> v)";

    private static readonly string[] MemberBeginnings = ["private ", "public ", "["];

    /// <summary>The lines of a cell of the table: what stands between backticks.</summary>
    public static IReadOnlyList<string> LinesOf(string cell)
        => [.. cell.Split('`').Where((_, index) => index % 2 == 1)];

    /// <summary>The file: members as they are, statements as the body of the loss.</summary>
    public static string SourceOf(IReadOnlyList<string> lines)
    {
        string[] members = [.. lines.Where(IsMember)];
        string[] statements = [.. lines.Where(line => !IsMember(line))];
        if (statements.Length > 0)
        {
            members = [.. members, Header, "{", .. statements, "}"];
        }

        return $"using System;\nusing System.Collections.Generic;\nusing System.Linq;\nusing System.Numerics;\nusing System.Numerics.Tensors;\nusing SymGrad;\n\nnamespace Sample;\n\npublic partial class Losses\n{{\n{string.Join('\n', members)}\n}}\n";
    }

    private static bool IsMember(string line) => MemberBeginnings.Any(beginning => line.StartsWith(beginning, StringComparison.Ordinal));
}
