using System.Collections.Generic;
using System.Linq;
using SymGrad.Generator.IR;

namespace SymGrad.Generator.Differentiation;

/// <summary>
/// Carried values that need no record. An integer that grows by a constant in each iteration follows from the iteration. One to which an iteration
/// adds what does not depend on it, as <c>if (x[i] &gt; 0) n++</c> does, is carried backwards by the reverse sweep: it subtracts that again. Integers
/// wrap around, so that both are exact. So is a change of sign. One that an iteration only hands through an inner loop comes back from the
/// reversal of that loop.
/// </summary>
internal sealed class CarriedValues
{
    private readonly Function function;
    private readonly Dictionary<Value, Instruction> definitions = [];
    private readonly Dictionary<object, IReadOnlyList<int>> undone = new(ByReference.Comparer);
    private readonly Dictionary<object, IReadOnlyList<int>> passed = new(ByReference.Comparer);

    public CarriedValues(Function function)
    {
        this.function = function;
        foreach (Instruction instruction in function.Body.Flatten())
        {
            foreach (Value result in instruction.Results())
            {
                definitions[result] = instruction;
            }
        }
    }

    /// <summary>What is added to a carried integer in each iteration, if that is one constant; null otherwise.</summary>
    public Value? StepOf(Loop loop, int carried)
    {
        Value parameter = loop.Parameters[carried];
        return function.TypeOf(parameter) == ScalarType.Int32
            && DefinitionOf(loop.Body.Yields[carried]) is Compute { Operation: BinaryOperation { Operator: BinaryOperator.Add, IsChecked: false } } next
            && next.Operands[0] == parameter
            && DefinitionOf(next.Operands[1]) is Compute { Operation: ConstantOperation }
            ? next.Operands[1]
            : null;
    }

    /// <summary>Whether a carried value needs no record.</summary>
    public bool IsFound(Loop loop, int carried)
        => StepOf(loop, carried) is not null || UndoneIn(loop).Contains(carried) || PassedThrough(loop).Contains(carried);

    /// <summary>The carried values of a loop that the reverse sweep carries backwards.</summary>
    public IReadOnlyList<int> UndoneIn(Loop loop)
    {
        if (!undone.TryGetValue(loop, out IReadOnlyList<int>? found))
        {
            int[] candidates =
            [
                .. Enumerable.Range(0, loop.Parameters.Count)
                    .Where(i => (function.TypeOf(loop.Parameters[i]) == ScalarType.Int32 && StepOf(loop, i) is null) || IsNegated(loop, i)),
            ];
            found = candidates.Length == 0 ? [] : [.. candidates.Where(new UpdateOf(this, loop, candidates).IsOne)];
            undone.Add(loop, found);
        }

        return found;
    }

    /// <summary>The carried values of a loop that the reversal of an inner loop carries backwards.</summary>
    public IReadOnlyList<int> PassedThrough(Loop loop)
    {
        if (!passed.TryGetValue(loop, out IReadOnlyList<int>? found))
        {
            IReadOnlyList<int> own = UndoneIn(loop);
            found = [.. Enumerable.Range(0, loop.Parameters.Count).Where(i => !own.Contains(i) && StepOf(loop, i) is null && IsPassedThrough(loop, i))];
            passed.Add(loop, found);
        }

        return found;
    }

    private bool IsPassedThrough(Loop loop, int carried)
    {
        Value next = loop.Body.Yields[carried];
        if (loop.Body.Instructions.OfType<Loop>().FirstOrDefault(l => l.Results.Contains(next)) is not { } inner)
        {
            return false;
        }

        int position = inner.Results.Items.IndexOf(next);
        return inner.Initial[position] == loop.Parameters[carried]
            && (UndoneIn(inner).Contains(position) || PassedThrough(inner).Contains(position))
            && UsesIn(loop.Body, loop.Parameters[carried]) == 1;
    }

    private static int UsesIn(Region region, Value value) => region.Yields.Count(y => y == value) + region.Instructions.Sum(
        i => i.Operands().Count(o => o == value) + i.Inner().Sum(r => UsesIn(r, value))
            + (i is Guard guard ? guard.Exception.Arguments.SelectMany(a => a.Values()).Count(v => v == value) : 0));

