using System;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using SymGrad.Package.Tests.Tooling;
using Xunit;

namespace SymGrad.Package.Tests;

/// <summary>A user's project that knows SymGrad from the folder feed only. Warnings are errors in it, those about trimming too.</summary>
[Collection(PackageCollection.Name)]
public sealed class ConsumerTests(PackedPackage package)
{
    [Fact]
    public async Task A_strict_project_restores_builds_and_runs_with_the_package()
    {
        using var folder = new TemporaryFolder();
        string project = Path.Combine(folder.Path, "Consumer");
        string artifacts = Path.Combine(folder.Path, "artifacts");
        SourceCopy.Copy(new DirectoryInfo(Path.Combine(Repository.Root, "tests", "SymGrad.Package.Tests", "Consumer")), project);

        string build = await DotNet.RunAsync(
            project,
            "build", "-c", "Release", "--artifacts-path", artifacts,
            $"-p:SymGradVersion={package.Version}",
            $"-p:RestoreConfigFile={Path.Combine(Repository.Root, "nuget.config")}",
            $"-p:RestorePackagesPath={Path.Combine(folder.Path, "packages")}",
            // What the SDK itself needs for the analysis of trimming has been restored for the library.
            $"-p:RestoreFallbackFolders={Repository.PackagesFolder}");
        Assert.Contains("Losses.cs(27,25): warning SYMG1002", build, StringComparison.Ordinal);

        string output = await DotNet.RunAsync(project, "exec", Path.Combine(artifacts, "bin", "Consumer", "release", "Consumer.dll"));
        string[] lines = output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        Assert.Equal("item 1 -2 -2", lines[0]);
        double[] fit = [.. lines[1].Split(' ').Skip(1).Select(number => double.Parse(number, CultureInfo.InvariantCulture))];
        Assert.Equal([1.8, 1.4], fit, (expected, actual) => Math.Abs(expected - actual) < 1e-12);
        Assert.Equal(["linear -3 ConstantGradient 1", "linear -3 ConstantGradient 1"], lines[2..]);
    }
}
