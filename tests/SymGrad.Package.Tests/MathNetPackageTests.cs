using System;
using System.IO;
using System.IO.Compression;
using System.Linq;
using System.Threading.Tasks;
using System.Xml.Linq;
using SymGrad.Package.Tests.Tooling;
using Xunit;

namespace SymGrad.Package.Tests;

/// <summary>The adapter's package, alone and in a project that knows nothing else.</summary>
[Collection(PackageCollection.Name)]
public sealed class MathNetPackageTests(PackedPackage package)
{
    [Fact]
    public async Task The_package_holds_the_adapter_and_its_readme()
    {
        await using ZipArchive archive = await ZipFile.OpenReadAsync(package.MathNetPackageFile);
        Assert.Equal(
            ["README.md", "SymGrad.MathNet.nuspec", "lib/net10.0/SymGrad.MathNet.dll", "lib/net10.0/SymGrad.MathNet.xml"],
            archive.Entries.Select(entry => entry.FullName).Where(PackageContentTests.IsContent).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task It_brings_the_library_of_its_own_version_with_the_generator_and_MathNet()
    {
        await using ZipArchive archive = await ZipFile.OpenReadAsync(package.MathNetPackageFile);
        await using Stream stream = await archive.GetEntry("SymGrad.MathNet.nuspec")!.OpenAsync();
        XElement[] dependencies =
            [.. XDocument.Load(stream).Descendants().Where(element => element.Name.LocalName == "dependency").OrderBy(d => d.Attribute("id")!.Value)];
        Assert.Equal(["MathNet.Numerics", "SymGrad"], dependencies.Select(d => d.Attribute("id")!.Value));
        Assert.Equal(["5.0.0", package.Version], dependencies.Select(d => d.Attribute("version")!.Value));
        Assert.Null(dependencies[1].Attribute("exclude"));
    }

    [Theory]
    [InlineData("lib/net10.0/SymGrad.MathNet.dll")]
    [InlineData("lib/net10.0/SymGrad.MathNet.xml")]
    public async Task Packing_in_another_place_gives_the_same_bytes(string entry) => Assert.Equal(
        await PackageContentTests.ReadAsync(package.MathNetPackageFile, entry),
        await PackageContentTests.ReadAsync(package.SecondMathNetPackageFile, entry));

    [Fact]
    public async Task A_project_that_references_only_the_adapter_has_gradients_and_optimisers()
    {
        using var folder = new TemporaryFolder();
        string project = Path.Combine(folder.Path, "MathNetConsumer");
        string artifacts = Path.Combine(folder.Path, "artifacts");
        SourceCopy.Copy(new DirectoryInfo(Path.Combine(Repository.Root, "tests", "SymGrad.Package.Tests", "MathNetConsumer")), project);
        await DotNet.RunAsync(
            project,
            "build", "-c", "Release", "--artifacts-path", artifacts,
            $"-p:SymGradVersion={package.Version}",
            $"-p:RestoreConfigFile={Path.Combine(Repository.Root, "nuget.config")}",
            $"-p:RestorePackagesPath={Path.Combine(folder.Path, "packages")}",
            // MathNet.Numerics has been restored for the adapter.
            $"-p:RestoreFallbackFolders={Repository.PackagesFolder}");
        string output = await DotNet.RunAsync(
            project, "exec", Path.Combine(artifacts, "bin", "MathNetConsumer", "release", "MathNetConsumer.dll"));
        Assert.Equal("fit 1.800000 1.400000", output.Trim());
    }
}
