using System.Collections.Generic;
using System.Collections.Immutable;
using System.Globalization;
using System.Linq;
using System.Text;
using SymGrad.EndToEnd.Tests.Oracle;

namespace SymGrad.EndToEnd.Tests.RandomPrograms;

/// <summary>A parameter of a random loss.</summary>
internal readonly record struct LossParameter(string Name, Kind Kind, bool IsTheta, ArrayForm Form = ArrayForm.None)
{
    /// <summary>Its type, where that is one that the program declares.</summary>
    public System.Func<Dialect, string>? Declared { get; init; }

    public string Type(Dialect dialect) => Declared?.Invoke(dialect) ?? Form switch
    {
        ArrayForm.Array => $"{dialect.Keyword(Kind)}[]",
        ArrayForm.Span => $"ReadOnlySpan<{dialect.Keyword(Kind)}>",
        _ => dialect.Keyword(Kind),
    };
}

/// <summary>A helper method: its header up to the parameters' end, and its body.</summary>
internal sealed record Helper(string Name, System.Func<Dialect, string> Header, ImmutableArray<Statement> Body);

/// <summary>A random loss with its helpers and the points to check it at.</summary>
internal sealed record LossSource(
    Dialect Dialect,
    ImmutableArray<LossParameter> Parameters,
    ImmutableArray<Helper> Helpers,
    ImmutableArray<Statement> Body,
    ImmutableArray<ImmutableArray<object>> Points)
{
    private const int SampledPoints = 3;

    /// <summary>The types and generic helpers that the program uses, and the same without generic code, which dual numbers can't run.</summary>
    public System.Func<Dialect, bool, string>? Members { get; init; }

    /// <summary>What the points are drawn from, where none are given.</summary>
    public Sample? Sample { get; init; }

    public int PointCount => Sample is null ? Points.Length : SampledPoints;

    /// <summary>The arguments to check a compiled loss with.</summary>
    public object[][] PointsOf(LossMethod method)
        => Sample is null ? [.. Points.Select(p => p.ToArray())] : [.. SamplePoints.Of(method, SampledPoints, Sample)];

    public int Size => Body.Sum(s => s.Size) + Helpers.Sum(h => 1 + h.Body.Sum(s => s.Size));

    /// <summary>The file, with the loss F in the class of the given name.</summary>
    /// <param name="className">The class.</param>
    /// <param name="isPlain">Whether it is without generic code.</param>
    public string Render(string className, bool isPlain = false)
    {
        var text = new StringBuilder("using System;\nusing System.Linq;\nusing System.Numerics;\nusing System.Numerics.Tensors;\nusing SymGrad;\n\n");
        text.Append("public static partial class ").Append(className).Append("\n{\n    [Loss]\n    public static ").Append(Dialect.Real).Append(" F(")
            .AppendJoin(", ", Parameters.Select(p => $"{(p.IsTheta ? "[Theta] " : "")}{p.Type(Dialect)} {p.Name}")).Append(")\n");
        RenderBlock(text, Body, 1);
        foreach (Helper helper in Helpers)
        {
            text.Append("\n    private static ").Append(helper.Header(Dialect)).Append('\n');
            RenderBlock(text, helper.Body, 1);
        }

        return text.Append(Members?.Invoke(Dialect, isPlain)).Append("}\n").ToString();
    }

    /// <summary>Smaller programs; some of them may not compile, as when a declaration goes that is still used.</summary>
    public IEnumerable<LossSource> Shrink()
    {
        for (int i = 0; i < Helpers.Length; i++)
        {
            yield return this with { Helpers = Helpers.RemoveAt(i) };
        }

        foreach (ImmutableArray<Statement> smaller in Statement.ShrinkAll(Body))
        {
            yield return this with { Body = smaller };
        }

        for (int i = 0; i < Helpers.Length; i++)
        {
            foreach (ImmutableArray<Statement> smaller in Statement.ShrinkAll(Helpers[i].Body))
            {
                yield return this with { Helpers = Helpers.SetItem(i, Helpers[i] with { Body = smaller }) };
            }
        }

        if (Points.Length > 1)
        {
            foreach (ImmutableArray<object> point in Points)
            {
                yield return this with { Points = [point] };
            }
        }

        for (int i = 0; i < Parameters.Length; i++)
        {
            if (!Parameters[i].IsTheta || Parameters.Count(p => p.IsTheta) > 1)
            {
                int position = i;
                yield return this with { Parameters = Parameters.RemoveAt(i), Sample = Sample?.Without(Parameters[i].Name), Points = [.. Points.Select(p => p.RemoveAt(position))] };
            }
        }
    }

    private void RenderBlock(StringBuilder text, ImmutableArray<Statement> statements, int depth)
    {
        string indent = new(' ', 4 * depth);
        text.Append(indent).Append("{\n");
        foreach (Statement statement in statements)
        {
            RenderStatement(text, statement, depth + 1);
        }

        text.Append(indent).Append("}\n");
    }

    private void RenderStatement(StringBuilder text, Statement statement, int depth)
    {
        string indent = new(' ', 4 * depth);
        object[] expressions = [.. statement.Expressions.Select(e => e.Render(Dialect))];
        text.Append(indent).AppendFormat(CultureInfo.InvariantCulture, statement.Text(Dialect), expressions).Append('\n');
        foreach ((string header, ImmutableArray<Statement> body) in statement.Blocks)
        {
            if (header.Length > 0)
            {
                text.Append(indent).Append(header).Append('\n');
            }

            RenderBlock(text, body, depth);
        }

        if (statement.Footer.Length > 0)
        {
            text.Append(indent).AppendFormat(CultureInfo.InvariantCulture, statement.Footer, expressions).Append('\n');
        }
    }
}
