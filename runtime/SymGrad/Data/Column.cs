using System;

namespace SymGrad;

/// <summary>Makes columns of data by name, for where no implicit conversion to <see cref="Column{T}"/> applies.</summary>
public static class Column
{
    /// <summary>A column over an array, which it refers to and does not copy.</summary>
    /// <typeparam name="T">The type of an item.</typeparam>
    /// <param name="items">One value for each item.</param>
    /// <returns>A column as long as <paramref name="items"/>.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="items"/> is null.</exception>
    public static Column<T> From<T>(T[] items)
    {
        ArgumentNullException.ThrowIfNull(items);
        return Column<T>.FromArray(items);
    }

    /// <summary>A column over memory, which it refers to and does not copy.</summary>
    /// <typeparam name="T">The type of an item.</typeparam>
    /// <param name="items">One value for each item.</param>
    /// <returns>A column as long as <paramref name="items"/>.</returns>
    public static Column<T> From<T>(ReadOnlyMemory<T> items)
        => Column<T>.FromReadOnlyMemory(items);

    /// <summary>A column with a copy of the values of a span: a span itself can't be kept beyond the call.</summary>
    /// <typeparam name="T">The type of an item.</typeparam>
    /// <param name="items">One value for each item.</param>
    /// <returns>A column as long as <paramref name="items"/>.</returns>
    public static Column<T> Copy<T>(ReadOnlySpan<T> items)
        => Column<T>.FromArray(items.ToArray());

    /// <summary>A column that has the same value for every item and takes its length from the other columns.</summary>
    /// <typeparam name="T">The type of an item.</typeparam>
    /// <param name="value">The value for every item.</param>
    /// <returns>A column without a length of its own.</returns>
    public static Column<T> Constant<T>(T value)
        => Column<T>.FromValue(value);

    /// <summary>A column in a file, which is mapped into memory and not read at once: it may be larger than the memory there is.</summary>
    /// <typeparam name="T">The type of an item.</typeparam>
    /// <param name="path">A file with nothing but the items, one after the other, as they lie in memory: numbers begin with their lowest byte.</param>
    /// <param name="first">The first item to map.</param>
    /// <param name="count">How many items; null for all from <paramref name="first"/> on.</param>
    /// <returns>The column, to dispose of when it is no longer used.</returns>
    /// <exception cref="System.IO.FileNotFoundException">There is no such file.</exception>
    /// <exception cref="System.IO.InvalidDataException">The length of the file is not that of whole items.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The file has not these items.</exception>
    /// <exception cref="ArgumentException">The items are more than 2³¹ − 1: map parts, and sum them with a StreamedObjective.</exception>
    /// <exception cref="PlatformNotSupportedException">The machine has another byte order.</exception>
    public static MappedColumn<T> FromFile<T>(string path, long first = 0, int? count = null)
        where T : unmanaged
        => new(MappedMemory<T>.Open(path, first, count, unit: 1));
}
