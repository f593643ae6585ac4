using System;
using System.Collections.Generic;
using System.Linq;
using SymGrad.Generator.IR;
using SymGrad.Generator.Simplification.NormalForm;

namespace SymGrad.Generator.Tests.Structure;

/// <summary>Runs functions, and evaluates normal forms, on numbers of one kind.</summary>
internal sealed class Interpreter<T>(Arithmetic<T> arithmetic)
{
    public T[] Run(Function function, IReadOnlyList<T> arguments) => Run(function, [.. arguments.Select(a => new[] { a })]);

    /// <summary>Runs a function; an argument that is a number is an array of one.</summary>
    public T[] Run(Function function, IReadOnlyList<T[]> arguments)
    {
        var values = new Dictionary<Value, T>();
        var memory = new InterpreterMemory<T>(function, arithmetic);
        for (int i = 0; i < arguments.Count; i++)
        {
            if (function.IsArray(new Value(i)))
            {
                memory.Bind(new Value(i), arguments[i]);
            }
            else
            {
                values[new Value(i)] = arguments[i][0];
            }
        }

        return Run(function.Body, values, memory);
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

    private T[] Run(Region region, Dictionary<Value, T> values, InterpreterMemory<T> memory)
    {
        foreach (Instruction instruction in region.Instructions)
        {
            switch (instruction)
            {
                case Compute compute when memory.TryCompute(compute, values):
                    break;
                case Compute compute:
                    values[compute.Result] = arithmetic.Apply(compute.Operation, [.. compute.Operands.Select(o => values[o])]);
                    break;
                case Branch branch:
                    Region side = arithmetic.IsTrue(values[branch.Condition]) ? branch.Then : branch.Else;
                    Assign(branch.Results, side.Yields, Run(side, values, memory), values, memory);
                    break;
                case Loop loop:
                    Run(loop, values, memory);
                    break;
                case Store store:
                    memory.Store(store, values);
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

        return [.. region.Yields.Select(y => values.TryGetValue(y, out T? value) ? value : arithmetic.Number(0))];
    }

    private void Run(Loop loop, Dictionary<Value, T> values, InterpreterMemory<T> memory)
    {
        Assign(loop.Parameters, loop.Initial, [.. loop.Initial.Select(v => values[v])], values, memory);
        if (loop.Header is CountedHeader counted)
        {
            values[counted.Index] = values[counted.From];
        }

        while (Goes(loop.Header, values, memory))
        {
            T[] next = Run(loop.Body, values, memory);
            Assign(loop.Parameters, loop.Body.Yields, next, values, memory);
            if (loop.Header is CountedHeader header)
            {
                values[header.Index] = arithmetic.Add(values[header.Index], arithmetic.Number(header.Step));
            }
        }

        Assign(loop.Results, loop.Parameters, [.. loop.Parameters.Select(v => values[v])], values, memory);
    }

    private bool Goes(LoopHeader header, Dictionary<Value, T> values, InterpreterMemory<T> memory) => header switch
    {
        CountedHeader counted => arithmetic.IsTrue(arithmetic.Apply(
            new CompareOperation(counted.Comparison, ScalarType.Int32), [values[counted.Index], values[counted.To]])),
        WhileHeader repeated => arithmetic.IsTrue(Run(repeated.Condition, values, memory)[0]),
        _ => throw new InvalidOperationException($"{header} is not a known header."),
    };

    private static void Assign(
        EquatableArray<Value> targets, EquatableArray<Value> sources, T[] numbers, Dictionary<Value, T> values, InterpreterMemory<T> memory)
    {
        for (int i = 0; i < targets.Count; i++)
        {
            if (!memory.TryAssign(targets[i], sources[i]))
            {
                values[targets[i]] = numbers[i];
            }
        }
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
