namespace SymGrad;

/// <content>The same for eight items at once. Each selects the cotangent or zero, so that what is not selected does not matter.</content>
public static partial class Pullback
{
    /// <inheritdoc cref="Abs(double, double)"/>
    public static ItemLanes Abs(ItemLanes x, ItemLanes cotangent)
        => SubgradientOfLanes<ItemLanes, double>.Abs(x, cotangent);

    /// <inheritdoc cref="Max(double, double, double)"/>
    public static ItemLanes Max(ItemLanes x, ItemLanes other, ItemLanes cotangent)
        => SubgradientOfLanes<ItemLanes, double>.Greater(x, other, cotangent);

    /// <inheritdoc cref="Min(double, double, double)"/>
    public static ItemLanes Min(ItemLanes x, ItemLanes other, ItemLanes cotangent)
        => SubgradientOfLanes<ItemLanes, double>.Greater(-x, -other, cotangent);

    /// <inheritdoc cref="Above(double, double, double)"/>
    public static ItemLanes Above(ItemLanes x, ItemLanes bound, ItemLanes cotangent)
        => SubgradientOfLanes<ItemLanes, double>.StrictlyGreater(x, bound, cotangent);

    /// <inheritdoc cref="Below(double, double, double)"/>
    public static ItemLanes Below(ItemLanes x, ItemLanes bound, ItemLanes cotangent)
        => SubgradientOfLanes<ItemLanes, double>.StrictlyGreater(-x, -bound, cotangent);

    /// <inheritdoc cref="Clamp(double, double, double, double)"/>
    public static ItemLanes Clamp(ItemLanes x, ItemLanes minimum, ItemLanes maximum, ItemLanes cotangent)
        => SubgradientOfLanes<ItemLanes, double>.Clamp(x, minimum, maximum, cotangent);

    /// <inheritdoc cref="Extremum(double, double, double)"/>
    public static ItemLanes Extremum(ItemLanes x, ItemLanes extremum, ItemLanes share)
        => SubgradientOfLanes<ItemLanes, double>.Extremum(x, extremum, share);

    /// <inheritdoc cref="Abs(float, float)"/>
    public static ItemLanesF Abs(ItemLanesF x, ItemLanesF cotangent)
        => SubgradientOfLanes<ItemLanesF, float>.Abs(x, cotangent);

    /// <inheritdoc cref="Max(float, float, float)"/>
    public static ItemLanesF Max(ItemLanesF x, ItemLanesF other, ItemLanesF cotangent)
        => SubgradientOfLanes<ItemLanesF, float>.Greater(x, other, cotangent);

    /// <inheritdoc cref="Min(float, float, float)"/>
    public static ItemLanesF Min(ItemLanesF x, ItemLanesF other, ItemLanesF cotangent)
        => SubgradientOfLanes<ItemLanesF, float>.Greater(-x, -other, cotangent);

    /// <inheritdoc cref="Above(float, float, float)"/>
    public static ItemLanesF Above(ItemLanesF x, ItemLanesF bound, ItemLanesF cotangent)
        => SubgradientOfLanes<ItemLanesF, float>.StrictlyGreater(x, bound, cotangent);

    /// <inheritdoc cref="Below(float, float, float)"/>
    public static ItemLanesF Below(ItemLanesF x, ItemLanesF bound, ItemLanesF cotangent)
        => SubgradientOfLanes<ItemLanesF, float>.StrictlyGreater(-x, -bound, cotangent);

    /// <inheritdoc cref="Clamp(float, float, float, float)"/>
    public static ItemLanesF Clamp(ItemLanesF x, ItemLanesF minimum, ItemLanesF maximum, ItemLanesF cotangent)
        => SubgradientOfLanes<ItemLanesF, float>.Clamp(x, minimum, maximum, cotangent);

    /// <inheritdoc cref="Extremum(float, float, float)"/>
    public static ItemLanesF Extremum(ItemLanesF x, ItemLanesF extremum, ItemLanesF share)
        => SubgradientOfLanes<ItemLanesF, float>.Extremum(x, extremum, share);

    /// <inheritdoc cref="MaxNumber(double, double, double)"/>
    public static ItemLanes MaxNumber(ItemLanes x, ItemLanes other, ItemLanes cotangent)
        => SubgradientOfLanes<ItemLanes, double>.GreaterNumber(x, other, cotangent);

    /// <inheritdoc cref="MinNumber(double, double, double)"/>
    public static ItemLanes MinNumber(ItemLanes x, ItemLanes other, ItemLanes cotangent)
        => SubgradientOfLanes<ItemLanes, double>.GreaterNumber(-x, -other, cotangent);

    /// <inheritdoc cref="AboveNumber(double, double, double)"/>
    public static ItemLanes AboveNumber(ItemLanes x, ItemLanes bound, ItemLanes cotangent)
        => SubgradientOfLanes<ItemLanes, double>.StrictlyGreaterNumber(x, bound, cotangent);

    /// <inheritdoc cref="BelowNumber(double, double, double)"/>
    public static ItemLanes BelowNumber(ItemLanes x, ItemLanes bound, ItemLanes cotangent)
        => SubgradientOfLanes<ItemLanes, double>.StrictlyGreaterNumber(-x, -bound, cotangent);

    /// <inheritdoc cref="MaxNumber(float, float, float)"/>
    public static ItemLanesF MaxNumber(ItemLanesF x, ItemLanesF other, ItemLanesF cotangent)
        => SubgradientOfLanes<ItemLanesF, float>.GreaterNumber(x, other, cotangent);

    /// <inheritdoc cref="MinNumber(float, float, float)"/>
    public static ItemLanesF MinNumber(ItemLanesF x, ItemLanesF other, ItemLanesF cotangent)
        => SubgradientOfLanes<ItemLanesF, float>.GreaterNumber(-x, -other, cotangent);

    /// <inheritdoc cref="AboveNumber(float, float, float)"/>
    public static ItemLanesF AboveNumber(ItemLanesF x, ItemLanesF bound, ItemLanesF cotangent)
        => SubgradientOfLanes<ItemLanesF, float>.StrictlyGreaterNumber(x, bound, cotangent);

    /// <inheritdoc cref="BelowNumber(float, float, float)"/>
    public static ItemLanesF BelowNumber(ItemLanesF x, ItemLanesF bound, ItemLanesF cotangent)
        => SubgradientOfLanes<ItemLanesF, float>.StrictlyGreaterNumber(-x, -bound, cotangent);
}
