using System;

namespace SymGrad.EndToEnd.Tests.Oracle;

/// <summary>What a method returned, or what it threw.</summary>
internal readonly record struct Outcome<T>(T Result, Exception? Thrown)
{
    /// <summary>The result in another form.</summary>
    public Outcome<TOther> Then<TOther>(Func<T, TOther> convert) => Thrown is null ? new(convert(Result), null) : new(default!, Thrown);
}
