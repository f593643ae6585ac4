using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using SymGrad.Generator.Diagnostics;
using SymGrad.Generator.IR;

namespace SymGrad.Generator.Frontend;

/// <summary>
/// Lowers calls: of framework functions that have a derivative rule, of helpers with source, of functions with a rule of the user's, and
/// of framework methods that only check. Anything else is an error.
/// </summary>
internal sealed class CallLowering(LoweringContext context)
{
    public LoweredValue Lower(IInvocationOperation invocation)
    {
        IMethodSymbol method = invocation.TargetMethod;
        if ((context.ArrayCalls.Lower(invocation) ?? context.ArrayFunctions.Lower(invocation) ?? context.Queries.Lower(invocation)) is { } ofArray)
        {
            return ofArray;
        }

        if (context.NestedGradients.Lower(invocation) is { } gradient)
        {
            return gradient;
        }

        if (context.GenericMath.LowerConversion(invocation) is { } converted)
        {
            return converted;
        }

        if (GenericMathLowering.Implementation(method, invocation.ConstrainedToType) is { } implementation)
        {
            return LowerImplementation(implementation, invocation);
        }

        if ((context.Vectors.Lower(invocation) ?? context.Composites.LowerCall(invocation)) is { } ofInstance)
        {
            return ofInstance;
        }

        if (method.MethodKind == MethodKind.DelegateInvoke && invocation.Instance is { } target && FunctionOf(target) is { } function)
        {
            return context.Bodies.Find(function.Method) is { } functionBody
                ? context.Inlining.Lower(function.Method, functionBody, invocation.Arguments, invocation.Syntax)
                : Invoke(function, [.. LowerArguments(invocation.Arguments).Select(LoweredValue (a) => new ScalarValue(a))], invocation.Syntax);
        }

        if (RefusalOf(invocation) is { } refusal)
        {
            context.Unsupported(invocation.Syntax, refusal.Construct, refusal.Advice);
        }
        else if (FunctionCatalogue.Find(method) is { Count: > 0 } entries)
        {
            return LowerFunction(method, entries, LowerArguments(invocation.Arguments), invocation.Syntax);
        }
        else if (FunctionCatalogue.EstimateAdvice(method) is { } estimateAdvice)
        {
            context.Report(Descriptors.Estimate, invocation.Syntax, NameOf(method), estimateAdvice);
        }
        else if (LowerByRule(invocation) is { } byRule)
        {
            return byRule;
        }
        else if (context.Bodies.Find(method) is { } recursive && context.Recursion.IsRecursive(method))
        {
            return context.Recursion.Lower(invocation, recursive, context)
                ?? (method.ReturnsVoid ? UnassignedValue.Instance : context.Default(invocation.Type));
        }
        else if (context.Bodies.Find(method) is { } body)
        {
            return context.Inlining.Lower(method, body, invocation.Arguments, invocation.Syntax);
        }
        else if (IsCheck(method))
        {
            LowerCheck(invocation);
        }
        else
        {
            ReportNoDerivative(invocation);
        }

        return method.ReturnsVoid ? UnassignedValue.Instance : context.Default(invocation.Type);
    }

    /// <summary>Lowers a property: a static one that computes is a helper, one that is only initialised is a constant.</summary>
    public LoweredValue LowerProperty(IPropertyReferenceOperation reference)
    {
        IPropertySymbol property = reference.Property;
        if (context.Arrays.Lower(reference) is { } ofArray)
        {
            return ofArray;
        }

        if ((context.Composites.LowerMember(reference) ?? context.Composites.LowerComputed(reference) ?? context.Vectors.LowerProperty(reference)) is { } ofInstance)
        {
            return ofInstance;
        }

        if (context.GenericMath.LowerProperty(reference) is { } ofInterface)
        {
            return ofInterface;
        }

        if (!property.IsStatic || property.GetMethod is not { IsVirtual: false, IsAbstract: false } getter || !property.Parameters.IsEmpty)
        {
            context.Unsupported(reference);
        }
        else if (!ScalarTypes.IsSupported(property.Type))
        {
            (string construct, string advice) = UnsupportedConstructs.DescribeType(property.Type);
            context.Unsupported(reference.Syntax, construct, advice);
        }
        else if (context.Bodies.Find(getter) is { } body)
        {
            return context.Inlining.Lower(getter, body, [], reference.Syntax);
        }
        else if (property.SetMethod is null && IsSource(property))
        {
            return context.Fields.Read(property, property.Type, reference.Syntax);
        }
        else
        {
            context.Unsupported(
                reference.Syntax, $"the static property '{property.Name}', whose value may change", "pass its value as a parameter");
        }

        return context.Default(property.Type);
    }

