using System.Collections.Generic;
using System.Linq;
using SymGrad.Generator.IR;

namespace SymGrad.Generator.Vectorization;

/// <summary>
/// Loops over the rows of a matrix: the products of all of them with the rows of the items are computed by one call before the loop, and outer products are added
/// up by one call after it, so that what is loaded is used several times.
/// </summary>
/// <remarks>
/// A product reads θ and data, which nothing writes to, and gradients are only added to: neither can tell whether it is computed in the loop, before or after it. An element
/// that is not there throws before the loop or after it and not in between; what has been stored until then nobody sees, because the pass ends.
/// </remarks>
internal sealed class RowMatrices : FunctionCopier
{
    private const string Multiplication = ".Multiply({0}, {1}, {2}, {3}, {4}, {5}, {6})";
    /// <summary>The call: the gradient, where it starts, from row to row, the factors, the rows, where they start, how many elements.</summary>
    public const string OuterProducts = "ItemLanes.AddOuterProducts({0}, {1}, {2}, {3}, {4}, {5}, {6})";

    private readonly ValueMap<Compute> definitions;
    private readonly Dictionary<object, (Value Array, Value Index)> moved = new(ByReference.Comparer);
    private readonly Dictionary<Value, Value> lengths = [];

    private RowMatrices(Function source, FunctionBuilder builder)
        : base(source, builder)
        => definitions = source.Computes();

    public static Function Apply(Function function)
    {
        var builder = new FunctionBuilder(function.Name);
        var copier = new RowMatrices(function, builder);
        copier.CopyParameters();
        copier.CopyInstructions(function.Body);
        return builder.Build(copier.Map(function.Body.Yields));
    }

    protected override void Copy(Instruction instruction)
    {
        switch (instruction)
        {
            case Compute compute when moved.TryGetValue(compute, out (Value Array, Value Index) place):
                Define(compute.Result, Builder.Compute(new ElementOperation(compute.Operation.Type), place.Array, this[place.Index]));
                break;
            case ArrayCall call when moved.TryGetValue(call, out (Value Array, Value Index) place):
                Value factor = this[call.Arguments[1]];
                Builder.Store(
                    place.Array,
                    this[place.Index],
                    Builder.TypeOf(factor) == ScalarType.Lanes ? factor : Builder.Compute(new ConvertOperation(Builder.TypeOf(factor), ScalarType.Lanes), factor));
                break;
            case Compute { Operation: SliceOperation } slice when lengths.ContainsKey(slice.Result):
                break;
            case Compute { Operation: LengthOperation } length when lengths.TryGetValue(length.Operands[0], out Value known):
                Define(length.Result, this[known]);
                break;
            default:
                base.Copy(instruction);
                break;
        }
    }

    protected override void CopyLoop(Loop loop)
    {
        if (loop.Header is not CountedHeader header || LoopElements.CountOf(header, definitions) is not { } count || !IsNotNegative(count))
        {
            base.CopyLoop(loop);
            return;
        }

        var rows = new MatrixLoop(loop, header, definitions, Source);
        List<(Compute Product, MatrixRows Matrix)> products = [.. rows.Products().Where(p => CanBeSliced(p.Matrix, count))];
        List<(ArrayCall Update, MatrixRows Matrix)> updates = [.. rows.Updates().Where(u => CanBeSliced(u.Matrix, count))];
        LeaveOutSlices(loop, [.. products.Select(p => p.Product), .. updates.Select(u => u.Update)]);
        Value height = CopyCount(count);
        foreach ((Compute product, MatrixRows matrix) in products)
        {
            Value all = Builder.Compute(new AllocateOperation(product.Operation.Type), height);
            Builder.Name(all, "products", isDeclared: false);
            Builder.ArrayCall(all, product.Operation.Type.Keyword() + Multiplication, Arguments(matrix, height));
            moved[product] = (all, header.Index);
        }

        // What they need of the loop is computed before it, too: what is inside, nobody sees behind it.
        var outer = new List<(Value Factors, Value[] Arguments)>();
        foreach ((ArrayCall update, MatrixRows matrix) in updates)
        {
            Value all = Builder.Compute(new AllocateOperation(ScalarType.Lanes), height);
            Builder.Name(all, "factors", isDeclared: false);
            moved[update] = (all, header.Index);
            outer.Add((all, Arguments(matrix, height)));
        }

        base.CopyLoop(loop);
        foreach ((Value factors, Value[] arguments) in outer)
        {
            Builder.ArrayCall(arguments[0], OuterProducts, [arguments[1], arguments[2], factors, .. arguments.Skip(3)]);
        }
    }

