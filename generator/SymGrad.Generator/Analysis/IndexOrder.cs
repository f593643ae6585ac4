using System.Collections.Generic;
using System.Linq;
using SymGrad.Generator.IR;

namespace SymGrad.Generator.Analysis;

/// <summary>
/// Which integers are known to differ, as indices into one array do when they name different elements: those whose difference is a constant, or
/// that of the index of a loop and its bound, as in <c>for (int k = 0; k &lt; j; k++) a[i * n + j] -= a[i * n + k]</c>. That holds for integers that
/// wrap around as well: two that are equal modulo 2³² and less than 2³² apart are equal.
/// </summary>
internal sealed class IndexOrder
{
    private readonly Dictionary<Value, Compute> definitions = [];
    private readonly Dictionary<Value, CountedHeader> headers = [];

    public IndexOrder(Function function)
    {
        foreach (Instruction instruction in function.Body.Flatten())
        {
            if (instruction is Compute compute)
            {
                definitions[compute.Result] = compute;
            }
            else if (instruction is Loop { Header: CountedHeader header })
            {
                headers[header.Index] = header;
            }
        }
    }

    /// <summary>Whether two integers of one iteration, of all loops that both are in, are different.</summary>
    public bool AreDifferent(Value one, Value other)
    {
        var terms = new Dictionary<Value, int>();
        int constant = unchecked(Add(one, 1, terms) + Add(other, -1, terms));
        Value[] left = [.. terms.Where(t => t.Value == 1).Select(t => t.Key)];
        Value[] right = [.. terms.Where(t => t.Value == -1).Select(t => t.Key)];
        int count = terms.Count(t => t.Value != 0);
        return (count == 0 && constant != 0)
            || (count == 2 && constant == 0 && left.Length == 1 && right.Length == 1
                && (IsLess(left[0], right[0]) || IsLess(right[0], left[0])));
    }

    /// <summary>Whether an integer is known to be greater than the least one.</summary>
    public bool IsAboveMinimum(Value value) => definitions.TryGetValue(value, out Compute? compute)
        ? compute.Operation is LengthOperation or ConstantOperation { Bits: > int.MinValue }
        : headers.TryGetValue(value, out CountedHeader? header)
            && (header.Step > 0 ? IsAboveMinimum(header.From) : header.Comparison == CompareOperator.Greater || IsAboveMinimum(header.To));

    /// <summary>Whether an integer is known to be less than the greatest one.</summary>
    public bool IsBelowMaximum(Value value) => definitions.TryGetValue(value, out Compute? compute)
        ? compute.Operation is LengthOperation or ConstantOperation { Bits: < int.MaxValue }
        : headers.TryGetValue(value, out CountedHeader? header)
            && (header.Step < 0 ? IsBelowMaximum(header.From) : header.Comparison == CompareOperator.Less || IsBelowMaximum(header.To));

    /// <summary>Adds a multiple of an integer to a sum of terms, and returns the part of it that is constant.</summary>
    private int Add(Value value, int factor, Dictionary<Value, int> terms)
    {
        if (definitions.TryGetValue(value, out Compute? compute))
        {
            switch (compute.Operation)
            {
                case ConstantOperation { Type: ScalarType.Int32 } constant:
                    return unchecked(factor * (int)constant.Bits);
                case BinaryOperation { Type: ScalarType.Int32, Operator: BinaryOperator.Add }:
                    return unchecked(Add(compute.Operands[0], factor, terms) + Add(compute.Operands[1], factor, terms));
                case BinaryOperation { Type: ScalarType.Int32, Operator: BinaryOperator.Subtract }:
                    return unchecked(Add(compute.Operands[0], factor, terms) + Add(compute.Operands[1], -factor, terms));
            }
        }

        terms[value] = unchecked((terms.TryGetValue(value, out int before) ? before : 0) + factor);
        return 0;
    }

    /// <summary>
    /// Whether the header of a loop says that one integer is less than another: its index is less than what it counts up to, and not less than what
    /// it counts up from. A successor does not wrap around where what it succeeds is itself less than something.
    /// </summary>
    private bool IsLess(Value one, Value other) => IsBelowBound(one, other)
        || (headers.TryGetValue(other, out CountedHeader? header) && header.Step > 0
            && definitions.TryGetValue(header.From, out Compute? from)
            && from.Operation is BinaryOperation { Operator: BinaryOperator.Add }
            && from.Operands[0] == one
            && definitions.TryGetValue(from.Operands[1], out Compute? successor) && successor.Operation is ConstantOperation { Bits: 1 }
            && headers.TryGetValue(one, out CountedHeader? own) && own is { Step: > 0, Comparison: CompareOperator.Less });

    private bool IsBelowBound(Value index, Value bound) => headers.TryGetValue(index, out CountedHeader? header)
        && header is { Step: > 0, Comparison: CompareOperator.Less } && header.To == bound;
}
