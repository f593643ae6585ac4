using System;
using System.Collections.Generic;
using System.Linq;
using FsCheck;
using FsCheck.Fluent;

namespace SymGrad.EndToEnd.Tests.RandomPrograms.Structured;

/// <summary>Random declarations of and assignments to structs, records, tuples and matrices, and functions of arrays with a destination.</summary>
internal static class TypedSteps
{
    public static IEnumerable<(int, Gen<StructuredStep>)> All(StructuredScope scope)
        => scope.Typed is not { } typed ? [] : [.. Declarations(scope, typed), .. Assignments(scope, typed), .. OfArrays(scope)];

    private static IEnumerable<(int, Gen<StructuredStep>)> Declarations(StructuredScope scope, TypedScope typed)
    {
        Gen<Expression> real = StructuredExpressions.Real(scope, 1);
        string pair = scope.NextName('q');
        yield return (3, StructuredStep.Simple(
            With(scope, typed with { Pairs = typed.Pairs.Add(pair) }), _ => $"Pair {pair} = {{0}};", TypedExpressions.Pair(scope, 1)));
        string state = scope.NextName('w');
        yield return (2, from text in Gen.Elements(
                             $"State {state} = new() {{{{ A = {{0}}, B = {{1}} }}}};", $"var {state} = new State({{0}}) {{{{ B = {{1}} }}}};", $"State {state} = default; {state}.A = {{0}} + {{1}};")
                         from step in StructuredStep.Simple(With(scope, typed with { States = typed.States.Add(state) }), _ => text, real, real)
                         select step);
        string tuple = scope.NextName('u');
        yield return (2, StructuredStep.Simple(
            With(scope, typed with { Tuples = typed.Tuples.Add(tuple) }), d => $"({d.Real} U, {d.Real} V) {tuple} = ({{0}}, {{1}});", real, real));
        if (scope.LoopDepth == 0)
        {
            string matrix = scope.NextName('g');
            yield return (2, StructuredStep.Simple(
                With(scope, typed with { Matrices = typed.Matrices.Add(matrix) }), d => $"{d.Real}[,] {matrix} = new {d.Real}[2, 3]; {matrix}[1, 2] = {{0}};", real));
        }

        ArrayVariable[] arrays = [.. scope.RealArrays.Where(a => a.Form == ArrayForm.Array)];
        if (arrays.Length > 0)
        {
            string array = scope.NextName('h');
            yield return (2, from a in Gen.Elements(arrays)
                             select StructuredStep.Of(
                                 scope.WithArray(new(array, Kind.Real, ArrayForm.Array, IsWritable: true, a.Length, a.MinimumLength)),
                                 Statement.Simple(d => $"{d.Real}[] {array} = {a.Name}.Select(e => {d.Math}.Sin(e) + {d.Number(0.5)} * e).ToArray();")));
        }
    }

    private static IEnumerable<(int, Gen<StructuredStep>)> Assignments(StructuredScope scope, TypedScope typed)
    {
        Gen<Expression> real = StructuredExpressions.Real(scope, 1);
        Gen<Expression> bounded = StructuredExpressions.Bounded(scope, 1);
        foreach (string pair in typed.Pairs.Where(p => p != "pair"))
        {
            yield return (2, StructuredStep.Simple(scope, d => $"{pair} = {{0}} * {d.Number(0.5)};", TypedExpressions.Pair(scope, 1)));
            yield return (1, StructuredStep.Simple(scope, d => $"{pair} += {{0}}.Bent({d.Number(0.25)}) * {{1}};", TypedExpressions.Pair(scope, 0), bounded));
        }

        foreach (string state in typed.States)
        {
            yield return (2, StructuredStep.Simple(scope, d => $"{state}.A = {d.Number(0.5)} * {{0}};", real));
            yield return (2, StructuredStep.Simple(scope, _ => $"{state}.B += {{0}};", bounded));
            yield return (1, StructuredStep.Simple(scope, d => $"{state} = {state} with {{{{ B = {d.Number(0.5)} * {{0}} }}}};", real));
        }

        foreach (string tuple in typed.Tuples)
        {
            yield return (2, StructuredStep.Simple(scope, d => $"({tuple}.U, {tuple}.V) = ({tuple}.V, {d.Number(0.5)} * {{0}});", real));
            yield return (1, StructuredStep.Simple(scope, _ => $"{tuple} = Both({{0}}, {{1}});", bounded, bounded));
        }

        foreach (string matrix in typed.Matrices)
        {
            yield return (3, StructuredStep.Simple(
                scope, _ => $"{matrix}[{{0}} % 2, {{1}} % 3] += {{2}};", StructuredExpressions.Integer(scope, 0), StructuredExpressions.Integer(scope, 0), bounded));
        }

        string first = scope.NextName('v');
        string second = scope.NextName('v', 1);
        if (!typed.Pairs.IsEmpty)
        {
            yield return (2, StructuredStep.Simple(
                scope.WithReal(first).WithReal(second), _ => $"var ({first}, {second}) = {{0}};", TypedExpressions.Pair(scope, 0)));
        }
    }

    private static IEnumerable<(int, Gen<StructuredStep>)> OfArrays(StructuredScope scope)
    {
        ArrayVariable[] arrays = [.. scope.Writable];
        if (arrays.Length > 0)
        {
            yield return (2, from a in Gen.Elements(arrays)
                             from source in Gen.Elements(scope.RealArrays.Where(s => s.Length == a.Length).ToArray())
                             from text in Gen.Elements<Func<Dialect, string>>(
                             [
                                 d => $"TensorPrimitives.Tanh<{d.Real}>({a.Name}, {a.Name});",
                                 d => $"TensorPrimitives.Multiply<{d.Real}>({a.Name}, {d.Number(0.5)}, {a.Name});",
                                 d => $"TensorPrimitives.SoftMax<{d.Real}>({a.Name}, {a.Name});",
                                 .. source.Name.StartsWith('p') || a.Name.StartsWith('p')
                                     ? Array.Empty<Func<Dialect, string>>()
                                     : [d => $"TensorPrimitives.Subtract<{d.Real}>({source.Name}, {a.Name}, {a.Name});"],
                             ])
                             select StructuredStep.Of(scope, Statement.Simple(text)));
        }

        ArrayVariable[] queried = [.. scope.RealArrays.Where(a => a.Form == ArrayForm.Array)];
        string[] names = [.. scope.Assignable];
        if (queried.Length > 0 && names.Length > 0)
        {
            string element = scope.NextName('e');
            yield return (1, from a in Gen.Elements(queried)
                             from n in Gen.Elements(names)
                             select StructuredStep.Of(scope, new Statement(
                                 d => $"foreach ({d.Real} {element} in {a.Name}.Select(e => {d.Math}.Cos(e) * e))",
                                 [],
                                 [("", [Statement.Simple(d => $"{n} = {d.Number(0.5)} * {n} + {element};")])])));
        }
    }

    private static StructuredScope With(StructuredScope scope, TypedScope typed) => scope.WithHidden() with { Typed = typed };
}
