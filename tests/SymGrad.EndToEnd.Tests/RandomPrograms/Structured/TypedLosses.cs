using System.Linq;
using FsCheck;
using FsCheck.Fluent;
using SymGrad.EndToEnd.Tests.Oracle;

namespace SymGrad.EndToEnd.Tests.RandomPrograms.Structured;

/// <summary>Random losses with structs, records, tuples, matrices, enumerations, queries, functions of arrays and generic helpers, in loops and branches.</summary>
internal static class TypedLosses
{
    private static readonly (LossParameter Parameter, string? Typed)[] Optional =
    [
        (new("model", Kind.Real, true) { Declared = _ => "Model" }, "model"),
        (new("item", Kind.Real, false) { Declared = _ => "Item" }, "item"),
        (new("mode", Kind.Real, false) { Declared = _ => "Mode" }, "mode"),
        (new("table", Kind.Real, false) { Declared = d => $"{d.Real}[,]" }, "table"),
        (new("x", Kind.Real, false), null),
        (new("n", Kind.Integer, false), null),
    ];

    public static Gen<LossSource> Losses { get; } =
        from dialect in Gen.Frequency((6, Gen.Constant(Dialect.Double)), (1, Gen.Constant(Dialect.Single)))
        from form in Gen.Elements(ArrayForm.Span, ArrayForm.Array)
        from isChosen in Gen.CollectToArray(Optional.Select(_ => Gen.Frequency((2, Gen.Constant(true)), (1, Gen.Constant(false)))))
        let chosen = Optional.Where((_, i) => isChosen[i]).ToArray()
        let scope = ScopeOf(form, chosen)
        from length in Gen.Choose(2, 4)
        from body in StructuredBlocks.Method(scope, length)
        select new LossSource(dialect, [new("a", Kind.Real, true, form), new("pair", Kind.Real, true) { Declared = _ => "Pair" }, .. chosen.Select(c => c.Parameter)], [], body, [])
        {
            Members = Members,
            Sample = SampleOf(chosen),
        };

    private static StructuredScope ScopeOf(ArrayForm form, (LossParameter Parameter, string? Typed)[] chosen) => new(
        [.. chosen.Where(c => c.Parameter.Name == "x").Select(c => new Variable("x", Kind.Real, true))],
        [new("a", Kind.Real, form, IsWritable: false, "a", 2)],
        [.. chosen.Where(c => c.Parameter.Name == "n").Select(c => new IndexVariable("n", [], true))],
        [])
    {
        Typed = TypedScope.Empty with { Pairs = ["pair"], Parameters = [.. chosen.Select(c => c.Typed).OfType<string>()] },
    };

    private static Sample SampleOf((LossParameter Parameter, string? Typed)[] chosen) => chosen.Aggregate(Sample.Of(("a", 3)), (sample, c) => c.Parameter.Name switch
    {
        "model" => sample.OfLength("model.Weights", 2),
        "item" => sample.Below("item.K", 4),
        "mode" => sample.Below("mode", 3),
        "table" => sample.OfLength("table.0", 2).OfLength("table.1", 3),
        "n" => sample.Below("n", 5),
        _ => sample,
    });

    /// <summary>The types and helpers that all programs have. Their numbers stay as moderate as those of the programs.</summary>
    private static string Members(Dialect dialect, bool isPlain)
    {
        string real = dialect.Real;
        string math = dialect.Math;
        string half = dialect.Number(0.5);
        (string type, string argument, string bound, string one, string absolute) = isPlain
            ? (real, "", "", dialect.Number(1), $"{math}.Abs")
            : ("T", "<T>", " where T : IFloatingPointIeee754<T>", "T.One", "T.Abs");
        return $$"""

                public enum Mode { Plain, Bent, Cut }

                public readonly record struct Pair({{real}} U, {{real}} V)
                {
                    public {{real}} Size => {{math}}.Sqrt({{dialect.Number(1.2)}} + {{math}}.Sin(U) * {{math}}.Cos(V));

                    public Pair Turned() => new(-V, U);

                    public Pair Bent({{real}} by) => this with { U = {{math}}.Sin(U + by), V = {{half}} * V };

                    public static Pair operator +(Pair left, Pair right) => new(left.U + right.U, left.V + right.V);

                    public static Pair operator *(Pair pair, {{real}} factor) => new(pair.U * factor, pair.V * factor);
                }

                public struct State
                {
                    public {{real}} A;

                    public State({{real}} a)
                    {
                        A = {{half}} * a;
                        B = {{math}}.Cos(a);
                    }

                    public {{real}} B { get; set; }

                    public readonly {{real}} Total => A + {{half}} * B;
                }

                public sealed record Model({{real}}[] Weights, Pair Scale, {{real}} Bias)
                {
                    public {{real}} At(int index) => {{math}}.Tanh(Weights[index % Weights.Length]) * Scale.U + Bias;
                }

                public readonly record struct Item({{real}} X, Pair Pair, int K);

                private static ({{real}} U, {{real}} Product) Both({{real}} u, {{real}} v) => (u - v, u * {{math}}.Sin(v));

                private static {{real}} Extent(in Pair pair) => {{math}}.Cos(pair.U) + {{half}} * pair.V;

                private static {{real}} Through(Func<{{real}}, {{real}}> f, {{real}} u) => f(f(u) + {{half}});

                private static {{type}} Squashed{{argument}}({{type}} u){{bound}} => u / ({{one}} + {{absolute}}(u));

                private static {{type}} Blended{{argument}}({{type}} u, {{type}} v, {{type}} share){{bound}} => u + share * (v - u);

            """;
    }
}
