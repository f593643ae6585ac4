using System;
using System.Threading;

namespace SymGrad;

/// <summary>How an evaluation of an objective is to run. None of it changes the result, not even in its last bit.</summary>
public sealed record EvaluationOptions
{
    /// <summary>How many threads may work on a pass; −1 for as many as there are processors. Short passes use one anyway.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is 0 or less than −1.</exception>
    public int MaxDegreeOfParallelism
    {
        get;
        init => field = value is -1 or > 0
            ? value
            : throw new ArgumentOutOfRangeException(
                nameof(value), value, "The degree of parallelism must be a positive number, or -1 for as many threads as processors.");
    }
    = -1;

    /// <summary>
    /// Stops a pass at the next chunk of items: the evaluation then throws <see cref="OperationCanceledException"/>, having written
    /// nothing.
    /// </summary>
    public CancellationToken CancellationToken { get; init; }

    /// <summary>
    /// Told after each chunk of items how far the pass has come. The numbers never go back, and the last report of an evaluation that
    /// succeeds says that all items are done. Reports come from the threads that do the work, one at a time; they must not evaluate the
    /// same objective.
    /// </summary>
    public IProgress<EvaluationProgress>? Progress { get; init; }

    /// <summary>What an evaluation without options uses.</summary>
    internal static EvaluationOptions Default { get; } = new();

    /// <summary>The number of threads to use at most.</summary>
    internal int Degree => MaxDegreeOfParallelism == -1 ? Environment.ProcessorCount : MaxDegreeOfParallelism;
}
