using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis.CSharp;
using SymGrad.Generator.IR;

namespace SymGrad.Generator.Emission;

/// <summary>Writes the body of a function as C# statements.</summary>
internal sealed class BodyEmitter
{
    private readonly Function function;
    private readonly IndentedWriter writer;
    private readonly InliningPlan plan;
    private readonly LocalNames locals;
    private readonly OperationPrinter printer;
    private readonly TypeNames types;
    private readonly bool checksOverflow;
    private readonly Dictionary<Value, Compute> computes = [];
    private readonly Dictionary<Value, Branch> branches = [];

    private BodyEmitter(Function function, IndentedWriter writer, TypeNames types, bool checksOverflow)
    {
        this.function = function;
        this.writer = writer;
        this.types = types;
        this.checksOverflow = checksOverflow;
        plan = new InliningPlan(function);
        locals = new LocalNames(function);
        printer = new OperationPrinter(types);
        foreach (Instruction instruction in function.Body.Flatten())
        {
            if (instruction is Compute compute)
            {
                computes[compute.Result] = compute;
            }
            else if (instruction is Branch branch)
            {
                foreach (Value result in branch.Results)
                {
                    branches[result] = branch;
                }
            }
        }
    }

    /// <param name="function">The function.</param>
    /// <param name="writer">Where to write.</param>
    /// <param name="types">How types are named.</param>
    /// <param name="checksOverflow">Whether the project checks integer overflow by default.</param>
    /// <param name="formatResult">Makes the returned expression of the printed results.</param>
    public static void Emit(
        Function function,
        IndentedWriter writer,
        TypeNames types,
        bool checksOverflow,
        Func<ImmutableArray<string>, string> formatResult)
    {
        var emitter = new BodyEmitter(function, writer, types, checksOverflow);
        emitter.EmitReturning(function.Body, function.Body.Yields.Items, formatResult);
    }

    /// <summary>Writes a region that ends in the method's return. A branch at its end returns from each side.</summary>
    private void EmitReturning(Region region, ImmutableArray<Value> results, Func<ImmutableArray<string>, string> formatResult)
    {
        ImmutableArray<Instruction> instructions = region.Instructions.Items;
        if (instructions.LastOrDefault() is Branch last && !plan.IsOperator(last) && last.Results.All(r => plan.Uses(r) == results.Count(v => v == r)))
        {
            EmitInstructions(instructions.RemoveAt(instructions.Length - 1));
            writer.Open($"if ({Print(last.Condition).Text})");
            EmitReturning(last.Then, ResultsOf(last.Then), formatResult);
            writer.Close();
            writer.Line();
            EmitReturning(last.Else, ResultsOf(last.Else), formatResult);

            ImmutableArray<Value> ResultsOf(Region side)
                => [.. results.Select(v => last.Results.Items.IndexOf(v) is var i and >= 0 ? side.Yields[i] : v)];
        }
        else
        {
            EmitInstructions(instructions);
            writer.Line($"return {formatResult([.. results.Select(v => Print(v).Text)])};");
        }
    }

    private void EmitInstructions(IEnumerable<Instruction> instructions)
    {
        foreach (Instruction instruction in instructions)
        {
            switch (instruction)
            {
                case Compute compute:
                    EmitCompute(compute);
                    break;
                case Branch branch:
                    EmitBranch(branch);
                    break;
                case Guard guard:
                    writer.Open($"if ({Print(guard.Condition).Text})");
                    EmitInstructions(guard.Failure.Instructions);
                    writer.Line($"throw new {types.Shorten(guard.Exception.Type)}({PrintArguments(guard.Exception.Arguments)});");
                    writer.Close();
                    writer.Line();
                    break;
                case Check check:
                    writer.Line($"{check.Method}({PrintArguments(check.Arguments)});");
                    break;
                default:
                    throw new InvalidOperationException($"The emitter has no case for {instruction.GetType().Name}.");
            }
        }
    }

    private void EmitCompute(Compute compute)
    {
        if (!plan.IsInlined(compute.Result))
        {
            string expression = PrintInitializer(compute);
            bool isConstant = compute.Operation is ConstantOperation && function.Values[compute.Result.Index].IsDeclared;
            string constant = isConstant ? "const " : "";
            writer.Line($"{constant}{Declare(compute.Result, locals.Describe(compute))} = {expression};");
        }
    }

