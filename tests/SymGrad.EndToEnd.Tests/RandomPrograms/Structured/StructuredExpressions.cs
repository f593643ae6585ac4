using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using FsCheck;
using FsCheck.Fluent;

namespace SymGrad.EndToEnd.Tests.RandomPrograms.Structured;

/// <summary>
/// Random expressions over arrays. Indices are in range by construction, and numbers stay moderate however often a loop repeats them:
/// products have a factor of at most about one. No kink lies where programs stand by their nature, as at zero or where an element is
/// compared with itself.
/// </summary>
internal static class StructuredExpressions
{
    /// <summary>Functions with values of at most about one.</summary>
    private static readonly ImmutableArray<Func<Dialect, string>> Moderate =
    [
        d => $"{d.Math}.Sin({{0}})",
        d => $"{d.Math}.Cos({{0}})",
        d => $"{d.Math}.Tanh({{0}})",
        d => $"{d.Math}.Exp({d.Math}.Sin({{0}}) - {d.Number(1)})",
        d => $"{d.Math}.Log({d.Number(2)} + {d.Math}.Cos({{0}}))",
        d => $"({d.Number(1)} / ({d.Number(1)} + {{0}} * {{0}}))",
        d => $"({d.Number(0.5)} * {d.Math}.Atan({{0}}))",
        d => $"{d.Math}.Min({d.Math}.Abs({{0}} - {d.Number(0.237)}), {d.Number(1.1)})",
        d => $"{d.Math}.Sqrt({d.Number(1.2)} + {d.Math}.Sin({{0}}))",
    ];

    /// <summary>A number of any size that the program has, or a few of them together.</summary>
    public static Gen<Expression> Real(StructuredScope scope, int depth) => Lazily.Generate(() => RealNow(scope, depth));

    /// <summary>A number of at most about one.</summary>
    public static Gen<Expression> Bounded(StructuredScope scope, int depth)
        => from template in Gen.Elements<Func<Dialect, string>>(Moderate)
           from e in Real(scope, depth)
           select new Expression(Kind.Real, template, [e]);

    /// <summary>An integer from zero up.</summary>
    public static Gen<Expression> Integer(StructuredScope scope, int depth) => Lazily.Generate(() => IntegerNow(scope, depth));

    public static Gen<Expression> Truth(StructuredScope scope, int depth) => Lazily.Generate(() => TruthNow(scope, depth));

    /// <summary>An element of one of the given arrays, of which there is at least one; θ and later ones are likelier.</summary>
    public static Gen<Expression> Element(StructuredScope scope, params IEnumerable<ArrayVariable> arrays)
        => Gen.Frequency(arrays.Select((a, i) => (1 + i + (a.Name is "a" or "b" ? 3 : 0), Lazily.Generate(() => ElementOf(scope, a)))));

    /// <summary>An array or a part of it, as the argument of a helper.</summary>
    public static Gen<string> Argument(IEnumerable<ArrayVariable> arrays) => Gen.Frequency(arrays.SelectMany(
        a => a.MinimumLength > 1
            ? new[] { (4, Gen.Constant(a.Name)), (1, Gen.Constant(a.WithoutFirst)), (1, Gen.Constant(a.WithoutLast)) }
            : [(4, Gen.Constant(a.Name))]));

    private static Gen<Expression> RealNow(StructuredScope scope, int depth)
    {
        var choices = new List<(int, Gen<Expression>)>
        {
            (1, Gen.Choose(-20, 20).Select(n => Expression.Number(n / 10.0))),
            (1, Integer(scope, 0).Select(i => new Expression(Kind.Real, d => $"({d.Number(0.25)} * {{0}})", [i]))),
        };
        if (!scope.Reals.IsEmpty)
        {
            choices.Add((5, Gen.Frequency(scope.Reals.Select((r, i) => (1 + i, Gen.Constant(Expression.Variable(Kind.Real, r.Name)))))));
        }

        if (scope.RealArrays.Any())
        {
            choices.Add((8, Element(scope, scope.RealArrays)));
        }

        if (depth > 0)
        {
            Gen<Expression> real = Real(scope, depth - 1);
            choices.Add((3, Node(_ => "({0} + {1})", real, real)));
            choices.Add((3, Node(_ => "({0} - {1})", real, real)));
            choices.Add((5, Node(_ => "({0} * {1})", real, Bounded(scope, depth - 1))));
            choices.Add((5, Bounded(scope, depth - 1)));
            choices.Add((1, Node(_ => "(-{0})", real)));
            choices.Add((2, Node(_ => "({0} ? {1} : {2})", Truth(scope, depth - 1), real, real)));
            choices.AddRange(Effects(scope, real));
            choices.AddRange(TypedExpressions.All(scope, depth - 1));
        }

        return Gen.Frequency(choices);
    }

