using System;
using System.IO;

namespace SymGrad.Package.Tests.Tooling;

/// <summary>A folder that exists as long as this object is not disposed of.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("symgrad-package-");

    public string Path => folder.FullName;

    /// <summary>A new folder inside this one.</summary>
    public string Create(string name) => folder.CreateSubdirectory(name).FullName;

    public void Dispose() => folder.Delete(recursive: true);
}
