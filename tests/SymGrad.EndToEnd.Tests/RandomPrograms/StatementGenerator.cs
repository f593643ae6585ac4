using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using FsCheck;
using FsCheck.Fluent;

namespace SymGrad.EndToEnd.Tests.RandomPrograms;

/// <summary>Random statements and blocks.</summary>
internal static class StatementGenerator
{
    private const int ExpressionDepth = 2;

    /// <summary>A block of about the given number of statements that returns a value in the end.</summary>
    public static Gen<ImmutableArray<Statement>> Returning(Scope scope, int length) => length == 0
        ? Return(scope).Select(r => ImmutableArray.Create(r))
        : from step in Lazily.Generate(() => Step(scope, length))
          from rest in Returning(step.After, length - 1)
          select rest.Insert(0, step.Statement);

    public static Gen<Statement> Return(Scope scope)
        => from e in ExpressionGenerator.Real(scope, ExpressionDepth + 1)
           from last in ExpressionGenerator.Variable(scope, Kind.Real)
           select Statement.Simple(_ => "return {0} + {1};", e, last);

    /// <summary>A nested block that runs through.</summary>
    private static Gen<ImmutableArray<Statement>> Passing(Scope scope, int length) => length == 0
        ? Gen.Constant(ImmutableArray<Statement>.Empty)
        : from step in Lazily.Generate(() => Step(scope, length))
          from rest in Passing(step.After, length - 1)
          select rest.Insert(0, step.Statement);

    /// <summary>A nested block that runs through or, now and then, returns early.</summary>
    private static Gen<ImmutableArray<Statement>> Nested(Scope scope, int length) => Lazily.Generate(() => Gen.Frequency(
        (4, Passing(scope.Nested(), 1 + (length / 3))),
        (1, Returning(scope.Nested(), length / 3))));

    private static Gen<(Statement Statement, Scope After)> Step(Scope scope, int length)
    {
        Gen<Expression> real = ExpressionGenerator.Real(scope, ExpressionDepth);
        var choices = new List<(int, Gen<(Statement, Scope)>)>
        {
            (6, real.Select(e => (Statement.Simple(d => $"{d.Real} {scope.NextName()} = {{0}};", e), scope.Declare(Kind.Real, true)))),
            (1, real.Select(e => (Statement.Simple(_ => $"var {scope.NextName()} = {{0}};", e), scope.Declare(Kind.Real, true)))),
            (1, Gen.Choose(-20, 20).Select(n => (
                Statement.Simple(d => $"const {d.Real} {scope.NextName()} = {{0}};", Expression.Number(n / 8.0)),
                scope.Declare(Kind.Real, false)))),
            (1, ExpressionGenerator.Integer(scope, 1).Select(e => (
                Statement.Simple(_ => $"int {scope.NextName()} = {{0}};", e), scope.Declare(Kind.Integer, true)))),
            (1, ExpressionGenerator.Truth(scope, 1).Select(e => (
                Statement.Simple(_ => $"bool {scope.NextName()} = {{0}};", e), scope.Declare(Kind.Truth, false)))),
            (1, real.Two().Select(pair => (
                Statement.Simple(d => $"({d.Real} {scope.NextName()}, var {scope.NextName(1)}) = ({{0}}, {{1}});", pair.Item1, pair.Item2),
                scope.Declare(Kind.Real, true).Declare(Kind.Real, true)))),
            (1, Function(scope)),
        };
        choices.AddRange(Assignments(scope, real).Select(c => (c.Weight, c.Statements.Select(s => (s, scope)))));
        if (length > 1 && scope.Depth < 4)
        {
            choices.AddRange(Branches(scope, length).Select(c => (c.Weight, c.Statements.Select(s => (s, scope)))));
        }

        foreach (Callable pair in scope.Callables.Where(c => c.ReturnsPair))
        {
            choices.Add((2, real.Two().Select(arguments => (
                Statement.Simple(
                    _ => $"var ({scope.NextName()}, {scope.NextName(1)}) = {pair.Name}({{0}}, {{1}});", arguments.Item1, arguments.Item2),
                scope.Declare(Kind.Real, true).Declare(Kind.Real, true)))));
        }

        return Gen.Frequency(choices);
    }

