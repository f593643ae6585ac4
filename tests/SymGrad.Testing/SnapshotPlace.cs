using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;

namespace SymGrad.Testing;

/// <summary>Where the snapshots of one test are.</summary>
/// <param name="Folder">The folder of the test's file.</param>
/// <param name="Prefix"><c>Class.Method#</c></param>
internal readonly record struct SnapshotPlace(string Folder, string Prefix)
{
    private const string MappedRoot = "/_/";

    /// <summary>The root of the repository these tests were built from.</summary>
    public static string RepositoryRoot { get; } = typeof(SnapshotPlace).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(a => a.Key == "RepositoryRoot").Value!;

    public static SnapshotPlace Of(string testFile, string testMethod)
    {
        string file = testFile.StartsWith(MappedRoot, StringComparison.Ordinal)
            ? Path.Combine(RepositoryRoot, testFile[MappedRoot.Length..])
            : testFile;
        return new(Path.GetDirectoryName(file)!, $"{Path.GetFileNameWithoutExtension(file)}.{testMethod}#");
    }

    public string Verified(string hintName) => Named(hintName, "verified");

    public string Received(string hintName) => Named(hintName, "received");

    public IEnumerable<string> Existing() => Directory.EnumerateFiles(Folder, Prefix + "*.verified.cs");

    private string Named(string hintName, string state)
        => Path.Combine(Folder, $"{Prefix}{Path.GetFileNameWithoutExtension(hintName)}.{state}.cs");
}
