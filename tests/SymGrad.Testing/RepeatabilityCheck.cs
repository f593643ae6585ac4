using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace SymGrad.Testing;

/// <summary>Two runs over the same sources give the same files, character by character.</summary>
internal static class RepeatabilityCheck
{
    public static void Verify(CSharpCompilation input, GeneratorRunOptions options, ImmutableArray<GeneratedFile> files)
    {
        GeneratorDriver second = GeneratorRunner.CreateDriver(options).RunGenerators(input);
        ImmutableArray<GeneratedFile> again = GeneratorRunner.FilesOf(second);
        if (!files.Select(f => f.HintName).SequenceEqual(again.Select(f => f.HintName)))
        {
            throw new GeneratorCheckException("A second run gives other files: "
                + string.Join(", ", files.Select(f => f.HintName)) + "; then " + string.Join(", ", again.Select(f => f.HintName)));
        }

        foreach ((GeneratedFile first, GeneratedFile repeated) in files.Zip(again))
        {
            if (first.Text != repeated.Text)
            {
                throw new GeneratorCheckException($"A second run gives another '{first.HintName}':\n"
                    + UnifiedDiff.Between(first.Text, repeated.Text, "first run", "second run"));
            }
        }
    }
}
