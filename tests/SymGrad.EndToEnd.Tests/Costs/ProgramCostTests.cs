using System.Collections.Immutable;
using System.Linq;
using SymGrad.EndToEnd.Tests.Oracle;
using SymGrad.EndToEnd.Tests.Programs;
using SymGrad.Testing;
using Xunit;
using Xunit.Abstractions;

namespace SymGrad.EndToEnd.Tests.Costs;

/// <summary>
/// Value and gradient of the sample programs execute at most five times the floating-point operations of the loss.
/// </summary>
public sealed class ProgramCostTests(ITestOutputHelper output)
{
    private const int Bound = 5;

    public static TheoryData<string> Names => SampleProgram.Names;

    [Fact]
    public void The_counter_counts_what_is_executed()
    {
        const string Source = """
            using System;
            using SymGrad;
            public static partial class Losses
            {
                private const double Half = 1.0 / 2.0;

                [Loss]
                public static double F([Theta] ReadOnlySpan<double> a, int count, bool isSkipped)
                {
                    double sum = 0;
                    for (int i = 0; i + 1 <= count; i++)
                    {
                        sum += Square(a[i]) - Half;
                    }

                    (double sine, double cosine) = Math.SinCos(-sum);
                    return isSkipped ? sine + cosine : sine;
                }

                private static double Square(double x) => x * x;
            }
            """;

        // In each iteration a product, a difference and a sum; then a negation and SinCos; then a sum if it is reached.
        Assert.Equal((3 * 4) + 3, Count([Source], "Losses", "F", Sample.Of(("a", 4)).With("count", 4).With("isSkipped", true)).Loss);
        Assert.Equal(2, Count([Source], "Losses", "F", Sample.Of(("a", 4)).With("count", 0).With("isSkipped", false)).Loss);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Value_and_gradient_execute_at_most_five_times_the_operations_of_the_loss(string name)
    {
        SampleProgram program = SampleProgram.Named(name);
        foreach (Sample sample in program.Samples.Where(s => s.Exception is null))
        {
            (long loss, long both) = Count(program.Sources, program.TypeName, program.Loss, sample);
            output.WriteLine($"{name}: {both} for {loss}, {(double)both / loss:F2}");
            Assert.InRange(both, loss, Bound * loss);
        }
    }

    /// <summary>The operations that the loss and its generated counterpart execute for arguments of a sample.</summary>
    private static (long Loss, long Both) Count(ImmutableArray<string> sources, string type, string loss, Sample sample)
    {
        using GeneratorRun run = GeneratorRunner.Run(sources, new GeneratorRunOptions { RunChecks = false, RunAnalyzer = false });
        using LoadedAssembly counted = LoadedAssembly.Load(CountingRewriter.Instrument(run.Output));
        System.Type owner = counted.Assembly.GetType(type, throwOnError: true)!;

        // Nothing is compared with a twin here.
        LossMethod method = LossMethod.Bind(owner, owner, loss, loss, run);
        object[] point = SamplePoints.Of(method, 1, sample).Single();
        long ofLoss = ExecutedOperations.Of(() => Assert.Null(method.Value(point).Thrown));
        return (ofLoss, ExecutedOperations.Of(() => Assert.Null(method.ValueAndGradient(point).Thrown)));
    }
}
