using System;
using System.Collections.Generic;
using System.Linq;
using SymGrad.Generator.IR;
using SymGrad.Generator.Simplification.NormalForm;

namespace SymGrad.Generator.Analysis.Structure;

/// <summary>Where the code for one part (offset or coefficient) of a value comes from.</summary>
internal enum PartSource
{
    /// <summary>It is zero.</summary>
    Zero,

    /// <summary>It is a number.</summary>
    Constant,

    /// <summary>It is the value itself, which does not read θ.</summary>
    Data,

    /// <summary>It is the same operation on the parts of the operands: the user's own factors stay as written.</summary>
    Operands,

    /// <summary>Something cancelled: it is written from the normal form.</summary>
    NormalForm,
}

/// <summary>
/// Decides how the offset and coefficients of an affine loss are written. The user's own form comes first, as it has the digits that
/// multiplying out would lose: (x − b)·(x − c)·θ has the coefficient (x − b)·(x − c). The normal form is for what cancels.
/// </summary>
internal sealed class CoefficientPlan
{
    private readonly Function primal;
    private readonly NormalForms expanded;
    private readonly NormalForms grouped;
    private readonly Dictionary<Value, (Instruction Instruction, int Result)> definitions = [];
    private readonly Dictionary<(Value Value, int Part), PartSource> sources = [];
    private readonly Dictionary<Value, AffineForm?> expandedParts = [];
    private readonly Dictionary<Value, AffineForm?> groupedParts = [];

    public CoefficientPlan(LossStructureInfo structure)
    {
        primal = structure.Primal;
        expanded = structure.Forms;
        grouped = Normalizer.Group(primal, expanded);
        foreach (Instruction instruction in primal.Body.Flatten())
        {
            int position = 0;
            foreach (Value result in instruction.Results())
            {
                definitions.Add(result, (instruction, position++));
            }
        }
    }

    /// <summary>Whether computing the value as written reads θ.</summary>
    public bool ReadsTheta(Value value) => expanded.ReadsTheta(value);

    public PartSource SourceOf(Value value, int part)
    {
        if (!sources.TryGetValue((value, part), out PartSource source))
        {
            sources.Add((value, part), source = FindSource(value, part));
        }

        return source;
    }

    /// <summary>The number that a part with the source <see cref="PartSource.Constant"/> is.</summary>
    public Rational ConstantOf(Value value, int part) => Expanded(value)![part].Constant!.Value;

    /// <summary>The part in normal form: with data-only expressions whole, unless multiplying out makes it shorter.</summary>
    public Polynomial NormalFormOf(Value value, int part)
    {
        Polynomial shortest = Expanded(value)![part];
        return Grouped(value) is { } whole && whole[part].Terms.Length <= shortest.Terms.Length ? whole[part] : shortest;
    }

    /// <summary>The parts of operands that a part with the source <see cref="PartSource.Operands"/> is computed from, in order.</summary>
    public IEnumerable<(Value Operand, int Part)> OperandsOf(Value value, int part)
    {
        (Instruction instruction, int result) = definitions[value];
        if (instruction is Branch branch)
        {
            return [(branch.Then.Yields[result], part), (branch.Else.Yields[result], part)];
        }

        EquatableArray<Value> operands = ((Compute)instruction).Operands;
        return ((Compute)instruction).Operation switch
        {
            BinaryOperation { Operator: BinaryOperator.Multiply } => Expanded(operands[1])!.IsFreeOfTheta
                ? [(operands[0], part), (operands[1], AffineForm.Offset)]
                : [(operands[0], AffineForm.Offset), (operands[1], part)],
            BinaryOperation { Operator: BinaryOperator.Divide } => [(operands[0], part), (operands[1], AffineForm.Offset)],
            BinaryOperation => [(operands[0], part), (operands[1], part)],
            SelectOperation => [(operands[1], part), (operands[2], part)],
            _ => [(operands[0], part)],
        };
    }

