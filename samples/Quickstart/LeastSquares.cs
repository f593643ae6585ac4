using System;
using System.Linq;
using MathNet.Numerics.LinearRegression;

namespace Quickstart;

/// <summary>A linear model by least squares, compared with the closed form.</summary>
internal static class LeastSquares
{
    /// <summary>How far a coefficient may be from the closed form: they are tens, and known to about fourteen digits.</summary>
    private const double Tolerance = 1e-6;

    public static double[] Show(Study study, Report report)
    {
        report.Chapter($"Least squares on {study.Data.Count} patients, by BFGS");
        Minimum minimum = Minimization.Minimize(study.SquaredError);
        report.Progress(minimum.Evaluations);

        double[][] rows = [.. Enumerable.Range(0, study.Data.Count).Select(item => study.Features.Select(f => f[item]).ToArray())];
        double[] closedForm = MultipleRegression.QR(rows, study.Data.Progression, intercept: true);
        double[] differences = [.. minimum.Theta.Zip(closedForm, (fitted, exact) => Math.Abs(fitted - exact))];
        report.Table(
            ["θ", "BFGS on the objective", "closed form (QR)", "difference"],
            study.SquaredError.Loss.ParameterNames.Select((name, j) => new[]
            {
                name, Report.Fixed(minimum.Theta[j], 8), Report.Fixed(closedForm[j], 8), Report.Scientific(differences[j]),
            }));

        report.Fact("R²", Report.Fixed(study.ExplainedVariance(minimum.Theta), 4));
        report.Fact("plan", study.SquaredError.Plan.ToString());
        report.Check(
            $"the largest difference from the closed form is {Report.Scientific(differences.Max())}", differences.Max() < Tolerance);
        return minimum.Theta;
    }
}
