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

    public LoweredValue Lower(IMethodSymbol method, MethodBody body, ImmutableArray<IArgumentOperation> arguments, SyntaxNode call)
    {
        if (!IsInlinable(method, body, call))
        {
            return NoValue(method);
        }

        Bind(method, arguments);
        (LoweredValue? result, ThrownException? thrown) = Run(method, body);
        if (thrown is not null)
        {
            context.Throws.Guard(context.Builder.Constant(true), () => thrown);
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

        Bind(method, invocation.Arguments);
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

        if (method.IsGenericMethod)
        {
            context.Unsupported(call, $"a call of the generic method '{method.Name}'", "write it for the type that it is used with");
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

    private void Bind(IMethodSymbol method, ImmutableArray<IArgumentOperation> arguments)
    {
        // All arguments are evaluated, in the order written, before any parameter is set: H(H(x)) binds the same parameter twice.
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
            else if (parameter.RefKind == RefKind.None)
            {
                bindings.Add(new(parameter, context.Expressions.Lower(argument.Value)));
            }
            else
            {
                bindings.Add(BindReference(parameter, argument));
            }
        }

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
                context.Name(binding.Parameter, value);
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
        ThrownException? thrown = context.Statements.Run(work);
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
