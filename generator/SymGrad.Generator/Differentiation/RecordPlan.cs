using System.Collections.Generic;
using System.Linq;
using SymGrad.Generator.Analysis;
using SymGrad.Generator.IR;

namespace SymGrad.Generator.Differentiation;

/// <summary>
/// What the reversal of a region recomputes, and what has to be handed to it. Handed over are carried values, results of inner loops, new
/// arrays, elements that are overwritten before the region ends, and what a store overwrites; outside loops also results of functions,
/// because that costs nothing there. Everything else is recomputed from these; an element is not overwritten by stores into others. A value that
/// was stored, in an element that is not overwritten any more, is read from there.
/// </summary>
/// <remarks>
/// Stores are undone by the reverse sweep in reverse order, so that at the start of the reversal of a region memory holds what it held at its
/// end. Undoing that nobody needs is dead code.
/// </remarks>
internal sealed class RecordPlan
{
    private readonly Function function;
    private readonly ArrayRoots roots;
    private readonly IndexOrder indices;
    private readonly Dictionary<object, RegionPlan> regions = new(ByReference.Comparer);
    private readonly Dictionary<object, Value> counts = new(ByReference.Comparer);
    private readonly Dictionary<object, Dictionary<int, Value>> ties = new(ByReference.Comparer);
    private readonly Dictionary<object, Value> overwritten = new(ByReference.Comparer);
    private readonly Dictionary<Value, ScalarType> newTypes = [];

    public RecordPlan(Function function)
    {
        this.function = function;
        roots = new ArrayRoots(function);
        indices = new IndexOrder(function);
        Carried = new CarriedValues(function);
        Visit(function.Body, isInLoop: false);
    }

    /// <summary>The carried values that need no record.</summary>
    public CarriedValues Carried { get; }

    /// <summary>The value that stands for how often a while loop ran.</summary>
    public Value CountOf(Loop loop) => counts[loop];

    /// <summary>The value that stands for how many are equal to a running extremum, itself at the start included.</summary>
    public Value TiesOf(Loop loop, int carried) => ties[loop][carried];

    /// <summary>Whether the reverse sweep undoes a store.</summary>
    public bool IsUndone(Store store) => overwritten.ContainsKey(store);

    /// <summary>The value that stands for what an element held before a store.</summary>
    public Value OverwrittenBy(Store store) => overwritten[store];

    /// <summary>Whether an integer is known not to be the least of all, or the greatest.</summary>
    public bool IsWithin(Value value, bool isNotLeast) => isNotLeast ? indices.IsAboveMinimum(value) : indices.IsBelowMaximum(value);

    /// <summary>The carried values of a loop that are running extrema.</summary>
    public IEnumerable<int> ExtremaOf(Loop loop) => ties.TryGetValue(loop, out Dictionary<int, Value>? own) ? own.Keys : [];

    /// <summary>What is recorded at the end of each iteration.</summary>
    public IReadOnlyList<Value> RecordedBy(Loop loop)
        => IsReversed(loop.Body)
            ? [.. loop.Parameters.Where((_, i) => !Carried.IsFound(loop, i)), .. regions[loop.Body].HandedOver]
            : [];

    /// <summary>What a side of a branch yields for its reversal.</summary>
    public IReadOnlyList<Value> YieldedFrom(Region side) => IsReversed(side) ? regions[side].HandedOver : [];

    /// <summary>Whether a region is reversed; what only decides whether a loop goes on, or what an exception says, is not.</summary>
    public bool IsReversed(Region region) => regions.ContainsKey(region);

    /// <summary>Whether the reversal of the region that an instruction stands in computes it again.</summary>
    public bool IsRecomputed(Instruction instruction, Region region) => regions[region].Recomputed.Contains(instruction);

    /// <summary>The values of a region that are read from where they were stored.</summary>
    public IReadOnlyDictionary<Value, Store> ReadableAfter(Region region) => regions[region].Readable;

    public ScalarType TypeOf(Value value) => newTypes.TryGetValue(value, out ScalarType type) ? type : function.TypeOf(value);

    public bool IsArray(Value value) => value.Index < function.Values.Count && function.IsArray(value);

    /// <summary>Whether a scalar operation costs next to nothing.</summary>
    private static bool IsCheap(Operation operation)
        => operation is UnaryOperation or BinaryOperation or CompareOperation or ConvertOperation or SelectOperation or FieldOperation
            or LengthOperation or SliceOperation
            && !operation.MayThrow;

