using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using SymGrad.Generator.Differentiation;
using SymGrad.Generator.Frontend;
using SymGrad.Generator.IR;

namespace SymGrad.Generator.Emission;

/// <content>The part for losses that compute something from θ alone: once before a pass, with what items contribute to it pulled back once after the pass.</content>
internal sealed partial class ObjectiveEmitter
{
    /// <summary>What the method for an item takes: the numbers and arrays of the loss, as far as it still needs them, and results of the data part and the prologue.</summary>
    private IReadOnlyList<ParameterDeclaration> PassLeaves { get; }

    /// <summary>Those of them that a pass finds derivatives with respect to.</summary>
    private IReadOnlyList<ParameterDeclaration> PassTheta { get; }

    private IReadOnlyList<ParameterDeclaration> PassNumbers { get; }

    private IReadOnlyList<ParameterDeclaration> PassArrays { get; }

    private static readonly PrologueMembers prologueMembers = new(
        "PrologueCount", "PrologueNames", "RunPrologue", "PullBackPrologue", "Prologue", "PrologueAdjoint", "What all items of a pass share, from θ alone");

    private static ParameterDeclaration ResultDeclaration(Parameter result)
        => new(result.Name, result.Type.Keyword(), "", result.IsTheta, result.Array, result.Type.Keyword());

    private KernelNames NewNames() => new(model, [.. results, .. dataResults]);

    /// <param name="names">The names in the kernel.</param>
    /// <param name="vector">The flat vector.</param>
    /// <param name="parameters">What the method takes that the kernel calls for an item, where there is no prologue.</param>
    private void EmitPassTheta(KernelNames names, string vector, IEnumerable<ParameterDeclaration> parameters)
    {
        if (loss.Item is null)
        {
            EmitTheta(names, vector, parameters);
        }
        else
        {
            EmitThetaLeaves(PassTheta, names, vector);
        }
    }

    private string ItemArguments(KernelNames names, string start, string item) => Arguments(PassLeaves, names, start, item);

    /// <summary>Where a result of the prologue lies behind θ, as an expression, after so many numbers that stand before θ.</summary>
    private string PlaceOfResult(KernelNames names, ParameterDeclaration result, int before)
        => string.Join(" + ", OffsetOf(names, result, before).Prepend(OfInstance("ParameterCount")));

    /// <summary>Where a result lies among all, after some others, as summands.</summary>
    private IEnumerable<string> OffsetOf(KernelNames names, ParameterDeclaration result, int before)
    {
        List<ParameterDeclaration> earlier = [.. results.TakeWhile(r => r != result)];
        int numbers = before + earlier.Count(r => !r.IsArray);
        return [.. new[] { Number(numbers) }.Where(_ => numbers > 0), .. earlier.Where(r => r.IsArray).Select(names.Length)];
    }

    /// <param name="prologue">What is computed from θ alone.</param>
    /// <param name="members">What the members are called that do so.</param>
    private void EmitPrologue(LossPrologue prologue, PrologueMembers members)
    {
        EmitResultLengths(prologue);
        KernelNames names = NewNames();
        IEnumerable<string> counts = [.. new[] { Number(results.Count(r => !r.IsArray)) }.Where(n => n != "0"), .. results.Where(r => r.IsArray).Select(names.Length)];
        writer.Line("/// <inheritdoc/>");
        writer.Line($"protected override int {members.Count} => {string.Join(" + ", counts)};");
        writer.Line();
        writer.Line("/// <inheritdoc/>");
        writer.Line($"protected override string {members.Names} => {Quote(string.Join(", ", results.Select(r => r.Name)))};");
        if (prologue.IsLinear)
        {
            writer.Line();
            writer.Line("/// <inheritdoc/>");
            writer.Line("protected override bool IsLinearAfterPrologue => true;");
        }

        writer.Line();
        EmitPrologueRun(prologue, members);
        writer.Line();
        string arrays = results.Any(r => r.IsArray) ? " Arrays are filled." : "";
        EmitFunction($"{members.Summary}: {string.Join(", ", results.Select(r => $"<c>{r.Name}</c>"))}.{arrays}", members.Values, prologue.Values, pullbacks);
        writer.Line();
        EmitPrologueReversal(prologue, members);
        writer.Line();
        string destinations = prologue.Pullback.Parameters.Any(p => p.Role == ParameterRole.Destination) ? " Those of arrays are added to what the spans hold." : "";
        EmitFunction($"From the adjoints of what <see cref=\"{members.Values}\"/> computes, those of θ.{destinations}", members.Pullback, prologue.Pullback, pullbacks);
    }

