using System;
using System.IO;
using System.IO.Compression;
using System.Linq;
using System.Threading.Tasks;
using System.Xml.Linq;
using SymGrad.Package.Tests.Tooling;
using Xunit;

namespace SymGrad.Package.Tests;

[Collection(PackageCollection.Name)]
public sealed class PackageContentTests(PackedPackage package)
{
    [Fact]
    public async Task The_package_holds_the_library_the_compiler_parts_and_the_readme_and_nothing_else()
    {
        await using ZipArchive archive = await ZipFile.OpenReadAsync(package.PackageFile);
        string[] content = [.. archive.Entries.Select(entry => entry.FullName).Where(IsContent).Order(StringComparer.Ordinal)];
        Assert.Equal(
            [
                "README.md",
                "SymGrad.nuspec",
                "analyzers/dotnet/cs/SymGrad.CodeFixes.dll",
                "analyzers/dotnet/cs/SymGrad.Generator.dll",
                "buildTransitive/SymGrad.targets",
                "lib/net10.0/SymGrad.dll",
                "lib/net10.0/SymGrad.xml",
            ],
            content);
    }

    [Fact]
    public async Task The_package_depends_on_nothing_and_names_its_licence_and_readme()
    {
        await using ZipArchive archive = await ZipFile.OpenReadAsync(package.PackageFile);
        await using Stream stream = await archive.GetEntry("SymGrad.nuspec")!.OpenAsync();
        XElement metadata = XDocument.Load(stream).Root!.Elements().Single(element => element.Name.LocalName == "metadata");
        XElement Part(string name) => metadata.Elements().Single(element => element.Name.LocalName == name);

        Assert.Equal("SymGrad", Part("id").Value);
        Assert.Equal(package.Version, Part("version").Value);
        Assert.Equal("MIT", Part("license").Value);
        Assert.Equal("README.md", Part("readme").Value);
        XElement group = Assert.Single(Part("dependencies").Elements());
        Assert.Equal("net10.0", group.Attribute("targetFramework")!.Value);
        Assert.Empty(group.Elements());
    }

    [Fact]
    public async Task The_readme_in_the_package_is_that_of_the_repository()
    {
        await using ZipArchive archive = await ZipFile.OpenReadAsync(package.PackageFile);
        using var reader = new StreamReader(await archive.GetEntry("README.md")!.OpenAsync());
        string expected = await File.ReadAllTextAsync(Path.Combine(Repository.Root, "README.md"));
        Assert.Equal(expected, await reader.ReadToEndAsync());
    }

    [Theory]
    [InlineData("lib/net10.0/SymGrad.dll")]
    [InlineData("lib/net10.0/SymGrad.xml")]
    [InlineData("analyzers/dotnet/cs/SymGrad.Generator.dll")]
    [InlineData("analyzers/dotnet/cs/SymGrad.CodeFixes.dll")]
    public async Task Packing_in_another_place_gives_the_same_bytes(string entry)
        => Assert.Equal(await ReadAsync(package.PackageFile, entry), await ReadAsync(package.SecondPackageFile, entry));

    internal static async Task<byte[]> ReadAsync(string file, string entry)
    {
        await using ZipArchive archive = await ZipFile.OpenReadAsync(file);
        await using Stream stream = await archive.GetEntry(entry)!.OpenAsync();
        using var bytes = new MemoryStream();
        await stream.CopyToAsync(bytes);
        return bytes.ToArray();
    }

    /// <summary>Whether an entry is more than what the packaging format itself asks for.</summary>
    internal static bool IsContent(string entry)
        => entry != "[Content_Types].xml"
            && !entry.StartsWith("_rels/", StringComparison.Ordinal)
            && !entry.StartsWith("package/services/metadata/", StringComparison.Ordinal);
}
