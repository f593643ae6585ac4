using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace SymGrad.Generator.Frontend;

/// <summary>What the frontend made of one loss.</summary>
/// <param name="Model">What the later stages work on; null when nothing at all can be emitted for it.</param>
/// <param name="Diagnostics">Errors and warnings at the user's own expressions.</param>
/// <param name="SourceMap">Where the values of the model stand in the source.</param>
internal sealed record LoweredLoss(LossModel? Model, ImmutableArray<Diagnostic> Diagnostics, SourceMap SourceMap);
