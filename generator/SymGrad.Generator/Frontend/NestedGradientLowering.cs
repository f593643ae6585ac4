using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using SymGrad.Generator.Differentiation.Rules;
using SymGrad.Generator.IR;

namespace SymGrad.Generator.Frontend;

/// <summary>
/// Lowers calls of the gradient that is generated for another loss: what that gradient computes is written out, and so is differentiated again. The method
/// itself does not exist yet when the generator runs.
/// </summary>
internal sealed class NestedGradientLowering(LoweringContext context)
{
    private const string FormulaAdvice = "write the formula of the gradient out";

    /// <summary>Lowers a call of a generated gradient; null for any other call.</summary>
    public LoweredValue? Lower(IInvocationOperation invocation)
    {
        IMethodSymbol method = invocation.TargetMethod;
        if (!GeneratedMembers.IsGenerated(method) || LossOf(method) is not { } loss)
        {
            return null;
        }

        bool withValue = method.Name == GeneratedMembers.ValueAndGradient(SignatureLowering.BaseNameOf(loss));
        if (FunctionOf(loss, method, withValue, out string reason, out string advice) is { } function)
        {
            return Arguments(invocation, function) is { } arguments && !context.HasErrors
                ? Inline(function, arguments, withValue)
                : context.Default(invocation.Type);
        }

        context.Unsupported(invocation.Syntax, $"a call of the generated method '{method.Name}' {reason}", advice);
        return context.Default(invocation.Type);
    }

    /// <summary>What the gradient is given: numbers, and arrays among the data.</summary>
    private Value[]? Arguments(IInvocationOperation invocation, Function function)
    {
        var values = new Value[function.Parameters.Count];
        foreach (IArgumentOperation argument in invocation.Arguments)
        {
            switch (context.Expressions.Lower(argument.Value))
            {
                case ScalarValue scalar:
                    values[argument.Parameter!.Ordinal] = scalar.Value;
                    break;
                case ArrayValue array:
                    values[argument.Parameter!.Ordinal] = array.Array;
                    break;
                default:
                    context.FailUnlessCompilerDoes(argument.Syntax);
                    return null;
            }
        }

        return values;
    }

    /// <summary>The loss that a method is generated for; null when it is none of its gradients.</summary>
    private static IMethodSymbol? LossOf(IMethodSymbol method) => method.ContainingType.GetMembers().OfType<IMethodSymbol>()
        .Where(SignatureLowering.IsLoss)
        .FirstOrDefault(loss => SignatureLowering.BaseNameOf(loss) is var name
            && (method.Name == GeneratedMembers.Gradient(name) || method.Name == GeneratedMembers.ValueAndGradient(name)));

    /// <summary>Whether the gradient of a loss returns numbers, from numbers and from arrays that are data.</summary>
    public static bool IsOfNumbers(IMethodSymbol loss)
    {
        ImmutableArray<bool> isTheta = SignatureLowering.ThetaOf(loss);
        return isTheta.Contains(true) && loss.Parameters.All(
            p => p.RefKind == RefKind.None && (ScalarTypes.Of(p.Type) is not null || (!isTheta[p.Ordinal] && ArrayTypes.Of(p.Type) is not null)));
    }

    /// <summary>The gradient as a function of numbers; null, with the reason, where it can't be written out and differentiated.</summary>
    private Function? FunctionOf(IMethodSymbol loss, IMethodSymbol method, bool withValue, out string reason, out string advice)
    {
        advice = FormulaAdvice;
        if (!SymbolEqualityComparer.Default.Equals(context.CurrentMethod.OriginalDefinition, context.Loss.OriginalDefinition))
        {
            reason = "in a helper";
            advice = "call it in the loss itself, and pass on what it returns";
            return null;
        }

        IMethodSymbol? instance = GenericLoss.Instances(loss, context.Compilation).FirstOrDefault(
            i => i.Parameters.Select(p => p.Type).SequenceEqual(
                method.Parameters.Take(i.Parameters.Length).Select(p => p.Type), SymbolEqualityComparer.Default));
        if (!loss.IsStatic)
        {
            reason = $"of '{loss.Name}', which is an instance method";
            return null;
        }

        if (instance is null || !IsOfNumbers(instance))
        {
            reason = $"of '{loss.Name}', whose parameters are more than numbers, and arrays that are data";
            return null;
        }

        NestedLosses nested = context.Nested.Inside(context.Loss);
        if (nested.Around.Contains(loss.OriginalDefinition))
        {
            reason = $"of '{loss.Name}', which is being differentiated";
            return null;
        }

        if (LossLowering.LowerInstance(instance, context.Compilation, nested, context.CancellationToken).Model is not { Function: not null } model)
        {
            reason = $"of '{loss.Name}', which has an error";
            advice = "correct it there";
            return null;
        }

        if (model.Function.Body.Flatten().Any(i => i is Compute { Operation: FunctionOperation { Rule: FunctionOperation.StopGradient } }))
        {
            reason = $"of '{loss.Name}', which stops gradients, so that its gradient has no derivative";
            return null;
        }

        Function function = nested.Derivative(model, withValue)!;
        string? obstacle = ObstacleIn(function);
        reason = $"of '{loss.Name}', whose gradient has {obstacle}";
        return obstacle is null ? function : null;
    }

    /// <summary>What keeps a gradient from being differentiated again, in words; null when nothing does.</summary>
    private static string? ObstacleIn(Function function) => function.Body.Flatten().Select(ObstacleIn).FirstOrDefault(o => o is not null);

    private static string? ObstacleIn(Instruction instruction) => instruction switch
    {
        Compute { Operation: FunctionOperation call } when call.Type.IsFloating() && !RulesTable.HasDerivative(call)
            => $"'{call.Spelling.Substring(0, call.Spelling.IndexOf('('))}', whose own derivative is not known",
        Compute { Operation: UserFunctionOperation { Partials.Count: 0 } } => "a derivative that you gave, whose own derivative is not known",
        Compute { Operation: CallOperation } or PullbackCall => "recursion",
        Compute { Operation: ConstantOperation or FieldOperation or UnaryOperation or BinaryOperation or CompareOperation or ConvertOperation or SelectOperation } => null,
        Compute { Operation: FunctionOperation or UserFunctionOperation or ElementOperation { IsGathered: false } or LengthOperation } => null,
        Compute { Operation: SliceOperation } => "parts of arrays",
        Compute { Operation.Array: not ArrayKind.None } or Store => "arrays of its own",
        Compute or ArrayCall => "functions of arrays",
        Record or Replay => "records of its loops, because an iteration needs what the one before has computed",
        Branch or Loop or Guard or Check => null,
        _ => "steps of a kind that is not known here",
    };

    private LoweredValue Inline(Function function, Value[] arguments, bool withValue)
    {
        var copier = new FunctionCopier(function, context.Builder);
        for (int i = 0; i < arguments.Length; i++)
        {
            copier[new Value(i)] = arguments[i];
        }

        copier.CopyInstructions(function.Body);
        ImmutableArray<LoweredValue> results = [.. copier.Map(function.Body.Yields).Select(LoweredValue (v) => new ScalarValue(v))];
        return withValue ? new TupleValue([results[0], Gradient(results.Skip(1))]) : Gradient(results);

        static LoweredValue Gradient(IEnumerable<LoweredValue> adjoints)
        {
            EquatableArray<LoweredValue> all = adjoints.ToEquatableArray();
            return all.Count == 1 ? all[0] : new TupleValue(all);
        }
    }
}
