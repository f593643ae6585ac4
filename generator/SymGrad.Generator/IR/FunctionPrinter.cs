using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;

namespace SymGrad.Generator.IR;

/// <summary>The stable text dump of a function, for tests and for people who work on the generator.</summary>
internal static class FunctionPrinter
{
    public static string Print(Function function)
    {
        var text = new StringBuilder();
        string parameters = string.Join(", ", function.Parameters.Items.Select(
            (p, i) => $"%{i}{(p.IsTheta ? " θ" : "")} {p.Name}: {p.Type.Keyword()}{(p.Array == ArrayKind.None ? "" : "[]")}"));
        text.Append(function.Name).Append('(').Append(parameters).Append(")\n");
        PrintRegion(function, function.Body, 1, text);
        return text.ToString();
    }

    private static void PrintRegion(Function function, Region region, int depth, StringBuilder text)
    {
        string indent = new(' ', 4 * depth);
        foreach (Instruction instruction in region.Instructions)
        {
            switch (instruction)
            {
                case Compute compute:
                    text.Append(indent).Append(Describe(function, compute.Result)).Append(" = ")
                        .Append(Describe(compute.Operation)).Append(Operands(compute.Operands)).Append('\n');
                    break;
                case Branch branch:
                    text.Append(indent).Append(string.Join(", ", branch.Results.Select(r => Describe(function, r))))
                        .Append(" = branch ").Append(branch.Condition).Append('\n');
                    PrintRegion(function, branch.Then, depth + 1, text);
                    text.Append(indent).Append("else\n");
                    PrintRegion(function, branch.Else, depth + 1, text);
                    break;
                case Loop loop:
                    text.Append(indent).Append(loop.Results.Count == 0 ? "" : string.Join(", ", loop.Results.Select(r => Describe(function, r))) + " = ")
                        .Append("loop").Append(Describe(function, loop)).Append('\n');
                    if (loop.Header is WhileHeader header)
                    {
                        PrintRegion(function, header.Condition, depth + 1, text);
                        text.Append(indent).Append("do\n");
                    }

                    PrintRegion(function, loop.Body, depth + 1, text);
                    break;
                case Store store:
                    text.Append(indent).Append(store.Purpose == StorePurpose.Restore ? "restore " : "store ").Append(store.Array).Append('[')
                        .Append(store.Index).Append("] ").Append(store.Stored).Append('\n');
                    break;
                case Record record:
                    text.Append(indent).Append(FormattableString.Invariant($"record #{record.Recording} {record.Recorded}\n"));
                    break;
                case Replay replay:
                    text.Append(indent).Append(Describe(function, replay.Result))
                        .Append(FormattableString.Invariant($" = replay #{replay.Recording}\n"));
                    break;
                case PullbackCall call:
                    text.Append(indent).Append(call.Results.Count == 0 ? "" : string.Join(", ", call.Results.Select(r => Describe(function, r))) + " = ")
                        .Append("pullback ").Append(call.Callee).Append(Operands(call.Operands())).Append('\n');
                    break;
                case ArrayCall call:
                    text.Append(indent).Append("call ").Append(call.Spelling).Append(' ').Append(call.Destination).Append(Operands(call.Arguments)).Append('\n');
                    break;
                case Guard guard:
                    text.Append(indent).Append("guard ").Append(guard.Condition).Append(" throws ").Append(guard.Exception.Type)
                        .Append('(').Append(string.Join(", ", guard.Exception.Arguments.Select(Describe))).Append(")\n");
                    PrintRegion(function, guard.Failure, depth + 1, text);
                    break;
                case Check check:
                    text.Append(indent).Append("check ").Append(check.Method)
                        .Append('(').Append(string.Join(", ", check.Arguments.Select(Describe))).Append(")\n");
                    break;
                default:
                    throw new InvalidOperationException($"The printer has no case for {instruction.GetType().Name}.");
            }
        }

        text.Append(indent).Append("yield").Append(Operands(region.Yields)).Append('\n');
    }

    private static string Describe(Function function, Value value)
    {
        ValueInfo info = function.Values[value.Index];
        return $"{value}{(info.Name is null ? "" : " " + info.Name)}{(info.IsDeclared ? "!" : "")}: {info.Type.Keyword()}{(info.Array == ArrayKind.None ? "" : "[]")}";
    }

    private static string Describe(Function function, Loop loop)
    {
        string header = loop.Header is CountedHeader counted
            ? FormattableString.Invariant(
                $" {Describe(function, counted.Index)} from {counted.From} while {counted.Comparison} {counted.To} step {counted.Step}{(counted.StepsFirst ? " first" : "")}")
            : " while";
        return header + string.Concat(loop.Parameters.Items.Zip(loop.Initial, (p, i) => $", {Describe(function, p)} from {i}"));
    }

    private static string Operands(IEnumerable<Value> operands) => string.Concat(operands.Select(o => " " + o));

    private static string Describe(Operation operation) => operation switch
    {
        ConstantOperation c => (c.Type.IsFloating()
            ? c.ToDouble().ToString("R", CultureInfo.InvariantCulture)
            : c.Bits.ToString(CultureInfo.InvariantCulture)) + (c.Text is null ? "" : $" ({c.Text})"),
        FieldOperation f => $"field {f.Text}",
        UnaryOperation u => u.Operator + (u.IsChecked ? " checked" : ""),
        BinaryOperation b => b.Operator + (b.IsChecked ? " checked" : ""),
        CompareOperation c => c.Operator.ToString(),
        ConvertOperation c => $"Convert {c.From.Keyword()}{(c.IsChecked ? " checked" : "")}",
        SelectOperation => "Select",
        FunctionOperation f => f.Spelling,
        UserFunctionOperation u => u.Spelling,
        CallOperation c => $"call {c.Spelling}",
        LengthOperation => "length",
        ElementOperation e => e.IsGathered ? "gather" : "element",
        SliceOperation => "slice",
        AllocateOperation a => a.Filling is { } filling ? $"allocate {filling}" : a.IsAdjoint ? "allocate adjoint" : "allocate",
        ArrayFunctionOperation a => a.Spelling,
        ExpansionOperation => "expansion",
        EmptyArrayOperation => "empty",
        _ => throw new InvalidOperationException($"The printer has no case for {operation.GetType().Name}."),
    };

    private static string Describe(ThrowArgument argument) => argument switch
    {
        LiteralArgument literal => literal.Text,
        ValueArgument value => value.Value.ToString(),
        InterpolatedArgument interpolated => "$" + string.Concat(interpolated.Parts.Select(
            p => p.Text is { } literal ? $"[{literal}]" : $"[{p.Value}{p.Suffix}]")),
        _ => throw new InvalidOperationException($"The printer has no case for {argument.GetType().Name}."),
    };
}
