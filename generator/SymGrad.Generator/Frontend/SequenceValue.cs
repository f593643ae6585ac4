using System;
using System.Collections.Generic;
using SymGrad.Generator.IR;

namespace SymGrad.Generator.Frontend;

/// <summary>
/// A query over arrays that has not run yet: its elements are computed where something goes through it, as LINQ's are.
/// </summary>
/// <param name="Length">How many elements it has.</param>
/// <param name="At">Computes the element at an index.</param>
/// <param name="IsArray">Whether it is an array itself, which LINQ goes through otherwise than through other sequences.</param>
internal sealed record SequenceValue(Value Length, Func<Value, LoweredValue> At, bool IsArray = false) : LoweredValue
{
    public override IEnumerable<Value> Leaves => [];
}
