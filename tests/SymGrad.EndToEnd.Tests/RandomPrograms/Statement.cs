using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;

namespace SymGrad.EndToEnd.Tests.RandomPrograms;

/// <summary>A statement: text with places {0}, {1}… for expressions, then nested blocks, each with a header of its own.</summary>
/// <param name="Text">
/// The whole of a simple statement, or the header of the first block. Braces of the language are doubled, as in every format string.
/// </param>
/// <param name="Expressions">The expressions in the text.</param>
/// <param name="Blocks">The nested blocks, each with the line before it ("" for the first, else, case labels).</param>
/// <param name="Footer">The line after the last block ("" for none), with places for the same expressions.</param>
/// <param name="IsFixed">Whether the program would not end without the statement, so that shrinking leaves it as it is.</param>
internal sealed record Statement(
    System.Func<Dialect, string> Text,
    ImmutableArray<Expression> Expressions,
    ImmutableArray<(string Header, ImmutableArray<Statement> Body)> Blocks,
    string Footer = "",
    bool IsFixed = false)
{
    public int Size => 1 + Expressions.Sum(e => e.Size) + Blocks.Sum(b => 1 + b.Body.Sum(s => s.Size));

    public static Statement Simple(System.Func<Dialect, string> text, params Expression[] expressions) => new(text, [.. expressions], []);

    /// <summary>The statement gone, replaced by the content of one of its blocks, or with a part of it smaller.</summary>
    public IEnumerable<ImmutableArray<Statement>> Shrink()
    {
        if (IsFixed)
        {
            yield break;
        }

        yield return [];
        foreach ((_, ImmutableArray<Statement> body) in Blocks)
        {
            yield return body;
        }

        for (int i = 0; i < Expressions.Length; i++)
        {
            foreach (Expression smaller in Expressions[i].Shrink())
            {
                yield return [this with { Expressions = Expressions.SetItem(i, smaller) }];
            }
        }

        for (int i = 0; i < Blocks.Length; i++)
        {
            if (i > 0)
            {
                yield return [this with { Blocks = Blocks.RemoveAt(i) }];
            }

            foreach (ImmutableArray<Statement> smaller in ShrinkAll(Blocks[i].Body))
            {
                yield return [this with { Blocks = Blocks.SetItem(i, (Blocks[i].Header, smaller)) }];
            }
        }
    }

    public static IEnumerable<ImmutableArray<Statement>> ShrinkAll(ImmutableArray<Statement> statements)
    {
        for (int i = 0; i < statements.Length; i++)
        {
            foreach (ImmutableArray<Statement> replacement in statements[i].Shrink())
            {
                yield return statements.RemoveAt(i).InsertRange(i, replacement);
            }
        }
    }
}
