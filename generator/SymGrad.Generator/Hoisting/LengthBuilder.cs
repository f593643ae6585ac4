using System.Collections.Generic;
using System.Linq;
using SymGrad.Generator.IR;

namespace SymGrad.Generator.Hoisting;

/// <summary>Builds the number of elements of an array that is filled early, from the lengths of the arrays in θ.</summary>
internal sealed class LengthBuilder
{
    private readonly FunctionBuilder builder;
    private readonly Dictionary<Value, Value> lengths = [];
    private readonly ValueMap<Compute> definitions;

    private LengthBuilder(Function loss)
    {
        builder = new FunctionBuilder(loss.Name);
        definitions = loss.Computes();
        for (int i = 0; i < loss.Parameters.Count; i++)
        {
            if (loss.Parameters[i] is { Role: ParameterRole.Extent } extent)
            {
                lengths[new Value(i)] = builder.AddParameter(extent);
            }
            else if (loss.Parameters[i] is { IsTheta: true, Array: not ArrayKind.None } array)
            {
                lengths[new Value(i)] = builder.AddParameter(new Parameter(array.Name, ScalarType.Int32, ParameterRole.Extent));
            }
        }
    }

    /// <summary>Its parameters have the names of the arrays whose lengths they are.</summary>
    public static Function Build(Function loss, Value array)
    {
        var lengths = new LengthBuilder(loss);
        return UnusedParameters.Remove(lengths.builder.Build([lengths.Copy(lengths.definitions[array].Operands[0])]), _ => true);
    }

    private Value Copy(Value length) => lengths.TryGetValue(length, out Value extent) ? extent
        : definitions[length] is { Operation: LengthOperation } read && !builder.IsArray(lengths[read.Operands[0]]) ? lengths[read.Operands[0]]
        : builder.Compute(definitions[length].Operation, [.. definitions[length].Operands.Select(Copy)]);
}
