using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace SymGrad.Testing;

/// <summary>Diagnostics as failure messages show them.</summary>
internal static class DiagnosticText
{
    /// <summary>The diagnostic with the line of source it points at.</summary>
    public static string Describe(Diagnostic diagnostic)
    {
        string text = diagnostic.ToString();
        if (diagnostic.Location.SourceTree is not { } tree)
        {
            return text;
        }

        SourceText source = tree.GetText();
        int line = diagnostic.Location.GetLineSpan().StartLinePosition.Line;
        return string.Create(CultureInfo.InvariantCulture, $"{text}\n    {source.Lines[line].ToString().Trim()}");
    }
}
