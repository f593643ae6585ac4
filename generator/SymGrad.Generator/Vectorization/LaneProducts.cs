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
    /// <summary>The call: one array, where it starts, the other one, where it starts, how many elements.</summary>
    private const string Product = ".Dot({0}, {1}, {2}, {3}, {4})";

    private LaneProducts(Function source, FunctionBuilder builder)
        : base(source, builder)
    {
    }

    /// <summary>Whether an operation is such a call, in either precision.</summary>
    public static bool IsProduct(Operation operation) => operation is ArrayFunctionOperation { Spelling: var spelling } && spelling == SpellingOf(operation.Type);

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
        ScalarType type = Source.TypeOf(loop.Results[0]);
        Value dot = Builder.Compute(
            new ArrayFunctionOperation(type, SpellingOf(type)),
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
            : Builder.Compute(new BinaryOperation(BinaryOperator.Add, Builder.TypeOf(dot)), initial, dot);
    }

    /// <summary>What a loop adds up, if it is the products of the elements of two arrays, one after the other.</summary>
    private ProductLoop? ProductIn(Loop loop)
    {
        if (loop is not { Parameters.Count: 1, Header: CountedHeader { Step: 1, Comparison: CompareOperator.Less, StepsFirst: false } header }
            || !Source.TypeOf(loop.Parameters[0]).IsLanes() || !IsZero(header.From)
            || loop.Body.Instructions.Any(i => i is not Compute { MayThrow: false }))
        {
            return null;
        }

        var elements = new LoopElements(loop);
        if (elements.In(loop.Body.Yields[0]) is not { Operation: BinaryOperation { Operator: BinaryOperator.Add } } sum || sum.Operands[0] != loop.Parameters[0]
            || elements.In(sum.Operands[1]) is not { Operation: BinaryOperation { Operator: BinaryOperator.Multiply } multiplication } product
            || multiplication.Type != sum.Operation.Type
            || elements.RunOf(product.Operands[0]) is not { } left || elements.RunOf(product.Operands[1]) is not { } right)
        {
            return null;
        }

        HashSet<Value> used = [sum.Result, product.Result, product.Operands[0], product.Operands[1], .. left.Indices, .. right.Indices];
        return elements.IsAllOf(used) ? new ProductLoop(left.Array, left.Start, right.Array, right.Start, elements.Outside) : null;
    }

    private static string SpellingOf(ScalarType type) => type.Keyword() + Product;

    private bool IsZero(Value value)
        => Source.Body.Instructions.OfType<Compute>().Any(c => c.Result == value && c.Operation is ConstantOperation { Bits: 0 });

    private sealed record ProductLoop(Value Left, Value? LeftStart, Value Right, Value? RightStart, IEnumerable<Compute> Outside);
}
