using System;
using System.Collections.Generic;
using System.Globalization;
using System.Text;

namespace SymGrad.Generator.Tests.Structure;

/// <summary>
/// Writes random losses with loops, local arrays and branches in C#, all of whose arithmetic is exact on rational numbers. θ are w (three
/// elements), b and c; data are x (three elements), y and the integer n, which is 0 to 3.
/// </summary>
internal sealed class RandomLoopLoss(Random random)
{
    public const string Helpers = """
        private static double Dot(ReadOnlySpan<double> u, ReadOnlySpan<double> v)
        {
            double sum = 0;
            for (int i = 0; i < u.Length; i++)
            {
                sum += u[i] * v[i];
            }

            return sum;
        }

        private static double Square(double value) => value * value;

        private static double Cube(double value)
        {
            double power = 1;
            for (int i = 0; i < 3; i++)
            {
                power *= value;
            }

            return power;
        }
        """;

    public const string Parameters
        = "[Theta] ReadOnlySpan<double> w, [Theta] double b, [Theta] double c, ReadOnlySpan<double> x, double y, int n";

    private readonly StringBuilder code = new();
    private readonly List<string> numbers = ["b", "c", "y", "w[0]", "w[2]", "x[1]"];
    private readonly List<string> dataNumbers = ["y", "x[0]", "x[2]", "n"];
    private readonly List<string> arrays = ["w", "x"];
    private readonly List<string> locals = [];
    private readonly List<string> indices = [];
    private int names;

    /// <summary>The body of a loss.</summary>
    public static string Create(Random random)
    {
        var loss = new RandomLoopLoss(random);
        for (int statements = random.Next(2, 6); statements > 0; statements--)
        {
            loss.WriteStatement();
        }

        string a = loss.Number(2);
        string d = loss.Number(1);
        loss.code.Append(random.Next(4) switch
        {
            0 => $"return ({a}) - ({d});",
            1 => $"return ({a}) * ({d}) - ({d}) * ({a}) + ({loss.Number(1)});",
            2 => $"return Square({d}) - ({d}) * ({d}) + ({a});",
            _ => $"return {a};",
        });
        return loss.code.ToString();
    }

    private void WriteStatement()
    {
        switch (random.Next(8))
        {
            case 0:
                string local = NewName("t");
                code.Append(CultureInfo.InvariantCulture, $"double {local} = {Number(2)}; ");
                numbers.Add(local);
                break;
            case 1:
            case 2:
                WriteSum();
                break;
            case 3:
                WriteRecurrence();
                break;
            case 4:
                WriteArray();
                break;
            case 5 when locals.Count > 0:
                WriteUpdate();
                break;
            case 6:
                WriteWhile();
                break;
            default:
                WriteBranch();
                break;
        }
    }

    private void WriteSum()
    {
        string sum = NewName("s");
        code.Append(CultureInfo.InvariantCulture, $"double {sum} = {Number(1)}; ");
        string index = OpenLoop();
        if (random.Next(4) == 0)
        {
            code.Append(CultureInfo.InvariantCulture, $"if ({Condition()}) {{ {(random.Next(2) == 0 ? "continue" : "break")}; }} ");
        }

        if (random.Next(4) == 0)
        {
            string inner = OpenLoop();
            code.Append(CultureInfo.InvariantCulture, $"{sum} {Sign()}= {Number(2)}; ");
            CloseLoop(inner);
        }
        else
        {
            code.Append(CultureInfo.InvariantCulture, $"{sum} {Sign()}= {Number(2)}; ");
        }

        CloseLoop(index);
        numbers.Add(sum);
    }

    private void WriteRecurrence()
    {
        string p = NewName("p");
        string q = NewName("q");
        code.Append(CultureInfo.InvariantCulture, $"double {p} = {Number(1)}, {q} = {Number(0)}; ");
        string index = OpenLoop();
        code.Append(CultureInfo.InvariantCulture, $"{q} = {q} {Sign()} {p}; ");
        code.Append(random.Next(3) switch
        {
            0 => $"{p} = {p} * {Data(0)} + {Number(1)}; ",
            1 => $"{p} = {Number(1)}; ",
            _ => $"{p} *= {Number(0)}; ",
        });
        CloseLoop(index);
        numbers.Add(p);
        numbers.Add(q);
    }

