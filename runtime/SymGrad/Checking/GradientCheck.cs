using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Numerics;

namespace SymGrad;

/// <summary>
/// Compares gradients with the values that they are gradients of: by differences for each component, and by the Taylor remainder along random
/// directions. One line in a test: <c>GradientCheck.Run(objective, theta).ThrowIfWrong();</c>
/// </summary>
public static class GradientCheck
{
    /// <summary>A function of θ.</summary>
    /// <param name="theta">The parameters.</param>
    /// <returns>The value.</returns>
    public delegate double ValueFunction(ReadOnlySpan<double> theta);

    /// <summary>The gradient of a function of θ.</summary>
    /// <param name="theta">The parameters.</param>
    /// <param name="destination">Receives the gradient.</param>
    public delegate void GradientFunction(ReadOnlySpan<double> theta, Span<double> destination);

    /// <summary>Checks the gradient of an objective.</summary>
    /// <typeparam name="T">The precision of the objective.</typeparam>
    /// <param name="objective">The objective.</param>
    /// <param name="theta">Where.</param>
    /// <param name="options">Further points, tolerances; null for the defaults.</param>
    /// <returns>A verdict for each component, with the names of the parameters.</returns>
    /// <exception cref="ArgumentException"><paramref name="theta"/> has not <see cref="Objective.ParameterCount"/> elements.</exception>
    public static GradientCheckReport Run<T>(Objective<T> objective, ReadOnlySpan<T> theta, GradientCheckOptions? options = null)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(objective);
        objective.Value(theta);
        double[] point = [.. theta.ToArray().Select(t => double.CreateTruncating(t))];
        return Run(new CheckedObjective<T>(objective), point, Names(objective.Parameters), options ?? GradientCheckOptions.Default);
    }

    /// <summary>Checks a gradient against the function.</summary>
    /// <param name="value">The function.</param>
    /// <param name="gradient">What should be its gradient.</param>
    /// <param name="theta">Where.</param>
    /// <param name="options">Further points, tolerances; null for the defaults.</param>
    /// <returns>A verdict for each component.</returns>
    public static GradientCheckReport Run(
        ValueFunction value, GradientFunction gradient, ReadOnlySpan<double> theta, GradientCheckOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(value);
        ArgumentNullException.ThrowIfNull(gradient);
        string[] names = [.. Enumerable.Range(0, theta.Length).Select(i => string.Create(CultureInfo.InvariantCulture, $"θ[{i}]"))];
        return Run(new CheckedDelegates(value, gradient), theta.ToArray(), names, options ?? GradientCheckOptions.Default);
    }

    private static GradientCheckReport Run(ICheckedFunction function, double[] theta, string[] names, GradientCheckOptions options)
    {
        var random = new DeterministicRandom(options.Seed);
        var components = new List<GradientCheckEntry>();
        var remainders = new List<TaylorCheck>();
        for (int point = 0; point <= options.RandomPoints; point++)
        {
            double[] here = point == 0 ? theta : Moved(function, theta, options.Spread, random);
            CheckPoint(point, here);
        }

        return new GradientCheckReport(components, remainders);

        void CheckPoint(int point, double[] here)
        {
            double value = function.Value(here);
            double[] gradient = new double[here.Length];
            function.Gradient(here, gradient);
            double greatest = gradient.Where(double.IsFinite).Select(Math.Abs).DefaultIfEmpty(0).Max();
            bool isSmooth = double.IsFinite(value);
            foreach (int i in random.Choose(here.Length, options.MaximumComponents))
            {
                DifferenceQuotients quotients = DifferenceQuotients.Of(function, here, i, value);
                (GradientVerdict verdict, double difference, double uncertainty) = quotients.Judge(gradient[i], greatest, options.RelativeTolerance);
                components.Add(new GradientCheckEntry(point, names[i], here[i], gradient[i], difference, uncertainty, verdict));
                isSmooth &= verdict is GradientVerdict.Right or GradientVerdict.Inconclusive or GradientVerdict.Wrong;
            }

            for (int direction = 0; direction < options.Directions && isSmooth; direction++)
            {
                remainders.Add(TaylorRemainder.Check(point, function, here, value, gradient, random));
            }
        }
    }

    private static double[] Moved(ICheckedFunction function, double[] theta, double spread, DeterministicRandom random)
        => [.. theta.Select(t => function.Rounded(t + (spread * Math.Max(1, Math.Abs(t)) * random.NextSigned())))];

    private static string[] Names(ParameterLayout parameters) =>
        [.. parameters.Entries.SelectMany(e => Enumerable.Range(0, e.Length).Select(e.NameOf))];
}
