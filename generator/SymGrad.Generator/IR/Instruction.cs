namespace SymGrad.Generator.IR;

/// <summary>One step of a <see cref="Region"/>. Each kind has one lowering case and one reversal case.</summary>
internal abstract record Instruction;

/// <summary>Computes one value from others.</summary>
internal sealed record Compute(Value Result, Operation Operation, EquatableArray<Value> Operands) : Instruction;

/// <summary>
/// Runs one of two regions. The yields of the side taken become <see cref="Results"/>; both sides yield as many values, of the same types.
/// </summary>
internal sealed record Branch(EquatableArray<Value> Results, Value Condition, Region Then, Region Else) : Instruction;

/// <summary>Throws when <see cref="Condition"/> holds: the user's guard. <see cref="Failure"/> computes what the exception says.</summary>
internal sealed record Guard(Value Condition, Region Failure, ThrownException Exception) : Instruction;

/// <summary>A call of a framework method that only checks and may throw, such as ArgumentOutOfRangeException.ThrowIfNegative.</summary>
/// <param name="Method">The fully qualified method, without arguments.</param>
/// <param name="Arguments">Its arguments, in order.</param>
internal sealed record Check(string Method, EquatableArray<ThrowArgument> Arguments) : Instruction;

/// <summary>A sequence of instructions with a scope of its own: values defined inside are visible inside only, except as its yields.</summary>
internal sealed record Region(EquatableArray<Instruction> Instructions, EquatableArray<Value> Yields)
{
    public static Region Empty { get; } = new([], []);
}

/// <summary>An exception as the user constructs it.</summary>
/// <param name="Type">The fully qualified name of its type (starting with global::).</param>
/// <param name="Arguments">The arguments of its constructor, in order.</param>
internal sealed record ThrownException(string Type, EquatableArray<ThrowArgument> Arguments);

/// <summary>An argument of an exception's constructor or of a check.</summary>
internal abstract record ThrowArgument;

/// <summary>A constant, as C# text.</summary>
internal sealed record LiteralArgument(string Text) : ThrowArgument;

/// <summary>A scalar of the loss.</summary>
internal sealed record ValueArgument(Value Value) : ThrowArgument;

/// <summary>An interpolated or concatenated string.</summary>
internal sealed record InterpolatedArgument(EquatableArray<InterpolationPart> Parts) : ThrowArgument;

/// <summary>A piece of an interpolated string: literal text, or a value with what follows it inside the braces (",8:F2").</summary>
internal readonly record struct InterpolationPart(string? Text, Value Value, string Suffix);
