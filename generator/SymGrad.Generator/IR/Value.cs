namespace SymGrad.Generator.IR;

/// <summary>A value of a <see cref="Function"/>: assigned once, named by its place in <see cref="Function.Values"/>.</summary>
internal readonly record struct Value(int Index)
{
    public override string ToString() => $"%{Index}";
}

/// <summary>What is known of a value wherever it is used.</summary>
/// <param name="Type">Its type.</param>
/// <param name="Name">The user's name for it, where there is one. Not necessarily unique within the function.</param>
/// <param name="IsDeclared">Whether the user declared a variable for it: emitted code keeps that variable.</param>
internal readonly record struct ValueInfo(ScalarType Type, string? Name, bool IsDeclared);
