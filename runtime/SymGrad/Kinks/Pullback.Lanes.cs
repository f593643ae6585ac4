namespace SymGrad;

/// <content>The same for eight items at once. Each selects the cotangent or zero, so that what is not selected does not matter.</content>
public static partial class Pullback
{
    /// <inheritdoc cref="Abs(double, double)"/>
    public static ItemLanes Abs(ItemLanes x, ItemLanes cotangent)
        => ItemLanes.SelectWhereLess(0, x, cotangent, ItemLanes.SelectWhereLess(x, 0, -cotangent, ItemLanes.SelectWhereEqual(x, 0, 0, double.NaN)));

    /// <inheritdoc cref="Max(double, double, double)"/>
    public static ItemLanes Max(ItemLanes x, ItemLanes other, ItemLanes cotangent)
        => ItemLanes.SelectWhereLess(
            other, x, cotangent, ItemLanes.SelectWhereLess(x, other, 0, ItemLanes.SelectWhereEqual(x, other, cotangent / 2, double.NaN)));

    /// <inheritdoc cref="Min(double, double, double)"/>
    public static ItemLanes Min(ItemLanes x, ItemLanes other, ItemLanes cotangent) => Max(-x, -other, cotangent);

    /// <inheritdoc cref="Above(double, double, double)"/>
    public static ItemLanes Above(ItemLanes x, ItemLanes bound, ItemLanes cotangent)
        => ItemLanes.SelectWhereLess(bound, x, cotangent, ItemLanes.Select(x <= bound, 0, double.NaN));

    /// <inheritdoc cref="Below(double, double, double)"/>
    public static ItemLanes Below(ItemLanes x, ItemLanes bound, ItemLanes cotangent) => Above(-x, -bound, cotangent);

    /// <inheritdoc cref="Clamp(double, double, double, double)"/>
    public static ItemLanes Clamp(ItemLanes x, ItemLanes minimum, ItemLanes maximum, ItemLanes cotangent)
        => ItemLanes.Select(
            (x > minimum) & (x < maximum),
            cotangent,
            ItemLanes.Select(ItemLanes.IsNaN(x) | ItemLanes.IsNaN(minimum) | ItemLanes.IsNaN(maximum), double.NaN, 0));

    /// <inheritdoc cref="Extremum(double, double, double)"/>
    public static ItemLanes Extremum(ItemLanes x, ItemLanes extremum, ItemLanes share)
        => ItemLanes.SelectWhereEqual(x, extremum, share, ItemLanes.SelectWhereEqual(extremum, extremum, 0, double.NaN));
}
