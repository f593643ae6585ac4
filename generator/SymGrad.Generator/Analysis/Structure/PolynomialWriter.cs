using System;
using System.Collections.Generic;
using System.Linq;
using SymGrad.Generator.IR;
using SymGrad.Generator.Simplification;
using SymGrad.Generator.Simplification.NormalForm;

namespace SymGrad.Generator.Analysis.Structure;

/// <summary>
/// Writes polynomials that do not depend on θ as code: what the user's method computes already by reference, the rest as sums of products
/// in the order of the normal form.
/// </summary>
internal sealed class PolynomialWriter(TermBuilder terms, VisibleValues visible, SourceCopier sources)
{
    private FunctionBuilder Builder => terms.Builder;

    public Value Write(Polynomial polynomial, ScalarType type)
    {
        if (visible.Find(polynomial, type) is { } existing)
        {
            return existing;
        }

        if (!type.IsFloating())
        {
            return WriteDiscrete(polynomial, type);
        }

        if (polynomial.Constant is { } constant)
        {
            (Value numerator, Value denominator) = type == ScalarType.Extended
                ? WriteFactor(constant, type)
                : (Builder.Constant(constant.ToDouble(), type), Builder.Constant(1, type));
            return terms.Divide(numerator, denominator);
        }

        ScalarType working = type == ScalarType.Single ? AtomTable.WidestType(polynomial) : type;
        return terms.Convert(WriteSum(polynomial, working), type);
    }

    /// <summary>Integers and booleans are not added up in the normal form: each is a number or one atom.</summary>
    private Value WriteDiscrete(Polynomial polynomial, ScalarType type)
    {
        if (polynomial.Constant is { } constant)
        {
            long bits = type == ScalarType.UInt64 ? unchecked((long)(ulong)constant.Numerator) : (long)constant.Numerator;
            return Builder.Compute(new ConstantOperation(type, bits));
        }

        return polynomial.SingleAtom is { } atom
            ? terms.Convert(WriteAtom(atom), type)
            : throw new InvalidOperationException($"{polynomial} is not a value of type {type.Keyword()}.");
    }

    private Value WriteSum(Polynomial polynomial, ScalarType type)
    {
        // A sum begins with a term that is added, where it has one: y − x rather than −x + y.
        int first = Math.Max(polynomial.Terms.ToList().FindIndex(t => t.Coefficient.Sign > 0), 0);
        Value sum = WriteTerm(polynomial.Terms[first], type);
        foreach (PolynomialTerm term in polynomial.Terms.RemoveAt(first))
        {
            sum = term.Coefficient.Sign > 0
                ? terms.Add(sum, WriteTerm(term, type))
                : terms.Subtract(sum, WriteTerm(term with { Coefficient = -term.Coefficient }, type));
        }

        return sum;
    }

    private Value WriteTerm(PolynomialTerm term, ScalarType type)
    {
        Value one = Builder.Constant(1, type);
        (Value numerator, Value denominator) = WriteFactor(term.Coefficient, type);
        foreach (Factor factor in term.Monomial.Factors)
        {
            // A reciprocal is a division by what it is the reciprocal of.
            Polynomial @base = factor.Atom.Definition is ReciprocalAtom reciprocal ? reciprocal.Divisor : Polynomial.Of(factor.Atom);
            bool divides = factor.Exponent < 0 != factor.Atom.Definition is ReciprocalAtom;
            Value power = WritePower(WriteOperand(@base, type), Math.Abs(factor.Exponent));
            numerator = divides ? numerator : terms.Multiply(numerator, power);
            denominator = !divides ? denominator : denominator == one ? power : terms.Multiply(denominator, power);
        }

        return denominator == one ? numerator : terms.Divide(numerator, denominator);
    }

    /// <summary>A number as a quotient of numbers that the type has; where that is not possible, the nearest that it has.</summary>
    private (Value Numerator, Value Denominator) WriteFactor(Rational factor, ScalarType type)
    {
        double nearest = type == ScalarType.Single ? (float)factor.ToDouble() : factor.ToDouble();
        bool isExact = !double.IsInfinity(nearest) && Rational.FromDouble(nearest) == factor;
        bool isQuotient = type == ScalarType.Single ? factor.IsQuotientOfSingles : factor.IsQuotientOfDoubles;
        Value one = Builder.Constant(1, type);
        if (!isExact && isQuotient)
        {
            return (Builder.Constant((double)factor.Numerator, type), Builder.Constant((double)factor.Denominator, type));
        }

        return isExact || type != ScalarType.Extended || double.IsInfinity(nearest)
            ? (Builder.Constant(nearest, type), one)
            : (WriteInTwo(nearest, factor), one);
    }

