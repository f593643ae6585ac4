using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using SymGrad.Generator.IR;

namespace SymGrad.Generator.Frontend;

/// <summary>
/// A for loop over an int whose bounds and step do not change while it runs: <c>for (int i = from; i &lt; to; i += step)</c> and its relatives.
/// </summary>
/// <param name="Variable">The index, a variable of the loop's own that only the loop's header changes.</param>
/// <param name="Bound">What it is compared with.</param>
/// <param name="Comparison">The comparison that holds as long as the loop goes on.</param>
/// <param name="Step">What is added after each iteration.</param>
internal sealed record CountedForm(ILocalSymbol Variable, IOperation Bound, CompareOperator Comparison, int Step)
{
    /// <summary>The counted form of a loop, or null when it has none.</summary>
    /// <param name="loop">The loop.</param>
    /// <param name="assigned">What its body, condition and header assign.</param>
    /// <param name="assignedInBody">What its body assigns.</param>
    /// <param name="isWritable">Whether an array variable may refer to memory that the loss writes to.</param>
    public static CountedForm? Of(
        IForLoopOperation loop,
        IReadOnlyList<ISymbol> assigned,
        IReadOnlyList<ISymbol> assignedInBody,
        System.Func<ISymbol, bool> isWritable)
    {
        if (loop.AtLoopBottom is not [IExpressionStatementOperation { Operation: { } change }]
            || StepOf(change) is not { } step
            || loop.Condition is not IBinaryOperation { OperatorMethod: null } condition
            || loop.Locals.FirstOrDefault(l => SymbolEqualityComparer.Default.Equals(l, step.Variable)) is not { } variable
            || variable.Type.SpecialType != SpecialType.System_Int32
            || assignedInBody.Contains(variable, SymbolEqualityComparer.Default))
        {
            return null;
        }

        (IOperation left, IOperation right) = (TensorLowering.WithoutWidening(condition.LeftOperand), TensorLowering.WithoutWidening(condition.RightOperand));
        bool isLeft = IsVariable(left, variable);
        IOperation bound = isLeft ? right : left;
        if ((!isLeft && !IsVariable(right, variable)) || ComparisonOf(condition.OperatorKind, isLeft) is not { } comparison)
        {
            return null;
        }

        bool isUpwards = comparison is CompareOperator.Less or CompareOperator.LessOrEqual;
        return isUpwards == step.Step > 0 && step.Step != 0 && IsInvariant(bound, assigned, isWritable)
            ? new CountedForm(variable, bound, comparison, step.Step)
            : null;
    }

    private static (ISymbol Variable, int Step)? StepOf(IOperation change) => change switch
    {
        IIncrementOrDecrementOperation { OperatorMethod: null, Target: ILocalReferenceOperation { Local: { } local } } increment
            => (local, increment.Kind == OperationKind.Increment ? 1 : -1),
        ICompoundAssignmentOperation
            {
                OperatorMethod: null, OperatorKind: BinaryOperatorKind.Add or BinaryOperatorKind.Subtract,
                Target: ILocalReferenceOperation { Local: { } local }, Value.ConstantValue: { HasValue: true, Value: int step and not int.MinValue },
            } assignment
            => (local, assignment.OperatorKind == BinaryOperatorKind.Add ? step : -step),
        _ => null,
    };

    private static CompareOperator? ComparisonOf(BinaryOperatorKind kind, bool isLeft) => (kind, isLeft) switch
    {
        (BinaryOperatorKind.LessThan, true) or (BinaryOperatorKind.GreaterThan, false) => CompareOperator.Less,
        (BinaryOperatorKind.LessThanOrEqual, true) or (BinaryOperatorKind.GreaterThanOrEqual, false) => CompareOperator.LessOrEqual,
        (BinaryOperatorKind.GreaterThan, true) or (BinaryOperatorKind.LessThan, false) => CompareOperator.Greater,
        (BinaryOperatorKind.GreaterThanOrEqual, true) or (BinaryOperatorKind.LessThanOrEqual, false) => CompareOperator.GreaterOrEqual,
        _ => null,
    };

    private static bool IsVariable(IOperation operation, ILocalSymbol variable)
        => operation is ILocalReferenceOperation local && SymbolEqualityComparer.Default.Equals(local.Local, variable);

    /// <summary>Whether an int expression has the same value throughout the loop.</summary>
    private static bool IsInvariant(IOperation expression, IReadOnlyList<ISymbol> assigned, System.Func<ISymbol, bool> isWritable)
        => (expression.Type?.SpecialType == SpecialType.System_Int32 || TensorLowering.IsLength(expression)) && expression.DescendantsAndSelf().All(o => o switch
        {
            IPropertyReferenceOperation { Property.Name: "Lengths", Instance: { } tensor } when TensorTypes.IsTensor(tensor.Type) => true,
            _ when TensorLowering.IsLength(o) => true,
            ILiteralOperation or IBinaryOperation { OperatorMethod: null } or IUnaryOperation { OperatorMethod: null } => true,
            { ConstantValue.HasValue: true } => true,
            ILocalReferenceOperation local => !assigned.Contains(local.Local, SymbolEqualityComparer.Default),
            IParameterReferenceOperation parameter => !assigned.Contains(parameter.Parameter, SymbolEqualityComparer.Default),
            IPropertyReferenceOperation { Property: { Name: "Length", IsIndexer: false }, Instance: { } array }
                => ArrayTypes.IsAnyArray(array.Type),
            IMemberReferenceOperation { Instance: { } instance } member when CompositeTypes.Of(instance.Type) is { } type && type.IndexOf(member.Member) >= 0 => true,
            IInstanceReferenceOperation self => !assigned.Contains(CompositeLowering.ReceiverOf(self), SymbolEqualityComparer.Default),
            IArrayElementReferenceOperation row when JaggedLowering.IsRow(row) => true,
            IPropertyReferenceOperation or IArrayElementReferenceOperation => ArrayLowering.IsElement(o) && IsOfConstantArray(o, isWritable),
            IInvocationOperation { TargetMethod.Name: "GetLength" or "GetUpperBound", Instance: { } matrix } => MatrixTypes.IsMatrix(matrix.Type),
            IArgumentOperation => true,
            IFieldReferenceOperation { Field: { IsReadOnly: true, IsStatic: true } } => true,
            IInvocationOperation { TargetMethod: { Name: "Min" or "Max", ContainingType: { Name: "Math" } } } => true,
            IConversionOperation { OperatorMethod: null } => true,
            _ => false,
        });

    private static bool IsOfConstantArray(IOperation element, System.Func<ISymbol, bool> isWritable)
    {
        IOperation? array = element is IArrayElementReferenceOperation reference ? reference.ArrayReference : ((IPropertyReferenceOperation)element).Instance;
        return array is not null && AssignmentLowering.VariableOf(array) is { } variable && !isWritable(variable);
    }
}
