using System.Collections.Generic;
using SymGrad.Generator.Analysis;
using SymGrad.Generator.IR;
using SymGrad.Generator.Simplification;

namespace SymGrad.Generator.Hoisting;

/// <summary>
/// A loss in which products and quotients have what depends on θ alone apart from the rest: with z = r / σ, z·z is (r·r)·(1/σ·1/σ). Over the reals it is the same; its numbers are not
/// those of the user's method to the last bit, so that it is no more than what sums over the data are made from.
/// </summary>
internal sealed class FactoredLoss : FunctionCopier
{
    private readonly ReadSets reads;
    private readonly TermBuilder terms;
    private readonly Dictionary<Value, Factors> factored = [];
    private bool hasChanged;

    private FactoredLoss(Function loss, FunctionBuilder builder)
        : base(loss, builder)
    {
        reads = ReadSets.Analyze(loss);
        terms = new TermBuilder(builder);
    }

    /// <summary>The loss with factors apart; null where that changes nothing.</summary>
    public static Function? TryApply(Function loss)
    {
        Function meaning = Expansions.Meaning(loss);
        var builder = new FunctionBuilder(meaning.Name);
        var copier = new FactoredLoss(meaning, builder);
        copier.CopyParameters();
        copier.CopyInstructions(meaning.Body);
        return copier.hasChanged ? DeadCode.Remove(builder.Build([.. copier.Map(meaning.Body.Yields)]), KeptReads.All) : null;
    }

    protected override void Copy(Instruction instruction)
    {
        if (instruction is not Compute { Operation.Type: ScalarType.Double } compute
            || reads.ColourOf(compute.Result) != Colour.Mixed
            || Factor(compute) is not { Theta: { } theta, Rest: { } rest } factors)
        {
            base.Copy(instruction);
            return;
        }

        hasChanged = true;
        factored[compute.Result] = factors;

        // As it is: simplified, the product with a reciprocal would be a quotient again.
        Define(compute.Result, Builder.Compute(new BinaryOperation(BinaryOperator.Multiply, ScalarType.Double), rest, theta));
    }

    /// <summary>The factors of a product or a quotient; null for what is none.</summary>
    private Factors? Factor(Compute compute)
    {
        EquatableArray<Value> operands = compute.Operands;
        switch (compute.Operation)
        {
            case UnaryOperation { Operator: UnaryOperator.Negate }:
                Factors negated = FactorsOf(operands[0]);
                return negated with { Rest = negated.Rest is { } rest ? terms.Negate(rest) : null };
            case BinaryOperation { Operator: BinaryOperator.Multiply }:
                return Product(FactorsOf(operands[0]), FactorsOf(operands[1]));
            case BinaryOperation { Operator: BinaryOperator.Divide }:
                Factors divisor = FactorsOf(operands[1]);
                return Product(FactorsOf(operands[0]), new(Reciprocal(divisor.Theta), Reciprocal(divisor.Rest)));
            default:
                return null;
        }
    }

    private Factors FactorsOf(Value value)
        => factored.TryGetValue(value, out Factors factors) ? factors
            : reads.ColourOf(value) == Colour.ThetaOnly ? new(this[value], null)
            : new(null, this[value]);

    private Factors Product(Factors left, Factors right) => new(Product(left.Theta, right.Theta), Product(left.Rest, right.Rest));

    private Value? Product(Value? left, Value? right) => left is { } first && right is { } second ? terms.Multiply(first, second) : left ?? right;

    private Value? Reciprocal(Value? value) => value is { } divisor ? terms.Divide(Builder.Constant(1, ScalarType.Double), divisor) : null;

    /// <summary>A value as a product of what depends on θ alone and of the rest; null stands for one.</summary>
    private readonly record struct Factors(Value? Theta, Value? Rest);
}
