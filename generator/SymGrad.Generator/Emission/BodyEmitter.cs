using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using SymGrad.Generator.IR;

namespace SymGrad.Generator.Emission;

/// <summary>Writes the body of a function as C# statements.</summary>
internal sealed partial class BodyEmitter
{
    private readonly Function function;
    private readonly IndentedWriter writer;
    private readonly InliningPlan plan;
    private readonly LocalNames locals;
    private readonly ValuePrinter values;
    private readonly TypeNames types;
    private readonly UseMap useMap;
    private readonly BufferPlan buffers;
    private readonly PullbackMethods pullbacks;

    private readonly MethodFrame frame;

    private BodyEmitter(
        Function function, IndentedWriter writer, TypeNames types, bool checksOverflow, PullbackMethods pullbacks, MethodFrame frame)
    {
        this.pullbacks = pullbacks;
        this.frame = frame;
        this.function = function;
        this.writer = writer;
        this.types = types;
        useMap = new UseMap(function);
        plan = new InliningPlan(function, useMap);
        locals = new LocalNames(function, frame);
        values = new ValuePrinter(function, plan, locals, types, checksOverflow);
        buffers = new BufferPlan(function);
    }

    /// <param name="function">The function.</param>
    /// <param name="writer">Where to write.</param>
    /// <param name="types">How types are named.</param>
    /// <param name="checksOverflow">Whether the project checks integer overflow by default.</param>
    /// <param name="pullbacks">The derivatives that it may call.</param>
    /// <param name="formatResult">Makes the returned expression of the printed results; empty when nothing is returned.</param>
    /// <param name="frame">What the method has beside the parameters of the function.</param>
    public static void Emit(
        Function function,
        IndentedWriter writer,
        TypeNames types,
        bool checksOverflow,
        PullbackMethods pullbacks,
        Func<ImmutableArray<string>, string> formatResult,
        MethodFrame? frame = null)
    {
        var emitter = new BodyEmitter(function, writer, types, checksOverflow, pullbacks, frame ?? MethodFrame.Empty);
        emitter.EmitHoistedArrays();
        emitter.EmitReturning(function.Body, function.Body.Yields.Items, formatResult, isTail: true);
    }

    /// <summary>Writes a region that ends in the method's return. A branch at its end returns from each side.</summary>
    private void EmitReturning(
        Region region, ImmutableArray<Value> results, Func<ImmutableArray<string>, string> formatResult, bool isTail)
    {
        ImmutableArray<Instruction> instructions = region.Instructions.Items;
        bool isOpened = isScopeOpen;
        if (instructions.LastOrDefault() is Branch last && !plan.IsOperator(last) && last.Results.All(r => plan.Uses(r) == results.Count(v => v == r)))
        {
            OpenScopeFor(instructions.RemoveAt(instructions.Length - 1));
            EmitInstructions(instructions.RemoveAt(instructions.Length - 1));
            if (buffers.RecordingsOf(last).Count > 0)
            {
                OpenScopeFor([last]);
                EmitRecordings(last);
            }

            writer.Open($"if ({Print(last.Condition).Text})");
            EmitReturning(last.Then, ResultsOf(last.Then), formatResult, isTail: false);
            writer.Close();
            writer.Line();
            EmitReturning(last.Else, ResultsOf(last.Else), formatResult, isTail);
            isScopeOpen = isOpened;

            ImmutableArray<Value> ResultsOf(Region side)
                => [.. results.Select(v => last.Results.Items.IndexOf(v) is var i and >= 0 ? side.Yields[i] : v)];
        }
        else
        {
            OpenScopeFor(instructions);
            EmitInstructions(instructions);
            isScopeOpen = isOpened;
            string result = formatResult([.. results.Select(v => Print(v).Text)]);
            if (result.Length > 0)
            {
                writer.Line($"return {result};");
            }
            else if (!isTail)
            {
                writer.Line("return;");
            }
        }
    }

    private void EmitInstructions(IEnumerable<Instruction> instructions)
    {
        foreach (Instruction instruction in instructions)
        {
            EmitRecordings(instruction);
            switch (instruction)
            {
                case Compute { Operation: AllocateOperation } allocation:
                    EmitAllocation(allocation);
                    break;
                case Compute compute:
                    EmitCompute(compute);
                    break;
                case Branch branch:
                    EmitBranch(branch);
                    break;
                case Loop loop:
                    EmitLoop(loop);
                    break;
                case Store store:
                    EmitStore(store);
                    break;
                case PullbackCall call:
                    EmitPullbackCall(call);
                    break;
                case ArrayCall call:
                    writer.Line($"{values.PrintCall(call.Spelling, [call.Destination, .. call.Arguments])};");
                    break;
                case Record record:
                    EmitRecord(record);
                    break;
                case Replay replay:
                    EmitReplay(replay);
                    break;
                case Guard guard:
                    writer.Open($"if ({Print(guard.Condition).Text})");
                    EmitInstructions(guard.Failure.Instructions);
                    writer.Line($"throw new {types.Shorten(guard.Exception.Type)}({values.PrintArguments(guard.Exception.Arguments)});");
                    writer.Close();
                    writer.Line();
                    break;
                case Check check:
                    int end = check.Method.LastIndexOf('.');
                    writer.Line($"{types.Shorten(check.Method.Substring(0, end))}{check.Method.Substring(end)}({values.PrintArguments(check.Arguments)});");
                    break;
                default:
                    throw new InvalidOperationException($"The emitter has no case for {instruction.GetType().Name}.");
            }
        }
    }

