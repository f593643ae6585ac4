using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using SymGrad.Generator.Diagnostics;
using SymGrad.Generator.IR;

namespace SymGrad.Generator.Frontend;

/// <summary>
/// Lowers conversions between numeric types, and between tuples of them. Every conversion of C# is an operation of its own.
/// </summary>
internal sealed class ConversionLowering(LoweringContext context)
{
    public LoweredValue Lower(IConversionOperation conversion)
    {
        if (conversion.OperatorMethod is not null && !(ArrayTypes.IsArray(conversion.Type) && ArrayTypes.IsArray(conversion.Operand.Type)))
        {
            return LowerUserDefined(conversion) ?? RefuseUserDefined(conversion);
        }

        if (!ScalarTypes.IsSupported(conversion.Type)
            && ScalarTypes.IsSupported(conversion.Operand.Type))
        {
            (string construct, string advice) = UnsupportedConstructs.DescribeType(conversion.Type);
            context.Unsupported(conversion.Syntax, "a conversion to " + construct, advice);
            return context.Default(conversion.Operand.Type);
        }

        if (CompositeTypes.IsComposite(conversion.Operand.Type) && !SymbolEqualityComparer.Default.Equals(conversion.Operand.Type, conversion.Type))
        {
            context.Unsupported(
                conversion.Syntax,
                $"a conversion from '{conversion.Operand.Type!.Name}' to '{conversion.Type!.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat)}'",
                "use one type for it everywhere");
            return context.Default(conversion.Type);
        }

        if (context.ArrayCalls.LowerClone(conversion) is { } copy)
        {
            return copy;
        }

        LoweredValue operand = context.Expressions.Lower(conversion.Operand);
        if (context.HasErrors)
        {
            return context.Default(conversion.Type);
        }

        return Convert(operand, conversion.Type!, conversion.IsChecked, conversion.Syntax);
    }

    /// <summary>Converts to a type of the same shape.</summary>
    public LoweredValue Convert(LoweredValue value, ITypeSymbol type, bool isChecked, SyntaxNode source)
    {
        if (value is ScalarValue scalar && ScalarTypes.OfValue(type) is { } target)
        {
            return new ScalarValue(Convert(scalar.Value, target, isChecked, source));
        }

        if (value is ArrayValue && ArrayTypes.IsArray(type))
        {
            return value;
        }

        if (value is TupleValue { IsInstance: false } tuple && type is INamedTypeSymbol { IsTupleType: true } tupleType
            && tupleType.TupleElements.Length == tuple.Elements.Count)
        {
            return new TupleValue(tuple.Elements.Items
                .Zip(tupleType.TupleElements, (element, field) => Convert(element, field.Type, isChecked, source)).ToEquatableArray());
        }

        if (value is TupleValue { IsInstance: true } && (MatrixTypes.IsMatrix(type) || JaggedTypes.IsJagged(type) || TensorTypes.IsTensor(type)))
        {
            return value;
        }

        if (value is TupleValue { IsInstance: true } && CompositeTypes.Of(type) is { } composite
            && composite.Members.Length == ((TupleValue)value).Elements.Count)
        {
            return value;
        }

        context.FailUnlessCompilerDoes(source);
        return context.Default(type);
    }

    public Value Convert(Value value, ScalarType type, bool isChecked, SyntaxNode source)
    {
        ScalarType from = context.Builder.TypeOf(value);
        if (from == type)
        {
            return value;
        }

        if (from.IsFloating() && type.IsInteger())
        {
            SyntaxNode operand = source is CastExpressionSyntax cast ? cast.Expression : source;
            context.ReportIfActive(value, () => context.Report(Descriptors.ThetaTruncated, source, operand.ToString(), type.Keyword()));
        }

        if (context.Builder.DefinitionOf(value)?.Operation is ConstantOperation { Type: ScalarType.Int32 } constant && type.IsFloating())
        {
            return context.Compute(Constants.Of((int)constant.Bits, type), source);
        }

        bool overflows = isChecked && type.IsInteger() && !from.IsWidening(type);
        return context.Compute(new ConvertOperation(from, type, overflows), source, value);
    }

    /// <summary>A conversion that calls an operator with source, from its very type to its very type.</summary>
    private LoweredValue? LowerUserDefined(IConversionOperation conversion)
        => conversion.OperatorMethod is { Parameters: [{ Type: { } from }] } method
            && SymbolEqualityComparer.Default.Equals(conversion.Operand.Type, from)
            && SymbolEqualityComparer.Default.Equals(conversion.Type, method.ReturnType)
            ? context.Composites.LowerOperator(method, conversion.Syntax, conversion.Operand)
            : null;

    /// <summary>Refuses a conversion that calls an operator of one of its types: the first one of a chain.</summary>
    private LoweredValue RefuseUserDefined(IConversionOperation conversion)
    {
        IConversionOperation first = conversion;
        for (IOperation inner = conversion.Operand; inner is IConversionOperation next; inner = next.Operand)
        {
            first = next.OperatorMethod is null ? first : next;
        }

        (string construct, string advice) = UnsupportedConstructs.DescribeUserDefined(first);
        context.Unsupported(first.Syntax, construct, advice);
        return context.Default(conversion.Type);
    }

    /// <summary>Whether an operation at this place checks integer overflow, for conversions that the compiler does not show.</summary>
    public bool IsChecked(SyntaxNode place)
    {
        foreach (SyntaxNode node in place.AncestorsAndSelf())
        {
            switch (node.Kind())
            {
                case SyntaxKind.CheckedExpression or SyntaxKind.CheckedStatement:
                    return true;
                case SyntaxKind.UncheckedExpression or SyntaxKind.UncheckedStatement:
                    return false;
            }
        }

        return context.Compilation.Options is CSharpCompilationOptions { CheckOverflow: true };
    }
}
