using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using SymGrad.Generator.IR;

namespace SymGrad.Generator.Frontend;

/// <summary>Lowers C#'s built-in operators. Nothing is simplified or reordered: the value stays the user's, bit for bit.</summary>
internal sealed class OperatorLowering(LoweringContext context)
{
    /// <summary>The strict operator that a C# operator kind stands for; null for the others.</summary>
    public static BinaryOperator? BinaryOperatorOf(BinaryOperatorKind kind) => kind switch
    {
        BinaryOperatorKind.Add => BinaryOperator.Add,
        BinaryOperatorKind.Subtract => BinaryOperator.Subtract,
        BinaryOperatorKind.Multiply => BinaryOperator.Multiply,
        BinaryOperatorKind.Divide => BinaryOperator.Divide,
        BinaryOperatorKind.Remainder => BinaryOperator.Remainder,
        BinaryOperatorKind.And => BinaryOperator.And,
        BinaryOperatorKind.Or => BinaryOperator.Or,
        BinaryOperatorKind.ExclusiveOr => BinaryOperator.ExclusiveOr,
        BinaryOperatorKind.LeftShift => BinaryOperator.ShiftLeft,
        BinaryOperatorKind.RightShift => BinaryOperator.ShiftRight,
        BinaryOperatorKind.UnsignedRightShift => BinaryOperator.UnsignedShiftRight,
        _ => null,
    };

    public static CompareOperator? CompareOperatorOf(BinaryOperatorKind kind) => kind switch
    {
        BinaryOperatorKind.Equals => CompareOperator.Equal,
        BinaryOperatorKind.NotEquals => CompareOperator.NotEqual,
        BinaryOperatorKind.LessThan => CompareOperator.Less,
        BinaryOperatorKind.LessThanOrEqual => CompareOperator.LessOrEqual,
        BinaryOperatorKind.GreaterThan => CompareOperator.Greater,
        BinaryOperatorKind.GreaterThanOrEqual => CompareOperator.GreaterOrEqual,
        _ => null,
    };

    public LoweredValue? Lower(IBinaryOperation operation)
    {
        if (operation is { OperatorMethod: { } method, IsLifted: false }
            && !GenericMathLowering.IsBuiltIn(method, operation.LeftOperand.Type, operation.RightOperand.Type)
            && operation.OperatorKind is not (BinaryOperatorKind.ConditionalAnd or BinaryOperatorKind.ConditionalOr))
        {
            IMethodSymbol implementation = GenericMathLowering.Implementation(method, operation.ConstrainedToType) ?? method;
            return context.Composites.LowerOperator(implementation, operation.Syntax, operation.LeftOperand, operation.RightOperand);
        }

        // Long sums and products nest to the left: they are walked, not recursed into.
        var chain = new Stack<IBinaryOperation>();
        chain.Push(operation);
        while (chain.Peek().LeftOperand is IBinaryOperation { ConstantValue.HasValue: false } left && IsScalarOperator(left))
        {
            chain.Push(left);
        }

        LoweredValue? value = null;
        foreach (IBinaryOperation link in chain)
        {
            if (!IsScalarOperator(link))
            {
                return null;
            }

            value = LowerLink(link, value);
        }

        return value;
    }

    public LoweredValue? Lower(IUnaryOperation operation)
    {
        if (operation is { OperatorMethod: { } method, IsLifted: false } && !GenericMathLowering.IsBuiltIn(method, operation.Operand.Type))
        {
            IMethodSymbol implementation = GenericMathLowering.Implementation(method, operation.ConstrainedToType) ?? method;
            return context.Composites.LowerOperator(implementation, operation.Syntax, operation.Operand);
        }

        if (operation.IsLifted || ScalarTypes.EnumerationBaseOf(operation.Type) is not null)
        {
            return null;
        }

        LoweredValue operand = context.Expressions.Lower(operation.Operand);
        return (operand, operation.OperatorKind) switch
        {
            (ScalarValue, UnaryOperatorKind.Plus) => operand,
            (ScalarValue scalar, UnaryOperatorKind.Minus) => Unary(UnaryOperator.Negate, scalar.Value, operation),
            (ScalarValue scalar, UnaryOperatorKind.BitwiseNegation) => Unary(UnaryOperator.BitwiseNot, scalar.Value, operation),
            (ScalarValue scalar, UnaryOperatorKind.Not) => new ScalarValue(context.Not(scalar.Value, operation.Syntax)),
            _ => null,
        };
    }

