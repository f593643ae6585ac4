using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using FsCheck;
using FsCheck.Fluent;

namespace SymGrad.EndToEnd.Tests.RandomPrograms.Structured;

/// <summary>Random blocks: sequences of steps, branches, and the ways out of loops.</summary>
internal static class StructuredBlocks
{
    private const int ExpressionDepth = 2;
    private const int DeepestLoop = 3;
    private const int DeepestBlock = 5;

    /// <summary>The body of a method: some steps, a sum over what has been stored, and a return.</summary>
    public static Gen<ImmutableArray<Statement>> Method(StructuredScope scope, int length)
        => from start in Start(scope)
           from steps in Steps(start.After, length)
           from end in End(steps.After)
           select start.Statements.AddRange(steps.Statements).AddRange(end);

    /// <summary>A nested block of about the given number of steps.</summary>
    public static Gen<ImmutableArray<Statement>> Nested(StructuredScope scope, int length)
        => Steps(scope, length).Select(s => s.Statements);

    /// <summary>Every method has a number and an array of its own, or what is stored to would often be missing.</summary>
    private static Gen<StructuredStep> Start(StructuredScope scope)
        => from number in StructuredDeclarations.Real(scope)
           from array in scope.Writable.Any() ? Gen.Constant(new StructuredStep([], number.After)) : StructuredDeclarations.Array(number.After)
           select new StructuredStep(number.Statements.AddRange(array.Statements), array.After);

    private static Gen<StructuredStep> Steps(StructuredScope scope, int length) => length == 0
        ? Gen.Constant(new StructuredStep([], scope))
        : from step in Lazily.Generate(() => Step(scope, length))
          from rest in Steps(step.After, length - 1)
          select rest with { Statements = step.Statements.AddRange(rest.Statements) };

    private static Gen<StructuredStep> Step(StructuredScope scope, int length)
    {
        var choices = new List<(int, Gen<StructuredStep>)>();
        choices.AddRange(StructuredDeclarations.All(scope));
        choices.AddRange(StructuredStores.All(scope));
        choices.AddRange(TypedSteps.All(scope));
        if (scope.Depth < DeepestBlock)
        {
            choices.AddRange(Branches(scope, length));
            if (scope.LoopDepth < DeepestLoop)
            {
                choices.Add((scope.LoopDepth == 0 ? 14 : 9, StructuredLoops.Any(scope, length)));
            }
        }

        return Gen.Frequency(choices);
    }

    private static IEnumerable<(int, Gen<StructuredStep>)> Branches(StructuredScope scope, int length)
    {
        Gen<Expression> condition = StructuredExpressions.Truth(scope, 1);
        Gen<ImmutableArray<Statement>> block = Gen.Choose(1, 1 + (length / 2)).SelectMany(n => Nested(scope.Nested(), n));
        yield return (2, from c in condition
                         from then in block
                         select StructuredStep.Of(scope, new Statement(_ => "if ({0})", [c], [("", then)])));
        yield return (2, from c in condition
                         from then in block
                         from otherwise in block
                         select StructuredStep.Of(scope, new Statement(_ => "if ({0})", [c], [("", then), ("else", otherwise)])));
        yield return (1, from i in StructuredExpressions.Integer(scope, 1)
                         from first in block
                         from second in block
                         from other in block
                         select StructuredStep.Of(scope, new Statement(
                             _ => $"switch (({{0}} + {scope.Arrays[0].Name}.Length) % 4)\n{{{{\n    case 0:",
                             [i],
                             [("", first), ("break; case 2:", second), ("break; default:", other)],
                             "break; }}")));

        // Now and then a way out.
        yield return (1, Exit(scope, Return(scope).Select(r => ImmutableArray.Create(r))));
        if (scope.LoopDepth > 0)
        {
            foreach (string jump in new[] { "break;", "continue;" })
            {
                yield return (2, Exit(scope, Nested(scope.Nested(), length > 1 ? 1 : 0).Select(
                    s => s.Add(Statement.Simple(_ => jump)))));
            }
        }
    }

    private static Gen<StructuredStep> Exit(StructuredScope scope, Gen<ImmutableArray<Statement>> body)
        => from c in StructuredExpressions.Truth(scope, 1)
           from b in body
           select StructuredStep.Of(scope, new Statement(_ => "if ({0})", [c], [("", b)]));

    private static Gen<Statement> Return(StructuredScope scope) => scope.IsVoid
        ? Gen.Constant(Statement.Simple(_ => "return;"))
        : StructuredExpressions.Real(scope, ExpressionDepth).Select(e => Statement.Simple(_ => "return {0};", e));

    /// <summary>All that has been stored counts for the result.</summary>
    private static Gen<ImmutableArray<Statement>> End(StructuredScope scope)
    {
        if (scope.IsVoid)
        {
            return Gen.Constant(ImmutableArray<Statement>.Empty);
        }

        string total = scope.NextName('s');
        string[] numbers = [.. scope.Assignable.Select((n, i) => $"{n} * {(i % 3) + 1}"), .. scope.Typed?.Stored ?? []];
        IEnumerable<Statement> sums = scope.Writable.Select(a => new Statement(
            _ => $"for (int i = 0; i < {a.Name}.Length; i++)",
            [],
            [("", [Statement.Simple(d => $"{total} += {a.Name}[i] * {d.Math}.Cos(i);")])]));
        return from e in StructuredExpressions.Real(scope, ExpressionDepth)
               select ImmutableArray.CreateRange<Statement>(
               [
                   Statement.Simple(d => $"{d.Real} {total} = {{0}};", e),
                   .. numbers.Select(n => Statement.Simple(_ => $"{total} += {n};")),
                   .. sums,
                   Statement.Simple(_ => $"return {total};"),
               ]);
    }
}