    /// <summary>The values that undoing the updates of a loop needs.</summary>
    public IEnumerable<Value> NeededToUndo(Loop loop)
    {
        var needed = new List<Value>();
        foreach (int i in UndoneIn(loop))
        {
            Collect(loop.Body.Yields[i], loop.Parameters[i], needed);
        }

        return needed;
    }

    /// <summary>Computes what a carried value was at the start of an iteration from what it is at its end.</summary>
    /// <param name="loop">The loop.</param>
    /// <param name="carried">Which of what it carries.</param>
    /// <param name="next">What it is at the end.</param>
    /// <param name="copier">Knows the values that are needed in the reverse sweep.</param>
    /// <param name="builder">Where to compute.</param>
    public Value Undo(Loop loop, int carried, Value next, FunctionCopier copier, FunctionBuilder builder)
        => Undo(loop.Body.Yields[carried], loop.Parameters[carried], next, copier, builder);

    private Value Undo(Value value, Value parameter, Value known, FunctionCopier copier, FunctionBuilder builder)
    {
        if (value == parameter)
        {
            return known;
        }

        switch (definitions[value])
        {
            case Compute { Operation: UnaryOperation negation }:
                return builder.Compute(negation, known);
            case Compute { Operation: BinaryOperation operation } compute:
                (Value rest, Value amount) = Parts(compute, parameter);
                BinaryOperator inverse = operation.Operator == BinaryOperator.Add ? BinaryOperator.Subtract : BinaryOperator.Add;
                return Undo(rest, parameter, builder.Compute(Integer(inverse), known, copier[amount]), copier, builder);
            case Branch branch:
                int position = branch.Results.Items.IndexOf(value);
                Value then = Undo(branch.Then.Yields[position], parameter, known, copier, builder);
                Value otherwise = Undo(branch.Else.Yields[position], parameter, known, copier, builder);
                return then == otherwise
                    ? then
                    : builder.Compute(new SelectOperation(ScalarType.Int32), copier[branch.Condition], then, otherwise);
            case Loop inner:
                int result = inner.Results.Items.IndexOf(value);
                Value distance = builder.Compute(
                    Integer(BinaryOperator.Multiply), Count((CountedHeader)inner.Header, copier, builder), copier[StepOf(inner, result)!.Value]);
                return Undo(inner.Initial[result], parameter, builder.Compute(Integer(BinaryOperator.Subtract), known, distance), copier, builder);
            case var unknown:
                throw new System.InvalidOperationException($"{unknown.GetType().Name} is not an update that can be undone.");
        }
    }

    /// <summary>How often a loop in steps of one runs.</summary>
    private static Value Count(CountedHeader header, FunctionCopier copier, FunctionBuilder builder)
    {
        (Value low, Value high) = header.Step > 0 ? (copier[header.From], copier[header.To]) : (copier[header.To], copier[header.From]);
        bool isInclusive = header.Comparison is CompareOperator.LessOrEqual or CompareOperator.GreaterOrEqual;
        Value runs = builder.Compute(
            new CompareOperation(isInclusive ? CompareOperator.GreaterOrEqual : CompareOperator.Greater, ScalarType.Int32), high, low);
        Value distance = builder.Compute(Integer(BinaryOperator.Subtract), high, low);
        Value count = isInclusive ? builder.Compute(Integer(BinaryOperator.Add), distance, builder.Constant(1)) : distance;
        return builder.Compute(new SelectOperation(ScalarType.Int32), runs, count, builder.Constant(0));
    }

    private void Collect(Value value, Value parameter, List<Value> needed)
    {
        if (value == parameter)
        {
            return;
        }

        switch (definitions[value])
        {
            case Compute { Operation: BinaryOperation } compute:
                (Value rest, Value amount) = Parts(compute, parameter);
                needed.Add(amount);
                Collect(rest, parameter, needed);
                break;
            case Branch branch:
                int position = branch.Results.Items.IndexOf(value);
                needed.Add(branch.Condition);
                Collect(branch.Then.Yields[position], parameter, needed);
                Collect(branch.Else.Yields[position], parameter, needed);
                break;
            case Loop { Header: CountedHeader header } inner:
                needed.AddRange([header.From, header.To]);
                Collect(inner.Initial[inner.Results.Items.IndexOf(value)], parameter, needed);
                break;
        }
    }

