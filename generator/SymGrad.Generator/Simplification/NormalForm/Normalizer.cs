using System;
using System.Collections.Generic;
using System.Linq;
using System.Numerics;
using SymGrad.Generator.Analysis;
using SymGrad.Generator.IR;

namespace SymGrad.Generator.Simplification.NormalForm;

/// <summary>
/// Brings the values of a function into normal form. Rounding is ignored, but for that of constants: the normal form is about the real
/// function that the loss is where it is defined, with the constants that the program has. Integer arithmetic, which wraps around, is not
/// seen into.
/// </summary>
internal sealed class Normalizer
{
    private readonly Function function;
    private readonly PolynomialRing ring;
    private readonly NormalForms? expanded;
    private readonly Dictionary<Value, Polynomial> forms = [];
    private readonly ValueNumbering numbering;
    private readonly Dictionary<Value, ConstantOperation> constants = [];

    private readonly ReadSets reads;
    private readonly ArrayRoots roots;
    private readonly HashSet<Value> written;

    private Normalizer(Function function, PolynomialRing ring, NormalForms? expanded)
    {
        reads = expanded?.Reads ?? ReadSets.Analyze(function);
        roots = new ArrayRoots(function);
        written = [.. function.Body.Flatten().SelectMany(roots.WrittenBy)];
        this.function = function;
        this.ring = ring;
        this.expanded = expanded;
        numbering = new ValueNumbering(function);
    }

    /// <summary>The normal form with everything multiplied out: what decides whether two values are equal.</summary>
    public static NormalForms Expand(Function function) => Run(function, new PolynomialRing(function), null);

    /// <summary>
    /// The normal form that keeps what the user computed from data alone whole: (θ − (x − b))² is θ² − 2·[x − b]·θ + [x − b]², which has
    /// the digits that x² − 2·x·b + b² has lost.
    /// </summary>
    public static NormalForms Group(Function function, NormalForms expanded) => Run(function, expanded.Ring, expanded);

    private static NormalForms Run(Function function, PolynomialRing ring, NormalForms? expanded)
    {
        var normalizer = new Normalizer(function, ring, expanded);
        for (int i = 0; i < function.Parameters.Count; i++)
        {
            if (!function.IsArray(new Value(i)))
            {
                normalizer.Define(new Value(i), Polynomial.Of(ring.Atoms.Parameter(i)));
            }
        }

        normalizer.Visit(function.Body);
        return new NormalForms(ring, normalizer.forms, normalizer.reads);
    }

    private void Visit(Region region)
    {
        foreach (Instruction instruction in region.Instructions)
        {
            switch (instruction)
            {
                case Compute compute:
                    Visit(compute);
                    break;
                case Branch branch:
                    Visit(branch.Then);
                    Visit(branch.Else);
                    numbering.Add(branch);
                    foreach (int i in Enumerable.Range(0, branch.Results.Count).Where(i => !function.IsArray(branch.Results[i])))
                    {
                        Define(
                            branch.Results[i],
                            Choose(branch.Results[i], [branch.Condition, branch.Then.Yields[i], branch.Else.Yields[i]]));
                    }

                    break;
                case Loop loop:
                    Visit(loop);
                    break;
                case Guard guard:
                    Visit(guard.Failure);
                    break;
                case Check or Store:
                    break;
                default:
                    throw new InvalidOperationException($"The normal form has no case for {instruction.GetType().Name}.");
            }
        }
    }

    private void Visit(Compute compute)
    {
        // What is allocated, called, or read from memory that is written to is like nothing else.
        bool isAlone = compute.Operation is AllocateOperation or CallOperation
            || (compute.Operation is ElementOperation && !IsConstant(roots.Of(compute.Operands[0])));
        if (!isAlone)
        {
            numbering.Add(compute);
        }

        if (compute.Operation is ElementOperation or LengthOperation or CallOperation)
        {
            DefineOpaque(compute.Result, compute.Operation is not LengthOperation);
        }
        else if (!function.IsArray(compute.Result))
        {
            Define(compute.Result, Form(compute));
        }
    }

