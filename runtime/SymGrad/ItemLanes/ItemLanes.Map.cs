using System;

namespace SymGrad;

/// <content>Functions that have no form for several numbers.</content>
public readonly partial struct ItemLanes
{
    /// <summary>A function that has no form of its own for several numbers: one after the other.</summary>
    /// <param name="function">The function.</param>
    /// <param name="x">Its argument.</param>
    /// <returns>The function of each.</returns>
    public static ItemLanes Map(Func<double, double> function, ItemLanes x) => LaneElements<ItemLanes, double>.Map(function, x);

    /// <summary>A function that has no form of its own for several numbers: one after the other.</summary>
    /// <param name="function">The function.</param>
    /// <param name="x">Its first argument.</param>
    /// <param name="y">Its second argument.</param>
    /// <returns>The function of each pair.</returns>
    public static ItemLanes Map(Func<double, double, double> function, ItemLanes x, ItemLanes y) => LaneElements<ItemLanes, double>.Map(function, x, y);

    /// <summary>A function that has no form of its own for several numbers: one after the other.</summary>
    /// <param name="function">The function.</param>
    /// <param name="x">Its first argument.</param>
    /// <param name="y">Its second argument.</param>
    /// <param name="z">Its third argument.</param>
    /// <returns>The function of each triple.</returns>
    public static ItemLanes Map(Func<double, double, double, double> function, ItemLanes x, ItemLanes y, ItemLanes z)
        => LaneElements<ItemLanes, double>.Map(function, x, y, z);
}
