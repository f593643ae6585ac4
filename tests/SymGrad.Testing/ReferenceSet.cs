using System.Collections.Immutable;
using Basic.Reference.Assemblies;
using Microsoft.CodeAnalysis;

namespace SymGrad.Testing;

/// <summary>The references of a user's project. One set of objects for all compilations, so that metadata is decoded once.</summary>
public static class ReferenceSet
{
    /// <summary>.NET 10 without SymGrad.</summary>
    public static ImmutableArray<MetadataReference> Framework { get; } = [.. Net100.References.All];

    /// <summary>.NET 10 and the SymGrad runtime.</summary>
    public static ImmutableArray<MetadataReference> User { get; } =
        [.. Framework, MetadataReference.CreateFromFile(typeof(LossAttribute).Assembly.Location)];
}
