using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace SymGrad.Testing;

/// <summary>After an edit that changes no loss, only the first tracked step may run (and gives what it gave); all after it is cached.</summary>
internal static class CachingCheck
{
    public static void Verify(
        GeneratorDriver driver, CSharpCompilation input, GeneratorRunOptions options, ImmutableArray<GeneratedFile> files)
    {
        GeneratorRunResult first = driver.GetRunResult().Results.Single();
        foreach (string step in options.TrackedSteps.Where(_ => !files.IsEmpty).Where(s => !first.TrackedSteps.ContainsKey(s)))
        {
            throw new GeneratorCheckException($"The generator has no step named '{step}'. It has: "
                + string.Join(", ", first.TrackedSteps.Keys.Order(StringComparer.Ordinal)));
        }

        foreach (UnrelatedEdit edit in UnrelatedEdits.Of(input))
        {
            driver = driver.RunGenerators(edit.After);
            GeneratorRunResult result = driver.GetRunResult().Results.Single();
            string[] problems = [.. Problems(result, options)];
            if (problems.Length > 0)
            {
                throw new GeneratorCheckException($"After an unrelated edit ({edit.Description}):\n" + string.Join("\n", problems));
            }
        }
    }

    private static IEnumerable<string> Problems(GeneratorRunResult result, GeneratorRunOptions options)
    {
        for (int i = 0; i < options.TrackedSteps.Length; i++)
        {
            string name = options.TrackedSteps[i];
            if (!result.TrackedSteps.TryGetValue(name, out ImmutableArray<IncrementalGeneratorRunStep> steps))
            {
                continue;
            }

            foreach (IncrementalStepRunReason reason in steps.SelectMany(s => s.Outputs).Select(o => o.Reason))
            {
                bool allowed = reason == IncrementalStepRunReason.Cached || (i == 0 && reason == IncrementalStepRunReason.Unchanged);
                if (!allowed)
                {
                    yield return $"step '{name}' is {reason}";
                }
            }
        }

        foreach ((string name, ImmutableArray<IncrementalGeneratorRunStep> steps) in result.TrackedOutputSteps)
        {
            foreach (IncrementalStepRunReason reason in steps.SelectMany(s => s.Outputs).Select(o => o.Reason))
            {
                if (reason != IncrementalStepRunReason.Cached)
                {
                    yield return $"output step '{name}' is {reason}";
                }
            }
        }
    }
}
