using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SymGrad.Generator.Diagnostics;
using SymGrad.Generator.IR;

namespace SymGrad.Generator.Frontend;

/// <summary>The derivatives that users gave with [DerivativeOf] for functions without source.</summary>
internal sealed class UserRules
{
    private static readonly ConditionalWeakTable<Compilation, UserRules> cache = new();
    private static readonly ConditionalWeakTable<INamedTypeSymbol, UserRules> rulesOfTypes = new();
    private readonly ImmutableArray<Rule> rules;

    private UserRules(ImmutableArray<Rule> rules) => this.rules = rules;

    /// <summary>The rules of a compilation, searched for when the first call needs one.</summary>
    public static UserRules Of(Compilation compilation) => cache.GetValue(compilation, c => new UserRules(Search(c)));

    /// <summary>The errors of the [DerivativeOf] attributes on a method.</summary>
    public static ImmutableArray<Diagnostic> Check(IMethodSymbol method)
        => [.. RulesOn(method).Select(Check).OfType<Diagnostic>()];

    /// <summary>What <see cref="Check(IMethodSymbol)"/> says of the rules of the compilation.</summary>
    public IEnumerable<Diagnostic> Problems => rules.Select(Check).OfType<Diagnostic>();

    /// <summary>Whether [DerivativeOf] can give the derivative of a function: numbers in, a floating-point number out.</summary>
    public static bool CanHaveRule(IMethodSymbol function)
        => function.IsStatic && ScalarTypes.Of(function.ReturnType)?.IsFloating() == true
            && function.Parameters.All(p => p.RefKind == RefKind.None && ScalarTypes.Of(p.Type) is not null);

    /// <summary>The rules for a function with source: they stand beside it, in its type, and count instead of its source.</summary>
    public static UserRules Beside(IMethodSymbol function) => rulesOfTypes.GetValue(
        function.ContainingType, type => new UserRules([.. type.GetMembers().OfType<IMethodSymbol>().SelectMany(RulesOn)]));

    /// <summary>Whether a function has arrays among its parameters, so that one method gives all its derivatives.</summary>
    public static bool HasArrays(IMethodSymbol function) => function.Parameters.Any(p => ArrayTypes.IsArray(p.Type));

    /// <summary>How to call a function with arrays and its derivative; null when there is no rule for it.</summary>
    public CallOperation? FindPullback(IMethodSymbol function, LoweringContext context)
    {
        Rule[] candidates = [.. rules.Where(r => r.IsFor(function))];
        if (candidates.Length == 0 || PullbackShape.ProblemOf(function) is not null)
        {
            return null;
        }

        foreach (Rule rule in candidates.Where(r => Check(r) is not null))
        {
            context.Report(Descriptors.BadDerivativeRule, rule.Location, rule.Derivative.Name, function.Name, ProblemOf(rule)!);
        }

        if (candidates.Length > 1)
        {
            context.Report(
                Descriptors.BadDerivativeRule, candidates[1].Location, candidates[1].Derivative.Name, function.Name, "there is another method for it");
        }

        string callee = CallOf(candidates[0].Derivative, candidates[0].Location, context);
        return new CallOperation(
            ScalarTypes.Of(function.ReturnType)!.Value, CallOf(function, context.SourceMap.Method, context), callee.Substring(0, callee.IndexOf('(')))
        {
            HasUserRule = true,
        };
    }

