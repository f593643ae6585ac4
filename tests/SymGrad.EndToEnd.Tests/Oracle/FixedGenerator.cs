using Microsoft.CodeAnalysis;

namespace SymGrad.EndToEnd.Tests.Oracle;

/// <summary>A generator that adds a text of ours, such as a gradient written by hand, or nothing.</summary>
internal sealed class FixedGenerator(string? text) : IIncrementalGenerator
{
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        if (text is not null)
        {
            context.RegisterPostInitializationOutput(c => c.AddSource("Losses.F.g.cs", text));
        }
    }
}
