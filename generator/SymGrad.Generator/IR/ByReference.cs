using System;
using System.Collections.Generic;
using System.Runtime.CompilerServices;

namespace SymGrad.Generator.IR;

/// <summary>Tells regions and instructions apart by where they stand and not by what they do.</summary>
internal sealed class ByReference : IEqualityComparer<object>
{
    public static ByReference Comparer { get; } = new();

    bool IEqualityComparer<object>.Equals(object? x, object? y) => ReferenceEquals(x, y);

    int IEqualityComparer<object>.GetHashCode(object obj) => RuntimeHelpers.GetHashCode(obj);

    /// <summary>One of them as a part of a larger key.</summary>
    public readonly struct Key(object item) : IEquatable<Key>
    {
        private readonly object item = item;

        public bool Equals(Key other) => ReferenceEquals(item, other.item);

        public override bool Equals(object? obj) => obj is Key other && Equals(other);

        public override int GetHashCode() => RuntimeHelpers.GetHashCode(item);
    }
}
