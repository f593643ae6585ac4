using System;
using System.Buffers;

namespace SymGrad;

/// <summary>What a loss computes from the data of some items alone: numbers for each of them, in columns. Generated kernels read it like columns of the data.</summary>
public readonly struct DataResults : IDisposable, IEquatable<DataResults>
{
    private readonly double[] numbers;
    private readonly int count;
    private readonly bool isRented;

    internal DataResults(double[] numbers, int count, bool isRented)
    {
        this.numbers = numbers;
        this.count = count;
        this.isRented = isRented;
    }

    /// <summary>One of the numbers, for each item.</summary>
    /// <param name="column">Which one, from 0.</param>
    /// <returns>As many as there are items.</returns>
    public ReadOnlySpan<double> this[int column] => new(numbers, column * count, count);

    /// <summary>Whether two are the same memory.</summary>
    /// <param name="left">One.</param>
    /// <param name="right">The other one.</param>
    /// <returns>Whether they are.</returns>
    public static bool operator ==(DataResults left, DataResults right) => left.Equals(right);

    /// <summary>Whether two are different memory.</summary>
    /// <param name="left">One.</param>
    /// <param name="right">The other one.</param>
    /// <returns>Whether they are.</returns>
    public static bool operator !=(DataResults left, DataResults right) => !left.Equals(right);

    /// <summary>Gives memory back that is not kept. Nothing may be read afterwards.</summary>
    public void Dispose()
    {
        if (isRented)
        {
            ArrayPool<double>.Shared.Return(numbers);
        }
    }

    /// <inheritdoc/>
    public bool Equals(DataResults other) => ReferenceEquals(numbers, other.numbers) && count == other.count;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is DataResults other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(numbers, count);
}
