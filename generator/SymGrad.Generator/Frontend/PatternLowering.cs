using System;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using SymGrad.Generator.IR;

namespace SymGrad.Generator.Frontend;

/// <summary>Lowers patterns on numbers and on tuples of numbers to conditions without effects.</summary>
internal sealed class PatternLowering(LoweringContext context)
{
    /// <summary>Whether the value matches; variables of the pattern are assigned at once, since C# reads them only where it does.</summary>
    public Value Lower(IPatternOperation pattern, LoweredValue value)
    {
        SyntaxNode source = pattern.Syntax;
        switch (pattern)
        {
            case IConstantPatternOperation constant:
                return MatchesConstant(value, constant.Value, source);
            case IRelationalPatternOperation relation when value is ScalarValue scalar
                && OperatorLowering.CompareOperatorOf(relation.OperatorKind) is { } kind
                && ConstantLike(relation.Value, scalar.Value) is { } bound:
                return context.Operators.Compare(kind, scalar.Value, bound, source);
            case IBinaryPatternOperation both:
                Value left = Lower(both.LeftPattern, value);
                Value right = Lower(both.RightPattern, value);
                return both.OperatorKind == BinaryOperatorKind.And
                    ? context.Operators.And(left, right, source)
                    : context.Operators.Or(left, right, source);
            case INegatedPatternOperation negated:
                return context.Not(Lower(negated.Pattern, value), source);
            case IDiscardPatternOperation:
                return context.Builder.Constant(true);
            case IDeclarationPatternOperation declaration
                when declaration.MatchedType is null || IsInputType(declaration, declaration.MatchedType):
                Declare(declaration.DeclaredSymbol, value);
                return context.Builder.Constant(true);
            case ITypePatternOperation type when IsInputType(type, type.MatchedType):
                return context.Builder.Constant(true);
            case IRecursivePatternOperation { DeconstructSymbol: null, PropertySubpatterns.IsEmpty: true } positional
                when value is TupleValue { IsInstance: false } tuple && tuple.Elements.Count == positional.DeconstructionSubpatterns.Length:
                Declare(positional.DeclaredSymbol, value);
                return positional.DeconstructionSubpatterns.Zip(tuple.Elements.Items, Lower)
                    .Aggregate((a, b) => context.Operators.And(a, b, source));
            default:
                if (!context.HasErrors)
                {
                    context.Unsupported(pattern);
                }

                return context.Builder.Constant(false);
        }
    }

    /// <summary>A constant pattern. Unlike ==, it matches NaN with NaN.</summary>
    public Value MatchesConstant(LoweredValue value, IOperation constant, SyntaxNode source)
    {
        if (value is not ScalarValue scalar || ConstantLike(constant, scalar.Value) is not { } expected)
        {
            if (!context.HasErrors)
            {
                context.Unsupported(source, "this constant pattern", "compare numbers with numbers");
            }

            return context.Builder.Constant(false);
        }

        ScalarType type = context.Builder.TypeOf(scalar.Value);
        bool isNaN = context.Builder.DefinitionOf(expected)?.Operation is ConstantOperation number && double.IsNaN(number.ToDouble());
        return isNaN
            ? context.Compute(
                new FunctionOperation("IsNaN", ScalarType.Boolean, type.Keyword() + ".IsNaN({0})"), source, scalar.Value)
            : context.Operators.Compare(CompareOperator.Equal, scalar.Value, expected, source);
    }

    private void Declare(ISymbol? variable, LoweredValue value)
    {
        if (variable is not null)
        {
            context.Assignments.Assign(variable, value);
        }
    }

    /// <summary>The constant of a pattern in the type of the value that it is compared with.</summary>
    private Value? ConstantLike(IOperation constant, Value value)
    {
        ScalarType type = context.Builder.TypeOf(value);
        return constant.ConstantValue is { HasValue: true, Value: { } number } && number is bool == (type == ScalarType.Boolean)
            && number is IConvertible and not string and not char
            ? context.Compute(Constants.Of(number, type) with { Text = EnumerationText(constant) }, constant.Syntax)
            : null;
    }

    /// <summary>The name of a member of an enumeration.</summary>
    private string? EnumerationText(IOperation constant)
        => constant is IFieldReferenceOperation { Field: { ContainingType.TypeKind: TypeKind.Enum } member } ? context.Fields.ConstantText(member) : null;

    /// <summary>Whether every value of the pattern's input is of a type; an object of a class may be null, and then is of none.</summary>
    private static bool IsInputType(IPatternOperation pattern, ITypeSymbol type)
        => !(type.IsReferenceType && CompositeTypes.IsComposite(type)) && SymbolEqualityComparer.Default.Equals(pattern.InputType, type);
}
