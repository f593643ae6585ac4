using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace SymGrad.Generator.CallSites;

/// <summary>A call such as <c>TensorPrimitives.Add(sum, row, sum)</c>, which changes all elements of an array alike.</summary>
/// <param name="Target">The local variable that holds the array.</param>
/// <param name="Kind">What is done to it.</param>
/// <param name="Value">With what.</param>
internal readonly record struct InPlaceOperation(ILocalSymbol Target, WriteKind Kind, IOperation Value)
{
    public static InPlaceOperation? Of(IInvocationOperation call)
    {
        WriteKind kind = call.TargetMethod.Name switch
        {
            "Add" or "Subtract" => WriteKind.Add,
            "Multiply" => WriteKind.Multiply,
            "Divide" => WriteKind.Divide,
            _ => WriteKind.Other,
        };
        if (kind == WriteKind.Other || call.TargetMethod.ContainingType.Name != "TensorPrimitives" || call.Arguments.Length != 3)
        {
            return null;
        }

        IOperation[] operands = [.. call.Arguments.OrderBy(a => a.Parameter?.Ordinal).Select(a => a.Value.Unwrap())];
        return operands[2] is not ILocalReferenceOperation { Local: var target } ? null
            : IsTarget(operands[0]) ? new(target, kind, operands[1])
            : IsTarget(operands[1]) && kind is WriteKind.Add or WriteKind.Multiply ? new(target, kind, operands[0])
            : new(target, WriteKind.Other, operands[1]);

        bool IsTarget(IOperation operand)
            => operand is ILocalReferenceOperation local && SymbolEqualityComparer.Default.Equals(local.Local, target);
    }
}
