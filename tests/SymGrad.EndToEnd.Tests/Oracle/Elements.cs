using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace SymGrad.EndToEnd.Tests.Oracle;

/// <summary>The numbers of an array in a row, whether it has one dimension, several, or arrays as elements.</summary>
internal static class Elements
{
    public static int CountOf(Array array) => IsJagged(array) ? array.Cast<Array>().Sum(CountOf) : array.Length;

    public static IEnumerable<object> Of(Array array) => IsJagged(array) ? array.Cast<Array>().SelectMany(Of) : array.Cast<object>();

    public static object At(Array array, int place) => Of(array).ElementAt(place);

    /// <summary>A copy that shares no memory with the original.</summary>
    public static Array Clone(Array array) => Select(array, (number, _) => number, array.GetType());

    /// <summary>A copy with another number at a place.</summary>
    public static Array With(Array array, int place, object number) => Select(array, (old, i) => i == place ? number : old, array.GetType());

    /// <summary>An array of the same shape, made of other things.</summary>
    public static Array Select(Array array, Func<object, int, object> selector, Type type, int first = 0)
    {
        Array made = Array.CreateInstance(type.GetElementType()!, LengthsOf(array));
        for (int i = 0; i < array.Length; i++)
        {
            int[] indices = IndicesOf(array, i);
            object element = array.GetValue(indices)!;
            if (element is Array row)
            {
                made.SetValue(Select(row, selector, type.GetElementType()!, first), indices);
                first += CountOf(row);
            }
            else
            {
                made.SetValue(selector(element, first++), indices);
            }
        }

        return made;
    }

    /// <summary>An array of the same shape that is full of a number; its last dimension, or its last row, may be longer or shorter. Null where it can't be.</summary>
    public static Array? Filled(Array array, object number, int excess = 0)
    {
        if (IsJagged(array))
        {
            Array?[] rows = [.. array.Cast<Array>().Select((row, i) => Filled(row, number, i == array.Length - 1 ? excess : 0))];
            if (Array.Exists(rows, row => row is null) || (rows.Length == 0 && excess != 0))
            {
                return null;
            }

            Array made = Array.CreateInstance(array.GetType().GetElementType()!, rows.Length);
            Array.Copy(rows, made, rows.Length);
            return made;
        }

        int[] lengths = LengthsOf(array);
        lengths[^1] += excess;
        if (lengths[^1] < 0)
        {
            return null;
        }

        Array filled = Array.CreateInstance(array.GetType().GetElementType()!, lengths);
        for (int i = 0; i < filled.Length; i++)
        {
            filled.SetValue(number, IndicesOf(filled, i));
        }

        return filled;
    }

    /// <summary>What an element is called behind the name of its array.</summary>
    public static string NameOf(Array array, int place)
    {
        if (!IsJagged(array))
        {
            return $"[{string.Join(", ", IndicesOf(array, place).Select(i => i.ToString(CultureInfo.InvariantCulture)))}]";
        }

        int row = 0;
        for (; place >= CountOf((Array)array.GetValue(row)!); row++)
        {
            place -= CountOf((Array)array.GetValue(row)!);
        }

        return string.Create(CultureInfo.InvariantCulture, $"[{row}]") + NameOf((Array)array.GetValue(row)!, place);
    }

    private static bool IsJagged(Array array) => array.GetType().GetElementType()!.IsArray;

    private static int[] LengthsOf(Array array) => [.. Enumerable.Range(0, array.Rank).Select(array.GetLength)];

    private static int[] IndicesOf(Array array, int place)
    {
        int[] indices = new int[array.Rank];
        for (int dimension = array.Rank - 1; dimension >= 0; dimension--)
        {
            (place, indices[dimension]) = (place / array.GetLength(dimension), place % array.GetLength(dimension));
        }

        return indices;
    }
}
