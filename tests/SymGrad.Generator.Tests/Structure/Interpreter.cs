using System;
using System.Collections.Generic;
using System.Linq;
using SymGrad.Generator.IR;
using SymGrad.Generator.Simplification.NormalForm;

namespace SymGrad.Generator.Tests.Structure;

/// <summary>Runs functions, and evaluates normal forms, on numbers of one kind.</summary>
internal sealed class Interpreter<T>(Arithmetic<T> arithmetic)
{
    public T[] Run(Function function, IReadOnlyList<T> arguments)
    {
        var values = new Dictionary<Value, T>();
        for (int i = 0; i < arguments.Count; i++)
        {
            values[new Value(i)] = arguments[i];
        }

        return Run(function.Body, values);
    }

    /// <summary>What a polynomial is worth for the given values of the parameters.</summary>
    public T Evaluate(Polynomial polynomial, IReadOnlyList<T> parameters)
    {
        T sum = arithmetic.Number(0);
        foreach (PolynomialTerm term in polynomial.Terms)
        {
            T product = arithmetic.Number(term.Coefficient);
            foreach (Factor factor in term.Monomial.Factors)
            {
                T atom = Evaluate(factor.Atom, parameters);
                for (int i = 0; i < Math.Abs(factor.Exponent); i++)
                {
                    product = arithmetic.Multiply(product, factor.Exponent < 0 ? arithmetic.Invert(atom) : atom);
                }
            }

            sum = arithmetic.Add(sum, product);
        }

        return sum;
    }

    private T Evaluate(Atom atom, IReadOnlyList<T> parameters) => atom.Definition switch
    {
        ParameterAtom parameter => parameters[parameter.Index],
        OperationAtom operation => arithmetic.Apply(operation.Operation, [.. operation.Operands.Select(o => Evaluate(o, parameters))]),
        ReciprocalAtom reciprocal => arithmetic.Invert(Evaluate(reciprocal.Divisor, parameters)),
        ChoiceAtom choice => Evaluate(arithmetic.IsTrue(Evaluate(choice.Condition, parameters)) ? choice.Then : choice.Else, parameters),
        WholeAtom whole => Evaluate(whole.Expression, parameters),
        _ => throw new InvalidOperationException($"{atom.Definition} has no value."),
    };

    private T[] Run(Region region, Dictionary<Value, T> values)
    {
        foreach (Instruction instruction in region.Instructions)
        {
            switch (instruction)
            {
                case Compute compute:
                    values[compute.Result] = arithmetic.Apply(compute.Operation, [.. compute.Operands.Select(o => values[o])]);
                    break;
                case Branch branch:
                    T[] results = Run(arithmetic.IsTrue(values[branch.Condition]) ? branch.Then : branch.Else, values);
                    for (int i = 0; i < results.Length; i++)
                    {
                        values[branch.Results[i]] = results[i];
                    }

                    break;
                case Guard guard:
                    if (arithmetic.IsTrue(values[guard.Condition]))
                    {
                        throw new GuardException();
                    }

                    break;
                default:
                    throw new InvalidOperationException($"{instruction} has no meaning here.");
            }
        }

        return [.. region.Yields.Select(y => values[y])];
    }
}

/// <summary>A guard of a loss has thrown.</summary>
public sealed class GuardException : Exception
{
    public GuardException()
    {
    }

    public GuardException(string message)
        : base(message)
    {
    }

    public GuardException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
