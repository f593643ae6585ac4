using System;

namespace SymGrad.Programs;

/// <summary>Fits an orbit to measured distances: each needs the solution of Kepler's equation, by a Newton iteration run to convergence.</summary>
public static partial class KeplerOrbit
{
    private const double Precision = 1e-13;

    /// <summary>The sum of the squared errors of the distances from the focus.</summary>
    /// <param name="semiMajorAxis">Half of the long diameter of the ellipse.</param>
    /// <param name="eccentricity">From 0, a circle, up to but not including 1.</param>
    /// <param name="meanMotion">Radians per unit of time.</param>
    /// <param name="phase">The mean anomaly at time zero, in radians.</param>
    /// <param name="times">When the distances were measured.</param>
    /// <param name="distances">The distances, one for each time.</param>
    /// <exception cref="InvalidOperationException">The eccentricity is not that of an ellipse.</exception>
    [Loss]
    public static double SquaredError(
        [Theta] double semiMajorAxis,
        [Theta] double eccentricity,
        [Theta] double meanMotion,
        [Theta] double phase,
        ReadOnlySpan<double> times,
        ReadOnlySpan<double> distances)
    {
        if (!(eccentricity >= 0 && eccentricity < 1))
        {
            throw new InvalidOperationException("The eccentricity of an ellipse is at least 0 and less than 1.");
        }

        double sum = 0;
        for (int i = 0; i < times.Length; i++)
        {
            double anomaly = EccentricAnomaly(phase + (meanMotion * times[i]), eccentricity);
            double error = (semiMajorAxis * (1 - (eccentricity * Math.Cos(anomaly)))) - distances[i];
            sum += error * error;
        }

        return sum;
    }

    /// <summary>The solution E of E − e sin E = M.</summary>
    private static double EccentricAnomaly(double meanAnomaly, double eccentricity)
    {
        double anomaly = meanAnomaly;
        double step = double.MaxValue;
        while (Math.Abs(step) > Precision * (1 + Math.Abs(anomaly)))
        {
            step = (anomaly - (eccentricity * Math.Sin(anomaly)) - meanAnomaly) / (1 - (eccentricity * Math.Cos(anomaly)));
            anomaly -= step;
        }

        return anomaly;
    }
}
