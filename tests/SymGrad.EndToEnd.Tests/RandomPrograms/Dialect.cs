using System.Globalization;

namespace SymGrad.EndToEnd.Tests.RandomPrograms;

/// <summary>How a program in double or in float precision spells its types, functions and numbers.</summary>
internal sealed record Dialect(string Real, string Math, string Suffix)
{
    public static Dialect Double { get; } = new("double", "Math", "");

    public static Dialect Single { get; } = new("float", "MathF", "f");

    public string Keyword(Kind kind) => kind switch
    {
        Kind.Real => Real,
        Kind.Integer => "int",
        _ => "bool",
    };

    public string Number(double value)
    {
        string text = value.ToString("0.0##", CultureInfo.InvariantCulture) + Suffix;
        return value < 0 ? $"({text})" : text;
    }
}

/// <summary>The type of an expression or variable.</summary>
internal enum Kind
{
    Real,
    Integer,
    Truth,
}

/// <summary>Whether a variable is one value, or an array or a span of values.</summary>
internal enum ArrayForm
{
    None,
    Array,
    Span,
}
