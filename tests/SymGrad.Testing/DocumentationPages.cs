using System.IO;
using System.Linq;
using System.Reflection;

namespace SymGrad.Testing;

/// <summary>Pages of documentation that are written from the code: compared as snapshots are, and accepted by the same switch.</summary>
public static class DocumentationPages
{
    /// <summary>The folder of the repository.</summary>
    public static string RepositoryRoot { get; } = typeof(DocumentationPages).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(a => a.Key == "RepositoryRoot").Value!;

    /// <summary>Fails with a diff when the page in the repository is not the text.</summary>
    /// <param name="relativePath">The page, from the root of the repository.</param>
    /// <param name="text">What it ought to be.</param>
    public static void Verify(string relativePath, string text)
    {
        string path = Path.Combine(RepositoryRoot, relativePath);
        SnapshotAcceptance acceptance = SnapshotAcceptance.FromEnvironment();
        acceptance.ThrowIfRefused();
        if (acceptance.IsAsked)
        {
            File.WriteAllText(path, text);
            return;
        }

        string current = File.Exists(path) ? File.ReadAllText(path).ReplaceLineEndings("\n") : "";
        if (current != text)
        {
            throw new GeneratorCheckException(UnifiedDiff.Between(current, text, relativePath, "what the code says"));
        }
    }
}
