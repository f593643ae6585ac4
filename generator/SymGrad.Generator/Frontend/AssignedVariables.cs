using System.Collections.Generic;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace SymGrad.Generator.Frontend;

/// <summary>
/// The variables that code may change, found before it is lowered: what a loop carries from one iteration to the next is among them. It
/// may name more than change.
/// </summary>
internal sealed class AssignedVariables(MethodBodies bodies)
{
    private readonly List<ISymbol> variables = [];
    private readonly HashSet<ISymbol> seen = new(SymbolEqualityComparer.Default);
    private readonly HashSet<ISymbol> visitedFunctions = new(SymbolEqualityComparer.Default);

    /// <summary>The variables, in the order of their first assignment.</summary>
    public static IReadOnlyList<ISymbol> In(IEnumerable<IOperation> operations, MethodBodies bodies)
    {
        var assigned = new AssignedVariables(bodies);
        foreach (IOperation operation in operations)
        {
            assigned.Visit(operation);
        }

        return assigned.variables;
    }

    private void Visit(IOperation operation)
    {
        foreach (IOperation inner in operation.DescendantsAndSelf())
        {
            switch (inner)
            {
                case IAssignmentOperation assignment:
                    Add(assignment.Target);
                    break;
                case IIncrementOrDecrementOperation increment:
                    Add(increment.Target);
                    break;
                case IArgumentOperation { Parameter.RefKind: RefKind.Ref or RefKind.Out } argument:
                    Add(argument.Value);
                    break;
                case IInvocationOperation { TargetMethod: { MethodKind: MethodKind.LocalFunction } function }
                    when visitedFunctions.Add(function.OriginalDefinition) && bodies.Find(function) is { } body:
                    foreach (IOperation statement in body.Statements)
                    {
                        Visit(statement);
                    }

                    break;
            }
        }
    }

    private void Add(IOperation target)
    {
        switch (target)
        {
            case ITupleOperation tuple:
                foreach (IOperation element in tuple.Elements)
                {
                    Add(element);
                }

                break;
            case IFieldReferenceOperation or IPropertyReferenceOperation { Property.IsIndexer: false } when ((IMemberReferenceOperation)target).Instance is { } instance:
                Add(instance);
                break;
            case IDeclarationExpressionOperation { Expression: ITupleOperation tuple }:
                Add(tuple);
                break;
            default:
                if (AssignmentLowering.VariableOf(target) is { } variable && seen.Add(variable))
                {
                    variables.Add(variable);
                }

                break;
        }
    }
}
