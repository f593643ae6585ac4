using System;
using System.Collections.Immutable;
using System.IO;
using System.IO.Compression;
using System.Linq;
using System.Reflection.Metadata;
using System.Threading.Tasks;
using Xunit;

namespace SymGrad.Package.Tests;

[Collection(PackageCollection.Name)]
public sealed class SymbolPackageTests(PackedPackage package)
{
    private static readonly Guid EmbeddedSource = new("0E8A571B-6926-466E-B4AD-8AB04611F5FE");

    [Fact]
    public async Task Each_source_file_is_embedded_under_a_path_that_says_nothing_of_the_building_machine()
    {
        await using ZipArchive archive = await ZipFile.OpenReadAsync(package.SymbolsFile);
        ZipArchiveEntry entry = Assert.Single(archive.Entries, e => e.FullName.EndsWith(".pdb", StringComparison.Ordinal));
        Assert.Equal("lib/net10.0/SymGrad.pdb", entry.FullName);
        using MetadataReaderProvider provider = MetadataReaderProvider.FromPortablePdbImage(await ReadAsync(entry));
        MetadataReader symbols = provider.GetMetadataReader();

        string[] names = [.. symbols.Documents.Select(d => symbols.GetString(symbols.GetDocument(d).Name))];
        Assert.Contains("/_/runtime/SymGrad/Objectives/ObjectiveOfT.cs", names);
        Assert.All(names, name => Assert.StartsWith("/_/", name, StringComparison.Ordinal));
        Assert.All(symbols.Documents, document => Assert.True(
            HasSource(symbols, document), $"{symbols.GetString(symbols.GetDocument(document).Name)} is not embedded."));
    }

    private static bool HasSource(MetadataReader symbols, DocumentHandle document) => symbols.GetCustomDebugInformation(document)
        .Select(symbols.GetCustomDebugInformation)
        .Any(information => symbols.GetGuid(information.Kind) == EmbeddedSource && symbols.GetBlobReader(information.Value).Length > 0);

    private static async Task<ImmutableArray<byte>> ReadAsync(ZipArchiveEntry entry)
    {
        await using Stream stream = await entry.OpenAsync();
        using var bytes = new MemoryStream();
        await stream.CopyToAsync(bytes);
        return [.. bytes.ToArray()];
    }
}
