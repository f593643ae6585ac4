using System.Collections.Generic;
using System.Linq;
using SymGrad.Generator.IR;

namespace SymGrad.Generator.Vectorization;

/// <summary>
/// Loops that add up products of elements, <c>sum += a[i] * x[i]</c>, become calls of the runtime, which adds them up in several sums side by side: one
/// sum would have to wait for each addition.
/// </summary>
internal sealed class LaneProducts : FunctionCopier
{
    private LaneProducts(Function source, FunctionBuilder builder)
        : base(source, builder)
    {
    }

    public static Function Apply(Function function)
    {
        var builder = new FunctionBuilder(function.Name);
        var copier = new LaneProducts(function, builder);
        copier.CopyParameters();
        copier.CopyInstructions(function.Body);
        return builder.Build(copier.Map(function.Body.Yields));
    }

    protected override void CopyLoop(Loop loop)
    {
        if (ProductIn(loop) is not { } product)
        {
            base.CopyLoop(loop);
            return;
        }

        foreach (Compute compute in product.Outside)
        {
            Copy(compute);
        }

        Value zero = Builder.Constant(0);
        Value dot = Builder.Compute(
            new ArrayFunctionOperation(ScalarType.Lanes, "ItemLanes.Dot({0}, {1}, {2}, {3}, {4})"),
            this[product.Left],
            product.LeftStart is { } left ? this[left] : zero,
            this[product.Right],
            product.RightStart is { } right ? this[right] : zero,
            this[((CountedHeader)loop.Header).To]);
        Define(loop.Results[0], AddTo(this[loop.Initial[0]], dot));
    }

    private Value AddTo(Value initial, Value dot)
    {
        if (Builder.DefinitionOf(initial) is { Operation: ConvertOperation } conversion)
        {
            initial = conversion.Operands[0];
        }

        return Builder.DefinitionOf(initial)?.Operation is ConstantOperation { Bits: 0 }
            ? dot
            : Builder.Compute(new BinaryOperation(BinaryOperator.Add, ScalarType.Lanes), initial, dot);
    }

    /// <summary>What a loop adds up, if it is the products of the elements of two arrays, one after the other.</summary>
    private Product? ProductIn(Loop loop)
    {
        if (loop is not { Parameters.Count: 1, Header: CountedHeader { Step: 1, Comparison: CompareOperator.Less, StepsFirst: false } header }
            || Source.TypeOf(loop.Parameters[0]) != ScalarType.Lanes || !IsZero(header.From)
            || loop.Body.Instructions.Any(i => i is not Compute { MayThrow: false }))
        {
            return null;
        }

        Dictionary<Value, Compute> body = loop.Body.Instructions.Cast<Compute>().ToDictionary(c => c.Result);
        HashSet<Value> varying = [header.Index, loop.Parameters[0]];
        varying.UnionWith(loop.Body.Instructions.Cast<Compute>().Where(c => c.Operands.Any(varying.Contains) && varying.Add(c.Result)).Select(c => c.Result).ToList());
        if (!body.TryGetValue(loop.Body.Yields[0], out Compute? sum) || sum.Operation is not BinaryOperation { Operator: BinaryOperator.Add }
            || sum.Operands[0] != loop.Parameters[0] || !body.TryGetValue(sum.Operands[1], out Compute? product)
            || product.Operation is not BinaryOperation { Operator: BinaryOperator.Multiply }
            || ElementIn(product.Operands[0]) is not { } left || ElementIn(product.Operands[1]) is not { } right)
        {
            return null;
        }

        HashSet<Value> used = [sum.Result, product.Result, product.Operands[0], product.Operands[1], .. left.Indices, .. right.Indices];
        List<Compute> outside = [.. loop.Body.Instructions.Cast<Compute>().Where(c => !varying.Contains(c.Result))];
        bool isWhole = outside.Count + used.Count(body.ContainsKey) == body.Count && !outside.Any(c => c.Operation.IsOrdered || used.Contains(c.Result));
        return isWhole ? new Product(left.Array, left.Start, right.Array, right.Start, outside) : null;

        Element? ElementIn(Value value)
        {
            if (!body.TryGetValue(value, out Compute? element) || element.Operation is not ElementOperation { IsGathered: false } || varying.Contains(element.Operands[0]))
            {
                return null;
            }

            Value index = element.Operands[1];
            if (index == header.Index)
            {
                return new(element.Operands[0], null, []);
            }

            return body.TryGetValue(index, out Compute? addition) && addition.Operation is BinaryOperation { Operator: BinaryOperator.Add, IsChecked: false }
                && addition.Operands.Count(o => o == header.Index) == 1 && addition.Operands.Single(o => o != header.Index) is var start && !varying.Contains(start)
                    ? new(element.Operands[0], start, [index])
                    : null;
        }
    }

    private bool IsZero(Value value)
        => Source.Body.Instructions.OfType<Compute>().Any(c => c.Result == value && c.Operation is ConstantOperation { Bits: 0 });

    private sealed record Element(Value Array, Value? Start, Value[] Indices);

    private sealed record Product(Value Left, Value? LeftStart, Value Right, Value? RightStart, List<Compute> Outside);
}
