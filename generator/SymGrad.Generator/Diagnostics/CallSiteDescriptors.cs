using Microsoft.CodeAnalysis;

namespace SymGrad.Generator.Diagnostics;

/// <summary>What SymGrad says about the places where losses, their gradients and objectives are used.</summary>
internal static class CallSiteDescriptors
{
    private const string Category = "SymGrad.Structure";
    private const string HelpFolder = "https://github.com/symgrad/symgrad/blob/main/docs/diagnostics/";

    public static readonly DiagnosticDescriptor AveragedData = new(
        "SYMG1010",
        "A loss is given means of the data that it is not affine in",
        "'{0}' is given {1} of the data for {2}, but is not provably affine in {3}: in general, its {4} at the {1} is not the {5} of its {4}s "
        + "over the items; pass the items to '{6}', which averages afterwards",
        Category,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: HelpFolder + "SYMG1010.md");
}
