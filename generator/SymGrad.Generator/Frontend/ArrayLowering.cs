using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using SymGrad.Generator.IR;

namespace SymGrad.Generator.Frontend;

/// <summary>Lowers what makes arrays and reads and writes their elements.</summary>
internal sealed class ArrayLowering(LoweringContext context)
{
    /// <summary>The array that an expression is, or null after an error.</summary>
    public Value? LowerArray(IOperation expression) => context.Expressions.Lower(expression) switch
    {
        ArrayValue array => array.Array,
        _ => Refuse(expression),
    };

    /// <summary>Whether an expression stands for an element of an array of scalars.</summary>
    public static bool IsElement(IOperation expression) => expression switch
    {
        IArrayElementReferenceOperation element => ArrayTypes.IsArray(element.ArrayReference.Type) && element.Indices.Length == 1
            && ScalarTypes.Of(element.Type) is not null || MatrixLowering.IsElement(element),
        IPropertyReferenceOperation { Property.IsIndexer: true, Instance: { } instance } => ArrayTypes.IsArray(instance.Type),
        IImplicitIndexerReferenceOperation implicitIndex => ArrayTypes.IsArray(implicitIndex.Instance.Type)
            && ScalarTypes.Of(implicitIndex.Type) is not null,
        _ => false,
    };

    /// <summary>The array and the index of an element, evaluated in this order; null after an error.</summary>
    public ElementPlace? PlaceOf(IOperation expression)
    {
        if (MatrixLowering.IsElement(expression))
        {
            return context.Matrices.PlaceOf((IArrayElementReferenceOperation)expression);
        }

        if (expression is IArrayElementReferenceOperation { ArrayReference: var ofRow } && JaggedLowering.IsRow(ofRow))
        {
            return context.Jagged.PlaceOf((IArrayElementReferenceOperation)expression);
        }

        (IOperation instance, IOperation index) = expression switch
        {
            IArrayElementReferenceOperation element => (element.ArrayReference, element.Indices[0]),
            IPropertyReferenceOperation property => (property.Instance!, property.Arguments[0].Value),
            IImplicitIndexerReferenceOperation implicitIndex => (implicitIndex.Instance, implicitIndex.Argument),
            _ => throw new System.InvalidOperationException($"{expression.Kind} is not an element."),
        };
        return LowerArray(instance) is { } array && LowerIndex(index, array) is { } position ? new ElementPlace(array, position, expression.Syntax)
            : null;
    }

    public Value Read(ElementPlace place)
        => context.Compute(new ElementOperation(context.Builder.TypeOf(place.Array)), place.Source, place.Array, place.Index);

    public void Write(ElementPlace place, Value stored)
    {
        Operation? source = context.Builder.DefinitionOf(context.Builder.RootOf(place.Array))?.Operation;
        if (source is EmptyArrayOperation)
        {
            // It stands for an array after an error.
            return;
        }

        if (source is not AllocateOperation)
        {
            // A matrix has no ToArray.
            bool isMatrix = place.Source is ElementAccessExpressionSyntax { ArgumentList.Arguments.Count: > 1 };
            context.Unsupported(
                place.Source, "an assignment to an element that is not the loss's own",
                isMatrix ? "copy its elements to a local one first, in loops" : "copy the array to a local one first, with ToArray()");
            return;
        }

        context.Builder.Store(place.Array, place.Index, stored);
    }

    /// <summary>Lowers what reads an array; null for anything else.</summary>
    public LoweredValue? Lower(IOperation expression)
    {
        switch (expression)
        {
            case IPropertyReferenceOperation { Property.IsIndexer: false, Instance: { } instance } property when ArrayTypes.IsArray(instance.Type):
                return LowerProperty(property, instance);
            case not null when IsElement(expression):
                return PlaceOf(expression) is { } place
                    ? new ScalarValue(Read(place))
                    : context.Default(expression.Type);
            case IImplicitIndexerReferenceOperation { Argument: IRangeOperation range } slice when ArrayTypes.IsArray(slice.Instance.Type):
                return LowerArray(slice.Instance) is { } array ? LowerRange(array, range, slice.Syntax) : context.Default(slice.Type);
            case IArrayElementReferenceOperation { Indices: [IRangeOperation range] } copy when ArrayTypes.IsArray(copy.ArrayReference.Type):
                // Unlike that of a span, a range of an array is a copy.
                return LowerArray(copy.ArrayReference) is { } original && LowerRange(original, range, copy.Syntax) is ArrayValue part
                    ? ToArray(part.Array, copy.Syntax)
                    : context.Default(expression.Type);
            case IArrayCreationOperation { DimensionSizes: [{ } size] } creation when ArrayTypes.IsArray(creation.Type):
                return Allocate(creation.Type!, size, creation.Initializer?.ElementValues ?? [], creation.Syntax);
            case { Kind: OperationKind.None, Syntax: StackAllocArrayCreationExpressionSyntax or ImplicitStackAllocArrayCreationExpressionSyntax }
                when ArrayTypes.IsArray(expression.Type):
                ImmutableArray<IOperation> parts = [.. expression.ChildOperations];
                return Allocate(expression.Type!, parts[0], parts.RemoveAt(0), expression.Syntax);
            case ICollectionExpressionOperation collection when ArrayTypes.IsArray(collection.Type)
                && collection.Elements.All(e => ScalarTypes.Of(e.Type) is not null):
                return Allocate(collection.Type!, null, collection.Elements, collection.Syntax);
            default:
                return null;
        }
    }

