using System;
using System.Collections.Immutable;
using System.Globalization;
using System.Linq;

namespace SymGrad.EndToEnd.Tests.Oracle;

/// <summary>The generated methods refuse a destination of a wrong length, and have then written to none.</summary>
internal static class DestinationOracle
{
    /// <summary>What is wrong at a point where the loss does not throw, or null.</summary>
    public static Problem? Examine(LossMethod method, object[] point)
        => method.GeneratedMethods
            .SelectMany(m => Enumerable.Range(0, m.DestinationCount).SelectMany(i => new[] { Examine(m, point, i, 1), Examine(m, point, i, -1) }))
            .FirstOrDefault(p => p is not null);

    private static Problem? Examine(GeneratedMethod method, object[] point, int index, int excess)
    {
        Array right = method.ArraysIn(method.Destinations(point))[index];
        if (GeneratedMethod.Unwritten(right, excess) is null)
        {
            return null;
        }

        ImmutableArray<object> destinations = method.Destinations(point, index, excess);
        Exception? thrown = method.Invoke(point, destinations).Thrown;
        string? problem = thrown is not ArgumentException
            ? thrown is null ? "is accepted" : $"is answered by {thrown.GetType().Name} '{thrown.Message}'"
            : method.ArraysIn(destinations).All(GeneratedMethod.IsUnwritten) ? null : "is refused after something has been written";
        return problem is null
            ? null
            : new(ProblemKind.Destination, string.Create(
                CultureInfo.InvariantCulture,
                $"{method.Name}: destination {index} of length {right.Length + excess} for {right.Length} numbers {problem}"));
    }
}
