using System;
using System.Collections.Generic;
using System.Linq;
using FsCheck;
using FsCheck.Fluent;

namespace SymGrad.EndToEnd.Tests.RandomPrograms.Structured;

/// <summary>Random numbers from members, methods and operators of types, tuples, matrices, enumerations, switches, queries and functions of arrays.</summary>
internal static class TypedExpressions
{
    public static IEnumerable<(int, Gen<Expression>)> All(StructuredScope scope, int depth)
        => scope.Typed is not { } typed ? [] : [.. OfVariables(scope, typed, depth), .. OfArrays(scope), .. Choices(scope, typed, depth)];

    /// <summary>A value of type Pair.</summary>
    public static Gen<Expression> Pair(StructuredScope scope, int depth) => Lazily.Generate(() =>
    {
        Gen<Expression> real = StructuredExpressions.Real(scope, depth);
        var choices = new List<(int, Gen<Expression>)> { (2, Node(_ => "new Pair({0}, {1})", real, real)) };
        foreach (string pair in scope.Typed!.Pairs)
        {
            choices.Add((3, Gen.Constant(Expression.Variable(Kind.Real, pair))));
            choices.Add((1, Gen.Constant(Expression.Variable(Kind.Real, $"{pair}.Turned()"))));
            choices.Add((2, Node(_ => $"{pair}.Bent({{0}})", real)));
            choices.Add((1, Node(_ => $"({pair} with {{{{ U = {{0}} }}}})", real)));
        }

        if (scope.Typed.Has("model"))
        {
            choices.Add((1, Gen.Constant(Expression.Variable(Kind.Real, "model.Scale"))));
        }

        if (scope.Typed.Has("item"))
        {
            choices.Add((1, Gen.Constant(Expression.Variable(Kind.Real, "item.Pair"))));
        }

        return Gen.Frequency(choices);
    });

    private static IEnumerable<(int, Gen<Expression>)> OfVariables(StructuredScope scope, TypedScope typed, int depth)
    {
        foreach (string pair in typed.Pairs)
        {
            yield return (2, Gen.Elements($"{pair}.U", $"{pair}.V", $"{pair}.Size").Select(Text));
            yield return (1, Node(d => $"({pair} + {{0}} * {d.Number(0.5)}).V", Pair(scope, 0)));
            yield return (1, Gen.Constant(Text($"Extent({pair})")));
        }

        foreach (string value in typed.States.Select(s => $"{s}.A").Concat(typed.States.Select(s => $"{s}.Total")).Concat(typed.Tuples.Select(t => $"{t}.V")))
        {
            yield return (2, Gen.Constant(Text(value)));
        }

        foreach (string matrix in typed.Matrices.Concat(typed.Has("table") ? ["table"] : []))
        {
            yield return (2, Node(_ => $"{matrix}[{{0}} % 2, {{1}} % {matrix}.GetLength(1)]", StructuredExpressions.Integer(scope, 0), StructuredExpressions.Integer(scope, 0)));
        }

        if (typed.Has("model"))
        {
            yield return (2, Gen.Elements("model.Bias", "model.Scale.U", "model.Weights[1]").Select(Text));
            yield return (3, Node(_ => "model.At({0})", StructuredExpressions.Integer(scope, 0)));
        }

        if (typed.Has("item"))
        {
            yield return (2, Gen.Elements("item.X", "item.Pair.V").Select(Text));
        }

        Gen<Expression> real = StructuredExpressions.Real(scope, Math.Max(0, depth - 1));
        yield return (1, Node(_ => "Both({0}, {1}).Product", real, StructuredExpressions.Bounded(scope, 0)));
        yield return (1, Node(_ => "Squashed({0})", real));
        yield return (1, Node(d => $"Blended({{0}}, {{1}}, {d.Number(0.25)})", real, real));
        yield return (1, Node(d => $"Through(u => {d.Math}.Sin(u) * {d.Number(0.5)}, {{0}})", real));
    }

    private static IEnumerable<(int, Gen<Expression>)> Choices(StructuredScope scope, TypedScope typed, int depth)
    {
        Gen<Expression> real = StructuredExpressions.Real(scope, Math.Max(0, depth - 1));
        yield return (1, Node(_ => "({0} % 3) switch {{ 0 => {1}, 1 when {2} => {3}, _ => {4} }}", StructuredExpressions.Integer(scope, 0), real, StructuredExpressions.Truth(scope, 0), real, real));
        yield return (1, Node(d => $"{{0}} switch {{{{ < {d.Number(-0.517)} => {{1}}, > {d.Number(0.713)} => {{2}}, _ => {{3}} }}}}", real, real, real, real));
        if (typed.Has("mode"))
        {
            yield return (2, Node(_ => "mode switch {{ Mode.Plain => {0}, Mode.Bent => {1}, _ => {2} }}", real, real, real));
            yield return (1, Node(_ => "(mode == Mode.Bent ? {0} : {1})", real, real));
        }
    }

    /// <summary>Functions of whole arrays, or of parts of them: calls of TensorPrimitives, and queries. Functions of elements use no variables.</summary>
    private static IEnumerable<(int, Gen<Expression>)> OfArrays(StructuredScope scope)
    {
        if (scope.RealArrays.Any())
        {
            yield return (2, from a in StructuredExpressions.Argument(scope.RealArrays)
                             from f in Gen.Elements<Func<Dialect, string>>(
                             [
                                 d => $"({d.Number(0.25)} * TensorPrimitives.Sum<{d.Real}>({a}))",
                                 d => $"{d.Math}.Sin(TensorPrimitives.SumOfSquares<{d.Real}>({a}))",
                                 d => $"{d.Math}.Cos(TensorPrimitives.Dot<{d.Real}>({a}, {a}))",
                             ])
                             select new Expression(Kind.Real, f, []));
        }

        ArrayVariable[] arrays = [.. scope.RealArrays.Where(a => a.Form == ArrayForm.Array)];
        if (arrays.Length > 0)
        {
            yield return (3, from a in Gen.Elements(arrays)
                             from b in Gen.Elements(arrays)
                             from f in Gen.Elements<Func<Dialect, string>>(
                             [
                                 d => $"({d.Number(0.25)} * {a.Name}.Sum())",
                                 d => $"{a.Name}.Average(e => {d.Math}.Sin(e) * e)",
                                 d => $"{d.Math}.Sin({a.Name}.Select((e, i) => i * e).Sum())",
                                 d => $"{a.Name}.Select((e, i) => {d.Math}.Sin(e) + i * {d.Number(0.137)}).Max()",
                                 d => $"{a.Name}.Zip({b.Name}, (e, f) => {d.Math}.Cos(e) * f).Sum()",
                                 d => $"{a.Name}.Aggregate({d.Number(0.1)}, (sum, e) => sum * {d.Number(0.5)} + e)",
                                 d => $"Enumerable.Range(0, 3).Sum(i => {d.Number(0.1)} * i)",
                             ])
                             select new Expression(Kind.Real, f, []));
        }
    }

    private static Expression Text(string text) => Expression.Variable(Kind.Real, text);

    private static Gen<Expression> Node(Func<Dialect, string> template, params Gen<Expression>[] operands)
        => Gen.CollectToArray(operands).Select(o => new Expression(Kind.Real, template, [.. o]));
}
