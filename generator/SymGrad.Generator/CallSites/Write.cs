using Microsoft.CodeAnalysis;

namespace SymGrad.Generator.CallSites;

/// <summary>How a variable, or the elements of an array that it holds, get a value.</summary>
internal enum WriteKind
{
    /// <summary>It is assigned.</summary>
    Assign,

    /// <summary>Something is added to it or subtracted from it.</summary>
    Add,

    /// <summary>It is multiplied.</summary>
    Multiply,

    /// <summary>It is divided.</summary>
    Divide,

    /// <summary>It grows or shrinks by one.</summary>
    Step,

    /// <summary>It goes through the elements of a sequence.</summary>
    Iterate,

    /// <summary>In some way that is not looked into.</summary>
    Other,
}

/// <summary>A place that gives a variable a value.</summary>
/// <param name="Kind">How.</param>
/// <param name="Value">The value that is assigned, added, or gone through; null where there is none.</param>
/// <param name="Site">The operation that writes.</param>
/// <param name="IsElement">Whether an element of the array that the variable holds is written.</param>
internal sealed record Write(WriteKind Kind, IOperation? Value, IOperation Site, bool IsElement);