    private void EmitCompute(Compute compute)
    {
        if (compute.Operation is ElementOperation or SliceOperation && plan.Uses(compute.Result) == 0)
        {
            // It is read because the loss reads it, which may throw.
            writer.Line($"_ = {values.PrintInitializer(compute)};");
        }
        else if (!plan.IsInlined(compute.Result))
        {
            bool isConstant = compute.Operation is ConstantOperation { Type: not ScalarType.Extended } && function.Values[compute.Result.Index].IsDeclared;
            string constant = isConstant && !locals.Contains(compute.Result) ? "const " : "";
            bool isNew = !locals.Contains(compute.Result);
            string target = Declare(compute.Result, locals.Describe(compute));
            writer.Line($"{constant}{(isNew ? null : values.PrintUpdate(target, compute)) ?? $"{target} = {values.PrintInitializer(compute)}"};");
        }
    }

    private void EmitPullbackCall(PullbackCall call)
    {
        string arguments = string.Join(", ", call.Operands().Select(v => Print(v).Text));
        arguments += pullbacks.NeedsWorkspace(call.Callee) ? ", " + Workspace : "";
        string[] results = [.. call.Results.Select(r => plan.Uses(r) == 0 ? "_" : Declare(r, "adjoint"))];
        string target = results.Length switch
        {
            0 => "",
            1 => $"{results[0]} = ",
            _ => $"({string.Join(", ", results)}) = ",
        };
        writer.Line($"{target}{call.Callee}({arguments});");
    }

    private void EmitBranch(Branch branch)
    {
        if (plan.IsOperator(branch))
        {
            Value result = branch.Results[0];
            if (!plan.IsInlined(result))
            {
                writer.Line($"{Declare(result, Describe(branch, 0))} = {values.PrintOperator(branch).Text};");
            }

            return;
        }

        bool isElseInitial = branch.Results.Count > 0 && branch.Else.Instructions.Count == 0 && branch.Else.Yields.All(values.IsConstant)
            && !branch.Results.Any(locals.Contains);
        for (int i = 0; i < branch.Results.Count; i++)
        {
            string initial = isElseInitial ? " = " + Print(branch.Else.Yields[i]).Text : "";
            if (!locals.Contains(branch.Results[i]) || initial.Length > 0)
            {
                // A span that is assigned later may refer to the stack only if it says that it does not leave its block.
                string scope = initial.Length == 0 && buffers.MayBeOnStack(branch.Results[i]) ? "scoped " : "";
                writer.Line($"{scope}{Declare(branch.Results[i], Describe(branch, i))}{initial};");
            }

            if (buffers.IsReplayed(branch.Results[i]) && !places.ContainsKey(branch.Results[i]))
            {
                DeclarePlace(branch.Results[i], "0");
            }
        }

        EmitSides(branch, "", !isElseInitial);
        writer.Line();
    }

    private void EmitSides(Branch branch, string prefix, bool hasElse)
    {
        // A side that leaves everything as it is need not be written.
        bool isElseEmpty = !hasElse || IsUnchanged(branch.Else, branch.Results);
        if (!isElseEmpty && IsUnchanged(branch.Then, branch.Results))
        {
            writer.Open($"{prefix}if ({values.PrintNot(branch.Condition)})");
            EmitAssigning(branch.Else, branch.Results);
            writer.Close();
            return;
        }

        writer.Open($"{prefix}if ({Print(branch.Condition).Text})");
        EmitAssigning(branch.Then, branch.Results);
        writer.Close();
        if (isElseEmpty)
        {
            return;
        }

        if (OnlyStatement(branch.Else) is { } inner && inner.Results.Count == branch.Results.Count
            && branch.Else.Yields.SequenceEqual(inner.Results))
        {
            for (int i = 0; i < inner.Results.Count; i++)
            {
                locals.Share(inner.Results[i], branch.Results[i]);
                SharePlace(inner.Results[i], branch.Results[i]);
            }

            EmitSides(inner, "else ", hasElse: true);
            return;
        }

        writer.Open("else");
        EmitAssigning(branch.Else, branch.Results);
        writer.Close();
    }

