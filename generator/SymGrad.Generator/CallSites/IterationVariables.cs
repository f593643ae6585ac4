using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace SymGrad.Generator.CallSites;

/// <summary>How an expression changes from one item to the next.</summary>
internal enum IterationVariation
{
    /// <summary>Not at all.</summary>
    None,

    /// <summary>It is a part of the data that moves.</summary>
    Window,

    /// <summary>It is, or belongs to, one item.</summary>
    Item,
}

/// <summary>
/// The variables that go through items while a call is made: those of loops and lambda expressions around it. One that goes through
/// mini-batches (<c>Chunk</c>) does not: the mean of a batch is a mean of data.
/// </summary>
/// <param name="site">The call.</param>
/// <param name="history">What is written to the variables around it.</param>
internal sealed class IterationVariables(IOperation site, VariableHistory history)
{
    /// <summary>So many variables are looked at for one call; beyond, whatever it is counts as of one item.</summary>
    private const int StepLimit = 10_000;

    private readonly HashSet<ILocalSymbol> pending = new(SymbolEqualityComparer.Default);
    private int steps;

    /// <summary>Whether a parameter is one of a lambda expression that a method is given, and so called for each item.</summary>
    public static bool IsOfIteratingLambda(IParameterReferenceOperation reference)
    {
        for (IOperation? parent = reference.Parent; parent is not null; parent = parent.Parent)
        {
            if (parent is IAnonymousFunctionOperation lambda
                && SymbolEqualityComparer.Default.Equals(lambda.Symbol, reference.Parameter.ContainingSymbol))
            {
                return IsIterating(lambda);
            }
        }

        return false;
    }

    /// <summary>Whether a method is given a lambda expression, which it then may call for each item.</summary>
    public static bool IsIterating(IAnonymousFunctionOperation lambda) => CallOf(lambda) is not null;

    public IterationVariation VaryIn(IOperation expression)
    {
        IterationVariation variation = IterationVariation.None;
        foreach (IOperation operation in expression.DescendantsAndSelf())
        {
            IterationVariation own = operation switch
            {
                ILocalReferenceOperation local => OfLocal(local.Local, expression),
                IParameterReferenceOperation parameter => OfParameter(parameter, expression),
                _ => IterationVariation.None,
            };
            if (own == IterationVariation.Window && IsIndex(operation, expression))
            {
                own = IterationVariation.Item;
            }

            variation = own > variation ? own : variation;
        }

        return variation;
    }

    private IterationVariation OfLocal(ILocalSymbol local, IOperation expression)
    {
        if (++steps > StepLimit)
        {
            return IterationVariation.Item;
        }

        IReadOnlyList<Write> writes = history[local];
        if (writes.Any(w => w.Site.IsWithin(expression)) || !pending.Add(local))
        {
            return IterationVariation.None;
        }

        IterationVariation variation = writes.Select(OfWrite).DefaultIfEmpty(IterationVariation.None).Max();
        pending.Remove(local);
        return variation;
    }

    private IterationVariation OfWrite(Write write) => write switch
    {
        { Kind: WriteKind.Iterate } => !site.IsWithin(write.Site) || IsBatches(write.Value) ? IterationVariation.None : IterationVariation.Item,
        { Kind: WriteKind.Assign, Value: { } value } => VaryIn(value),
        { Kind: WriteKind.Add, Value: { ConstantValue.HasValue: false } value } when !write.IsElement && value.Type?.SpecialType is SpecialType.System_Double or SpecialType.System_Single
            => VaryIn(value),
        { IsElement: true } => IterationVariation.None,
        _ => write.Site.InnermostLoop() is { } loop && site.IsWithin(loop) ? IterationVariation.Window : IterationVariation.None,
    };

    private IterationVariation OfParameter(IParameterReferenceOperation reference, IOperation expression)
    {
        for (IOperation? parent = site.Parent; parent is not null; parent = parent.Parent)
        {
            if (parent is IAnonymousFunctionOperation lambda
                && SymbolEqualityComparer.Default.Equals(lambda.Symbol, reference.Parameter.ContainingSymbol)
                && !lambda.IsWithin(expression))
            {
                return CallOf(lambda) is { } call && !IsBatches(call.Sequence()) ? IterationVariation.Item : IterationVariation.None;
            }
        }

        return IterationVariation.None;
    }

    /// <summary>The call that a lambda expression is given to.</summary>
    private static IInvocationOperation? CallOf(IAnonymousFunctionOperation lambda)
    {
        IOperation? parent = lambda.Parent;
        while (parent is IDelegateCreationOperation or IConversionOperation)
        {
            parent = parent.Parent;
        }

        return parent is IArgumentOperation ? parent.Parent as IInvocationOperation : null;
    }

    /// <summary>Whether a sequence is one of mini-batches: <c>Chunk</c>, followed by what leaves the batches as they are, perhaps in a variable.</summary>
    private bool IsBatches(IOperation? sequence)
    {
        if (sequence?.Unwrap() is ILocalReferenceOperation { Local: var local })
        {
            sequence = history[local] is [{ Kind: WriteKind.Assign, Value: { } value }] ? value : null;
        }

        while (sequence?.Unwrap() is IInvocationOperation call)
        {
            if (call.TargetMethod.Name == "Chunk")
            {
                return true;
            }

            sequence = call.Sequence();
        }

        return false;
    }

    /// <summary>Whether an operation stands in the index of an element.</summary>
    private static bool IsIndex(IOperation operation, IOperation expression)
    {
        IOperation child = operation;
        for (IOperation? parent = operation.Parent; parent is not null && !ReferenceEquals(child, expression); child = parent, parent = parent.Parent)
        {
            if (parent.ElementOwner() is not null)
            {
                return true;
            }
        }

        return false;
    }
}
