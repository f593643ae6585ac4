using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;

namespace SymGrad.Testing;

/// <summary>No value that a tracked step keeps leads to a symbol, syntax, an operation, a compilation, a location or a diagnostic.</summary>
internal static class LeakCheck
{
    public static void Verify(GeneratorDriver driver, GeneratorRunOptions options)
    {
        GeneratorRunResult result = driver.GetRunResult().Results.Single();
        foreach (string name in options.TrackedSteps)
        {
            if (!result.TrackedSteps.TryGetValue(name, out ImmutableArray<IncrementalGeneratorRunStep> steps))
            {
                continue;
            }

            foreach ((object value, _) in steps.SelectMany(s => s.Outputs))
            {
                if (LeakWalker.FindLeak(value) is { } path)
                {
                    throw new GeneratorCheckException($"Step '{name}' keeps what it must not keep: {path}");
                }
            }
        }
    }
}
