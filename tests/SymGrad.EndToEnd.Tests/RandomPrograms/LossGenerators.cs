using System.Collections.Immutable;
using System.Globalization;
using System.Linq;
using FsCheck;
using FsCheck.Fluent;

namespace SymGrad.EndToEnd.Tests.RandomPrograms;

/// <summary>Random losses: parameters, helpers, body, and the points to check at.</summary>
internal static class LossGenerators
{
    private const int PointsPerLoss = 3;

    public static Gen<LossSource> Losses { get; } =
        from dialect in Gen.Frequency((5, Gen.Constant(Dialect.Double)), (1, Gen.Constant(Dialect.Single)))
        from parameters in Parameters
        from helpers in Helpers
        let callables = helpers.Select(h => h.Callable).ToImmutableArray()
        let scope = new Scope([.. parameters.Select(p => new Variable(p.Name, p.Kind, IsAssignable: true))], callables, 0, 0)
        from length in Gen.Choose(0, 5)
        from body in StatementGenerator.Returning(scope, length)
        from points in Gen.CollectToArray(Enumerable.Repeat(Point(parameters, dialect), PointsPerLoss))
        select new LossSource(dialect, parameters, [.. helpers.Select(h => h.Helper)], body, [.. points]);

    private static Gen<ImmutableArray<LossParameter>> Parameters =>
        from thetas in Gen.Choose(1, 5)
        from reals in Gen.Choose(0, 3)
        from integers in Gen.Choose(0, 1)
        from truths in Gen.Frequency((3, Gen.Constant(0)), (1, Gen.Constant(1)))
        select ImmutableArray.CreateRange(
            Named("θ", thetas, Kind.Real, true)
                .Concat(Named("x", reals, Kind.Real, false))
                .Concat(Named("n", integers, Kind.Integer, false))
                .Concat(Named("flag", truths, Kind.Truth, false)));

    /// <summary>A function of one real, one of two with a body of statements that may call the first, and one that returns a pair.</summary>
    private static Gen<ImmutableArray<(Helper Helper, Callable Callable)>> Helpers =>
        from count in Gen.Choose(0, 3)
        from first in Helper("H0", 1, 0, [])
        from second in Helper("H1", 2, 2, [first.Callable])
        from pair in Pair("H2", [first.Callable])
        select ImmutableArray.Create(first, second, pair)[..count];

    private static Gen<(Helper Helper, Callable Callable)> Helper(string name, int arity, int length, ImmutableArray<Callable> callables)
    {
        string[] names = ["y", "z"];
        Scope scope = new([.. names.Take(arity).Select(n => new Variable(n, Kind.Real, true))], callables, 0, 0);
        return StatementGenerator.Returning(scope, length).Select(body => (
            new Helper(name, d => $"{d.Real} {name}({string.Join(", ", names.Take(arity).Select(n => $"{d.Real} {n}"))})", body),
            new Callable(name, arity, ReturnsPair: false)));
    }

    private static Gen<(Helper Helper, Callable Callable)> Pair(string name, ImmutableArray<Callable> callables)
    {
        Scope scope = new([new("y", Kind.Real, true), new("z", Kind.Real, true)], callables, 0, 0);
        return ExpressionGenerator.Real(scope, 2).Two().Select(pair => (
            new Helper(
                name,
                d => $"({d.Real} First, {d.Real} Second) {name}({d.Real} y, {d.Real} z)",
                [Statement.Simple(_ => "return ({0}, {1});", pair.Item1, pair.Item2)]),
            new Callable(name, 2, ReturnsPair: true)));
    }

    private static System.Collections.Generic.IEnumerable<LossParameter> Named(string name, int count, Kind kind, bool isTheta)
        => Enumerable.Range(0, count).Select(i => new LossParameter(
            string.Create(CultureInfo.InvariantCulture, $"{name}{i}"), kind, isTheta));

    /// <summary>Mostly anywhere, and now and then where kinks and jumps are.</summary>
    private static Gen<double> Coordinate => Gen.Frequency(
        (6, Gen.Choose(-2000, 2000).Select(n => n / 997.0)),
        (1, Gen.Choose(-4, 4).Select(n => n / 2.0)));

    private static Gen<ImmutableArray<object>> Point(ImmutableArray<LossParameter> parameters, Dialect dialect)
        => Gen.CollectToArray(parameters.Select(p => p.Kind switch
        {
            Kind.Real when dialect == Dialect.Single => Coordinate.Select(x => (object)(float)x),
            Kind.Real => Coordinate.Select(x => (object)x),
            Kind.Integer => Gen.Choose(-3, 5).Select(n => (object)n),
            _ => Gen.Elements(false, true).Select(b => (object)b),
        })).Select(values => values.ToImmutableArray());
}
