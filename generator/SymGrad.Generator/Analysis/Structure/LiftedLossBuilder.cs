using System.Collections.Generic;
using System.Linq;
using SymGrad.Generator.IR;
using SymGrad.Generator.Simplification.NormalForm;

namespace SymGrad.Generator.Analysis.Structure;

/// <summary>
/// Builds the loss of the whole data set from the sums of a <see cref="LiftingPlan"/>: Σₖ φₖ(θ)·Hₖ, a loss of θ with the sums as its data, so that
/// it is differentiated like any other. It has the parameters of the loss, θ with twice the digits, and after them the sums. Functions of θ are
/// computed as the user does; what they are put together to keeps all digits, since much of it cancels.
/// </summary>
internal sealed class LiftedLossBuilder(LossStructureInfo structure, FunctionBuilder builder) : PartialCopier(structure, builder)
{
    protected override bool CopiesChecks => false;

    public static Function Build(LossStructureInfo structure, LiftingPlan plan)
        => new LiftedLossBuilder(structure, new FunctionBuilder(structure.Primal.Name)).Run(plan);

    protected override bool IsLeftOut(Value value) => Structure.Forms.ReadsData(value);

    private Function Run(LiftingPlan plan)
    {
        List<Value> parameters = [.. Source.Parameters.Select(
            p => Builder.AddParameter(p with { Type = p.IsTheta ? ScalarType.Extended : p.Type }))];
        var taken = new HashSet<string>(Source.Parameters.Select(p => p.Name));
        List<Value> sums = [.. plan.Sums.Select(
            s => Builder.AddParameter(new Parameter(SumNames.Of(s.Data, Source, taken), ScalarType.Extended, ParameterRole.Data)))];
        foreach (int i in Enumerable.Range(0, parameters.Count).Where(i => Source.Parameters[i].IsTheta))
        {
            var theta = new Value(i);
            Visible.Add(Structure.Forms[theta], ScalarType.Extended, parameters[i]);
            this[theta] = Terms.Convert(parameters[i], Source.TypeOf(theta));
            MakeVisible(theta);
        }

        CopyInstructions(Source.Body);
        var writer = new PolynomialWriter(Terms, Visible, new SourceCopier(Source, Builder, value => this[value]));
        Value? total = null;
        foreach ((LiftedSum term, Value sum) in plan.Sums.Zip(sums, (term, sum) => (term, sum)))
        {
            bool isSubtracted = total is not null && term.Theta.Terms[0].Coefficient.Sign < 0;
            Polynomial theta = isSubtracted ? term.Theta.Scale(-Rational.One) : term.Theta;
            Value product = Terms.Multiply(writer.Write(theta, ScalarType.Extended), sum);
            total = total is not { } before ? product : isSubtracted ? Terms.Subtract(before, product) : Terms.Add(before, product);
        }

        return Builder.Build([total!.Value]);
    }
}
