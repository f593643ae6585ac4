using System;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using SymGrad.Testing;

namespace SymGrad.Benchmarks.Generator;

/// <summary>A project of a number of losses, and what it is after a keystroke. Runs need copies, which have bound nothing yet.</summary>
public sealed class ProjectCase
{
    /// <summary>Makes the project and checks that it compiles.</summary>
    public ProjectCase(int losses)
    {
        Project = GeneratorRuns.Project([.. ProjectSources.Of(losses), "internal static class Neighbour { }"]);
        OtherFile = Edit(Project, losses, "internal static class Neighbour { internal static int Size; }");
        string source = OtherFile.SyntaxTrees[0].ToString();
        FileOfALoss = Edit(OtherFile, 0, "// A comment.\n" + source);
        ALoss = Edit(OtherFile, 0, source.Replace("return residual", "return 2 * residual", StringComparison.Ordinal));
    }

    /// <summary>The project.</summary>
    public CSharpCompilation Project { get; }

    /// <summary>After a keystroke in a file without losses.</summary>
    public CSharpCompilation OtherFile { get; }

    /// <summary>After one in a file with a loss, but outside of it.</summary>
    public CSharpCompilation FileOfALoss { get; }

    /// <summary>After one in a loss.</summary>
    public CSharpCompilation ALoss { get; }

    /// <summary>All steps behind lowering are cached in a run after a keystroke, but for those of the losses that it changed.</summary>
    public static void CheckCached(GeneratorDriver driver, int changed)
    {
        GeneratorRunResult result = driver.GetRunResult().Results.Single();
        foreach (string step in GeneratorRunOptions.Default.TrackedSteps)
        {
            int computed = result.TrackedSteps[step].SelectMany(s => s.Outputs)
                .Count(o => o.Reason is not (IncrementalStepRunReason.Cached or IncrementalStepRunReason.Unchanged));
            if (computed != changed)
            {
                throw new InvalidOperationException($"After an edit that changes {changed} losses, the step '{step}' gave {computed} new results.");
            }
        }
    }

    private static CSharpCompilation Edit(CSharpCompilation project, int file, string text)
        => project.ReplaceSyntaxTree(project.SyntaxTrees[file], GeneratorRuns.Parse(text, project.SyntaxTrees[file]));
}
