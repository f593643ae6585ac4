using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using SymGrad.Generator.IR;

namespace SymGrad.Generator.Frontend;

/// <summary>
/// Lowers arrays with two or three dimensions. An element is one of the elements row by row; that each index is in its range is checked, because an index
/// that is not may still be that of another element.
/// </summary>
internal sealed class MatrixLowering(LoweringContext context)
{
    private const string CheckedBy = "global::SymGrad.Matrices";

    private readonly IndexRanges ranges = new(context);

    /// <summary>What is known of the indices of the loops that are being lowered.</summary>
    public IndexRanges Ranges => ranges;

    /// <summary>Whether an expression stands for an element of a matrix of numbers.</summary>
    public static bool IsElement(IOperation expression) => expression is IArrayElementReferenceOperation element
        && MatrixTypes.Of(element.ArrayReference.Type) is { } matrix && element.Indices.Length == matrix.Rank;

    /// <summary>The place of an element among all, row by row; null after an error.</summary>
    public ElementPlace? PlaceOf(IArrayElementReferenceOperation element)
    {
        LoweredValue matrix = context.Expressions.Lower(element.ArrayReference);
        var indices = new List<Value>();
        foreach (IOperation index in element.Indices)
        {
            if (ScalarTypes.Of(index.Type) != ScalarType.Int32)
            {
                context.Unsupported(index.Syntax, "an index that is not an int", "convert it to int");
                return null;
            }

            indices.Add(context.Expressions.LowerScalar(index));
        }

        if (context.HasErrors || ElementsOf(matrix, element.ArrayReference.Syntax) is not { } elements)
        {
            return null;
        }

        Value[] lengths = MatrixTypes.LengthsOf(matrix);
        CheckIndices(indices, lengths);
        Value place = indices[0];
        for (int i = 1; i < lengths.Length; i++)
        {
            place = Add(Multiply(place, lengths[i], element.Syntax), indices[i], element.Syntax);
        }

        return new ElementPlace(elements, place, element.Syntax);
    }

    /// <summary>Lowers what makes a matrix or asks for its lengths; null for anything else.</summary>
    public LoweredValue? Lower(IOperation expression) => expression switch
    {
        IArrayCreationOperation creation when MatrixTypes.IsMatrix(creation.Type) => Allocate(creation),
        IInvocationOperation { Instance: { } instance } call when MatrixTypes.IsMatrix(instance.Type) => LowerCall(call, instance),
        IPropertyReferenceOperation { Instance: { } instance } property when MatrixTypes.Of(instance.Type) is { } matrix => property.Property.Name switch
        {
            "Length" => ElementsOf(context.Expressions.Lower(instance), instance.Syntax) is { } elements
                ? new ScalarValue(context.Arrays.Length(elements, property.Syntax))
                : context.Default(property.Type),
            "Rank" => new ScalarValue(context.Builder.Constant(matrix.Rank)),
            _ => null,
        },
        _ => null,
    };

    private Value? ElementsOf(LoweredValue matrix, SyntaxNode source)
    {
        Value? elements = MatrixTypes.ElementsOf(matrix);
        if (elements is null)
        {
            context.Unsupported(
                source, $"'{source}' where it may be one of several arrays", "use a variable for each array, and copy elements instead");
        }

        return elements;
    }

    private LoweredValue? LowerCall(IInvocationOperation call, IOperation instance)
    {
        if (call.TargetMethod.Name is not ("GetLength" or "GetUpperBound" or "GetLowerBound")
            || call.Arguments is not [{ Value.ConstantValue: { HasValue: true, Value: int dimension } }]
            || dimension < 0 || dimension >= MatrixTypes.Of(instance.Type)!.Value.Rank)
        {
            context.Unsupported(
                call.Syntax, $"a call of '{call.TargetMethod.Name}'", "use the elements, as in x[i, j], and GetLength with a constant dimension");
            return context.Default(call.Type);
        }

        Value length = MatrixTypes.LengthsOf(context.Expressions.Lower(instance))[dimension];
        return new ScalarValue(call.TargetMethod.Name switch
        {
            "GetLength" => length,
            "GetLowerBound" => context.Builder.Constant(0),
            _ => context.Operators.Binary(BinaryOperator.Subtract, length, context.Builder.Constant(1), false, call.Syntax),
        });
    }

    private LoweredValue Allocate(IArrayCreationOperation creation)
    {
        ScalarType type = MatrixTypes.Of(creation.Type)!.Value.Element;
        if (creation.DimensionSizes.FirstOrDefault(size => ScalarTypes.Of(size.Type) != ScalarType.Int32) is { } wide)
        {
            context.Unsupported(wide.Syntax, "a length that is not an int", "convert it to int");
            return context.Default(creation.Type);
        }

        Value[] lengths = [.. creation.DimensionSizes.Select(context.Expressions.LowerScalar)];
        if (context.HasErrors)
        {
            return context.Default(creation.Type);
        }

        if (!lengths.All(ranges.IsConstant))
        {
            context.Builder.Check($"{CheckedBy}.CheckLengths", [.. lengths.Select(l => (ThrowArgument)new ValueArgument(l))]);
        }

        Value[] values = [.. creation.Initializer is { } initializer ? ElementsOf(initializer).Select(context.Expressions.LowerScalar) : []];
        Value count = lengths.Aggregate((a, b) => context.Operators.Binary(BinaryOperator.Multiply, a, b, false, creation.Syntax));
        Value elements = context.Compute(new AllocateOperation(type), creation.Syntax, count);
        for (int i = 0; i < values.Length; i++)
        {
            context.Builder.Store(elements, context.Builder.Constant(i), values[i]);
        }

        return MatrixTypes.Value(new ArrayValue(elements), lengths.Select(l => new ScalarValue(l)));
    }

    private Value Multiply(Value left, Value right, SyntaxNode source) => (ranges.ConstantOf(left), ranges.ConstantOf(right)) switch
    {
        ({ } first, { } second) => context.Builder.Constant(unchecked((int)(first * second))),
        (0, _) => left,
        _ => context.Operators.Binary(BinaryOperator.Multiply, left, right, false, source),
    };

    private Value Add(Value left, Value right, SyntaxNode source) => (ranges.ConstantOf(left), ranges.ConstantOf(right)) switch
    {
        ({ } first, { } second) => context.Builder.Constant(unchecked((int)(first + second))),
        (0, _) => right,
        (_, 0) => left,
        _ => context.Operators.Binary(BinaryOperator.Add, left, right, false, source),
    };

    private static IEnumerable<IOperation> ElementsOf(IArrayInitializerOperation initializer)
        => initializer.ElementValues.SelectMany(e => e is IArrayInitializerOperation row ? ElementsOf(row) : [e]);

    /// <summary>Checks an index, as an access to an element does.</summary>
    public void Check(Value index, Value length) => context.Builder.Check($"{CheckedBy}.Check", [new ValueArgument(index), new ValueArgument(length)]);

    /// <summary>Checks the indices that are not known to be in their ranges.</summary>
    private void CheckIndices(List<Value> indices, Value[] lengths)
    {
        for (int i = 0; i < lengths.Length; i++)
        {
            if (!ranges.IsBelow(indices[i], lengths[i]))
            {
                Check(indices[i], lengths[i]);
            }
        }
    }
}
