using System;
using System.Diagnostics.CodeAnalysis;

namespace SymGrad;

/// <summary>Rows of data in a file, which <see cref="Rows.FromFile{T}"/> maps into memory. They convert to <see cref="Rows{T}"/>.</summary>
/// <typeparam name="T">The type of an element.</typeparam>
/// <inheritdoc cref="MappedColumn{T}" path="/remarks"/>
public sealed class MappedRows<T> : IDisposable
    where T : unmanaged
{
    private readonly MappedMemory<T> memory;

    internal MappedRows(MappedMemory<T> memory, int rowLength)
    {
        this.memory = memory;
        Rows = SymGrad.Rows.Of((ReadOnlyMemory<T>)memory.Memory, rowLength);
    }

    /// <summary>The rows.</summary>
    public Rows<T> Rows { get; }

    /// <summary>How many rows there are.</summary>
    public int Count => Rows.Count!.Value;

    /// <summary>The rows in the file.</summary>
    /// <param name="mapped">What has been mapped. Null is refused where the rows are bound to a parameter.</param>
    [SuppressMessage("Usage", "CA2225", Justification = "The named alternate is the property Rows.")]
    public static implicit operator Rows<T>(MappedRows<T>? mapped) => mapped?.Rows ?? default;

    /// <summary>Ends the mapping.</summary>
    public void Dispose() => memory.Close();
}
