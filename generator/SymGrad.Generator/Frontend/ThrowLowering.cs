using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Operations;
using SymGrad.Generator.Diagnostics;
using SymGrad.Generator.IR;

namespace SymGrad.Generator.Frontend;

/// <summary>Lowers what the user throws, and the conditions under which.</summary>
internal sealed class ThrowLowering(LoweringContext context)
{
    private const string ExceptionAdvice =
        "throw a new exception with a message of constants and numbers: throw new ArgumentException(\"…\")";

    /// <summary>Adds a guard whose failure region is lowered by <paramref name="failure"/>.</summary>
    public void Guard(Value condition, Func<ThrownException?> failure)
    {
        if (context.ConstantOf(condition) == false)
        {
            return;
        }

        VariableEnvironment before = context.Environment;
        context.Environment = before.Fork();
        context.Builder.BeginRegion();
        ThrownException? exception = failure();
        Region region = context.Builder.EndRegion([]);
        context.Environment = before;
        if (exception is not null)
        {
            context.Builder.Guard(condition, region, exception);
        }
        else if (!context.HasErrors)
        {
            throw new InvalidOperationException("A guard does not end in an exception.");
        }
    }

    /// <summary>Lowers a throw expression, or a call of a helper that only throws, at the end of a failure region.</summary>
    public ThrownException? Lower(IOperation expression)
    {
        expression = WithoutConversions(expression);
        return expression switch
        {
            IThrowOperation { Exception: { } exception } => LowerException(WithoutConversions(exception)),
            IInvocationOperation invocation => context.Inlining.LowerThrowing(invocation),
            _ => Refuse(expression),
        };
    }

    /// <summary>Lowers an argument of an exception's constructor or of a framework method that checks.</summary>
    public ThrowArgument LowerArgument(IOperation argument)
    {
        IOperation value = WithoutBoxing(argument);
        if (LiteralOf(value) is { } literal)
        {
            return new LiteralArgument(literal);
        }

        if (ScalarTypes.Of(value.Type) is not null)
        {
            return new ValueArgument(context.Expressions.LowerScalar(value));
        }

        if (ArrayTypes.IsArray(value.Type) && context.Arrays.LowerArray(value) is { } array)
        {
            return new ValueArgument(array);
        }

        if (value.Type?.SpecialType == SpecialType.System_String)
        {
            EquatableArray<InterpolationPart> parts = LowerMessage(value).Parts;
            return parts.Items.All(p => p.Text is not null)
                ? new LiteralArgument(SymbolDisplay.FormatLiteral(string.Concat(parts.Select(p => p.Text)), quote: true))
                : new InterpolatedArgument(parts);
        }

        context.Unsupported(value.Syntax, "this argument of an exception", ExceptionAdvice);
        return new LiteralArgument("default");
    }

    /// <summary>Lowers a string expression: constants, interpolations, sums, and strings that a helper was given.</summary>
    public MessageValue LowerMessage(IOperation message)
    {
        var parts = new List<InterpolationPart>();
        AddParts(message, parts);
        return new MessageValue(parts.ToEquatableArray());
    }

