using System.Collections.Generic;
using System.Linq;
using SymGrad.Generator.IR;

namespace SymGrad.Generator.Frontend;

/// <summary>What an expression of the user's became: a scalar, or a tree of scalars for a tuple or an instance of a composite type.</summary>
internal abstract record LoweredValue
{
    /// <summary>The scalars it consists of, in order.</summary>
    public abstract IEnumerable<Value> Leaves { get; }
}

internal sealed record ScalarValue(Value Value) : LoweredValue
{
    public override IEnumerable<Value> Leaves => [Value];
}

/// <summary>A tuple, or an instance of a composite type.</summary>
/// <param name="Elements">The elements of a tuple, or what the members of the type hold, in its order.</param>
/// <param name="IsInstance">Whether it is an instance of a composite type, whose members C# finds by name and not by position.</param>
internal sealed record TupleValue(EquatableArray<LoweredValue> Elements, bool IsInstance = false) : LoweredValue
{
    public override IEnumerable<Value> Leaves => Elements.SelectMany(e => e.Leaves);
}

/// <summary>A string that a helper was given for the message of an exception.</summary>
/// <param name="Parts">What it consists of.</param>
internal sealed record MessageValue(EquatableArray<InterpolationPart> Parts) : LoweredValue
{
    public override IEnumerable<Value> Leaves => [];
}

/// <summary>No value: of a local variable that has been declared but not assigned, or of a call that returns nothing.</summary>
internal sealed record UnassignedValue : LoweredValue
{
    public static UnassignedValue Instance { get; } = new();

    public override IEnumerable<Value> Leaves => [];
}

/// <summary>An array: which memory it refers to is known.</summary>
internal sealed record ArrayValue(Value Array) : LoweredValue
{
    public override IEnumerable<Value> Leaves => [];
}

/// <summary>One of several arrays, depending on the path taken. It can't be read.</summary>
internal sealed record AmbiguousArray : LoweredValue
{
    public static AmbiguousArray Instance { get; } = new();

    public override IEnumerable<Value> Leaves => [];
}

/// <summary>A function whose body is known: a lambda, or a method that a delegate was made of.</summary>
internal sealed record FunctionValue(Microsoft.CodeAnalysis.IMethodSymbol Method) : LoweredValue
{
    public override IEnumerable<Value> Leaves => [];

    public bool Equals(FunctionValue? other)
        => other is not null && Microsoft.CodeAnalysis.SymbolEqualityComparer.Default.Equals(Method, other.Method);

    public override int GetHashCode() => Microsoft.CodeAnalysis.SymbolEqualityComparer.Default.GetHashCode(Method);
}

/// <summary>What a member of a composite type holds that a loss can't compute with.</summary>
internal sealed record OpaqueValue : LoweredValue
{
    public static OpaqueValue Instance { get; } = new();

    public override IEnumerable<Value> Leaves => [];
}