    /// <summary>What is left of the loss for each item.</summary>
    private void EmitItem(ItemLoss item)
    {
        string sources = string.Join(" and ", new[] { loss.DataPart is null ? "" : "DataPart", loss.Prologue is null ? "" : "Prologue" }
            .Where(s => s.Length > 0).Select(s => $"<see cref=\"{s}\"/>"));
        string computed = $"what {sources} {(loss.DataPart is not null && loss.Prologue is not null ? "have" : "has")} computed";
        EmitFunction($"The loss of an item, from {computed}.", "ItemValue", item.Value, pullbacks);
        writer.Line();
        string variables = loss.Prologue is null ? "θ" : "θ and to what <see cref=\"Prologue\"/> has computed, as if these were independent";
        string added = PassArrays.Count > 0 ? " Those of arrays are added to what the spans hold." : "";
        EmitFunction($"The loss of an item, and its derivatives with respect to {variables}.{added}", "ItemValueAndGradient", item.ValueAndGradient, pullbacks);
    }

    /// <summary>A property for each array whose number of elements takes an expression.</summary>
    private void EmitResultLengths(LossPrologue prologue)
    {
        KernelNames names = NewNames();
        foreach ((ParameterDeclaration array, Function length) in results.Where(r => r.IsArray).Zip(prologue.Lengths, (r, l) => (r, l)))
        {
            // Its parameters stand for the lengths of arrays, which are fields of the objective.
            Function ofFields = length with
            {
                Parameters = length.Parameters.Select(p => p with { Name = signature.ArrayTheta.FirstOrDefault(t => t.Name == p.Name) is { IsArray: true } theta ? names.Length(theta) : p.Name }).ToEquatableArray(),
            };
            if (ofFields.Body.Yields[0].Index < ofFields.Parameters.Count)
            {
                writer.Line($"private int {names.Length(array)} => {ofFields.Parameters[0].Name};");
                writer.Line();
                continue;
            }

            writer.Open($"private int {names.Length(array)}");
            writer.Open("get");
            BodyEmitter.Emit(ofFields, writer, types, model.ChecksOverflow, PullbackMethods.None, numbers => numbers[0]);
            writer.Close();
            writer.Close();
            writer.Line();
        }
    }

    private void EmitPrologueRun(LossPrologue prologue, PrologueMembers members)
    {
        KernelNames names = NewNames();
        string theta = names.Allocate("parameters");
        string shared = names.Allocate("results");
        writer.Line("/// <inheritdoc/>");
        writer.Open($"protected override void {members.Run}({types["ReadOnlySpan"]}<{signature.Precision}> {theta}, {types["Span"]}<{signature.Precision}> {shared})");
        ImmutableArray<ParameterDeclaration> read = SharedBy(prologue.Values);
        EmitThetaLeaves(read.Where(l => l.IsTheta), names, theta);
        string[] places = [.. results.Where(r => !r.IsArray).Select(r => $"{shared}[{Offset(names, r)}]")];
        IEnumerable<string> filled = results.Where(r => r.IsArray).Select(r => $"{shared}.Slice({Offset(names, r)}, {names.Length(r)})");
        string call = $"{Own(members.Values)}({string.Join(", ", read.Select(t => NameAllocator.Escape(t.Name)).Concat(filled))});";
        writer.Line(Assignment(places) + call);
        writer.Close();
    }

