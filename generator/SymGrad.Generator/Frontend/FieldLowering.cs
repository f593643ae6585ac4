using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using SymGrad.Generator.Diagnostics;
using SymGrad.Generator.IR;

namespace SymGrad.Generator.Frontend;

/// <summary>Lowers what reads the same throughout a program run: constants, static readonly fields, and elements of tuples.</summary>
internal sealed class FieldLowering(LoweringContext context)
{
    private const string MutableAdvice = "make it readonly, or pass its value as a parameter";

    public LoweredValue Lower(IFieldReferenceOperation reference)
    {
        IFieldSymbol field = reference.Field;
        if (field.ContainingType.IsTupleType && reference.Instance is { } instance)
        {
            int index = AssignmentLowering.ElementIndex(field);
            return context.Expressions.Lower(instance) is TupleValue tuple && index >= 0 && index < tuple.Elements.Count
                ? tuple.Elements[index]
                : context.Default(field.Type);
        }

        if (context.Composites.LowerMember(reference) is { } held)
        {
            return held;
        }

        if (!field.IsStatic)
        {
            context.Unsupported(reference.Syntax, $"the instance field '{field.Name}'", "pass its value as a parameter");
        }
        else if (!ScalarTypes.IsSupported(field.Type))
        {
            (string construct, string advice) = UnsupportedConstructs.DescribeType(field.Type);
            context.Unsupported(reference.Syntax, construct, advice);
        }
        else if (!field.IsReadOnly)
        {
            context.Unsupported(reference.Syntax, $"the static field '{field.Name}', whose value may change", MutableAdvice);
        }
        else
        {
            return Read(field, field.Type, reference.Syntax);
        }

        return context.Default(field.Type);
    }

    /// <summary>The value of an accessible static member that never changes.</summary>
    public LoweredValue Read(ISymbol member, ITypeSymbol type, SyntaxNode source)
    {
        if (TextOf(member) is { } text)
        {
            return Read(type, text, source);
        }

        context.Report(
            Descriptors.NotAccessible,
            source,
            member.ToDisplayString(SymbolDisplayFormat.CSharpShortErrorMessageFormat),
            context.Loss.ContainingType.ToDisplayString(SymbolDisplayFormat.CSharpShortErrorMessageFormat));
        return context.Default(type);
    }

    /// <summary>How emitted code names a constant field; null when only a literal will do.</summary>
    public string? ConstantText(IFieldSymbol field)
        => field.ContainingType is { EnumUnderlyingType: { } number } ? AsNumber(TextOf(field), number) : TextOf(field);

    private static string? AsNumber(string? text, ITypeSymbol number) => text is null ? null : $"({ScalarTypes.Of(number)!.Value.Keyword()}){text}";

    /// <summary>How emitted code names a static member: as short as is safe. Null when it is not accessible there.</summary>
    public string? TextOf(ISymbol member)
    {
        INamedTypeSymbol type = member.ContainingType;
        if (!context.Compilation.IsSymbolAccessibleWithin(member, context.Loss.ContainingType))
        {
            return null;
        }

        string name = Identifiers.Escape(member.Name);
        if (ScalarTypes.Of(type) is { } scalar)
        {
            return $"{scalar.Keyword()}.{name}";
        }

        if (FunctionCatalogue.IsMathClass(type))
        {
            return $"{type.Name}.{name}";
        }

        return $"{TypeText(type)}.{name}";
    }

    /// <summary>How emitted code names a type: as short as is safe.</summary>
    public string TypeText(INamedTypeSymbol type) => IsVisibleByName(type)
        ? Identifiers.Escape(type.Name)
        : type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat);

    /// <summary>
    /// Whether the simple name of a type means that type at the loss, without any using directive: generated files have those of the
    /// generator only.
    /// </summary>
    private bool IsVisibleByName(INamedTypeSymbol type)
    {
        bool isEnclosed = false;
        for (ISymbol? scope = context.Loss.ContainingSymbol; scope is not null; scope = scope.ContainingSymbol)
        {
            isEnclosed |= SymbolEqualityComparer.Default.Equals(scope, type.ContainingSymbol)
                || SymbolEqualityComparer.Default.Equals(scope, type);
        }

        Location location = context.SourceMap.Method;
        return isEnclosed
            && !type.IsGenericType
            && !NameShadowing.IsShortName(type.Name)
            && location.SourceTree is { } tree
            && context.Bodies.ModelOf(tree).LookupSymbols(location.SourceSpan.Start, name: type.Name)
                .All(s => SymbolEqualityComparer.Default.Equals(s, type))
            && context.Loss.Parameters.All(p => p.Name != type.Name);
    }

    private LoweredValue Read(ITypeSymbol type, string text, SyntaxNode source)
    {
        if (ScalarTypes.Of(type) is { } scalar)
        {
            return new ScalarValue(context.Compute(new FieldOperation(scalar, text), source));
        }

        if (MatrixTypes.Of(type) is { } matrix)
        {
            var elements = new FieldOperation(
                matrix.Element, MatrixTypes.ElementsPrefix + text + MatrixTypes.ElementsSuffix, ArrayKind.ReadOnlySpan);
            return MatrixTypes.Value(
                new ArrayValue(context.Compute(elements, source)),
                Enumerable.Range(0, matrix.Rank).Select(i => new ScalarValue(
                    context.Compute(new FieldOperation(ScalarType.Int32, text + MatrixTypes.LengthSuffix(i)), source))));
        }

        if (ScalarTypes.EnumerationBaseOf(type) is { } number)
        {
            return new ScalarValue(context.Compute(new FieldOperation(ScalarTypes.Of(number)!.Value, AsNumber(text, number)!), source));
        }

        if (ArrayTypes.Of(type) is { } array)
        {
            return new ArrayValue(context.Compute(new FieldOperation(array.Element, text, array.Kind), source));
        }

        if (JaggedTypes.IsJagged(type))
        {
            context.Unsupported(source, $"the static array of arrays '{text}'", "use a double[,], or pass it as a parameter");
            return context.Default(type);
        }

        if (CompositeTypes.Of(type) is { } composite)
        {
            return new TupleValue(composite.Members.Select(m => ReadMember(composite, m, text, source)).ToEquatableArray(), IsInstance: true);
        }

        return new TupleValue(((INamedTypeSymbol)type).TupleElements
            .Select(e => Read(e.Type, $"{text}.{Identifiers.Escape(e.Name)}", source)).ToEquatableArray());
    }

    private LoweredValue ReadMember(CompositeType type, CompositeMember member, string text, SyntaxNode source)
    {
        if (member.Obstacle is not null || !context.Compilation.IsSymbolAccessibleWithin(member.Symbol, context.Loss.ContainingType))
        {
            return OpaqueValue.Instance;
        }

        if (type.Symbol.IsReferenceType && member.Symbol is IFieldSymbol { IsReadOnly: false } or IPropertySymbol { SetMethod: { IsInitOnly: false } })
        {
            context.Unsupported(source, $"'{text}', whose member '{member.Name}' may change", "make the member readonly or 'init', or pass the object as a parameter");
            return context.Default(member.Type);
        }

        return Read(member.Type, $"{text}.{Identifiers.Escape(member.Name)}", source);
    }
}
