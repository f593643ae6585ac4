using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using SymGrad.Generator.Diagnostics;
using SymGrad.Generator.IR;

namespace SymGrad.Generator.Frontend;

/// <summary>
/// Writes helpers with source out at their calls. Since no helper calls itself, their variables live in the same environment as the
/// loss's own, which is also how a local function reads and writes the variables it captures.
/// </summary>
internal sealed class InlineLowering(LoweringContext context)
{
    private readonly Stack<IMethodSymbol> calls = new();

    /// <summary>Lowers the body of the loss itself, whose parameters are bound already.</summary>
    public (LoweredValue? Result, ThrownException? Thrown) LowerLoss(IMethodSymbol method, MethodBody body) => Run(method, body);

    /// <param name="method">The method.</param>
    /// <param name="body">Its body.</param>
    /// <param name="arguments">What it is called with.</param>
    /// <param name="call">Where.</param>
    /// <param name="receiver">The instance that it is called on, for a method of a composite type.</param>
    public LoweredValue Lower(
        IMethodSymbol method, MethodBody body, ImmutableArray<IArgumentOperation> arguments, SyntaxNode call, Receiver? receiver = null)
        => IsInlinable(method, body, call) ? Run(method, body, Evaluate(method, arguments), call, receiver) : NoValue(method);

    /// <summary>Writes out a method of which the arguments are known: an operator.</summary>
    public LoweredValue Lower(IMethodSymbol method, MethodBody body, IReadOnlyList<LoweredValue> arguments, SyntaxNode call)
        => IsInlinable(method, body, call)
            ? Run(method, body, [.. Definition(method).Parameters.Zip(arguments, (p, a) => new Binding(p, a))], call, null)
            : NoValue(method);

    /// <summary>Writes out a constructor: what it does to the members before its body, then the body.</summary>
    /// <param name="constructor">The constructor.</param>
    /// <param name="arguments">What it is called with.</param>
    /// <param name="type">The type of the instance.</param>
    /// <param name="initialize">Makes the instance once the parameters are bound.</param>
    /// <param name="body">The body; null where there is none.</param>
    /// <param name="source">Where the instance is created.</param>
    public LoweredValue? Construct(
        IMethodSymbol constructor,
        ImmutableArray<IArgumentOperation> arguments,
        CompositeType type,
        System.Func<LoweredValue> initialize,
        IConstructorBodyOperation? body,
        SyntaxNode source)
    {
        if (calls.Contains(Definition(constructor), SymbolEqualityComparer.Default))
        {
            context.Report(Descriptors.Recursion, source, type.Symbol.Name, "make it a static method of the type");
            return null;
        }

        List<Binding> bindings = Evaluate(constructor, arguments);
        LoweredValue?[] valuesBefore = [.. bindings.Select(b => context.Environment.Find(b.Parameter))];
        Bind(bindings);
        ISymbol self = type.Symbol.OriginalDefinition;
        LoweredValue? before = context.Environment.Find(self);
        context.Environment.Set(self, UnassignedValue.Instance);
        context.Environment.Set(self, initialize());
        IEnumerable<IOperation> statements = (body?.BlockBody ?? body?.ExpressionBody)?.Operations ?? [];
        (_, ThrownException? thrown) = Run(constructor, new MethodBody([.. statements], null, source));
        if (thrown is not null)
        {
            context.Throws.Guard(context.Builder.Constant(true), () => thrown);
        }

        LoweredValue? created = context.Environment.Find(self);
        context.Environment.Set(self, before ?? UnassignedValue.Instance);
        for (int i = 0; i < bindings.Count; i++)
        {
            // A method that uses a parameter of the primary constructor means that of its own instance.
            context.Environment.Set(bindings[i].Parameter, valuesBefore[i] ?? UnassignedValue.Instance);
        }

        return created;
    }

