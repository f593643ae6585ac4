using System.Collections.Immutable;
using System.Linq;
using SymGrad.Programs;

namespace SymGrad.Benchmarks.Gradients;

/// <summary>All programs, each at one realistic size.</summary>
internal static class GradientCases
{
    /// <summary>The cases for <see cref="GradientBenchmarks"/>.</summary>
    public static ImmutableArray<CaseSource<GradientCase>> Sources { get; } = [.. Create().Select(c => new CaseSource<GradientCase>(c.ToString(), 1, _ => c))];

    /// <summary>The cases, with new arguments.</summary>
    public static ImmutableArray<GradientCase> Create() =>
    [
        Logistic(features: 100),
        Softmax(classes: 10, features: 50),
        Network(features: 64, hidden: 32, classes: 10),
        Recurrent(features: 8, units: 16, steps: 20),
        Mixture(dimension: 10, components: 25, points: 100),
        Adjustment(),
        Factorisation(features: 100, rank: 8, present: 20),
        Cox(features: 10, items: 200),
        Warping(pattern: 50, series: 50),
        Markov(states: 8, alphabet: 12, length: 50),
        Integration(observations: 10, steps: 20),
        Kepler(times: 50),
        Flow(size: 5),
        Process(features: 3, points: 40),
        Attention(tokens: 16, width: 8, size: 8),
    ];

    private static GradientCase Logistic(int features)
    {
        var numbers = new Numbers();
        double[] weights = numbers.Many(features);
        double[] x = numbers.Many(features);
        double[] gradient = new double[features];
        return new(
            nameof(LogisticRegression),
            $"{features} features",
            () => LogisticRegression.Logistic(weights, 0.1, x, -1),
            _ => LogisticRegression.LogisticValueAndGradient(weights, 0.1, x, -1, gradient).Value);
    }

    private static GradientCase Softmax(int classes, int features)
    {
        var numbers = new Numbers();
        double[] weights = numbers.Many(classes * features);
        double[] biases = numbers.Many(classes);
        double[] x = numbers.Many(features);
        double[] weightsGradient = new double[weights.Length];
        double[] biasesGradient = new double[classes];
        return new(
            nameof(SoftmaxRegression),
            $"{features} features, {classes} classes",
            () => SoftmaxRegression.CrossEntropy(weights, biases, x, 1),
            workspace => SoftmaxRegression.CrossEntropyValueAndGradient(
                weights, biases, x, 1, weightsGradient, biasesGradient, workspace));
    }

    private static GradientCase Network(int features, int hidden, int classes)
    {
        var numbers = new Numbers();
        double[] hiddenWeights = numbers.Many(hidden * features, -0.2, 0.2);
        double[] hiddenBiases = numbers.Many(hidden);
        double[] outputWeights = numbers.Many(classes * hidden);
        double[] outputBiases = numbers.Many(classes);
        double[] x = numbers.Many(features);
        double[] hiddenWeightsGradient = new double[hiddenWeights.Length];
        double[] hiddenBiasesGradient = new double[hidden];
        double[] outputWeightsGradient = new double[outputWeights.Length];
        double[] outputBiasesGradient = new double[classes];
        return new(
            nameof(TwoLayerNetwork),
            $"{features}-{hidden}-{classes}",
            () => TwoLayerNetwork.CrossEntropy(hiddenWeights, hiddenBiases, outputWeights, outputBiases, x, 1),
            workspace => TwoLayerNetwork.CrossEntropyValueAndGradient(
                hiddenWeights,
                hiddenBiases,
                outputWeights,
                outputBiases,
                x,
                1,
                hiddenWeightsGradient,
                hiddenBiasesGradient,
                outputWeightsGradient,
                outputBiasesGradient,
                workspace));
    }

