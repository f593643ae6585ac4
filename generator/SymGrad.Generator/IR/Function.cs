namespace SymGrad.Generator.IR;

/// <summary>A parameter of a <see cref="Function"/>. The parameter at position i is the value %i.</summary>
/// <param name="Name">The user's name, without @. For a part of a composite parameter, one that is made of its path: <c>weightsHidden</c>.</param>
/// <param name="Type">Its type, or that of its elements.</param>
/// <param name="Role">What it is for.</param>
/// <param name="Array">How an array is passed.</param>
internal readonly record struct Parameter(string Name, ScalarType Type, ParameterRole Role, ArrayKind Array = ArrayKind.None)
{
    public bool IsTheta => Role == ParameterRole.Theta;

    /// <summary>Whether it is the same for all items of a pass: a parameter in θ, or a length of one.</summary>
    public bool IsShared => Role is ParameterRole.Theta or ParameterRole.Extent;

    /// <summary>What the user calls it where that is not the name: the path of a part of a composite parameter, <c>weights.Hidden</c>.</summary>
    public string? Path { get; init; }

    /// <summary>What the user calls it.</summary>
    public string DisplayName => Path ?? Name;
}

/// <summary>What a parameter is for.</summary>
internal enum ParameterRole
{
    /// <summary>What varies from item to item.</summary>
    Data,

    /// <summary>What the loss is differentiated with respect to.</summary>
    Theta,

    /// <summary>A length of an array in θ that has several: all items share it, and it does not vary with the elements of θ.</summary>
    Extent,

    /// <summary>Data that are the same for all items: what the instance holds that the loss is a method of.</summary>
    Instance,

    /// <summary>Where a gradient with respect to an array is added to: the caller's memory.</summary>
    Destination,
}

/// <summary>
/// A loss, or its gradient, in the intermediate representation: structured regions of single-assignment values.
/// It holds no positions and no symbols and is equal to another by value, which makes it the boundary of the incremental cache.
/// </summary>
/// <param name="Name">The name of the method it came from.</param>
/// <param name="Parameters">Its parameters, values %0 … %(n−1).</param>
/// <param name="Body">What it does. The yields of the body are the results.</param>
/// <param name="Values">Type and name of each value.</param>
internal sealed record Function(
    string Name,
    EquatableArray<Parameter> Parameters,
    Region Body,
    EquatableArray<ValueInfo> Values)
{
    public ScalarType TypeOf(Value value) => Values[value.Index].Type;

    public bool IsArray(Value value) => Values[value.Index].Array != ArrayKind.None;
}