    private void EmitBranch(Branch branch)
    {
        if (plan.IsOperator(branch))
        {
            Value result = branch.Results[0];
            if (!plan.IsInlined(result))
            {
                string expression = PrintOperator(branch, checksOverflow).Text;
                writer.Line($"{Declare(result, Describe(branch, 0))} = {expression};");
            }

            return;
        }

        bool isElseInitial = branch.Else.Instructions.Count == 0 && branch.Else.Yields.All(IsConstant);
        string condition = Print(branch.Condition).Text;
        for (int i = 0; i < branch.Results.Count; i++)
        {
            string initial = isElseInitial ? " = " + Print(branch.Else.Yields[i]).Text : "";
            if (!locals.Contains(branch.Results[i]) || initial.Length > 0)
            {
                writer.Line($"{Declare(branch.Results[i], Describe(branch, i))}{initial};");
            }
        }

        EmitSides(branch, $"if ({condition})", !isElseInitial);
        writer.Line();
    }

    private void EmitSides(Branch branch, string header, bool hasElse)
    {
        writer.Open(header);
        EmitAssigning(branch.Then, branch.Results);
        writer.Close();
        if (!hasElse)
        {
            return;
        }

        if (OnlyStatement(branch.Else) is { } inner && inner.Results.Count == branch.Results.Count
            && branch.Else.Yields.SequenceEqual(inner.Results))
        {
            for (int i = 0; i < inner.Results.Count; i++)
            {
                locals.Share(inner.Results[i], branch.Results[i]);
            }

            EmitSides(inner, $"else if ({Print(inner.Condition).Text})", hasElse: true);
            return;
        }

        writer.Open("else");
        EmitAssigning(branch.Else, branch.Results);
        writer.Close();
    }

    /// <summary>The branch that is the only statement of a region, if that is what the region is.</summary>
    private Branch? OnlyStatement(Region region)
    {
        List<Instruction> statements = [.. region.Instructions.Where(i => i.Results().All(r => !plan.IsInlined(r)))];
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
            if (local.Remove(value) && !IsConstant(value) && (plan.Uses(value) == 1 || function.Values[results[i].Index].Name is null))
            {
                locals.Share(value, results[i]);
                assigned.Add(value);
            }
        }

