using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Globalization;
using System.Linq;
using FsCheck;
using FsCheck.Fluent;

namespace SymGrad.EndToEnd.Tests.RandomPrograms;

/// <summary>Random expressions. The arguments of functions with a limited domain are within it by construction.</summary>
internal static class ExpressionGenerator
{
    /// <summary>Functions of one argument, whatever its value.</summary>
    private static readonly ImmutableArray<Func<Dialect, string>> Unary =
    [
        d => $"{d.Math}.Sin({{0}})",
        d => $"{d.Math}.Cos({{0}})",
        d => $"{d.Math}.Tanh({{0}})",
        d => $"{d.Math}.Atan({{0}})",
        d => $"{d.Math}.Asinh({{0}})",
        d => $"{d.Math}.Cbrt({d.Number(2)} + {d.Math}.Sin({{0}}))",
        d => $"{d.Math}.Exp({d.Math}.Sin({{0}}))",
        d => $"{d.Math}.Log({d.Number(2.5)} + {d.Math}.Sin({{0}}))",
        d => $"{d.Math}.Log2({d.Number(3)} + {d.Math}.Cos({{0}}))",
        d => $"{d.Math}.Log10({d.Number(2)} + {d.Math}.Sin({{0}}))",
        d => $"{d.Math}.Log({d.Number(2.5)} + {d.Math}.Cos({{0}}), {d.Number(3)})",
        d => $"{d.Math}.Sqrt({d.Number(1.5)} + {d.Math}.Sin({{0}}))",
        d => $"{d.Math}.Asin({d.Number(0.9)} * {d.Math}.Sin({{0}}))",
        d => $"{d.Math}.Acos({d.Number(0.8)} * {d.Math}.Cos({{0}}))",
        d => $"{d.Math}.Acosh({d.Number(2.5)} + {d.Math}.Sin({{0}}))",
        d => $"{d.Math}.Atanh({d.Number(0.9)} * {d.Math}.Sin({{0}}))",
        d => $"{d.Math}.Sinh({d.Math}.Sin({{0}}))",
        d => $"{d.Math}.Cosh({d.Math}.Cos({{0}}))",
        d => $"{d.Math}.Tan({d.Math}.Sin({{0}}))",
        d => $"{d.Math}.Pow({d.Number(1.5)} + {d.Math}.Sin({{0}}), {d.Number(1.5)})",
        d => $"{d.Math}.Pow({d.Math}.Tanh({{0}}), 2)",
        d => $"{d.Math}.Pow({d.Number(2)}, {d.Math}.Sin({{0}}))",
        d => $"{d.Real}.ExpM1({d.Math}.Sin({{0}}))",
        d => $"{d.Real}.LogP1({d.Number(0.9)} * {d.Math}.Sin({{0}}))",
        d => $"{d.Real}.Exp2({d.Math}.Cos({{0}}))",
        d => $"{d.Real}.Exp10({d.Number(0.5)} * {d.Math}.Sin({{0}}))",
        d => $"{d.Real}.SinPi({{0}})",
        d => $"{d.Real}.CosPi({{0}})",
        d => $"{d.Real}.RootN({d.Number(2)} + {d.Math}.Sin({{0}}), 3)",
        d => $"{d.Math}.Abs({{0}})",
        d => $"{d.Math}.Max({{0}}, {d.Number(0)})",
        d => $"{d.Real}.Clamp({{0}}, {d.Number(-1)}, {d.Number(1.5)})",
        d => $"{d.Math}.IEEERemainder({{0}}, {d.Number(3.5)})",
        d => $"({{0}} % {d.Number(2.5)})",
        d => $"({d.Number(0.5)} * {d.Math}.Floor({{0}}))",
        d => "(-{0})",
        d => "(+{0})",
        d => $"({d.Number(1)} / ({d.Number(1.5)} + {d.Math}.Cos({{0}})))",
    ];

