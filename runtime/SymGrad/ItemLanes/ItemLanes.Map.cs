using System;

namespace SymGrad;

/// <content>Functions that have no form for several numbers.</content>
public readonly partial struct ItemLanes
{
    /// <summary>A function that has no form of its own for several numbers: one after the other.</summary>
    /// <param name="function">The function.</param>
    /// <param name="x">Its argument.</param>
    /// <returns>The function of each.</returns>
    public static ItemLanes Map(Func<double, double> function, ItemLanes x)
    {
        ArgumentNullException.ThrowIfNull(function);
        Span<double> results = stackalloc double[Count];
        for (int i = 0; i < Count; i++)
        {
            results[i] = function(x.Values[i]);
        }

        return Load(results, 0);
    }

    /// <summary>A function that has no form of its own for several numbers: one after the other.</summary>
    /// <param name="function">The function.</param>
    /// <param name="x">Its first argument.</param>
    /// <param name="y">Its second argument.</param>
    /// <returns>The function of each pair.</returns>
    public static ItemLanes Map(Func<double, double, double> function, ItemLanes x, ItemLanes y)
    {
        ArgumentNullException.ThrowIfNull(function);
        Span<double> results = stackalloc double[Count];
        for (int i = 0; i < Count; i++)
        {
            results[i] = function(x.Values[i], y.Values[i]);
        }

        return Load(results, 0);
    }

    /// <summary>A function that has no form of its own for several numbers: one after the other.</summary>
    /// <param name="function">The function.</param>
    /// <param name="x">Its first argument.</param>
    /// <param name="y">Its second argument.</param>
    /// <param name="z">Its third argument.</param>
    /// <returns>The function of each triple.</returns>
    public static ItemLanes Map(Func<double, double, double, double> function, ItemLanes x, ItemLanes y, ItemLanes z)
    {
        ArgumentNullException.ThrowIfNull(function);
        Span<double> results = stackalloc double[Count];
        for (int i = 0; i < Count; i++)
        {
            results[i] = function(x.Values[i], y.Values[i], z.Values[i]);
        }

        return Load(results, 0);
    }
}
