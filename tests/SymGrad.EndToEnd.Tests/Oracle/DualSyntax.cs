using System;
using System.Collections.Immutable;
using System.Globalization;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using static Microsoft.CodeAnalysis.CSharp.SyntaxFactory;

namespace SymGrad.EndToEnd.Tests.Oracle;

/// <summary>The pieces of syntax that <see cref="DualRewriter"/> puts in.</summary>
internal static class DualSyntax
{
    private const string Oracle = "global::SymGrad.EndToEnd.Tests.Oracle.";

    public static MetadataReference OracleReference { get; } = MetadataReference.CreateFromFile(typeof(DualMath).Assembly.Location);

    public static TypeSyntax DoubleType { get; } = ParseTypeName(Oracle + "Dual<double>").WithTrailingTrivia(Space);

    public static TypeSyntax FloatType { get; } = ParseTypeName(Oracle + "Dual<float>").WithTrailingTrivia(Space);

    /// <summary>The dual type of a vector.</summary>
    public static TypeSyntax VectorType(string name) => ParseTypeName(Oracle + "Dual" + name).WithTrailingTrivia(Space);

    /// <summary>The dual type of double or float.</summary>
    public static TypeSyntax TypeOf(SpecialType type) => type == SpecialType.System_Double ? DoubleType : FloatType;

    public static TypeSyntax ArrayOf(SpecialType element) => ArrayType(
        TypeOf(element),
        SingletonList(ArrayRankSpecifier(SingletonSeparatedList<ExpressionSyntax>(OmittedArraySizeExpression()))));

    /// <summary>A constant of the user's code. Floating-point ones become dual; integer ones keep their type and stay constants.</summary>
    public static ExpressionSyntax Constant(object value, ExpressionSyntax? original) => value switch
    {
        double or float => ParenthesizedExpression(InvocationExpression(
            MemberAccessExpression(
                SyntaxKind.SimpleMemberAccessExpression, value is double ? DoubleType : FloatType, IdentifierName("FromBits")),
            ArgumentList(SingletonSeparatedList(Argument(LiteralExpression(
                SyntaxKind.NumericLiteralExpression,
                SyntaxFactory.Literal(BitConverter.DoubleToInt64Bits(Convert.ToDouble(value, CultureInfo.InvariantCulture))))))))),
        bool isTrue => LiteralExpression(isTrue ? SyntaxKind.TrueLiteralExpression : SyntaxKind.FalseLiteralExpression),
        int => Integer("int", value),
        uint => Integer("uint", value),
        long => Integer("long", value),
        ulong => Integer("ulong", value),
        short => Integer("short", value),
        ushort => Integer("ushort", value),
        sbyte => Integer("sbyte", value),
        byte => Integer("byte", value),
        _ => original ?? throw new InvalidOperationException($"No constant of type {value.GetType()} is expected here."),
    };

    /// <summary>The dual number of a plain one.</summary>
    public static ExpressionSyntax OfNumber(ExpressionSyntax number, SpecialType type)
        => ObjectCreationExpression(TypeOf(type), ArgumentList(SingletonSeparatedList(Argument(number))), null)
            .WithNewKeyword(Token(SyntaxKind.NewKeyword).WithTrailingTrivia(Space));

    /// <summary>A plain literal of a floating-point type, for patterns, which take constants only.</summary>
    public static ExpressionSyntax Literal(object value, SpecialType type)
    {
        double number = Convert.ToDouble(value, CultureInfo.InvariantCulture);
        string keyword = type == SpecialType.System_Double ? "double" : "float";
        return ParseExpression(number switch
        {
            double.NaN => keyword + ".NaN",
            double.PositiveInfinity => keyword + ".PositiveInfinity",
            double.NegativeInfinity => keyword + ".NegativeInfinity",
            _ => type == SpecialType.System_Double
                ? number.ToString("R", CultureInfo.InvariantCulture) + "d"
                : ((float)number).ToString("R", CultureInfo.InvariantCulture) + "f",
        });
    }

    public static InvocationExpressionSyntax MathCall(string function, SpecialType precision, ImmutableArray<ExpressionSyntax> arguments)
        => InvocationExpression(MathFunction(function, precision), ArgumentList(SeparatedList(arguments.Select(Argument))));

    public static ExpressionSyntax MathFunction(string function, SpecialType precision)
        => ParseExpression($"{Oracle}DualMath.{function}<{(precision == SpecialType.System_Double ? "double" : "float")}>");

    public static InvocationExpressionSyntax QueryCall(string function, ImmutableArray<ExpressionSyntax> arguments)
        => InvocationExpression(ParseExpression($"{Oracle}DualQueries.{function}"), ArgumentList(SeparatedList(arguments.Select(Argument))));

    public static InvocationExpressionSyntax TensorCall(string function, ITypeSymbol precision, ImmutableArray<ExpressionSyntax> arguments)
        => InvocationExpression(
            ParseExpression($"{Oracle}DualTensors.{function}<{precision.ToDisplayString()}>"), ArgumentList(SeparatedList(arguments.Select(Argument))));

    /// <summary><c>{ Value: pattern }</c></summary>
    public static PatternSyntax PatternOnValue(PatternSyntax pattern)
        => RecursivePattern().WithPropertyPatternClause(PropertyPatternClause(SingletonSeparatedList(
            Subpattern(NameColon(IdentifierName("Value")), pattern))));

    public static MemberAccessExpressionSyntax Value(ExpressionSyntax dual)
        => MemberAccessExpression(SyntaxKind.SimpleMemberAccessExpression, dual, IdentifierName("Value"));

    private static ExpressionSyntax Integer(string keyword, object value)
        => ParseExpression(string.Create(CultureInfo.InvariantCulture, $"(({keyword})({value}))"));
}