    private LoweredValue Run(IMethodSymbol method, MethodBody body, List<Binding> bindings, SyntaxNode call, Receiver? receiver)
    {
        Bind(bindings);
        LoweredValue? before = receiver is null ? null : context.Environment.Find(receiver.Variable);
        bool isOther = receiver is not null && context.Self is { } loss && !loss.Is(receiver.Value);
        if (receiver is not null)
        {
            context.Environment.Set(receiver.Variable, receiver.Value);
        }

        if (isOther)
        {
            context.Self!.Hide();
        }

        (LoweredValue? result, ThrownException? thrown) = Run(method, body);
        if (thrown is not null)
        {
            context.Throws.Guard(context.Builder.Constant(true), () => thrown);
        }

        if (receiver is not null)
        {
            if (!receiver.Value.Equals(context.Environment.Find(receiver.Variable)) && !context.HasErrors)
            {
                context.Unsupported(call, $"a call of '{method.Name}', which changes its instance", "return a changed copy, and assign it");
            }

            context.Environment.Set(receiver.Variable, before ?? UnassignedValue.Instance);
        }

        if (isOther && context.Self!.Is(before ?? UnassignedValue.Instance))
        {
            context.Self.Show();
        }

        return result ?? NoValue(method);
    }

    /// <summary>Lowers a call of a helper that only throws, at the end of a failure region.</summary>
    public ThrownException? LowerThrowing(IInvocationOperation invocation)
    {
        IMethodSymbol method = invocation.TargetMethod;
        if (context.Bodies.Find(method) is not { } body || !IsInlinable(method, body, invocation.Syntax))
        {
            return null;
        }

        Bind(Evaluate(method, invocation.Arguments));
        return Run(method, body).Thrown;
    }

    private static IMethodSymbol Definition(IMethodSymbol method)
    {
        method = method.OriginalDefinition;
        return method.PartialImplementationPart ?? method;
    }

    private LoweredValue NoValue(IMethodSymbol method)
        => method.ReturnsVoid ? UnassignedValue.Instance : context.Default(method.ReturnType);

    private bool IsInlinable(IMethodSymbol method, MethodBody body, SyntaxNode call)
    {
        if (calls.Contains(Definition(method), SymbolEqualityComparer.Default))
        {
            context.Report(Descriptors.Recursion, call, method.Name, "make it a static method of the type");
            return false;
        }

        if (body.Invalid is { } invalid)
        {
            context.FailUnlessCompilerDoes(invalid);
            return false;
        }

        if (TypeArguments.UnknownIn(method) is { } unknown)
        {
            context.Unsupported(
                call, $"a call of the generic method '{method.Name}' with the type parameter '{unknown.Name}'", "write it for the type that it is used with");
            return false;
        }

        if (!method.ReturnsVoid && (method.ReturnsByRef || method.ReturnsByRefReadonly || !ScalarTypes.IsSupported(method.ReturnType)))
        {
            (string construct, string advice) = UnsupportedConstructs.DescribeType(method.ReturnType);
            context.Unsupported(call, $"a call of '{method.Name}', which returns {construct}", advice);
            return false;
        }

        if (GeneratedMembers.IsGenerated(method))
        {
            context.Unsupported(
                call, $"a call of the generated method '{method.Name}'", "second derivatives are not supported, so write the formula out");
            return false;
        }

        return true;
    }

    /// <summary>
    /// The arguments, evaluated in the order written. No parameter is set before all of them are known: H(H(x)) binds the same one twice.
    /// </summary>
    private List<Binding> Evaluate(IMethodSymbol method, ImmutableArray<IArgumentOperation> arguments)
    {
        var bindings = new List<Binding>();
        ImmutableArray<IParameterSymbol> parameters = Definition(method).Parameters;
        foreach (IArgumentOperation argument in arguments)
        {
            IParameterSymbol parameter = parameters[argument.Parameter!.Ordinal];
            if (argument.ArgumentKind is ArgumentKind.ParamArray or ArgumentKind.ParamCollection)
            {
                context.Unsupported(argument.Syntax, "an argument of a 'params' parameter", "write a helper with single parameters");
                bindings.Add(new(parameter, context.Default(null)));
            }
            else if (parameter is { RefKind: RefKind.None, Type.SpecialType: SpecialType.System_String })
            {
                bindings.Add(new(parameter, context.Throws.LowerMessage(argument.Value)));
            }
            else if (parameter.RefKind == RefKind.None && context.Calls.FunctionOf(argument.Value) is { } function)
            {
                bindings.Add(new(parameter, function));
            }
            else if (parameter.RefKind == RefKind.None && QueryLowering.IsSequence(parameter.Type) && context.Queries.SequenceOf(argument.Value) is { } sequence)
            {
                bindings.Add(new(parameter, sequence));
            }
            else if (parameter.RefKind == RefKind.None)
            {
                bindings.Add(new(parameter, context.Expressions.Lower(argument.Value)));
            }
            else
            {
                bindings.Add(BindReference(parameter, argument));
            }
        }

        return bindings;
    }

