using System;
using SymGrad.Generator.IR;

namespace SymGrad.Generator.StableForms;

/// <summary>
/// A row of the table of stable forms: an expression that loses digits, overflows, or has no gradient where its value is smooth, and one that is
/// equal to it over the reals and does not.
/// </summary>
/// <param name="Name">Both forms in symbols: what the diagnostic says, and by what tests and documentation call the row.</param>
/// <param name="Reason">What is wrong with the first form, as a clause.</param>
/// <param name="Apply">Gives the stable value, or null where the row does not match.</param>
internal sealed record StableForm(string Name, string Reason, Func<StableMatch, Value?> Apply)
{
    /// <summary>Whether both forms have the same bits: such rows tidy up after others, and are not reported.</summary>
    public bool IsExact { get; init; }
}
