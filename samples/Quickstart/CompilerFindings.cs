using SymGrad;

namespace Quickstart;

/// <summary>What was known about each loss before the program ran.</summary>
internal static class CompilerFindings
{
    public static void Show(Study study, Report report)
    {
        report.Chapter("What the compiler found in Losses.cs");
        foreach (Objective<double> objective in study.All)
        {
            report.Describe(objective.Loss);
        }

        report.Text("The C# it wrote is in samples/Quickstart/obj/generated, one file for each loss.");
    }
}