    /// <summary>What a loop carries is not seen through: it is another number in each iteration, and one of its own after the last.</summary>
    private void Visit(Loop loop)
    {
        IEnumerable<int> numbers = [.. Enumerable.Range(0, loop.Results.Count).Where(i => !function.IsArray(loop.Results[i]))];
        foreach (int i in numbers)
        {
            DefineOpaque(loop.Parameters[i], mayThrow: false);
        }

        if (loop.Header is CountedHeader counted)
        {
            DefineOpaque(counted.Index, mayThrow: false);
        }
        else if (loop.Header is WhileHeader header)
        {
            Visit(header.Condition);
        }

        Visit(loop.Body);
        foreach (int i in numbers)
        {
            DefineOpaque(loop.Results[i], mayThrow: false);
        }
    }

    private void DefineOpaque(Value value, bool mayThrow)
        => Define(value, Polynomial.Of(ring.Atoms.Value(numbering[value], reads.DependenceOf(value), mayThrow)));

    /// <summary>Whether nothing is stored in memory: that of parameters and fields.</summary>
    private bool IsConstant(Value root) => !written.Contains(root);

    private void Define(Value value, Polynomial form)
        => forms.Add(value, expanded is null || reads.DependenceOf(value).OnTheta ? form : Grouped(value, form));

    /// <summary>A value of data alone as one factor; its sign and the numbers that it is multiplied by stay outside.</summary>
    private Polynomial Grouped(Value value, Polynomial form)
    {
        Polynomial whole = expanded![value];
        if (!function.TypeOf(value).IsFloating() || whole.Terms is [] or [{ Monomial.Factors: [] or [{ Exponent: 1 }] }])
        {
            return whole;
        }

        return form.Terms is [{ Monomial.Factors: [{ Exponent: 1, Atom.Definition: WholeAtom }] }]
            ? form
            : ring.Atoms.Whole(whole, function.TypeOf(value));
    }

    private Polynomial Form(Compute compute)
    {
        IReadOnlyList<Polynomial> operands = [.. compute.Operands.Select(o => forms[o])];
        Polynomial? form = compute.Operation switch
        {
            _ when FindConstant(compute) is { } constant => Constant(constant),
            UnaryOperation unary => Unary(unary, operands),
            BinaryOperation binary => binary.Type.IsFloating() ? Binary(binary, operands) : null,
            CompareOperation compare => Compare(compare, operands, compute.Operands.All(constants.ContainsKey)),
            ConvertOperation convert => KeepsValue(convert) ? operands[0] : null,
            SelectOperation => Choose(compute.Result, compute.Operands),
            FunctionOperation call when call.Type.IsFloating() => FunctionRules.Apply(call, operands, OperandTypes(compute), ring),
            FunctionOperation or FieldOperation or UserFunctionOperation => null,
            _ => throw new InvalidOperationException($"The normal form has no case for {compute.Operation.GetType().Name}."),
        };

        return form ?? Polynomial.Of(ring.Atoms.Operation(
            compute.Operation, operands, OperandTypes(compute), Jumps(compute) ? SourceOf(compute) : null));
    }

    /// <summary>What is computed from constants alone is one: the number that the program gets, rounding included.</summary>
    private ConstantOperation? FindConstant(Compute compute)
    {
        ConstantOperation? constant = compute.Operation as ConstantOperation;
        if (constant is null && compute.Operands.Count > 0 && compute.Operands.All(constants.ContainsKey))
        {
            constant = ConstantArithmetic.Apply(compute.Operation, [.. compute.Operands.Select(o => constants[o])]);
        }

        if (constant is not null)
        {
            constants.Add(compute.Result, constant);
        }

        return constant;
    }

    /// <summary>What computes an operation that jumps: the bits of θ − θ + x depend on θ, although the real number does not.</summary>
    private AtomSource SourceOf(Compute compute)
        => new(numbering[compute.Result], reads.DependenceOf(compute.Result));

