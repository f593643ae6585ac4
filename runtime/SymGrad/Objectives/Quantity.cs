using System;
using System.Globalization;
using System.Linq;

namespace SymGrad;

/// <summary>Numbers of things in messages.</summary>
internal static class Quantity
{
    /// <summary>"1 item", "442 items".</summary>
    public static string Of(long count, string singular, string plural)
        => string.Create(CultureInfo.InvariantCulture, $"{count} {(count == 1 ? singular : plural)}");

    public static string OfElements(long count) => Of(count, "element", "elements");

    /// <summary>"442".</summary>
    public static string Number(long count) => count.ToString(CultureInfo.InvariantCulture);

    /// <summary>"3 × 4": the lengths of an array's dimensions.</summary>
    public static string OfShape(Array array)
        => string.Join(" × ", Enumerable.Range(0, array.Rank).Select(dimension => Number(array.GetLength(dimension))));

    public static string OfItems(long count) => Of(count, "item", "items");
}
