namespace SymGrad.Generator.IR;

/// <summary>One step of a <see cref="Region"/>. Each kind has one lowering case and one reversal case.</summary>
internal abstract record Instruction;

/// <summary>Computes one value from others.</summary>
/// <param name="Result">The value.</param>
/// <param name="Operation">What is done.</param>
/// <param name="Operands">With what.</param>
/// <param name="IsRepeated">Whether it has been computed before with the same operands, so that it does not throw.</param>
internal sealed record Compute(Value Result, Operation Operation, EquatableArray<Value> Operands, bool IsRepeated = false) : Instruction
{
    public bool MayThrow => Operation.MayThrow && !IsRepeated;
}

/// <summary>
/// Runs one of two regions. The yields of the side taken become <see cref="Results"/>; both sides yield as many values, of the same types.
/// </summary>
internal sealed record Branch(EquatableArray<Value> Results, Value Condition, Region Then, Region Else) : Instruction;

/// <summary>
/// Runs a region repeatedly. Each iteration sees the carried values as <see cref="Parameters"/> and yields their next ones; after the last one
/// they are the <see cref="Results"/>.
/// </summary>
/// <param name="Results">The carried values after the loop.</param>
/// <param name="Initial">The carried values before the loop.</param>
/// <param name="Parameters">The carried values at the start of an iteration.</param>
/// <param name="Header">What decides how often it runs.</param>
/// <param name="Body">One iteration.</param>
internal sealed record Loop(
    EquatableArray<Value> Results,
    EquatableArray<Value> Initial,
    EquatableArray<Value> Parameters,
    LoopHeader Header,
    Region Body) : Instruction;

/// <summary>What decides how often a loop runs.</summary>
internal abstract record LoopHeader;

/// <summary>As <c>for (int index = from; index &lt; to; index += step)</c> does, where the iterations change none of these.</summary>
/// <param name="Index">The index, visible in the body.</param>
/// <param name="From">Its first value.</param>
/// <param name="To">What it is compared with.</param>
/// <param name="Comparison">The comparison that holds as long as the loop goes on.</param>
/// <param name="Step">What is added to the index after each iteration; not zero.</param>
/// <param name="IsReversal">Whether it goes backwards through the iterations of another loop.</param>
/// <param name="StepsFirst">
/// Whether the index takes its step after it has been compared and before the iteration, as in <c>for (int i = n; i-- &gt; 0;)</c>: it then does not
/// wrap around for any bound.
/// </param>
internal sealed record CountedHeader(
    Value Index, Value From, Value To, CompareOperator Comparison, int Step, bool IsReversal = false, bool StepsFirst = false) : LoopHeader;

/// <summary>As <c>while (condition)</c> does.</summary>
/// <param name="Condition">Sees the parameters of the loop and yields whether one more iteration follows. It only computes.</param>
internal sealed record WhileHeader(Region Condition) : LoopHeader;

/// <summary>Stores an element of an array.</summary>
/// <param name="Array">The array.</param>
/// <param name="Index">Where.</param>
/// <param name="Stored">What.</param>
/// <param name="Purpose">What for.</param>
internal sealed record Store(Value Array, Value Index, Value Stored, StorePurpose Purpose = StorePurpose.Result) : Instruction;

/// <summary>What an element is stored for.</summary>
internal enum StorePurpose
{
    /// <summary>To be read later on.</summary>
    Result,

    /// <summary>In the reverse sweep, to bring back what an element held before, for those who read it then.</summary>
    Restore,
}

/// <summary>Records a value for the reverse sweep; what is recorded last is replayed first.</summary>
/// <param name="Recording">Which recording.</param>
/// <param name="Recorded">The value.</param>
internal sealed record Record(int Recording, Value Recorded) : Instruction;

/// <summary>Takes the value that was recorded last, and not replayed yet, from a recording.</summary>
/// <param name="Result">The value.</param>
/// <param name="Recording">Which recording.</param>
internal sealed record Replay(Value Result, int Recording) : Instruction;

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
