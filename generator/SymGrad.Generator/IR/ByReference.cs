using System.Collections.Generic;
using System.Runtime.CompilerServices;

namespace SymGrad.Generator.IR;

/// <summary>Tells regions and instructions apart by where they stand and not by what they do.</summary>
internal sealed class ByReference : IEqualityComparer<object>
{
    public static ByReference Comparer { get; } = new();

    bool IEqualityComparer<object>.Equals(object? x, object? y) => ReferenceEquals(x, y);

    int IEqualityComparer<object>.GetHashCode(object obj) => RuntimeHelpers.GetHashCode(obj);
}
