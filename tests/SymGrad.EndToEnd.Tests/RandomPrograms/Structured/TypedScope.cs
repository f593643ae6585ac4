using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;

namespace SymGrad.EndToEnd.Tests.RandomPrograms.Structured;

/// <summary>What a random statement may refer to beside numbers, arrays and integers.</summary>
/// <param name="Pairs">Variables of the record struct Pair.</param>
/// <param name="States">Variables of the struct State.</param>
/// <param name="Tuples">Variables that are tuples of two numbers.</param>
/// <param name="Matrices">Arrays of two rows and three columns.</param>
/// <param name="Parameters">Those of the loss that it has: model, item, mode, table.</param>
internal sealed record TypedScope(
    ImmutableArray<string> Pairs,
    ImmutableArray<string> States,
    ImmutableArray<string> Tuples,
    ImmutableArray<string> Matrices,
    ImmutableArray<string> Parameters)
{
    public static TypedScope Empty { get; } = new([], [], [], [], []);

    /// <summary>What has been stored, as numbers.</summary>
    public IEnumerable<string> Stored =>
    [
        .. Pairs.Where(p => p != "pair").Select(p => $"({p}.U - 2 * {p}.V)"),
        .. States.Select(s => $"({s}.A + {s}.B)"),
        .. Tuples.Select(t => $"({t}.U * 2 - {t}.V)"),
        .. Matrices.Select(m => $"({m}[0, 1] + {m}[1, 2] - {m}[1, 0])"),
    ];

    public bool Has(string parameter) => Parameters.Contains(parameter);
}
