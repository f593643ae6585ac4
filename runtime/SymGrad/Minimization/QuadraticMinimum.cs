using System.Collections.Generic;
using System.Globalization;
using System.Numerics;

namespace SymGrad;

/// <summary>The minimum of an objective that is quadratic in θ, from <see cref="Objective{T}.FindMinimum"/>.</summary>
/// <typeparam name="T">The precision of θ.</typeparam>
public sealed class QuadraticMinimum<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    internal QuadraticMinimum(MinimumKind kind, IReadOnlyList<T> theta, T value, int rank, IReadOnlyList<string> undetermined, string message)
    {
        Kind = kind;
        Theta = theta;
        Value = value;
        Rank = rank;
        Undetermined = undetermined;
        Message = message;
    }

    /// <summary>Whether there is a minimum, and whether it is the only one.</summary>
    public MinimumKind Kind { get; }

    /// <summary>
    /// Where it is, in the order of <see cref="Objective.Parameters"/>. Of many, the one where the parameters that the others leave free are 0.
    /// Empty where there is none.
    /// </summary>
    public IReadOnlyList<T> Theta { get; }

    /// <summary>The objective there; NaN where there is no minimum.</summary>
    public T Value { get; }

    /// <summary>How many combinations of parameters the data determine: the rank of the Hessian. It is ParameterCount for a unique minimum.</summary>
    public int Rank { get; }

    /// <summary>The parameters whose value the data leave open, by name, with the index of an element: <c>weights[3]</c>.</summary>
    public IReadOnlyList<string> Undetermined { get; }

    /// <summary>What was found, in a sentence.</summary>
    public string Message { get; }

    /// <summary>Prints the message, and the value where there is a minimum.</summary>
    /// <returns>One line.</returns>
    public override string ToString()
        => Kind == MinimumKind.None ? Message : string.Create(CultureInfo.InvariantCulture, $"{Message}; value {Value}");
}
