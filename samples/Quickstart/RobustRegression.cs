using System.Collections.Generic;
using System.Linq;
using SymGrad;

namespace Quickstart;

/// <summary>The same model with a loss that large residuals pull less at, and a regulariser.</summary>
internal static class RobustRegression
{
    private const double RidgeWeight = 0.02;
    private const double GradientTolerance = 1e-5;

    public static void Show(Study study, double[] leastSquares, Report report)
    {
        report.Chapter("A robust fit: pseudo-Huber with a little ridge");
        Objective<double> objective = study.PseudoHuber.WithRegularizer(study.Ridge, RidgeWeight);
        Minimum minimum = Minimization.Minimize(objective);
        IReadOnlyList<string> names = objective.Loss.ParameterNames;
        report.Table(
            ["θ", "least squares", "robust", "moved by"],
            names.Select((name, j) => new[]
            {
                name,
                Report.Fixed(leastSquares[j], 3),
                Report.Fixed(minimum.Theta[j], 3),
                Report.Signed(minimum.Theta[j] - leastSquares[j], 3),
            }));

        double robust = study.ExplainedVariance(minimum.Theta);
        double best = study.ExplainedVariance(leastSquares);
        report.Fact("R²", $"{Report.Fixed(robust, 4)} (least squares: {Report.Fixed(best, 4)}, the most that these features allow)");
        report.Fact("plan", objective.Plan.ToString());
        report.Check($"the gradient there is zero to {Report.Scientific(minimum.GradientNorm)}", minimum.GradientNorm < GradientTolerance);
        report.Check("R² is not above that of least squares", robust <= best);
    }
}
