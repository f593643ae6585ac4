using System.Collections.Generic;
using System.Linq;
using FsCheck;
using FsCheck.Fluent;

namespace SymGrad.EndToEnd.Tests.RandomPrograms.Structured;

/// <summary>Random assignments to variables and elements, and calls of helpers that make some.</summary>
internal static class StructuredStores
{
    private const int ExpressionDepth = 2;

    public static IEnumerable<(int, Gen<StructuredStep>)> All(StructuredScope scope)
    {
        string[] names = [.. scope.Assignable];
        ArrayVariable[] arrays = [.. scope.Writable];
        if (names.Length > 0)
        {
            Gen<Expression> name = Gen.Frequency(names.Select((n, i) => (1 + i, Gen.Constant(Expression.Variable(Kind.Real, n)))));
            yield return (6, Assignment(scope, name));
            yield return (2, Exchange(scope, name, name));
            if (arrays.Length > 0)
            {
                yield return (2, Exchange(scope, name, StructuredExpressions.Element(scope, arrays)));
            }
        }

        if (arrays.Length > 0)
        {
            Gen<Expression> element = StructuredExpressions.Element(scope, arrays);
            yield return (9, Assignment(scope, element));
            yield return (2, Exchange(scope, element, element));
            yield return (1, Swap(scope, element));
            yield return (1, Whole(scope, arrays));
        }

        string[] counters = [.. scope.Indices.Where(i => i.IsAssignable).Select(i => i.Name)];
        if (counters.Length > 0)
        {
            yield return (2, from c in Gen.Elements(counters)
                             from o in Gen.Elements("++", " += 2")
                             select StructuredStep.Of(scope, Statement.Simple(_ => $"{c}{o};")));
        }

        foreach (ArrayHelper helper in scope.Helpers)
        {
            if (helper.Form == ArrayHelperForm.Update && arrays.Length > 0)
            {
                yield return (5, from source in StructuredExpressions.Argument(scope.RealArrays)
                                 from destination in StructuredExpressions.Argument(arrays)
                                 from e in StructuredExpressions.Real(scope, 1)
                                 select StructuredStep.Of(scope, Statement.Simple(_ => $"{helper.Name}({source}, {destination}, {{0}});", e)));
            }
            else if (helper.Form == ArrayHelperForm.InPlace && arrays.Length > 0 && names.Length > 0)
            {
                yield return (3, from a in StructuredExpressions.Argument(arrays)
                                 from n in Gen.Elements(names)
                                 select StructuredStep.Of(scope, Statement.Simple(_ => $"{helper.Name}({a}, ref {n});")));
            }
        }
    }

    private static Gen<StructuredStep> Assignment(StructuredScope scope, Gen<Expression> place)
    {
        Gen<Expression> real = StructuredExpressions.Real(scope, ExpressionDepth);
        Gen<Expression> bounded = StructuredExpressions.Bounded(scope, ExpressionDepth - 1);
        return Gen.Frequency(
            (3, StructuredStep.Simple(scope, d => $"{{0}} = {d.Number(0.5)} * {{1}};", place, real)),
            (1, StructuredStep.Simple(scope, _ => "{0} = {1};", place, StructuredExpressions.Real(scope, 0))),
            (2, StructuredStep.Simple(scope, _ => "{0} = {1};", place, bounded)),
            (3, StructuredStep.Simple(scope, _ => "{0} += {1};", place, bounded)),
            (1, StructuredStep.Simple(scope, _ => "{0} -= {1};", place, bounded)),
            (2, StructuredStep.Simple(scope, _ => "{0} *= {1};", place, bounded)),
            (1, StructuredStep.Simple(scope, d => $"{{0}} /= {d.Number(1.5)} + {d.Math}.Abs({{1}} - {d.Number(0.173)});", place, bounded)),
            (1, StructuredStep.Simple(scope, _ => "{0}++;", place)));
    }

    /// <summary>Two places at once: all that is read is read before.</summary>
    private static Gen<StructuredStep> Exchange(StructuredScope scope, Gen<Expression> left, Gen<Expression> right)
        => from places in Gen.CollectToArray([left, right])
           from e in Gen.OneOf(Gen.Constant(places[0]), StructuredExpressions.Real(scope, 1))
           select StructuredStep.Of(scope, Statement.Simple(d => $"({{0}}, {{1}}) = ({{2}}, {d.Number(0.5)} * {{3}});", places[0], places[1], places[1], e));

    /// <summary>A swap by hand.</summary>
    private static Gen<StructuredStep> Swap(StructuredScope scope, Gen<Expression> element)
    {
        string name = scope.NextName('v');
        return from left in element
               from right in element
               select StructuredStep.Of(
                   scope.WithReal(name),
                   Statement.Simple(d => $"{d.Real} {name} = {{0}};", left),
                   Statement.Simple(_ => "{0} = {1};", left, right),
                   Statement.Simple(_ => $"{{0}} = {name};", right));
    }

    /// <summary>Whole arrays, and parts of them onto other parts.</summary>
    private static Gen<StructuredStep> Whole(StructuredScope scope, ArrayVariable[] arrays)
        => from array in Gen.Elements(arrays)
           from e in StructuredExpressions.Real(scope, 1)
           from source in Gen.Elements(scope.RealArrays.Where(a => a.Length == array.Length).ToArray())
           from text in Gen.Elements(
           [
               $"{array.Whole}.Fill({{0}});",
               $"{array.Whole}.Clear();",
               $"{source.Whole}.CopyTo({array.Name});",
               $"{array.WithoutLast}.CopyTo({array.WithoutFirst});",
               $"{array.WithoutFirst}.CopyTo({array.WithoutLast});",
               .. source.Form == ArrayForm.Array && array.Form == ArrayForm.Array ? PartialCopies(source.Name, array.Name) : [],
           ])
           select StructuredStep.Of(scope, Statement.Simple(_ => text, e));

    /// <summary>The same by the methods of arrays, which spans don't have.</summary>
    private static string[] PartialCopies(string source, string array) =>
    [
        $"Array.Copy({source}, 1, {array}, 0, {array}.Length - 1);",
        $"Array.Copy({source}, {array}, {array}.Length - 1);",
        $"{source}.CopyTo({array}, 0);",
        $"Array.Fill({array}, {{0}}, 1, {array}.Length - 1);",
        $"Array.Clear({array}, 0, {array}.Length - 1);",
    ];
}
