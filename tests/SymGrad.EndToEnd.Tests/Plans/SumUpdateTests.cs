using System;
using System.Linq;
using Xunit;

namespace SymGrad.EndToEnd.Tests.Plans;

/// <summary>Items that are appended, removed and replaced change the sums, without a pass over the rest.</summary>
public sealed class SumUpdateTests(PlanLosses losses) : IClassFixture<PlanLosses>
{
    private const int ItemCount = 2000;
    private static readonly double[] Theta = [2.5, -1.5];
    private static readonly (double[] X, double[] Y) Data = PlanData.Line(ItemCount, 6, 1e3);

    [Theory]
    [InlineData("Line")]
    [InlineData("Quartic")]
    [InlineData("Growth")]
    [InlineData("Deviation")]
    public void Appended_removed_and_moved_on(string loss)
    {
        Objective<double> half = Over(loss, 0, 1000);
        half.Value(Theta);
        Check(Over(loss, 0, 1100), o => o.ReuseSums(half, 0..0, 1000..), 1);
        Check(Over(loss, 0, 900), o => o.ReuseSums(half, 900.., 0..0), 0);
        Check(Over(loss, 100, 1000), o => o.ReuseSums(half, ..100, ^100..), 1);

        void Check(Objective<double> objective, Action<Objective<double>> update, long ownPasses)
        {
            update(objective);
            double[] actual = PlanData.Evaluate(objective, Theta);
            Assert.Equal(ownPasses, objective.DataPassCount);
            objective.InvalidateSums();
            double[] expected = PlanData.Evaluate(objective, Theta);
            Assert.All(actual, (a, i) => Assert.Equal(expected[i], a, 2e-16 * Math.Abs(expected[i])));
        }
    }

    [Fact]
    public void What_was_large_and_is_gone_leaves_no_trace()
    {
        (double[] x, double[] y) = PlanData.Line(1000, 3);
        Objective<double> large = losses.Create(
            "Line", x.Concat(x.Select(v => 1e9 * v)).ToArray(), y.Concat(y.Select(v => 1e9 * v)).ToArray());
        large.Value(Theta);
        Objective<double> small = losses.Create("Line", x, y);
        small.ReuseSums(large, 1000.., 0..0);
        double[] exact = PlanData.Exact(2, Theta, x, y);
        double[] actual = PlanData.Evaluate(small, Theta);
        Assert.All(actual, (a, i) => Assert.Equal(exact[i] / 1000, a, 1e-12 * Math.Abs(a)));
    }

    [Fact]
    public void A_window_that_moves_on_a_thousand_times_keeps_its_digits()
    {
        Objective<double> window = Over("Line", 0, 500);
        window.Value(Theta);
        for (int start = 1; start <= 1000; start++)
        {
            Objective<double> next = Over("Line", start, 500);
            next.ReuseSums(window, ..1, ^1..);
            window = next;
        }

        double[] exact = PlanData.Exact(2, Theta, Data.X[1000..1500], Data.Y[1000..1500]);
        Assert.All(PlanData.Evaluate(window, Theta), (a, i) => Assert.Equal(exact[i] / 500, a, 3e-16 * Math.Abs(a)));
    }

    [Theory]
    [InlineData("Line")]
    [InlineData("Deviation")]
    public void Items_replaced_in_place(string loss)
    {
        double[] x = [.. Data.X];
        Objective<double> objective = losses.Create(loss, x, Data.Y);
        objective.Value(Theta);
        objective.ReplaceItems(10..20, () => Array.Fill(x, 5.0, 10, 10));
        double[] actual = PlanData.Evaluate(objective, Theta);
        double[] expected = PlanData.Evaluate(losses.Create(loss, x, Data.Y), Theta);
        Assert.All(actual, (a, i) => Assert.Equal(expected[i], a, 3e-16 * Math.Abs(expected[i])));
        Assert.NotEqual(PlanData.Evaluate(losses.Create(loss, Data.X, Data.Y), Theta)[0], actual[0]);
    }

    [Fact]
    public void When_replacing_fails_the_sums_are_forgotten()
    {
        double[] x = [.. Data.X];
        Objective<double> objective = losses.Create("Line", x, Data.Y);
        objective.Value(Theta);
        Assert.Throws<InvalidOperationException>(() => objective.ReplaceItems(..1, () =>
        {
            x[0] = -7;
            throw new InvalidOperationException();
        }));
        Assert.Equal(losses.Create("Line", x, Data.Y).Value(Theta), objective.Value(Theta));
    }

    [Fact]
    public void A_Hessian_follows_its_items()
    {
        (double[] rows, double[] y) = PlanData.Line(8000, 2);
        Objective<double> half = Rowwise(0, 1000);
        double[] theta = [0.1, -0.2, 0.3, 0.4, 0.5];
        half.Value(theta);
        Objective<double> longer = Rowwise(0, 1200);
        longer.ReuseSums(half, 0..0, 1000..);
        double[] actual = PlanData.Evaluate(longer, [0.2, -0.2, 0.3, 0.5, 0.5]);
        Assert.Equal(2, longer.DataPassCount);
        double[] expected = PlanData.Evaluate(longer.WithPlan(PlanKind.PerItem), [0.2, -0.2, 0.3, 0.5, 0.5]);
        Assert.All(actual, (a, i) => Assert.Equal(expected[i], a, 1e-13));

        Objective<double> Rowwise(int start, int count)
            => losses.Create("Row", Rows.Of<double>(rows.AsMemory(4 * start, 4 * count), 4), (double[])y[start..(start + count)].Clone(), 4);
    }

    [Fact]
    public void What_does_not_fit_is_refused()
    {
        Objective<double> half = Over("Line", 0, 1000);
        Objective<double> longer = Over("Line", 0, 1100);
        Assert.Equal("previous", Assert.Throws<ArgumentException>(() => longer.ReuseSums(half, 0..0, 1001..)).ParamName);
        Assert.Equal("previous", Assert.Throws<ArgumentException>(() => longer.ReuseSums(Over("Quartic", 0, 1000), 0..0, 1000..)).ParamName);
        Assert.Equal("removed", Assert.Throws<ArgumentOutOfRangeException>(() => longer.ReuseSums(half, 990..1001, 1000..)).ParamName);
        Assert.Throws<ArgumentNullException>(() => longer.ReuseSums(null!, 0..0, 0..0));
        Assert.Throws<ArgumentNullException>(() => longer.ReplaceItems(0..1, null!));
    }

    private Objective<double> Over(string loss, int start, int count)
        => losses.Create(loss, Data.X[start..(start + count)], Data.Y[start..(start + count)]);
}
