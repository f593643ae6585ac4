using System;
using System.Buffers;
using System.Globalization;
using System.Linq;
using System.Numerics;

namespace SymGrad;

/// <summary>A regulariser with its weight, and where its parameters lie in the θ vector of the objective it is added to.</summary>
internal sealed class RegularizerTerm<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly Objective<T> regularizer;
    private readonly T weight;
    private readonly int[] indices;

    /// <exception cref="ArgumentException">The regulariser has data, or a parameter that the objective has not.</exception>
    public RegularizerTerm(Objective<T> regularizer, T weight, Objective objective)
    {
        if (regularizer.HasData)
        {
            throw new ArgumentException(
                $"'{regularizer.Loss.Name}' is summed over {Quantity.OfItems(regularizer.Count)} of data: "
                + "a regulariser is an objective of a loss without data.",
                nameof(regularizer));
        }

        if (!T.IsFinite(weight))
        {
            throw new ArgumentOutOfRangeException(
                nameof(weight), weight, $"The weight of the regulariser '{regularizer.Loss.Name}' must be a finite number.");
        }

        this.regularizer = regularizer;
        this.weight = weight;
        indices = [.. regularizer.Parameters.Entries.SelectMany(entry => Indices(regularizer, entry, objective))];
    }

    /// <summary>What the regulariser is as a function of θ.</summary>
    public LossStructure Structure => regularizer.Loss.Structure;

    /// <summary>Adds the weighted regulariser to a value and, as far as there is room, to the gradient that follows it.</summary>
    public void AddTo(Span<double> results, ReadOnlySpan<T> theta)
    {
        T[] ownTheta = ArrayPool<T>.Shared.Rent(indices.Length);
        double[] own = ArrayPool<double>.Shared.Rent(1 + indices.Length);
        try
        {
            for (int i = 0; i < indices.Length; i++)
            {
                ownTheta[i] = theta[indices[i]];
            }

            Span<double> ownResults = own.AsSpan(0, results.Length == 1 ? 1 : 1 + indices.Length);
            regularizer.Evaluate(
                ownTheta.AsSpan(0, indices.Length), new ItemRange(0, regularizer.Count), EvaluationOptions.Default, ownResults);
            double factor = double.CreateTruncating(weight);
            results[0] += factor * ownResults[0];
            for (int i = 1; i < ownResults.Length; i++)
            {
                results[1 + indices[i - 1]] += factor * ownResults[i];
            }
        }
        finally
        {
            ArrayPool<double>.Shared.Return(own);
            ArrayPool<T>.Shared.Return(ownTheta);
        }
    }

    /// <summary>Whether another one is of the same loss and has the same weight.</summary>
    public bool IsLike(RegularizerTerm<T> other) => regularizer.GetType() == other.regularizer.GetType()
        && weight == other.weight && regularizer.HasInstanceOf(other.regularizer);

    /// <summary>"0.1·Ridge".</summary>
    public override string ToString()
        => $"{weight.ToString(null, CultureInfo.InvariantCulture)}·{regularizer.Loss.Name}";

    private static int[] Indices(Objective<T> regularizer, ParameterEntry entry, Objective objective)
    {
        ParameterEntry? match = null;
        foreach (ParameterEntry candidate in objective.Parameters.Entries)
        {
            if (candidate.Name == entry.Name)
            {
                match = candidate;
            }
        }

        if (match is not { } found)
        {
            throw new ArgumentException(
                $"The regulariser '{regularizer.Loss.Name}' has a parameter '{entry.Name}', which '{objective.Loss.Name}' has not: "
                + $"its parameters are {objective.Parameters.DescribeEntries()}.",
                nameof(regularizer));
        }

        if (found.Shape != entry.Shape)
        {
            throw new ArgumentException(
                $"The parameter '{entry.Name}' is {Describe(entry)} in the regulariser '{regularizer.Loss.Name}', "
                + $"but {Describe(found)} in '{objective.Loss.Name}'.",
                nameof(regularizer));
        }

        return [.. Enumerable.Range(found.Offset, found.Length)];
    }

    private static string Describe(ParameterEntry entry) => entry.Shape.IsScalar ? "a number" : $"an array of shape {entry.Shape}";
}
