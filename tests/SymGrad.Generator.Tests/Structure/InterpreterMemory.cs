using System;
using System.Collections.Generic;
using System.Linq;
using SymGrad.Generator.IR;

namespace SymGrad.Generator.Tests.Structure;

/// <summary>The arrays of a function that is being run.</summary>
internal sealed class InterpreterMemory<T>(Function function, Arithmetic<T> arithmetic)
{
    private readonly Dictionary<Value, ArraySegment<T>> arrays = [];

    public void Bind(Value array, T[] elements) => arrays[array] = elements;

    /// <summary>Makes one array variable another one; false for numbers.</summary>
    public bool TryAssign(Value target, Value source)
    {
        if (!function.IsArray(target))
        {
            return false;
        }

        arrays[target] = arrays[source];
        return true;
    }

    public void Store(Store store, Dictionary<Value, T> values)
    {
        ArraySegment<T> array = arrays[store.Array];
        array[ToInteger(values[store.Index])] = values[store.Stored];
    }

    /// <summary>Does what has to do with arrays; false for any other computation.</summary>
    public bool TryCompute(Compute compute, Dictionary<Value, T> values)
    {
        switch (compute.Operation)
        {
            case ElementOperation:
                values[compute.Result] = arrays[compute.Operands[0]][ToInteger(values[compute.Operands[1]])];
                return true;
            case LengthOperation:
                values[compute.Result] = arithmetic.Number(arrays[compute.Operands[0]].Count);
                return true;
            case AllocateOperation:
                int length = ToInteger(values[compute.Operands[0]]);
                arrays[compute.Result] = Enumerable.Repeat(arithmetic.Number(0), length).ToArray();
                return true;
            case EmptyArrayOperation:
                arrays[compute.Result] = Array.Empty<T>();
                return true;
            case SliceOperation:
                ArraySegment<T> array = arrays[compute.Operands[0]];
                int start = ToInteger(values[compute.Operands[1]]);
                arrays[compute.Result] = compute.Operands.Count == 2 ? array[start..] : array.Slice(start, ToInteger(values[compute.Operands[2]]));
                return true;
            default:
                return false;
        }
    }

    private int ToInteger(T value)
    {
        for (int i = 0; i < 1000; i++)
        {
            if (arithmetic.Compare(value, arithmetic.Number(i)) == 0)
            {
                return i;
            }
        }

        throw new ArgumentOutOfRangeException(nameof(value), value, "It is no index.");
    }
}
