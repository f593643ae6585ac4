namespace SymGrad.Generator.IR;

/// <summary>A call of a function that is not written out, because it calls itself or the user gave its derivative: operands its arguments. It reads the arrays among them.</summary>
/// <param name="Type">The type of the result.</param>
/// <param name="Spelling">How the call is written, operands as {0}, {1}….</param>
/// <param name="Callee">The name of its derivative, see <see cref="PullbackCall"/>.</param>
internal sealed record CallOperation(ScalarType Type, string Spelling, string Callee) : Operation(Type)
{
    /// <summary>Whether the derivative is one that the user gave, so that nothing is known of the function itself.</summary>
    public bool HasUserRule { get; init; }

    public override bool IsOrdered => true;
}

/// <summary>
/// Calls the derivative of a function: from the adjoint of its result it computes those of its floating-point arguments, of arrays by adding
/// to them.
/// </summary>
/// <param name="Results">The adjoint of each argument that is a floating-point number, in order; then the result of the function, where the derivative
/// returns that too.</param>
/// <param name="Callee">The derivative.</param>
/// <param name="Arguments">The arguments of the function.</param>
/// <param name="Destinations">The adjoint of each argument that is an array of floating-point numbers, in order.</param>
/// <param name="Adjoint">The adjoint of the result.</param>
internal sealed record PullbackCall(
    EquatableArray<Value> Results, string Callee, EquatableArray<Value> Arguments, EquatableArray<Value> Destinations, Value Adjoint) : Instruction;