    private static GradientCase Recurrent(int features, int units, int steps)
    {
        var numbers = new Numbers();
        double[] weights = numbers.Many(4 * units * (features + units), -0.5, 0.5);
        double[] biases = numbers.Many(4 * units);
        double[] readout = numbers.Many(units);
        double[] inputs = numbers.Many(steps * features);
        double[] targets = numbers.Many(steps);
        double[] weightsGradient = new double[weights.Length];
        double[] biasesGradient = new double[biases.Length];
        double[] readoutGradient = new double[units];
        return new(
            nameof(LongShortTermMemory),
            $"{features} features, {units} units, {steps} steps",
            () => LongShortTermMemory.SquaredError(weights, biases, readout, 0.1, inputs, targets),
            workspace => LongShortTermMemory.SquaredErrorValueAndGradient(
                weights, biases, readout, 0.1, inputs, targets, weightsGradient, biasesGradient, readoutGradient, workspace).Value);
    }

    private static GradientCase Mixture(int dimension, int components, int points)
    {
        var numbers = new Numbers();
        double[] weights = numbers.Many(components);
        double[] means = numbers.Many(components * dimension);
        double[] factors = numbers.Many(components * dimension * (dimension + 1) / 2);
        double[] data = numbers.Many(points * dimension, -2, 2);
        double[] weightsGradient = new double[components];
        double[] meansGradient = new double[means.Length];
        double[] factorsGradient = new double[factors.Length];
        return new(
            nameof(GaussianMixture),
            $"{dimension} dimensions, {components} components, {points} points",
            () => GaussianMixture.NegativeLogPosterior(weights, means, factors, data, 1, 0),
            workspace => GaussianMixture.NegativeLogPosteriorValueAndGradient(
                weights, means, factors, data, 1, 0, weightsGradient, meansGradient, factorsGradient, workspace));
    }

    private static GradientCase Adjustment()
    {
        double[] camera = [0.3, -0.2, 0.5, 0.5, -0.25, 1, 2, 0.1, 0.2, 0.03, 0.02];
        double[] point = [3, 4, 5];
        double[] feature = [1, -0.5];
        double[] cameraGradient = new double[camera.Length];
        double[] pointGradient = new double[point.Length];
        return new(
            nameof(BundleAdjustment),
            "1 observation",
            () => BundleAdjustment.ReprojectionError(camera, point, 0.8, feature),
            workspace => BundleAdjustment.ReprojectionErrorValueAndGradient(
                camera, point, 0.8, feature, cameraGradient, pointGradient, workspace).Value);
    }

    private static GradientCase Factorisation(int features, int rank, int present)
    {
        var numbers = new Numbers();
        double[] weights = numbers.Many(features);
        double[] factors = numbers.Many(features * rank);
        int[] indices = numbers.Indices(present, features);
        double[] values = numbers.Many(present);
        double[] weightsGradient = new double[features];
        double[] factorsGradient = new double[factors.Length];
        return new(
            nameof(FactorisationMachine),
            $"{features} features, {present} of them present, rank {rank}",
            () => FactorisationMachine.SquaredError(0.1, weights, factors, indices, values, 1),
            workspace => FactorisationMachine.SquaredErrorValueAndGradient(
                0.1, weights, factors, indices, values, 1, weightsGradient, factorsGradient, workspace).Value);
    }

    private static GradientCase Cox(int features, int items)
    {
        var numbers = new Numbers();
        double[] coefficients = numbers.Many(features);
        double[] rows = numbers.Many(items * features);
        bool[] hasEvent = [.. numbers.Many(items).Select(static number => number > 0)];
        double[] gradient = new double[features];
        return new(
            nameof(CoxRegression),
            $"{features} features, {items} items",
            () => CoxRegression.NegativeLogPartialLikelihood(coefficients, rows, hasEvent),
            workspace => CoxRegression.NegativeLogPartialLikelihoodValueAndGradient(coefficients, rows, hasEvent, gradient, workspace));
    }

    private static GradientCase Warping(int pattern, int series)
    {
        var numbers = new Numbers();
        double[] fitted = numbers.Many(pattern);
        double[] data = numbers.Many(series);
        double[] gradient = new double[pattern];
        return new(
            nameof(DynamicTimeWarping),
            $"{pattern} by {series}",
            () => DynamicTimeWarping.SoftDistance(fitted, data, 0.5),
            workspace => DynamicTimeWarping.SoftDistanceValueAndGradient(fitted, data, 0.5, gradient, workspace));
    }