    private static readonly ImmutableArray<Func<Dialect, string>> Binary =
    [
        d => $"({{0}} / ({d.Number(2)} + {d.Math}.Sin({{1}})))",
        d => $"{d.Math}.Pow({d.Number(2.5)} + {d.Math}.Sin({{0}}), {d.Math}.Cos({{1}}))",
        d => $"{d.Math}.Atan2({{0}}, {d.Number(2)} + {d.Math}.Sin({{1}}))",
        d => $"{d.Math}.Max({{0}}, {{1}})",
        d => $"{d.Math}.Min({{0}}, {{1}})",
        d => $"{d.Real}.Hypot({{0}}, {d.Number(1.5)} + {d.Math}.Sin({{1}}))",
        d => $"{d.Math}.CopySign({{0}}, {{1}})",
        d => "checked({0} + {1})",
        d => $"{d.Math}.FusedMultiplyAdd({{0}}, {{1}}, {d.Number(0.5)})",
        d => $"{d.Real}.Lerp({{0}}, {{1}}, {d.Number(0.25)})",
    ];

    public static Gen<Expression> Real(Scope scope, int depth) => Lazily.Generate(() => RealNow(scope, depth));

    private static Gen<Expression> RealNow(Scope scope, int depth)
    {
        Gen<Expression> leaf = Gen.Frequency(
            (6, Variable(scope, Kind.Real)),
            (2, Gen.Choose(-30, 30).Select(n => Expression.Number(n / 10.0))),
            (1, Integer(scope, 0).Select(i => new Expression(Kind.Real, d => $"(({d.Real}){{0}})", [i]))));
        if (depth == 0)
        {
            return leaf;
        }

        Gen<Expression> real = Real(scope, depth - 1);
        Gen<Expression> truth = Truth(scope, depth - 1);
        var choices = new List<(int, Gen<Expression>)>
        {
            (3, leaf),
            (4, Node(_ => "({0} + {1})", real, real)),
            (4, Node(_ => "({0} - {1})", real, real)),
            (5, Node(_ => "({0} * {1})", real, real)),
            (9, Gen.Elements<Func<Dialect, string>>(Unary).SelectMany(t => Node(t, real))),
            (4, Gen.Elements<Func<Dialect, string>>(Binary).SelectMany(t => Node(t, real, real))),
            (2, Node(_ => "({0} ? {1} : {2})", truth, real, real)),
            (1, Node(_ => "({0} * {1})", Integer(scope, depth - 1), real)),
            (1, Node(_ => "({0} switch {{ 0 => {1}, > 2 => {2}, _ => {3} }})", Integer(scope, depth - 1), real, real, real)),
            (1, Node(
                d => $"({{0}} switch {{{{ < {d.Number(-0.5)} => {{1}}, >= {d.Number(0.5)} and < {d.Number(1.5)} => {{2}}, _ => {{3}} }}}})",
                real, real, real, real)),
            (1, Node(d => d == Dialect.Double ? "(double)(float){0}" : "(float)((double){0} * 3)", real)),
            (1, Node(_ => "((long){0} * {1})", Integer(scope, depth - 1), real)),
            (1, Node(d => $"({{0}} is > {d.Number(0.5)} or < {d.Number(-1)} ? {{1}} : {{2}})", real, real, real)),
        };
        string[] assignable = [.. scope.Assignable(Kind.Real).Select(v => v.Name)];
        if (assignable.Length > 0)
        {
            Gen<string> name = Gen.Elements(assignable);
            choices.Add((1, name.SelectMany(n => Node(_ => $"({n} = {{0}})", real))));
            choices.Add((1, name.SelectMany(n => Node(_ => $"({n} += {{0}})", real))));
            choices.Add((1, from n in name
                            from o in Gen.Elements("({0}++)", "(--{0})")
                            select Expression.Variable(Kind.Real, string.Format(CultureInfo.InvariantCulture, o, n))));
        }

        foreach (Callable callable in scope.Callables)
        {
            string places = string.Join(", ", Enumerable.Range(0, callable.Arity).Select(i => $"{{{i}}}"));
            string text = callable.ReturnsPair
                ? $"{callable.Name}({places}).Second"
                : $"{callable.Name}({places})";
            choices.Add((2, Node(_ => text, [.. Enumerable.Repeat(real, callable.Arity)])));
        }

        return Gen.Frequency(choices);
    }

