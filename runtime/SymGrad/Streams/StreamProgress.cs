using System;

namespace SymGrad;

/// <summary>Reports how far a stream has come, of which each part reports for itself.</summary>
internal sealed class StreamProgress(IProgress<EvaluationProgress> whole) : IProgress<EvaluationProgress>
{
    /// <summary>How many items the parts before this one had.</summary>
    public long CompletedBefore { get; set; }

    public void Report(EvaluationProgress value)
        => whole.Report(new EvaluationProgress(CompletedBefore + value.CompletedItems, null));
}
