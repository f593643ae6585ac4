using System;
using System.Linq;
using SymGrad.EndToEnd.Tests.Oracle;

namespace SymGrad.EndToEnd.Tests.Plans;

/// <summary>Data on and beside a line, and what losses of the residual are on it, exactly.</summary>
internal static class PlanData
{
    /// <summary>Points around y = 3·x − 2, far from the origin and near to each other by choice.</summary>
    public static (double[] X, double[] Y) Line(int count, int seed, double offset = 0, double spread = 1, double noise = 1)
    {
        var random = new Random(seed);
        double[] x = [.. Enumerable.Range(0, count).Select(_ => offset + (spread * ((2 * random.NextDouble()) - 1)))];
        return (x, [.. x.Select(v => (3 * v) - 2 + (noise * ((2 * random.NextDouble()) - 1)))]);
    }

    /// <summary>Σ rᵖ and its derivatives with respect to slope and intercept, in exact arithmetic on the same doubles.</summary>
    public static double[] Exact(int power, double[] theta, double[] x, double[] y)
    {
        Dyadic value = 0.0;
        Dyadic slope = 0.0;
        Dyadic intercept = 0.0;
        for (int i = 0; i < x.Length; i++)
        {
            Dyadic residual = (Dyadic)y[i] - (((Dyadic)theta[0] * x[i]) + theta[1]);
            Dyadic derivative = -(double)power;
            for (int k = 1; k < power; k++)
            {
                derivative *= residual;
            }

            value -= derivative * residual * (1.0 / power);
            slope += derivative * x[i];
            intercept += derivative;
        }

        return [value.ToDouble(), slope.ToDouble(), intercept.ToDouble()];
    }

    public static double[] Evaluate(Objective<double> objective, double[] theta)
    {
        double[] gradient = new double[theta.Length];
        double value = objective.ValueAndGradient(theta, gradient);
        return [value, .. gradient];
    }
}
