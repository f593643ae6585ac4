namespace SymGrad;

/// <summary>Watches a pass on one thread.</summary>
internal struct SequentialMonitor(EvaluationOptions options, int total) : IPassMonitor
{
    private int completed;

    public readonly bool Continues(int chunk)
    {
        options.CancellationToken.ThrowIfCancellationRequested();
        return true;
    }

    public void Completed(int items)
    {
        completed += items;
        options.Progress?.Report(new EvaluationProgress(completed, total));
    }
}
