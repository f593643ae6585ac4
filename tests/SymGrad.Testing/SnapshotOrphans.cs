using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace SymGrad.Testing;

/// <summary>
/// Finds snapshots that no test compares with: their test's file or method is gone, or the method verifies no snapshot any more.
/// (Snapshots of a living test that are not generated any more fail in that test.)
/// </summary>
public static class SnapshotOrphans
{
    /// <summary>The snapshots below a folder of the repository that no test produces.</summary>
    public static IReadOnlyList<string> In(string repositoryFolder)
        => Below(Path.Combine(SnapshotPlace.RepositoryRoot, repositoryFolder));

    internal static IReadOnlyList<string> Below(string folder)
        =>
        [
            .. Directory.EnumerateFiles(folder, "*.verified.*", SearchOption.AllDirectories)
                .Where(f => !HasTest(f))
                .Select(f => Path.GetRelativePath(folder, f))
                .Order(StringComparer.Ordinal),
        ];

    private static bool HasTest(string snapshot)
    {
        string[] test = Path.GetFileName(snapshot).Split('#')[0].Split('.');
        if (test is not [string className, string methodName])
        {
            return false;
        }

        string testFile = Path.Combine(Path.GetDirectoryName(snapshot)!, className + ".cs");
        return File.Exists(testFile)
            && CSharpSyntaxTree.ParseText(File.ReadAllText(testFile)).GetRoot()
                .DescendantNodes().OfType<MethodDeclarationSyntax>()
                .Any(m => m.Identifier.ValueText == methodName && m.AttributeLists.Count > 0 && VerifiesSnapshots(m));
    }

    private static bool VerifiesSnapshots(MethodDeclarationSyntax method) => method.DescendantNodes()
        .OfType<MemberAccessExpressionSyntax>()
        .Any(m => m is { Expression: IdentifierNameSyntax { Identifier.ValueText: nameof(Snapshots) }, Name.Identifier.ValueText: nameof(Snapshots.Verify) });
}
