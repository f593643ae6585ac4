using System;

namespace SymGrad;

/// <summary>Checks that the columns of a data set belong together.</summary>
internal static class ColumnLengths
{
    /// <summary>The length that all columns with one have.</summary>
    /// <exception cref="ArgumentException">Two lengths differ, a column is empty, or none has a length.</exception>
    public static int Common(ReadOnlySpan<BoundColumn> columns)
    {
        BoundColumn? first = null;
        foreach (BoundColumn column in columns)
        {
            if (column.Length is not { } length)
            {
                continue;
            }

            if (first is { } other && other.Length != length)
            {
                throw new ArgumentException(
                    $"The column '{column.Name}' has {Quantity.OfItems(length)}, but the column '{other.Name}' has "
                    + $"{Quantity.OfItems(other.Length!.Value)}: every column needs one value for each item.",
                    column.Name);
            }

            first ??= column;
        }

        if (first is not { } common)
        {
            throw new ArgumentException(
                $"No column has a length, since each has one value for all items ('{columns[0].Name}' is the first): "
                + "at least one column must be an array or memory.",
                columns[0].Name);
        }

        return common.Length is > 0 and { } count
            ? count
            : throw new ArgumentException($"The column '{common.Name}' is empty: a data set needs at least one item.", common.Name);
    }
}
