using System;
using System.Numerics;

namespace SymGrad;

/// <content>Evaluation from derivatives of the second and of higher orders, for losses that are polynomials and have arrays.</content>
public abstract partial class Objective<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private TaylorRows? expansion;

    /// <summary>What the loss of an item is as a polynomial in θ, or, with <see cref="ExpandsPrologue"/>, in what a pass takes; null where that is not known.</summary>
    protected virtual ItemPolynomial? Polynomial => null;

    /// <summary>Whether <see cref="Polynomial"/> and the derivatives are about θ and the numbers that <see cref="RunPrologue"/> computes from it, taken together.</summary>
    protected virtual bool ExpandsPrologue => false;

    /// <summary>Adds the products of the items' Hessians with a direction. It is called only where <see cref="Polynomial"/> is there.</summary>
    /// <param name="parameters">Where: θ, or what a pass takes.</param>
    /// <param name="direction">The direction, as long.</param>
    /// <param name="start">The first item.</param>
    /// <param name="count">How many items.</param>
    /// <param name="sums">Increased by the products, in the order of the parameters.</param>
    /// <exception cref="NotSupportedException">The loss has no such product.</exception>
    protected virtual void AccumulateHessianProduct(
        ReadOnlySpan<T> parameters, ReadOnlySpan<double> direction, int start, int count, Span<double> sums) => throw NoSums();

    /// <summary>Adds the items' third derivatives in two directions. It is called only where <see cref="Polynomial"/> has that degree.</summary>
    /// <param name="parameters">Where: θ, or what a pass takes.</param>
    /// <param name="first">A direction, as long.</param>
    /// <param name="second">Another one.</param>
    /// <param name="start">The first item.</param>
    /// <param name="count">How many items.</param>
    /// <param name="sums">Increased by the derivatives, in the order of the parameters.</param>
    /// <exception cref="NotSupportedException">The loss has no such derivative.</exception>
    protected virtual void AccumulateThirdDerivative(
        ReadOnlySpan<T> parameters, ReadOnlySpan<double> first, ReadOnlySpan<double> second, int start, int count, Span<double> sums) => throw NoSums();

    /// <summary>Adds the items' fourth derivatives in three directions. It is called only where <see cref="Polynomial"/> has that degree.</summary>
    /// <param name="parameters">Where: θ, or what a pass takes.</param>
    /// <param name="first">A direction, as long.</param>
    /// <param name="second">Another one.</param>
    /// <param name="third">A third one.</param>
    /// <param name="start">The first item.</param>
    /// <param name="count">How many items.</param>
    /// <param name="sums">Increased by the derivatives, in the order of the parameters.</param>
    /// <exception cref="NotSupportedException">The loss has no such derivative.</exception>
    protected virtual void AccumulateFourthDerivative(
        ReadOnlySpan<T> parameters, ReadOnlySpan<double> first, ReadOnlySpan<double> second, ReadOnlySpan<double> third, int start, int count, Span<double> sums)
        => throw NoSums();

    /// <summary>Adds the derivatives of an order in directions, which lie one after the other.</summary>
    internal void SumDerivatives(int order, ReadOnlySpan<T> parameters, ReadOnlySpan<double> directions, int start, int count, Span<double> sums)
    {
        int size = parameters.Length;
        ReadOnlySpan<double> first = directions[..size];
        if (order == 2)
        {
            AccumulateHessianProduct(parameters, first, start, count, sums);
        }
        else if (order == 3)
        {
            AccumulateThirdDerivative(parameters, first, directions.Slice(size, size), start, count, sums);
        }
        else
        {
            AccumulateFourthDerivative(parameters, first, directions.Slice(size, size), directions.Slice(2 * size, size), start, count, sums);
        }
    }

    private protected override TaylorRows? Expansion => expansion ??= Polynomial is { } polynomial ? new TaylorRows(polynomial, ExpandedCount) : null;

    private protected override bool ExpandsTheta => !ExpandsPrologue;

    /// <summary>How many numbers the loss is expanded in.</summary>
    private int ExpandedCount => ExpandsPrologue ? PassParameterCount : ParameterCount;

    /// <summary>The expansion over all items, with a pass at the given parameters as the reference point, and confirmed by a pass at others.</summary>
    internal TaylorSums ExpandAndConfirm(T[] parameters, int version, EvaluationOptions options)
    {
        TaylorRows rows = Expansion!;
        var all = new ItemRange(0, Count);
        double[] coefficients = new double[rows.EntryCount];
        SumCoefficientsOfProducts(all, options, coefficients);
        EvaluationOptions silent = options with { Progress = null };
        double[] reference = new double[1 + ExpandedCount];
        ValueAndGradientAt(parameters, all, silent, reference);
        var found = new TaylorSums(rows, coefficients, ToDoubles(parameters), reference, version);
        T[] others = Array.ConvertAll(parameters, p => p + T.One + T.Abs(p));
        double[] elsewhere = new double[1 + ExpandedCount];
        ValueAndGradientAt(others, all, silent, elsewhere);
        return found.WithConfirmation(found.AgreesWith(ToDoubles(others), elsewhere));
    }

    private static double[] ToDoubles(T[] parameters) => Array.ConvertAll(parameters, double.CreateTruncating);

    /// <summary>Sums what the products of parameters are multiplied with, in the expansion about zero.</summary>
    private void SumCoefficientsOfProducts(ItemRange range, EvaluationOptions options, double[] coefficients)
    {
        RunPass(new TaylorPass<T>(this, Expansion!), range, options, coefficients);
        Expansion!.Scale(coefficients);
    }

    /// <summary>Writes value and gradient with respect to what the loss is expanded in.</summary>
    private void ValueAndGradientAt(T[] parameters, ItemRange range, EvaluationOptions options, Span<double> results)
    {
        if (ExpandsPrologue)
        {
            RunSums(new GradientPass<T>(this, parameters), range, options, results);
        }
        else
        {
            EvaluateByPass(parameters, range, options, results);
        }
    }

    /// <summary>Evaluates from the expansion, or by a pass, which then is the new reference point.</summary>
    private void EvaluateFromExpansion(ReadOnlySpan<T> theta, EvaluationOptions options, Span<double> results)
    {
        var all = new ItemRange(0, Count);
        T[] parameters = ExpandsPrologue ? WithPrologue(theta) : theta.ToArray();
        TaylorSums? current = AreFinite(parameters) ? State.CurrentExpansion() : null;
        TaylorSums? sums = current ?? (AreFinite(parameters) ? State.ComputeExpansion(this, parameters, options) : null);
        EvaluationOptions rest = current is null && sums is not null ? options with { Progress = null } : options;
        if (sums is not { IsConfirmed: true })
        {
            EvaluateByPass(theta, all, rest, results);
            return;
        }

        double[] expanded = new double[1 + ExpandedCount];
        double[] point = ToDoubles(parameters);
        if (sums.TryEvaluate(point, expanded))
        {
            rest.Progress?.Report(new EvaluationProgress(Count, Count));
        }
        else
        {
            Counts.CountFallback();
            ValueAndGradientAt(parameters, all, rest, expanded);
            if (Array.TrueForAll(expanded, double.IsFinite))
            {
                sums.MoveTo(point, [.. expanded]);
            }
        }

        if (ExpandsPrologue && results.Length > 1)
        {
            PullBackPrologue(parameters, expanded);
        }

        expanded.AsSpan(0, results.Length).CopyTo(results);
    }
}
