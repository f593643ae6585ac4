using System;
using System.Collections.Generic;

namespace SymGrad.Runtime.Tests;

/// <summary>Keeps all reports, on the thread that makes them.</summary>
internal sealed class RecordingProgress(Action<EvaluationProgress>? onReport = null) : IProgress<EvaluationProgress>
{
    private readonly List<EvaluationProgress> reports = [];

    public IReadOnlyList<EvaluationProgress> Reports => reports;

    public void Report(EvaluationProgress value)
    {
        reports.Add(value);
        onReport?.Invoke(value);
    }
}
