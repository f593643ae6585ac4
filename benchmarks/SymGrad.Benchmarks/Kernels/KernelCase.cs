using System;
using System.Globalization;

namespace SymGrad.Benchmarks.Kernels;

/// <summary>Ways to get value and gradient over the same items; each returns the value.</summary>
/// <param name="Loss">What is summed.</param>
/// <param name="Count">How many items there are.</param>
/// <param name="Objective">The generated objective on one thread, item by item and not from sums.</param>
/// <param name="Parallel">The same on two threads.</param>
/// <param name="Value">The value alone, on one thread.</param>
/// <param name="Parameters">The number of components of θ, for each of which central differences take the value twice.</param>
/// <param name="Calls">A loop that calls the generated method for each item.</param>
/// <param name="Hand">A loop as one writes it by hand, with Math.Exp and Math.Log.</param>
/// <param name="Read">Adding up all numbers of the data in vectors, and nothing else: what memory allows.</param>
public sealed record KernelCase(
    string Loss, int Count, Func<double> Objective, Func<double> Parallel, Func<double> Value, int Parameters, Func<double> Calls, Func<double> Hand, Func<double> Read)
{
    /// <summary>What calls, the loop by hand, vectors and tensors return, from the objective: the value, and the components of the gradient where they add those to it.</summary>
    public Func<double> Total { get; init; } = Objective;

    /// <summary>How far they may be apart, as a part of the number.</summary>
    public double Tolerance { get; init; } = 1e-9;

    /// <summary>How many bytes of data there are, which a pass reads once.</summary>
    public double Bytes { get; init; }

    /// <summary>How many floating-point operations an item takes, where these are nearly all that it takes.</summary>
    public double? Operations { get; init; }

    /// <summary>The same in vectors: a loop over <c>Vector&lt;double&gt;</c>, as one writes it by hand.</summary>
    public Func<double>? Vectors { get; init; }

    /// <summary>The same by calls of TensorPrimitives.</summary>
    public Func<double>? Tensors { get; init; }

    /// <summary>The objective's pass over its first chunk only, again and again, so that the data stay in a cache: what its arithmetic takes where memory costs nothing.</summary>
    public Func<double>? FirstChunk { get; init; }

    /// <summary>The exponentials, logarithms and quotients of as many items, and nothing else: what arithmetic allows.</summary>
    public Func<double>? Functions { get; init; }

    /// <summary>What is compared must compute the same.</summary>
    public void CheckAgreement()
    {
        double expected = Total();
        foreach ((string name, Func<double>? way) in ((string, Func<double>?)[])[("calls", Calls), ("by hand", Hand), ("vectors", Vectors), ("tensors", Tensors)])
        {
            if (way?.Invoke() is { } total && !(Math.Abs(total - expected) <= Tolerance * Math.Abs(expected)))
            {
                throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture, $"{Loss}: the objective gives {expected}, {name} {total}."));
            }
        }
    }
}
