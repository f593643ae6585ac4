using System.Collections.Generic;
using System.Collections.Immutable;
using System.Globalization;
using System.Linq;

namespace SymGrad.EndToEnd.Tests.RandomPrograms.Structured;

/// <summary>An array or a span in scope.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Element">The type of its elements; integers are not negative.</param>
/// <param name="Form">Whether it is an array or a span.</param>
/// <param name="IsWritable">Whether the program may store to it.</param>
/// <param name="Length">What its length is called: arrays with one name here have one length.</param>
/// <param name="MinimumLength">How long it is at least; at least one.</param>
internal sealed record ArrayVariable(string Name, Kind Element, ArrayForm Form, bool IsWritable, string Length, int MinimumLength)
{
    /// <summary>All elements, as a view.</summary>
    public string Whole => Form == ArrayForm.Array ? $"{Name}.AsSpan()" : Name;

    /// <summary>The same elements without the first, as a view.</summary>
    public string WithoutFirst => Form == ArrayForm.Array ? $"{Name}.AsSpan(1)" : $"{Name}[1..]";

    /// <summary>The same elements without the last, as a view.</summary>
    public string WithoutLast => Form == ArrayForm.Array ? $"{Name}.AsSpan(0, {Name}.Length - 1)" : $"{Name}[..^1]";
}

/// <summary>An integer in scope, never negative.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Lengths">The lengths, as arrays name them, that it is below.</param>
/// <param name="IsAssignable">Whether the program may count it up.</param>
internal sealed record IndexVariable(string Name, ImmutableArray<string> Lengths, bool IsAssignable);

/// <summary>What a helper takes and does.</summary>
internal enum ArrayHelperForm
{
    /// <summary>Reads an array and a number, and returns a number.</summary>
    Value,

    /// <summary>Reads an array and a number, and writes to a destination.</summary>
    Update,

    /// <summary>Changes an array and a number in place, and returns a number.</summary>
    InPlace,
}

/// <summary>A helper with array parameters that statements may call.</summary>
internal sealed record ArrayHelper(string Name, ArrayHelperForm Form);

/// <summary>What a random statement with loops and arrays may refer to.</summary>
/// <param name="Reals">The numbers.</param>
/// <param name="Arrays">The arrays and spans.</param>
/// <param name="Indices">The integers.</param>
/// <param name="Helpers">The methods that may be called.</param>
/// <param name="IsVoid">Whether the method returns nothing.</param>
/// <param name="Depth">How deep the block is nested: names of a depth have their own number, so that sibling blocks redeclare them.</param>
/// <param name="LoopDepth">In how many loops the block is.</param>
/// <param name="Declared">How many names the current block has declared.</param>
internal sealed record StructuredScope(
    ImmutableArray<Variable> Reals,
    ImmutableArray<ArrayVariable> Arrays,
    ImmutableArray<IndexVariable> Indices,
    ImmutableArray<ArrayHelper> Helpers,
    bool IsVoid = false,
    int Depth = 0,
    int LoopDepth = 0,
    int Declared = 0)
{
    /// <summary>What else the program may use: types of its own, tuples, matrices and functions of arrays; null for programs without.</summary>
    public TypedScope? Typed { get; init; }

    public IEnumerable<string> Assignable => Reals.Where(r => r.IsAssignable).Select(r => r.Name);

    public IEnumerable<ArrayVariable> RealArrays => Arrays.Where(a => a.Element == Kind.Real);

    public IEnumerable<ArrayVariable> Writable => Arrays.Where(a => a.IsWritable);

    /// <summary>The name of the next declaration.</summary>
    public string NextName(char letter, int ahead = 0)
        => string.Create(CultureInfo.InvariantCulture, $"{letter}{Depth}{Declared + ahead}");

    public StructuredScope WithReal(string name, bool isAssignable = true)
        => this with { Reals = Reals.Add(new(name, Kind.Real, isAssignable)), Declared = Declared + 1 };

    public StructuredScope WithArray(ArrayVariable array) => this with { Arrays = Arrays.Add(array), Declared = Declared + 1 };

    public StructuredScope WithIndex(string name, bool isAssignable, params IEnumerable<string> lengths)
        => this with { Indices = Indices.Add(new(name, [.. lengths], isAssignable)), Declared = Declared + 1 };

    /// <summary>The scope after a name that the program itself does not use otherwise.</summary>
    public StructuredScope WithHidden() => this with { Declared = Declared + 1 };

    /// <summary>The scope of a nested block.</summary>
    public StructuredScope Nested() => this with { Depth = Depth + 1, Declared = 0 };

    /// <summary>The scope of the body of a loop.</summary>
    public StructuredScope Looped() => Nested() with { LoopDepth = LoopDepth + 1 };
}
