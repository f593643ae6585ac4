using SymGrad.Generator.IR;

namespace SymGrad.Generator.Differentiation;

/// <summary>A loss and its gradient for several items at once: what an objective goes over its items with.</summary>
/// <param name="Value">Yields the values.</param>
/// <param name="ValueAndGradient">Yields the values, then the adjoints of each number in θ, in order.</param>
internal sealed record LaneLoss(Function Value, Function ValueAndGradient)
{
    /// <summary>Which of the results of <see cref="ValueAndGradient"/> are the opposite of the adjoint, and are subtracted from its sum.</summary>
    public EquatableArray<int> Subtracted { get; init; } = [];

    /// <summary>The stages of the value; none where it is not worth it.</summary>
    public EquatableArray<LaneStage> ValueStages { get; init; } = [];

    /// <summary>The stages of value and gradient.</summary>
    public EquatableArray<LaneStage> GradientStages { get; init; } = [];
}