    /// <summary>Matrix, where it starts, from row to row, items' rows, where they start, how many elements. What a loop computes of these is computed before it.</summary>
    private Value[] Arguments(MatrixRows matrix, Value height)
    {
        (Value array, Value start) = (Before(matrix.Array), matrix.Start is { } first ? Before(first) : Builder.Constant(0));
        Value stride = matrix.Stride is { } distance ? Before(distance) : Builder.Constant(1);
        Value count = Before(matrix.Count);
        if (matrix.Slice is { } slice)
        {
            // All slices together throw as one of them would.
            Value length = Builder.Compute(new BinaryOperation(BinaryOperator.Multiply, ScalarType.Int32), height, stride);
            (array, start) = (Builder.Compute(slice, array, start, length), Builder.Constant(0));
        }

        return [array, start, stride, Before(matrix.Rows), matrix.RowStart is { } rowStart ? Before(rowStart) : Builder.Constant(0), count];
    }

    private Value CopyCount(RunCount count) => count.Value is { } value ? this[value] : Builder.Constant(count.Number);

    private Value Before(Value value)
    {
        if (!Contains(value))
        {
            foreach (Value operand in definitions[value].Operands)
            {
                Before(operand);
            }

            Copy(definitions[value]);
        }

        return this[value];
    }

    /// <summary>Slices of which only what moves out of the loop reads elements go with it.</summary>
    private void LeaveOutSlices(Loop loop, IReadOnlyCollection<Instruction> moving)
    {
        foreach (Compute slice in loop.Body.Instructions.OfType<Compute>().Where(c => c.Operation is SliceOperation && c.Operands.Count == 3))
        {
            bool isLeft = moving.Any(m => m.Operands().Contains(slice.Result))
                && loop.Body.Flatten().Where(i => i.Operands().Contains(slice.Result)).All(i => i is Compute { Operation: LengthOperation } || moving.Contains(i));
            if (isLeft)
            {
                lengths[slice.Result] = slice.Operands[2];
            }
        }
    }

    /// <summary>Whether the matrix can be sliced as a whole: a slice that no iteration takes need not be there.</summary>
    private bool CanBeSliced(MatrixRows matrix, RunCount count)
        => matrix.Slice is null || matrix.Start is null || (count.Value is { } value ? IsLengthOfTheta(value) : count.Number > 0);

    /// <summary>Whether a number is the length of an array in θ, which has elements in each objective.</summary>
    private bool IsLengthOfTheta(Value value) => definitions.TryGetValue(value, out Compute? compute) && compute.Operation is LengthOperation
        && compute.Operands[0].Index < Source.Parameters.Count && Source.Parameters[compute.Operands[0].Index].IsTheta;

    private bool IsNotNegative(RunCount count) => count.Value is not { } value || IsNotNegative(value);

    private bool IsNotNegative(Value value) => IsExtent(value) || (definitions.TryGetValue(value, out Compute? compute) && compute.Operation switch
    {
        LengthOperation => true,
        ConstantOperation constant => constant.Bits >= 0,
        BinaryOperation { Operator: BinaryOperator.Divide } => compute.Operands.All(IsNotNegative),
        _ => false,
    });

    private bool IsExtent(Value value) => value.Index < Source.Parameters.Count && Source.Parameters[value.Index].Role == ParameterRole.Extent;
}
