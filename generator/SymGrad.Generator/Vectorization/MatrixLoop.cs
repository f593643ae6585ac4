using System.Collections.Generic;
using System.Linq;
using SymGrad.Generator.Analysis;
using SymGrad.Generator.IR;

namespace SymGrad.Generator.Vectorization;

/// <summary>Rows of a matrix, one for each iteration of a loop, and rows of items that are the same in all of them.</summary>
/// <param name="Array">The array that the matrix is in.</param>
/// <param name="Start">The first element of its first row; null for 0.</param>
/// <param name="Stride">From one row of the matrix to the next; null for 1.</param>
/// <param name="Rows">The rows of the items.</param>
/// <param name="RowStart">Their first element; null for 0.</param>
/// <param name="Count">How many elements.</param>
/// <param name="Slice">How the matrix is sliced, if each of its rows is a slice.</param>
internal sealed record MatrixRows(Value Array, Value? Start, Value? Stride, Value Rows, Value? RowStart, Value Count, SliceOperation? Slice);

/// <summary>Finds, in a loop, products of the rows of a matrix with rows of items, and outer products that are added to one.</summary>
internal sealed class MatrixLoop
{
    private readonly Loop loop;
    private readonly CountedHeader header;
    private readonly ValueMap<Compute> definitions;
    private readonly Function function;
    private readonly ArrayRoots roots;
    private readonly HashSet<Value> inside;

    public MatrixLoop(Loop loop, CountedHeader header, ValueMap<Compute> definitions, Function function)
    {
        this.loop = loop;
        this.header = header;
        this.definitions = definitions;
        this.function = function;
        roots = new ArrayRoots(function);
        inside = [header.Index, .. loop.Parameters, .. loop.Body.Flatten().SelectMany(i => i.Results().Concat(i.Bound()))];
    }

    /// <summary>Products with rows of θ.</summary>
    public IEnumerable<(Compute Product, MatrixRows Matrix)> Products()
    {
        foreach (Compute product in loop.Body.Instructions.OfType<Compute>().Where(c => LaneProducts.IsProduct(c.Operation)))
        {
            EquatableArray<Value> o = product.Operands;
            (Value shared, Value sharedStart, Value rows, Value rowStart) = IsRows(o[2]) ? (o[0], o[1], o[2], o[3]) : (o[2], o[3], o[0], o[1]);
            if (IsRows(rows) && IsConstant(shared) && Match(shared, sharedStart, rows, rowStart, o[4]) is { } matrix)
            {
                yield return (product, matrix);
            }
        }
    }

    /// <summary>Updates of rows of a gradient.</summary>
    public IEnumerable<(ArrayCall Update, MatrixRows Matrix)> Updates()
    {
        foreach (ArrayCall update in loop.Body.Instructions.OfType<ArrayCall>().Where(c => c.Spelling == RowForm.Update))
        {
            EquatableArray<Value> a = update.Arguments;
            if (Match(update.Destination, a[0], a[2], a[3], a[4]) is { } matrix)
            {
                yield return (update, matrix);
            }
        }
    }

    private MatrixRows? Match(Value array, Value start, Value rows, Value rowStart, Value count)
    {
        // The length of a slice is what it was sliced with.
        if (Definition(count) is { Operation: LengthOperation } length && SliceIn(length.Operands[0]) is { } measured)
        {
            count = measured.Operands[2];
        }

        if (!IsKnownBefore(rows) || !IsKnownBefore(rowStart) || !IsKnownBefore(count))
        {
            return null;
        }

        if (IsKnownBefore(array))
        {
            return Line(start) is { } line ? new(array, line.Start, line.Stride, rows, rowStart, count, null) : null;
        }

        return SliceIn(array) is { } slice && IsKnownBefore(slice.Operands[0]) && slice.Operands[2] == count
            && Definition(start)?.Operation is ConstantOperation { Bits: 0 }
            && Line(slice.Operands[1]) is { Stride: { } stride } rest && stride == count
                ? new(slice.Operands[0], rest.Start, stride, rows, rowStart, count, (SliceOperation)slice.Operation)
                : null;
    }

    /// <summary>An index as start + stride·(index of the loop).</summary>
    private (Value? Start, Value? Stride)? Line(Value index)
    {
        if (index == header.Index)
        {
            return (null, null);
        }

        if (Definition(index) is not { Operation: BinaryOperation { Type: ScalarType.Int32, IsChecked: false } operation } compute || IsKnownBefore(index))
        {
            return null;
        }

        (Value left, Value right) = (compute.Operands[0], compute.Operands[1]);
        return operation.Operator switch
        {
            BinaryOperator.Multiply when left == header.Index && IsKnownBefore(right) => (null, right),
            BinaryOperator.Multiply when right == header.Index && IsKnownBefore(left) => (null, left),
            BinaryOperator.Add when IsKnownBefore(left) && Line(right) is { Start: null } line => (left, line.Stride),
            BinaryOperator.Add when IsKnownBefore(right) && Line(left) is { Start: null } line => (right, line.Stride),
            _ => null,
        };
    }

    /// <summary>A slice with a length that is taken in an iteration.</summary>
    private Compute? SliceIn(Value array)
        => inside.Contains(array) && Definition(array) is { Operation: SliceOperation, Operands.Count: 3 } slice && loop.Body.Instructions.Contains(slice) ? slice : null;

    /// <summary>Whether a value can be computed before the loop: it is, or it takes arithmetic only.</summary>
    private bool IsKnownBefore(Value value) => !inside.Contains(value)
        || (Definition(value) is { MayThrow: false, Operation: { IsOrdered: false, Array: ArrayKind.None } } compute && compute.Operands.All(IsKnownBefore));

    private Compute? Definition(Value value) => definitions.TryGetValue(value, out Compute? compute) ? compute : null;

    private bool IsRows(Value array) => function.Values[array.Index].Array == ArrayKind.Rows;

    /// <summary>Whether nothing writes to an array: it is a parameter that all items share.</summary>
    private bool IsConstant(Value array) => roots.Of(array).Index is var root && root < function.Parameters.Count
        && function.Parameters[root].Role is ParameterRole.Theta or ParameterRole.Instance;
}
