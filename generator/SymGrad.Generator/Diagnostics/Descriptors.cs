using Microsoft.CodeAnalysis;

namespace SymGrad.Generator.Diagnostics;

/// <summary>What SymGrad says about the use of its attributes (0xxx), about numerics (2xxx) and about the language of a loss (3xxx).</summary>
internal static class Descriptors
{
    private const string Usage = "SymGrad.Usage";
    private const string Numerics = "SymGrad.Numerics";
    private const string Language = "SymGrad.Language";
    private const string HelpFolder = "https://github.com/symgrad/symgrad/blob/main/docs/diagnostics/";

    public static readonly DiagnosticDescriptor TypeNotPartial = new(
        "SYMG0001",
        "The type that contains a loss must be partial",
        "'{0}' must be partial so that SymGrad can add the gradient of '{1}' to it: write 'partial {2} {0}'",
        Usage,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpFolder + "SYMG0001.md");

    public static readonly DiagnosticDescriptor NoTheta = new(
        "SYMG0002",
        "A loss must have a parameter to differentiate by",
        "'{0}' has nothing to differentiate by: mark a parameter with [Theta], or name one 'theta' or 'θ'",
        Usage,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpFolder + "SYMG0002.md");

    public static readonly DiagnosticDescriptor WrongReturnType = new(
        "SYMG0003",
        "A loss must return double or float",
        "'{0}' returns '{1}', but a loss returns one real number: make it return double or float",
        Usage,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpFolder + "SYMG0003.md");

    public static readonly DiagnosticDescriptor UnusableInstance = new(
        "SYMG0004",
        "An instance method can't be a loss",
        "'{0}' is an instance method that can't be a loss: {1}",
        Usage,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpFolder + "SYMG0004.md");

    public static readonly DiagnosticDescriptor GenericMethod = new(
        "SYMG0005",
        "A loss is generic in a way that can't be differentiated",
        "'{0}' must not be generic, except in one type that double and float can both stand for and that a parameter has: write one loss for each type "
            + "that it is used with",
        Usage,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpFolder + "SYMG0005.md");

    public static readonly DiagnosticDescriptor UnsupportedParameterType = new(
        "SYMG0006",
        "The type of a parameter is not supported",
        "Parameter '{0}' of '{1}' has type '{2}', but {3}",
        Usage,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpFolder + "SYMG0006.md");

    public static readonly DiagnosticDescriptor NameConflict = new(
        "SYMG0007",
        "A generated member needs another name",
        "SymGrad cannot generate '{0}' for '{1}': {2}",
        Usage,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpFolder + "SYMG0007.md");

    public static readonly DiagnosticDescriptor FileLocalType = new(
        "SYMG0008",
        "The type that contains a loss must not be file-local",
        "'{0}' is file-local, so generated code in another file cannot be a part of it: remove the 'file' modifier",
        Usage,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpFolder + "SYMG0008.md");

    public static readonly DiagnosticDescriptor ParameterModifier = new(
        "SYMG0009",
        "A parameter of a loss must be passed by value",
        "Parameter '{0}' of '{1}' must be passed by value: remove '{2}'",
        Usage,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpFolder + "SYMG0009.md");

    public static readonly DiagnosticDescriptor BadDerivativeRule = new(
        "SYMG0010",
        "A [DerivativeOf] method does not fit the function it is for",
        "'{0}' cannot be used as a derivative of '{1}': {2}",
        Usage,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpFolder + "SYMG0010.md");

    public static readonly DiagnosticDescriptor NoBody = new(
        "SYMG0011",
        "A loss must have a body",
        "'{0}' has no body to differentiate: write it as a static method with a body",
        Usage,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpFolder + "SYMG0011.md");

    public static readonly DiagnosticDescriptor ThetaWithoutLoss = new(
        "SYMG0012",
        "[Theta] has no effect on a method that is not a loss",
        "[Theta] on parameter '{0}' has no effect because '{1}' is not a loss: mark the method with [Loss]",
        Usage,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: HelpFolder + "SYMG0012.md");

    public static readonly DiagnosticDescriptor LocalLoss = new(
        "SYMG0013",
        "A loss must be a method of a type",
        "'{0}' is {1}, but a loss must be a method of a partial type: move it into one",
        Usage,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpFolder + "SYMG0013.md");

    public static readonly DiagnosticDescriptor ThetaTruncated = new(
        "SYMG2001",
        "A value that depends on θ is converted to an integer",
        "The conversion of '{0}' to '{1}' makes a step function of θ, whose derivative is zero: the gradient ignores what passes "
        + "through here, so keep the value in floating point if it should count",
        Numerics,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: HelpFolder + "SYMG2001.md");

    public static readonly DiagnosticDescriptor UnsupportedConstruct = new(
        "SYMG3001",
        "A construct cannot be differentiated",
        "SymGrad cannot differentiate {0}: {1}",
        Language,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpFolder + "SYMG3001.md");

    public static readonly DiagnosticDescriptor NoDerivative = new(
        "SYMG3002",
        "A called function has no derivative",
        "SymGrad has no derivative of '{0}': {1}",
        Language,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpFolder + "SYMG3002.md");

    public static readonly DiagnosticDescriptor Estimate = new(
        "SYMG3003",
        "An estimate cannot be differentiated",
        "'{0}' is an estimate whose error depends on the processor: {1}",
        Language,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpFolder + "SYMG3003.md");

    public static readonly DiagnosticDescriptor Recursion = new(
        "SYMG3004",
        "A recursive function cannot be differentiated as it is",
        "'{0}' calls itself, so that it needs a derivative of its own, which it can't have in this form: {1}",
        Language,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpFolder + "SYMG3004.md");

    public static readonly DiagnosticDescriptor TooLarge = new(
        "SYMG3005",
        "A loss is too large",
        "'{0}' is too large to differentiate: with its helpers written out it has {1}. Split it into several losses.",
        Language,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpFolder + "SYMG3005.md");

    public static readonly DiagnosticDescriptor NotAccessible = new(
        "SYMG3006",
        "Generated code cannot refer to a member that the loss uses",
        "'{0}' is not accessible from '{1}', where the generated code is: make it internal, or pass its value as a parameter",
        Language,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpFolder + "SYMG3006.md");
}