    /// <summary>The function that an expression of a delegate type is, where that is known: a lambda, a method with source, or a variable of one.</summary>
    public FunctionValue? FunctionOf(IOperation expression) => expression switch
    {
        IConversionOperation conversion => FunctionOf(conversion.Operand),
        IDelegateCreationOperation creation => FunctionOf(creation.Target),
        IAnonymousFunctionOperation lambda => new FunctionValue(lambda.Symbol),
        IMethodReferenceOperation { Method: { IsStatic: true } or { MethodKind: MethodKind.LocalFunction } } reference
            => new FunctionValue(GenericMathLowering.Implementation(reference.Method, reference.ConstrainedToType) ?? reference.Method),
        ILocalReferenceOperation or IParameterReferenceOperation
            => context.Environment.Find(context.Resolve(AssignmentLowering.VariableOf(expression)!)) as FunctionValue,
        _ => null,
    };

    /// <summary>Calls a function with arguments that are known already.</summary>
    public LoweredValue Invoke(FunctionValue function, LoweredValue[] arguments, SyntaxNode source)
    {
        IMethodSymbol method = function.Method;
        if (context.Bodies.Find(method) is { } body)
        {
            return context.Inlining.Lower(method, body, arguments, source);
        }

        if (FunctionCatalogue.Find(method) is { Count: > 0 } entries)
        {
            return LowerFunction(method, entries, [.. arguments.SelectMany(a => a.Leaves)], source);
        }

        context.Report(
            Descriptors.NoDerivative, source, NameOf(method), "write a lambda or a method with source that calls what it needs");
        return context.Default(method.ReturnType);
    }

    /// <summary>Lowers arguments in the order in which they are written, and returns them in the order of the parameters.</summary>
    public Value[] LowerArguments(ImmutableArray<IArgumentOperation> arguments)
    {
        var values = new Value[arguments.Length];
        foreach (IArgumentOperation argument in arguments)
        {
            values[argument.Parameter!.Ordinal] = FunctionCatalogue.IsRounding(argument.Parameter.Type)
                ? LowerRounding(argument.Value)
                : context.Expressions.LowerScalar(argument.Value);
        }

        return values;
    }

    /// <summary>Lowers a call of a static member of an interface to what the type that is known has in its place.</summary>
    private LoweredValue LowerImplementation(IMethodSymbol method, IInvocationOperation invocation)
    {
        if (FunctionCatalogue.Find(method) is { Count: > 0 } entries)
        {
            return LowerFunction(method, entries, LowerArguments(invocation.Arguments), invocation.Syntax);
        }

        if (context.Bodies.Find(method) is { } body)
        {
            return context.Inlining.Lower(method, body, invocation.Arguments, invocation.Syntax);
        }

        context.Report(
            Descriptors.NoDerivative, invocation.Syntax, NameOf(method),
            FunctionCatalogue.EstimateAdvice(method) ?? "write it out with functions that have one");
        return method.ReturnsVoid ? UnassignedValue.Instance : context.Default(invocation.Type);
    }

    private static (string Construct, string Advice)? RefusalOf(IInvocationOperation invocation)
    {
        IMethodSymbol method = invocation.TargetMethod;
        if (method.MethodKind is MethodKind.DelegateInvoke)
        {
            return (
                "a call of a delegate whose method is not known here",
                "call a method, or a lambda or method that a variable or a parameter was given and that is not assigned again");
        }

        if (method.MethodKind is MethodKind.FunctionPointerSignature)
        {
            return ("a call through a function pointer", "call a static method directly");
        }

        if (invocation.Instance is not null)
        {
            return ($"a call of the instance method '{method.Name}'", CallAdvice.ForInstance(invocation));
        }

        if (invocation.IsVirtual || method.IsVirtual || method.IsAbstract)
        {
            return ($"a call of '{method.Name}', which is decided at run time", "call a static method of a known type");
        }

        if (method.IsAsync)
        {
            return ($"a call of the 'async' method '{method.Name}'", "compute the value before, and pass it as a parameter");
        }

        return null;
    }

    private static bool IsSource(ISymbol symbol) => !symbol.DeclaringSyntaxReferences.IsEmpty;

    private static string NameOf(IMethodSymbol method) => method.ToDisplayString(SymbolDisplayFormat.CSharpShortErrorMessageFormat);

    /// <summary>Whether a method is one of the framework's guards, such as ArgumentOutOfRangeException.ThrowIfNegative.</summary>
    private static bool IsCheck(IMethodSymbol method)
    {
        if (!method.ReturnsVoid || !method.Name.StartsWith("ThrowIf", System.StringComparison.Ordinal))
        {
            return false;
        }

        for (INamedTypeSymbol? type = method.ContainingType; type is not null; type = type.BaseType)
        {
            if (type.Name == "Exception" && type.IsIn("System"))
            {
                return true;
            }
        }

        return false;
    }

    private LoweredValue LowerFunction(IMethodSymbol method, IReadOnlyList<CatalogueEntry> entries, Value[] operands, SyntaxNode source)
    {
        if (context.HasErrors)
        {
            return context.Default(method.ReturnType);
        }

        LoweredValue[] results = [.. entries.Select((entry, i) => Apply(entry, ResultType(method, i)))];
        return results.Length == 1 ? results[0] : new TupleValue(results.ToEquatableArray());

        ScalarValue Apply(CatalogueEntry entry, ScalarType type)
            => new(context.Compute(new FunctionOperation(entry.Rule, type, entry.Spelling), source, operands));
    }

