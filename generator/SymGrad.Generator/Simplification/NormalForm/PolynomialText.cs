using System;
using System.Globalization;
using System.Linq;
using System.Text;
using SymGrad.Generator.IR;

namespace SymGrad.Generator.Simplification.NormalForm;

/// <summary>Polynomials as text, for tests and for people who work on the generator.</summary>
internal static class PolynomialText
{
    public static string Of(Polynomial polynomial, Function? function = null)
    {
        if (polynomial.IsZero)
        {
            return "0";
        }

        var text = new StringBuilder();
        foreach (PolynomialTerm term in polynomial.Terms)
        {
            Rational magnitude = term.Coefficient.Sign < 0 ? -term.Coefficient : term.Coefficient;
            text.Append((text.Length == 0, term.Coefficient.Sign < 0) switch
            {
                (true, true) => "-",
                (true, false) => "",
                (false, true) => " - ",
                (false, false) => " + ",
            });
            if (!magnitude.IsOne || term.Monomial.IsOne)
            {
                text.Append(magnitude).Append(term.Monomial.IsOne ? "" : "*");
            }

            text.Append(Of(term.Monomial, function));
        }

        return text.ToString();
    }

    public static string Of(Monomial monomial, Function? function = null)
        => string.Join("*", monomial.Factors.Select(f => Of(f.Atom, function)
            + (f.Exponent == 1 ? "" : "^" + f.Exponent.ToString(CultureInfo.InvariantCulture))));

    private static string Of(Atom atom, Function? function)
    {
        return atom.Definition switch
        {
            ParameterAtom parameter => function?.Parameters[parameter.Index].DisplayName
                ?? "%" + parameter.Index.ToString(CultureInfo.InvariantCulture),
            ValueAtom value => function?.Values[value.Value.Index].Name ?? value.Value.ToString(),
            OperationAtom operation => Name(operation.Operation) + "(" + string.Join(", ", operation.Operands.Select(Inner)) + ")",
            ReciprocalAtom reciprocal => "(1/(" + Inner(reciprocal.Divisor) + "))",
            ChoiceAtom choice => $"({Inner(choice.Condition)} ? {Inner(choice.Then)} : {Inner(choice.Else)})",
            WholeAtom whole => "[" + Inner(whole.Expression) + "]",
            _ => throw new InvalidOperationException($"The printer has no case for {atom.Definition.GetType().Name}."),
        };

        string Inner(Polynomial polynomial) => Of(polynomial, function);
    }

    private static string Name(Operation operation) => operation switch
    {
        ConstantOperation constant => constant.ToDouble().ToString("R", CultureInfo.InvariantCulture),
        FieldOperation field => field.Text,
        UnaryOperation unary => unary.Operator.ToString(),
        BinaryOperation binary => binary.Operator.ToString(),
        CompareOperation compare => compare.Operator.ToString(),
        ConvertOperation convert => convert.Type.Keyword(),
        FunctionOperation function => function.Rule,
        UserFunctionOperation user => user.Spelling,
        _ => throw new InvalidOperationException($"The printer has no case for {operation.GetType().Name}."),
    };
}
