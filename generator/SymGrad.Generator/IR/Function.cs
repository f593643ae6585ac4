namespace SymGrad.Generator.IR;

/// <summary>A parameter of a <see cref="Function"/>. The parameter at position i is the value %i.</summary>
/// <param name="Name">The user's name, without @.</param>
/// <param name="Type">Its type.</param>
/// <param name="IsTheta">Whether the loss is differentiated with respect to it; otherwise it is data.</param>
internal readonly record struct Parameter(string Name, ScalarType Type, bool IsTheta);

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
}
