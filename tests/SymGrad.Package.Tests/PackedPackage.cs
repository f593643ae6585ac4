using System;
using System.Globalization;
using System.IO;
using System.Threading.Tasks;
using SymGrad.Package.Tests.Tooling;
using Xunit;

namespace SymGrad.Package.Tests;

/// <summary>
/// The package, packed from two copies of the sources. The first goes to the folder feed for as long as the tests run, under a version of
/// its own so that no cached package can take its place.
/// </summary>
public sealed class PackedPackage : IAsyncLifetime, IDisposable
{
    private readonly TemporaryFolder folder = new();

    /// <summary>The version under which the package is in the feed.</summary>
    public string Version { get; } =
        string.Create(CultureInfo.InvariantCulture, $"0.1.0-test.{DateTime.UtcNow:yyyyMMddHHmmssfff}.{Environment.ProcessId}");

    internal string PackageFile => PackageIn(Feed);

    internal string SymbolsFile => Path.ChangeExtension(PackageFile, ".snupkg");

    /// <summary>The same package, packed from another place.</summary>
    internal string SecondPackageFile => PackageIn(Path.Combine(folder.Path, "second", "packed"));

    private static string Feed => Path.Combine(Repository.Root, "feed");

    /// <inheritdoc/>
    public async Task InitializeAsync()
    {
        await Task.WhenAll(PackAsync("first", Feed), PackAsync("second", Path.Combine(folder.Path, "second", "packed")));
    }

    /// <inheritdoc/>
    public Task DisposeAsync() => Task.CompletedTask;

    /// <inheritdoc/>
    public void Dispose()
    {
        File.Delete(PackageFile);
        File.Delete(SymbolsFile);
        folder.Dispose();
    }

    private async Task PackAsync(string name, string destination)
    {
        string sources = folder.Create(name);
        SourceCopy.OfPackage(sources);
        // Analysis has its place in the build of the repository; it does not change what is packed.
        await DotNet.RunAsync(
            sources,
            "pack", "runtime/SymGrad", "-c", "Release", "-o", destination, "--artifacts-path", Path.Combine(sources, "artifacts"),
            $"-p:Version={Version}", "-p:RunAnalyzers=false");
    }

    private string PackageIn(string place) => Path.Combine(place, $"SymGrad.{Version}.nupkg");
}
