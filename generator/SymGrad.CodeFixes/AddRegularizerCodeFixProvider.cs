using System.Collections.Generic;
using System.Collections.Immutable;
using System.Composition;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Formatting;

namespace SymGrad.CodeFixes;

/// <summary>SYMG1002: writes a regulariser, the sum of squares of θ, beside a loss without a minimum.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(AddRegularizerCodeFixProvider))]
[Shared]
public sealed class AddRegularizerCodeFixProvider : CodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ["SYMG1002"];

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        foreach (ReportedLoss loss in await ReportedLoss.FindAsync(context).ConfigureAwait(false))
        {
            string name = UniqueName(loss.Symbol);
            context.RegisterCodeFix(
                CodeAction.Create(
                    $"Add a regulariser '{name}' for the objective of '{loss.Symbol.Name}'",
                    _ => Task.FromResult(context.Document.WithSyntaxRoot(loss.Root.InsertNodesAfter(loss.Method, [Write(name, loss.Method, loss.Symbol)]))),
                    nameof(AddRegularizerCodeFixProvider)),
                loss.Diagnostic);
        }
    }

    private static string UniqueName(IMethodSymbol loss)
    {
        string name = loss.BaseName() + "Regularizer";
        while (loss.ContainingType.MemberNames.Any(m => m == name || m == name + "Gradient" || m == name + "Objective"))
        {
            name += "OfTheta";
        }

        return name;
    }

    private static MemberDeclarationSyntax Write(string name, MethodDeclarationSyntax method, IMethodSymbol loss)
    {
        AttributeListSyntax attribute = method.AttributeLists.First(l => l.Attributes.Any(a => IsNamed(a, "Loss")));
        string lossName = attribute.Attributes.First(a => IsNamed(a, "Loss")).Name.ToString();
        string thetaName = lossName.Substring(0, lossName.LastIndexOf("Loss", System.StringComparison.Ordinal)) + "Theta";
        ImmutableArray<IParameterSymbol> theta = loss.Theta();
        IEnumerable<string> parameters = theta.Select(
            t => $"[{thetaName}] {method.ParameterList.Parameters[t.Ordinal].Type} {LossSymbols.Escape(t.Name)}");
        string modifiers = string.Join(" ", method.Modifiers.Where(m => !m.IsKind(SyntaxKind.PartialKeyword)).Select(m => m.Text));
        string header = $"""
            /// <summary>Holds θ back. Add it to an objective of {loss.Name} by WithRegularizer, with a weight.</summary>
            [{lossName}]
            {modifiers} {method.ReturnType} {name}({string.Join(", ", parameters)})
            """;
        IEnumerable<string> numbers = theta.Where(t => t.Type.IsReal()).Select(t => $"{LossSymbols.Escape(t.Name)} * {LossSymbols.Escape(t.Name)}");
        ImmutableArray<IParameterSymbol> arrays = [.. theta.Where(t => !t.Type.IsReal())];
        string text = arrays.IsEmpty
            ? $"{header} => {string.Join(" + ", numbers)};\n"
            : $"{header}\n{BodyOf(method.ReturnType.ToString(), numbers, arrays)}";

        // The members of a type stand one empty line apart.
        return SyntaxFactory.ParseMemberDeclaration("\n" + text)!.WithAdditionalAnnotations(Formatter.Annotation);
    }

    private static string BodyOf(string type, IEnumerable<string> numbers, ImmutableArray<IParameterSymbol> arrays)
    {
        string sum = Unused("sum", arrays);
        string element = Unused("element", arrays);
        IEnumerable<string> loops = arrays.Select(a => $"""

            foreach ({type} {element} in {LossSymbols.Escape(a.Name)})
            {"{"}
            {sum} += {element} * {element};
            {"}"}

            """);
        return $"""
            {"{"}
            {type} {sum} = {string.Join(" + ", numbers.DefaultIfEmpty("0"))};
            {string.Concat(loops).TrimStart()}
            return {sum};
            {"}"}

            """;
    }

    private static string Unused(string name, ImmutableArray<IParameterSymbol> parameters)
        => parameters.Any(p => p.Name == name) ? name + "OfTheta" : name;

    private static bool IsNamed(AttributeSyntax attribute, string name)
        => attribute.Name.ToString() is var text && (text == name || text.EndsWith("." + name, System.StringComparison.Ordinal)
            || text == name + "Attribute" || text.EndsWith($".{name}Attribute", System.StringComparison.Ordinal));
}
