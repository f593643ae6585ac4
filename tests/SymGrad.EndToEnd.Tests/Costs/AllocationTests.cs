using System;
using System.Linq;
using SymGrad.Benchmarks.Gradients;
using SymGrad.EndToEnd.Tests.Programs;
using Xunit;

namespace SymGrad.EndToEnd.Tests.Costs;

/// <summary>
/// The compiled gradients of samples/Programs allocate nothing once their workspace has grown to what they need: neither in one that the
/// caller brings nor in that of the thread. Losses that allocate arrays get gradients that don't.
/// </summary>
public sealed class AllocationTests
{
    private const int CallsToGrow = 3;
    private const int Calls = 5;

    public static TheoryData<string> Programs => [.. GradientCases.Create().Select(c => c.Program)];

    [Fact]
    public void Every_program_is_called()
        => Assert.Equal(SampleProgram.All.Select(p => p.Type).Distinct().Order(), GradientCases.Create().Select(c => c.Program).Order());

    [Fact]
    public void The_loss_that_allocates_is_noticed()
        => Assert.NotEqual(0, BytesOf(Named("GaussianProcess").Loss));

    [Theory]
    [MemberData(nameof(Programs))]
    public void Nothing_is_allocated_with_a_workspace_of_the_caller(string program)
    {
        GradientCase called = Named(program);
        var workspace = new Workspace();
        AssertAllocatesNothing(called, () => called.ValueAndGradient(workspace));
    }

    [Theory]
    [MemberData(nameof(Programs))]
    public void Nothing_is_allocated_without_one(string program)
    {
        GradientCase called = Named(program);
        AssertAllocatesNothing(called, () => called.ValueAndGradient(null));
    }

    private static GradientCase Named(string program) => GradientCases.Create().Single(c => c.Program == program);

    private static void AssertAllocatesNothing(GradientCase called, Func<double> call)
    {
        double value = called.Loss();
        Assert.True(double.IsFinite(value));
        for (int i = 0; i < CallsToGrow; i++)
        {
            Assert.Equal(value, call());
        }

        Assert.Equal(0, BytesOf(call));
    }

    private static long BytesOf(Func<double> call)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < Calls; i++)
        {
            call();
        }

        return GC.GetAllocatedBytesForCurrentThread() - before;
    }
}
