using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;

namespace SymGrad.Generator.Tests.Structure;

/// <summary>A loss of the table.</summary>
/// <param name="Name">What it is called, with where it is from.</param>
/// <param name="Rung">The rung that it is on, with the degree of a polynomial: "Polynomial 4".</param>
/// <param name="Body">The loss.</param>
/// <param name="Claimed">The rung that is claimed, where that is a higher one.</param>
/// <param name="Why">Why the analysis misses it.</param>
internal sealed partial record TableLoss(string Name, string Rung, string Body, string? Claimed = null, string? Why = null)
{
    private const string Numbers = "[Theta] double a, [Theta] double b, [Theta] double c, double y, double z, int n, bool isOne";

    private const string Arrays = "[Theta] ReadOnlySpan<double> w, [Theta] ReadOnlySpan<double> v, ReadOnlySpan<double> x, ReadOnlySpan<double> u, ";

    /// <summary>θ are a, b, c and, where the loss uses arrays, w and v; data are y, z, n, isOne, and x and u.</summary>
    public string Parameters => ArrayName().IsMatch(Body) ? Arrays + Numbers : Numbers;

    [GeneratedRegex(@"\b[wvxu]\b")]
    private static partial Regex ArrayName();
}

/// <summary>
/// Losses from the literature with what they are as functions of θ: the classes of public optimisation test sets (constant, linear, quadratic,
/// sums of squares, others), families of generalised linear models, robust and classification losses, likelihoods, kernels, mixtures, networks.
/// </summary>
internal static partial class LossTable
{
    public const string Helpers = """
        private static double Dot(ReadOnlySpan<double> p, ReadOnlySpan<double> q)
        {
            double sum = 0;
            for (int i = 0; i < p.Length; i++)
            {
                sum += p[i] * q[i];
            }

            return sum;
        }

        private static double Square(double value) => value * value;

        private static double Power(double value, int exponent)
        {
            double power = 1;
            for (int i = 0; i < exponent; i++)
            {
                power *= value;
            }

            return power;
        }

        private static double Distance(ReadOnlySpan<double> p, ReadOnlySpan<double> q)
        {
            double sum = 0;
            for (int i = 0; i < p.Length; i++)
            {
                double difference = p[i] - q[i];
                sum += difference * difference;
            }

            return sum;
        }

        private static double Sigmoid(double value) => 1 / (1 + Math.Exp(-value));

        private static double Huber(double r, double width) => Math.Abs(r) < width ? r * r / 2 : width * (Math.Abs(r) - width / 2);
        """;

    public static IReadOnlyDictionary<string, TableLoss> All { get; } =
        new[] { TestSets, Regressions, Robust, Classifiers, Likelihoods, Networks, Others }.SelectMany(l => l).ToDictionary(l => l.Name);
}
