using System.Collections.Generic;
using System.Linq;

namespace SymGrad.Generator.CallSites;

/// <summary>What arithmetic makes of the origins of its operands.</summary>
internal static class Origins
{
    public static bool IsOfOneItem(this Origin origin) => origin is Origin.Item or Origin.Derived;

    public static bool IsAveraged(this Origin origin) => origin is Origin.Sum or Origin.Mean or Origin.PartMean;

    public static Origin Sum(Origin left, Origin right)
    {
        if (left.IsOfOneItem() || right.IsOfOneItem())
        {
            return Either(Origin.Derived) || Either(Origin.Unknown) ? Origin.Derived : Origin.Item;
        }

        return left == right || right == Origin.Fixed ? left
            : left == Origin.Fixed ? right
            : Either(Origin.Unknown) || Either(Origin.Accumulated) ? Origin.Unknown
            : Either(Origin.PartMean) ? Origin.PartMean
            : Origin.Mean;

        bool Either(Origin origin) => left == origin || right == origin;
    }

    public static Origin Product(Origin left, Origin right)
        => left == Origin.Fixed ? right : right == Origin.Fixed ? left : Nonlinear([left, right]);

    public static Origin Quotient(Origin dividend, Origin divisor) => (dividend, divisor) switch
    {
        (Origin.Sum or Origin.Accumulated, Origin.Fixed) => Origin.Mean,
        (_, Origin.Fixed) => dividend,
        _ => Nonlinear([dividend, divisor]),
    };

    /// <summary>The quotient by the number of items.</summary>
    public static Origin QuotientByCount(Origin dividend) => dividend switch
    {
        Origin.Sum or Origin.Accumulated => Origin.Mean,
        Origin.Fixed => Origin.Unknown,
        _ => dividend,
    };

    /// <summary>A function of all of these that is not affine, or not known to be.</summary>
    public static Origin Nonlinear(IEnumerable<Origin> operands)
    {
        var all = operands.ToList();
        return all.Any(IsOfOneItem) ? Origin.Derived : all.All(o => o == Origin.Fixed) ? Origin.Fixed : Origin.Unknown;
    }

    /// <summary>A record of all of these. Means of parts of the data that stand side by side are hardly features of one item.</summary>
    public static Origin Parts(IEnumerable<Origin> parts)
    {
        var all = parts.ToList();
        List<Origin> averaged = [.. all.Where(IsAveraged)];
        return all.Any(IsOfOneItem) ? Origin.Item
            : all.Any(o => o != Origin.Fixed && !o.IsAveraged()) ? Origin.Unknown
            : averaged.Count switch
            {
                0 => Origin.Fixed,
                1 => averaged[0],
                _ => Origin.Mean,
            };
    }

    /// <summary>One of several, whichever the program takes. A constant is what it takes where there are no data.</summary>
    public static Origin Choice(IEnumerable<Origin> cases)
    {
        var all = cases.Distinct().ToList();
        return all.Count == 0 ? Origin.Unknown
            : all.Count == 1 ? all[0]
            : all.Any(IsOfOneItem) ? Origin.Derived
            : all.Where(o => o != Origin.Fixed).ToList() is [var single] ? single
            : all.All(o => o == Origin.Fixed || o.IsAveraged()) ? Origin.Mean
            : Origin.Unknown;
    }
}
