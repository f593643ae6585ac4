using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using SymGrad.Generator.IR;

namespace SymGrad.Generator.Frontend;

/// <summary>
/// Lowers the vectors of System.Numerics to arithmetic of their elements, with the order of additions that the framework has: the bits are those of
/// the user's method. What depends on whether the machine fuses multiplications with additions (Lerp, Reflect) is refused.
/// </summary>
internal sealed class VectorLowering(LoweringContext context)
{
    private const string FusedAdvice = "its last bits depend on whether the machine fuses multiplications with additions: write its formula out, as in a + (b - a) * t";

    /// <summary>A call of a vector's method; null for any other call.</summary>
    public LoweredValue? Lower(IInvocationOperation invocation)
    {
        IMethodSymbol method = invocation.TargetMethod;
        if (!VectorTypes.IsVector(method.ContainingType))
        {
            return null;
        }

        if (method.Name is "Lerp" or "Reflect")
        {
            return Refuse(invocation, $"'{method.ContainingType.Name}.{method.Name}'", FusedAdvice);
        }

        bool isSupported = Array.TrueForAll([.. method.Parameters], p => IsOperand(p.Type))
            && (invocation.Instance is null ? method.Name is not ("Length" or "LengthSquared") : method.Name is "Length" or "LengthSquared");
        if (!isSupported)
        {
            return Refuse(invocation, $"'{method.ContainingType.Name}.{method.Name}'", "write it with the elements");
        }

        var operands = new LoweredValue[method.Parameters.Length];
        LoweredValue? instance = invocation.Instance is { } target ? context.Expressions.Lower(target) : null;
        foreach (IArgumentOperation argument in invocation.Arguments)
        {
            operands[argument.Parameter!.Ordinal] = context.Expressions.Lower(argument.Value);
        }

        return context.HasErrors
            ? context.Default(invocation.Type)
            : Apply(method.Name, instance is null ? operands : [instance], invocation.Syntax)
                ?? Refuse(invocation, $"'{method.ContainingType.Name}.{method.Name}'", "write it with the elements");
    }

    /// <summary>An operator of vectors; null for any other.</summary>
    public LoweredValue? LowerOperator(IMethodSymbol method, SyntaxNode source, ImmutableArray<IOperation> operands)
    {
        if (!VectorTypes.IsVector(method.ContainingType) || !method.Parameters.All(p => IsOperand(p.Type)))
        {
            return null;
        }

        LoweredValue[] values = [.. operands.Select(context.Expressions.Lower)];
        return context.HasErrors ? context.Default(method.ReturnType) : Apply(method.Name, values, source);
    }

    /// <summary>A vector that is a constant of its type, such as Vector3.Zero; null for any other property.</summary>
    public LoweredValue? LowerProperty(IPropertyReferenceOperation reference)
    {
        IPropertySymbol property = reference.Property;
        int dimension = VectorTypes.DimensionOf(property.ContainingType);
        if (dimension == 0 || !property.IsStatic)
        {
            return null;
        }

        float[]? elements = property.Name switch
        {
            "Zero" => new float[dimension],
            "One" => [.. Enumerable.Repeat(1f, dimension)],
            "UnitX" => [.. Enumerable.Range(0, dimension).Select(i => i == 0 ? 1f : 0f)],
            "UnitY" => [.. Enumerable.Range(0, dimension).Select(i => i == 1 ? 1f : 0f)],
            "UnitZ" => [.. Enumerable.Range(0, dimension).Select(i => i == 2 ? 1f : 0f)],
            "UnitW" => [.. Enumerable.Range(0, dimension).Select(i => i == 3 ? 1f : 0f)],
            _ => null,
        };
        return elements is null
            ? null
            : Vector(elements.Select(e => context.Compute(Constants.Of(e, ScalarType.Single), reference.Syntax)));
    }

    /// <summary>A vector made of numbers and shorter vectors, or of one number for all elements.</summary>
    public LoweredValue Construct(IObjectCreationOperation creation)
    {
        int dimension = VectorTypes.DimensionOf(creation.Type);
        if (creation.Arguments.Any(a => !IsOperand(a.Parameter!.Type)))
        {
            return Refuse(creation, $"the creation of '{creation.Type!.Name}' from '{creation.Arguments[0].Value.Syntax}'", "give its elements");
        }

        var arguments = new LoweredValue[creation.Arguments.Length];
        foreach (IArgumentOperation argument in creation.Arguments)
        {
            arguments[argument.Parameter!.Ordinal] = context.Expressions.Lower(argument.Value);
        }

        Value[] elements = [.. arguments.SelectMany(a => a.Leaves)];
        return elements.Length == 0 || context.HasErrors ? context.Default(creation.Type)
            : elements.Length == 1 ? Vector(Enumerable.Repeat(elements[0], dimension))
            : Vector(elements);
    }

    private static bool IsOperand(ITypeSymbol type) => VectorTypes.IsVector(type) || type.SpecialType == SpecialType.System_Single;

    private static TupleValue Vector(IEnumerable<Value> elements)
        => new(elements.Select(e => (LoweredValue)new ScalarValue(e)).ToEquatableArray(), IsInstance: true);

    private LoweredValue Refuse(IOperation operation, string construct, string advice)
    {
        context.Unsupported(operation.Syntax, construct, advice);
        return context.Default(operation.Type);
    }