    private static IEnumerable<(int Weight, Gen<Statement> Statements)> Assignments(Scope scope, Gen<Expression> real)
    {
        string[] reals = [.. scope.Assignable(Kind.Real).Select(v => v.Name)];
        string[] integers = [.. scope.Assignable(Kind.Integer).Select(v => v.Name)];
        if (reals.Length > 0)
        {
            Gen<string> name = Gen.Elements(reals);
            yield return (2, from n in name from e in real select Statement.Simple(_ => $"{n} = {{0}};", e));
            yield return (3, from n in name
                             from o in Gen.Elements("+=", "-=", "*=")
                             from e in real
                             select Statement.Simple(_ => $"{n} {o} {{0}};", e));
            yield return (1, from n in name from e in real select Statement.Simple(d => $"{n} /= {d.Number(2)} + {d.Math}.Cos({{0}});", e));
            yield return (1, from n in name from o in Gen.Elements("++", "--") select Statement.Simple(_ => $"{n}{o};"));
        }

        if (reals.Length > 1)
        {
            yield return (1, from names in Gen.Shuffle(reals)
                             from e in real
                             select Statement.Simple(_ => $"({names[0]}, {names[1]}) = ({names[1]}, {{0}});", e));
        }

        if (integers.Length > 0)
        {
            Gen<string> name = Gen.Elements(integers);
            yield return (1, from n in name from o in Gen.Elements("{0}++;", "--{0};", "{0} += 2;", "{0} -= 1;", "{0} *= 2;")
                             select Statement.Simple(_ => string.Format(System.Globalization.CultureInfo.InvariantCulture, o, n)));
        }
    }

    private static IEnumerable<(int Weight, Gen<Statement> Statements)> Branches(Scope scope, int length)
    {
        Gen<Expression> condition = ExpressionGenerator.Truth(scope, ExpressionDepth);
        Gen<ImmutableArray<Statement>> block = Nested(scope, length);
        yield return (5, from c in condition from then in block select new Statement(_ => "if ({0})", [c], [("", then)]));
        yield return (5, from c in condition
                         from then in block
                         from otherwise in block
                         select new Statement(_ => "if ({0})", [c], [("", then), ("else", otherwise)]));
        yield return (1, from e in ExpressionGenerator.Real(scope, 1)
                         from first in Passing(scope.Nested(), 1)
                         from second in Passing(scope.Nested(), 1)
                         from other in Passing(scope.Nested(), 1)
                         select new Statement(
                             d => $"switch ((int){d.Real}.Clamp({{0}}, {d.Number(-5)}, {d.Number(5)}))\n        {{{{\n        case 0:",
                             [e],
                             [("", first), ("break; case 1 or 3:", second), ("break; default:", other)],
                             "break; }}"));
        yield return (1, from e in ExpressionGenerator.Real(scope, 1)
                         from first in Nested(scope, 1)
                         from second in Returning(scope.Nested(), 1)
                         from other in Passing(scope.Nested(), 1)
                         select new Statement(
                             d => $"switch ({d.Math}.Cbrt({{0}}))\n        {{{{\n        case > {d.Number(0.5)} and < {d.Number(3)}:",
                             [e],
                             [("", first), ("break; case < -1:", second), ("default:", other)],
                             "break; }}"));
        yield return (1, from c in condition
                         from e in ExpressionGenerator.Real(scope, 0)
                         select Statement.Simple(
                             d => $"if ({{0}} && {d.Math}.Cbrt({{1}}) > {d.Number(1.1)}) {{{{ throw new ArgumentException($\"too large: {{{{{{1}}}}}}\"); }}}}", c, e));
        yield return (1, from e in Returning(scope.Nested(), 0)
                         from c in condition
                         select new Statement(_ => "if ({0})", [c], [("", e)]));
    }

    private static Gen<(Statement Statement, Scope After)> Function(Scope scope)
    {
        string name = scope.NextName();
        Scope captured = scope with { Variables = scope.Variables.Add(new("z", Kind.Real, false)) };
        Scope own = scope with { Variables = [new("z", Kind.Real, false)], Callables = [.. scope.Callables.Where(c => c.Name.StartsWith('H'))] };
        return Gen.OneOf(
            from e in ExpressionGenerator.Real(captured, ExpressionDepth)
            select (Statement.Simple(d => $"{d.Real} {name}({d.Real} z) => {{0}};", e), scope.DeclareFunction(1)),
            from e in ExpressionGenerator.Real(own, ExpressionDepth)
            select (Statement.Simple(d => $"static {d.Real} {name}({d.Real} z) => {{0}};", e), scope.DeclareFunction(1)));
    }
}