    private void Visit(Region region, bool isInLoop)
    {
        foreach (Instruction instruction in region.Instructions)
        {
            if (instruction is Branch branch)
            {
                Visit(branch.Then, isInLoop);
                Visit(branch.Else, isInLoop);
            }
            else if (instruction is Loop loop)
            {
                Visit(loop.Body, isInLoop: true);
                ties.Add(loop, Enumerable.Range(0, loop.Results.Count).Where(i => RunningExtremum.Of(loop, i) is not null)
                    .ToDictionary(i => i, _ => NewValue(ScalarType.Int32)));
                if (loop.Header is WhileHeader)
                {
                    counts.Add(loop, NewValue(ScalarType.Int32));
                }
            }
            else if (instruction is Store store)
            {
                overwritten.Add(store, NewValue(function.TypeOf(store.Array)));
            }
        }

        regions[region] = Plan(region, isInLoop);
    }

    private RegionPlan Plan(Region region, bool isInLoop)
    {
        var storedAfter = new StoredElements(roots, indices);
        var handedOver = new Stack<IReadOnlyList<Value>>();
        var plan = new RegionPlan();
        var candidates = new List<Store>();
        foreach (Instruction instruction in region.Instructions.Items.Reverse())
        {
            bool isRecomputed = IsRecomputable(instruction, storedAfter, isInLoop);
            if (isRecomputed)
            {
                plan.Recomputed.Add(instruction);
            }
            else
            {
                handedOver.Push(HandedOverFor(instruction));
            }

            if (instruction is Store store && !storedAfter.Contains(store.Array, store.Index))
            {
                candidates.Add(store);
            }

            storedAfter.Add(instruction);
        }

        plan.HandedOver.AddRange(handedOver.SelectMany(values => values));
        FindReadable(region, plan, candidates);
        return plan;
    }

    /// <summary>Stored values that are worth reading back: those that are recorded otherwise, or take a function to compute.</summary>
    private void FindReadable(Region region, RegionPlan plan, List<Store> stores)
    {
        var definitions = new Dictionary<Value, Instruction>();
        var costly = new HashSet<Value>(plan.HandedOver);
        foreach (Instruction instruction in region.Instructions)
        {
            bool isCostly = instruction is Loop or Compute { Operation: FunctionOperation or UserFunctionOperation or CallOperation or ArrayFunctionOperation }
                || instruction.Operands().Concat(instruction.Inner().SelectMany(i => i.FreeValues())).Any(costly.Contains);
            foreach (Value result in instruction.Results())
            {
                definitions[result] = instruction;
                if (isCostly)
                {
                    costly.Add(result);
                }
            }
        }

        foreach (Store store in stores)
        {
            if (function.TypeOf(store.Stored).IsFloating() && definitions.ContainsKey(store.Stored) && costly.Contains(store.Stored)
                && !DependsOn(store.Index, store.Stored) && !DependsOn(store.Array, store.Stored))
            {
                plan.Readable[store.Stored] = store;
            }
        }

        bool DependsOn(Value value, Value other) => value == other
            || (definitions.TryGetValue(value, out Instruction? instruction)
                && instruction.Operands().Concat(instruction.Inner().SelectMany(i => i.FreeValues())).Any(v => DependsOn(v, other)));
    }

    private static bool IsRecomputable(Instruction instruction, StoredElements storedAfter, bool isInLoop) => instruction switch
    {
        Compute { Operation: AllocateOperation or CallOperation or ArrayFunctionOperation } => false,
        Compute { Operation: ExpansionOperation } => true,
        Compute { Operation: ElementOperation } element => !storedAfter.Contains(element.Operands[0], element.Operands[1]),
        Compute compute => isInLoop || IsCheap(compute.Operation) || compute.Operation is EmptyArrayOperation,
        Branch branch => isInLoop && new[] { branch.Then, branch.Else }.SelectMany(s => s.Instructions)
            .All(i => i is Compute or Branch && IsRecomputable(i, storedAfter, isInLoop)),
        _ => false,
    };

    private IReadOnlyList<Value> HandedOverFor(Instruction instruction) => instruction switch
    {
        Branch branch => [.. regions[branch.Then].HandedOver, .. regions[branch.Else].HandedOver, .. branch.Results],
        Loop { Header: WhileHeader } loop => [.. loop.Results, .. ties[loop].Values, counts[loop]],
        Loop loop => [.. loop.Results, .. ties[loop].Values],
        Store store => [overwritten[store]],
        _ => [.. instruction.Results()],
    };

    private Value NewValue(ScalarType type)
    {
        var value = new Value(function.Values.Count + newTypes.Count);
        newTypes.Add(value, type);
        return value;
    }

    private sealed class RegionPlan
    {
        public List<Value> HandedOver { get; } = [];

        public HashSet<object> Recomputed { get; } = new(ByReference.Comparer);

        public Dictionary<Value, Store> Readable { get; } = [];
    }
}
