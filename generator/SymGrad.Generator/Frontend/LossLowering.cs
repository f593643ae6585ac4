using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using SymGrad.Generator.IR;

namespace SymGrad.Generator.Frontend;

/// <summary>Lowers a loss method to the intermediate representation. Symbols, syntax and positions end here.</summary>
internal static class LossLowering
{
    /// <summary>Lowers a loss; of a generic one, what it is for double.</summary>
    /// <param name="method">The loss.</param>
    /// <param name="compilation">Where it is.</param>
    /// <param name="derivative">What gives the gradients of other losses that it uses.</param>
    /// <param name="cancellationToken">Ends the lowering.</param>
    public static LoweredLoss Lower(
        IMethodSymbol method, Compilation compilation, LossDerivative derivative, CancellationToken cancellationToken)
        => LowerAll(method, compilation, derivative, cancellationToken)[0];

    /// <summary>Lowers a loss, a generic one for each type of numbers.</summary>
    /// <param name="method">The loss.</param>
    /// <param name="compilation">Where it is.</param>
    /// <param name="derivative">What gives the gradients of other losses that it uses.</param>
    /// <param name="cancellationToken">Ends the lowering.</param>
    public static ImmutableArray<LoweredLoss> LowerAll(
        IMethodSymbol method, Compilation compilation, LossDerivative derivative, CancellationToken cancellationToken)
    {
        (IMethodSymbol loss, Compilation completed) = GeneratedStubs.Complete(method.PartialDefinitionPart ?? method, compilation, cancellationToken);
        ImmutableArray<IMethodSymbol> instances = GenericLoss.Instances(loss, completed);
        return
        [
            .. (instances.IsEmpty ? [loss] : instances).Select(
                instance => LowerInstance(instance, completed, NestedLosses.None(derivative), cancellationToken)),
        ];
    }

    /// <summary>Lowers a loss that is not generic, or what a generic one is for a type.</summary>
    public static LoweredLoss LowerInstance(
        IMethodSymbol loss, Compilation compilation, NestedLosses nested, CancellationToken cancellationToken)
    {
        InstanceShape? instance = ParameterShape.WithInstance(loss, compilation).Instance;
        LoweredLoss lowered = Lower(loss, compilation, instance, nested, cancellationToken);
        if (instance is null || lowered.Model is not { Function: { } function })
        {
            return lowered;
        }

        // An instance may hold much that the loss does not read, and that may be null.
        HashSet<Value> read = [.. function.Body.FreeValues()];
        HashSet<string> kept = [.. function.Parameters.Where((_, i) => read.Contains(new Value(i))).Select(p => p.Name)];
        return instance.Leaves.All(l => kept.Contains(l.Name)) ? lowered : Lower(loss, compilation, instance.Keep(kept), nested, cancellationToken);
    }

    private static LoweredLoss Lower(
        IMethodSymbol loss, Compilation compilation, InstanceShape? instance, NestedLosses nested, CancellationToken cancellationToken)
    {
        using TypeArguments.Scope types = TypeArguments.Enter(loss);
        var context = new LoweringContext(loss, compilation, SignatureLowering.Locate(loss, compilation, instance), instance, nested, cancellationToken);
        LossModel? model = new SignatureLowering(context).Lower(cancellationToken);
        Function? function = null;
        if (!context.HasErrors && context.Bodies.Find(loss) is { } body)
        {
            try
            {
                function = LowerBody(context, body);
            }
            catch (InsufficientExecutionStackException)
            {
                context.TooLarge("expressions or statements that are nested too deeply");
            }
        }

        if (model is not null)
        {
            model = model with
            {
                Helpers = context.HasErrors ? [] : context.Recursion.Helpers,
                Function = context.HasErrors ? null : function,
                Failure = context.Failure,
            };
        }

        return new LoweredLoss(model, context.Diagnostics, context.SourceMap);
    }

    private static Function? LowerBody(LoweringContext context, MethodBody body)
    {
        if (body.Invalid is { } invalid)
        {
            context.FailUnlessCompilerDoes(invalid);
            return null;
        }

        ImmutableArray<bool> isTheta = SignatureLowering.ThetaOf(context.Loss);
        IMethodSymbol implementation = context.Subject.PartialImplementationPart ?? context.Subject;
        BindParameters(context, implementation, isTheta);
        BindInstance(context);
        (LoweredValue? result, ThrownException? thrown) = context.Inlining.LowerLoss(context.Loss, body);
        if (thrown is not null)
        {
            context.Report(
                Diagnostics.Descriptors.UnsupportedConstruct, context.SourceMap.Method, $"'{context.Loss.Name}', which always throws",
                "return a number on some path");
        }

        context.Self?.CheckUnchanged();
        return Build(context, result);
    }

    private static void BindInstance(LoweringContext context)
    {
        if (context.Instance is { } instance)
        {
            context.Self = new LossInstance(
                context,
                new TupleValue(instance.Members.Select(m => Bind(context, m, ParameterRole.Instance)).ToEquatableArray(), IsInstance: true),
                [.. instance.Captured.Select(c => (c.Parameter, Bind(context, c.Shape, ParameterRole.Instance)))]);
        }
    }

    /// <summary>Makes the parameters of a method those of the function that is built.</summary>
    public static void BindParameters(LoweringContext context, IMethodSymbol method, ImmutableArray<bool> isTheta)
    {
        ImmutableArray<ParameterShape> shapes = ParameterShape.Of(context.Subject, context.Compilation);
        foreach (IParameterSymbol parameter in method.Parameters)
        {
            ParameterRole role = isTheta[parameter.Ordinal] ? ParameterRole.Theta : ParameterRole.Data;
            context.Environment.Set(parameter, Bind(context, shapes[parameter.Ordinal], role));
        }
    }

    private static LoweredValue Bind(LoweringContext context, ParameterShape shape, ParameterRole role)
    {
        if (shape.IsEnumeration)
        {
            return Bind(context, shape.Members[0], role);
        }

        if (shape.IsComposite)
        {
            return new TupleValue(shape.Members.Select(m => Bind(context, m, role)).ToEquatableArray(), IsInstance: !shape.IsTuple);
        }

        if (shape.Obstacle is not null)
        {
            return OpaqueValue.Instance;
        }

        (ArrayKind kind, ScalarType type) = shape.Leaf!.Value;
        string? path = shape.Path == shape.Name ? null : shape.Path;
        ParameterRole own = role == ParameterRole.Theta && shape.IsExtent ? ParameterRole.Extent : role;
        Value value = context.Builder.AddParameter(new Parameter(shape.Name, type, own, kind) { Path = path });
        return kind == ArrayKind.None ? new ScalarValue(value) : new ArrayValue(value);
    }

    /// <summary>The function, once its result is known; null after an error.</summary>
    public static Function? Build(LoweringContext context, LoweredValue? result)
    {
        if (context.HasErrors || result is null)
        {
            return null;
        }

        Function function = context.Builder.Build([result.Leaves.Single()]);
        context.CheckActivity(function);
        return function;
    }
}
