using System;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;

namespace SymGrad.Benchmarks.Gradients;

/// <summary>Prints, for each program, the time of value and gradient over the time of the loss alone.</summary>
internal static class GradientTable
{
    private const int Rounds = 401;

    private static readonly CompositeFormat Row = CompositeFormat.Parse("{0,-22} {1,-46} {2,12:F0} {3,12:F0} {4,7:F2}");

    /// <summary>Measures the programs whose name contains one of the given texts, or all.</summary>
    public static void Run(TextWriter output, string[] names)
    {
        output.WriteLine(string.Format(
            CultureInfo.InvariantCulture, Row, "program", "sizes", "loss ns", "both ns", "ratio"));
        foreach (GradientCase measured in GradientCases.Create().Where(c => IsChosen(c, names)))
        {
            var workspace = new Workspace();
            InterleavedTimes times = InterleavedTimer.Measure(measured.Loss, () => measured.ValueAndGradient(workspace), Rounds);
            output.WriteLine(string.Format(
                CultureInfo.InvariantCulture, Row, measured.Program, measured.Sizes, times.Baseline, times.Measured, times.Ratio));
        }

        output.WriteLine($"Medians of {Rounds} rounds; in each, loss and value with gradient run in turns, and the ratio is theirs.");
    }

    private static bool IsChosen(GradientCase measured, string[] names)
        => names.Length == 0 || names.Any(n => measured.Program.Contains(n, StringComparison.OrdinalIgnoreCase));
}
