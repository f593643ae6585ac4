using System;
using System.Collections.Generic;
using System.Linq;
using SymGrad.Generator.Differentiation;
using SymGrad.Generator.Differentiation.Rules;
using SymGrad.Generator.IR;
using SymGrad.Generator.Simplification;

namespace SymGrad.Generator.Vectorization;

/// <summary>
/// The form of a loss or a gradient in which it is computed for several items at once: what differs between them becomes a
/// <see cref="ScalarType.Lanes"/> or <see cref="ScalarType.SingleLanes"/>, both sides of a branch on such a value are computed, and the results selected.
/// </summary>
internal sealed partial class LaneForm : FunctionCopier
{
    private readonly ItemVariation variation;
    private readonly IntegerRanges integers;
    private readonly Stack<Value> masks = new();

    private LaneForm(Function source, FunctionBuilder builder, ItemVariation variation)
        : base(source, builder)
    {
        this.variation = variation;
        integers = new(source, variation);
    }

    /// <summary>The forms of a loss with data and of its gradient, or null where there are none.</summary>
    public static LaneLoss? TryBuild(Function value, Function valueAndGradient)
    {
        IReadOnlyCollection<string> widened = WidenedData.In(value, valueAndGradient);
        return value.Parameters.Items.Any(p => p.Role == ParameterRole.Data) && TryBuild(value, widened) is { } values && TryBuild(valueAndGradient, widened) is { } gradients
            ? SharedNumbers.InLanes(LaneStages.AddTo(Descents.Apply(RowForm.Apply(new LaneLoss(values, gradients)))))
            : null;
    }

    /// <summary>The form of a function of data that yields doubles; null where there is none, where arrays or arithmetic in single precision are in it, or where functions would be called for one item after the other.</summary>
    public static Function? TryBuildOfNumbers(Function function) => TryBuild(function, WidenedData.In(function)) is { } form
        && form.Parameters.All(p => p is { Array: ArrayKind.None, Type: ScalarType.Lanes })
        && !form.Body.Flatten().Any(i => i is Compute { Operation: FunctionOperation { IsMapped: true } }) ? form : null;

    private static Function? TryBuild(Function function, IReadOnlyCollection<string> widened)
    {
        ItemVariation variation = ItemVariation.Analyze(function);
        if (!LaneRules.Allow(function, variation))
        {
            return null;
        }

        var builder = new FunctionBuilder(function.Name);
        var form = new LaneForm(function, builder, variation);
        bool isInSingle = function.Body.Yields.All(y => function.TypeOf(y) == ScalarType.Single);
        for (int i = 0; i < function.Parameters.Count; i++)
        {
            Parameter parameter = function.Parameters[i];
            ArrayKind kind = IsRead(parameter) && parameter.Array != ArrayKind.None ? ArrayKind.ReadOnlySpan : parameter.Array;
            ScalarType type = parameter.Role switch
            {
                // The terms of a gradient have the precision of the loss, their sums are in double precision always.
                ParameterRole.Destination => ScalarType.Lanes,
                ParameterRole.Data when parameter is { Type: ScalarType.Boolean } => isInSingle ? ScalarType.SingleMask : ScalarType.Mask,
                ParameterRole.Data => widened.Contains(parameter.Name) ? ScalarType.Lanes : parameter.Type.InLanes(),
                _ => parameter.Type,
            };
            form[new Value(i)] = builder.AddParameter(parameter with { Array = kind, Type = type });
        }

        form.CopyInstructions(function.Body);
        return DeadCode.Remove(LaneProducts.Apply(builder.Build([.. function.Body.Yields.Select(form.InLanes)])), KeptReads.All);
    }

    protected override void Copy(Instruction instruction)
    {
        switch (instruction)
        {
            case Compute { Operation: SliceOperation or AllocateOperation or EmptyArrayOperation } array:
                Define(array.Result, Builder.Compute(FormOf(array), array.IsRepeated, [.. Map(array.Operands)]));
                break;
            case Compute compute when variation.Varies(compute.Result):
                Define(compute.Result, InLanes(compute));
                break;
            case Store store:
                CopyStore(store);
                break;
            case Check check when check.Operands().Any(Source.IsArray):
                // Whether an array is missing: one that is a part of a vector, or a row, is not.
                break;
            default:
                base.Copy(instruction);
                break;
        }
    }

    protected override void CopyBranch(Branch branch)
    {
        if (!variation.Varies(branch.Condition))
        {
            Region then = CopySide(branch, branch.Then);
            Region otherwise = CopySide(branch, branch.Else);
            DefineAll(branch.Results, Builder.Branch(this[branch.Condition], then, otherwise));
            return;
        }

        Value condition = this[branch.Condition];
        CopyMasked(branch.Then, condition);
        CopyMasked(branch.Else, Not(condition));
        for (int i = 0; i < branch.Results.Count; i++)
        {
            Define(branch.Results[i], Select(condition, this[branch.Then.Yields[i]], this[branch.Else.Yields[i]]));
        }
    }

