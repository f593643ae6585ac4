using System.Linq;
using SymGrad.Generator.IR;
using SymGrad.Generator.Simplification;

namespace SymGrad.Generator.Differentiation.Rules;

/// <summary>A value with arithmetic operators: what makes a row of the rules table read like the formula that it is.</summary>
internal readonly struct Term(TermBuilder terms, Value value)
{
    public Value Value { get; } = value;

    public ScalarType Type => Terms.Builder.TypeOf(Value);

    public static Term operator +(Term left, Term right) => left.With(left.Terms.Add(left.Value, right.Value));

    public static Term operator -(Term left, Term right) => left.With(left.Terms.Subtract(left.Value, right.Value));

    public static Term operator *(Term left, Term right) => left.With(left.Terms.Multiply(left.Value, right.Value));

    public static Term operator /(Term left, Term right) => left.With(left.Terms.Divide(left.Value, right.Value));

    public static Term operator -(Term operand) => operand.With(operand.Terms.Negate(operand.Value));

    public static Term operator +(double left, Term right) => right.Constant(left) + right;

    public static Term operator +(Term left, double right) => left + left.Constant(right);

    public static Term operator -(double left, Term right) => right.Constant(left) - right;

    public static Term operator -(Term left, double right) => left - left.Constant(right);

    public static Term operator *(double left, Term right) => right.Constant(left) * right;

    public static Term operator /(double left, Term right) => right.Constant(left) / right;

    public static Term operator /(Term left, double right) => left / left.Constant(right);

    private TermBuilder Terms { get; } = terms;

    public Term Constant(double constant) => With(Terms.Builder.Constant(constant, Type));

    /// <summary>Calls the function of another row.</summary>
    public Term Call(string rule, params Term[] others)
        => With(Terms.Build(
            new FunctionOperation(rule, Type, RulesTable.Find(rule).Spelling(Type)),
            [Value, .. others.Select(o => o.Value)]));

    /// <summary>Calls one of the runtime's pullbacks of functions that are not smooth.</summary>
    public Term Pullback(string name, params Term[] others)
    {
        return With(Terms.Build(
            new FunctionOperation("Pullback." + name, Type, $"Pullback.{name}({Placeholders(others.Length + 1)})"),
            [Value, .. others.Select(o => o.Value)]));
    }

    /// <summary>Calls one of the functions that are there as derivatives of others, and have no row of their own.</summary>
    public Term OwnDerivative(string name, params Term[] others)
    {
        string owner = Type == ScalarType.Single ? RulesTable.OwnClass + "F" : RulesTable.OwnClass;
        return With(Terms.Build(
            new FunctionOperation(name, Type, $"{owner}.{name}({Placeholders(others.Length + 1)})"), [Value, .. others.Select(o => o.Value)]));
    }

    /// <summary><paramref name="whenZero"/> where this is zero, otherwise <paramref name="otherwise"/>.</summary>
    public Term IfZero(Term whenZero, Term otherwise)
    {
        if (Terms.Builder.DefinitionOf(Value)?.Operation is ConstantOperation constant)
        {
            return constant.ToDouble() == 0 ? whenZero : otherwise;
        }

        Value isZero = Terms.Compare(CompareOperator.Equal, Value, Constant(0).Value);
        return With(Terms.Select(isZero, whenZero.Value, otherwise.Value));
    }

    /// <summary>Converts to another floating-point type.</summary>
    public Term ConvertTo(ScalarType type) => With(Terms.Convert(Value, type));

    private static string Placeholders(int count) => string.Join(", ", Enumerable.Range(0, count).Select(i => $"{{{i}}}"));

    private Term With(Value result) => new(Terms, result);
}