    public static Gen<Expression> Integer(Scope scope, int depth) => Lazily.Generate(() => IntegerNow(scope, depth));

    private static Gen<Expression> IntegerNow(Scope scope, int depth)
    {
        Gen<Expression> leaf = Gen.Frequency(
            (scope.OfKind(Kind.Integer).Any() ? 3 : 0, Variable(scope, Kind.Integer)),
            (1, Gen.Choose(-1, 4).Select(Expression.Integer)));
        if (depth == 0)
        {
            return leaf;
        }

        Gen<Expression> integer = Integer(scope, depth - 1);
        return Gen.Frequency(
            (4, leaf),
            (1, Node(Kind.Integer, _ => "({0} + {1})", integer, integer)),
            (1, Node(Kind.Integer, _ => "({0} - 2 * {1})", integer, integer)),
            (1, Node(Kind.Integer, _ => "({0} / 2)", integer)),
            (1, Node(Kind.Integer, _ => "({0} / ({1} * 2 + 1))", integer, integer)),
            (1, Node(Kind.Integer, _ => "({0} % 3)", integer)),
            (1, Node(Kind.Integer, d => $"(int){d.Real}.Clamp({{0}}, {d.Number(-5)}, {d.Number(5)})", Real(scope, depth - 1))),
            (1, Node(Kind.Integer, _ => "({0} ? {1} : {2})", Truth(scope, depth - 1), integer, integer)));
    }

    public static Gen<Expression> Truth(Scope scope, int depth) => Lazily.Generate(() => TruthNow(scope, depth));

    private static Gen<Expression> TruthNow(Scope scope, int depth)
    {
        int below = Math.Max(0, depth - 1);
        Gen<Expression> real = Real(scope, below);
        Gen<Expression> integer = Integer(scope, below);
        Gen<Expression> leaf = Gen.Frequency(
            (4, Node(Kind.Truth, _ => "({0} < {1})", real, real)),
            (2, Node(Kind.Truth, _ => "({0} >= {1})", real, real)),
            (1, Node(Kind.Truth, _ => "({0} == {1})", integer, integer)),
            (1, Node(Kind.Truth, _ => "({0} is 1 or > 3)", integer)),
            (scope.OfKind(Kind.Truth).Any() ? 2 : 0, Variable(scope, Kind.Truth)));
        if (depth == 0)
        {
            return leaf;
        }

        Gen<Expression> truth = Truth(scope, depth - 1);
        return Gen.Frequency(
            (4, leaf),
            (1, Node(Kind.Truth, _ => "({0} && {1})", truth, truth)),
            (1, Node(Kind.Truth, _ => "({0} || {1})", truth, truth)),
            (1, Node(Kind.Truth, _ => "(!{0})", truth)));
    }

    /// <summary>θ and what was computed last are likelier than the rest, so that gradients seldom vanish.</summary>
    public static Gen<Expression> Variable(Scope scope, Kind kind)
    {
        Variable[] variables = [.. scope.OfKind(kind)];
        return variables.Length == 0
            ? Gen.Constant(kind == Kind.Real ? Expression.Number(1.5) : Expression.Integer(2))
            : Gen.Frequency(variables.Select((v, i) => (
                1 + (v.Name.StartsWith('θ') ? 2 : 0) + (i == variables.Length - 1 ? 4 : 0),
                Gen.Constant(Expression.Variable(kind, v.Name)))));
    }

    private static Gen<Expression> Node(Func<Dialect, string> template, params Gen<Expression>[] operands)
        => Node(Kind.Real, template, operands);

    private static Gen<Expression> Node(Kind kind, Func<Dialect, string> template, params Gen<Expression>[] operands)
        => Gen.CollectToArray(operands).Select(o => new Expression(kind, template, [.. o]));
}
