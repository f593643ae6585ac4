using System.Collections.Generic;
using System.Linq;
using SymGrad.Generator.Analysis;
using SymGrad.Generator.IR;

namespace SymGrad.Generator.Simplification.NormalForm;

/// <summary>Makes atoms, one for each definition.</summary>
internal sealed class AtomTable(Function function)
{
    private readonly Dictionary<(AtomDefinition Definition, ScalarType Type), Atom> atoms = [];

    public Atom Parameter(int index)
    {
        Parameter parameter = function.Parameters[index];
        ParameterSet theta = parameter.IsTheta ? ParameterSet.Of(index) : ParameterSet.Empty;
        return Make(
            new ParameterAtom(index),
            parameter.Type,
            new Dependence(theta, parameter.Type.IsFloating() ? theta : ParameterSet.Empty, !parameter.IsTheta),
            mayThrow: false);
    }

    /// <summary>A value that is known by itself only.</summary>
    public Atom Value(Value value, Dependence dependence, bool mayThrow)
        => Make(new ValueAtom(value), function.TypeOf(value), dependence, mayThrow);

    /// <summary>The result of an operation that is not seen into.</summary>
    public Atom Operation(
        Operation operation, IReadOnlyList<Polynomial> operands, IReadOnlyList<ScalarType> operandTypes, AtomSource? source = null)
    {
        Dependence dependence = operands.Aggregate(Dependence.None, (d, operand) => d.Union(operand.Dependence));
        if (!operation.Type.IsFloating() || FunctionRules.IsFlat(operation))
        {
            dependence = dependence.Flat();
        }
        else if (FunctionRules.IsFlatInSecond(operation))
        {
            dependence = dependence with { Sloped = operands[0].Dependence.Sloped };
        }

        if (source is { } computed)
        {
            dependence = dependence.Union(computed.Reads.Flat());
        }

        return Make(
            new OperationAtom(operation, operands.ToEquatableArray(), operandTypes.ToEquatableArray(), source),
            operation.Type,
            dependence,
            operation.MayThrow || operands.Any(o => o.MayThrow));
    }

    public Atom Reciprocal(Polynomial divisor)
        => Make(new ReciprocalAtom(divisor), WidestType(divisor), divisor.Dependence, divisor.MayThrow);

    /// <summary>One divided by what depends on θ.</summary>
    public Atom ReciprocalInTheta(Polynomial divisor)
    {
        ScalarType type = WidestType(divisor);
        return Operation(new BinaryOperation(BinaryOperator.Divide, type), [Polynomial.One, divisor], [type, type]);
    }

    public Atom Choice(Polynomial condition, Polynomial then, Polynomial otherwise, ScalarType type)
    {
        Dependence sides = then.Dependence.Union(otherwise.Dependence);
        Dependence dependence = sides.Union(condition.Dependence.Flat());
        return Make(
            new ChoiceAtom(condition, then, otherwise),
            type,
            dependence,
            condition.MayThrow || then.MayThrow || otherwise.MayThrow);
    }

    /// <summary>A sum without θ kept as one value; what is one number or one atom already stays what it is.</summary>
    public Polynomial Whole(Polynomial expression, ScalarType type)
        => expression.Constant is not null || expression.SingleAtom is not null
            ? expression
            : Polynomial.Of(Make(new WholeAtom(expression), type, expression.Dependence, expression.MayThrow));

    /// <summary>The floating type to compute a polynomial in: single precision only where all of it is.</summary>
    public static ScalarType WidestType(Polynomial polynomial)
        => polynomial.Terms.All(t => t.Monomial.Factors.All(f => f.Atom.Type == ScalarType.Single)) && polynomial.Terms.All(t => t.Coefficient.IsQuotientOfSingles)
            ? ScalarType.Single
            : ScalarType.Double;

    private Atom Make(AtomDefinition definition, ScalarType type, Dependence dependence, bool mayThrow)
    {
        if (!atoms.TryGetValue((definition, type), out Atom? atom))
        {
            atom = new Atom(atoms.Count, definition, type, dependence, mayThrow);
            atoms.Add((definition, type), atom);
        }

        return atom;
    }
}