    private LoweredValue? Apply(string name, LoweredValue[] operands, SyntaxNode source) => (name, operands) switch
    {
        ("op_Addition" or "Add", [var a, var b]) => Elementwise(BinaryOperator.Add, a, b, source),
        ("op_Subtraction" or "Subtract", [var a, var b]) => Elementwise(BinaryOperator.Subtract, a, b, source),
        ("op_Multiply" or "Multiply", [var a, var b]) => Elementwise(BinaryOperator.Multiply, a, b, source),
        ("op_Division" or "Divide", [var a, var b]) => Elementwise(BinaryOperator.Divide, a, b, source),
        ("op_UnaryNegation" or "Negate", [var a]) => Vector(a.Leaves.Select(v => context.Compute(new UnaryOperation(UnaryOperator.Negate, ScalarType.Single), source, v))),
        ("op_UnaryPlus", [var a]) => a,
        ("op_Equality", [var a, var b]) => new ScalarValue(AreEqual(a, b, source)),
        ("op_Inequality", [var a, var b]) => new ScalarValue(context.Not(AreEqual(a, b, source), source)),
        ("Dot", [var a, var b]) => new ScalarValue(Dot(a, b, source)),
        ("LengthSquared", [var a]) => new ScalarValue(Dot(a, a, source)),
        ("Length", [var a]) => new ScalarValue(Length(a, source)),
        ("DistanceSquared", [var a, var b]) => new ScalarValue(Square(Elementwise(BinaryOperator.Subtract, a, b, source), source)),
        ("Distance", [var a, var b]) => new ScalarValue(Length(Elementwise(BinaryOperator.Subtract, a, b, source), source)),
        ("Normalize", [var a]) => Elementwise(BinaryOperator.Divide, a, new ScalarValue(Length(a, source)), source),
        ("Cross", [var a, var b]) => Cross([.. a.Leaves], [.. b.Leaves], source),
        ("Abs", [var a]) => Map("Abs", source, a),
        ("SquareRoot", [var a]) => Map("Sqrt", source, a),
        ("Min", [var a, var b]) => Map("Min", source, a, b),
        ("Max", [var a, var b]) => Map("Max", source, a, b),
        ("Clamp", [var a, var lower, var upper]) => Map("Min", source, Map("Max", source, a, lower), upper),
        _ => null,
    };

    private TupleValue Elementwise(BinaryOperator kind, LoweredValue left, LoweredValue right, SyntaxNode source)
    {
        Value[] a = [.. left.Leaves];
        Value[] b = [.. right.Leaves];
        return Vector(Enumerable.Range(0, Math.Max(a.Length, b.Length)).Select(i => Binary(kind, a[a.Length == 1 ? 0 : i], b[b.Length == 1 ? 0 : i], source)));
    }

    private Value Square(LoweredValue vector, SyntaxNode source) => Dot(vector, vector, source);

    private Value Length(LoweredValue vector, SyntaxNode source) => Function("Sqrt", source, Square(vector, source));

    /// <summary>Two elements are x + y, three (x + y) + z, and four (x + y) + (z + w).</summary>
    private Value Dot(LoweredValue left, LoweredValue right, SyntaxNode source)
    {
        Value[] products = [.. left.Leaves.Zip(right.Leaves, (a, b) => Binary(BinaryOperator.Multiply, a, b, source))];
        Value first = Binary(BinaryOperator.Add, products[0], products[1], source);
        return products.Length switch
        {
            2 => first,
            3 => Binary(BinaryOperator.Add, first, products[2], source),
            _ => Binary(BinaryOperator.Add, first, Binary(BinaryOperator.Add, products[2], products[3], source), source),
        };
    }

    private LoweredValue? Cross(Value[] a, Value[] b, SyntaxNode source)
    {
        return a.Length switch
        {
            2 => new ScalarValue(Minor(0, 1)),
            3 => Vector([Minor(1, 2), Minor(2, 0), Minor(0, 1)]),
            _ => null,
        };

        Value Minor(int i, int j) => Binary(
            BinaryOperator.Subtract, Binary(BinaryOperator.Multiply, a[i], b[j], source), Binary(BinaryOperator.Multiply, a[j], b[i], source), source);
    }

    private Value AreEqual(LoweredValue left, LoweredValue right, SyntaxNode source) => left.Leaves
        .Zip(right.Leaves, (a, b) => context.Operators.Compare(CompareOperator.Equal, a, b, source))
        .Aggregate((a, b) => context.Operators.And(a, b, source));

    private TupleValue Map(string function, SyntaxNode source, params LoweredValue[] operands)
        => Vector(Enumerable.Range(0, operands[0].Leaves.Count()).Select(i => Function(function, source, [.. operands.Select(o => o.Leaves.ElementAt(i))])));

    private Value Binary(BinaryOperator kind, Value left, Value right, SyntaxNode source)
        => context.Operators.Binary(kind, left, right, isChecked: false, source);

    /// <summary>A function of MathF, which the framework applies to each element.</summary>
    private Value Function(string name, SyntaxNode source, params Value[] operands)
    {
        string arguments = string.Join(", ", operands.Select((_, i) => $"{{{i.ToString(System.Globalization.CultureInfo.InvariantCulture)}}}"));
        return context.Compute(new FunctionOperation(name, ScalarType.Single, $"MathF.{name}({arguments})"), source, operands);
    }
}