    private static GradientCase Markov(int states, int alphabet, int length)
    {
        var numbers = new Numbers();
        double[] initial = numbers.Many(states);
        double[] transitions = numbers.Many(states * states);
        double[] emissions = numbers.Many(states * alphabet);
        int[] symbols = numbers.Indices(length, alphabet);
        double[] initialGradient = new double[states];
        double[] transitionsGradient = new double[transitions.Length];
        double[] emissionsGradient = new double[emissions.Length];
        return new(
            nameof(HiddenMarkovModel),
            $"{states} states, {alphabet} symbols, sequence of {length}",
            () => HiddenMarkovModel.NegativeLogLikelihood(initial, transitions, emissions, symbols),
            workspace => HiddenMarkovModel.NegativeLogLikelihoodValueAndGradient(
                initial, transitions, emissions, symbols, initialGradient, transitionsGradient, emissionsGradient, workspace));
    }

    private static GradientCase Integration(int observations, int steps)
    {
        double[] rates = [0.6, 0.5, 0.4, 0.7];
        double[] start = [1, 0.8];
        double[] data = new Numbers().Many(observations * 2, 0.5, 2);
        double[] ratesGradient = new double[rates.Length];
        double[] startGradient = new double[start.Length];
        return new(
            nameof(RungeKutta),
            $"{observations} observations, {steps} steps between them",
            () => RungeKutta.SquaredError(rates, start, data, 0.5, steps),
            workspace => RungeKutta.SquaredErrorValueAndGradient(
                rates, start, data, 0.5, steps, ratesGradient, startGradient, workspace));
    }

    private static GradientCase Kepler(int times)
    {
        var numbers = new Numbers();
        double[] when = numbers.Many(times, 0, 9);
        double[] distances = numbers.Many(times, 0.5, 2);
        return new(
            nameof(KeplerOrbit),
            $"{times} times",
            () => KeplerOrbit.SquaredError(1.2, 0.4, 1, 0.2, when, distances),
            workspace => KeplerOrbit.SquaredErrorValueAndGradient(1.2, 0.4, 1, 0.2, when, distances, workspace).Value);
    }

    private static GradientCase Flow(int size)
    {
        var numbers = new Numbers();
        double[] matrix = numbers.Many(size * size);
        double[] x = numbers.Many(size);
        double[] gradient = new double[matrix.Length];
        return new(
            nameof(LinearFlow),
            $"{size} features",
            () => LinearFlow.NegativeLogDensity(matrix, x),
            workspace => LinearFlow.NegativeLogDensityValueAndGradient(matrix, x, gradient, workspace));
    }

    private static GradientCase Process(int features, int points)
    {
        var numbers = new Numbers();
        double[] logLengths = numbers.Many(features, -0.5, 0.5);
        double[] rows = numbers.Many(points * features, -2, 2);
        double[] targets = numbers.Many(points);
        double[] gradient = new double[features];
        return new(
            nameof(GaussianProcess),
            $"{features} features, {points} points",
            () => GaussianProcess.NegativeLogLikelihood(0.1, logLengths, -1, rows, targets),
            workspace => GaussianProcess.NegativeLogLikelihoodValueAndGradient(
                0.1, logLengths, -1, rows, targets, gradient, workspace).Value);
    }

    private static GradientCase Attention(int tokens, int width, int size)
    {
        var numbers = new Numbers();
        double[] queries = numbers.Many(size * width);
        double[] keys = numbers.Many(size * width);
        double[] values = numbers.Many(size * width);
        double[] rows = numbers.Many(tokens * width);
        double[] targets = numbers.Many(tokens * size);
        double[] queriesGradient = new double[queries.Length];
        double[] keysGradient = new double[keys.Length];
        double[] valuesGradient = new double[values.Length];
        return new(
            nameof(AttentionHead),
            $"{tokens} tokens of {width} features, {size} dimensions",
            () => AttentionHead.SquaredError(queries, keys, values, rows, targets, width),
            workspace => AttentionHead.SquaredErrorValueAndGradient(
                queries, keys, values, rows, targets, width, queriesGradient, keysGradient, valuesGradient, workspace));
    }
}