    private ThrownException? LowerException(IOperation exception)
    {
        if (exception is not IObjectCreationOperation { Constructor: { } constructor, Initializer: null } creation)
        {
            return Refuse(exception);
        }

        if (!context.Compilation.IsSymbolAccessibleWithin(constructor, context.Loss.ContainingType))
        {
            context.Report(
                Descriptors.NotAccessible, exception.Syntax, creation.Type!.ToDisplayString(),
                context.Loss.ContainingType.ToDisplayString());
        }

        var arguments = new ThrowArgument[constructor.Parameters.Length];
        foreach (IArgumentOperation argument in creation.Arguments)
        {
            if (argument.ArgumentKind == ArgumentKind.ParamArray)
            {
                context.Unsupported(argument.Syntax, "this argument of an exception", ExceptionAdvice);
            }

            arguments[argument.Parameter!.Ordinal] = LowerArgument(argument.Value);
        }

        return new ThrownException(creation.Type!.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat), arguments.ToEquatableArray());
    }

    private ThrownException? Refuse(IOperation exception)
    {
        context.Unsupported(exception.Syntax, "a 'throw' of this exception", ExceptionAdvice);
        return null;
    }

    private void AddParts(IOperation operation, List<InterpolationPart> parts)
    {
        operation = WithoutBoxing(operation);
        if (operation.ConstantValue is { HasValue: true, Value: null or string or char })
        {
            AddText(operation.ConstantValue.Value?.ToString() ?? "", parts);
        }
        else if (operation is IInterpolatedStringOperation interpolated)
        {
            foreach (IInterpolatedStringContentOperation part in interpolated.Parts)
            {
                AddContent(part, parts);
            }
        }
        else if (operation is IBinaryOperation { OperatorKind: BinaryOperatorKind.Add, Type.SpecialType: SpecialType.System_String } sum)
        {
            AddParts(sum.LeftOperand, parts);
            AddParts(sum.RightOperand, parts);
        }
        else if (operation is IParameterReferenceOperation { Parameter: { } parameter }
            && context.Environment.Find(parameter) is MessageValue given)
        {
            foreach (InterpolationPart part in given.Parts)
            {
                if (part.Text is { } text)
                {
                    AddText(text, parts);
                }
                else
                {
                    parts.Add(part);
                }
            }
        }
        else
        {
            AddValue(operation, "", parts);
        }
    }

    private void AddContent(IInterpolatedStringContentOperation content, List<InterpolationPart> parts)
    {
        switch (content)
        {
            case IInterpolatedStringTextOperation { Text.ConstantValue.Value: string text }:
                AddText(text, parts);
                break;
            case IInterpolationOperation { Alignment: null, FormatString: null } hole:
                AddParts(hole.Expression, parts);
                break;
            case IInterpolationOperation hole:
                string alignment = hole.Alignment?.ConstantValue.Value is int width ? FormattableString.Invariant($",{width}") : "";
                string format = hole.FormatString?.ConstantValue.Value is string specifier ? ":" + specifier : "";
                if (format.IndexOfAny(['"', '\\', '{', '}', '\n', '\r']) >= 0)
                {
                    context.Unsupported(hole.Syntax, "this format", "use a format without quotes, braces and backslashes");
                }

                AddValue(WithoutBoxing(hole.Expression), alignment + format, parts);
                break;
            default:
                context.Unsupported(content);
                break;
        }
    }

    private void AddValue(IOperation operation, string suffix, List<InterpolationPart> parts)
    {
        if (ScalarTypes.Of(operation.Type) is not null)
        {
            parts.Add(new InterpolationPart(null, context.Expressions.LowerScalar(operation), suffix));
        }
        else
        {
            context.Unsupported(operation.Syntax, "this part of a message", "use constants and numbers only");
        }
    }

    private static void AddText(string text, List<InterpolationPart> parts)
    {
        if (parts.Count > 0 && parts[parts.Count - 1] is { Text: { } previous } last)
        {
            parts[parts.Count - 1] = last with { Text = previous + text };
        }
        else if (text.Length > 0)
        {
            parts.Add(new InterpolationPart(text, default, ""));
        }
    }

    private static string? LiteralOf(IOperation value) => value.ConstantValue is not { HasValue: true } constant
        ? null
        : constant.Value switch
        {
            null => "null",
            string text => SymbolDisplay.FormatLiteral(text, quote: true),
            char character => SymbolDisplay.FormatLiteral(character, quote: true),
            bool truth => truth ? "true" : "false",
            _ => null,
        };

    private static IOperation WithoutConversions(IOperation operation)
    {
        while (operation is IConversionOperation conversion)
        {
            operation = conversion.Operand;
        }

        return operation;
    }

    /// <summary>Without the conversions to object or string that a message needs; those between numbers stay.</summary>
    private static IOperation WithoutBoxing(IOperation operation)
    {
        while (operation is IConversionOperation conversion && ScalarTypes.Of(conversion.Type) is null)
        {
            operation = conversion.Operand;
        }

        return operation;
    }
}
