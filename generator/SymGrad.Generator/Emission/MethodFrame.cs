using System.Collections.Generic;

namespace SymGrad.Generator.Emission;

/// <summary>
/// What a body finds in the method around it beside the parameters of its function: parameters of composite types, and how their parts are read.
/// </summary>
/// <param name="Names">The names that are taken.</param>
/// <param name="Reads">For parameters of the function that are parts: how they are read, as C# text.</param>
internal sealed record MethodFrame(IReadOnlyCollection<string> Names, IReadOnlyDictionary<string, string> Reads)
{
    /// <summary>Around bodies whose parameters are those of their method.</summary>
    public static MethodFrame Empty { get; } = new([], new Dictionary<string, string>());
}
