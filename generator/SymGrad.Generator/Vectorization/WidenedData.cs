using System.Collections.Generic;
using System.Linq;
using SymGrad.Generator.Analysis;
using SymGrad.Generator.IR;

namespace SymGrad.Generator.Vectorization;

/// <summary>Data in single precision that functions read as doubles only, as a loss in double precision does: those are doubles as soon as they are loaded.</summary>
internal static class WidenedData
{
    /// <summary>The names of such parameters of all the functions.</summary>
    public static IReadOnlyCollection<string> In(params Function[] functions)
    {
        HashSet<string> names = [.. functions.SelectMany(f => f.Parameters).Where(p => p is { Role: ParameterRole.Data, Type: ScalarType.Single }).Select(p => p.Name)];
        foreach (Function function in functions)
        {
            names.ExceptWith(ReadAsTheyAre(function).Select(p => function.Parameters[p.Index].Name));
        }

        return names;
    }

    /// <summary>The parameters that are computed with, stored or handed on in single precision.</summary>
    private static IEnumerable<Value> ReadAsTheyAre(Function function)
    {
        var roots = new ArrayRoots(function);
        ValueMap<Compute> definitions = function.Computes();
        return function.Body.Flatten().SelectMany(UsedBy).Concat(function.Body.Yields).Select(SourceOf).Where(v => v.Index < function.Parameters.Count);

        // Comparisons are the same in both precisions.
        static IEnumerable<Value> UsedBy(Instruction instruction) => instruction is Check or Compute
            {
                Operation: ConvertOperation { Type: ScalarType.Double } or CompareOperation or ElementOperation or SliceOperation or LengthOperation,
            }
                ? []
                : instruction.Operands().Concat(instruction.Inner().SelectMany(r => r.Yields));

        Value SourceOf(Value value) => function.IsArray(value) ? roots.Of(value)
            : definitions.TryGetValue(value, out Compute? compute) && compute.Operation is ElementOperation ? roots.Of(compute.Operands[0])
            : value;
    }
}
