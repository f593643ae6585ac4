using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;

namespace SymGrad.Generator.CallSites;

/// <summary>
/// Functions of libraries that average or sum a sequence, by their names, which all libraries share: <c>Enumerable.Average</c>,
/// <c>TensorPrimitives.Sum</c>, <c>Statistics.Mean</c> of MathNet.Numerics.
/// </summary>
internal static class AveragingFunctions
{
    private static readonly ImmutableHashSet<string> ItemFunctions =
    [
        "First", "FirstOrDefault", "Last", "LastOrDefault", "Single", "SingleOrDefault", "ElementAt", "ElementAtOrDefault", "Dequeue", "Pop", "Peek",
    ];

    /// <summary>What a method of a library returns; null when it is no mean or sum, or when its source is there to be read.</summary>
    public static Origin? Of(IMethodSymbol method) => !method.DeclaringSyntaxReferences.IsEmpty || !IsReal(method.ReturnType) ? null : method.Name switch
    {
        "Average" or "Mean" => Origin.Mean,
        "Sum" => Origin.Sum,
        _ => null,
    };

    /// <summary>Whether a property is the mean of data that an object has been given, as those of MathNet.Numerics.Statistics are.</summary>
    public static bool IsMean(IPropertySymbol property)
        => property.Name == "Mean" && property.ContainingNamespace.ToDisplayString() == "MathNet.Numerics.Statistics";

    /// <summary>Whether a method of a sequence returns one of its items.</summary>
    public static bool TakesOneItem(IMethodSymbol method) => ItemFunctions.Contains(method.Name);

    /// <summary>Whether a type is one of those with the mathematical functions of .NET.</summary>
    public static bool IsSystemMath(this INamedTypeSymbol type)
        => type.SpecialType is SpecialType.System_Double or SpecialType.System_Single
            || (type is { Name: "Math" or "MathF", ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true } });

    private static bool IsReal(ITypeSymbol type) => type switch
    {
        { SpecialType: SpecialType.System_Double or SpecialType.System_Single or SpecialType.System_Decimal } => true,
        INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable => nullable.TypeArguments.All(IsReal),
        _ => false,
    };
}
