using System.Diagnostics.CodeAnalysis;
using Xunit;

namespace SymGrad.Package.Tests;

/// <summary>Tests that share one packed package.</summary>
[CollectionDefinition(Name)]
[SuppressMessage("Naming", "CA1711", Justification = "A collection of tests is what xunit calls it.")]
public sealed class PackageCollection : ICollectionFixture<PackedPackage>
{
    public const string Name = "Package";
}
