using Consumer;
using SymGrad;

double[] x = [0, 1, 2, 3, 4];
double[] y = [1, 4, 4, 8, 8];

(double value, (double slope, double intercept)) = Losses.SquaredErrorValueAndGradient(2, 1, x[1], y[1]);
Console.WriteLine($"item {value} {slope} {intercept}");

var objective = new Losses.SquaredErrorObjective(x, y);
double[] theta = [0, 0];
double[] gradient = new double[2];
for (int step = 0; step < 2000; step++)
{
    objective.Gradient(theta, gradient);
    theta[0] -= 0.1 * gradient[0];
    theta[1] -= 0.1 * gradient[1];
}

Console.WriteLine($"fit {theta[0]:R} {theta[1]:R}");

var linear = new Losses.SignedErrorObjective(new float[] { 1, 2, 6 }, 1f);
Span<float> constant = stackalloc float[1];
linear.Gradient([-5], constant);
Console.WriteLine($"linear {constant[0]} {linear.Plan.Kind} {linear.DataPassCount}");
linear.Gradient([7000], constant);
Console.WriteLine($"linear {constant[0]} {linear.Plan.Kind} {linear.DataPassCount}");
