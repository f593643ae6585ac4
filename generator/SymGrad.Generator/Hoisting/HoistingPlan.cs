using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using SymGrad.Generator.Analysis;
using SymGrad.Generator.IR;

namespace SymGrad.Generator.Hoisting;

/// <summary>
/// Where the early work of a loss ends and that of its items begins: the numbers and arrays that items read and that are worth being computed once. What is
/// light, as a product of two of them, items compute again. Of the data, only numbers are handed over: arrays would take as much memory as the data.
/// </summary>
internal sealed class HoistingPlan
{
    private readonly Function function;
    private readonly Colour colour;
    private readonly EarlyWork work;
    private readonly WorkCost cost;
    private readonly ValueMap<Compute> definitions;
    private readonly bool isSingle;
    private readonly SortedSet<int> repeated = [];
    private readonly List<Value> numbers = [];
    private readonly List<Value> arrays = [];
    private readonly Dictionary<Value, bool> isLight = [];
    private HashSet<Value> readByItems = [];

    private HoistingPlan(Function function, Colour colour, WorkCost cost)
    {
        this.function = function;
        this.colour = colour;
        work = new EarlyWork(function, colour);
        this.cost = cost;
        definitions = function.Computes();
        isSingle = colour == Colour.ThetaOnly && function.TypeOf(function.Body.Yields[0]) == ScalarType.Single
            && function.Parameters.All(p => !p.IsTheta || p.Type == ScalarType.Single);
    }

    /// <summary>The numbers that are computed early, in order.</summary>
    public IReadOnlyList<Value> Numbers => numbers;

    /// <summary>The arrays that are filled early: what makes them, in order.</summary>
    public IReadOnlyList<Value> Arrays => arrays;

    /// <summary>Whether anything is worth being computed early.</summary>
    public bool IsWorthwhile => numbers.Count + arrays.Count > 0;

    /// <summary>The type of what can be handed to items without losing digits, which is that of the vector θ.</summary>
    public ScalarType Precision => isSingle ? ScalarType.Single : ScalarType.Double;

    /// <param name="function">The loss.</param>
    /// <param name="isInLanes">Whether its items are summed eight at once.</param>
    public static HoistingPlan OfData(Function function, bool isInLanes) => Of(function, Colour.DataOnly, new DataWorkCost(function, isInLanes));

    /// <param name="function">The loss.</param>
    public static HoistingPlan OfTheta(Function function) => Of(function, Colour.ThetaOnly, new WorkCost(function));

    private static HoistingPlan Of(Function function, Colour colour, WorkCost cost)
    {
        var plan = new HoistingPlan(function, colour, cost);
        while (plan.FindConflict() is { } conflict)
        {
            plan.work.Exclude(conflict);
        }

        return plan;
    }

    /// <summary>What early work may depend on.</summary>
    public Colour Colour => colour;

    /// <summary>What is heavy in the function.</summary>
    public WorkCost Cost => cost;

    /// <summary>Whether a step can run before the others.</summary>
    public bool IsEarly(int step) => work.IsEarly(step);

    /// <summary>
    /// The steps that compute what is handed over. Of θ, all that are early. Of the data, those that are needed, since what they read has to be compared at each
    /// pass; and what throws before one of them that may.
    /// </summary>
    public SortedSet<int> EarlySteps()
    {
        IEnumerable<int> early = Enumerable.Range(0, work.Steps.Length).Where(IsEarly);
        if (colour == Colour.ThetaOnly)
        {
            return [.. early];
        }

        SortedSet<int> needed = StepsFor(numbers);
        int lastThrowing = needed.Where(work.MayThrow).DefaultIfEmpty(-1).Max();
        return [.. needed, .. early.Where(s => s < lastThrowing && work.MayThrow(s)).SelectMany(s => StepsFor(work.ReadBy(s)).Append(s))];
    }

    /// <summary>Whether a value is there before the first item.</summary>
    public bool IsKnownEarly(Value value) => work.IsKnownEarly(value);

    /// <summary>The early steps that values need, those that fill arrays among them included.</summary>
    public SortedSet<int> StepsFor(IEnumerable<Value> values)
    {
        var steps = new SortedSet<int>();
        var pending = new Stack<Value>(values);
        while (pending.Count > 0)
        {
            Value value = pending.Pop();
            IEnumerable<int> needed = work.StepOf(value) is { } step ? [step] : [];
            foreach (int other in work.LocalRootOf(value) is { } root ? needed.Concat(work.WritersOf(root)) : needed)
            {
                if (steps.Add(other))
                {
                    foreach (Value operand in work.ReadBy(other))
                    {
                        pending.Push(operand);
                    }
                }
            }
        }

        return steps;
    }

    /// <summary>Whether a step runs for each item, because it has to or because it is light.</summary>
    public bool IsOfItems(int step) => !work.IsEarly(step) || repeated.Contains(step);

    /// <summary>Whether an array is, or is a part of, one that is filled early.</summary>
    public bool IsFilledEarly(Value array) => work.LocalRootOf(array) is { } root && arrays.Contains(root);

