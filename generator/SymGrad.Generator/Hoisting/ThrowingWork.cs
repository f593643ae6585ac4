using System.Collections.Generic;
using System.Linq;
using SymGrad.Generator.IR;

namespace SymGrad.Generator.Hoisting;

/// <summary>
/// Which instructions may do more than compute: throw, or not come to an end. Such work must not run where the loss would not have come to it. Loops over
/// the elements of an array stay within it.
/// </summary>
internal sealed class ThrowingWork(Function function)
{
    private readonly ValueMap<Compute> definitions = function.Computes();

    public bool MayThrow(Instruction instruction) => MayThrow(instruction, []);

    private bool MayThrow(Instruction instruction, Dictionary<Value, CountedHeader> headers)
    {
        switch (instruction)
        {
            case Compute compute:
                return MayThrow(compute, headers);
            case Store store:
                return !IsWithin(store.Array, store.Index, headers);
            case Branch branch:
                return MayThrow(branch.Then, headers) || MayThrow(branch.Else, headers);
            case Loop { Header: CountedHeader header } loop:
                headers[header.Index] = header;
                return MayThrow(loop.Body, headers);
            default:
                return true;
        }
    }

    private bool MayThrow(Region region, Dictionary<Value, CountedHeader> headers) => region.Instructions.Any(i => MayThrow(i, headers));

    private bool MayThrow(Compute compute, Dictionary<Value, CountedHeader> headers) => compute.Operation switch
    {
        ElementOperation => !IsWithin(compute.Operands[0], compute.Operands[1], headers),
        AllocateOperation { Filling: null } => !IsLength(compute.Operands[0]),
        EmptyArrayOperation => false,
        UserFunctionOperation => true,
        _ => compute.MayThrow || compute.Operation.IsOrdered,
    };

    /// <summary>Whether an index is that of an element for certain.</summary>
    private bool IsWithin(Value array, Value index, Dictionary<Value, CountedHeader> headers)
    {
        if (ConstantOf(index) is { } place)
        {
            return place >= 0 && AllocatedLength(array) is { } allocated && ConstantOf(allocated) is { } length && place < length;
        }

        return headers.TryGetValue(index, out CountedHeader? header)
            && header is { Step: > 0, Comparison: CompareOperator.Less, StepsFirst: false }
            && ConstantOf(header.From) is >= 0
            && (AllocatedLength(array) == header.To
                || (definitions.TryGetValue(header.To, out Compute? bound) && bound.Operation is LengthOperation && bound.Operands[0] == array));
    }

    private Value? AllocatedLength(Value array)
        => definitions.TryGetValue(array, out Compute? made) && made.Operation is AllocateOperation { Filling: null } ? made.Operands[0] : null;

    private bool IsLength(Value value)
        => definitions.TryGetValue(value, out Compute? compute) && compute.Operation is LengthOperation or ConstantOperation { Bits: >= 0 };

    private long? ConstantOf(Value value)
        => definitions.TryGetValue(value, out Compute? compute) && compute.Operation is ConstantOperation { Type: ScalarType.Int32 } constant ? constant.Bits : null;
}
