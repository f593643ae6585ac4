using System;
using System.Collections.Generic;
using System.Linq;
using SymGrad.Generator.Differentiation;
using SymGrad.Generator.IR;

namespace SymGrad.Generator.Emission;

/// <content>The loops that go over several groups of eight items stage by stage, where functions take long.</content>
internal sealed partial class ObjectiveEmitter
{
    /// <summary>The stages that are methods, those of value and of value and gradient: equal ones are one.</summary>
    private static List<Function> StageMethods(LaneLoss lanes)
        => [.. lanes.ValueStages.Items.Concat(lanes.GradientStages).Where(s => s.Call is null && !IsResult(s.Function)).Select(s => s.Function).Distinct()];

    /// <summary>Whether a stage has nothing to compute, because the one number that it yields is one that it takes.</summary>
    private static bool IsResult(Function stage) => stage.Body.Instructions.Count == 0 && stage.Body.Yields.Count == 1;

    private static string NameOfStage(int place) => FormattableString.Invariant($"Stage{place + 1}");

    /// <summary>Names for the memory of what stages keep, none of them that of a method.</summary>
    private Dictionary<string, string> NamesOfKept(KernelNames names, EquatableArray<LaneStage> stages)
    {
        foreach (string method in StageMethods(loss.Lanes!).Select((_, i) => NameOfStage(i)).Concat(InheritedMethods))
        {
            names.Reserve(method);
        }

        return stages.Items.SelectMany(s => s.Kept).ToDictionary(k => k, names.Allocate, StringComparer.Ordinal);
    }

    /// <summary>The memory for what stages keep.</summary>
    private List<LaneBuffer> GroupBuffers(EquatableArray<LaneStage> stages, Dictionary<string, string> kept) =>
    [
        .. stages.Items.SelectMany(s => s.Kept.Items.Zip(s.Function.Body.Yields, (k, y) => new LaneBuffer(kept[k], types.Of(s.Function.TypeOf(y)), $"{types["ItemGroups"]}.Count"))),
    ];

    /// <summary>
    /// The memory for the sums of the eight items where there are stages: those can't stay in registers across their calls, and each is in one line of the cache here, as it need not be on the stack.
    /// </summary>
    private List<LaneBuffer> SumsOfStages(EquatableArray<LaneStage> stages, KernelNames names, int count)
        => stages.Count == 0 ? [] : [new(names.Allocate("laneSums"), types["ItemLanes"], Number(count))];

    /// <summary>Declares the sums of the eight items, all zero, as memory is that has been taken.</summary>
    private void EmitTotals(List<LaneBuffer> memory, List<string> totals)
    {
        for (int i = 0; i < totals.Count; i++)
        {
            writer.Line(memory.Count > 0 ? $"ref {types["ItemLanes"]} {totals[i]} = ref {memory[0].Name}[{Number(i)}];" : $"{types["ItemLanes"]} {totals[i]} = 0.0;");
        }
    }

    /// <summary>The loop over as many groups as there are; what is left of a chunk is done group by group.</summary>
    private void EmitStages(EquatableArray<LaneStage> stages, KernelNames names, string count, string item, Dictionary<string, string> kept, Action<string> emitLast)
    {
        if (stages.Count == 0)
        {
            return;
        }

        string groups = types["ItemGroups"];
        string group = names.Allocate("group");
        List<Function> methods = StageMethods(loss.Lanes!);
        writer.Line("// Each function is computed for several groups of eight before the next one, because those of one group wait for one another.");
        writer.Open($"for (; {item} <= {count} - {groups}.ItemCount; {item} += {groups}.ItemCount)");
        for (int i = 0; i < stages.Count; i++)
        {
            LaneStage stage = stages[i];
            if (stage.Call is { } function)
            {
                writer.Line($"{groups}.{function}({string.Join(", ", stage.Arguments.Concat(stage.Kept).Select(k => kept[k]))});");
                continue;
            }

            writer.Open($"for (int {group} = 0; {group} < {groups}.Count; {group}++)");
            string call = IsResult(stage.Function) ? Argument(stage.Function, stage.Function.Parameters[stage.Function.Body.Yields[0].Index])
                : $"{Own(NameOfStage(methods.IndexOf(stage.Function)))}({string.Join(", ", stage.Function.Parameters.Select(p => Argument(stage.Function, p)))})";
            if (i == stages.Count - 1)
            {
                emitLast(call);
            }
            else
            {
                string results = string.Join(", ", stage.Kept.Select(k => $"{kept[k]}[{group}]"));
                writer.Line($"{(stage.Kept.Count == 1 ? results : $"({results})")} = {call};");
            }

            writer.Close();
            if (i < stages.Count - 1)
            {
                writer.Line();
            }
        }

        writer.Close();
        writer.Line();

        string Argument(Function stage, Parameter parameter) => kept.TryGetValue(parameter.Name, out string? memory)
            ? $"{memory}[{group}]"
            : LaneArgument(stage, PassLeaves.First(p => p.Name == parameter.Name), $"{item} + {group} * {types["ItemLanes"]}.Count");
    }

    private void EmitStageMethods(LaneLoss lanes)
    {
        List<Function> methods = StageMethods(lanes);
        for (int i = 0; i < methods.Count; i++)
        {
            bool isLast = methods[i] == lanes.ValueStages.Items.Select(s => s.Function).LastOrDefault() || methods[i] == lanes.GradientStages.Items.Select(s => s.Function).LastOrDefault();
            writer.Line();
            EmitLaneMethod(isLast ? "What is left to compute of eight items." : "A stage of eight items: up to the next function, or a function by itself.", NameOfStage(i), methods[i]);
        }
    }
}
