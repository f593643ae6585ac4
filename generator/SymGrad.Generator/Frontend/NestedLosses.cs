using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using SymGrad.Generator.IR;

namespace SymGrad.Generator.Frontend;

/// <summary>
/// What the later stages make of a loss: the function that yields its gradient, with its value before it if wanted; null when it has none. A loss that
/// uses the gradient of another one needs it while it is lowered.
/// </summary>
internal delegate Function? LossDerivative(LossModel loss, bool withValue);

/// <summary>The losses that are being lowered because one of them uses the gradient of the next.</summary>
/// <param name="Derivative">What gives the gradient of a loss.</param>
/// <param name="Around">Those losses.</param>
internal sealed record NestedLosses(LossDerivative Derivative, ImmutableHashSet<ISymbol> Around)
{
    public static NestedLosses None(LossDerivative derivative) => new(derivative, ImmutableHashSet.Create<ISymbol>(SymbolEqualityComparer.Default));

    public NestedLosses Inside(IMethodSymbol loss) => this with { Around = Around.Add(loss.OriginalDefinition) };
}
