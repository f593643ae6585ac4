namespace SymGrad.Generator.IR;

/// <summary>
/// A call of a framework function from arrays to a number: operands its arguments, arrays and numbers. It is there for its value alone, which
/// need not be that of a loop over the elements to the last bit; what it means is said by an <see cref="ExpansionOperation"/> of it.
/// </summary>
/// <param name="Type">The type of the result.</param>
/// <param name="Spelling">How the call is written, operands as {0}, {1}….</param>
internal sealed record ArrayFunctionOperation(ScalarType Type, string Spelling) : Operation(Type)
{
    public override bool IsOrdered => true;
}

/// <summary>
/// The value of a call together with what it means: operands (call, meaning), equal but for rounding. The value is that of the call, bit for
/// bit; derivative and structure are those of the meaning.
/// </summary>
/// <param name="Type">The type of both.</param>
internal sealed record ExpansionOperation(ScalarType Type) : Operation(Type);

/// <summary>A call of a framework function that writes to an array: what a filled array and the loop that copies it come to in emitted code.</summary>
/// <param name="Destination">The array.</param>
/// <param name="Spelling">How the call is written: the destination as {0}, operands as {1}, {2}….</param>
/// <param name="Arguments">The other arguments.</param>
internal sealed record ArrayCall(Value Destination, string Spelling, EquatableArray<Value> Arguments) : Instruction;