    private static ScalarType ResultType(IMethodSymbol method, int element)
        => ScalarTypes.Of(method.ReturnType) ?? ScalarTypes.Of(((INamedTypeSymbol)method.ReturnType).TupleElements[element].Type)!.Value;

    private Value LowerRounding(IOperation argument)
    {
        if (argument is IFieldReferenceOperation { Field: { } member, ConstantValue: { HasValue: true, Value: int number } })
        {
            return context.Compute(
                new ConstantOperation(ScalarType.Int32, number, "MidpointRounding." + member.Name), argument.Syntax);
        }

        context.Unsupported(argument.Syntax, "a way of rounding that is not a constant", "write a member of MidpointRounding");
        return context.Builder.Constant(0);
    }

    private void LowerCheck(IInvocationOperation invocation)
    {
        var arguments = new ThrowArgument[invocation.Arguments.Length];
        foreach (IArgumentOperation argument in invocation.Arguments)
        {
            arguments[argument.Parameter!.Ordinal] = context.Throws.LowerArgument(argument.Value);
        }

        string type = invocation.TargetMethod.ContainingType.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat);
        context.Builder.Check($"{type}.{invocation.TargetMethod.Name}", arguments.ToEquatableArray());
    }

    private LoweredValue LowerUserFunction(IInvocationOperation invocation, UserFunctionOperation function)
    {
        Value[] operands = LowerArguments(invocation.Arguments);
        if (context.HasErrors)
        {
            return context.Default(invocation.Type);
        }

        for (int i = 0; i < operands.Length; i++)
        {
            if (function.Partials[i].Length == 0)
            {
                string parameter = invocation.TargetMethod.Parameters[i].Name;
                context.ReportIfActive(operands[i], () => context.Report(
                    Descriptors.NoDerivative,
                    invocation.Syntax,
                    NameOf(invocation.TargetMethod),
                    $"the argument for '{parameter}' depends on θ, and no [DerivativeOf] method gives the partial derivative with respect "
                    + "to that parameter"));
            }
        }

        return new ScalarValue(context.Compute(function, invocation.Syntax, operands));
    }

    /// <summary>Lowers a call of a function whose derivative the user gave; null where there is no rule for it.</summary>
    private LoweredValue? LowerByRule(IInvocationOperation invocation)
    {
        IMethodSymbol method = invocation.TargetMethod;
        if (IsCheck(method))
        {
            return null;
        }

        bool hasSource = context.Bodies.Find(method) is not null;
        UserRules rules = hasSource ? UserRules.Beside(method) : UserRules.Of(context.Compilation);
        if (!UserRules.HasArrays(method))
        {
            return rules.Find(method, context) is { } rule ? LowerUserFunction(invocation, rule) : null;
        }

        if (rules.FindPullback(method, context) is not { } call)
        {
            return null;
        }

        var operands = new Value[method.Parameters.Length];
        foreach (IArgumentOperation argument in invocation.Arguments)
        {
            operands[argument.Parameter!.Ordinal] = ArrayTypes.IsArray(argument.Parameter.Type)
                ? context.Arrays.LowerArray(argument.Value) ?? default
                : context.Expressions.LowerScalar(argument.Value);
        }

        return context.HasErrors ? context.Default(invocation.Type) : new ScalarValue(context.Compute(call, invocation.Syntax, operands));
    }

    private void ReportNoDerivative(IInvocationOperation invocation)
    {
        IMethodSymbol method = invocation.TargetMethod;
        string type = method.ContainingType.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat);
        string advice = QueryLowering.IsQuery(method)
            ? "of LINQ a loss may have Select, Zip, Range, Repeat, Sum, Average, Min, Max, Aggregate, Count and ToArray, over arrays of numbers and with "
                + "functions whose source is known; write anything else as a loop"
            : UserRules.CanHaveRule(method)
            ? "write it out, or give its derivative in a static method of the same parameters marked "
                + $"[DerivativeOf(typeof({type}), \"{method.Name}\")]"
            : method.ReturnsVoid
                ? CallAdvice.ForEffects(invocation)
                : method is { Name: "LogSumExp", ContainingType.Name: "SpecialFunctions" or "SpecialFunctionsF" }
                ? "write m + Math.Log(Σ Math.Exp(x[i] - m)) with loops, where m is the greatest element, which is as stable"
                : ScalarTypes.Of(method.ReturnType)?.IsFloating() == true
                ? "write it out with numbers, or compute its value before and pass it as a parameter"
                : "compute its value before, and pass it as a parameter";
        context.Report(Descriptors.NoDerivative, invocation.Syntax, NameOf(method), advice);
    }
}
