using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace SymGrad.Generator.CallSites;

/// <summary>
/// Finds where the arguments of one call come from. It follows local variables of which all that is written is known; what it does not
/// understand is <see cref="Origin.Unknown"/>.
/// </summary>
/// <param name="site">The call.</param>
/// <param name="history">What is written to the variables around it.</param>
/// <param name="losses">The losses of the compilation.</param>
/// <param name="helpers">The user's own functions that average.</param>
internal sealed partial class OriginAnalysis(IOperation site, VariableHistory history, LossUses losses, AveragingHelpers helpers)
{
    /// <summary>Expressions may be nested this deeply; beyond, nothing is claimed.</summary>
    private const int DepthLimit = 100;

    /// <summary>So much is looked at for one call: variables that are each read twice by the next would be looked at without end.</summary>
    private const int StepLimit = 10_000;

    private readonly ColumnVariables columns = new();
    private readonly IterationVariables iteration = new(site, history);
    private readonly HashSet<ILocalSymbol> pending = new(SymbolEqualityComparer.Default);
    private int depth;
    private int steps;

    public Origin Of(IOperation? value)
    {
        if (value is null || depth >= DepthLimit || ++steps > StepLimit)
        {
            return Origin.Unknown;
        }

        depth++;
        Origin origin = value.ConstantValue.HasValue ? Origin.Fixed : OfUnwrapped(value.Unwrap());
        depth--;
        return origin;
    }

    private Origin OfUnwrapped(IOperation value) => value switch
    {
        { ConstantValue.HasValue: true } => Origin.Fixed,
        ILocalReferenceOperation local => OfLocal(local.Local),
        IParameterReferenceOperation parameter => IterationVariables.IsOfIteratingLambda(parameter) ? Origin.Item : Origin.Unknown,
        _ when value.ElementOwner() is { } owner => OfElement(owner),
        IMemberReferenceOperation member => OfMember(member),
        IBinaryOperation binary => OfBinary(binary),
        IUnaryOperation { OperatorKind: UnaryOperatorKind.Minus or UnaryOperatorKind.Plus } unary => Of(unary.Operand),
        IConditionalOperation { WhenFalse: { } otherwise } conditional => Origins.Choice([Of(conditional.WhenTrue), Of(otherwise)]),
        ISwitchExpressionOperation choice => Origins.Choice(choice.Arms.Select(a => Of(a.Value))),
        ICoalesceOperation coalesce => Origins.Choice([Of(coalesce.Value), Of(coalesce.WhenNull)]),
        IConditionalAccessOperation access => Of(access.WhenNotNull),
        IConditionalAccessInstanceOperation instance => Of(instance.Receiver()),
        IInvocationOperation call => OfCall(call),
        IArrayCreationOperation { Initializer: { } initializer } => Origins.Choice(initializer.ElementValues.Select(Of)),
        ICollectionExpressionOperation collection => Origins.Choice(collection.Elements.Select(Of)),
        IObjectCreationOperation { Arguments: [{ Value.Type: { } type } argument] } when type.IsSequence() => Of(argument.Value),
        IObjectCreationOperation { Initializer: null, Type.IsRecord: true, Arguments.IsEmpty: false } creation => Origins.Parts(creation.Arguments.Select(a => Of(a.Value))),
        ISimpleAssignmentOperation assignment => Of(assignment.Value),
        IDefaultValueOperation => Origin.Fixed,
        _ => Origin.Unknown,
    };

    /// <summary>An element of an array of means is a mean; of any other array it belongs to an item.</summary>
    private Origin OfElement(IOperation owner)
    {
        Origin whole = owner is ILocalReferenceOperation local ? OfLocal(local.Local) : Origin.Item;
        return whole.IsAveraged() ? whole : Origin.Item;
    }

    private Origin OfMember(IMemberReferenceOperation reference)
    {
        switch (reference)
        {
            case IFieldReferenceOperation { Field: { IsStatic: true, IsReadOnly: true } }:
                return Origin.Fixed;
            case IPropertyReferenceOperation { Property: var property } when AveragingFunctions.IsMean(property):
                return Origin.Mean;
            case { Instance: null }:
                return Origin.Unknown;
        }

        if (CompositeValue.Find(reference, history) is { } part)
        {
            return Of(part);
        }

        Origin instance = Of(reference.Instance);
        return instance.IsOfOneItem() ? instance : Origin.Unknown;
    }

    private Origin OfBinary(IBinaryOperation binary)
    {
        Origin left = Of(binary.LeftOperand);
        Origin right = Of(binary.RightOperand);
        return binary.OperatorKind switch
        {
            BinaryOperatorKind.Add or BinaryOperatorKind.Subtract => Origins.Sum(left, right),
            BinaryOperatorKind.Multiply when IsInverseCount(binary.RightOperand) => Origins.QuotientByCount(left),
            BinaryOperatorKind.Multiply when IsInverseCount(binary.LeftOperand) => Origins.QuotientByCount(right),
            BinaryOperatorKind.Multiply => Origins.Product(left, right),
            BinaryOperatorKind.Divide when IsCount(binary.RightOperand) => Origins.QuotientByCount(left),
            BinaryOperatorKind.Divide => Origins.Quotient(left, right),
            _ => Origins.Nonlinear([left, right]),
        };
    }

