namespace SymGrad.Generator.IR;

/// <summary>A value of a <see cref="Function"/>: assigned once, named by its place in <see cref="Function.Values"/>.</summary>
internal readonly record struct Value(int Index)
{
    public override string ToString() => $"%{Index}";
}

/// <summary>What is known of a value wherever it is used.</summary>
/// <param name="Type">Its type, or that of its elements.</param>
/// <param name="Name">The user's name for it, where there is one. Not necessarily unique within the function.</param>
/// <param name="IsDeclared">Whether the user declared a variable for it: emitted code keeps that variable.</param>
/// <param name="Array">Which kind of array it is.</param>
internal readonly record struct ValueInfo(ScalarType Type, string? Name, bool IsDeclared, ArrayKind Array = ArrayKind.None);

/// <summary>How C# refers to an array. An array value refers to memory: slices of one array share it.</summary>
internal enum ArrayKind
{
    /// <summary>It is a scalar.</summary>
    None,

    ReadOnlySpan,

    Span,

    Array,

    /// <summary>Rows of several items, where they are in memory: the runtime's ItemRows. Only <c>Vectorization</c> makes one.</summary>
    Rows,

    /// <summary>A gradient that takes outer products of rows: the runtime's OuterProductSums, by reference. Only <c>Vectorization</c> makes one.</summary>
    OuterSums,
}
