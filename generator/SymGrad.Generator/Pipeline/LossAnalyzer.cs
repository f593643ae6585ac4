using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using SymGrad.Generator.Diagnostics;
using SymGrad.Generator.Frontend;

namespace SymGrad.Generator.Pipeline;

/// <summary>
/// Reports what is wrong with a loss, and what it is as a function of θ, at the user's own lines. It lowers the loss as the generator does,
/// but with locations, which have no place in the generator's cache.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class LossAnalyzer : DiagnosticAnalyzer
{
    private const string ThetaAttribute = "SymGrad.ThetaAttribute";

    private readonly FindingsCache known = new(LossFindings.Of);

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = AllDescriptors.OfLosses;

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterCompilationStartAction(start =>
        {
            if (start.Compilation.GetTypeByMetadataName(LossGenerator.LossAttribute) is { } loss
                && start.Compilation.GetTypeByMetadataName(ThetaAttribute) is { } theta)
            {
                start.RegisterSymbolAction(symbol => Analyze(symbol, loss, theta, known), SymbolKind.Method);
                start.RegisterSyntaxNodeAction(
                    node => AnalyzeLocal(node, loss, theta), SyntaxKind.LocalFunctionStatement, SyntaxKind.ParenthesizedLambdaExpression);
            }
        });
    }

    /// <summary>Local functions and lambdas may carry the attribute, but there is no type to which their gradient could be added.</summary>
    private static void AnalyzeLocal(SyntaxNodeAnalysisContext context, INamedTypeSymbol loss, INamedTypeSymbol theta)
    {
        (SyntaxList<AttributeListSyntax> attributes, ParameterListSyntax parameters, Location place, string kind) = context.Node switch
        {
            LocalFunctionStatementSyntax function
                => (function.AttributeLists, function.ParameterList, function.Identifier.GetLocation(), "a local function"),
            ParenthesizedLambdaExpressionSyntax lambda
                => (lambda.AttributeLists, lambda.ParameterList, lambda.ParameterList.GetLocation(), "a lambda expression"),
            _ => throw new InvalidOperationException($"{context.Node.Kind()} is not a local function."),
        };
        if (attributes.Count == 0 && parameters.Parameters.All(p => p.AttributeLists.Count == 0))
        {
            return;
        }

        ISymbol? symbol = context.SemanticModel.GetDeclaredSymbol(context.Node, context.CancellationToken)
            ?? context.SemanticModel.GetSymbolInfo(context.Node, context.CancellationToken).Symbol;
        if (symbol is not IMethodSymbol method)
        {
            return;
        }

        string name = method.MethodKind == MethodKind.LocalFunction ? method.Name : context.Node.ToString();
        if (IsMarked(method, loss))
        {
            context.ReportDiagnostic(Diagnostic.Create(Descriptors.LocalLoss, place, name, kind));
        }
        else
        {
            ReportTheta(method, name, theta, context.ReportDiagnostic);
        }
    }

    private static void Analyze(SymbolAnalysisContext context, INamedTypeSymbol loss, INamedTypeSymbol theta, FindingsCache known)
    {
        var method = (IMethodSymbol)context.Symbol;
        if (method.PartialDefinitionPart is not null)
        {
            // The definition part stands for both.
            return;
        }

        foreach (Diagnostic diagnostic in UserRules.Check(method))
        {
            context.ReportDiagnostic(diagnostic);
        }

        if (!IsMarked(method, loss) && !(method.PartialImplementationPart is { } implementation && IsMarked(implementation, loss)))
        {
            ReportTheta(method, method.Name, theta, context.ReportDiagnostic);
            return;
        }

        // What is so for each type of a generic loss is said once.
        var reported = new HashSet<(string Id, Location Place)>();
        foreach (LoweredLoss lowered in LossLowering.LowerAll(method, context.Compilation, LossPipeline.DerivativeOf, context.CancellationToken))
        {
            List<Diagnostic> own = [.. DiagnosticsOf(lowered, context.Compilation, known).Where(d => !reported.Contains((d.Id, d.Location)))];
            own.ForEach(context.ReportDiagnostic);
            reported.UnionWith(own.Select(d => (d.Id, d.Location)));
        }
    }

    private static IEnumerable<Diagnostic> DiagnosticsOf(LoweredLoss lowered, Compilation compilation, FindingsCache known)
    {
        foreach (Diagnostic diagnostic in lowered.Diagnostics)
        {
            // A [DerivativeOf] that does not fit is reported once, with its own method.
            if (diagnostic.Id != Descriptors.BadDerivativeRule.Id || !UserRules.Of(compilation).Problems.Contains(diagnostic))
            {
                yield return diagnostic;
            }
        }

        foreach (StructureFinding finding in lowered.Model is { } model ? known.Of(model) : [])
        {
            Location location = finding.Subject is { } subject ? lowered.SourceMap.Of(subject) : lowered.SourceMap.Method;
            object[] arguments = [.. finding.Arguments.Items];
            yield return Diagnostic.Create(finding.Descriptor, location, arguments);
        }
    }

    /// <summary>Reports each [Theta] of a method that is not a loss.</summary>
    private static void ReportTheta(IMethodSymbol method, string name, INamedTypeSymbol theta, Action<Diagnostic> report)
    {
        foreach (IParameterSymbol parameter in method.Parameters.Where(p => IsMarked(p, theta)))
        {
            report(Diagnostic.Create(Descriptors.ThetaWithoutLoss, parameter.Locations[0], parameter.Name, name));
        }
    }

    private static bool IsMarked(ISymbol symbol, INamedTypeSymbol attribute)
        => symbol.GetAttributes().Any(a => SymbolEqualityComparer.Default.Equals(a.AttributeClass, attribute));
}
