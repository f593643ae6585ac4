using System;
using System.Collections.Generic;
using System.Linq;
using SymGrad.Generator.Differentiation;
using SymGrad.Generator.IR;

namespace SymGrad.Generator.Vectorization;

/// <summary>
/// Takes a function for eight items apart: arithmetic, and between it exponentials, logarithms and others that take long. Each stage is run for several groups of eight before the next
/// one, because a processor can compute a function of one group while it waits for that of another, but does not look so far ahead as from one function of a group to the next group.
/// </summary>
internal sealed class LaneStages
{
    /// <summary>More stages, and more that is kept between them, are not worth it.</summary>
    private const int MaximalCount = 12;

    private readonly Function function;
    private readonly List<Compute> computes;
    private readonly ValueMap<Compute> definitions;
    private readonly Dictionary<Value, List<Compute>> readers = [];
    private readonly Dictionary<Value, int> stages = [];
    private readonly Dictionary<Value, string> names = [];
    private int last;

    private LaneStages(Function function)
    {
        this.function = function;
        computes = [.. function.Body.Instructions.Cast<Compute>()];
        definitions = function.Computes();
        foreach (Compute compute in computes)
        {
            foreach (Value operand in compute.Operands.Distinct())
            {
                if (!readers.TryGetValue(operand, out List<Compute>? list))
                {
                    readers.Add(operand, list = []);
                }

                list.Add(compute);
            }
        }
    }

    /// <summary>A loss with the stages of its value and its gradient.</summary>
    public static LaneLoss AddTo(LaneLoss loss) => loss with { ValueStages = Of(loss.Value), GradientStages = Of(loss.ValueAndGradient) };

    /// <summary>The stages, in order; none where no function takes long, or where there is anything but arithmetic and functions of numbers.</summary>
    private static EquatableArray<LaneStage> Of(Function function)
    {
        if (function.Parameters.Any(p => p.Array != ArrayKind.None) || !function.Body.Instructions.All(i => i is Compute { MayThrow: false, Operation: not CallOperation })
            || !function.Body.Instructions.OfType<Compute>().Any(IsLong))
        {
            return [];
        }

        var stages = new LaneStages(function);
        stages.Number();
        List<LaneStage> built = [.. stages.Build()];
        return built.Count <= MaximalCount && built.All(s => s.Function.Parameters.All(p => !p.Type.IsMask() || function.Parameters.Contains(p))) ? built.ToEquatableArray() : [];
    }

    /// <summary>Finds a stage for each value that differs from item to item: an even one for arithmetic, and an odd one for functions.</summary>
    private void Number()
    {
        foreach (Compute compute in computes.Where(IsStaged))
        {
            bool isLong = IsLong(compute);
            int first = compute.Operands.Where(stages.ContainsKey).Select(o => stages[o] + (IsLong(definitions[o]) ? 1 : 0)).DefaultIfEmpty(0).Max();
            stages[compute.Result] = first + (isLong ? 1 : 0);
        }

        last = stages.Values.Max() is var greatest && greatest % 2 == 0 ? greatest : greatest + 1;
        Postpone();
    }

    /// <summary>Arithmetic is done as late as its results are read, where that keeps no more.</summary>
    private void Postpone()
    {
        foreach (Compute compute in Enumerable.Reverse(computes).Where(c => IsStaged(c) && !IsLong(c)))
        {
            int latest = ReadersOf(compute.Result).Select(r => stages[r.Result] - (IsLong(r) ? 1 : 0)).DefaultIfEmpty(last).Min();
            int stage = stages[compute.Result];
            if (latest > stage && compute.Operands.Distinct().Count(o => stages.TryGetValue(o, out int made) && ReadersOf(o).All(r => r == compute || stages[r.Result] == made)) <= 1)
            {
                stages[compute.Result] = latest;
            }
        }
    }

    private IEnumerable<Compute> ReadersOf(Value value) => readers.TryGetValue(value, out List<Compute>? list) ? list.Where(r => stages.ContainsKey(r.Result)) : [];

    /// <summary>What all items share, each stage computes for itself.</summary>
    private bool IsStaged(Compute compute) => IsOfItems(compute.Result)
        && !(compute.Operation is ConvertOperation && !IsOfItems(compute.Operands[0]));

    private bool IsOfItems(Value value) => function.TypeOf(value) is var type && (type.IsLanes() || type.IsMask());

    private static bool IsLong(Compute compute) => compute.Operation is FunctionOperation call && LaneFunctions.TakesLong(call);

