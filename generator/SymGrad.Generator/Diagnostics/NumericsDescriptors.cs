using Microsoft.CodeAnalysis;

namespace SymGrad.Generator.Diagnostics;

/// <summary>What SymGrad says about the numerics of a loss (2xxx).</summary>
internal static class NumericsDescriptors
{
    private const string Category = "SymGrad.Numerics";
    private const string HelpFolder = "https://github.com/symgrad/symgrad/blob/main/docs/diagnostics/";

    public static readonly DiagnosticDescriptor Kink = new(
        "SYMG2002",
        "A function of θ has a kink",
        "'{0}' has a kink, where there is no derivative; SymGrad takes one of least norm: {1}",
        Category,
        DiagnosticSeverity.Info,
        isEnabledByDefault: true,
        helpLinkUri: HelpFolder + "SYMG2002.md");

    public static readonly DiagnosticDescriptor DomainEdge = new(
        "SYMG2003",
        "A function of θ is not finite at a point that θ can reach",
        "{0} or its derivative is not finite where its argument is 0, which an absolute value, a square or a maximum with 0 can be; "
        + "add a small positive constant, or treat that case apart",
        Category,
        DiagnosticSeverity.Info,
        isEnabledByDefault: true,
        helpLinkUri: HelpFolder + "SYMG2003.md");

    public static readonly DiagnosticDescriptor StableForm = new(
        "SYMG2004",
        "A stable form replaces an expression",
        "Generated code computes this by {0}, because {1}; [Loss(StableForms = false)] keeps it as it is written",
        Category,
        DiagnosticSeverity.Info,
        isEnabledByDefault: true,
        helpLinkUri: HelpFolder + "SYMG2004.md");

    public static readonly DiagnosticDescriptor Step = new(
        "SYMG2005",
        "θ chooses between values that differ at the border",
        "θ decides which of two {0} this is: {1}, the loss jumps there, and the gradient does not see it",
        Category,
        DiagnosticSeverity.Info,
        isEnabledByDefault: true,
        helpLinkUri: HelpFolder + "SYMG2005.md");

    public static readonly DiagnosticDescriptor LostDigits = new(
        "SYMG2006",
        "A double that depends on θ is rounded to a float",
        "A double that depends on θ is rounded to a float here, although the loss is a double: about nine of its sixteen digits are lost",
        Category,
        DiagnosticSeverity.Info,
        isEnabledByDefault: true,
        helpLinkUri: HelpFolder + "SYMG2006.md");
}
