using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using SymGrad.Generator.Diagnostics;
using SymGrad.Generator.IR;

namespace SymGrad.Generator.Frontend;

/// <summary>
/// Lowers helpers that call themselves, directly or through others, to functions of their own, each once. They are called in the loss as in
/// the user's code, and get a derivative of their own.
/// </summary>
internal sealed class RecursionLowering(MethodBodies bodies)
{
    private readonly Dictionary<ISymbol, bool> recursive = new(SymbolEqualityComparer.Default);
    private readonly Dictionary<ISymbol, string> names = new(SymbolEqualityComparer.Default);
    private readonly List<HelperFunction> helpers = [];

    public EquatableArray<HelperFunction> Helpers => helpers.OrderBy(h => h.Pullback, System.StringComparer.Ordinal).ToEquatableArray();

    /// <summary>Whether a method may come to call itself.</summary>
    public bool IsRecursive(IMethodSymbol method)
    {
        method = Definition(method);
        if (!recursive.TryGetValue(method, out bool found))
        {
            recursive.Add(method, found = Reaches(method));
        }

        return found;
    }

    /// <summary>Lowers a call of a recursive helper; null when it can't be one, which then is an error.</summary>
    public LoweredValue? Lower(IInvocationOperation invocation, MethodBody body, LoweringContext context)
    {
        IMethodSymbol method = Definition(invocation.TargetMethod);
        if (Obstacle(method, context) is { } obstacle)
        {
            context.Report(Descriptors.Recursion, invocation.Syntax, method.Name, obstacle);
            return null;
        }

        var arguments = new Value[method.Parameters.Length];
        foreach (IArgumentOperation argument in invocation.Arguments)
        {
            arguments[argument.Parameter!.Ordinal] = ArrayTypes.IsArray(argument.Parameter.Type)
                ? context.Arrays.LowerArray(argument.Value) ?? default
                : context.Expressions.LowerScalar(argument.Value);
        }

        if (context.HasErrors)
        {
            return null;
        }

        string pullback = PullbackOf(method, body, context);
        string parameters = string.Join(", ", arguments.Select((_, i) => $"{{{i.ToString(System.Globalization.CultureInfo.InvariantCulture)}}}"));
        var call = new CallOperation(ScalarTypes.Of(method.ReturnType)!.Value, $"{context.Fields.TextOf(method)}({parameters})", pullback);
        return new ScalarValue(context.Compute(call, invocation.Syntax, arguments));
    }

    private static IMethodSymbol Definition(IMethodSymbol method)
    {
        method = method.OriginalDefinition;
        return method.PartialImplementationPart ?? method;
    }

    /// <summary>What keeps a recursive method from having a derivative of its own; null when nothing does.</summary>
    private static string? Obstacle(IMethodSymbol method, LoweringContext context)
    {
        if (method.MethodKind != MethodKind.Ordinary || !method.IsStatic)
        {
            return "make it a static method of the type";
        }

        if (method.IsGenericMethod)
        {
            return "write it for the type that it is used with";
        }

        if (ScalarTypes.Of(method.ReturnType)?.IsFloating() != true)
        {
            return "let it return its result as a double or float, or write the recursion as a loop";
        }

        if (method.Parameters.FirstOrDefault(p => p.RefKind != RefKind.None || (ScalarTypes.Of(p.Type) is null && !ArrayTypes.IsArray(p.Type))) is { } parameter)
        {
            return $"pass '{parameter.Name}' by value, as a number or an array of numbers";
        }

        if (method.Parameters.FirstOrDefault(p => ArrayTypes.Of(p.Type)?.Kind == ArrayKind.Array) is { } array)
        {
            return $"pass '{array.Name}' as a ReadOnlySpan";
        }

        return context.Fields.TextOf(method) is null ? $"make it accessible in '{context.Loss.ContainingType.Name}'" : null;
    }

    private string PullbackOf(IMethodSymbol method, MethodBody body, LoweringContext context)
    {
        if (names.TryGetValue(method, out string? name))
        {
            return name;
        }

        string single = GenericLoss.TypeArgumentOf(context.Loss) == "float" ? "F" : "";
        name = SignatureLowering.BaseNameOf(context.Loss) + method.Name + "Pullback" + single;
        int count = names.Values.Count(n => n.StartsWith(name, System.StringComparison.Ordinal));
        name += count == 0 ? "" : (count + 1).ToString(System.Globalization.CultureInfo.InvariantCulture);
        names.Add(method, name);

        LoweringContext own = context.ForHelper(method);
        ImmutableArray<bool> isTheta =
            [.. method.Parameters.Select(p => (ScalarTypes.Of(p.Type) ?? ArrayTypes.Of(p.Type)!.Value.Element).IsFloating())];
        LossLowering.BindParameters(own, method, isTheta);
        if (body.Invalid is { } invalid)
        {
            own.FailUnlessCompilerDoes(invalid);
        }

        (LoweredValue? result, _) = own.Inlining.LowerLoss(method, body);
        if (LossLowering.Build(own, result) is { } function)
        {
            helpers.Add(new HelperFunction(name, function));
        }

        context.TakeDiagnostics(own);
        return name;
    }

    private bool Reaches(IMethodSymbol method)
    {
        var seen = new HashSet<ISymbol>(SymbolEqualityComparer.Default);
        var pending = new Stack<IMethodSymbol>(CalledBy(method));
        while (pending.Count > 0)
        {
            IMethodSymbol called = pending.Pop();
            if (SymbolEqualityComparer.Default.Equals(called, method))
            {
                return true;
            }

            if (seen.Add(called))
            {
                foreach (IMethodSymbol next in CalledBy(called))
                {
                    pending.Push(next);
                }
            }
        }

        return false;
    }

    private IEnumerable<IMethodSymbol> CalledBy(IMethodSymbol method) => bodies.Find(method) is { } body
        ? body.Statements.SelectMany(s => s.DescendantsAndSelf()).OfType<IInvocationOperation>()
            .Select(i => Definition(i.TargetMethod)).Where(m => m.IsStatic || m.MethodKind == MethodKind.LocalFunction)
        : [];
}