    private IEnumerable<LaneStage> Build()
    {
        for (int stage = 0; stage < last; stage++)
        {
            if (stage % 2 == 1)
            {
                foreach (Compute compute in ComputedIn(stage))
                {
                    LaneStage built = Build(stage, [compute], []);
                    yield return compute.Operands.All(stages.ContainsKey)
                        ? built with { Call = LaneFunctions.NameOf((FunctionOperation)compute.Operation), Arguments = compute.Operands.Select(NameOf).ToEquatableArray() }
                        : built;
                }
            }
            else if (ComputedIn(stage) is { Count: > 0 } arithmetic)
            {
                yield return Build(stage, arithmetic, []);
            }
        }

        yield return Build(last, ComputedIn(last), function.Body.Yields);
    }

    private List<Compute> ComputedIn(int stage) => [.. computes.Where(c => stages.TryGetValue(c.Result, out int own) && own == stage)];

    private LaneStage Build(int stage, List<Compute> own, EquatableArray<Value> results)
    {
        HashSet<Value> made = [.. own.Select(c => c.Result)];
        List<Value> kept = [.. own.Select(c => c.Result).Where(v => ReadersOf(v).Any(r => !made.Contains(r.Result)) || (stage < last && function.Body.Yields.Contains(v)))];
        HashSet<Value> needed = [];
        foreach (Value value in own.SelectMany(c => c.Operands).Concat(results))
        {
            Need(value, made, needed);
        }

        var builder = new FunctionBuilder(function.Name);
        var copier = new FunctionCopier(function, builder);
        foreach (Value parameter in Enumerable.Range(0, function.Parameters.Count).Select(i => new Value(i)).Where(needed.Contains))
        {
            copier[parameter] = builder.AddParameter(function.Parameters[parameter.Index]);
        }

        foreach (Value value in needed.Where(stages.ContainsKey).OrderBy(v => v.Index))
        {
            copier[value] = builder.AddParameter(new Parameter(NameOf(value), function.TypeOf(value), ParameterRole.Data));
        }

        copier.CopyInstructions(function.Body with
        {
            Instructions = computes.Where(c => made.Contains(c.Result) || (needed.Contains(c.Result) && !stages.ContainsKey(c.Result))).ToEquatableArray<Instruction>(),
        });
        Function built = builder.Build([.. kept.Select(v => copier[v]), .. results.Select(v => copier[v])]);
        return new LaneStage(own.Count == 1 ? WithoutNames(built) : built, kept.Select(NameOf).ToEquatableArray());
    }

    /// <summary>A stage that is one function returns what it computes, whatever the loss calls that: so the same function is the same method.</summary>
    private static Function WithoutNames(Function stage) => stage with
    {
        Values = stage.Values.Select((v, i) => i < stage.Parameters.Count ? v : v with { Name = null, IsDeclared = false }).ToEquatableArray(),
    };

    /// <summary>What a stage gets from outside, and what it computes itself although all stages share it.</summary>
    private void Need(Value value, HashSet<Value> made, HashSet<Value> needed)
    {
        if (!made.Contains(value) && needed.Add(value) && !stages.ContainsKey(value) && definitions.TryGetValue(value, out Compute? shared))
        {
            foreach (Value operand in shared.Operands)
            {
                Need(operand, made, needed);
            }
        }
    }

    private string NameOf(Value value)
    {
        if (!names.TryGetValue(value, out string? name))
        {
            string hint = HintOf(value);
            name = hint;
            for (int i = 2; names.ContainsValue(name) || function.Parameters.Any(p => p.Name == name); i++)
            {
                name = FormattableString.Invariant($"{hint}{i}");
            }

            names.Add(value, name);
        }

        return name;
    }

    /// <summary>The user's name, or one that says which function it is of what.</summary>
    private string HintOf(Value value)
    {
        if (function.Values[value.Index].Name is { } own)
        {
            return own;
        }

        Compute compute = definitions[value];
        string argument = compute.Operands[0].Index < function.Parameters.Count ? function.Parameters[compute.Operands[0].Index].Name
            : function.Values[compute.Operands[0].Index].Name ?? "";
        return compute.Operation switch
        {
            FunctionOperation call => char.ToLowerInvariant(NameIn(call)[0]) + NameIn(call).Substring(1) + Capitalized(argument),
            UnaryOperation { Operator: UnaryOperator.Negate } when argument.Length > 0 => "minus" + Capitalized(argument),
            _ => "term",
        };

        // The user's own functions have no row, and are called as they are written.
        static string NameIn(FunctionOperation call) => call.Rule.Length > 0 ? call.Rule.Substring(call.Rule.LastIndexOf('.') + 1)
            : call.Spelling.Substring(0, call.Spelling.IndexOf('(')).Split('.', ':', '@').Last();

        static string Capitalized(string name) => name.Length == 0 ? "" : char.ToUpperInvariant(name[0]) + name.Substring(1);
    }
}
