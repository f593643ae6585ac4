using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using SymGrad.EndToEnd.Tests.Oracle;
using SymGrad.Testing;
using Xunit;

namespace SymGrad.EndToEnd.Tests.Programs;

/// <summary>The gradients of the sample programs, checked as a user would check them.</summary>
public sealed class ProgramGradientTests
{
    public static TheoryData<string> Names => SampleProgram.Names;

    [Theory]
    [MemberData(nameof(Names))]
    public void Gradient_check(string name)
    {
        SampleProgram program = SampleProgram.Named(name);
        using LossProgram built = LossProgram.Build(program.Sources, new GeneratorRunOptions { RunChecks = false });
        LossMethod method = built.Method(program.TypeName, program.Loss);
        object[] point = program.Samples[0].Draw(method, new Random(1));
        ImmutableArray<ThetaElement> elements = method.ElementsAt(point);
        double[] theta = [.. elements.Select(e => Convert.ToDouble(e.In(point), System.Globalization.CultureInfo.InvariantCulture))];
        GradientCheckReport report = GradientCheck.Run(Value, Gradient, theta).ThrowIfWrong();
        Assert.True(report.Count(GradientVerdict.Right) > 0, report.ToString());

        // Steps may lead out of the domain, where some programs throw.
        double Value(ReadOnlySpan<double> t) => method.ValueAndGradient(At(t)) is { Thrown: null } outcome ? outcome.Result.Value : double.NaN;

        void Gradient(ReadOnlySpan<double> t, Span<double> destination)
        {
            IEnumerable<double> gradient = method.ValueAndGradient(At(t)).Result.Gradient;
            gradient.ToArray().CopyTo(destination);
        }

        object[] At(ReadOnlySpan<double> t)
        {
            object[] moved = point;
            for (int i = 0; i < t.Length; i++)
            {
                moved = elements[i].Moved(moved, t[i]);
            }

            return moved;
        }
    }
}