    /// <summary>How to call a function and its derivatives; null when there is no rule for it.</summary>
    public UserFunctionOperation? Find(IMethodSymbol function, LoweringContext context)
    {
        Rule[] candidates = [.. rules.Where(r => r.IsFor(function))];
        if (candidates.Length == 0 || !CanHaveRule(function) || ScalarTypes.Of(function.ReturnType) is not { } returnType)
        {
            return null;
        }

        var partials = new string[function.Parameters.Length];
        for (int i = 0; i < partials.Length; i++)
        {
            partials[i] = "";
        }

        foreach (Rule rule in candidates)
        {
            if (Check(rule) is { } problem)
            {
                context.Report(Descriptors.BadDerivativeRule, problem.Location, rule.Derivative.Name, function.Name, ProblemOf(rule)!);
            }
            else if (ParameterOf(rule, function) is { } parameter)
            {
                if (partials[parameter.Ordinal].Length > 0)
                {
                    context.Report(
                        Descriptors.BadDerivativeRule, rule.Location, rule.Derivative.Name, function.Name,
                        $"there is another method for the derivative with respect to '{parameter.Name}'");
                }

                partials[parameter.Ordinal] = CallOf(rule.Derivative, rule.Location, context);
            }
        }

        string spelling = CallOf(function, context.SourceMap.Method, context);
        return new UserFunctionOperation(
            returnType,
            spelling,
            partials.ToEquatableArray(),
            function.Parameters.Select(p => ScalarTypes.Of(p.Type)!.Value).ToEquatableArray());
    }

