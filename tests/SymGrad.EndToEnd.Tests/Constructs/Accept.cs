using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using SymGrad.EndToEnd.Tests.Oracle;
using SymGrad.Testing;
using Xunit;

namespace SymGrad.EndToEnd.Tests.Constructs;

/// <summary>Checks that a construct is accepted without an error and differentiated right, at random points.</summary>
internal static class Accept
{
    private const int Points = 8;
    private const int PointsOfSample = 3;
    private const int ExampleLength = 3;

    /// <summary>Members of the class Losses in a file-scoped namespace, among them the loss F.</summary>
    public static void Loss(string members, params SampleInterval[] intervals) => Source(InClass(members), "Sample.Losses", intervals);

    /// <summary>The same for a file that uses System.Numerics.</summary>
    public static void Vectors(string members) => Source("using System.Numerics;\n" + InClass(members), "Sample.Losses");

    /// <summary>The same for a loss with arrays, whose lengths the samples say.</summary>
    public static void Loss(string members, Sample sample, params Sample[] others)
        => Arrays([InClass(members)], "Sample.Losses", "F", [sample, .. others]);

    /// <summary>The same for a loss that calls functions of System.Numerics.Tensors, a package that its project refers to.</summary>
    public static void Tensors(string members, params IReadOnlyList<Sample> samples)
        => Arrays(["using System.Numerics.Tensors;\n" + InClass(members)], "Sample.Losses", "F", samples, TensorOptions);

    /// <summary>The same for a loss with queries.</summary>
    public static void Queries(string members, params IReadOnlyList<Sample> samples)
        => Arrays(
            ["using System.Collections.Generic;\nusing System.Linq;\n" + InClass(members)], "Sample.Losses", "F", samples, null);

    /// <summary>
    /// The same for generic code, which dual numbers can't run: beside it stands the same loss written for one type, whose twin it is compared with.
    /// </summary>
    public static void Generic(string members, string plainMembers, params IReadOnlyList<Sample> samples)
    {
        const string usings = "using System.Collections.Generic;\nusing System.Linq;\nusing System.Numerics;\nusing System.Numerics.Tensors;\n";
        using LossProgram program = Accepted(LossProgram.BuildAs(usings + InClass(members), usings + InClass(plainMembers), TensorOptions));
        Check(program.Method("Sample.Losses", "F"), samples);
    }

    /// <summary>A generic loss F, for double and for float, which is the same as one written for each of them.</summary>
    public static void GenericLoss(string members, string membersInDouble, params IReadOnlyList<Sample> samples)
    {
        const string usings = "using System.Numerics;\n";
        foreach ((Type argument, string plain) in new[]
        {
            (typeof(double), membersInDouble),
            (typeof(float), membersInDouble.Replace("double", "float", StringComparison.Ordinal).Replace("Math.", "MathF.", StringComparison.Ordinal)),
        })
        {
            using var program = LossProgram.BuildAs(usings + InClass(members), usings + InClass(plain), TensorOptions);
            Accepted(program);
            Check(program.Method("Sample.Losses", "F", argument), samples);
        }
    }

    /// <summary>A project that refers to System.Numerics.Tensors.</summary>
    public static GeneratorRunOptions TensorOptions { get; } = new()
    {
        ExtraReferences = [MetadataReference.CreateFromFile(typeof(System.Numerics.Tensors.TensorPrimitives).Assembly.Location)],
    };

    /// <summary>A whole file with a loss F in the type of the given metadata name.</summary>
    public static void Source(string source, string type, params SampleInterval[] intervals) => Sources([source], type, "F", intervals);

    /// <summary>Several files.</summary>
    public static void Sources(
        IReadOnlyList<string> sources, string type, string method, IReadOnlyList<SampleInterval> intervals, GeneratorRunOptions? options = null)
    {
        using LossProgram program = Build(sources, options);
        LossMethod loss = program.Method(type, method);
        object[][] points = [.. SamplePoints.Of(loss, Points, [.. intervals])];
        GradientOracle.Check(loss, points);
        if (ObjectiveOracle.Examine(loss, points) is { } problem)
        {
            throw new GeneratorCheckException($"{problem.Text}\n{loss.GeneratedText}");
        }
    }

    /// <summary>Files with a loss whose parameters may be arrays.</summary>
    public static void Arrays(
        IReadOnlyList<string> sources, string type, string method, IReadOnlyList<Sample> samples, GeneratorRunOptions? options = null)
    {
        using LossProgram program = Build(sources, options);
        Check(program.Method(type, method), samples);
    }

    private static void Check(LossMethod loss, IReadOnlyList<Sample> samples)
    {
        foreach (Sample sample in samples)
        {
            object[][] points = [.. SamplePoints.Of(loss, PointsOfSample, sample)];
            GradientOracle.CheckThrown(loss, points, sample.Exception);
            GradientOracle.Check(loss, points);
            if (sample.Exception is null
                && (DestinationOracle.Examine(loss, points[0]) ?? ObjectiveOracle.Examine(loss, points)) is { } problem)
            {
                throw new GeneratorCheckException($"{problem.Text}\n{loss.GeneratedText}");
            }
        }
    }

    /// <summary>A whole file with a loss F, at points that suit most losses: arrays of three elements, and integers that are indices of them.</summary>
    public static void Example(string source, string type)
    {
        if (source.Contains("<T>(", StringComparison.Ordinal) || source.Contains("EnergyGradient(", StringComparison.Ordinal)
            || source.Contains("StopGradient(", StringComparison.Ordinal))
        {
            // Dual numbers can't run generic and generated code, and differences don't see what is stopped; tests of their own compare the gradients.
            using GeneratorRun run = GeneratorRunner.Run(source, TensorOptions);
            Assert.Empty(run.Diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error));
            return;
        }

        using LossProgram program = Build([source], TensorOptions);
        LossMethod loss = program.Method(type, "F");
        object[][] points = [.. SamplePoints.Of(loss, PointsOfSample, ExampleSample(loss))];
        GradientOracle.Check(loss, points);
    }

    private static Sample ExampleSample(LossMethod loss)
        => loss.Parameters.Aggregate(
            Sample.Of(
            [
                .. loss.Parameters.SelectMany(p => Composite.LeavesOf(p.ParameterType)
                    .Where(path => GeneratedMethod.ElementTypeOf(path.IsEmpty ? p.ParameterType : path[^1].FieldType) is not null)
                    .Select(path => (string.Join('.', path.Select(Composite.NameOf).Prepend(p.Name)), ExampleLength))),
            ]),
            (sample, p) => p.ParameterType == typeof(int) ? sample.Below(p.Name!, ExampleLength) : sample);

    private static string InClass(string members)
        => $"using System;\nusing SymGrad;\n\nnamespace Sample;\n\npublic static partial class Losses\n{{\n{members}\n}}\n";

    private static LossProgram Build(IReadOnlyList<string> sources, GeneratorRunOptions? options) => Accepted(LossProgram.Build(sources, options));

    private static LossProgram Accepted(LossProgram program)
    {
        Diagnostic[] errors = [.. program.Run.Diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error)];
        if (errors.Length > 0)
        {
            program.Dispose();
            throw new GeneratorCheckException("Refused:\n" + string.Join("\n", errors.Select(e => e.ToString())));
        }

        return program;
    }
}
