using System;
using System.Numerics;

namespace SymGrad;

/// <content>Evaluation from the Hessian, for quadratic losses with arrays.</content>
public abstract partial class Objective<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>Whether <see cref="AccumulateHessianProduct"/> is there: the loss is quadratic, and its Hessian does not depend on θ.</summary>
    protected virtual bool HasHessian => false;

    /// <summary>Adds the products of the items' Hessians with a direction. It is called only where <see cref="HasHessian"/> says so.</summary>
    /// <param name="theta">The parameters; they make no difference.</param>
    /// <param name="direction">The direction.</param>
    /// <param name="start">The first item.</param>
    /// <param name="count">How many items.</param>
    /// <param name="sums">Increased by the products, in the order of θ.</param>
    /// <exception cref="NotSupportedException">The loss has no such product.</exception>
    protected virtual void AccumulateHessianProduct(
        ReadOnlySpan<T> theta, ReadOnlySpan<double> direction, int start, int count, Span<double> sums) => throw NoSums();

    internal void SumHessianProduct(ReadOnlySpan<T> theta, ReadOnlySpan<double> direction, int start, int count, Span<double> sums)
        => AccumulateHessianProduct(theta, direction, start, count, sums);

    private protected override bool HasHessianOfItems => HasHessian;

    /// <summary>The Hessian over all items, with a pass at θ as the reference point, and confirmed by a pass at another θ.</summary>
    internal HessianSums SumHessianAndConfirm(ReadOnlySpan<T> theta, int version, EvaluationOptions options)
    {
        var all = new ItemRange(0, Count);
        double[] hessian = new double[HessianSums.TriangleLength(ParameterCount)];
        RunPass(new HessianPass<T>(this), all, options, hessian);
        EvaluationOptions silent = options with { Progress = null };
        var found = new HessianSums(hessian, ReferenceAt(theta, silent), version);
        T[] other = theta.ToArray();
        for (int i = 0; i < other.Length; i++)
        {
            other[i] += T.One + T.Abs(other[i]);
        }

        ReferencePoint elsewhere = ReferenceAt(other, silent);
        return found.WithConfirmation(found.AgreesWith<T>(other, elsewhere.ValueAndGradient));
    }

    private ReferencePoint ReferenceAt(ReadOnlySpan<T> theta, EvaluationOptions options)
    {
        double[] results = new double[1 + ParameterCount];
        EvaluateByPass(theta, new ItemRange(0, Count), options, results);
        double[] point = new double[theta.Length];
        for (int i = 0; i < point.Length; i++)
        {
            point[i] = double.CreateTruncating(theta[i]);
        }

        return new(point, results);
    }

    /// <summary>Evaluates from the Hessian and the reference point, or by a pass, which then is the new reference point.</summary>
    private void EvaluateFromHessian(ReadOnlySpan<T> theta, EvaluationOptions options, Span<double> results)
    {
        HessianSums? current = AreFinite(theta) ? State.CurrentHessian() : null;
        HessianSums? sums = current ?? (AreFinite(theta) ? State.ComputeHessian(this, theta, options) : null);
        EvaluationOptions rest = current is null && sums is not null ? options with { Progress = null } : options;
        if (sums is not { IsConfirmed: true })
        {
            EvaluateByPass(theta, new ItemRange(0, Count), rest, results);
        }
        else if (sums.TryEvaluate(theta, results))
        {
            rest.Progress?.Report(new EvaluationProgress(Count, Count));
        }
        else
        {
            Counts.CountFallback();
            ReferencePoint found = ReferenceAt(theta, rest);
            found.ValueAndGradient.AsSpan(0, results.Length).CopyTo(results);
            if (Array.TrueForAll(found.ValueAndGradient, double.IsFinite))
            {
                sums.Reference = found;
            }
        }
    }
}
