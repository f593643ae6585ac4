using System.Linq;
using Microsoft.CodeAnalysis;

namespace SymGrad.Generator.Frontend;

/// <summary>What to use instead of a type that a loss can't compute with.</summary>
internal static class TypeAdvice
{
    private const string Rows = "put its elements row by row in a one-dimensional array, and index it with i * columns + j";

    /// <summary>The advice for a value of some type, or null where there is nothing better than the list of types that are supported.</summary>
    public static string? For(ITypeSymbol? type) => type switch
    {
        { SpecialType: SpecialType.System_Decimal } => "use double: decimal has no derivative rules",
        { SpecialType: SpecialType.System_Char } => "use int",
        { SpecialType: SpecialType.System_IntPtr or SpecialType.System_UIntPtr } => "use long or int",
        { SpecialType: SpecialType.System_String } => "strings belong in the messages of exceptions only",
        { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } => "pass the value and a bool that says whether it is there",
        IArrayTypeSymbol { IsSZArray: true, ElementType: { } element } => ForElements(element),
        IArrayTypeSymbol => Rows,
        { TypeKind: TypeKind.Pointer } => "use an array or a span",
        INamedTypeSymbol { Name: "Span" or "ReadOnlySpan", TypeArguments: [{ } element] } => ForElements(element),
        INamedTypeSymbol { Name: "TensorSpan" or "ReadOnlyTensorSpan" or "Tensor", TypeArguments: [{ } element] }
            => $"use a ReadOnlySpan<{NameOf(element)}> of its elements, indexed with i * columns + j",
        INamedTypeSymbol { Name: "Memory" or "ReadOnlyMemory", TypeArguments: [{ } element] } => $"use a ReadOnlySpan<{NameOf(element)}>",
        INamedTypeSymbol { IsTupleType: true } tuple when tuple.TupleElements.Any(e => ArrayTypes.IsArray(e.Type))
            => "use a variable for each array",
        INamedTypeSymbol collection when ElementOf(collection) is { } element => $"use an array or a span of {NameOf(element)}",
        { Name: "Half" } => "use float",
        { Name: "Int128" or "UInt128" or "BigInteger" } => "use long or double",
        { Name: "Index" or "Range" } => "write it in the brackets, as in x[^1] and x[start..end]",
        { TypeKind: TypeKind.Enum } => "use int or bool",
        { TypeKind: TypeKind.Delegate } => "call a static method directly",
        _ => null,
    };

    /// <summary>The advice for data.</summary>
    public static string ForData(ITypeSymbol type) => type switch
    {
        INamedTypeSymbol { Name: "TensorSpan" or "Tensor", TypeArguments: [{ } element] } when ScalarTypes.Of(element) is not null
            => $"make it a ReadOnlyTensorSpan<{NameOf(element)}>",
        _ => (type is { IsTupleType: true } or { Name: "Index" or "Range" } ? null : For(type)) ?? "give each number in it a parameter of its own, or make it a record",
    };

    /// <summary>The advice for θ that is neither double nor float, nor an array of them: it is one number of another type, or several.</summary>
    public static string ForTheta(ITypeSymbol type) => type switch
    {
        INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T, TypeArguments: [var value] } when ScalarTypes.Of(value) is null
            => "make it not nullable",
        _ when IsNumber(type) => "make it double",
        INamedTypeSymbol { Name: "TensorSpan" or "ReadOnlyTensorSpan" or "Tensor", TypeArguments: [{ } element] } when IsNumber(element)
            => "make it a double[,], or a ReadOnlySpan<double> of its elements, indexed with i * columns + j",
        IArrayTypeSymbol { Rank: <= MatrixTypes.GreatestRank, ElementType: { } element } when IsNumber(element) => "make its elements double",
        IArrayTypeSymbol { IsSZArray: true, ElementType: IArrayTypeSymbol { IsSZArray: true, ElementType: { } element } } when IsNumber(element)
            => "make its elements double",
        INamedTypeSymbol { Name: "Span" or "ReadOnlySpan", TypeArguments: [{ } element] } when IsNumber(element) => "make its elements double",
        IArrayTypeSymbol or INamedTypeSymbol { IsTupleType: false } when For(type) is { } advice => advice,
        _ => "give each weight a parameter of its own, or make it a record of them",
    };

    private static string ForElements(ITypeSymbol element) => element switch
    {
        IArrayTypeSymbol => Rows,
        { SpecialType: SpecialType.System_Decimal } => "make its elements double",
        { SpecialType: SpecialType.System_Char } or { TypeKind: TypeKind.Enum } => "make its elements int",
        { SpecialType: SpecialType.System_IntPtr or SpecialType.System_UIntPtr } => "make its elements long or int",
        { Name: "Half" } => "make its elements float",
        { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } => "use two arrays: one of the values, and one of bool that says which are there",
        INamedTypeSymbol { IsTupleType: true } => "use an array for each part of its elements",
        _ => "use arrays and spans of double, float, integers or bool",
    };

    /// <summary>Whether it is one number, or could be one: what double can stand for.</summary>
    private static bool IsNumber(ITypeSymbol type) => ScalarTypes.Of(type) is not null || type
        is { SpecialType: SpecialType.System_Decimal or SpecialType.System_Char or SpecialType.System_IntPtr or SpecialType.System_UIntPtr }
        or { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T }
        or { TypeKind: TypeKind.Enum }
        or { Name: "Half" };

    /// <summary>The type of the elements of a collection such as List and IReadOnlyList, when they are numbers.</summary>
    private static ITypeSymbol? ElementOf(INamedTypeSymbol type)
    {
        INamedTypeSymbol? sequence = type.AllInterfaces.Append(type)
            .FirstOrDefault(i => i.OriginalDefinition.SpecialType == SpecialType.System_Collections_Generic_IEnumerable_T);
        return sequence?.TypeArguments[0] is { } element && ScalarTypes.Of(element) is not null ? element : null;
    }

    private static string NameOf(ITypeSymbol type) => type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat);
}