    /// <summary>Compares tuples element by element, as == and != of tuples do.</summary>
    public LoweredValue? Lower(ITupleBinaryOperation operation)
    {
        if (!ScalarTypes.IsScalarOrScalars(operation.LeftOperand.Type) || !ScalarTypes.IsScalarOrScalars(operation.RightOperand.Type))
        {
            return null;
        }

        LoweredValue left = context.Expressions.Lower(operation.LeftOperand);
        LoweredValue right = context.Expressions.Lower(operation.RightOperand);
        bool isEqual = operation.OperatorKind == BinaryOperatorKind.Equals;
        if (context.HasErrors)
        {
            return context.Default(operation.Type);
        }

        CompareOperator kind = isEqual ? CompareOperator.Equal : CompareOperator.NotEqual;
        return new ScalarValue(left.Leaves
            .Zip(right.Leaves, (a, b) => Compare(kind, a, b, operation.Syntax))
            .Aggregate((a, b) => isEqual ? And(a, b, operation.Syntax) : Or(a, b, operation.Syntax)));
    }

    /// <summary>An arithmetic operator on operands of one type (a shift count is an int).</summary>
    public Value Binary(BinaryOperator kind, Value left, Value right, bool isChecked, SyntaxNode source)
    {
        ScalarType type = context.Builder.TypeOf(left);
        if (type == ScalarType.Boolean && ConstantFolding.Combine(kind, context.ConstantOf(left), context.ConstantOf(right)) is { } both)
        {
            return context.Builder.Constant(both);
        }

        bool overflows = type.IsInteger() && kind is BinaryOperator.Add or BinaryOperator.Subtract or BinaryOperator.Multiply;
        return context.Compute(new BinaryOperation(kind, type, isChecked && overflows && type.IsInteger()), source, left, right);
    }

    /// <summary>Compares two scalars in the type that C# promotes both to.</summary>
    public Value Compare(CompareOperator kind, Value left, Value right, SyntaxNode source)
    {
        ScalarType type = context.Builder.TypeOf(left);
        if (type != context.Builder.TypeOf(right))
        {
            type = ScalarTypes.Promote(type, context.Builder.TypeOf(right));
            left = context.Conversions.Convert(left, type, isChecked: false, source);
            right = context.Conversions.Convert(right, type, isChecked: false, source);
        }

        return ConstantFolding.Constant(left, context.Builder) is { } first && ConstantFolding.Constant(right, context.Builder) is { } second
            && ConstantFolding.Compare(kind, first, second) is { } holds
            ? context.Builder.Constant(holds)
            : context.Compute(new CompareOperation(kind, type), source, left, right);
    }

    /// <summary>Both conditions, of which neither has effects.</summary>
    public Value And(Value left, Value right, SyntaxNode source) => (context.ConstantOf(left), context.ConstantOf(right)) switch
    {
        (true, _) => right,
        (_, true) => left,
        (false, _) => left,
        (_, false) => right,
        _ => Binary(BinaryOperator.And, left, right, isChecked: false, source),
    };

    /// <summary>One of two conditions, of which neither has effects.</summary>
    public Value Or(Value left, Value right, SyntaxNode source) => (context.ConstantOf(left), context.ConstantOf(right)) switch
    {
        (false, _) => right,
        (_, false) => left,
        (true, _) => left,
        (_, true) => right,
        _ => Binary(BinaryOperator.Or, left, right, isChecked: false, source),
    };

