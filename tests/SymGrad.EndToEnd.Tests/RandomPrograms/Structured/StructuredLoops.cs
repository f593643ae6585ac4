using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using FsCheck;
using FsCheck.Fluent;

namespace SymGrad.EndToEnd.Tests.RandomPrograms.Structured;

/// <summary>Random loops. What ends them is no part that shrinking takes away.</summary>
internal static class StructuredLoops
{
    public static Gen<StructuredStep> Any(StructuredScope scope, int length)
    {
        var choices = new List<(int, Gen<StructuredStep>)>
        {
            (2, Repeated(scope, length)),
            (2, WithMovingBound(scope, length)),
            (1, WithJumpingIndex(scope, length)),
            (1, OverNumbers(scope, length)),
            (2, While(scope, length)),
            (1, WithoutCondition(scope, length)),
            (1, WithoutIncrement(scope, length)),
            (2, Do(scope, length)),
        };
        choices.AddRange(scope.Arrays.SelectMany(a => Over(scope, a, length)));
        choices.AddRange(scope.Indices.SelectMany(i => Triangular(scope, i, length)));
        return Gen.Frequency(choices);
    }

    private static Gen<ImmutableArray<Statement>> Body(StructuredScope scope, int length)
        => Gen.Choose(1, 1 + (length / 2)).SelectMany(n => StructuredBlocks.Nested(scope.Looped(), n));

    private static Gen<StructuredStep> Loop(
        StructuredScope scope, StructuredScope inside, int length, string header, params Gen<Expression>[] expressions)
        => from e in Gen.CollectToArray(expressions)
           from body in Body(inside, length)
           select StructuredStep.Of(scope, new Statement(_ => header, [.. e], [("", body)]));

    /// <summary>Loops over the elements of an array or their indices.</summary>
    private static IEnumerable<(int, Gen<StructuredStep>)> Over(StructuredScope scope, ArrayVariable array, int length)
    {
        string i = scope.NextName('i');
        string j = scope.NextName('i', 1);
        string v = scope.NextName('e');
        string count = $"{array.Name}.Length";
        StructuredScope inside = scope.WithIndex(i, false, array.Length);
        StructuredScope both = inside.WithIndex(j, false, array.Length);
        yield return (3, Loop(scope, inside, length, $"for (int {i} = 0; {i} < {count}; {i}++)"));
        yield return (1, Loop(scope, inside, length, $"for (int {i} = 1; {i} < {count}; ++{i})"));
        yield return (1, Loop(scope, inside, length, $"for (int {i} = {count} - 1; {i} >= 0; {i}--)"));
        yield return (1, Loop(scope, inside, length, $"for (int {i} = {count} - 1; {i} > 0; {i} -= 1)"));
        yield return (1, Loop(scope, inside, length, $"for (int {i} = 0; {i} < {count}; {i} += 2)"));
        yield return (1, Loop(scope, both, length, $"for (int {i} = 0, {j} = {count} - 1; {i} < {j}; {i}++, {j}--)"));
        yield return (1, Loop(
            scope, inside, length, $"for (int {i} = 0; {i} < {count} && {{0}}; {i}++)", StructuredExpressions.Truth(scope, 1)));
        if (array.Element == Kind.Real)
        {
            yield return (2, Loop(scope, scope.WithReal(v, isAssignable: false), length, $"foreach (var {v} in {array.Name})"));
            if (array is { IsWritable: true, Form: ArrayForm.Span })
            {
                yield return (2, Loop(scope, scope.WithReal(v), length, $"foreach (ref var {v} in {array.Name})"));
            }
        }
        else if (array.Element == Kind.Integer)
        {
            yield return (2, Loop(scope, scope.WithIndex(i, false), length, $"foreach (int {i} in {array.Name})"));
        }
    }

    private static IEnumerable<(int, Gen<StructuredStep>)> Triangular(StructuredScope scope, IndexVariable outer, int length)
    {
        string i = scope.NextName('i');
        StructuredScope inside = scope.WithIndex(i, false, outer.Lengths);
        if (outer.IsAssignable)
        {
            yield break;
        }

        yield return (5, Loop(scope, inside, length, $"for (int {i} = 0; {i} <= {outer.Name}; {i}++)"));
        yield return (5, Loop(scope, inside, length, $"for (int {i} = {outer.Name}; {i} >= 0; {i}--)"));
        foreach (ArrayVariable array in scope.Arrays.Where(a => outer.Lengths.Contains(a.Length)))
        {
            yield return (5, Loop(scope, inside, length, $"for (int {i} = {outer.Name} + 1; {i} < {array.Name}.Length; {i}++)"));
        }
    }

