using System;
using System.Collections.Immutable;
using System.IO;
using System.Linq;
using SymGrad.EndToEnd.Tests.Oracle;
using SymGrad.Testing;
using Xunit;

namespace SymGrad.EndToEnd.Tests.Programs;

/// <summary>A program of samples/Programs, and arguments to run it on.</summary>
/// <param name="Type">Its file and class.</param>
/// <param name="Loss">The name of the loss in it.</param>
/// <param name="Samples">Arguments of several sizes.</param>
internal sealed record SampleProgram(string Type, string Loss, params ImmutableArray<Sample> Samples)
{
    private const string Common = "Vectors";

    /// <summary>All programs.</summary>
    public static ImmutableArray<SampleProgram> All { get; } =
    [
        new(
            "LogisticRegression",
            "Logistic",
            Sample.Of(("weights", 5), ("x", 5)).With("y", -1.0),
            Sample.Of(("weights", 1), ("x", 1)).With("y", 1.0),
            Sample.Of(("weights", 0), ("x", 0)).With("y", 1.0)),
        new(
            "SoftmaxRegression",
            "CrossEntropy",
            Sample.Of(("weights", 12), ("biases", 4), ("x", 3)).Below("label", 4),
            Sample.Of(("weights", 2), ("biases", 2), ("x", 1)).Below("label", 2)),
        new(
            "TwoLayerNetwork",
            "CrossEntropy",
            Sample.Of(("hiddenWeights", 15), ("hiddenBiases", 5), ("outputWeights", 10), ("outputBiases", 2), ("x", 3)).Below("label", 2),
            Sample.Of(("hiddenWeights", 2), ("hiddenBiases", 1), ("outputWeights", 3), ("outputBiases", 3), ("x", 2)).Below("label", 3)),
        new(
            "LongShortTermMemory",
            "SquaredError",
            Sample.Of(("weights", 4 * 3 * 5), ("biases", 4 * 3), ("readout", 3), ("inputs", 4 * 2), ("targets", 4)),
            Sample.Of(("weights", 4 * 2), ("biases", 4), ("readout", 1), ("inputs", 7), ("targets", 7))),
        new(
            "GaussianMixture",
            "NegativeLogPosterior",
            Sample.Of(("weights", 3), ("means", 6), ("factors", 9), ("points", 10)).With("gamma", 0.7).With("degrees", 2),
            Sample.Of(("weights", 2), ("means", 6), ("factors", 12), ("points", 9)).With("gamma", 1.5).With("degrees", 0),
            Sample.Of(("weights", 1), ("means", 1), ("factors", 1), ("points", 3)).With("gamma", 1.0).With("degrees", 1)),
        new(
            "GaussianMixture",
            "BenchmarkObjective",
            Sample.Of(("weights", 3), ("means", 6), ("factors", 9), ("points", 10)).With("gamma", 0.7).With("degrees", 2)),
        new(
            "BundleAdjustment",
            "ReprojectionError",
            Sample.Of(("camera", 11), ("point", 3), ("feature", 2)).Between("point", 3, 5),
            Sample.Of(("point", 3), ("feature", 2)).Between("point", 3, 5)
                .With("camera", new[] { 0, 0, 0, 0.5, -0.25, 1, 2, 0.1, 0.2, 0.03, 0.02 })),
        new(
            "FactorisationMachine",
            "SquaredError",
            Sample.Of(("weights", 6), ("factors", 12), ("indices", 5), ("values", 5)).Below("indices", 6),
            Sample.Of(("weights", 3), ("factors", 12), ("values", 4)).With("indices", new[] { 1, 1, 0, 1 }),
            Sample.Of(("weights", 2), ("factors", 2), ("indices", 0), ("values", 0)).Below("indices", 2)),
        new(
            "CoxRegression",
            "NegativeLogPartialLikelihood",
            Sample.Of(("coefficients", 3), ("features", 24)).With("hasEvent", new[] { false, true, true, false, false, true, true, true }),
            Sample.Of(("coefficients", 1), ("features", 2)).With("hasEvent", new[] { true, true }),
            Sample.Of(("coefficients", 2), ("features", 6)).With("hasEvent", new[] { false, false, false })),
        new(
            "DynamicTimeWarping",
            "SoftDistance",
            Sample.Of(("pattern", 4), ("series", 6)).With("temperature", 0.5),
            Sample.Of(("pattern", 5), ("series", 3)).With("temperature", 2.0),
            Sample.Of(("pattern", 1), ("series", 1)).With("temperature", 1.0)),
        new(
            "HiddenMarkovModel",
            "NegativeLogLikelihood",
            Sample.Of(("initial", 3), ("transitions", 9), ("emissions", 12), ("symbols", 6)).Below("symbols", 4),
            Sample.Of(("initial", 2), ("transitions", 4), ("emissions", 4), ("symbols", 1)).Below("symbols", 2),
            Sample.Of(("initial", 2), ("transitions", 4), ("emissions", 4), ("symbols", 0)).Below("symbols", 2)),
        new(
            "RungeKutta",
            "SquaredError",
            Sample.Of(("rates", 4), ("start", 2), ("observations", 6)).Between("rates", 0.2, 1).Between("start", 0.5, 2)
                .With("interval", 0.5).With("steps", 5),
            Sample.Of(("rates", 4), ("start", 2), ("observations", 2)).Between("rates", 0.2, 1).Between("start", 0.5, 2)
                .With("interval", 1.0).With("steps", 1)),
        new(
            "KeplerOrbit",
            "SquaredError",
            Sample.Of(("times", 5), ("distances", 5)).Between("eccentricity", 0.05, 0.7).Between("semiMajorAxis", 0.5, 3).Between("times", 0, 9),
            Sample.Of(("times", 1), ("distances", 1)).Between("eccentricity", 0.05, 0.4),
            Sample.Of(("times", 1), ("distances", 1)).Between("eccentricity", 1, 2).Throws<InvalidOperationException>()),
        new(
            "LinearFlow",
            "NegativeLogDensity",
            Sample.Of(("matrix", 16), ("x", 4)),
            Sample.Of(("matrix", 9), ("x", 3)),
            Sample.Of(("matrix", 1), ("x", 1))),
        new(
            "GaussianProcess",
            "NegativeLogLikelihood",
            Sample.Of(("logLengths", 2), ("points", 10), ("targets", 5)).Between("logNoise", -1, 0),
            Sample.Of(("logLengths", 1), ("points", 3), ("targets", 3)).Between("logNoise", -1, 0),
            Sample.Of(("logLengths", 1), ("targets", 2)).With("points", new[] { 0.5, 0.5 }).With("logAmplitude", 0.0).With("logNoise", -100.0)
                .Throws<InvalidOperationException>()),
        new(
            "AttentionHead",
            "SquaredError",
            Sample.Of(("queries", 6), ("keys", 6), ("values", 6), ("tokens", 12), ("targets", 8)).With("width", 3),
            Sample.Of(("queries", 2), ("keys", 2), ("values", 2), ("tokens", 2), ("targets", 1)).With("width", 2)),
    ];

    /// <summary>The names of all programs, for tests that run over them.</summary>
    public static TheoryData<string> Names { get; } = [.. All.Select(p => p.Name)];

    /// <summary><c>Class.Loss</c></summary>
    public string Name => $"{Type}.{Loss}";

    /// <summary>The program's own file, and the functions that several share.</summary>
    public ImmutableArray<string> Sources => [File.ReadAllText(PathOf(Type)), File.ReadAllText(PathOf(Common))];

    /// <summary>The metadata name of the class.</summary>
    public string TypeName => "SymGrad.Programs." + Type;

    private static string Folder => Path.Combine(SnapshotPlace.RepositoryRoot, "samples", "Programs");

    /// <summary>A program by its name.</summary>
    public static SampleProgram Named(string name) => All.Single(p => p.Name == name);

    /// <summary>The classes of the folder that have losses.</summary>
    public static ImmutableArray<string> TypesInFolder()
        => [.. Directory.EnumerateFiles(Folder, "*.cs").Select(f => Path.GetFileNameWithoutExtension(f)).Where(t => t != Common)];

    private static string PathOf(string type) => Path.Combine(Folder, type + ".cs");
}