    private PartSource FindSource(Value value, int part)
    {
        AffineForm affine = Expanded(value)
            ?? throw new InvalidOperationException($"{value} of '{primal.Name}' is not affine in θ.");
        if (!ReadsTheta(value) && expanded.ReadsData(value))
        {
            return part == AffineForm.Offset ? PartSource.Data : PartSource.Zero;
        }

        // What is 1 over the reals, as (x + 1) − x is, need not be where it is rounded: then the user's own arithmetic on the data comes first.
        return affine[part] switch
        {
            { IsZero: true } => PartSource.Zero,
            { Constant: not null } when !expanded.ReadsData(value) => PartSource.Constant,
            _ when !ReadsTheta(value) => PartSource.Data,
            _ when IsLinear(value) && !Cancels(value, part) => PartSource.Operands,
            { Constant: not null } => PartSource.Constant,
            _ => PartSource.NormalForm,
        };
    }

    /// <summary>Whether the operation that defines a value carries each part over by itself.</summary>
    private bool IsLinear(Value value) => definitions[value] switch
    {
        (Branch branch, int result) => IsChoice(branch.Condition, branch.Then.Yields[result], branch.Else.Yields[result]),
        (Compute compute, _) => IsLinear(compute),
        _ => false,
    };

    private bool IsLinear(Compute compute) => compute.Operation switch
    {
        UnaryOperation { Operator: UnaryOperator.Negate } => IsAffine(compute.Operands[0]),
        ConvertOperation convert => convert.From.IsFloating() && IsAffine(compute.Operands[0]),
        BinaryOperation { Operator: BinaryOperator.Add or BinaryOperator.Subtract } => compute.Operands.All(IsAffine),
        BinaryOperation { Operator: BinaryOperator.Multiply } => compute.Operands.All(IsAffine)
            && compute.Operands.Any(o => Expanded(o)!.IsFreeOfTheta),
        BinaryOperation { Operator: BinaryOperator.Divide } => compute.Operands.All(IsAffine) && Expanded(compute.Operands[1])!.IsFreeOfTheta,
        SelectOperation => IsChoice(compute.Operands[0], compute.Operands[1], compute.Operands[2]),
        Operation operation => FunctionRules.IsProportional(operation)
            && IsAffine(compute.Operands[0])
            && !compute.Operands.Skip(1).Any(ReadsTheta),
    };

    private bool IsChoice(Value condition, Value then, Value otherwise) => !ReadsTheta(condition) && IsAffine(then) && IsAffine(otherwise);

    /// <summary>Whether a sum loses a term that both its operands have: then the sum of their parts is not in simplest form.</summary>
    private bool Cancels(Value value, int part)
    {
        if (definitions[value].Instruction is not Compute
            {
                Operation: BinaryOperation { Operator: BinaryOperator.Add or BinaryOperator.Subtract },
            } sum)
        {
            return false;
        }

        if (sum.Operands.Any(o => Expanded(o)![part].IsZero))
        {
            return false;
        }

        Func<Value, AffineForm?> form = Grouped(value) is not null && sum.Operands.All(o => Grouped(o) is not null) ? Grouped : Expanded;
        var shared = new HashSet<Monomial>(Monomials(sum.Operands[0]));
        shared.IntersectWith(Monomials(sum.Operands[1]));
        shared.ExceptWith(Monomials(value));
        return shared.Count > 0;

        IEnumerable<Monomial> Monomials(Value operand) => form(operand)![part].Terms.Select(t => t.Monomial);
    }

    private bool IsAffine(Value value) => Expanded(value) is not null;

    private AffineForm? Expanded(Value value) => Find(expandedParts, expanded, value);

    private AffineForm? Grouped(Value value) => Find(groupedParts, grouped, value);

    private static AffineForm? Find(Dictionary<Value, AffineForm?> parts, NormalForms forms, Value value)
    {
        if (!parts.TryGetValue(value, out AffineForm? affine))
        {
            parts.Add(value, affine = AffineForm.Of(forms[value]));
        }

        return affine;
    }
}