    private Origin OfCall(IInvocationOperation call)
    {
        if (losses.Of(call) is { } use)
        {
            // The gradient of one item is data of the layers below; a loss is no data.
            return use.Quantity == LossQuantity.Gradient && use.Data.Any(d => Of(d.Value).IsOfOneItem()) ? Origin.Item : Origin.Unknown;
        }

        if ((AveragingFunctions.Of(call.TargetMethod) ?? helpers.Of(call.TargetMethod)) is { } averaging && call.Sequence() is { } sequence)
        {
            return OfAverage(call, sequence, averaging);
        }

        IEnumerable<IOperation?> operands = call.Arguments.Select(a => a.Value);
        if (call.Sequence() is not null)
        {
            if (call.TargetMethod.Name == "Select" && OfElements(call) is var selected && selected.IsAveraged())
            {
                return selected;
            }

            if (AveragingFunctions.TakesOneItem(call.TargetMethod))
            {
                return Origin.Item;
            }
        }

        Origin all = Origins.Nonlinear(operands.Append(call.Instance).Where(o => o is not null and not IInstanceReferenceOperation).Select(Of));
        return call.TargetMethod.ContainingType.IsSystemMath() || all != Origin.Fixed ? all : Origin.Unknown;
    }

    /// <summary>What a selection makes of each element, for another array.</summary>
    private Origin OfElements(IInvocationOperation select)
    {
        int before = columns.Enter(LambdaOf(select)?.Symbol.Parameters ?? []);
        Origin origin = Of(SelectorOf(select));
        columns.Leave(before);
        return origin;
    }

    /// <summary>A mean or sum of what does not vary where the call is; what does, as a row of the data, belongs to an item.</summary>
    private Origin OfAverage(IInvocationOperation call, IOperation sequence, Origin averaging)
    {
        if (columns.Occur(sequence) || !call.Arguments.All(a => columns.ChooseColumns(a.Value)) || ComesFromLosses(call) || !IsAffine(call, sequence))
        {
            return iteration.VaryIn(call) == IterationVariation.Item ? Origin.Derived : Origin.Unknown;
        }

        return iteration.VaryIn(call) switch
        {
            IterationVariation.Item => Origin.Item,
            IterationVariation.Window => Origin.PartMean,
            _ when IsOfObject(sequence) => averaging == Origin.Sum ? Origin.Unknown : Origin.PartMean,
            _ => averaging,
        };
    }

    /// <summary>Whether a sequence is one that an object has, which may be an item.</summary>
    private static bool IsOfObject(IOperation sequence)
    {
        IOperation source = sequence.Unwrap();
        while (source is IInvocationOperation call && call.Sequence() is { } inner)
        {
            source = inner.Unwrap();
        }

        return source is IMemberReferenceOperation { Instance: not null } member && member.ElementOwner() is null;
    }

    /// <summary>Whether what is averaged is an affine function of items: the mean of squares, say, is another statistic.</summary>
    private bool IsAffine(IInvocationOperation call, IOperation sequence)
    {
        if (call.Arguments.Any(a => a.Value.Unwrap() is IDelegateCreationOperation) && !IsAffineSelector(call))
        {
            return false;
        }

        for (IOperation current = sequence.Unwrap();
            current is IInvocationOperation inner && inner.Sequence() is { } next;
            current = next.Unwrap())
        {
            if (inner.TargetMethod.Name is "Select" or "Zip" && !IsAffineSelector(inner))
            {
                return false;
            }
        }

        return true;
    }

    private bool IsAffineSelector(IInvocationOperation call) => Of(SelectorOf(call)) is Origin.Item or Origin.Mean or Origin.Sum;

    /// <summary>What the lambda expression that a call is given returns; null where there is none of one expression.</summary>
    private static IOperation? SelectorOf(IInvocationOperation call)
        => LambdaOf(call)?.Body.Operations is [IReturnOperation { ReturnedValue: { } returned }] ? returned : null;

    private static IAnonymousFunctionOperation? LambdaOf(IInvocationOperation call) => call.Arguments
        .Select(a => a.Value.Unwrap())
        .OfType<IDelegateCreationOperation>()
        .Select(d => d.Target)
        .OfType<IAnonymousFunctionOperation>()
        .LastOrDefault();

    /// <summary>Whether losses are averaged, which is as it should be: here, or in an array that they are written to.</summary>
    private bool ComesFromLosses(IOperation value) => ContainsLoss(value)
        || value.DescendantsAndSelf().OfType<ILocalReferenceOperation>()
            .SelectMany(l => history[l.Local])
            .Any(w => w.Kind != WriteKind.Iterate && w.Value is { } written && ContainsLoss(written));

    private bool ContainsLoss(IOperation value)
        => value.DescendantsAndSelf().OfType<IInvocationOperation>().Any(i => losses.IsLoss(i.TargetMethod));
}