    /// <summary>Whether the last bit of a floating-point operand may decide the result, so that rounding must not be ignored in it.</summary>
    private bool Jumps(Compute compute) => compute.Operands.Any(o => function.TypeOf(o).IsFloating()) && compute.Operation switch
    {
        CompareOperation or UserFunctionOperation => true,
        BinaryOperation { Operator: BinaryOperator.Remainder } => true,
        FunctionOperation { Rule: "CopySign" or "IEEERemainder" } => true,
        Operation operation => !operation.Type.IsFloating() || FunctionRules.IsFlat(operation),
    };

    private List<ScalarType> OperandTypes(Compute compute) => [.. compute.Operands.Select(function.TypeOf)];

    private Polynomial Choose(Value result, EquatableArray<Value> operands)
    {
        ScalarType type = function.TypeOf(result);
        Polynomial condition = forms[operands[0]];
        Polynomial then = forms[operands[1]];
        Polynomial otherwise = forms[operands[2]];
        if (condition.Constant is { } constant)
        {
            return constant.IsZero ? otherwise : then;
        }

        return (then.Equals(otherwise), type.IsFloating(), condition.Dependence.OnTheta) switch
        {
            (true, _, _) => then,
            (_, false, _) => Polynomial.Of(ring.Atoms.Choice(condition, then, otherwise, type)),
            (_, _, true) => ring.ChooseByTheta(condition, then, otherwise, type),
            (_, _, false) => ring.ChooseByData(condition, then, otherwise, type),
        };
    }

    private static Polynomial? Constant(ConstantOperation constant)
    {
        if (!constant.Type.IsFloating())
        {
            return Polynomial.Of(Rational.FromInteger(
                constant.Type == ScalarType.UInt64 ? unchecked((ulong)constant.Bits) : new BigInteger(constant.Bits)));
        }

        double value = constant.ToDouble();
        return double.IsNaN(value) || double.IsInfinity(value) ? null : Polynomial.Of(Rational.FromDouble(value));
    }

    private Polynomial? Unary(UnaryOperation unary, IReadOnlyList<Polynomial> operands) => unary.Operator switch
    {
        UnaryOperator.Negate when unary.Type.IsFloating() => ring.Multiply(operands[0], Polynomial.Of(-Rational.One)),
        UnaryOperator.LogicalNot when operands[0].Constant is { } constant => Truth(constant.IsZero),
        _ => null,
    };

    private Polynomial? Binary(BinaryOperation binary, IReadOnlyList<Polynomial> operands) => binary.Operator switch
    {
        BinaryOperator.Add => ring.Add(operands[0], operands[1]),
        BinaryOperator.Subtract => ring.Subtract(operands[0], operands[1]),
        BinaryOperator.Multiply => ring.Multiply(operands[0], operands[1]),
        BinaryOperator.Divide => ring.Divide(operands[0], operands[1]),
        _ => null,
    };

    private static Polynomial? Compare(CompareOperation compare, IReadOnlyList<Polynomial> operands, bool areConstants)
    {
        // Numbers that are equal over the reals need not be equal once they are rounded; integers and constants are exact.
        if ((compare.OperandType.IsFloating() && !areConstants) || operands[0].Constant is not { } left || operands[1].Constant is not { } right)
        {
            return null;
        }

        int order = left.CompareTo(right);
        return Truth(compare.Operator switch
        {
            CompareOperator.Equal => order == 0,
            CompareOperator.NotEqual => order != 0,
            CompareOperator.Less => order < 0,
            CompareOperator.LessOrEqual => order <= 0,
            CompareOperator.Greater => order > 0,
            CompareOperator.GreaterOrEqual => order >= 0,
            _ => throw new InvalidOperationException($"{compare.Operator} is not a known comparison."),
        });
    }

    private static Polynomial Truth(bool value) => value ? Polynomial.One : Polynomial.Zero;

    /// <summary>Whether a conversion leaves every value what it is, but for rounding.</summary>
    private static bool KeepsValue(ConvertOperation convert) => convert.Type.IsFloating() || convert.From.IsWidening(convert.Type);
}
