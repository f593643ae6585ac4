namespace SymGrad.Generator.IR;

/// <summary>The number of elements of an array.</summary>
internal sealed record LengthOperation() : Operation(ScalarType.Int32);

/// <summary>The element of an array at an index: operands (array, index).</summary>
/// <param name="Type">The type of the element.</param>
/// <param name="IsGathered">Whether each of several items has an index of its own.</param>
internal sealed record ElementOperation(ScalarType Type, bool IsGathered = false) : Operation(Type)
{
    public override bool IsOrdered => true;
}

/// <summary>A part of an array that shares its memory: operands (array, start) or (array, start, length).</summary>
/// <param name="Type">The type of its elements.</param>
/// <param name="Kind">What kind of span it is.</param>
/// <param name="Base">What kind of array it is a part of.</param>
internal sealed record SliceOperation(ScalarType Type, ArrayKind Kind, ArrayKind Base) : Operation(Type)
{
    public override ArrayKind Array => Kind;

    public override bool IsOrdered => true;
}

/// <summary>A new array of zeros, other than all before: operand (length). One that a call fills has the arguments of the call as further operands.</summary>
/// <param name="Type">The type of its elements.</param>
/// <param name="IsAdjoint">Whether it holds adjoints, which the generated code adds up, and not values of the loss.</param>
/// <param name="Filling">
/// How the call of a framework function that fills it is written: operands as {1}, {2}…, the array itself as {0}. As for
/// <see cref="ArrayFunctionOperation"/>, its elements are there for their values alone.
/// </param>
internal sealed record AllocateOperation(ScalarType Type, bool IsAdjoint = false, string? Filling = null) : Operation(Type)
{
    public override ArrayKind Array => ArrayKind.Span;

    public override bool IsOrdered => true;
}

/// <summary>The array without elements, which stands for arrays on paths that do not have them.</summary>
internal sealed record EmptyArrayOperation(ScalarType Type) : Operation(Type)
{
    public override ArrayKind Array => ArrayKind.Span;
}
