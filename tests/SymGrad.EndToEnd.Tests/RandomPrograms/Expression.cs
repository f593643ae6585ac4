using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Globalization;
using System.Linq;

namespace SymGrad.EndToEnd.Tests.RandomPrograms;

/// <summary>An expression: a template with places {0}, {1}… for its operands.</summary>
internal sealed record Expression(Kind Kind, Func<Dialect, string> Template, ImmutableArray<Expression> Operands)
{
    public int Size => 1 + Operands.Sum(o => o.Size);

    public static Expression Variable(Kind kind, string name) => new(kind, _ => name, []);

    public static Expression Number(double value) => new(Kind.Real, d => d.Number(value), []);

    public static Expression Integer(int value)
        => new(Kind.Integer, _ => value.ToString(value < 0 ? "(0)" : "0", CultureInfo.InvariantCulture), []);

    public string Render(Dialect dialect) => string.Format(
        CultureInfo.InvariantCulture, Template(dialect), [.. Operands.Select(o => (object)o.Render(dialect))]);

    /// <summary>Smaller expressions of the same kind: an operand, a constant, or the same with a smaller operand.</summary>
    public IEnumerable<Expression> Shrink()
    {
        foreach (Expression operand in Operands.Where(o => o.Kind == Kind))
        {
            yield return operand;
        }

        if (Operands.Length > 0)
        {
            yield return Kind switch
            {
                Kind.Real => Number(1),
                Kind.Integer => Integer(1),
                _ => new Expression(Kind.Truth, _ => "true", []),
            };
        }

        for (int i = 0; i < Operands.Length; i++)
        {
            foreach (Expression smaller in Operands[i].Shrink())
            {
                yield return this with { Operands = Operands.SetItem(i, smaller) };
            }
        }
    }
}