    /// <summary>Plans with the early work that there is; returns a step that can't be early after all, as items need more of it than numbers and arrays.</summary>
    private int? FindConflict()
    {
        repeated.Clear();
        numbers.Clear();
        arrays.Clear();
        isLight.Clear();
        ImmutableArray<int> late = [.. Enumerable.Range(0, work.Steps.Length).Where(i => !work.IsEarly(i))];
        readByItems = [.. late.SelectMany(work.ReadBy).Concat(function.Body.Yields).Where(v => work.StepOf(v) is { } step && work.IsEarly(step))];
        var seen = new HashSet<Value>();
        var pending = new Queue<Value>(readByItems.OrderBy(v => v.Index));
        while (pending.Count > 0)
        {
            Value value = pending.Dequeue();
            if (!seen.Add(value))
            {
                continue;
            }

            int step = work.StepOf(value)!.Value;
            if (function.IsArray(value) && work.LocalRootOf(value) is { } root && !arrays.Contains(root))
            {
                if (!CanHandOver(root))
                {
                    return work.StepOf(root) ?? step;
                }

                arrays.Add(root);
            }

            if (arrays.Contains(value))
            {
                continue;
            }

            if (IsLight(value) || (colour == Colour.DataOnly && !ReadsData(value)))
            {
                repeated.Add(step);
                foreach (Value operand in work.ReadBy(step).Where(o => work.StepOf(o) is not null))
                {
                    pending.Enqueue(operand);
                }
            }
            else if (CanHandOver(function.TypeOf(value)) && !function.IsArray(value) && Pays(value))
            {
                numbers.Add(value);
            }
            else
            {
                return step;
            }
        }

        numbers.Sort((left, right) => left.Index.CompareTo(right.Index));
        arrays.Sort((left, right) => left.Index.CompareTo(right.Index));
        return FindIdle();
    }

    /// <summary>A step that may throw and that would not run early, since nothing that is handed over comes behind it: it has to stay with the items.</summary>
    private int? FindIdle()
    {
        SortedSet<int> early = EarlySteps();
        return Enumerable.Range(0, work.Steps.Length).Where(s => work.IsEarly(s) && work.MayThrow(s) && !early.Contains(s)).Cast<int?>().FirstOrDefault();
    }

    /// <summary>Whether items can compute a value again, from what they read anyway, in next to no time.</summary>
    private bool IsLight(Value value)
    {
        if (!isLight.TryGetValue(value, out bool light))
        {
            int step = work.StepOf(value)!.Value;
            Instruction instruction = work.Steps[step];
            light = !cost.IsHeavy(instruction) && !ReadsLocalMemory(instruction)
                && work.ReadBy(step).All(o => work.StepOf(o) is null || readByItems.Contains(o) || function.IsArray(o) || IsLight(o));
            isLight[value] = light;
        }

        return light;
    }

    /// <summary>Whether an element is read of an array that the loss makes, which may hold something else later on.</summary>
    private bool ReadsLocalMemory(Instruction instruction) => new Region(new([instruction]), []).Flatten()
        .Any(i => i is Compute { Operation: ElementOperation } element && work.LocalRootOf(element.Operands[0]) is not null);

    private bool CanHandOver(ScalarType type)
        => colour == Colour.DataOnly ? type == ScalarType.Double : type == ScalarType.Single || (type == ScalarType.Double && !isSingle);

    /// <summary>Whether a value depends on data, and not on constants alone.</summary>
    private bool ReadsData(Value value) => StepsFor([value]).SelectMany(work.ReadBy).Any(v => v.Index < function.Parameters.Count);

    private bool Pays(Value value) => cost.Pays([.. StepsFor([value]).Select(s => work.Steps[s])]);

    /// <summary>Whether an array can be filled before the pass for all items: its length is known, and it is worth it.</summary>
    private bool CanHandOver(Value root) => colour == Colour.ThetaOnly && work.StepOf(root) is not null
        && definitions.TryGetValue(root, out Compute? made) && made.Operation is AllocateOperation { Filling: null }
        && function.TypeOf(root) == Precision
        && IsLength(made.Operands[0])
        && work.WritersOf(root).Any(w => cost.IsHeavy(work.Steps[w]) && work.Steps[w] is not Store)
        && !work.Steps.Any(s => PassesOn(s, root));

    /// <summary>Whether an array comes out of a branch under another name, or goes into a call that may insist on its type.</summary>
    private bool PassesOn(Instruction step, Value root) => new Region(new([step]), []).Flatten().Any(i => i switch
    {
        Branch branch => branch.Results.Any(r => work.LocalRootOf(r) == root),
        Compute { Operation: CallOperation } call => call.Operands.Any(o => work.LocalRootOf(o) == root),
        _ => false,
    });

    /// <summary>Whether a number of elements follows from the lengths of arrays in θ by sums, differences, products and quotients.</summary>
    private bool IsLength(Value value)
        => value.Index < function.Parameters.Count ? function.Parameters[value.Index].Role == ParameterRole.Extent : IsComputedLength(value);

    private bool IsComputedLength(Value value) => definitions.TryGetValue(value, out Compute? compute) && compute.Operation switch
    {
        ConstantOperation => true,
        LengthOperation => compute.Operands[0].Index < function.Parameters.Count,
        BinaryOperation { Type: ScalarType.Int32, Operator: <= BinaryOperator.Divide } => compute.Operands.All(IsLength),
        _ => false,
    };
}