    protected override void CopyLoop(Loop loop)
    {
        List<Value> initial = [.. loop.Parameters.Items.Zip(loop.Initial, (p, i) => variation.Varies(p) ? InLanes(i) : this[i])];
        foreach ((Value parameter, Value start) in loop.Parameters.Items.Zip(initial, (p, i) => (p, i)))
        {
            Define(parameter, Builder.NewBoundValue(Builder.TypeOf(start)));
        }

        LoopHeader header = CopyHeader(loop.Header);
        Builder.BeginRepeatedRegion();
        CopyInstructions(loop.Body);
        Region body = Builder.EndRegion([.. loop.Parameters.Items.Zip(loop.Body.Yields, (p, y) => variation.Varies(p) ? InLanes(y) : this[y])]);
        DefineAll(loop.Results, Builder.Loop(initial, [.. Map(loop.Parameters)], header, body));
    }

    private Region CopySide(Branch branch, Region side)
    {
        Builder.BeginRegion();
        CopyInstructions(side);
        return Builder.EndRegion(
            [.. branch.Results.Items.Zip(side.Yields, (r, y) => !Source.IsArray(r) && variation.Varies(r) ? InLanes(y) : this[y])]);
    }

    /// <summary>Copies a side of a branch that some items take: what it stores is stored for those only.</summary>
    private void CopyMasked(Region side, Value condition)
    {
        masks.Push(masks.Count == 0
            ? condition
            : Combine(BinaryOperator.And, masks.Peek(), condition));
        CopyInstructions(side);
        masks.Pop();
    }

    private void CopyStore(Store store)
    {
        Value array = this[store.Array];
        Value index = this[store.Index];
        Value stored = this[store.Stored];
        if (masks.Count > 0)
        {
            stored = Select(masks.Peek(), stored, Element(array, index));
        }

        Builder.Store(array, index, stored, store.Purpose);
    }

    private Value Element(Value array, Value index) => Builder.Compute(
        new ElementOperation(Builder.TypeOf(array), IsGathered: Builder.TypeOf(index).IsLanes()), array, index);

    private Value Select(Value condition, Value then, Value otherwise)
    {
        if (then == otherwise)
        {
            return then;
        }

        ScalarType type = Common([then, otherwise]);
        return type.IsMask()
            ? SelectMask(condition, then, otherwise)
            : Builder.Compute(new FunctionOperation(LaneFunctions.Select, type, $"{type.Keyword()}.Select({{0}}, {{1}}, {{2}})"), condition, then, otherwise);
    }

    /// <summary>The type in which several items have these values, without rounding any: the wider one.</summary>
    private ScalarType Common(IEnumerable<Value> values)
    {
        // A condition that all items share is one of either kind.
        List<ScalarType> kinds = [.. values.Select(Builder.TypeOf)];
        HashSet<ScalarType> types = [.. kinds.Where(t => t != ScalarType.Boolean || kinds.All(k => k == ScalarType.Boolean)).Select(t => t.InLanes())];
        return types.Count == 1 ? types.Single() : types.Single(t => t is ScalarType.Lanes or ScalarType.Mask);
    }

    private Value SelectMask(Value condition, Value then, Value otherwise) => (ConstantOf(then), ConstantOf(otherwise)) switch
    {
        (true, false) => condition,
        (false, true) => Not(condition),
        (_, false) => Combine(BinaryOperator.And, condition, then),
        (true, _) => Combine(BinaryOperator.Or, condition, otherwise),
        (false, _) => Combine(BinaryOperator.And, Not(condition), otherwise),
        (_, true) => Combine(BinaryOperator.Or, Not(condition), then),
        _ => Builder.Compute(new FunctionOperation(LaneFunctions.Select, ScalarType.Mask, "ItemMask.Select({0}, {1}, {2})"), condition, then, otherwise),
    };

    private bool? ConstantOf(Value value) => Builder.DefinitionOf(value)?.Operation is ConstantOperation constant ? constant.Bits != 0 : null;

    private Value Not(Value condition) => Builder.Compute(new UnaryOperation(UnaryOperator.LogicalNot, Common([condition])), condition);

    private Value Combine(BinaryOperator combination, Value left, Value right)
        => Builder.Compute(new BinaryOperation(combination, Common([left, right])), left, right);

    /// <summary>A value of the source as one of each item, also where all of them share it.</summary>
    private Value InLanes(Value original) => Convert(this[original], Source.TypeOf(original).InLanes());

    private Value Convert(Value value, ScalarType type)
        => Builder.TypeOf(value) == type ? value : Builder.Compute(new ConvertOperation(Builder.TypeOf(value), type), value);