    /// <summary>The operator &amp;&amp;: the right side is lowered where the left one holds.</summary>
    public Value AndAlso(Value left, SyntaxNode source, Func<Value> right) => Scalar(context.Branches.Lower(
        left, source, () => new ScalarValue(right()), () => new ScalarValue(context.Builder.Constant(false)), declares: true));

    /// <summary>The operator ||: the right side is lowered where the left one does not hold.</summary>
    public Value OrElse(Value left, SyntaxNode source, Func<Value> right) => Scalar(context.Branches.Lower(
        left, source, () => new ScalarValue(context.Builder.Constant(true)), () => new ScalarValue(right()), declares: true));

    private static bool IsScalarOperator(IBinaryOperation operation)
        => !operation.IsLifted && GenericMathLowering.IsBuiltIn(operation.OperatorMethod, operation.LeftOperand.Type, operation.RightOperand.Type)
            && (IsOfEnumerations(operation)
                || (ScalarTypes.Of(operation.Type) is not null
                    && ScalarTypes.Of(operation.LeftOperand.Type) is not null
                    && ScalarTypes.Of(operation.RightOperand.Type) is not null));

    /// <summary>
    /// Whether an operator compares values of one enumeration, or combines their bits. With those of a type smaller than int, C# computes as it does with
    /// nothing else.
    /// </summary>
    private static bool IsOfEnumerations(IBinaryOperation operation)
        => ScalarTypes.EnumerationBaseOf(operation.LeftOperand.Type) is { } type
            && SymbolEqualityComparer.Default.Equals(operation.LeftOperand.Type, operation.RightOperand.Type)
            && (CompareOperatorOf(operation.OperatorKind) is not null
                || (operation.OperatorKind is BinaryOperatorKind.And or BinaryOperatorKind.Or or BinaryOperatorKind.ExclusiveOr
                    && ScalarTypes.Of(type) is ScalarType.Int32 or ScalarType.UInt32 or ScalarType.Int64 or ScalarType.UInt64));

    private static Value Scalar(LoweredValue? value) => ((ScalarValue)value!).Value;

    private ScalarValue LowerLink(IBinaryOperation operation, LoweredValue? lowered)
    {
        Value left = lowered is ScalarValue scalar ? scalar.Value : context.Expressions.LowerScalar(operation.LeftOperand);
        if (operation.OperatorKind == BinaryOperatorKind.ConditionalAnd)
        {
            return new ScalarValue(AndAlso(left, operation.Syntax, () => context.Expressions.LowerScalar(operation.RightOperand)));
        }

        if (operation.OperatorKind == BinaryOperatorKind.ConditionalOr)
        {
            return new ScalarValue(OrElse(left, operation.Syntax, () => context.Expressions.LowerScalar(operation.RightOperand)));
        }

        Value right = context.Expressions.LowerScalar(operation.RightOperand);
        if (context.HasErrors)
        {
            return (ScalarValue)context.Default(operation.Type);
        }

        if (CompareOperatorOf(operation.OperatorKind) is { } comparison)
        {
            return new ScalarValue(Compare(comparison, left, right, operation.Syntax));
        }

        BinaryOperator kind = BinaryOperatorOf(operation.OperatorKind)
            ?? throw new InvalidOperationException($"C# has no scalar operator {operation.OperatorKind}.");
        return new ScalarValue(Binary(kind, left, right, operation.IsChecked, operation.Syntax));
    }

    private ScalarValue Unary(UnaryOperator kind, Value operand, IUnaryOperation operation)
    {
        ScalarType type = context.Builder.TypeOf(operand);
        bool isChecked = operation.IsChecked && kind == UnaryOperator.Negate && type.IsInteger();
        return new ScalarValue(context.Compute(new UnaryOperation(kind, type, isChecked), operation.Syntax, operand));
    }
}