    /// <summary>A number with twice the digits of a double, as the sum of two.</summary>
    private Value WriteInTwo(double nearest, Rational factor)
    {
        Value high = Builder.Compute(
            new ConvertOperation(ScalarType.Double, ScalarType.Extended), Builder.Constant(nearest, ScalarType.Double));
        Value low = Builder.Constant((factor - Rational.FromDouble(nearest)).ToDouble(), ScalarType.Extended);
        return Builder.Compute(new BinaryOperation(BinaryOperator.Add, ScalarType.Extended), high, low);
    }

    private Value WriteOperand(Polynomial polynomial, ScalarType type)
    {
        if (polynomial.SingleAtom is not { } atom || visible.Find(polynomial, type) is not null)
        {
            return Write(polynomial, type);
        }

        if (type != ScalarType.Extended || atom.Definition is not ChoiceAtom choice || visible.Find(polynomial, atom.Type) is not null)
        {
            return terms.Convert(WriteAtom(atom), type);
        }

        // Its sides have all their digits too.
        Value chosen = WriteChoice(choice, type);
        visible.Add(polynomial, type, chosen);
        return chosen;
    }

    private Value WritePower(Value @base, int exponent)
    {
        Value power = exponent == 1 ? @base : WritePower(@base, exponent / 2);
        return exponent == 1 ? power
            : exponent % 2 == 0 ? terms.Multiply(power, power)
            : terms.Multiply(terms.Multiply(power, power), @base);
    }

    private Value WriteAtom(Atom atom)
    {
        Polynomial form = Polynomial.Of(atom);
        if (visible.Find(form, atom.Type) is { } existing)
        {
            return existing;
        }

        Value value = atom.Definition switch
        {
            ParameterAtom parameter => new Value(parameter.Index),
            OperationAtom { Source: { } source } => sources.Copy(source.Value),
            OperationAtom operation => Builder.Compute(
                operation.Operation,
                [.. operation.Operands.Select((operand, i) => Write(operand, operation.OperandTypes[i]))]),
            ReciprocalAtom reciprocal => terms.Divide(Builder.Constant(1, atom.Type), Write(reciprocal.Divisor, atom.Type)),
            ChoiceAtom choice => WriteChoice(choice, atom.Type),
            WholeAtom whole => Write(whole.Expression, atom.Type),
            _ => throw new InvalidOperationException($"There is no code for {atom.Definition.GetType().Name}."),
        };
        visible.Add(form, atom.Type, value);
        return value;
    }

    private Value WriteChoice(ChoiceAtom choice, ScalarType type)
    {
        // What both sides need is computed before them: written on each side, choices inside choices would double at every level.
        HashSet<Atom> shared = Reachable(choice.Then);
        shared.IntersectWith(Reachable(choice.Else));
        foreach (Atom atom in shared.Where(a => !a.MayThrow).OrderBy(a => a.Id))
        {
            WriteOperand(Polynomial.Of(atom), type == ScalarType.Extended && atom.Definition is ChoiceAtom ? type : atom.Type);
        }

        Value condition = Write(choice.Condition, ScalarType.Boolean);
        Region then = WriteSide(choice.Then, type);
        Region otherwise = WriteSide(choice.Else, type);
        return Builder.Branch(condition, then, otherwise)[0];
    }

    private Region WriteSide(Polynomial side, ScalarType type)
    {
        Builder.BeginRegion();
        visible.Enter();
        Value value = Write(side, type);
        visible.Leave();
        return Builder.EndRegion([value]);
    }

    private static HashSet<Atom> Reachable(Polynomial polynomial)
    {
        var reached = new HashSet<Atom>();
        var pending = new Stack<Polynomial>([polynomial]);
        while (pending.Count > 0)
        {
            foreach (Atom atom in pending.Pop().Atoms.Where(reached.Add))
            {
                foreach (Polynomial inner in atom.Definition.Polynomials)
                {
                    pending.Push(inner);
                }
            }
        }

        return reached;
    }
}