    /// <summary>
    /// Lowers <c>n &lt;= 128 ? stackalloc double[n] : new double[n]</c>, which is one array wherever its memory comes from.
    /// </summary>
    public LoweredValue LowerChoice(IConditionalOperation choice)
    {
        if (AllocatedSize(choice.WhenTrue) is { } first && AllocatedSize(choice.WhenFalse) is { } second)
        {
            Value condition = context.Expressions.LowerScalar(choice.Condition);
            LoweredValue? length = context.Branches.Lower(
                condition,
                choice.Syntax,
                () => new ScalarValue(context.Expressions.LowerScalar(first)),
                () => new ScalarValue(context.Expressions.LowerScalar(second)));
            return length is ScalarValue known
                ? Allocate(ArrayTypes.Of(choice.Type)!.Value.Element, known.Value, choice.Syntax)
                : context.Default(choice.Type);
        }

        context.Unsupported(choice.Syntax, "a choice between arrays", "choose between elements, or write the statements for each array");
        return context.Default(choice.Type);
    }

    public Value Length(Value array, SyntaxNode source) => context.Compute(new LengthOperation(), source, array);

    /// <summary>A part of an array, which shares its memory.</summary>
    public ArrayValue Slice(Value array, Value[] bounds, SyntaxNode source)
    {
        // A slice of all of an array is the array.
        return bounds.Length == 0
            ? new ArrayValue(array)
            : new ArrayValue(context.Compute(
                new SliceOperation(context.Builder.TypeOf(array), SliceKind(array), context.Builder.InfoOf(array).Array), source, [array, .. bounds]));
    }

    /// <summary>A copy of an array.</summary>
    public ArrayValue ToArray(Value original, SyntaxNode source)
    {
        Value length = Length(original, source);
        ArrayValue copy = Allocate(context.Builder.TypeOf(original), length, source);
        context.Loops.ForEachIndex(length, index => Write(new(copy.Array, index, source), Read(new(original, index, source))));
        return copy;
    }

    private static IOperation? AllocatedSize(IOperation? expression) => expression switch
    {
        IConversionOperation { OperatorMethod: null or { ContainingNamespace.Name: "System" } } conversion => AllocatedSize(conversion.Operand),
        IArrayCreationOperation { Initializer: null, DimensionSizes: [{ } size] } => size,
        { Kind: OperationKind.None, Syntax: StackAllocArrayCreationExpressionSyntax { Initializer: null } } => expression.ChildOperations.First(),
        _ => null,
    };

    private LoweredValue? LowerProperty(IPropertyReferenceOperation property, IOperation instance)
    {
        if (property.Property.Name is not ("Length" or "IsEmpty"))
        {
            return null;
        }

        if (LowerArray(instance) is not { } array)
        {
            return context.Default(property.Type);
        }

        Value length = Length(array, property.Syntax);
        return new ScalarValue(property.Property.Name == "Length"
            ? length
            : context.Compute(
                new CompareOperation(CompareOperator.Equal, ScalarType.Int32), property.Syntax, length, context.Builder.Constant(0)));
    }

    private Value? LowerIndex(IOperation index, Value array)
    {
        switch (index)
        {
            case IUnaryOperation { OperatorKind: UnaryOperatorKind.Hat } fromEnd:
                return context.Operators.Binary(
                    BinaryOperator.Subtract, Length(array, index.Syntax), context.Expressions.LowerScalar(fromEnd.Operand), false, index.Syntax);
            case IConversionOperation { Type.Name: "Index", Operand: { } operand } when ScalarTypes.Of(operand.Type) == ScalarType.Int32:
                return context.Expressions.LowerScalar(operand);
            case not null when ScalarTypes.Of(index.Type) == ScalarType.Int32:
                return context.Expressions.LowerScalar(index);
            default:
                context.Unsupported(index!.Syntax, "an index that is not an int", "convert it to int");
                return null;
        }
    }

    private LoweredValue LowerRange(Value array, IRangeOperation range, SyntaxNode source)
    {
        Value? start = range.LeftOperand is { } left ? LowerIndex(left, array) : context.Builder.Constant(0);
        if (range.RightOperand is not { } right)
        {
            return start is { } from ? Slice(array, [from], source) : context.Default(null);
        }

        if (start is not { } first || LowerIndex(right, array) is not { } end)
        {
            return context.Default(null);
        }

        bool isFromStart = range.LeftOperand is null;
        Value length = isFromStart ? end : context.Operators.Binary(BinaryOperator.Subtract, end, first, false, source);
        return Slice(array, [first, length], source);
    }

    private ArrayKind SliceKind(Value array)
        => context.Builder.InfoOf(array).Array == ArrayKind.ReadOnlySpan ? ArrayKind.ReadOnlySpan : ArrayKind.Span;

    private LoweredValue Allocate(ITypeSymbol type, IOperation? size, ImmutableArray<IOperation> elements, SyntaxNode source)
    {
        ScalarType element = ArrayTypes.Of(type)!.Value.Element;
        Value length = size is null ? context.Builder.Constant(elements.Length) : context.Expressions.LowerScalar(size);
        if (context.Builder.TypeOf(length) != ScalarType.Int32)
        {
            context.Unsupported(source, "a length that is not an int", "convert it to int");
            return context.Default(type);
        }

        Value[] values = [.. elements.Select(context.Expressions.LowerScalar)];
        ArrayValue array = Allocate(element, length, source);
        for (int i = 0; i < values.Length; i++)
        {
            context.Builder.Store(array.Array, context.Builder.Constant(i), values[i]);
        }

        return array;
    }

    private ArrayValue Allocate(ScalarType element, Value length, SyntaxNode source)
        => new(context.Compute(new AllocateOperation(element), source, length));

    private Value? Refuse(IOperation expression)
    {
        context.FailUnlessCompilerDoes(expression.Syntax);
        return null;
    }
}
