using System.Linq;
using SymGrad.Generator.Differentiation;
using SymGrad.Generator.IR;
using SymGrad.Generator.Simplification;

namespace SymGrad.Generator.Vectorization;

/// <summary>
/// Rows that are read along their elements stay where they are in memory, and what is added to gradients along them becomes calls of the runtime, which adds up
/// over the items at the same time.
/// </summary>
internal sealed class RowForm : FunctionCopier
{
    /// <summary>The call: the gradient, where it starts, the factor, the rows, where they start, how many elements.</summary>
    public const string Update = "ItemLanes.AddProducts({0}, {1}, {2}, {3}, {4}, {5})";

    private readonly RowPlan plan;

    private RowForm(Function source, FunctionBuilder builder, RowPlan plan)
        : base(source, builder)
        => this.plan = plan;

    /// <summary>Both functions of a loss read the same rows in the same way, so that its value has the same bits in both.</summary>
    public static LaneLoss Apply(LaneLoss loss)
    {
        (RowPlan value, RowPlan gradient) = (RowPlan.Of(loss.Value), RowPlan.Of(loss.ValueAndGradient));
        while (!value.Rows.SequenceEqual(gradient.Rows))
        {
            (value, gradient) = (RowPlan.Of(loss.Value, [.. gradient.Rows]), RowPlan.Of(loss.ValueAndGradient, [.. value.Rows]));
        }

        return value.Rows.Count == 0 ? loss : new(Apply(loss.Value, value), Apply(loss.ValueAndGradient, gradient));
    }

    private static Function Apply(Function function, RowPlan plan)
    {
        var builder = new FunctionBuilder(function.Name);
        var form = new RowForm(function, builder, plan);
        for (int i = 0; i < function.Parameters.Count; i++)
        {
            var parameter = new Value(i);
            form[parameter] = builder.AddParameter(
                plan.IsRows(parameter) ? function.Parameters[i] with { Array = ArrayKind.Rows }
                : plan.IsSums(parameter) ? function.Parameters[i] with { Type = ScalarType.Double }
                : function.Parameters[i]);
        }

        form.CopyInstructions(function.Body);
        return DeadCode.Remove(OuterSums.Apply(RowMatrices.Apply(builder.Build(form.Map(function.Body.Yields)))), KeptReads.All);
    }

    protected override void Copy(Instruction instruction)
    {
        switch (instruction)
        {
            case Compute { Operation: SliceOperation slice } compute when plan.IsRows(compute.Result):
                Define(compute.Result, Builder.Compute(slice with { Kind = ArrayKind.Rows, Base = ArrayKind.Rows }, compute.IsRepeated, MapAll(compute.Operands)));
                break;
            case Compute { Operation: SliceOperation slice } compute when plan.IsSums(compute.Result):
                Define(compute.Result, Builder.Compute(slice with { Type = ScalarType.Double }, compute.IsRepeated, MapAll(compute.Operands)));
                break;
            case Compute compute when plan.IsPartOfAddition(compute.Result):
                // It is written where the store is.
                break;
            case Store store when plan.AdditionOf(store) is { } addition:
                CopyAddition(store, addition);
                break;
            default:
                base.Copy(instruction);
                break;
        }
    }

    protected override void CopyLoop(Loop loop)
    {
        if (plan.UpdatesOf(loop) is not { } found)
        {
            base.CopyLoop(loop);
            return;
        }

        foreach (Compute compute in found.Outside)
        {
            Copy(compute);
        }

        Value count = found.Count.Value is { } value ? this[value] : Builder.Constant(found.Count.Number);
        foreach (RowUpdate update in found.Updates)
        {
            Value factor = update.Factors.Count == 0 ? Builder.Constant(1.0, ScalarType.Double) : update.Factors.Select(f => this[f]).Aggregate(Multiply);
            Builder.ArrayCall(
                this[update.Destination],
                Update,
                update.DestinationStart is { } start ? this[start] : Builder.Constant(0),
                update.IsNegative ? Builder.Compute(new UnaryOperation(UnaryOperator.Negate, Builder.TypeOf(factor)), factor) : factor,
                this[update.Rows],
                update.RowStart is { } rowStart ? this[rowStart] : Builder.Constant(0),
                count);
        }
    }

    private void CopyAddition(Store store, Compute addition)
    {
        (Value array, Value index) = (this[store.Array], this[store.Index]);
        Value sum = Builder.Compute(new FunctionOperation("Sum", ScalarType.Double, "ItemLanes.Sum({0})"), this[addition.Operands[1]]);
        Value element = Builder.Compute(new ElementOperation(ScalarType.Double), array, index);
        BinaryOperator sign = ((BinaryOperation)addition.Operation).Operator;
        Builder.Store(array, index, Builder.Compute(new BinaryOperation(sign, ScalarType.Double), element, sum), store.Purpose);
    }

    /// <summary>The product of two factors of one precision.</summary>
    private Value Multiply(Value left, Value right)
    {
        (ScalarType type, ScalarType other) = (Builder.TypeOf(left), Builder.TypeOf(right));
        return Builder.Compute(new BinaryOperation(BinaryOperator.Multiply, type.IsLanes() || !other.IsLanes() ? type : other), left, right);
    }
}
