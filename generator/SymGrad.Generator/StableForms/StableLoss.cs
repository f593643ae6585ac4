using System.Collections.Immutable;
using SymGrad.Generator.IR;

namespace SymGrad.Generator.StableForms;

/// <summary>A loss after the search for stable forms.</summary>
/// <param name="Function">The loss; the very one that was searched where nothing has been replaced.</param>
/// <param name="Replaced">What has been replaced, in the order of the loss.</param>
internal sealed record StableLoss(Function Function, ImmutableArray<ReplacedForm> Replaced);

/// <summary>An expression of the loss in whose place its stable form stands.</summary>
/// <param name="Original">The value of the loss that it was.</param>
/// <param name="Form">The row of the table.</param>
internal sealed record ReplacedForm(Value Original, StableForm Form);
