using System;
using System.Globalization;
using System.IO;
using System.Threading.Tasks;
using SymGrad.Package.Tests.Tooling;
using Xunit;

namespace SymGrad.Package.Tests;

/// <summary>
/// The packages, packed from two copies of the sources. The first goes to the folder feed for as long as the tests run, under a version of
/// its own so that no cached package can take its place.
/// </summary>
public sealed class PackedPackage : IAsyncLifetime, IDisposable
{
    private readonly TemporaryFolder folder = new();

    /// <summary>The version under which the package is in the feed.</summary>
    public string Version { get; } =
        string.Create(CultureInfo.InvariantCulture, $"0.1.0-test.{DateTime.UtcNow:yyyyMMddHHmmssfff}.{Environment.ProcessId}");

    internal string PackageFile => PackageIn(Feed, "SymGrad");

    internal string SymbolsFile => Path.ChangeExtension(PackageFile, ".snupkg");

    /// <summary>The same package, packed from another place.</summary>
    internal string SecondPackageFile => PackageIn(SecondPlace, "SymGrad");

    /// <summary>The adapter for MathNet.Numerics.</summary>
    internal string MathNetPackageFile => PackageIn(Feed, "SymGrad.MathNet");

    internal string SecondMathNetPackageFile => PackageIn(SecondPlace, "SymGrad.MathNet");

    private static string Feed => Path.Combine(Repository.Root, "feed");

    private string SecondPlace => Path.Combine(folder.Path, "second", "packed");

    /// <inheritdoc/>
    public async Task InitializeAsync()
    {
        await Task.WhenAll(PackAsync("first", Feed), PackAsync("second", SecondPlace));
    }

    /// <inheritdoc/>
    public Task DisposeAsync() => Task.CompletedTask;

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (string file in new[] { PackageFile, MathNetPackageFile })
        {
            File.Delete(file);
            File.Delete(Path.ChangeExtension(file, ".snupkg"));
        }

        folder.Dispose();
    }

    private async Task PackAsync(string name, string destination)
    {
        string sources = folder.Create(name);
        SourceCopy.OfPackage(sources);
        foreach (string project in new[] { "runtime/SymGrad", "runtime/SymGrad.MathNet" })
        {
            // Analysis has its place in the build of the repository; it does not change what is packed.
            await DotNet.RunAsync(
                sources,
                "pack", project, "-c", "Release", "-o", destination, "--artifacts-path", Path.Combine(sources, "artifacts"),
                $"-p:Version={Version}", "-p:RunAnalyzers=false");
        }
    }

    private string PackageIn(string place, string id) => Path.Combine(place, $"{id}.{Version}.nupkg");
}
