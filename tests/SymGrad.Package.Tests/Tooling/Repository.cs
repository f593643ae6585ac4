using System.Linq;
using System.Reflection;
using SymGrad.Testing;

namespace SymGrad.Package.Tests.Tooling;

/// <summary>Folders that the build knows.</summary>
internal static class Repository
{
    /// <summary>The root of the repository.</summary>
    public static string Root => DocumentationPages.RepositoryRoot;

    /// <summary>The folder where restored packages are.</summary>
    public static string PackagesFolder { get; } = typeof(Repository).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(attribute => attribute.Key == "PackagesFolder").Value!;
}
