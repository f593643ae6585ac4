using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using SymGrad.Generator.IR;
using SymGrad.Generator.Simplification;
using SymGrad.Generator.Simplification.NormalForm;

namespace SymGrad.Generator.Analysis.Structure;

/// <summary>The terms that an item adds to the sums of a <see cref="LiftingPlan"/>.</summary>
/// <param name="Function">Has the parameters of the loss and reads none of θ. It yields the factors of the terms, one after the other.</param>
/// <param name="FactorCounts">
/// Of how many factors each term is the product: none for a term that is 1 for each item, two where the product is left to the sum, which does not
/// round it.
/// </param>
internal sealed record LiftedTerms(Function Function, EquatableArray<int> FactorCounts);

/// <summary>
/// Builds the terms that an item adds to the sums: what the user computes from data alone in the user's own arithmetic, and their products
/// with twice the digits. What the loss throws for some data, it throws too.
/// </summary>
internal sealed class LiftedTermsBuilder(LossStructureInfo structure, FunctionBuilder builder) : PartialCopier(structure, builder)
{
    protected override bool CopiesChecks => true;

    public static LiftedTerms Build(LossStructureInfo structure, LiftingPlan plan)
        => new LiftedTermsBuilder(structure, new FunctionBuilder(structure.Primal.Name + "Terms")).Run(plan);

    protected override bool IsLeftOut(Value value) => Structure.Forms.ReadsTheta(value);

    private LiftedTerms Run(LiftingPlan plan)
    {
        CopyParameters();
        foreach (int i in Enumerable.Range(0, Source.Parameters.Count).Where(i => !Source.Parameters[i].IsTheta))
        {
            MakeVisible(new Value(i));
        }

        CopyInstructions(Source.Body);
        var writer = new PolynomialWriter(Terms, Visible, new SourceCopier(Source, Builder));
        ImmutableArray<ImmutableArray<Value>> factors = [.. plan.Sums.Select(s => Factors(s.Data, writer))];
        Function function = BranchMerging.Apply(Builder.Build(factors.SelectMany(f => f)));
        return new(DeadCode.Remove(function), factors.Select(f => f.Length).ToEquatableArray());
    }

    private static ImmutableArray<Value> Factors(Polynomial term, PolynomialWriter writer)
    {
        if (term.Constant is { IsOne: true })
        {
            return [];
        }

        if (term.Terms is [{ Coefficient.IsOne: true, Monomial.Factors: { } factors }] && factors.All(f => f.Exponent > 0))
        {
            List<Atom> atoms = [.. factors.SelectMany(f => Enumerable.Repeat(f.Atom, f.Exponent))];
            if (atoms.Count <= 2 && atoms.All(a => a.Definition is not ChoiceAtom))
            {
                return [.. atoms.Select(a => writer.Write(Polynomial.Of(a), a.Type))];
            }
        }

        return [writer.Write(term, ScalarType.Extended)];
    }
}
