using System;

namespace SymGrad.EndToEnd.Tests.Oracle;

/// <summary>Remembers how the comparisons of dual numbers on this thread came out, so that tests know which programs took different ways.</summary>
internal static class ComparisonLog
{
    [ThreadStatic]
    private static long signature;

    public static long Signature => signature;

    public static void Start() => signature = 1;

    public static bool Record(bool outcome)
    {
        signature = unchecked((signature * 31) + (outcome ? 2 : 1));
        return outcome;
    }
}
