using System;

namespace SymGrad.Programs;

/// <summary>Fits the rates of an ordinary differential equation, predators and prey, which is integrated inside the loss.</summary>
public static partial class RungeKutta
{
    /// <summary>The sum of the squared errors of the simulated populations at the times of observation.</summary>
    /// <param name="rates">Birth of prey, loss of prey for each predator, birth of predators for each prey, death of predators.</param>
    /// <param name="start">The populations at time zero: prey, predators.</param>
    /// <param name="observations">One row for each observation: prey, predators.</param>
    /// <param name="interval">The time from one observation to the next; the first is after one interval.</param>
    /// <param name="steps">How many steps of integration there are in an interval.</param>
    [Loss]
    public static double SquaredError(
        [Theta] ReadOnlySpan<double> rates,
        [Theta] ReadOnlySpan<double> start,
        ReadOnlySpan<double> observations,
        double interval,
        int steps)
    {
        Span<double> state = stackalloc double[2];
        start.CopyTo(state);
        double sum = 0;
        for (int i = 0; i < observations.Length; i += 2)
        {
            for (int step = 0; step < steps; step++)
            {
                Step(rates, state, interval / steps);
            }

            double prey = state[0] - observations[i];
            double predators = state[1] - observations[i + 1];
            sum += (prey * prey) + (predators * predators);
        }

        return sum;
    }

    /// <summary>One step of the classical method of fourth order, in place.</summary>
    private static void Step(ReadOnlySpan<double> rates, Span<double> state, double h)
    {
        Span<double> k1 = stackalloc double[2];
        Span<double> k2 = stackalloc double[2];
        Span<double> k3 = stackalloc double[2];
        Span<double> k4 = stackalloc double[2];
        Span<double> at = stackalloc double[2];
        Slope(rates, state, k1);
        Move(state, k1, h / 2, at);
        Slope(rates, at, k2);
        Move(state, k2, h / 2, at);
        Slope(rates, at, k3);
        Move(state, k3, h, at);
        Slope(rates, at, k4);
        for (int i = 0; i < state.Length; i++)
        {
            state[i] += h / 6 * (k1[i] + (2 * k2[i]) + (2 * k3[i]) + k4[i]);
        }
    }

    private static void Slope(ReadOnlySpan<double> rates, ReadOnlySpan<double> state, Span<double> slope)
    {
        double meetings = state[0] * state[1];
        slope[0] = (rates[0] * state[0]) - (rates[1] * meetings);
        slope[1] = (rates[2] * meetings) - (rates[3] * state[1]);
    }

    private static void Move(ReadOnlySpan<double> state, ReadOnlySpan<double> slope, double time, Span<double> result)
    {
        for (int i = 0; i < state.Length; i++)
        {
            result[i] = state[i] + (time * slope[i]);
        }
    }
}
