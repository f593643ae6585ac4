using SymGrad.Generator.IR;

namespace SymGrad.Generator.Differentiation;

/// <summary>A part of a function for eight items that is run for several groups of eight before the next one is.</summary>
/// <param name="Function">What it computes for one group: it yields what it keeps, and in the last stage what the whole function yields.</param>
/// <param name="Kept">The names of what later stages read. There these are parameters.</param>
internal sealed record LaneStage(Function Function, EquatableArray<string> Kept)
{
    /// <summary>Where the stage is one function of what earlier stages have kept, its name among those of the runtime, which has it for several groups at once.</summary>
    public string? Call { get; init; }

    /// <summary>What that function takes.</summary>
    public EquatableArray<string> Arguments { get; init; } = [];
}
