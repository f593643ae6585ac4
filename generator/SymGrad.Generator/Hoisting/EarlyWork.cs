using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using SymGrad.Generator.Analysis;
using SymGrad.Generator.IR;

namespace SymGrad.Generator.Hoisting;

/// <summary>
/// Which steps of a loss can run before all others: those that read parameters of one colour alone, that leave memory alone which the others write to, and that
/// throw only where the loss would have thrown first. Such of θ run once before a pass, and such of the data once for the data set. A step is an instruction of
/// the loss's body with all that is inside it. What is inside a step that is not early stays there.
/// </summary>
internal sealed class EarlyWork
{
    private readonly Function function;
    private readonly Colour colour;
    private readonly ArrayRoots roots;
    private readonly ImmutableArray<Instruction> steps;
    private readonly ImmutableArray<IReadOnlyList<Value>> reads;
    private readonly bool[] mayThrow;
    private readonly bool[] isEarly;
    private readonly ValueMap<int> definedBy;
    private readonly Dictionary<Value, LocalMemory> memory = [];

    /// <param name="function">The loss.</param>
    /// <param name="colour">What early steps may depend on: θ alone or data alone.</param>
    public EarlyWork(Function function, Colour colour)
    {
        this.function = function;
        this.colour = colour;
        roots = new ArrayRoots(function);
        steps = function.Body.Instructions.Items;
        reads = [.. steps.Select(s => new Region(new([s]), []).FreeValues())];
        var throwing = new ThrowingWork(function);
        mayThrow = [.. steps.Select(throwing.MayThrow)];
        isEarly = [.. steps.Select(_ => true)];
        definedBy = new ValueMap<int>(function);
        for (int i = 0; i < steps.Length; i++)
        {
            foreach (Value result in steps[i].Results())
            {
                definedBy[result] = i;
            }
        }

        FindMemory();
        Settle();
    }

    public ImmutableArray<Instruction> Steps => steps;

    public bool IsEarly(int step) => isEarly[step];

    /// <summary>The values from before that a step reads, itself or inside.</summary>
    public IReadOnlyList<Value> ReadBy(int step) => reads[step];

    /// <summary>The step that computes a value; null for a parameter.</summary>
    public int? StepOf(Value value) => definedBy.TryGetValue(value, out int step) ? step : null;

    /// <summary>The memory that an array refers to, where the loss makes it; null for that of a parameter or a field.</summary>
    public Value? LocalRootOf(Value array) => function.IsArray(array) && memory.ContainsKey(roots.Of(array)) ? roots.Of(array) : null;

    /// <summary>The steps that write to memory which the loss makes.</summary>
    public IEnumerable<int> WritersOf(Value root) => memory[root].Writers;

    /// <summary>Whether a step may throw.</summary>
    public bool MayThrow(int step) => mayThrow[step];

    /// <summary>Whether a value is a parameter that early steps read, or the result of one.</summary>
    public bool IsKnownEarly(Value value)
        => StepOf(value) is { } step ? isEarly[step] : value.Index < function.Parameters.Count && IsKnownEarly(function.Parameters[value.Index]);

    /// <summary>Leaves a step, and all that needs it early, to the items.</summary>
    public void Exclude(int step)
    {
        isEarly[step] = false;
        Settle();
    }

    /// <summary>Whether a parameter has the colour. Arrays in values of the data that have several parts are left to the items, as they are not read as rows.</summary>
    private bool IsKnownEarly(Parameter parameter) => colour == Colour.ThetaOnly
        ? parameter.IsShared
        : parameter.Role == ParameterRole.Data && (parameter.Array == ArrayKind.None || parameter.Path is null);

    private void FindMemory()
    {
        for (int i = 0; i < steps.Length; i++)
        {
            foreach (Compute made in new Region(new([steps[i]]), []).Flatten().OfType<Compute>().Where(c => c.Operation is AllocateOperation or EmptyArrayOperation))
            {
                memory[made.Result] = new(i);
            }
        }

        for (int i = 0; i < steps.Length; i++)
        {
            foreach (Instruction instruction in new Region(new([steps[i]]), []).Flatten())
            {
                foreach (Value root in roots.WrittenBy(instruction).Where(memory.ContainsKey))
                {
                    memory[root].Writers.Add(i);
                }
            }

            foreach (Value root in reads[i].Where(function.IsArray).Select(roots.Of).Concat(steps[i].Results().Where(function.IsArray).Select(roots.Of)).Where(memory.ContainsKey))
            {
                memory[root].Users.Add(i);
            }
        }
    }

    /// <summary>Takes steps out until those that are left can all run before the others.</summary>
    private void Settle()
    {
        bool hasChanged;
        do
        {
            hasChanged = false;
            foreach (LocalMemory local in memory.Values.Where(m => !CanBeEarly(m)))
            {
                foreach (int step in local.Users.Append(local.Maker).Where(IsEarly))
                {
                    isEarly[step] = false;
                    hasChanged = true;
                }
            }

            bool isInOrder = true;
            for (int i = 0; i < steps.Length; i++)
            {
                if (isEarly[i] && ((mayThrow[i] && !isInOrder) || !reads[i].All(IsKnownEarly)))
                {
                    isEarly[i] = false;
                    hasChanged = true;
                }

                isInOrder &= isEarly[i] || !mayThrow[i];
            }
        }
        while (hasChanged);
    }

    /// <summary>Whether only early steps write to memory, and what items read of it is there after the last of them.</summary>
    private bool CanBeEarly(LocalMemory local)
    {
        int[] late = [.. local.Users.Where(u => !isEarly[u])];
        return isEarly[local.Maker] && local.Writers.All(IsEarly)
            && (late.Length == 0 || local.Writers.Count == 0 || late.Min() > local.Writers.Max());
    }

    private sealed class LocalMemory(int maker)
    {
        public int Maker => maker;

        public SortedSet<int> Writers { get; } = [];

        public SortedSet<int> Users { get; } = [];
    }
}
