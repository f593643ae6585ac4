using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using SymGrad.Generator.IR;

namespace SymGrad.Generator.Frontend;

/// <summary>
/// Lowers what reads arrays of arrays. A row is a part of the elements, so that all rows are of one memory, which nothing writes to. That there is such a
/// row is checked by reading where it begins and ends.
/// </summary>
internal sealed class JaggedLowering(LoweringContext context)
{
    private const string RefusedAdvice = "use a double[,], or a variable for each row";

    /// <summary>Whether an expression is a row of an array of arrays.</summary>
    public static bool IsRow(IOperation? expression)
        => expression is IArrayElementReferenceOperation { Indices.Length: 1 } row && JaggedTypes.IsJagged(row.ArrayReference.Type)
            && ArrayTypes.IsArray(row.Type);

    /// <summary>Lowers a row, or what asks for how many rows or elements there are; null for anything else.</summary>
    public LoweredValue? Lower(IOperation expression)
    {
        switch (expression)
        {
            case IArrayElementReferenceOperation reference when IsRow(reference):
                return RowOf(reference) is { } row
                    ? context.Arrays.Slice(row.Elements, [row.Start, row.Length], reference.Syntax)
                    : context.Default(reference.Type);
            case IPropertyReferenceOperation { Property.Name: "Length", Instance: IArrayElementReferenceOperation instance } property when IsRow(instance):
                return RowOf(instance) is { } measured ? new ScalarValue(measured.Length) : context.Default(property.Type);
            case IPropertyReferenceOperation { Property.Name: "Length", Instance: { } instance } property when JaggedTypes.IsJagged(instance.Type):
                return PartsOf(instance) is { } parts ? new ScalarValue(CountOf(parts.Offsets, property.Syntax)) : context.Default(property.Type);
            case IArrayCreationOperation or ICollectionExpressionOperation or IConditionalOperation when JaggedTypes.IsJagged(expression.Type):
                context.Unsupported(expression.Syntax, "an array of arrays that the loss makes or chooses", RefusedAdvice);
                return context.Default(expression.Type);
            default:
                return null;
        }
    }

    /// <summary>The place of an element of a row, among those of all rows; null after an error.</summary>
    public ElementPlace? PlaceOf(IArrayElementReferenceOperation element)
    {
        if (RowOf((IArrayElementReferenceOperation)element.ArrayReference) is not { } row
            || LowerIndex(element.Indices[0], () => row.Length) is not { } index)
        {
            return null;
        }

        if (!context.Matrices.Ranges.IsBelow(index, row.Length))
        {
            context.Matrices.Check(index, row.Length);
        }

        return new ElementPlace(row.Elements, Add(row.Start, index, element.Syntax), element.Syntax);
    }

    /// <summary>What a loop over the rows of an array of arrays goes through; null after an error.</summary>
    /// <param name="collection">The array of arrays.</param>
    /// <returns>How many rows there are, and the row at an index.</returns>
    public (Value Length, System.Func<Value, ArrayValue> RowAt)? Rows(IOperation collection)
    {
        if (PartsOf(collection) is not { } parts)
        {
            return null;
        }

        return (CountOf(parts.Offsets, collection.Syntax), index =>
        {
            Row row = RowAt(parts, index, collection.Syntax);
            return context.Arrays.Slice(row.Elements, [row.Start, row.Length], collection.Syntax);
        });
    }

    private Row? RowOf(IArrayElementReferenceOperation reference)
        => PartsOf(reference.ArrayReference) is { } parts
            && LowerIndex(reference.Indices[0], () => CountOf(parts.Offsets, reference.Syntax)) is { } index
            ? RowAt(parts, index, reference.Syntax)
            : null;

    private Row RowAt((Value Elements, Value Offsets) parts, Value index, SyntaxNode source)
    {
        Value start = context.Arrays.Read(new ElementPlace(parts.Offsets, index, source));
        Value end = context.Arrays.Read(new ElementPlace(parts.Offsets, Add(index, context.Builder.Constant(1), source), source));
        Value length = context.Operators.Binary(BinaryOperator.Subtract, end, start, false, source);
        context.Builder.Name(start, "rowStart", isDeclared: false);
        context.Builder.Name(length, "rowLength", isDeclared: false);
        return new Row(parts.Elements, start, length);
    }

    private (Value Elements, Value Offsets)? PartsOf(IOperation expression)
    {
        LoweredValue value = context.Expressions.Lower(expression);
        if (context.HasErrors)
        {
            return null;
        }

        (Value Elements, Value Offsets)? parts = JaggedTypes.PartsOf(value);
        if (parts is null)
        {
            context.Unsupported(
                expression.Syntax, $"'{expression.Syntax}' where it may be one of several arrays", "use a variable for each array, and copy elements instead");
        }

        return parts;
    }

    private Value? LowerIndex(IOperation index, System.Func<Value> length)
    {
        if (index is IUnaryOperation { OperatorKind: UnaryOperatorKind.Hat } fromEnd)
        {
            return context.Operators.Binary(BinaryOperator.Subtract, length(), context.Expressions.LowerScalar(fromEnd.Operand), false, index.Syntax);
        }

        if (ScalarTypes.Of(index.Type) != ScalarType.Int32)
        {
            context.Unsupported(index.Syntax, "an index that is not an int", "convert it to int");
            return null;
        }

        Value value = context.Expressions.LowerScalar(index);
        return context.HasErrors ? null : value;
    }

    private Value CountOf(Value offsets, SyntaxNode source)
    {
        Value count = context.Operators.Binary(BinaryOperator.Subtract, context.Arrays.Length(offsets, source), context.Builder.Constant(1), false, source);
        context.Builder.Name(count, "rowCount", isDeclared: false);
        return count;
    }

    private Value Add(Value left, Value right, SyntaxNode source)
        => (context.Matrices.Ranges.ConstantOf(left), context.Matrices.Ranges.ConstantOf(right)) switch
        {
            ({ } first, { } second) => context.Builder.Constant(unchecked((int)(first + second))),
            _ => context.Operators.Binary(BinaryOperator.Add, left, right, false, source),
        };

    /// <summary>A row, as a part of the elements.</summary>
    private readonly record struct Row(Value Elements, Value Start, Value Length);
}
