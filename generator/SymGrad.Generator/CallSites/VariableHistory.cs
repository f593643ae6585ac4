using System.Collections.Generic;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace SymGrad.Generator.CallSites;

/// <summary>All that is written to the local variables of a method, with its lambdas and local functions.</summary>
internal sealed class VariableHistory
{
    private readonly Dictionary<ILocalSymbol, List<Write>> writes = new(SymbolEqualityComparer.Default);

    private VariableHistory()
    {
    }

    /// <param name="body">The outermost operation around the place of interest.</param>
    public static VariableHistory Of(IOperation body)
    {
        var history = new VariableHistory();
        foreach (IOperation operation in body.DescendantsAndSelf())
        {
            history.Read(operation);
        }

        return history;
    }

    /// <summary>What is written to a variable, in the order of the source.</summary>
    public IReadOnlyList<Write> this[ILocalSymbol variable] => writes.TryGetValue(variable, out List<Write>? list) ? list : [];

    private void Read(IOperation operation)
    {
        switch (operation)
        {
            case IVariableDeclaratorOperation { Symbol: var local } declarator when declarator.GetVariableInitializer() is { } initializer:
                Add(local, new Write(local.IsRef ? WriteKind.Other : WriteKind.Assign, initializer.Value, declarator, IsElement: false));
                break;
            case IForEachLoopOperation loop:
                foreach (ILocalSymbol local in loop.Locals)
                {
                    Add(local, new Write(WriteKind.Iterate, loop.Collection, loop, IsElement: false));
                }

                break;
            case ISimpleAssignmentOperation assignment:
                Add(assignment.Target, assignment.IsRef
                    ? (WriteKind.Other, null, assignment)
                    : AssignmentTo(assignment.Target, assignment.Value, assignment));
                break;
            case IDeconstructionAssignmentOperation assignment:
                Deconstruct(assignment.Target, assignment.Value, assignment);
                break;
            case ICompoundAssignmentOperation assignment:
                Add(assignment.Target, (KindOf(assignment.OperatorKind), assignment.Value, assignment));
                break;
            case ICoalesceAssignmentOperation assignment:
                Add(assignment.Target, (WriteKind.Other, null, assignment));
                break;
            case IIncrementOrDecrementOperation step:
                Add(step.Target, (WriteKind.Step, null, step));
                break;
            case IArgumentOperation { Parameter.RefKind: RefKind.Ref or RefKind.Out } argument:
                Add(argument.Value, (WriteKind.Other, null, argument));
                break;
            case IAddressOfOperation address:
                Add(address.Reference, (WriteKind.Other, null, address));
                break;
            case IInvocationOperation call when InPlaceOperation.Of(call) is { } inPlace:
                Add(inPlace.Target, new Write(inPlace.Kind, inPlace.Value, call, IsElement: true));
                break;
        }
    }

    /// <summary>What <c>s = s + x</c> adds counts as added.</summary>
    private static (WriteKind Kind, IOperation? Value, IOperation Site) AssignmentTo(IOperation written, IOperation value, IOperation site)
    {
        if (written is ILocalReferenceOperation { Local: var target } && value.Unwrap() is IBinaryOperation binary)
        {
            bool isLeft = binary.LeftOperand.Unwrap() is ILocalReferenceOperation left && IsSame(left.Local, target);
            bool isRight = binary.RightOperand.Unwrap() is ILocalReferenceOperation right && IsSame(right.Local, target);
            if (isLeft != isRight && (isLeft || binary.OperatorKind is BinaryOperatorKind.Add or BinaryOperatorKind.Multiply))
            {
                return (KindOf(binary.OperatorKind), isLeft ? binary.RightOperand : binary.LeftOperand, site);
            }
        }

        return (WriteKind.Assign, value, site);
    }

    private void Deconstruct(IOperation target, IOperation value, IOperation site)
    {
        ImmutableArray<IOperation> targets = target.Unwrap() switch
        {
            ITupleOperation tuple => tuple.Elements,
            IDeclarationExpressionOperation { Expression: ITupleOperation tuple } => tuple.Elements,
            _ => [],
        };
        ImmutableArray<IOperation> values = value.Unwrap() is ITupleOperation source ? source.Elements : [];
        for (int i = 0; i < targets.Length; i++)
        {
            IOperation element = targets[i] is IDeclarationExpressionOperation declaration ? declaration.Expression : targets[i];
            if (element is ITupleOperation)
            {
                Deconstruct(element, i < values.Length ? values[i] : value, site);
            }
            else if (values.Length == targets.Length && element is ILocalReferenceOperation)
            {
                Add(element, AssignmentTo(element, values[i], site));
            }
            else
            {
                Add(element, (WriteKind.Other, null, site));
            }
        }
    }

    private void Add(IOperation target, (WriteKind Kind, IOperation? Value, IOperation Site) write)
    {
        if (target is ILocalReferenceOperation { Local: var local })
        {
            Add(local, new Write(write.Kind, write.Value, write.Site, IsElement: false));
        }
        else if (target.ElementOwner() is ILocalReferenceOperation { Local: var array })
        {
            Add(array, new Write(write.Kind, write.Value, write.Site, IsElement: true));
        }
    }

    private void Add(ILocalSymbol variable, Write write)
    {
        if (!writes.TryGetValue(variable, out List<Write>? list))
        {
            writes.Add(variable, list = []);
        }

        list.Add(write);
    }

    private static WriteKind KindOf(BinaryOperatorKind kind) => kind switch
    {
        BinaryOperatorKind.Add or BinaryOperatorKind.Subtract => WriteKind.Add,
        BinaryOperatorKind.Multiply => WriteKind.Multiply,
        BinaryOperatorKind.Divide => WriteKind.Divide,
        _ => WriteKind.Other,
    };

    private static bool IsSame(ILocalSymbol left, ILocalSymbol right) => SymbolEqualityComparer.Default.Equals(left, right);
}
