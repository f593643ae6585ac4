using System.Diagnostics.CodeAnalysis;
using Xunit;

namespace SymGrad.Package.Tests.Documents;

/// <summary>Tests that redirect the console, which there is only one of.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
[SuppressMessage("Naming", "CA1711", Justification = "A collection of tests is what xunit calls it.")]
public sealed class ConsoleCollection
{
    public const string Name = "Console";
}