    private static string CallOf(IMethodSymbol method, Location location, LoweringContext context)
    {
        INamedTypeSymbol user = context.Loss.ContainingType;
        if (!context.Compilation.IsSymbolAccessibleWithin(method, user))
        {
            context.Report(Descriptors.NotAccessible, location, method.ToDisplayString(), user.ToDisplayString());
        }

        string type = method.ContainingType.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat);
        string operands = string.Join(", ", method.Parameters.Select((_, i) => $"{{{i}}}"));
        return $"{type}.{Identifiers.Escape(method.Name)}({operands})";
    }

    private static ImmutableArray<Rule> Search(Compilation compilation)
    {
        var found = ImmutableArray.CreateBuilder<Rule>();
        foreach (SyntaxTree tree in compilation.SyntaxTrees)
        {
            // A file that does not contain the word cannot contain the attribute; binding all attributes would be slow.
            if (!tree.TryGetText(out Microsoft.CodeAnalysis.Text.SourceText? text))
            {
                text = tree.GetText();
            }

            if (text.ToString().IndexOf("DerivativeOf", System.StringComparison.Ordinal) < 0)
            {
                continue;
            }

            SemanticModel model = compilation.GetSemanticModel(tree);
            foreach (MethodDeclarationSyntax declaration in tree.GetRoot().DescendantNodes().OfType<MethodDeclarationSyntax>()
                .Where(m => m.AttributeLists.Count > 0))
            {
                if (model.GetDeclaredSymbol(declaration) is IMethodSymbol method)
                {
                    found.AddRange(RulesOn(method));
                }
            }
        }

        return found.ToImmutable();
    }

    private static IEnumerable<Rule> RulesOn(IMethodSymbol method)
    {
        foreach (AttributeData attribute in method.GetAttributes())
        {
            if (attribute.AttributeClass is { Name: "DerivativeOfAttribute" } attributeClass && attributeClass.IsIn("SymGrad")
                && attribute.ConstructorArguments.Length >= 2
                && attribute.ConstructorArguments.All(a => a.Kind != TypedConstantKind.Error))
            {
                var type = attribute.ConstructorArguments[0].Value as ITypeSymbol;
                string? name = attribute.ConstructorArguments[1].Value as string;
                string? parameter = attribute.ConstructorArguments.Length > 2 ? attribute.ConstructorArguments[2].Value as string : null;
                Location location = attribute.ApplicationSyntaxReference is { } reference
                    ? Location.Create(reference.SyntaxTree, reference.Span)
                    : method.Locations[0];
                yield return new Rule(method, type, name, parameter, location);
            }
        }
    }

    private static Diagnostic? Check(Rule rule) => ProblemOf(rule) is { } problem
        ? Diagnostic.Create(Descriptors.BadDerivativeRule, rule.Location, rule.Derivative.Name, rule.Name ?? "null", problem)
        : null;

    private static string? ProblemOf(Rule rule)
    {
        IMethodSymbol derivative = rule.Derivative;
        if (rule.Type is null)
        {
            return "the attribute names no type: write the one that has the function, typeof(…), as its first argument";
        }

        if (rule.Type is not INamedTypeSymbol)
        {
            return $"'{rule.Type.ToDisplayString()}' has no static methods: name the class or struct that has the function";
        }

        if (rule.Name is null)
        {
            return "the attribute names no method: write its name, nameof(…), as its second argument";
        }

        IMethodSymbol? function = rule.Type.GetMembers(rule.Name).OfType<IMethodSymbol>().FirstOrDefault(rule.IsFor);
        if (function is null)
        {
            string types = string.Join(", ", derivative.Parameters.Select(p => p.Type.ToDisplayString()));
            IMethodSymbol? other = rule.Type.GetMembers(rule.Name).OfType<IMethodSymbol>().FirstOrDefault(m => m.IsStatic && HasArrays(m));
            return $"'{rule.Type.ToDisplayString()}' has no static method '{rule.Name}' with the parameters ({types})"
                + (other is null ? "" : $"; for '{other.ToDisplayString(SymbolDisplayFormat.CSharpShortErrorMessageFormat)}' it has to be {PullbackShape.Describe(other)}");
        }

        if (FunctionCatalogue.Find(function).Count > 0)
        {
            return "SymGrad's own table of derivatives has that function, so this method would not be called: remove it";
        }

        if (FunctionCatalogue.EstimateAdvice(function) is { } advice)
        {
            return $"that function is an estimate whose error depends on the processor, and a call of it is refused: {advice}";
        }

        if (!function.DeclaringSyntaxReferences.IsEmpty && !function.IsExtern
            && !SymbolEqualityComparer.Default.Equals(function.ContainingType, derivative.ContainingType))
        {
            return "that function has source in this project, so it is differentiated through, and this method would not be called: put it in the "
                + "type of the function, where it counts instead of the source, or remove it";
        }

        if (!derivative.IsStatic || derivative.IsGenericMethod)
        {
            return "it must be static and not generic";
        }

        if (HasArrays(function))
        {
            return PullbackShape.ProblemOf(function)
                ?? (PullbackShape.ReturnsAdjoints(derivative.ReturnType, function) ? null : $"it has to be {PullbackShape.Describe(function)}");
        }

        if (ScalarTypes.Of(function.ReturnType)?.IsFloating() != true
            || !SymbolEqualityComparer.Default.Equals(function.ReturnType, derivative.ReturnType))
        {
            return $"it must return '{function.ReturnType.ToDisplayString()}' as the function does, and that must be double or float";
        }

        if (function.Parameters.FirstOrDefault(p => ScalarTypes.Of(p.Type) is null || p.RefKind != RefKind.None) is { } unsupported)
        {
            return $"the type of parameter '{unsupported.Name}' is not supported";
        }

        return ParameterOf(rule, function) is null
            ? rule.Parameter is null
                ? "the function does not have exactly one floating-point parameter, so name the one that this is the derivative for"
                : $"the function has no floating-point parameter '{rule.Parameter}'"
            : null;
    }

    private static IParameterSymbol? ParameterOf(Rule rule, IMethodSymbol function)
    {
        IParameterSymbol[] candidates =
        [
            .. function.Parameters.Where(p => ScalarTypes.Of(p.Type)?.IsFloating() == true
                && (rule.Parameter is null || p.Name == rule.Parameter)),
        ];
        return candidates.Length == 1 ? candidates[0] : null;
    }

    private sealed record Rule(IMethodSymbol Derivative, ITypeSymbol? Type, string? Name, string? Parameter, Location Location)
    {
        public bool IsFor(IMethodSymbol function)
            => function.IsStatic
                && function.Name == Name
                && SymbolEqualityComparer.Default.Equals(function.ContainingType, Type)
                && (HasArrays(function)
                    ? PullbackShape.TakesAdjoints(Derivative, function)
                    : function.Parameters.Select(p => p.Type).SequenceEqual(
                        Derivative.Parameters.Select(p => p.Type), SymbolEqualityComparer.Default));
    }
}
