using System;
using System.Collections.Generic;
using System.Linq;
using SymGrad;

namespace Quickstart;

/// <summary>The linear case: the gradient is one constant, summed once, and there is no minimum until something curved is added.</summary>
internal static class LinearLoss
{
    private const double Tolerance = 1e-6;

    private static readonly double[] Slopes = [-1000, 0, 1, 1e6];

    public static void Show(Study study, Report report)
    {
        report.Chapter("The linear case: L = progression − slope·bmi");
        report.Text("As SYMG1001 and SYMG1002 above say. The gradient at four slopes far from one another:");
        double mean = study.Data.Bmi.Average();
        List<double> derivatives = ShowConstantGradient(study.LinearError, report);
        report.Fact("−mean(bmi)", Report.Fixed(-mean, 8));
        report.Fact("plan", study.LinearError.Plan.ToString());
        report.Check("every gradient is the same, to the last bit", derivatives.Distinct().Count() == 1);
        report.Check("it is −mean(bmi)", Math.Abs(derivatives[0] + mean) < Tolerance);

        report.Text("J falls without end as the slope grows. With slope²/2 added it has a minimum, at mean(bmi):");
        Objective<double> bounded = study.LinearError.WithRegularizer(study.HalfSquare, weight: 1);
        Minimum minimum = Minimization.Minimize(bounded);
        report.Fact("slope", Report.Fixed(minimum.Theta[0], 8));
        report.Fact("plan", bounded.Plan.ToString());
        report.Check("the minimum is at mean(bmi)", Math.Abs(minimum.Theta[0] - mean) < Tolerance);
        report.Check(
            $"{Slopes.Length + minimum.Evaluations.Count} evaluations took one pass over the data", bounded.DataPassCount == 1);
    }

    private static List<double> ShowConstantGradient(Objective<double> objective, Report report)
    {
        var rows = new List<string[]>();
        var derivatives = new List<double>();
        Span<double> gradient = stackalloc double[1];
        foreach (double slope in Slopes)
        {
            double value = objective.ValueAndGradient([slope], gradient);
            derivatives.Add(gradient[0]);
            rows.Add(
                [Report.Fixed(slope, 0), Report.Fixed(value, 2), Report.Fixed(gradient[0], 8), Report.Fixed(objective.DataPassCount, 0)]);
        }

        report.Table(["slope", "J", "∂J/∂slope", "passes over the data so far"], rows);
        return derivatives;
    }
}