    private void EmitPrologueReversal(LossPrologue prologue, PrologueMembers members)
    {
        KernelNames names = NewNames();
        string theta = names.Allocate("parameters");
        string sums = names.Allocate("sums");
        writer.Line("/// <inheritdoc/>");
        writer.Open($"protected override void {members.PullBack}({types["ReadOnlySpan"]}<{signature.Precision}> {theta}, {types["Span"]}<double> {sums})");
        ImmutableArray<ParameterDeclaration> read = SharedBy(prologue.Pullback);
        EmitThetaLeaves(read.Where(l => l.IsTheta), names, theta);
        ImmutableArray<ParameterDeclaration> arrays = [.. read.Where(t => t is { IsArray: true, IsTheta: true })];
        List<string> destinations = EmitDestinations(arrays, names, sums);
        List<(string Part, ParameterDeclaration Theta)> numbers = [.. read.Where(t => t is { IsArray: false, IsTheta: true }).Select(t => (names.Allocate(t.Name + "Adjoint"), t))];
        IEnumerable<string> adjoints = results.Select(r => !r.IsArray ? $"{(r.Type == "double" ? "" : $"({r.Type})")}{sums}[{Place(names, r, "1")}]"
            : r.ElementType == "double" ? $"{sums}.Slice({Place(names, r, "1")}, {names.Length(r)})"
            : $"{types["SinglePrecision"]}.Round({sums}.Slice({Place(names, r, "1")}, {names.Length(r)}))");
        string arguments = string.Join(", ", read.Select(t => NameAllocator.Escape(t.Name)).Concat(adjoints).Concat(destinations));
        writer.Line(Assignment([.. numbers.Select(n => $"{n.Theta.Type} {n.Part}")]) + $"{Own(members.Pullback)}({arguments});");
        foreach ((string part, ParameterDeclaration t) in numbers)
        {
            writer.Line($"{sums}[{Place(names, t, "1")}] += {part};");
        }

        EmitBufferSums(arrays, names, destinations, sums);
        writer.Close();
    }

    /// <summary>The parameters in θ that a function takes, and lengths of them.</summary>
    private ImmutableArray<ParameterDeclaration> SharedBy(Function function)
        => [.. model.Leaves.Where(l => function.Parameters.Any(p => p.IsShared && p.Name == l.Name))];

    private string Offset(KernelNames names, ParameterDeclaration result)
        => OffsetOf(names, result, 0).ToList() is { Count: > 0 } summands ? string.Join(" + ", summands) : "0";

    private static string Assignment(string[] targets) => targets.Length switch
    {
        0 => "",
        1 => $"{targets[0]} = ",
        _ => $"({string.Join(", ", targets)}) = ",
    };

    /// <summary>A private method that does what a function says: numbers are returned.</summary>
    private void EmitFunction(string summary, string name, Function function, PullbackMethods derivatives)
    {
        writer.Line($"/// <summary>{summary}</summary>");
        if (!function.UsesMemory() && function.Body.Flatten().Count() <= LossEmitter.InlinedOperations)
        {
            writer.Line($"[{types["MethodImpl"]}({types["MethodImplOptions"]}.AggressiveInlining)]");
        }

        string[] returned = [.. function.Body.Yields.Select(y => types.Of(function.TypeOf(y)))];
        List<string> parameters = [.. function.Parameters.Select(p => $"{types.Of(p)} {NameAllocator.Escape(p.Name)}")];
        if (derivatives.NeedsWorkspace(function))
        {
            parameters.Add($"{types["Workspace"]}? {Signature.WorkspaceName(function.Parameters.Select(p => p.Name))} = null");
        }

        writer.Open($"private static {(returned.Length == 0 ? "void" : Tuple(returned))} {name}({string.Join(", ", parameters)})");
        BodyEmitter.Emit(function, writer, types, model.ChecksOverflow, derivatives, numbers => Tuple(numbers));
        writer.Close();

        static string Tuple(IReadOnlyList<string> parts) => parts.Count switch
        {
            0 => "",
            1 => parts[0],
            _ => $"({string.Join(", ", parts)})",
        };
    }

    /// <summary>What the members of an objective are called that compute something from θ alone.</summary>
    private sealed record PrologueMembers(string Count, string Names, string Run, string PullBack, string Values, string Pullback, string Summary);
}
