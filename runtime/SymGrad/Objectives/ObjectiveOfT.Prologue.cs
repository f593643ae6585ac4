using System;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace SymGrad;

/// <content>What a loss computes from θ alone, once for each pass instead of once for each item.</content>
public abstract partial class Objective<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>How many numbers <see cref="RunPrologue"/> computes from θ; 0 for a loss that has no such work, or where it is not worth it.</summary>
    protected virtual int PrologueCount => 0;

    /// <summary>What these numbers are called, for people to read; empty where there are none.</summary>
    protected virtual string PrologueNames => "";

    /// <summary>Computes what all items of a pass share, from θ alone. It is called once before a pass, and only where <see cref="PrologueCount"/> is not 0.</summary>
    /// <param name="theta">The parameters.</param>
    /// <param name="results">Receives the numbers, <see cref="PrologueCount"/> of them; zeros before.</param>
    /// <exception cref="NotSupportedException">The loss has no such work.</exception>
    protected virtual void RunPrologue(ReadOnlySpan<T> theta, Span<T> results) => throw NoPrologue();

    /// <summary>
    /// Adds what the derivatives with respect to the results of <see cref="RunPrologue"/> come to as derivatives with respect to θ. It is called once after a pass.
    /// </summary>
    /// <param name="theta">The parameters.</param>
    /// <param name="sums">
    /// The sums that <see cref="AccumulateValueAndGradient"/> has made: those behind element <see cref="Objective.ParameterCount"/> are read, and pulled back to the
    /// ones before.
    /// </param>
    /// <exception cref="NotSupportedException">The loss has no such work.</exception>
    protected virtual void PullBackPrologue(ReadOnlySpan<T> theta, Span<double> sums) => throw NoPrologue();

    /// <summary>How many numbers a pass takes: θ, and what has been computed from it.</summary>
    private int PassParameterCount => ParameterCount + PrologueCount;

    private protected override string PrologueInWords => PrologueNames;

    /// <summary>θ, and behind it what is computed from it alone: what a pass takes.</summary>
    internal T[] WithPrologue(ReadOnlySpan<T> theta)
    {
        var parameters = new T[PassParameterCount];
        WithPrologue(theta, parameters);
        return parameters;
    }

    /// <summary>Ends a pass: the sums of a gradient with respect to what it has taken become those with respect to θ.</summary>
    internal void PullBackPrologue(T[] parameters, double[] sums)
    {
        if (sums.Length > 1 && PrologueCount > 0)
        {
            PullBackPrologue(parameters.AsSpan(0, ParameterCount), sums.AsSpan());
        }
    }

    private ReadOnlyMemory<T> WithPrologue(ReadOnlySpan<T> theta, T[] buffer)
    {
        theta.CopyTo(buffer);
        if (PrologueCount > 0)
        {
            Span<T> results = buffer.AsSpan(ParameterCount, PrologueCount);
            results.Clear();
            RunPrologue(buffer.AsSpan(0, ParameterCount), results);
        }

        return buffer.AsMemory(0, PassParameterCount);
    }

    /// <summary>Sums the value and, where there is room for it, the gradient.</summary>
    [SkipLocalsInit]
    private void RunGradientSums<TPass>(in TPass pass, ReadOnlySpan<T> parameters, ItemRange range, EvaluationOptions options, Span<double> results)
        where TPass : struct, IChunkPass<double>
    {
        if (results.Length == 1 || PrologueCount == 0)
        {
            RunSums(pass, range, options, results);
            return;
        }

        using var buffer = new SumBuffer<double>(stackalloc double[SumBuffer<double>.StackLength], 1 + PassParameterCount);
        Span<double> sums = buffer.Sums;
        RunSums(pass, range, options, sums);
        PullBackPrologue(parameters[..ParameterCount], sums);
        sums[..results.Length].CopyTo(results);
    }

    private NotSupportedException NoPrologue() => new($"'{Loss.Name}' computes nothing from θ alone before a pass.");
}