    /// <summary>A number of times that is computed.</summary>
    private static Gen<StructuredStep> Repeated(StructuredScope scope, int length)
    {
        string i = scope.NextName('i');
        return Loop(scope, scope.WithIndex(i, false), length, $"for (int {i} = 0; {i} < {{0}} % 4; {i}++)", StructuredExpressions.Integer(scope, 1));
    }

    private static Gen<StructuredStep> WithMovingBound(StructuredScope scope, int length)
    {
        string bound = scope.NextName('m');
        StructuredScope after = scope.WithHidden();
        string i = after.NextName('i');
        StructuredScope inside = after.WithIndex(i, false);
        return from start in Gen.Choose(1, 4)
               from change in Gen.Elements($"if ({{0}} && {bound} < 5) {{{{ {bound}++; }}}}", $"if ({{0}}) {{{{ {bound}--; }}}}")
               from condition in StructuredExpressions.Truth(inside.Looped(), 1)
               from body in Body(inside, length)
               select StructuredStep.Of(
                   after,
                   Statement.Simple(_ => $"int {bound} = {start};"),
                   new Statement(
                       _ => $"for (int {i} = 0; {i} < {bound}; {i}++)", [], [("", body.Add(Statement.Simple(_ => change, condition)))]));
    }

    /// <summary>The body moves the index on.</summary>
    private static Gen<StructuredStep> WithJumpingIndex(StructuredScope scope, int length)
    {
        string i = scope.NextName('i');
        StructuredScope inside = scope.WithIndex(i, false);
        return from condition in StructuredExpressions.Truth(inside.Looped(), 1)
               from body in Body(inside, length)
               select StructuredStep.Of(scope, new Statement(
                   _ => $"for (int {i} = 0; {i} < 5; {i}++)",
                   [],
                   [("", body.Insert(body.Length / 2, Statement.Simple(_ => $"if ({{0}}) {{{{ {i} += 2; }}}}", condition)))]));
    }

    /// <summary>The counter is a real number.</summary>
    private static Gen<StructuredStep> OverNumbers(StructuredScope scope, int length)
    {
        string v = scope.NextName('e');
        return from body in Body(scope.WithReal(v, isAssignable: false), length)
               select StructuredStep.Of(scope, new Statement(
                   d => $"for ({d.Real} {v} = {d.Number(0.1)}; {v} < {d.Number(1.2)}; {v} += {d.Number(0.3)})", [], [("", body)]));
    }

    private static Gen<StructuredStep> While(StructuredScope scope, int length)
    {
        string t = scope.NextName('t');
        StructuredScope after = scope.WithIndex(t, isAssignable: false);
        return from header in Gen.Elements($"while ({t}++ < 4 && {{0}})", $"while (({{0}} || {t} > 2) && ++{t} < 6)")
               from loop in Loop(after, after, length, header, StructuredExpressions.Truth(after, 1))
               select loop with { Statements = loop.Statements.Insert(0, Statement.Simple(_ => $"int {t} = 0;")) };
    }

    private static Gen<StructuredStep> WithoutCondition(StructuredScope scope, int length)
    {
        string t = scope.NextName('t');
        StructuredScope after = scope.WithIndex(t, isAssignable: false);
        return from body in Body(after, length)
               from loop in Gen.Elements("for (;;)", "while (true)")
               from exit in Gen.Choose(0, body.Length)
               let condition = Statement.Simple(_ => $"if ({t}++ >= 3) {{{{ break; }}}}") with { IsFixed = true }
               where exit == 0 || !MayContinue(body.Take(exit))
               select StructuredStep.Of(
                   after,
                   Statement.Simple(_ => $"int {t} = 0;"),
                   new Statement(_ => loop, [], [("", body.Insert(exit, condition))]));
    }

    private static Gen<StructuredStep> WithoutIncrement(StructuredScope scope, int length)
    {
        string i = scope.NextName('i');
        StructuredScope inside = scope.WithIndex(i, false);
        return from body in Body(inside, length)
               select StructuredStep.Of(scope, new Statement(
                   _ => $"for (int {i} = 0; {i} < 4;)", [], [("", body.Insert(0, Statement.Simple(_ => $"{i}++;") with { IsFixed = true }))]));
    }

    private static Gen<StructuredStep> Do(StructuredScope scope, int length)
    {
        string t = scope.NextName('t');
        StructuredScope after = scope.WithIndex(t, isAssignable: false);
        return from condition in StructuredExpressions.Truth(after, 1)
               from body in Body(after, length)
               select StructuredStep.Of(
                   after,
                   Statement.Simple(_ => $"int {t} = 0;"),
                   new Statement(_ => "do", [condition], [("", body)], $"while (++{t} < 4 && {{0}});"));
    }

    /// <summary>Whether statements may jump past those after them.</summary>
    private static bool MayContinue(IEnumerable<Statement> statements)
        => statements.Any(s => s.Text(Dialect.Double) == "continue;" || s.Blocks.Any(b => MayContinue(b.Body)));
}
