using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Runtime.CompilerServices;

namespace SymGrad.Testing;

/// <summary>
/// Snapshots of generated code beside the test's file, with the names of the Verify library: <c>Class.Method#hint.verified.cs</c>.
/// Set SYMGRAD_ACCEPT_SNAPSHOTS=1 to accept what is generated now; this is refused where CI is set.
/// </summary>
public static class Snapshots
{
    /// <summary>
    /// Runs the generator with all checks and compares every generated file with its snapshot. Snapshots of this test that are not
    /// generated any more fail too.
    /// </summary>
    /// <param name="source">The user's file.</param>
    /// <param name="options">How the generator runs.</param>
    /// <param name="testFile">The calling test's file.</param>
    /// <param name="testMethod">The calling test.</param>
    public static void Verify(
        string source,
        GeneratorRunOptions? options = null,
        [CallerFilePath] string testFile = "",
        [CallerMemberName] string testMethod = "")
    {
        using GeneratorRun run = GeneratorRunner.Run(source, options);
        Verify(run, testFile, testMethod);
    }

    /// <summary>Compares the files of a run with their snapshots.</summary>
    public static void Verify(GeneratorRun run, [CallerFilePath] string testFile = "", [CallerMemberName] string testMethod = "")
    {
        ArgumentNullException.ThrowIfNull(run);
        if (run.Files.IsEmpty)
        {
            throw new GeneratorCheckException("Nothing was generated, so there is nothing to compare with a snapshot.");
        }

        Compare(run.Files, SnapshotPlace.Of(testFile, testMethod), SnapshotAcceptance.FromEnvironment());
    }

    internal static void Compare(IReadOnlyList<GeneratedFile> files, SnapshotPlace place, SnapshotAcceptance acceptance)
    {
        acceptance.ThrowIfRefused();
        var problems = new List<string>();
        foreach (GeneratedFile file in files)
        {
            string verified = place.Verified(file.HintName);
            string received = place.Received(file.HintName);
            string text = Normalize(file.Text);
            if (acceptance.IsAsked)
            {
                File.WriteAllText(verified, text);
                File.Delete(received);
                continue;
            }

            string expected = File.Exists(verified) ? Normalize(File.ReadAllText(verified)) : "";
            if (expected == text && File.Exists(verified))
            {
                File.Delete(received);
                continue;
            }

            File.WriteAllText(received, text);
            problems.Add(UnifiedDiff.Between(expected, text, Path.GetFileName(verified), Path.GetFileName(received)));
        }

        foreach (string orphan in place.Existing().Except(files.Select(f => place.Verified(f.HintName)), StringComparer.Ordinal))
        {
            if (acceptance.IsAsked)
            {
                File.Delete(orphan);
            }
            else
            {
                problems.Add($"{Path.GetFileName(orphan)} is not generated any more.");
            }
        }

        if (problems.Count > 0)
        {
            throw new GeneratorCheckException("The generated code differs from its snapshot. Run the test with "
                + $"{SnapshotAcceptance.Variable}=1 to accept it.\n" + string.Join("\n", problems));
        }
    }

    private static string Normalize(string text)
        => text.Replace("\r\n", "\n", StringComparison.Ordinal).TrimEnd('\n') + "\n";
}
