using System;
using System.Collections.Generic;
using System.Linq;
using FsCheck;
using FsCheck.Fluent;

namespace SymGrad.EndToEnd.Tests.RandomPrograms.Structured;

/// <summary>Random declarations: numbers, counters, arrays, copies, slices and references to elements.</summary>
internal static class StructuredDeclarations
{
    private const int ExpressionDepth = 2;

    public static IEnumerable<(int, Gen<StructuredStep>)> All(StructuredScope scope)
    {
        yield return (2, Real(scope));
        yield return (1, Counter(scope));
        yield return (scope.LoopDepth == 0 ? 2 : 1, Array(scope));
        if (scope.RealArrays.Any(a => a.MinimumLength > 1))
        {
            yield return (2, Slice(scope));
        }

        if (scope.Writable.Any())
        {
            yield return (1, Reference(scope));
        }
    }

    public static Gen<StructuredStep> Real(StructuredScope scope)
    {
        string name = scope.NextName('v');
        return StructuredStep.Simple(
            scope.WithReal(name), d => $"{d.Real} {name} = {{0}};", StructuredExpressions.Real(scope, ExpressionDepth));
    }

    public static Gen<StructuredStep> Array(StructuredScope scope)
    {
        string name = scope.NextName('h');
        var choices = new List<(int, Gen<StructuredStep>)>
        {
            (2, Gen.Choose(2, 4).Select(n => Made(ArrayForm.Array, name, n, d => $"{d.Real}[] {name} = new {d.Real}[{n}];"))),
            (1, from e in StructuredExpressions.Real(scope, 1)
                from f in StructuredExpressions.Real(scope, 1)
                let step = Made(ArrayForm.Array, name, 2, d => $"{d.Real}[] {name} = {{{{ {{0}}, {{1}} }}}};")
                select step with { Statements = [step.Statements[0] with { Expressions = [e, f] }] }),
        };
        foreach (ArrayVariable like in scope.RealArrays)
        {
            choices.Add((2, Gen.Constant(Made(
                ArrayForm.Array, like.Length, like.MinimumLength, d => $"{d.Real}[] {name} = new {d.Real}[{like.Name}.Length];"))));
            choices.Add((1, Gen.Constant(Made(
                ArrayForm.Array, name, like.MinimumLength + 1, d => $"{d.Real}[] {name} = new {d.Real}[{like.Name}.Length + 1];"))));
            choices.Add((2, Gen.Constant(Made(
                ArrayForm.Array, like.Length, like.MinimumLength, d => $"{d.Real}[] {name} = {like.Whole}.ToArray();"))));
        }

        // The stack would grow with every iteration of a loop.
        if (scope.LoopDepth == 0)
        {
            choices.Add((4, Gen.Choose(2, 4).Select(
                n => Made(ArrayForm.Span, name, n, d => $"Span<{d.Real}> {name} = stackalloc {d.Real}[{n}];"))));
        }

        return Gen.Frequency(choices);

        StructuredStep Made(ArrayForm form, string length, int minimum, Func<Dialect, string> text) => StructuredStep.Of(
            scope.WithArray(new(name, Kind.Real, form, IsWritable: true, length, minimum)), Statement.Simple(text));
    }

    private static Gen<StructuredStep> Counter(StructuredScope scope)
    {
        string name = scope.NextName('k');
        return StructuredStep.Simple(
            scope.WithIndex(name, isAssignable: true), _ => $"int {name} = {{0}};", StructuredExpressions.Integer(scope, 1));
    }

    /// <summary>A part of an array: its elements are the array's.</summary>
    private static Gen<StructuredStep> Slice(StructuredScope scope)
    {
        string name = scope.NextName('p');
        return from array in Gen.Elements(scope.RealArrays.Where(a => a.MinimumLength > 1).ToArray())
               from start in StructuredExpressions.Integer(scope, 0)
               from part in Gen.Elements(
                   array.WithoutFirst,
                   array.WithoutLast,
                   array.Form == ArrayForm.Array ? $"{array.Name}.AsSpan(0, 2)" : $"{array.Name}.Slice(0, 2)",
                   array.Form == ArrayForm.Array ? $"{array.Name}.AsSpan({{0}} % {array.Name}.Length)" : $"{array.Name}[({{0}} % {array.Name}.Length)..]",
                   array.Whole)
               select StructuredStep.Of(
                   scope.WithArray(new(name, Kind.Real, ArrayForm.Span, array.IsWritable, name, 1)),
                   Statement.Simple(d => $"{(array.IsWritable ? "" : "ReadOnly")}Span<{d.Real}> {name} = {part};", start));
    }

    /// <summary>Another name for an element.</summary>
    private static Gen<StructuredStep> Reference(StructuredScope scope)
    {
        string name = scope.NextName('r');
        return StructuredStep.Simple(
            scope.WithReal(name), d => $"ref {d.Real} {name} = ref {{0}};", StructuredExpressions.Element(scope, scope.Writable));
    }
}
