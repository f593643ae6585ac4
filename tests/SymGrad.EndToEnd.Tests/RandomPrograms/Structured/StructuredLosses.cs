using System;
using System.Collections.Immutable;
using System.Linq;
using FsCheck;
using FsCheck.Fluent;

namespace SymGrad.EndToEnd.Tests.RandomPrograms.Structured;

/// <summary>Random losses with loops and arrays: parameters, helpers, body, and points with arrays of different lengths.</summary>
internal static class StructuredLosses
{
    private const int PointsPerLoss = 3;
    private const string Long = "long";
    private const string Short = "short";
    private const string Indices = "indices";

    public static Gen<LossSource> Losses { get; } =
        from dialect in Gen.Frequency((6, Gen.Constant(Dialect.Double)), (1, Gen.Constant(Dialect.Single)))
        from parameters in Parameters
        from helpers in Helpers
        let scope = ScopeOf(parameters) with { Helpers = [.. helpers.Select(h => h.Called)] }
        from length in Gen.Choose(2, 4)
        from body in StructuredBlocks.Method(scope, length)
        from points in Gen.CollectToArray(Enumerable.Repeat(Point(parameters, dialect), PointsPerLoss))
        select new LossSource(dialect, [.. parameters.Select(p => p.Parameter)], [.. helpers.Select(h => h.Helper)], body, [.. points]);

    private static Gen<ImmutableArray<(LossParameter Parameter, string Length)>> Parameters =>
        from first in Array("a", Kind.Real, true, Long)
        from second in Maybe(Array("b", Kind.Real, true, Long), Array("b", Kind.Real, true, Short))
        from theta in Maybe(Scalar("θ", Kind.Real, true))
        from x in Maybe(Array("x", Kind.Real, false, Long), Array("x", Kind.Real, false, Short))
        from y in Maybe(Scalar("y", Kind.Real, false))
        from indices in Maybe(Array("index", Kind.Integer, false, Indices))
        from mask in Maybe(Array("mask", Kind.Truth, false, Short), Array("mask", Kind.Truth, false, Long))
        from n in Maybe(Scalar("n", Kind.Integer, false))
        select ImmutableArray.Create([first, .. second, .. theta, .. x, .. y, .. indices, .. mask, .. n]);

    private static Gen<ImmutableArray<(Helper Helper, ArrayHelper Called)>> Helpers =>
        from count in Gen.Frequency((2, Gen.Constant(0)), (1, Gen.Constant(1)), (1, Gen.Choose(2, 3)))
        from value in Lazily.Generate(() => Helper("H0", ArrayHelperForm.Value, []))
        from update in Lazily.Generate(() => Helper("H1", ArrayHelperForm.Update, [value.Called]))
        from inPlace in Lazily.Generate(() => Helper("H2", ArrayHelperForm.InPlace, [value.Called]))
        from order in Gen.Shuffle<(Helper Helper, ArrayHelper Called)>([update, inPlace])
        select ImmutableArray.Create([value, .. order])[..count];

    private static Gen<(Helper Helper, ArrayHelper Called)> Helper(string name, ArrayHelperForm form, ImmutableArray<ArrayHelper> callees)
    {
        ArrayVariable source = new("source", Kind.Real, ArrayForm.Span, IsWritable: false, "source", 1);
        ArrayVariable destination = new("destination", Kind.Real, ArrayForm.Span, IsWritable: true, "destination", 1);
        Func<Dialect, string> header = form switch
        {
            ArrayHelperForm.Value => d => $"{d.Real} {name}(ReadOnlySpan<{d.Real}> source, {d.Real} z)",
            ArrayHelperForm.Update => d => $"void {name}(ReadOnlySpan<{d.Real}> source, Span<{d.Real}> destination, {d.Real} z)",
            _ => d => $"{d.Real} {name}(Span<{d.Real}> destination, ref {d.Real} z)",
        };
        ImmutableArray<ArrayVariable> arrays = form switch
        {
            ArrayHelperForm.Value => [source],
            ArrayHelperForm.Update => [source, destination],
            _ => [destination],
        };
        StructuredScope scope = new([new("z", Kind.Real, true)], arrays, [], callees, IsVoid: form == ArrayHelperForm.Update);
        return from length in Gen.Choose(1, 2)
               from body in StructuredBlocks.Method(scope, length)
               select (new Helper(name, header, body), new ArrayHelper(name, form));
    }

    private static StructuredScope ScopeOf(ImmutableArray<(LossParameter Parameter, string Length)> parameters)
    {
        ILookup<bool, (LossParameter Parameter, string Length)> byForm = parameters.ToLookup(p => p.Parameter.Form != ArrayForm.None);
        return new(
            [.. byForm[false].Where(p => p.Parameter.Kind == Kind.Real).Select(p => new Variable(p.Parameter.Name, Kind.Real, true))],
            [.. byForm[true].Select(p => new ArrayVariable(
                p.Parameter.Name, p.Parameter.Kind, p.Parameter.Form, IsWritable: false, p.Length, p.Length == Long ? 2 : 1))],
            [.. byForm[false].Where(p => p.Parameter.Kind == Kind.Integer).Select(p => new IndexVariable(p.Parameter.Name, [], true))],
            []);
    }

    private static Gen<(LossParameter Parameter, string Length)> Array(string name, Kind kind, bool isTheta, string length)
        => Gen.Elements(ArrayForm.Span, ArrayForm.Array).Select(form => (new LossParameter(name, kind, isTheta, form), length));

    private static Gen<(LossParameter Parameter, string Length)> Scalar(string name, Kind kind, bool isTheta)
        => Gen.Constant((new LossParameter(name, kind, isTheta), ""));

    private static Gen<ImmutableArray<T>> Maybe<T>(params Gen<T>[] generators)
        => Gen.OneOf([Gen.Constant(ImmutableArray<T>.Empty), .. generators.Select(g => g.Select(v => ImmutableArray.Create(v)))]);

    private static Gen<ImmutableArray<object>> Point(ImmutableArray<(LossParameter Parameter, string Length)> parameters, Dialect dialect)
        => from longer in Gen.Choose(2, 4)
           from shorter in Gen.Choose(1, 3)
           from indices in Gen.Choose(1, 4)
           from values in Gen.CollectToArray(parameters.Select(p => Argument(
               p.Parameter, dialect, p.Length switch { Long => longer, Short => shorter, _ => indices })))
           select values.ToImmutableArray();

    private static Gen<object> Argument(LossParameter parameter, Dialect dialect, int length) => parameter.Kind switch
    {
        Kind.Real when dialect == Dialect.Single => Argument(parameter.Form, Number.Select(x => (float)x), length),
        Kind.Real => Argument(parameter.Form, Number, length),
        Kind.Integer => Argument(parameter.Form, Gen.Choose(0, 4), length),
        _ => Argument(parameter.Form, Gen.Elements(false, true), length),
    };

    private static Gen<object> Argument<T>(ArrayForm form, Gen<T> element, int length) => form == ArrayForm.None
        ? element.Select(e => (object)e!)
        : Gen.CollectToArray(Enumerable.Repeat(element, length)).Select(a => (object)a);

    private static Gen<double> Number => Gen.Choose(-2000, 2000).Select(n => n / 997.0);
}