    private void WriteArray()
    {
        string array = NewName("r");
        code.Append(CultureInfo.InvariantCulture, $"Span<double> {array} = stackalloc double[3]; ");
        string index = OpenLoop();
        code.Append(CultureInfo.InvariantCulture, $"{array}[{index}] = {Number(2)}; ");
        CloseLoop(index);
        locals.Add(array);
        arrays.Add(array);
        numbers.Add($"{array}[1]");
    }

    private void WriteUpdate()
    {
        string array = Pick(locals);
        string index = OpenLoop();
        string store = random.Next(3) switch
        {
            0 => $"{array}[{index}] {Sign()}= {Number(1)}; ",
            1 => $"{array}[{index}] *= {Data(1)}; ",
            _ => $"{array}[{(random.Next(2) == 0 ? index : "2 - " + index)}] = {Number(1)}; ",
        };
        code.Append(random.Next(3) == 0 ? $"if ({Condition()}) {{ {store}}} " : store);
        CloseLoop(index);
    }

    private void WriteWhile()
    {
        string left = NewName("k");
        string sum = NewName("s");
        string condition = random.Next(5) == 0 ? $"{left} > 0 && {Condition()}" : $"{left} > 0";
        code.Append(CultureInfo.InvariantCulture, $"int {left} = n; double {sum} = {Number(0)}; while ({condition}) {{ {sum} += {Number(1)}; {left}--; }} ");
        numbers.Add(sum);
    }

    private void WriteBranch()
    {
        string local = NewName("t");
        code.Append(CultureInfo.InvariantCulture, $"double {local} = {Number(1)}; if ({Condition()}) {{ {local} = {Number(2)}; }} ");
        code.Append(random.Next(2) == 0 ? $"else {{ {local} {Sign()}= {Number(1)}; }} " : "");
        numbers.Add(local);
    }

    private string OpenLoop()
    {
        string index = NewName("i");
        string bound = Pick(["3", "2", "n", "w.Length", "x.Length"]);
        code.Append(CultureInfo.InvariantCulture, $"for (int {index} = 0; {index} < {bound}; {index}++) {{ ");
        indices.Add(index);
        return index;
    }

    private void CloseLoop(string index)
    {
        code.Append("} ");
        indices.Remove(index);
    }

    private string Condition() => random.Next(6) == 0 ? $"{Number(0)} > {Number(0)}" : $"{Data(1)} > {Data(0)}";

    private string Number(int depth) => Build(depth, numbers, arrays, Number);

    private string Data(int depth) => Build(depth, dataNumbers, ["x"], Data);

    private string Build(int depth, List<string> leaves, List<string> sources, Func<int, string> inner)
    {
        if (depth == 0)
        {
            return random.Next(6) switch
            {
                0 => Pick(["0.5", "2", "3", "-1"]),
                1 or 2 when indices.Count > 0 => $"{Pick(sources)}[{Pick(indices)}]",
                _ => Pick(leaves),
            };
        }

        string Inner() => inner(depth - 1);
        return random.Next(18) switch
        {
            < 5 => $"({Inner()} + {Inner()})",
            < 8 => $"({Inner()} - {Inner()})",
            < 13 => $"{Inner()} * {Inner()}",
            13 => $"Square({Inner()})",
            14 => random.Next(2) == 0 ? $"Cube({Inner()})" : $"Dot({Pick(sources)}, {Pick(sources)})",
            15 => $"({Inner()}) / (1 + Square({Data(0)}))",
            16 => $"({Condition()} ? {Inner()} : {Inner()})",
            _ => random.Next(3) == 0 ? $"Math.Max({Inner()}, {Inner()})" : $"Math.Pow({Inner()}, 2)",
        };
    }

    private string Sign() => random.Next(2) == 0 ? "+" : "-";

    private string Pick(List<string> choices) => choices[random.Next(choices.Count)];

    private string NewName(string prefix) => prefix + (++names).ToString(CultureInfo.InvariantCulture);
}
