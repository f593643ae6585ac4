using System;
using System.Numerics;
using System.Threading;

namespace SymGrad;

/// <summary>
/// What is known of a data set beyond the columns: how often it has been gone over, and sums that don't change. Objectives over the same
/// columns share it.
/// </summary>
internal sealed class DataState
{
    // How long a thread that waits for another's sums goes without looking at its cancellation token.
    private static readonly TimeSpan WaitBetweenChecks = TimeSpan.FromMilliseconds(10);

    private readonly Lock gate = new();
    private readonly Lock instanceGate = new();
    private InstanceValues instance = new();
    private InstanceValues read = new();
    private long passCount;
    private int version;
    private AffineSums? sums;
    private LiftedSums? liftedSums;
    private TaylorSums? expansion;
    private long evaluationCount;
    private long fallbackCount;

    public long PassCount => Interlocked.Read(ref passCount);

    /// <summary>How many evaluations went over the items because too much would have cancelled in the sums.</summary>
    public long FallbackCount => Interlocked.Read(ref fallbackCount);

    /// <summary>How many evaluations over all items there have been, where there may be an expansion.</summary>
    public long EvaluationCount => Interlocked.Read(ref evaluationCount);

    public void CountEvaluation() => Interlocked.Increment(ref evaluationCount);

    public void CountFallback() => Interlocked.Increment(ref fallbackCount);

    public void CountPass() => Interlocked.Increment(ref passCount);

    /// <summary>Forgets the sums. A computation of them that is under way keeps its result to itself.</summary>
    public void Invalidate()
    {
        Interlocked.Increment(ref version);
        Volatile.Write(ref sums, null);
        Volatile.Write(ref liftedSums, null);
        Volatile.Write(ref expansion, null);
    }

    /// <summary>Forgets the sums if what the loss reads of its instance has changed.</summary>
    public void Follow(Objective objective)
    {
        lock (instanceGate)
        {
            objective.CopyInstance(read);
            if (!read.Bytes.SequenceEqual(instance.Bytes))
            {
                (instance, read) = (read, instance);
                Invalidate();
            }
        }
    }

    /// <summary>The sums if they are there and current.</summary>
    public AffineSums? CurrentSums()
        => Volatile.Read(ref sums) is { } current && current.Version == Volatile.Read(ref version) ? current : null;

    /// <summary>The sums of terms if they are there and current.</summary>
    public LiftedSums? CurrentLiftedSums()
        => Volatile.Read(ref liftedSums) is { } current && current.Version == Volatile.Read(ref version) ? current : null;

    /// <summary>The sums, computed if they are not there, by one thread while others wait.</summary>
    public AffineSums Sums<T>(Objective<T> objective, EvaluationOptions options)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        Enter(options);
        try
        {
            if (CurrentSums() is { } current)
            {
                return current;
            }

            int versionSummed = Volatile.Read(ref version);
            CompensatedSum[] result = new CompensatedSum[1 + objective.ParameterCount];
            objective.RunPass<CoefficientPass<T>, CompensatedSum>(
                new CoefficientPass<T>(objective), new ItemRange(0, objective.Count), options, result);
            var computed = new AffineSums(result, versionSummed);
            Volatile.Write(ref sums, computed);
            return computed;
        }
        finally
        {
            gate.Exit();
        }
    }

    /// <summary>The sums of terms, computed if they are not there, by one thread while others wait.</summary>
    public LiftedSums ComputeLiftedSums<T>(Objective<T> objective, ReadOnlySpan<T> theta, EvaluationOptions options)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        Enter(options);
        try
        {
            if (CurrentLiftedSums() is { } current)
            {
                return current;
            }

            LiftedSums computed = objective.SumAndConfirm(theta, Volatile.Read(ref version), options);
            Volatile.Write(ref liftedSums, computed);
            return computed;
        }
        finally
        {
            gate.Exit();
        }
    }

    /// <summary>The expansion if it is there and current.</summary>
    public TaylorSums? CurrentExpansion()
        => Volatile.Read(ref expansion) is { } current && current.Version == Volatile.Read(ref version) ? current : null;

    /// <summary>The expansion, computed if it is not there, by one thread while others wait.</summary>
    public TaylorSums ComputeExpansion<T>(Objective<T> objective, T[] parameters, EvaluationOptions options)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        Enter(options);
        try
        {
            if (CurrentExpansion() is { } current)
            {
                return current;
            }

            TaylorSums computed = objective.ExpandAndConfirm(parameters, Volatile.Read(ref version), options);
            Volatile.Write(ref expansion, computed);
            return computed;
        }
        finally
        {
            gate.Exit();
        }
    }

    /// <summary>Takes over the sums of a data set without those of some items and with those of others. It may be the same one.</summary>
    public void Adopt(DataState from, ItemSums removed, ItemSums added)
    {
        AffineSums? affine = from.CurrentSums();
        LiftedSums? terms = from.CurrentLiftedSums();
        TaylorSums? polynomial = from.CurrentExpansion();
        Invalidate();
        int current = Volatile.Read(ref version);
        Volatile.Write(ref sums, affine?.Updated(removed.Affine, added.Affine, current));
        Volatile.Write(ref liftedSums, terms?.Updated(removed.Terms, added.Terms, current));
        Volatile.Write(ref expansion, polynomial?.Updated(removed, added, current));
    }

    private void Enter(EvaluationOptions options)
    {
        while (!gate.TryEnter(WaitBetweenChecks))
        {
            options.CancellationToken.ThrowIfCancellationRequested();
        }
    }
}