    /// <summary>Which operand of a sum goes on to the carried integer, and which is what is added.</summary>
    private (Value Sum, Value Amount) Parts(Compute sum, Value parameter)
        => LeadsTo(sum.Operands[0], parameter) ? (sum.Operands[0], sum.Operands[1]) : (sum.Operands[1], sum.Operands[0]);

    private bool LeadsTo(Value value, Value parameter) => value == parameter || (DefinitionOf(value) is { } definition && definition switch
    {
        Compute { Operation: BinaryOperation { Operator: BinaryOperator.Add or BinaryOperator.Subtract } } sum => sum.Operands.Any(o => LeadsTo(o, parameter)),
        Branch branch => LeadsTo(branch.Then.Yields[branch.Results.Items.IndexOf(value)], parameter),
        Loop inner => LeadsTo(inner.Initial[inner.Results.Items.IndexOf(value)], parameter),
        _ => false,
    });

    private bool IsNegated(Loop loop, int carried)
        => DefinitionOf(loop.Body.Yields[carried]) is Compute { Operation: UnaryOperation { Operator: UnaryOperator.Negate, Type: ScalarType.Single or ScalarType.Double } } negation
            && negation.Operands[0] == loop.Parameters[carried];

    private Instruction? DefinitionOf(Value value) => definitions.TryGetValue(value, out Instruction? definition) ? definition : null;

    private static BinaryOperation Integer(BinaryOperator binaryOperator) => new(binaryOperator, ScalarType.Int32);

    /// <summary>Whether what an iteration does to a carried integer can be undone.</summary>
    private sealed class UpdateOf
    {
        private readonly CarriedValues values;
        private readonly Loop loop;
        private readonly HashSet<Value> outside;
        private readonly HashSet<Value> own = [];
        private readonly HashSet<Value> excluded;

        public UpdateOf(CarriedValues values, Loop loop, IEnumerable<int> candidates)
        {
            this.values = values;
            this.loop = loop;
            outside = [.. loop.Body.FreeValues().Except(loop.Bound())];
            own.UnionWith(loop.Body.Instructions.Items.SelectMany(i => i.Results()));
            excluded = [.. candidates.Select(i => loop.Parameters[i])];
        }

        public bool IsOne(int carried) => values.IsNegated(loop, carried) || (loop.Body.Yields[carried] != loop.Parameters[carried] && IsUpdate(loop.Body.Yields[carried], loop.Parameters[carried]));

        private bool IsUpdate(Value value, Value parameter)
        {
            if (value == parameter)
            {
                return true;
            }

            switch (values.DefinitionOf(value))
            {
                case Compute { Operation: BinaryOperation { Operator: BinaryOperator.Add, IsChecked: false } } sum:
                    return (outside.Contains(sum.Operands[1]) && IsUpdate(sum.Operands[0], parameter))
                        || (outside.Contains(sum.Operands[0]) && IsUpdate(sum.Operands[1], parameter));
                case Compute { Operation: BinaryOperation { Operator: BinaryOperator.Subtract, IsChecked: false } } difference:
                    return outside.Contains(difference.Operands[1]) && IsUpdate(difference.Operands[0], parameter);
                case Branch branch:
                    int position = branch.Results.Items.IndexOf(value);
                    return IsKnown(branch.Condition) && IsUpdate(branch.Then.Yields[position], parameter) && IsUpdate(branch.Else.Yields[position], parameter);
                case Loop { Header: CountedHeader { Step: 1 or -1 } header } inner:
                    int result = inner.Results.Items.IndexOf(value);
                    return values.StepOf(inner, result) is not null && IsKnown(header.From) && IsKnown(header.To)
                        && IsUpdate(inner.Initial[result], parameter);
                default:
                    return false;
            }
        }

        /// <summary>Whether the reversal of an iteration knows a value before it knows what they were.</summary>
        private bool IsKnown(Value value)
        {
            if (outside.Contains(value) || (loop.Header is CountedHeader header && header.Index == value))
            {
                return true;
            }

            if (loop.Parameters.Contains(value))
            {
                return !excluded.Contains(value);
            }

            return own.Contains(value) && values.definitions[value] is Compute compute && compute.Operands.All(IsKnown);
        }
    }
}
