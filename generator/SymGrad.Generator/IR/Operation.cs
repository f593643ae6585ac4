namespace SymGrad.Generator.IR;

/// <summary>A pure scalar operation: what a <see cref="Compute"/> instruction applies to its operands.</summary>
/// <param name="Type">The type of the result.</param>
internal abstract record Operation(ScalarType Type)
{
    /// <summary>Whether some operands make it throw, as integer division by zero does. Such operations stay where the user wrote them.</summary>
    public virtual bool MayThrow => false;

    /// <summary>The kind of array that the result is; <see cref="Type"/> then is the type of its elements.</summary>
    public virtual ArrayKind Array => ArrayKind.None;

    /// <summary>
    /// Whether it must keep its place among what has effects: it reads memory, or throws when an index is out of range. Unlike what
    /// <see cref="MayThrow"/>, it is not computed where nobody needs it.
    /// </summary>
    public virtual bool IsOrdered => MayThrow;
}

/// <summary>A constant, stored as bits so that 0.0 and −0.0, and different NaNs, are different constants.</summary>
/// <param name="Type">Its type.</param>
/// <param name="Bits">
/// The value: IEEE bits of a double or float, two's complement of an integer, 0 or 1 of a bool.
/// </param>
/// <param name="Text">How emitted code refers to it, when not by a literal: an accessible const field or an enum member.</param>
internal sealed record ConstantOperation(ScalarType Type, long Bits, string? Text = null) : Operation(Type);

/// <summary>The value of a static readonly field, or of another name that reads the same throughout a program run.</summary>
/// <param name="Type">Its type.</param>
/// <param name="Text">How emitted code refers to it.</param>
/// <param name="Kind">Which kind of array it is.</param>
internal sealed record FieldOperation(ScalarType Type, string Text, ArrayKind Kind = ArrayKind.None) : Operation(Type)
{
    public override ArrayKind Array => Kind;
}

internal enum UnaryOperator
{
    Negate,
    BitwiseNot,
    LogicalNot,
}

internal sealed record UnaryOperation(UnaryOperator Operator, ScalarType Type, bool IsChecked = false) : Operation(Type)
{
    public override bool MayThrow => IsChecked && Type.IsInteger();
}

internal enum BinaryOperator
{
    Add,
    Subtract,
    Multiply,
    Divide,
    Remainder,
    And,
    Or,
    ExclusiveOr,
    ShiftLeft,
    ShiftRight,
    UnsignedShiftRight,
}

/// <summary>An arithmetic, bitwise or strict logical operator on two operands of the type of the result (a shift count is an int).</summary>
internal sealed record BinaryOperation(BinaryOperator Operator, ScalarType Type, bool IsChecked = false) : Operation(Type)
{
    public override bool MayThrow =>
        Type.IsInteger() && (IsChecked || Operator is BinaryOperator.Divide or BinaryOperator.Remainder);
}

internal enum CompareOperator
{
    Equal,
    NotEqual,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
}

/// <summary>A comparison of two operands of one type.</summary>
internal sealed record CompareOperation(CompareOperator Operator, ScalarType OperandType)
    : Operation(OperandType switch
    {
        ScalarType.Lanes => ScalarType.Mask,
        ScalarType.SingleLanes => ScalarType.SingleMask,
        _ => ScalarType.Boolean,
    })
{
    /// <summary>The comparison that holds exactly when this one does not; null where NaN, which compares with nothing, makes it none.</summary>
    public CompareOperation? Inverse => Operator switch
    {
        CompareOperator.Equal => this with { Operator = CompareOperator.NotEqual },
        CompareOperator.NotEqual => this with { Operator = CompareOperator.Equal },
        _ when OperandType.IsFloating() => null,
        CompareOperator.Less => this with { Operator = CompareOperator.GreaterOrEqual },
        CompareOperator.LessOrEqual => this with { Operator = CompareOperator.Greater },
        CompareOperator.Greater => this with { Operator = CompareOperator.LessOrEqual },
        CompareOperator.GreaterOrEqual => this with { Operator = CompareOperator.Less },
        _ => null,
    };
}

/// <summary>A C# numeric conversion.</summary>
internal sealed record ConvertOperation(ScalarType From, ScalarType Type, bool IsChecked = false) : Operation(Type)
{
    public override bool MayThrow => IsChecked && Type.IsInteger();
}

/// <summary>
/// A choice between two values that are both computed: <c>condition ? first : second</c> with operands (condition, first, second).
/// Derivative rules use it; a choice the user wrote is a <see cref="Branch"/>, whose sides are computed only when taken.
/// </summary>
internal sealed record SelectOperation(ScalarType Type) : Operation(Type);

/// <summary>A call of a function that the rules table has a row for.</summary>
/// <param name="Rule">The name of the row.</param>
/// <param name="Type">The type of the result.</param>
/// <param name="Spelling">
/// How the call is written, operands as {0}, {1}…: <c>Math.Sin({0})</c>, <c>double.SinPi({0})</c>. What the user wrote stays as written,
/// because <c>Math.Pow</c> and a look-alike need not agree in the last bit. Names are those visible with <c>using System</c>.
/// </param>
internal sealed record FunctionOperation(string Rule, ScalarType Type, string Spelling) : Operation(Type)
{
    /// <summary>The row of the function that gives its argument as it is, and counts as a constant.</summary>
    public const string StopGradient = "StopGradient";

    /// <summary>Whether it is called for several items, one after the other: the spelling is that for one.</summary>
    public bool IsMapped { get; init; }

    /// <summary>Clamp checks its bounds, Sign refuses NaN, Round checks its digits, and the absolute value of an integer may not exist.</summary>
    public override bool MayThrow => Rule is "Clamp" or "Sign"
        || (Rule == "Round" && Spelling.Contains("{1}"))
        || (Rule == "Abs" && Type.IsInteger());
}

/// <summary>A call of a user's function without source whose derivative the user gave with [DerivativeOf].</summary>
/// <param name="Type">The type of the result.</param>
/// <param name="Spelling">How the call is written, operands as {0}, {1}….</param>
/// <param name="Partials">
/// For each parameter, how its partial derivative is written (operands as {0}, {1}…), or "" for a parameter that is not differentiable.
/// </param>
/// <param name="ParameterTypes">The types of the parameters.</param>
internal sealed record UserFunctionOperation(
    ScalarType Type,
    string Spelling,
    EquatableArray<string> Partials,
    EquatableArray<ScalarType> ParameterTypes) : Operation(Type);
