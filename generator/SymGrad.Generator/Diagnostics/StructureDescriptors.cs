using Microsoft.CodeAnalysis;

namespace SymGrad.Generator.Diagnostics;

/// <summary>What SymGrad says about the structure of a loss as a function of θ (1xxx).</summary>
internal static class StructureDescriptors
{
    private const string Category = "SymGrad.Structure";
    private const string HelpFolder = "https://github.com/symgrad/symgrad/blob/main/docs/diagnostics/";

    public static readonly DiagnosticDescriptor ConstantGradient = new(
        "SYMG1001",
        "The gradient of the loss does not depend on θ",
        "'{0}' is affine in {1}: its gradient does not depend on {1}, so an objective sums it over the data once and reuses it",
        Category,
        DiagnosticSeverity.Info,
        isEnabledByDefault: true,
        helpLinkUri: HelpFolder + "SYMG1001.md");

    public static readonly DiagnosticDescriptor NoMinimum = new(
        "SYMG1002",
        "The mean of an affine loss has no minimum",
        "'{0}' is affine in {1}: unless constrained or regularised, its mean has no minimum, because it falls for ever along its constant "
        + "gradient (unless that is zero); make errors of both signs cost something, for example by squaring them, or add a regulariser",
        Category,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: HelpFolder + "SYMG1002.md");

    public static readonly DiagnosticDescriptor NoEffect = new(
        "SYMG1004",
        "A parameter has no effect on the loss or its gradient",
        "'{0}' has no effect on {1}: {2}",
        Category,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: HelpFolder + "SYMG1004.md");
}
