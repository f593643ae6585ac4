using System.Collections.Generic;
using System.IO;

namespace SymGrad.Package.Tests.Tooling;

/// <summary>
/// Copies of what the package is built from. Packing a copy leaves the folders alone in which other builds of the same projects may be at
/// work, and shows that the bytes don't depend on where the sources lie.
/// </summary>
internal static class SourceCopy
{
    private static readonly string[] Folders = ["generator", "runtime"];

    private static readonly string[] Files =
        ["Directory.Build.props", "Directory.Packages.props", ".editorconfig", "nuget.config", "README.md", "LICENSE"];

    /// <summary>Copies the sources of the package, as the repository has them.</summary>
    public static void OfPackage(string destination)
    {
        foreach (string file in Files)
        {
            File.Copy(Path.Combine(Repository.Root, file), Path.Combine(destination, file));
        }

        foreach (string folder in Folders)
        {
            Copy(new DirectoryInfo(Path.Combine(Repository.Root, folder)), Path.Combine(destination, folder));
        }

        // The folder feed that nuget.config names.
        Directory.CreateDirectory(Path.Combine(destination, "feed"));
    }

    /// <summary>Copies a folder without what a build has put there.</summary>
    public static void Copy(DirectoryInfo source, string destination)
    {
        Directory.CreateDirectory(destination);
        foreach (FileInfo file in source.EnumerateFiles())
        {
            file.CopyTo(Path.Combine(destination, file.Name));
        }

        foreach (DirectoryInfo folder in SubfoldersOf(source))
        {
            Copy(folder, Path.Combine(destination, folder.Name));
        }
    }

    private static IEnumerable<DirectoryInfo> SubfoldersOf(DirectoryInfo source)
    {
        foreach (DirectoryInfo folder in source.EnumerateDirectories())
        {
            if (folder.Name is not ("bin" or "obj"))
            {
                yield return folder;
            }
        }
    }
}