    /// <summary>Expressions that change something: assignments and calls.</summary>
    private static IEnumerable<(int, Gen<Expression>)> Effects(StructuredScope scope, Gen<Expression> real)
    {
        string[] names = [.. scope.Assignable];
        if (names.Length > 0)
        {
            yield return (1, from n in Gen.Elements(names)
                             from e in real
                             select new Expression(Kind.Real, d => $"({n} = {d.Number(0.5)} * {{0}})", [e]));
        }

        if (scope.Writable.Any())
        {
            yield return (1, Node(d => $"({{0}} = {d.Number(0.5)} * {{1}})", Element(scope, scope.Writable), real));
        }

        foreach (ArrayHelper helper in scope.Helpers)
        {
            if (helper.Form == ArrayHelperForm.Value && scope.RealArrays.Any())
            {
                yield return (3, from a in Argument(scope.RealArrays)
                                 from e in real
                                 select new Expression(Kind.Real, _ => $"{helper.Name}({a}, {{0}})", [e]));
            }
            else if (helper.Form == ArrayHelperForm.InPlace && scope.Writable.Any() && names.Length > 0)
            {
                yield return (2, from a in Argument(scope.Writable)
                                 from n in Gen.Elements(names)
                                 select Expression.Variable(Kind.Real, $"{helper.Name}({a}, ref {n})"));
            }
        }
    }

    private static Gen<Expression> ElementOf(StructuredScope scope, ArrayVariable array)
    {
        string name = array.Name;
        string length = $"{name}.Length";
        var choices = new List<(int, Gen<Expression>)>
        {
            (1, At("0")),
            (1, At("^1")),
            (2, Integer(scope, 1).Select(i => new Expression(array.Element, _ => $"{name}[{{0}} % {length}]", [i]))),
        };
        if (array.MinimumLength > 1)
        {
            choices.Add((1, At("1")));
        }

        foreach (IndexVariable index in scope.Indices.Where(i => i.Lengths.Contains(array.Length)))
        {
            string i = index.Name;
            choices.Add((8, At(i)));
            choices.Add((1, At($"{length} - 1 - {i}")));
            choices.Add((1, At($"{i} > 0 ? {i} - 1 : 0")));
            choices.Add((1, At($"({i} + 1) % {length}")));
        }

        return Gen.Frequency(choices);

        Gen<Expression> At(string index) => Gen.Constant(Expression.Variable(array.Element, $"{name}[{index}]"));
    }

    private static Gen<Expression> IntegerNow(StructuredScope scope, int depth)
    {
        var choices = new List<(int, Gen<Expression>)> { (1, Gen.Choose(0, 4).Select(Expression.Integer)) };
        choices.AddRange(scope.Indices.Select((v, i) => (1 + i, Gen.Constant(Expression.Variable(Kind.Integer, v.Name)))));
        if (depth > 0)
        {
            Gen<Expression> integer = Integer(scope, depth - 1);
            choices.Add((1, Node(Kind.Integer, _ => "({0} + {1})", integer, integer)));
            choices.Add((1, Node(Kind.Integer, _ => "(2 * {0})", integer)));
            choices.Add((1, Node(Kind.Integer, _ => "({0} / 2)", integer)));
            choices.Add((1, Node(Kind.Integer, _ => "({0} ? {1} : {2})", Truth(scope, 0), integer, integer)));
            ArrayVariable[] indices = [.. scope.Arrays.Where(a => a.Element == Kind.Integer)];
            if (indices.Length > 0)
            {
                choices.Add((3, Element(scope, indices)));
            }

            if (!scope.Arrays.IsEmpty)
            {
                choices.Add((1, Gen.Elements<ArrayVariable>(scope.Arrays).Select(a => Expression.Variable(Kind.Integer, $"{a.Name}.Length"))));
            }

            string[] counters = [.. scope.Indices.Where(i => i.IsAssignable).Select(i => i.Name)];
            if (counters.Length > 0)
            {
                choices.Add((1, Gen.Elements(counters).Select(c => Expression.Variable(Kind.Integer, $"{c}++"))));
            }
        }

        return Gen.Frequency(choices);
    }

    private static Gen<Expression> TruthNow(StructuredScope scope, int depth)
    {
        Gen<Expression> real = Real(scope, Math.Max(0, depth - 1));
        Gen<Expression> integer = Integer(scope, Math.Max(0, depth - 1));
        var choices = new List<(int, Gen<Expression>)>
        {
            (4, from e in real from n in Gen.Choose(-9, 9) select new Expression(Kind.Truth, d => $"({{0}} < {d.Number((n / 10.0) + 0.013)})", [e])),
            (2, Node(Kind.Truth, _ => "({0} > {1})", real, real)),
            (2, Node(Kind.Truth, _ => "({0} % 2 == 0)", integer)),
            (2, Node(Kind.Truth, _ => "({0} < {1})", integer, integer)),
        };
        ArrayVariable[] truths = [.. scope.Arrays.Where(a => a.Element == Kind.Truth)];
        if (truths.Length > 0)
        {
            choices.Add((2, Element(scope, truths)));
        }

        if (depth > 0)
        {
            Gen<Expression> truth = Truth(scope, depth - 1);
            choices.Add((1, Node(Kind.Truth, _ => "({0} && {1})", truth, truth)));
            choices.Add((1, Node(Kind.Truth, _ => "({0} || {1})", truth, truth)));
            choices.Add((1, Node(Kind.Truth, _ => "(!{0})", truth)));
        }

        return Gen.Frequency(choices);
    }

    private static Gen<Expression> Node(Func<Dialect, string> template, params Gen<Expression>[] operands)
        => Node(Kind.Real, template, operands);

    private static Gen<Expression> Node(Kind kind, Func<Dialect, string> template, params Gen<Expression>[] operands)
        => Gen.CollectToArray(operands).Select(o => new Expression(kind, template, [.. o]));
}