    /// <summary>Whether a parameter is an array that is only read, and so can be any memory.</summary>
    private static bool IsRead(Parameter parameter) => parameter.Role is ParameterRole.Data or ParameterRole.Theta;

    private Operation FormOf(Compute array)
    {
        ScalarType type = array.Operation is SliceOperation ? Builder.TypeOf(this[array.Operands[0]])
            : variation.Varies(array.Result) ? array.Operation.Type.InLanes()
            : array.Operation.Type;
        int root = variation.RootOf(array.Result).Index;
        bool isRead = root < Source.Parameters.Count && IsRead(Source.Parameters[root]);
        return array.Operation switch
        {
            SliceOperation slice => slice with
            {
                Type = type,
                Kind = isRead ? ArrayKind.ReadOnlySpan : slice.Kind,
                Base = isRead ? ArrayKind.ReadOnlySpan : slice.Base,
            },
            AllocateOperation allocate => allocate with { Type = type },
            EmptyArrayOperation => new EmptyArrayOperation(type),
            _ => throw new InvalidOperationException($"{array.Operation.GetType().Name} makes no array."),
        };
    }

    private Value InLanes(Compute compute)
    {
        Value[] operands = [.. Map(compute.Operands)];
        return compute.Operation switch
        {
            UnaryOperation or BinaryOperation or ConvertOperation when compute.Operation.Type.IsInteger() => OfIntegers(compute, operands),
            UnaryOperation unary => Builder.Compute(new UnaryOperation(unary.Operator, Common(operands)), operands),
            BinaryOperation binary => Builder.Compute(new BinaryOperation(binary.Operator, Common(operands)), operands),
            CompareOperation { OperandType: ScalarType.Boolean, Operator: CompareOperator.Equal } => Not(Combine(BinaryOperator.ExclusiveOr, operands[0], operands[1])),
            CompareOperation { OperandType: ScalarType.Boolean } => Combine(BinaryOperator.ExclusiveOr, operands[0], operands[1]),
            CompareOperation compare => Builder.Compute(new CompareOperation(compare.Operator, Common(operands)), operands),
            ConvertOperation convert => Convert(operands[0], convert.Type.InLanes()),
            SelectOperation => Select(operands[0], operands[1], operands[2]),
            ElementOperation => Builder.Compute(
                new ElementOperation(Builder.TypeOf(operands[0]).InLanes(), IsGathered: Builder.TypeOf(operands[1]).IsLanes()), compute.IsRepeated, operands.ToEquatableArray()),
            FunctionOperation { Rule: FunctionOperation.StopGradient } => operands[0],
            FunctionOperation function when RulesTable.TryFind(function.Rule)?.CostAfterExponential is not null => Convert(OfExponential(function.Rule, Widen(operands)), function.Type.InLanes()),
            FunctionOperation { Rule: "Pow" } function when IsTwo(operands[1]) => Builder.Compute(new BinaryOperation(BinaryOperator.Multiply, function.Type.InLanes()), operands[0], operands[0]),
            FunctionOperation function => Call(LaneFunctions.FormOf(function, operands.Length)!, function.Type, operands),
            UserFunctionOperation function => Call(LaneFunctions.FormOf(function, operands.Length)!, function.Type, operands),
            _ => throw new InvalidOperationException($"{compute.Operation.GetType().Name} has no form for several items."),
        };
    }

    /// <summary>A function in the type of its result, or in double precision, rounded once.</summary>
    private Value Call(FunctionOperation function, ScalarType type, Value[] operands)
        => Convert(Builder.Compute(function, function.Type == ScalarType.Lanes ? Widen(operands) : operands), type.InLanes());

    /// <summary>What several items have as doubles. What they share is widened where it becomes one of each.</summary>
    private Value[] Widen(Value[] operands) => [.. operands.Select(o => Builder.TypeOf(o) == ScalarType.SingleLanes ? Convert(o, ScalarType.Lanes) : o)];

    /// <summary>For 2, one multiplication is the power rounded once.</summary>
    private bool IsTwo(Value exponent) => Builder.DefinitionOf(exponent)?.Operation is ConstantOperation constant && constant.ToDouble() == 2;

    /// <summary>The softplus function and its derivative, the sigmoid, share an exponential; so do the cross-entropy and its derivative.</summary>
    private Value OfExponential(string rule, Value[] operands)
    {
        Value exponential = Builder.Compute(new FunctionOperation("Exp", ScalarType.Lanes, "ItemLanes.ExpMinusAbs({0})"), operands[0]);
        string list = operands.Length == 1 ? "{0}, {1}" : "{0}, {1}, {2}";
        return Builder.Compute(new FunctionOperation(rule, ScalarType.Lanes, $"ItemLanes.{rule}({list})"), [.. operands, exponential]);
    }
}
