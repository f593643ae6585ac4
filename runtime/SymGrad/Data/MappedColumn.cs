using System;
using System.Diagnostics.CodeAnalysis;

namespace SymGrad;

/// <summary>A column of data in a file, which <see cref="Column.FromFile{T}"/> maps into memory. It converts to a <see cref="Column{T}"/>.</summary>
/// <typeparam name="T">The type of an item.</typeparam>
/// <remarks>
/// Objectives bound to it can be evaluated until it is disposed of; after that they throw <see cref="ObjectDisposedException"/>. Evaluations that are
/// running then come to their end first. The file must not be changed meanwhile.
/// </remarks>
public sealed class MappedColumn<T> : IDisposable
    where T : unmanaged
{
    private readonly MappedMemory<T> memory;

    internal MappedColumn(MappedMemory<T> memory)
    {
        this.memory = memory;
        Column = memory.Memory;
    }

    /// <summary>The column.</summary>
    public Column<T> Column { get; }

    /// <summary>How many items it has.</summary>
    public int Length => Column.Length!.Value;

    /// <summary>The column in the file.</summary>
    /// <param name="mapped">What has been mapped. Null is refused where the column is bound to a parameter.</param>
    [SuppressMessage("Usage", "CA2225", Justification = "The named alternate is the property Column.")]
    public static implicit operator Column<T>(MappedColumn<T>? mapped) => mapped?.Column ?? default;

    /// <summary>Ends the mapping.</summary>
    public void Dispose() => memory.Close();
}
