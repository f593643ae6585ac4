using System.Diagnostics.CodeAnalysis;
using Xunit;

namespace SymGrad.Runtime.Tests.Memory;

/// <summary>Tests that measure the memory of the whole process, in which nothing else may run meanwhile.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
[SuppressMessage("Naming", "CA1711", Justification = "A collection of tests is what xunit calls it.")]
public sealed class MemoryCollection
{
    public const string Name = "Memory";
}
