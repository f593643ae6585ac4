using System.Collections.Generic;
using System.Linq;
using SymGrad.Generator.Analysis;
using SymGrad.Generator.IR;

namespace SymGrad.Generator.Vectorization;

/// <summary>
/// Whether gradients are only added to. Then those in single precision can be sums of doubles right away: the terms are what they are, and their sum over
/// the items is in double precision anyway.
/// </summary>
internal static class GradientSums
{
    public static bool AreOnlyAddedTo(Function function)
    {
        var roots = new ArrayRoots(function);
        HashSet<Value> sums = [];
        foreach (Instruction instruction in function.Body.Flatten())
        {
            switch (instruction)
            {
                case Check or Compute { Operation: SliceOperation or LengthOperation }:
                    break;
                case Compute { Operation: ElementOperation } element when IsGradient(element.Operands[0]):
                    sums.Add(element.Result);
                    break;
                case Compute { Operation: BinaryOperation { Operator: BinaryOperator.Add or BinaryOperator.Subtract } } sum
                    when sums.Contains(sum.Operands[0]) && !sums.Contains(sum.Operands[1]):
                    sums.Add(sum.Result);
                    break;
                case Compute { Operation: BinaryOperation { Operator: BinaryOperator.Add } } sum when sums.Contains(sum.Operands[1]) && !sums.Contains(sum.Operands[0]):
                    sums.Add(sum.Result);
                    break;
                case Store store when IsGradient(store.Array):
                    if (!sums.Contains(store.Stored))
                    {
                        return false;
                    }

                    break;
                default:
                    if (instruction.Operands().Any(IsPart) || instruction.Inner().Any(r => r.Yields.Any(IsPart)))
                    {
                        return false;
                    }

                    break;
            }
        }

        return !function.Body.Yields.Any(IsPart);

        bool IsPart(Value value) => sums.Contains(value) || (function.IsArray(value) && IsGradient(value));

        bool IsGradient(Value array) => roots.Of(array).Index is var root && root < function.Parameters.Count
            && function.Parameters[root] is { Role: ParameterRole.Destination, Type: ScalarType.Single };
    }
}