        EmitInstructions(side.Instructions);
        for (int i = 0; i < results.Count; i++)
        {
            if (!assigned.Remove(side.Yields[i]))
            {
                writer.Line($"{locals[results[i]]} = {Print(side.Yields[i]).Text};");
            }
        }
    }

    /// <summary>The start of a local's declaration, or of the assignment where it shares a variable that exists.</summary>
    private string Declare(Value value, string meaning)
        => locals.Contains(value) ? locals[value] : $"{TypeOf(value)} {locals.Declare(value, meaning)}";

    /// <summary>What to call a result that nobody named: what a side computes, when the other side has nothing to say.</summary>
    private string Describe(Branch branch, int position)
    {
        (Value then, Value otherwise) = (branch.Then.Yields[position], branch.Else.Yields[position]);
        Value? only = IsConstant(then) == IsConstant(otherwise) ? null : IsConstant(otherwise) ? then : otherwise;
        if (only is not { } value)
        {
            return "value";
        }

        if (branches.TryGetValue(value, out Branch? inner))
        {
            return Describe(inner, inner.Results.Items.IndexOf(value));
        }

        return computes.TryGetValue(value, out Compute? compute) ? locals.Describe(compute) : "value";
    }

    private bool IsConstant(Value value) => computes.TryGetValue(value, out Compute? compute) && compute.Operation is ConstantOperation;

    /// <summary>Whether C# computes what is written for the value when it compiles.</summary>
    private bool IsConstantExpression(Value value) => (plan.IsInlined(value) || IsConstant(value))
        && computes.TryGetValue(value, out Compute? compute)
        && (compute.Operation is ConstantOperation
            || (compute.Operation is UnaryOperation or BinaryOperation or ConvertOperation && compute.Operands.All(IsConstantExpression)));

    private string TypeOf(Value value) => function.TypeOf(value).Keyword();

    /// <summary>The expression of a new local, where a widening conversion need not be written.</summary>
    private string PrintInitializer(Compute compute)
        => IsWidening(compute) ? Print(compute.Operands[0]).Text : Print(compute, checksOverflow).Text;

    private Expression Print(Value value) => Print(value, checksOverflow);

    private Expression Print(Value value, bool isChecked)
    {
        if (!plan.IsInlined(value) || locals.Contains(value))
        {
            return new(locals[value], Precedence.Primary);
        }

        return branches.TryGetValue(value, out Branch? branch) ? PrintOperator(branch, isChecked) : Print(computes[value], isChecked);
    }

    private Expression Print(Compute compute, bool isChecked)
    {
        if (compute.Operation is UnaryOperation { Operator: UnaryOperator.LogicalNot }
            && plan.IsInlined(compute.Operands[0])
            && computes.TryGetValue(compute.Operands[0], out Compute? comparison)
            && comparison.Operation is CompareOperation compare
            && compare.Inverse is { } inverse)
        {
            return Print(comparison with { Operation = inverse }, isChecked);
        }

        int implicitly = ImplicitlyConverted(compute);
        return printer.Print(
            compute.Operation,
            (position, context) => Print(
                position == implicitly ? computes[compute.Operands[position]].Operands[0] : compute.Operands[position], context),
            isChecked,
            compute.Operands.All(IsConstantExpression));
    }

    /// <summary>The operand that C# itself widens to the type of the other one, so that no cast need be written; −1 if there is none.</summary>
    private int ImplicitlyConverted(Compute compute)
        => compute.Operation is CompareOperation or BinaryOperation { Type: ScalarType.Single or ScalarType.Double }
            ? compute.Operands.Items.ToList().FindIndex(o => plan.IsInlined(o) && computes.TryGetValue(o, out Compute? operand) && IsWidening(operand))
            : -1;

    private static bool IsWidening(Compute compute)
        => compute.Operation is ConvertOperation convert && convert.Type.IsFloating() && convert.From.IsWidening(convert.Type);

    private Expression PrintOperator(Branch branch, bool isChecked)
    {
        Value then = branch.Then.Yields[0];
        Value otherwise = branch.Else.Yields[0];
        Expression condition = Print(branch.Condition, isChecked);
        if (IsBoolean(otherwise, false))
        {
            return OperationPrinter.PrintInfix(condition, "&&", Precedence.ConditionalAnd, Print(then, isChecked));
        }

        return IsBoolean(then, true)
            ? OperationPrinter.PrintInfix(condition, "||", Precedence.ConditionalOr, Print(otherwise, isChecked))
            : OperationPrinter.PrintConditional(condition, Print(then, isChecked), Print(otherwise, isChecked));
    }

    private bool IsBoolean(Value value, bool constant)
        => computes.TryGetValue(value, out Compute? compute)
            && compute.Operation is ConstantOperation { Type: ScalarType.Boolean } c && (c.Bits != 0) == constant;

    private string PrintArguments(IEnumerable<ThrowArgument> arguments) => string.Join(", ", arguments.Select(Print));

    private string Print(ThrowArgument argument) => argument switch
    {
        LiteralArgument literal => literal.Text,
        ValueArgument value => Print(value.Value).Text,
        InterpolatedArgument interpolated => "$\"" + string.Concat(interpolated.Parts.Select(Print)) + "\"",
        _ => throw new InvalidOperationException($"The emitter has no case for {argument.GetType().Name}."),
    };

    private string Print(InterpolationPart part)
    {
        if (part.Text is { } text)
        {
            return SymbolDisplay.FormatLiteral(text, quote: false).Replace("\"", "\\\"").Replace("{", "{{").Replace("}", "}}");
        }

        string value = Print(part.Value).Text;
        bool isName = value.All(c => char.IsLetterOrDigit(c) || c is '_' or '@' or '.');
        return $"{{{(isName ? value : $"({value})")}{part.Suffix}}}";
    }
}
