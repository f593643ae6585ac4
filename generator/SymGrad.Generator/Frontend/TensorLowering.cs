using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using SymGrad.Generator.IR;

namespace SymGrad.Generator.Frontend;

/// <summary>
/// Lowers what reads tensors: elements, by as many indices as there are dimensions, and lengths. Lengths are of the type nint in C#; they are ints here,
/// which the copy of a tensor makes sure of, and so they may be converted and compared, but not computed with.
/// </summary>
internal sealed class TensorLowering(LoweringContext context)
{
    private const string CheckedBy = "global::SymGrad.Matrices";

    /// <summary>Whether an expression is a length of a tensor, or the number of its elements: a nint that is an int.</summary>
    public static bool IsLength(IOperation expression) => expression is IPropertyReferenceOperation property
        && (TensorOf(property, "FlattenedLength") is not null || LengthsOf(property) is not null);

    /// <summary>An int that C# has made a nint, to compare it with a length; any other expression itself.</summary>
    public static IOperation WithoutWidening(IOperation expression)
        => expression is IConversionOperation { OperatorMethod: null, Type.SpecialType: SpecialType.System_IntPtr, Operand: { Type.SpecialType: SpecialType.System_Int32 } narrow }
            ? narrow
            : expression;

    /// <summary>Lowers an element, a length, or a comparison of one; null for anything else.</summary>
    public LoweredValue? Lower(IOperation expression)
    {
        switch (expression)
        {
            case IPropertyReferenceOperation element when IsElement(element):
                return PlaceOf(element) is { } place ? new ScalarValue(context.Arrays.Read(place)) : context.Default(element.Type);
            case IPropertyReferenceOperation rank when TensorOf(rank, "Rank") is { } tensor:
                return PartsOf(tensor) is { } ranked ? new ScalarValue(context.Arrays.Length(ranked.Lengths, rank.Syntax)) : context.Default(rank.Type);
            case IPropertyReferenceOperation count when TensorOf(count, "FlattenedLength") is { } tensor:
                return PartsOf(tensor) is { } counted ? new ScalarValue(context.Arrays.Length(counted.Elements, count.Syntax)) : Zero();
            case IPropertyReferenceOperation length when LengthsOf(length) is { } lengths:
                return LengthOf(length, lengths);
            case IBinaryOperation { OperatorMethod: null, IsLifted: false } comparison
                when OperatorLowering.CompareOperatorOf(comparison.OperatorKind) is { } kind && AsInts(comparison) is { } operands:
                return new ScalarValue(context.Compute(
                    new CompareOperation(kind, ScalarType.Int32),
                    comparison.Syntax,
                    context.Expressions.LowerScalar(operands.Left),
                    context.Expressions.LowerScalar(operands.Right)));
            default:
                return null;
        }
    }

    private static bool IsElement(IPropertyReferenceOperation property)
        => property is { Property.IsIndexer: true, Instance: { } tensor } && TensorTypes.IsTensor(tensor.Type) && ScalarTypes.Of(property.Type) is not null;

    private static IOperation? TensorOf(IOperation? expression, string name)
        => expression is IPropertyReferenceOperation { Instance: { } tensor } property && property.Property.Name == name && TensorTypes.IsTensor(tensor.Type)
            ? tensor
            : null;

    /// <summary>The tensor whose length a property is, and which one.</summary>
    private static (IOperation Tensor, IOperation Dimension)? LengthsOf(IPropertyReferenceOperation property)
        => property is { Property.IsIndexer: true, Arguments: [{ Value: { } dimension }] } && TensorOf(property.Instance, "Lengths") is { } tensor
            ? (tensor, dimension)
            : null;

    private static (IOperation Left, IOperation Right)? AsInts(IBinaryOperation comparison)
    {
        (IOperation left, IOperation right) = (WithoutWidening(comparison.LeftOperand), WithoutWidening(comparison.RightOperand));
        return (IsLength(left) || IsLength(right)) && IsInt(left) && IsInt(right) ? (left, right) : null;

        static bool IsInt(IOperation operand) => IsLength(operand) || operand.Type?.SpecialType == SpecialType.System_Int32;
    }

    /// <summary>The indices of an element; null where they are given in another way than one by one.</summary>
    private static ImmutableArray<IOperation>? IndicesOf(IPropertyReferenceOperation element)
    {
        if (element.Arguments is not [{ Value: { } value }])
        {
            return null;
        }

        while (value is IConversionOperation { OperatorMethod: null } conversion)
        {
            value = conversion.Operand;
        }

        return value switch
        {
            ICollectionExpressionOperation { Elements: var elements } when !elements.Any(e => e is ISpreadOperation) => elements,
            IArrayCreationOperation { Initializer.ElementValues: var elements } => elements,
            _ => null,
        };
    }

    private ElementPlace? PlaceOf(IPropertyReferenceOperation element)
    {
        if (IndicesOf(element) is not { } given || given.Any(i => WithoutWidening(i).Type?.SpecialType != SpecialType.System_Int32))
        {
            context.Unsupported(element.Syntax, "this access to an element of a tensor", "give an int for each dimension, as in t[i, j]");
            return null;
        }

        if (PartsOf(element.Instance!) is not { } parts)
        {
            return null;
        }

        List<Value> indices = [.. given.Select(i => context.Expressions.LowerScalar(WithoutWidening(i)))];
        if (context.HasErrors)
        {
            return null;
        }

        context.Builder.Check(
            $"{CheckedBy}.CheckRank",
            [new ValueArgument(context.Arrays.Length(parts.Lengths, element.Syntax)), new ValueArgument(context.Builder.Constant(indices.Count))]);
        Value? place = null;
        for (int i = 0; i < indices.Count; i++)
        {
            Value length = context.Arrays.Read(new ElementPlace(parts.Lengths, context.Builder.Constant(i), element.Syntax));
            if (!context.Matrices.Ranges.IsBelow(indices[i], length))
            {
                context.Matrices.Check(indices[i], length);
            }

            place = place is { } before
                ? context.Operators.Binary(
                    BinaryOperator.Add, context.Operators.Binary(BinaryOperator.Multiply, before, length, false, element.Syntax), indices[i], false, element.Syntax)
                : indices[i];
        }

        return new ElementPlace(parts.Elements, place!.Value, element.Syntax);
    }

    private ScalarValue LengthOf(IPropertyReferenceOperation length, (IOperation Tensor, IOperation Dimension) lengths)
    {
        if (PartsOf(lengths.Tensor) is not { } parts || ScalarTypes.Of(lengths.Dimension.Type) != ScalarType.Int32)
        {
            context.FailUnlessCompilerDoes(length.Syntax);
            return Zero();
        }

        Value dimension = context.Expressions.LowerScalar(lengths.Dimension);
        return context.HasErrors ? Zero() : new ScalarValue(context.Arrays.Read(new ElementPlace(parts.Lengths, dimension, length.Syntax)));
    }

    private (Value Elements, Value Lengths)? PartsOf(IOperation tensor)
    {
        LoweredValue value = context.Expressions.Lower(tensor);
        if (context.HasErrors)
        {
            return null;
        }

        (Value Elements, Value Lengths)? parts = JaggedTypes.PartsOf(value);
        if (parts is null)
        {
            context.Unsupported(tensor.Syntax, $"'{tensor.Syntax}' where it may be one of several tensors", "use a variable for each");
        }

        return parts;
    }

    private ScalarValue Zero() => new(context.Zero(ScalarType.Int32));
}
