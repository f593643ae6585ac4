using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace SymGrad.Generator.Frontend;

/// <summary>What to write instead of a call that can't be differentiated.</summary>
internal static class CallAdvice
{
    private const string ElementwiseAdvice = "write a loop over the elements";

    /// <summary>The advice for a call of an instance method.</summary>
    public static string ForInstance(IInvocationOperation invocation) => invocation.TargetMethod switch
    {
        { ContainingType: { } type } when IsRandom(type) => "draw the numbers before, and pass them as data",
        { ContainingType.SpecialType: SpecialType.System_Array } method => method.Name switch
        {
            "Clone" => "copy it with ToArray()",
            "CopyTo" => "copy the elements in a loop",
            "GetLength" or "GetLongLength" or "GetLowerBound" or "GetUpperBound" => "use Length",
            "GetValue" => "write the element, as in x[i]",
            _ => ElementwiseAdvice,
        },
        { ContainingType: { } type, Name: "TryCopyTo" } when ArrayTypes.IsArray(type) => "test the lengths, and copy with CopyTo",
        { ContainingType: { } type } when ArrayTypes.IsArray(type) => ElementwiseAdvice,
        _ => "write a static method that takes what it needs as parameters",
    };

    /// <summary>The advice for a call of a static method without source that returns nothing.</summary>
    public static string ForEffects(IInvocationOperation invocation) => invocation switch
    {
        { TargetMethod: { Name: "Resize", ContainingType.SpecialType: SpecialType.System_Array } } => "make a new array, and copy with CopyTo",
        { TargetMethod: { Name: "Copy", ContainingType.SpecialType: SpecialType.System_Array } } => "copy the elements in a loop",
        { TargetMethod: { Name: "BlockCopy", ContainingType.Name: "Buffer" } } => "copy with CopyTo, as in x.AsSpan(start, length).CopyTo(y)",
        _ when invocation.Arguments.Any(a => IsArray(a.Value)) => $"what it does to the elements is not known, so {ElementwiseAdvice}",
        _ => "a call for its effects cannot be repeated in generated code, so remove it",
    };

    private static bool IsRandom(INamedTypeSymbol type)
    {
        for (INamedTypeSymbol? current = type; current is not null; current = current.BaseType)
        {
            if (current is { Name: "Random" } && current.IsIn("System"))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsArray(IOperation argument)
        => ArrayTypes.IsArray(argument.Type) || (argument is IConversionOperation conversion && IsArray(conversion.Operand));
}
