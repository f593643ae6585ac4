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

    public static readonly DiagnosticDescriptor Quadratic = new(
        "SYMG1003",
        "The loss is quadratic in θ",
        "'{0}' is quadratic in {1}: {2}",
        Category,
        DiagnosticSeverity.Info,
        isEnabledByDefault: true,
        helpLinkUri: HelpFolder + "SYMG1003.md");

    public static readonly DiagnosticDescriptor NoEffect = new(
        "SYMG1004",
        "A parameter has no effect on the loss or its gradient",
        "'{0}' has no effect on {1}: {2}",
        Category,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: HelpFolder + "SYMG1004.md");

    public static readonly DiagnosticDescriptor AffineAlong = new(
        "SYMG1005",
        "The loss is affine along one parameter",
        "'{0}' is affine in '{1}' while {2} held fixed: unless constrained or regularised, its mean has no minimum, because it falls for "
        + "ever along '{1}' wherever its slope there is not zero; make errors of both signs cost something, or add a regulariser for '{1}'",
        Category,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: HelpFolder + "SYMG1005.md");

    public static readonly DiagnosticDescriptor Separable = new(
        "SYMG1006",
        "The loss is separable in θ",
        "'{0}' is separable in {1}: it is a sum of {2}, each a function of {1} alone times a function of the data alone{3}",
        Category,
        DiagnosticSeverity.Info,
        isEnabledByDefault: true,
        helpLinkUri: HelpFolder + "SYMG1006.md");

    public static readonly DiagnosticDescriptor HigherPolynomial = new(
        "SYMG1007",
        "The loss is a polynomial in θ",
        "'{0}' is a polynomial of degree {2} in {1}: {3}",
        Category,
        DiagnosticSeverity.Info,
        isEnabledByDefault: true,
        helpLinkUri: HelpFolder + "SYMG1007.md");

    public static readonly DiagnosticDescriptor Reason = new(
        "SYMG1008",
        "Why the structure of the loss is not simpler",
        "'{0}' is {1} and nothing simpler, as far as SymGrad can prove, because {2}",
        Category,
        DiagnosticSeverity.Info,
        isEnabledByDefault: false,
        helpLinkUri: HelpFolder + "SYMG1008.md");

    public static readonly DiagnosticDescriptor ThetaDecidesExceptions = new(
        "SYMG1009",
        "θ decides whether the loss throws",
        "'{0}' would be {1}, but whether it throws here depends on {2}, which sums over the data cannot know: every evaluation goes over "
        + "the items; check {2} before the objective is evaluated, or return a value instead",
        Category,
        DiagnosticSeverity.Info,
        isEnabledByDefault: true,
        helpLinkUri: HelpFolder + "SYMG1009.md");
}
