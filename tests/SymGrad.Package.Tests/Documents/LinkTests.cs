using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using SymGrad.Package.Tests.Tooling;
using Xunit;

namespace SymGrad.Package.Tests.Documents;

public sealed class LinkTests
{
    public static TheoryData<string> Pages => [
        "README.md",
        "samples/data/README.md",
        .. Directory.EnumerateFiles(Path.Combine(Repository.Root, "docs"), "*.md", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(Repository.Root, file).Replace('\\', '/')),
    ];

    [Theory]
    [MemberData(nameof(Pages))]
    public void Links_to_files_of_the_repository_lead_somewhere(string page)
    {
        string file = Path.Combine(Repository.Root, page);
        string folder = Path.GetDirectoryName(file)!;
        Assert.All(LocalLinksOf(File.ReadAllText(file)), link => Assert.True(
            Path.Exists(Path.Combine(folder, link)), $"{page} has a link to {link}, which is not there."));
    }

    /// <summary>The targets of <c>[text](target)</c> without a scheme and without the part after <c>#</c>.</summary>
    private static IEnumerable<string> LocalLinksOf(string text)
    {
        const string Opening = "](";
        for (int start = text.IndexOf(Opening, StringComparison.Ordinal); start >= 0;
            start = text.IndexOf(Opening, start + 1, StringComparison.Ordinal))
        {
            int first = start + Opening.Length;
            string target = text[first..text.IndexOf(')', first)].Split('#')[0];
            if (target.Length > 0 && !target.Contains("://", StringComparison.Ordinal))
            {
                yield return target;
            }
        }
    }
}
