using System.Linq;

namespace SymGrad.Benchmarks.Plans;

/// <summary>Ways to get value and gradient of a case; each returns the value.</summary>
public sealed class PlanEvaluations
{
    private static readonly EvaluationOptions OneThread = new() { MaxDegreeOfParallelism = 1 };

    private readonly PlanCase measured;
    private readonly Objective<double> planned;
    private readonly Objective<double> byPass;
    private readonly double[] theta;
    private readonly double[] gradient;
    private int step;

    /// <summary>Makes the objectives; the first evaluation, which finds the sums, is done.</summary>
    public PlanEvaluations(PlanCase measured)
    {
        this.measured = measured;
        Objective<double> objective = measured.Create();
        Reason = objective.Plan.Reason;
        theta = [.. Enumerable.Range(0, objective.ParameterCount).Select(i => 0.01 * (i + 1))];
        gradient = new double[theta.Length];
        byPass = objective.WithPlan(PlanKind.PerItem);
        planned = objective.WithPlan(measured.Plan);
        planned.ValueAndGradient(theta, gradient, OneThread);
    }

    /// <summary>What the objective says about the plan that it chooses.</summary>
    public string Reason { get; }

    /// <summary>In a loop that is written by hand.</summary>
    public double ByHand() => measured.ByHand(theta, gradient);

    /// <summary>By the plan that goes over the items.</summary>
    public double Pass() => byPass.ValueAndGradient(theta, gradient, OneThread);

    /// <summary>The first evaluation from sums, of a new objective.</summary>
    public double First() => measured.Create().WithPlan(measured.Plan).ValueAndGradient(theta, gradient, OneThread);

    /// <summary>From sums. As those of an optimiser near the minimum, each call has another θ.</summary>
    public double FromSums()
    {
        theta[0] = 0.01 + (1e-4 * (step++ % 7));
        return planned.ValueAndGradient(theta, gradient, OneThread);
    }
}
