using System;

namespace SymGrad.EndToEnd.Tests.Costs;

/// <summary>Counts the floating-point operations that instrumented code executes on a thread (<see cref="CountingRewriter"/>).</summary>
public static class ExecutedOperations
{
    [ThreadStatic]
    private static long count;

    /// <summary>Passes on the result of an operation, or the operand that only one operation reads.</summary>
    public static T Count<T>(T value)
    {
        count++;
        return value;
    }

    /// <summary>Passes on the number of iterations of a loop that executes so many operations in each.</summary>
    public static int CountLoop(int iterations, int operations)
    {
        count += (long)Math.Max(iterations, 0) * operations;
        return iterations;
    }

    /// <summary>How many operations something executes.</summary>
    internal static long Of(Action code)
    {
        long before = count;
        code();
        return count - before;
    }
}