    /// <summary>Whether a side does nothing but to leave the variables of the results as they are.</summary>
    private bool IsUnchanged(Region side, EquatableArray<Value> results)
        => side.Instructions.All(i => i is Compute c && plan.IsInlined(c.Result))
            && side.Yields.Items.Zip(results, (y, r) => locals.Contains(y) && locals[y] == locals[r]).All(same => same);

    /// <summary>The branch that is the only statement of a region, if that is what the region is.</summary>
    private Branch? OnlyStatement(Region region)
    {
        List<Instruction> statements = [.. region.Instructions.Where(i => i is not (Compute or Branch) || i.Results().All(r => !plan.IsInlined(r)))];
        return statements.Count == 1 && statements[0] is Branch branch && !plan.IsOperator(branch) ? branch : null;
    }

    /// <summary>Writes one side of a branch. What a side computes for a result only is computed into the result's variable right away.</summary>
    private void EmitAssigning(Region side, EquatableArray<Value> results)
    {
        HashSet<Value> local = [.. side.Instructions.SelectMany(i => i.Results()).Where(v => !plan.IsInlined(v))];
        HashSet<Value> assigned = [];
        for (int i = 0; i < results.Count; i++)
        {
            Value value = side.Yields[i];
            if (local.Remove(value) && !values.IsConstant(value) && !function.IsArray(value)
                && (plan.Uses(value) == 1 || function.Values[results[i].Index].Name is null))
            {
                locals.Share(value, results[i]);
                assigned.Add(value);
            }
        }

        EmitInstructions(side.Instructions);
        List<(string Target, Value Value)> assignments = [];
        for (int i = 0; i < results.Count; i++)
        {
            if (!assigned.Remove(side.Yields[i]))
            {
                assignments.Add((locals[results[i]], side.Yields[i]));
            }
        }

        EmitTogether(assignments);
        foreach ((Value yielded, Value result) in side.Yields.Items.Zip(results.Items, (y, r) => (y, r)))
        {
            EmitPlace(yielded, result);
        }
    }

    /// <summary>Assigns several variables as if at once, none of them before the last of the others that reads it.</summary>
    private void EmitTogether(List<(string Target, Value Value)> assignments)
    {
        assignments.RemoveAll(a => locals.Contains(a.Value) && locals[a.Value] == a.Target);
        while (assignments.Count > 0)
        {
            int next = assignments.FindIndex(a => !assignments.Any(b => b != a && values.LocalsIn(b.Value).Contains(a.Target)));
            if (next < 0)
            {
                // They exchange their values: one of them waits in a variable of its own.
                (string target, Value value) = assignments[0];
                string waiting = locals.Allocate("next" + char.ToUpperInvariant(target.TrimStart('@')[0]) + target.TrimStart('@').Substring(1));
                writer.Line($"{TypeOf(value)} {waiting} = {Print(value).Text};");
                assignments.RemoveAt(0);
                EmitTogether(assignments);
                writer.Line($"{target} = {waiting};");
                return;
            }

            (string variable, Value assigned) = assignments[next];
            string? update = values.ComputeOf(assigned) is { } compute && plan.IsInlined(assigned) ? values.PrintUpdate(variable, compute) : null;
            writer.Line($"{update ?? $"{variable} = {Print(assigned).Text}"};");
            assignments.RemoveAt(next);
        }
    }

    /// <summary>The start of a local's declaration, or of the assignment where it shares a variable that exists.</summary>
    private string Declare(Value value, string meaning)
        => locals.Contains(value) ? locals[value] : $"{TypeOf(value)} {locals.Declare(value, meaning)}";

    /// <summary>What to call a result that nobody named: what a side computes, when the other side has nothing to say.</summary>
    private string Describe(Branch branch, int position)
    {
        (Value then, Value otherwise) = (branch.Then.Yields[position], branch.Else.Yields[position]);
        Value? only = values.IsConstant(then) == values.IsConstant(otherwise) ? null : values.IsConstant(otherwise) ? then : otherwise;
        if (only is not { } value)
        {
            return "value";
        }

        if (values.BranchOf(value) is { } inner)
        {
            return Describe(inner, inner.Results.Items.IndexOf(value));
        }

        return values.ComputeOf(value) is { } compute ? locals.Describe(compute) : "value";
    }

    private string TypeOf(Value value)
    {
        string type = types.Of(function.TypeOf(value));
        return function.Values[value.Index].Array switch
        {
            ArrayKind.None => type,
            ArrayKind.ReadOnlySpan => $"{types["ReadOnlySpan"]}<{type}>",
            ArrayKind.Rows => types.RowsOf(function.TypeOf(value)),
            _ => $"{types["Span"]}<{type}>",
        };
    }

    private Expression Print(Value value) => values.Print(value);
}
