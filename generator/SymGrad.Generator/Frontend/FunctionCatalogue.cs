using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using SymGrad.Generator.Differentiation.Rules;
using SymGrad.Generator.IR;

namespace SymGrad.Generator.Frontend;

/// <summary>A framework function that the rules table has a row for.</summary>
/// <param name="Rule">The name of the row.</param>
/// <param name="Spelling">How a call is written, operands as {0}, {1}….</param>
internal sealed record CatalogueEntry(string Rule, string Spelling);

/// <summary>
/// Which row of the derivative rules a framework method belongs to: the table decides, so that a new row is all that a new function
/// needs. A method is written as the user's call binds it: Math.Pow and double.Pow need not agree in the last bit with one another or
/// with their float versions.
/// </summary>
internal static class FunctionCatalogue
{
    /// <summary>Functions of floating-point numbers that need no row, because their results are not floating-point numbers.</summary>
    private static readonly HashSet<string> inactiveFunctions =
    [
        "IsNaN", "IsFinite", "IsInfinity", "IsPositiveInfinity", "IsNegativeInfinity", "IsNegative", "IsPositive",
        "IsInteger", "IsEvenInteger", "IsOddInteger", "IsNormal", "IsSubnormal", "IsRealNumber", "ILogB",
    ];

    /// <summary>Functions of integers: their results do not depend on θ.</summary>
    private static readonly HashSet<string> integerFunctions =
    [
        "Abs", "Min", "Max", "Clamp", "Sign", "IsNegative", "IsPositive", "IsEvenInteger", "IsOddInteger",
    ];

    /// <summary>Methods that the number types call otherwise than Math does.</summary>
    private static readonly Dictionary<string, string> synonyms = new() { ["Ieee754Remainder"] = "IEEERemainder" };

    private static readonly Dictionary<string, string> estimates = new()
    {
        ["ReciprocalEstimate"] = "write 1 / x",
        ["ReciprocalSqrtEstimate"] = "write 1 / Math.Sqrt(x)",
        ["MultiplyAddEstimate"] = "write x * y + z, or Math.FusedMultiplyAdd(x, y, z)",
        ["MinNative"] = "write Math.Min(x, y)",
        ["MaxNative"] = "write Math.Max(x, y)",
        ["ClampNative"] = "write Math.Clamp(x, lower, upper)",
    };

    /// <summary>Methods with several results: the rows of the elements of the tuple that they return.</summary>
    private static readonly Dictionary<string, string[]> tupleFunctions = new()
    {
        ["SinCos"] = ["Sin", "Cos"],
        ["SinCosPi"] = ["SinPi", "CosPi"],
    };

    /// <summary>Whether a type is System.Math or System.MathF.</summary>
    public static bool IsMathClass(INamedTypeSymbol type)
        => type.Name is "Math" or "MathF" && type.IsIn("System");

    /// <summary>The rows for the results of a framework method, one unless it returns a tuple; empty when there is none.</summary>
    public static IReadOnlyList<CatalogueEntry> Find(IMethodSymbol method)
    {
        if (Prefix(method.ContainingType) is not { } prefix || !method.IsStatic || method.IsGenericMethod
            || !method.Parameters.All(p => p.RefKind == RefKind.None && (ScalarTypes.Of(p.Type) is not null || IsRounding(p.Type))))
        {
            return [];
        }

        string operands = string.Join(", ", method.Parameters.Select((_, i) => $"{{{i}}}"));
        string call = prefix == RulesTable.LossClass ? operands : $"{prefix}.{method.Name}({operands})";
        bool isFloating = method.Parameters.Length > 0 && ScalarTypes.Of(method.Parameters[0].Type)?.IsFloating() == true;
        if (isFloating && tupleFunctions.TryGetValue(method.Name, out string[]? rules)
            && method.ReturnType is INamedTypeSymbol { IsTupleType: true } tuple && tuple.TupleElements.Length == rules.Length)
        {
            return [.. rules.Select((rule, i) => new CatalogueEntry(rule, $"{call}.{tuple.TupleElements[i].Name}"))];
        }

        string name = synonyms.TryGetValue(method.Name, out string? synonym) ? synonym : method.Name;
        string? rule = !isFloating ? (integerFunctions.Contains(name) ? name : null)
            : RulesTable.FindMethod(name, method.Parameters.Length)?.Name ?? (inactiveFunctions.Contains(name) ? name : null);
        return ScalarTypes.Of(method.ReturnType) is not null && rule is not null ? [new CatalogueEntry(rule, call)] : [];
    }

    /// <summary>What to write instead of an estimate; null when the method is not one.</summary>
    public static string? EstimateAdvice(IMethodSymbol method)
        => Prefix(method.ContainingType) is not null && estimates.TryGetValue(method.Name, out string? advice) ? advice : null;

    /// <summary>Whether a type is System.MidpointRounding, the one enumeration that functions of the catalogue take.</summary>
    public static bool IsRounding(ITypeSymbol type)
        => type is INamedTypeSymbol { Name: "MidpointRounding", TypeKind: TypeKind.Enum } rounding && rounding.IsIn("System");

    /// <summary>Whether a type is one of SymGrad's own classes of functions.</summary>
    private static bool IsSpecialFunctions(INamedTypeSymbol type)
        => type.Name is RulesTable.OwnClass or RulesTable.OwnClass + "F" or RulesTable.LossClass && type.IsIn("SymGrad");

    /// <summary>The type as calls name it.</summary>
    private static string? Prefix(INamedTypeSymbol type)
        => ScalarTypes.Of(type) is { } scalar ? scalar.Keyword() : IsMathClass(type) || IsSpecialFunctions(type) ? type.Name : null;
}
