using MathNet.Numerics.LinearAlgebra;

namespace SymGrad;

/// <summary>A least-squares problem at a point.</summary>
/// <param name="Point">θ.</param>
/// <param name="Predictions">f(xᵢ; θ).</param>
/// <param name="SumOfSquares">Σ wᵢ·(yᵢ − f(xᵢ; θ))².</param>
/// <param name="Gradient">Half its gradient: −Jᵀ·W·(y − f).</param>
/// <param name="Hessian">Half its Hessian, without the curvature of the model: Jᵀ·W·J.</param>
internal sealed record LeastSquaresEvaluation(
    Vector<double> Point, Vector<double> Predictions, double SumOfSquares, Vector<double> Gradient, Matrix<double> Hessian);