    private void Bind(List<Binding> bindings)
    {
        foreach (Binding binding in bindings)
        {
            context.Alias(binding.Parameter, binding.Variable);
            if (binding.Element is { } element)
            {
                context.AliasElement(binding.Parameter, element);
            }
            else if (binding.Value is { } value)
            {
                context.Environment.Set(binding.Parameter, value);
                if (binding.Parameter.ContainingSymbol is not IMethodSymbol { MethodKind: MethodKind.Constructor })
                {
                    // What a constructor stores is named after the variable that holds the instance.
                    context.Name(binding.Parameter, value);
                }
            }
        }
    }

    private Binding BindReference(IParameterSymbol parameter, IArgumentOperation argument)
    {
        ISymbol? variable = AssignmentLowering.VariableOf(argument.Value);
        if (variable is not null && context.ElementOf(variable) is null)
        {
            if (argument.Value is IDeclarationExpressionOperation)
            {
                context.Environment.Set(variable, UnassignedValue.Instance);
            }

            return new(parameter, null) { Variable = variable };
        }

        if (variable is not null)
        {
            return new(parameter, null) { Element = context.ElementOf(variable) };
        }

        if (ArrayLowering.IsElement(argument.Value) && context.Arrays.PlaceOf(argument.Value) is { } element)
        {
            // The element has to be there, whether or not the helper reads it.
            context.Arrays.Read(element);
            return new(parameter, null) { Element = element };
        }

        if (parameter.RefKind is RefKind.In or RefKind.RefReadOnlyParameter)
        {
            return new(parameter, context.Expressions.Lower(argument.Value));
        }

        if (parameter.RefKind == RefKind.Out && argument.Value is IDiscardOperation)
        {
            return new(parameter, UnassignedValue.Instance);
        }

        context.Unsupported(argument.Syntax, "this 'ref' or 'out' argument", "pass a local variable");
        return new(parameter, context.Default(parameter.Type));
    }

    private (LoweredValue? Result, ThrownException? Thrown) Run(IMethodSymbol method, MethodBody body)
    {
        IMethodSymbol definition = Definition(method);
        IMethodSymbol caller = context.CurrentMethod;
        context.CurrentMethod = definition;
        calls.Push(definition);
        context.Environment.SetExit(definition, null);
        Work? work = Work.Of(body.Statements, null);
        ThrownException? thrown;
        using (TypeArguments.Enter(method))
        {
            thrown = context.Statements.Run(work);
        }

        ExitState? exit = context.Environment.FindExit(definition);
        context.Environment.SetExit(definition, null);
        calls.Pop();
        context.CurrentMethod = caller;
        foreach (IParameterSymbol parameter in definition.Parameters)
        {
            context.Alias(parameter, null);
        }

        if (thrown is null && !definition.ReturnsVoid && (exit is null || context.Flows.Of(work).Falls) && !context.HasErrors)
        {
            context.Report(
                Descriptors.UnsupportedConstruct, method.Locations[0], $"'{method.Name}', whose end seems to be reached without a value",
                "end it with a return statement");
        }

        return (exit?.Result, thrown);
    }

    /// <summary>What a parameter of a helper stands for: a value, or the variable or element that a reference refers to.</summary>
    private sealed record Binding(IParameterSymbol Parameter, LoweredValue? Value)
    {
        public ISymbol? Variable { get; init; }

        public ElementPlace? Element { get; init; }
    }
}
