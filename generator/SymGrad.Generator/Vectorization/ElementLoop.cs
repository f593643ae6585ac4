using System.Collections.Generic;
using System.Linq;
using SymGrad.Generator.IR;

namespace SymGrad.Generator.Vectorization;

/// <summary>What a loop adds to the elements of an array: a multiple of those of another one, or products of two.</summary>
/// <param name="Target">What is added to.</param>
/// <param name="IsSubtracted">Whether it is subtracted.</param>
/// <param name="Multiple">The number that one factor is multiplied by; null for 1, and for two factors.</param>
/// <param name="Factors">The factor, or both.</param>
internal sealed record ElementUpdate(ElementLine Target, bool IsSubtracted, Value? Multiple, IReadOnlyList<ElementLine> Factors);

/// <summary>What a loop adds to a number: elements, or products of two.</summary>
/// <param name="Result">The number after the loop.</param>
/// <param name="IsSubtracted">Whether it is subtracted.</param>
/// <param name="Factors">The elements, or both factors.</param>
internal sealed record ElementSum(Value Result, bool IsSubtracted, IReadOnlyList<ElementLine> Factors);

/// <summary>A counted loop that does nothing but <see cref="Updates"/> and <see cref="Sums"/>.</summary>
internal sealed class ElementLoop
{
    private readonly LoopElements elements;
    private readonly HashSet<Value> used = [];

    private ElementLoop(Loop loop) => elements = new LoopElements(loop);

    /// <summary>What is the same in each iteration and can't throw.</summary>
    public IEnumerable<Compute> Outside => elements.Outside;

    /// <summary>What is added, in order.</summary>
    public List<ElementUpdate> Updates { get; } = [];

    /// <summary>What the loop carries: a sum for each result.</summary>
    public List<ElementSum> Sums { get; } = [];

    /// <summary>What a counted loop does, if it is that alone.</summary>
    public static ElementLoop? TryRead(Loop loop)
    {
        if (loop.Body.Instructions.Any(i => i is not (Compute or Store { Purpose: StorePurpose.Result })))
        {
            return null;
        }

        var read = new ElementLoop(loop);
        foreach (Store store in loop.Body.Instructions.OfType<Store>())
        {
            if (read.Read(store) is not { } update)
            {
                return null;
            }

            read.Updates.Add(update);
        }

        for (int i = 0; i < loop.Results.Count; i++)
        {
            if (read.Read(loop.Results[i], loop.Parameters[i], loop.Body.Yields[i]) is not { } sum)
            {
                return null;
            }

            read.Sums.Add(sum);
        }

        bool isWhole = read.elements.IsAllOf(read.used) && !read.Outside.Any(c => c.MayThrow);
        return isWhole && read.Updates.Count + read.Sums.Count > 0 ? read : null;
    }

    private ElementSum? Read(Value result, Value before, Value after)
    {
        if (Use(after) is not { Operation: BinaryOperation { Operator: BinaryOperator.Add or BinaryOperator.Subtract } change } sum || sum.Operands[0] != before)
        {
            return null;
        }

        bool isSubtracted = change.Operator == BinaryOperator.Subtract;
        if (Element(sum.Operands[1]) is { } element)
        {
            return new ElementSum(result, isSubtracted, [element]);
        }

        return Use(sum.Operands[1]) is { Operation: BinaryOperation { Operator: BinaryOperator.Multiply } } product
            && Element(product.Operands[0]) is { } left && Element(product.Operands[1]) is { } right
                ? new ElementSum(result, isSubtracted, [left, right])
                : null;
    }

    private ElementUpdate? Read(Store store)
    {
        if (Use(elements.RunOf(store.Array, store.Index)) is not { } target || Use(store.Stored) is not { Operation: BinaryOperation change } stored
            || change.Operator is not (BinaryOperator.Add or BinaryOperator.Subtract)
            || Use(stored.Operands[0]) is not { Operation: ElementOperation } before
            || before.Operands[0] != store.Array || before.Operands[1] != store.Index)
        {
            return null;
        }

        bool isSubtracted = change.Operator == BinaryOperator.Subtract;
        Value added = stored.Operands[1];
        if (Element(added) is { } element)
        {
            return new ElementUpdate(target, isSubtracted, null, [element]);
        }

        if (Use(added) is not { Operation: BinaryOperation { Operator: BinaryOperator.Multiply } } product)
        {
            return null;
        }

        return (Element(product.Operands[0]), Element(product.Operands[1])) switch
        {
            ({ } left, { } right) => new ElementUpdate(target, isSubtracted, null, [left, right]),
            (null, { } right) when !elements.Varies(product.Operands[0]) => new ElementUpdate(target, isSubtracted, product.Operands[0], [right]),
            ({ } left, null) when !elements.Varies(product.Operands[1]) => new ElementUpdate(target, isSubtracted, product.Operands[1], [left]),
            _ => null,
        };
    }

    private ElementLine? Element(Value value)
    {
        if (!elements.Varies(value) || Use(elements.RunOf(value)) is not { } line)
        {
            return null;
        }

        used.Add(value);
        return line;
    }

    /// <summary>Elements, what computes their index being accounted for.</summary>
    private ElementLine? Use(ElementLine? line)
    {
        used.UnionWith(line?.Indices ?? []);
        return line;
    }

    /// <summary>The computation of a value in the loop, which is then accounted for.</summary>
    private Compute? Use(Value value)
    {
        used.Add(value);
        return elements.In(value);
    }
}
