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

    /// <summary>
    /// How many numbers <see cref="RunLifting"/> computes from θ, where the loss of an item is a polynomial in θ and in these, and not in what a pass takes; otherwise 0.
    /// </summary>
    protected virtual int LiftedCount => 0;

    /// <summary>What these numbers are called, for people to read; empty where there are none.</summary>
    protected virtual string LiftedNames => "";

    /// <summary>Computes what the loss of an item is a polynomial in, from θ alone. It is called only where <see cref="LiftedCount"/> is not 0.</summary>
    /// <param name="theta">The parameters.</param>
    /// <param name="results">Receives the numbers, <see cref="LiftedCount"/> of them; zeros before.</param>
    /// <exception cref="NotSupportedException">The loss has no such numbers.</exception>
    protected virtual void RunLifting(ReadOnlySpan<T> theta, Span<T> results) => throw NoSums();

    /// <summary>Adds what the derivatives with respect to the results of <see cref="RunLifting"/> come to as derivatives with respect to θ.</summary>
    /// <param name="theta">The parameters.</param>
    /// <param name="sums">
    /// The value, and its derivatives with respect to θ and to the results: those behind element <see cref="Objective.ParameterCount"/> are read, and pulled back to the ones before.
    /// </param>
    /// <exception cref="NotSupportedException">The loss has no such numbers.</exception>
    protected virtual void PullBackLifting(ReadOnlySpan<T> theta, Span<double> sums) => throw NoSums();

    /// <summary>Adds the loss, as a polynomial, and its derivatives over a run of items to sums. It is called only where <see cref="LiftedCount"/> is not 0.</summary>
    /// <param name="parameters">θ, and behind it the numbers that <see cref="RunLifting"/> has computed.</param>
    /// <param name="start">The first item.</param>
    /// <param name="count">How many items.</param>
    /// <param name="sums">Increased by the value, and by the derivative with respect to each of the parameters.</param>
    /// <exception cref="NotSupportedException">The loss has no such numbers.</exception>
    protected virtual void AccumulateLiftedValueAndGradient(ReadOnlySpan<T> parameters, int start, int count, Span<double> sums) => throw NoSums();

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

    private protected override bool ExpandsTheta => !ExpandsPrologue && LiftedCount == 0;

    private protected override string LiftedInWords => ExpandsPrologue ? PrologueNames : LiftedNames;

    internal void SumLiftedValueAndGradient(ReadOnlySpan<T> parameters, int start, int count, Span<double> sums)
        => AccumulateLiftedValueAndGradient(parameters, start, count, sums);

    /// <summary>How many numbers the loss is expanded in.</summary>
    private int ExpandedCount => ExpandsPrologue ? PassParameterCount : ParameterCount + LiftedCount;

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
        if (LiftedCount > 0)
        {
            RunSums(new LiftedPass<T>(this, parameters), range, options, results);
        }
        else if (ExpandsPrologue)
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
        T[] parameters = ParametersAt(theta);
        bool canExpand = AreFinite(parameters) && AreNormal(parameters.AsSpan(theta.Length), LiftedCount);
        TaylorSums? current = canExpand ? State.CurrentExpansion() : null;
        TaylorSums? sums = current ?? (canExpand ? State.ComputeExpansion(this, parameters, options) : null);
        EvaluationOptions rest = current is null && sums is not null ? options with { Progress = null } : options;
        if (sums is not { IsConfirmed: true })
        {
            EvaluateByPass(theta, all, rest, results);
            return;
        }

        double[] expanded = new double[1 + ExpandedCount];
        double[] point = ToDoubles(parameters);
        if (sums.TryEvaluate(point, theta.Length, expanded))
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

        if (results.Length > 1 && LiftedCount > 0)
        {
            PullBackLifting(theta, expanded);
        }
        else if (results.Length > 1 && ExpandsPrologue)
        {
            PullBackPrologue(parameters, expanded);
        }

        expanded.AsSpan(0, results.Length).CopyTo(results);
    }

    /// <summary>What the loss is expanded in.</summary>
    private T[] ParametersAt(ReadOnlySpan<T> theta)
    {
        if (LiftedCount == 0)
        {
            return ExpandsPrologue ? WithPrologue(theta) : theta.ToArray();
        }

        var parameters = new T[ExpandedCount];
        theta.CopyTo(parameters);
        RunLifting(theta, parameters.AsSpan(theta.Length));
        return parameters;
    }

    /// <summary>
    /// Whether so many numbers have all their digits. A factor that has been put apart may have lost them, or be zero, where the product that the items compute is not: 1/σ² for a σ
    /// whose square is not finite.
    /// </summary>
    private static bool AreNormal(ReadOnlySpan<T> numbers, int count)
    {
        for (int i = 0; i < count; i++)
        {
            if (!T.IsNormal(numbers[i]))
            {
                return false;
            }
        }

        return true;
    }
}
