using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.Optimization;
using SymGrad;

var objective = new Losses.SquaredErrorObjective(x: new double[] { 0, 1, 2, 3, 4 }, y: new double[] { 1, 4, 4, 8, 8 });
var start = Vector<double>.Build.Dense(objective.ParameterCount);
var minimum = new BfgsMinimizer(1e-8, 0, 0).FindMinimum(objective.ToObjectiveFunction(), start);
Console.WriteLine($"fit {minimum.MinimizingPoint[0]:F6} {minimum.MinimizingPoint[1]:F6}");

internal static partial class Losses
{
    [Loss]
    public static double SquaredError([Theta] double slope, [Theta] double intercept, double x, double y)
    {
        double residual = y - (slope * x + intercept);
        return residual * residual;
    }
}
