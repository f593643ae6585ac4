using SymGrad.Generator.IR;

namespace SymGrad.Generator.Analysis.Structure;

/// <summary>What keeps a loss from a lower rung.</summary>
internal enum ObstacleKind
{
    /// <summary>A product of two values, each of a lower degree.</summary>
    Product,

    /// <summary>A quotient whose divisor depends on the variables.</summary>
    Quotient,

    /// <summary>A function that is no polynomial.</summary>
    Function,

    /// <summary>A condition that the variables decide.</summary>
    Condition,

    /// <summary>An index or a length that the variables decide.</summary>
    Place,

    /// <summary>A loop whose number of iterations the variables decide.</summary>
    Count,

    /// <summary>A variable that each iteration of a loop, or an array that each store, computes from what it was, and not by additions only.</summary>
    Recurrence,

    /// <summary>A call of a helper that calls itself.</summary>
    Call,

    /// <summary>An exception that θ decides.</summary>
    Exception,

    /// <summary>No single place: the value as a whole.</summary>
    Whole,
}

/// <summary>The first place found that keeps a loss from a lower rung.</summary>
/// <param name="Kind">Why.</param>
/// <param name="Value">The value that it happens at.</param>
/// <param name="Divisor">What a quotient divides by; null for other kinds.</param>
internal readonly record struct Obstacle(ObstacleKind Kind, Value Value, Value? Divisor = null);
