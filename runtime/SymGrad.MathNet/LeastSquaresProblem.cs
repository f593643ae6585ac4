using MathNet.Numerics.LinearAlgebra;

namespace SymGrad;

/// <summary>A model, what it should predict for each item, and how much each item counts.</summary>
internal sealed class LeastSquaresProblem(Objective<double> model, Vector<double> observed, Vector<double>? weights)
{
    public string Name => model.Loss.Name;

    public int ParameterCount => model.ParameterCount;

    public Vector<double> Observed => observed;

    /// <summary>The weights as MathNet.Numerics has them: a diagonal matrix, or null where all are 1.</summary>
    public Matrix<double>? WeightMatrix { get; } = weights is null ? null : Matrix<double>.Build.DiagonalOfDiagonalVector(weights);

    /// <summary>The predictions and their derivatives, item by item.</summary>
    /// <param name="point">θ.</param>
    /// <param name="isFixed">Which parameters are not to move; null where all may.</param>
    public LeastSquaresEvaluation EvaluateAt(Vector<double> point, bool[]? isFixed)
    {
        double[] theta = point.ToArray();
        double[] row = new double[model.ParameterCount];
        Vector<double> predictions = Vector<double>.Build.Dense(model.Count);
        Matrix<double> jacobian = Matrix<double>.Build.Dense(model.Count, model.ParameterCount);
        for (int item = 0; item < model.Count; item++)
        {
            predictions[item] = model.ValueAndGradient(theta, item..(item + 1), row);
            for (int j = 0; j < row.Length; j++)
            {
                jacobian[item, j] = isFixed is not null && isFixed[j] ? 0 : row[j];
            }
        }

        Vector<double> residuals = observed - predictions;
        Vector<double> weighted = weights is null ? residuals : residuals.PointwiseMultiply(weights);
        Matrix<double> weightedJacobian = weights is null ? jacobian : WeightMatrix! * jacobian;
        return new LeastSquaresEvaluation(
            point.Clone(),
            predictions,
            residuals.DotProduct(weighted),
            -jacobian.TransposeThisAndMultiply(weighted),
            jacobian.TransposeThisAndMultiply(weightedJacobian));
    }
}
