namespace SymGrad.Generator.Emission;

/// <summary>Printed C# with the precedence of its outermost operator, from which parentheses follow.</summary>
internal readonly record struct Expression(string Text, Precedence Precedence)
{
    /// <summary>The text as an operand where at least this precedence is needed.</summary>
    public string At(Precedence needed) => Precedence >= needed ? Text : $"({Text})";
}

/// <summary>C#'s operator precedence, loosest first.</summary>
internal enum Precedence
{
    Conditional,
    ConditionalOr,
    ConditionalAnd,
    Or,
    ExclusiveOr,
    And,
    Equality,
    Relational,
    Shift,
    Additive,
    Multiplicative,
    Unary,
    Primary,
}
