using System;
using System.Collections.Generic;
using System.Linq;
using SymGrad.Generator.IR;

namespace SymGrad.Generator.Analysis.Numerics;

/// <summary>
/// Finds where a loss jumps by trying: it is run for many θ and data, and where it goes another way for the next θ, θ is narrowed down to two
/// numbers that follow each other. A difference there is a jump. It is reported where it has been seen with different data, and is the same number each time: one that
/// depends on the data may be none for the data that there are, with labels of 0 and 1 for instance.
/// </summary>
internal sealed class JumpSearch
{
    private const int Trials = 16;
    private const int Witnesses = 3;
    private const int ScanSteps = 24;
    private const double Reach = 6;

    /// <summary>A few milliseconds.</summary>
    private const int Budget = 300_000;

    /// <summary>Smaller differences may be of rounding, of constants that have been typed with nine digits as well.</summary>
    private const double Least = 1e-8;

    private readonly Function loss;
    private readonly Trial trial;
    private readonly Dictionary<Branch, List<Crossing>> crossings = [];
    private uint state = 0x9e3779b9;
    private int budget = Budget;

    private JumpSearch(Function loss)
    {
        this.loss = loss;
        trial = new Trial(loss);
    }

    /// <summary>The conditions at which the loss jumps, with the size of the jump; 0 for those at which it has been seen not to.</summary>
    public static IEnumerable<(Value Condition, double Jump)> Of(Function loss)
    {
        ThetaDependence dependence = ThetaDependence.Analyze(loss);
        List<Branch> branches = [.. loss.Body.Flatten().OfType<Branch>().Where(b => dependence.Of(b.Condition))];
        if (branches.Count == 0 || loss.Parameters.Any(p => p.Role == ParameterRole.Extent))
        {
            return [];
        }

        var search = new JumpSearch(loss);
        for (int i = 0; i < Trials && search.budget > 0; i++)
        {
            search.Try(i);
        }

        return branches.Select(b => (b.Condition, search.JumpAt(b))).Where(j => j.Item2 is not null).Select(j => (j.Condition, j.Item2!.Value));
    }

    /// <summary>How much the sides of a branch differ wherever the loss jumps with them, 0 where it never does; null where that is not known, or not always as much.</summary>
    private double? JumpAt(Branch branch)
    {
        if (!crossings.TryGetValue(branch, out List<Crossing> all))
        {
            return null;
        }

        Crossing[] jumps = [.. all.Where(c => c.IsJump)];
        if (jumps.Length == 0)
        {
            return TrialsOf(all) < Witnesses ? null : 0;
        }

        double[] local = [.. jumps.Select(j => j.OfBranch).OfType<double>()];
        double[] whole = [.. jumps.Select(j => j.OfLoss)];
        return TrialsOf(jumps) < Witnesses ? null
            : local.Length == jumps.Length && AreEqual(local) ? local[0]
            : AreEqual(whole) ? whole[0]
            : null;
    }

    private static int TrialsOf(IEnumerable<Crossing> seen) => seen.Select(c => c.Trial).Distinct().Count();

    private static bool AreEqual(double[] jumps) => jumps.Max() - jumps.Min() <= 1e-4 * jumps.Max() && jumps.Min() > Least;

    private void Try(int number)
    {
        double[][] arguments = [.. loss.Parameters.Select(p => Draw(p, number))];
        int[] thetas = [.. Enumerable.Range(0, arguments.Length).Where(i => loss.Parameters[i].IsTheta && loss.Parameters[i].Type.IsFloating())];
        int parameter = thetas.Length == 0 ? 0 : thetas[number % thetas.Length];
        if (thetas.Length == 0 || arguments[parameter].Length == 0)
        {
            return;
        }

        var line = new Line(arguments, parameter, (int)(Next() * arguments[parameter].Length));
        double offset = Next();
        Point? before = null;
        for (int i = 0; i < ScanSteps; i++)
        {
            Point? point = At(line, (((i + offset) / ScanSteps) - 0.5) * 2 * Reach);
            if (before is { } from && point is { } to && !IsSamePath(from, to))
            {
                Narrow(line, number, from, to);
            }

            before = point;
        }
    }

    /// <summary>From two θ with different paths to two that follow each other.</summary>
    private void Narrow(Line line, int number, Point from, Point to)
    {
        while (from.Theta + ((to.Theta - from.Theta) / 2) is var theta && theta > from.Theta && theta < to.Theta)
        {
            if (At(line, theta) is not { } between)
            {
                return;
            }

            (from, to) = IsSamePath(from, between) ? (between, to) : (from, between);
        }

        int first = Enumerable.Range(0, Math.Min(from.Path.Count, to.Path.Count)).FirstOrDefault(i => !from.Path[i].IsSameWay(to.Path[i]));
        double step = to.Theta - from.Theta;
        if (from.Path[first].Branch is { } branch && ReferenceEquals(branch, to.Path[first].Branch)
            && At(line, from.Theta - (4 * step)) is { } earlier && At(line, to.Theta + (4 * step)) is { } later)
        {
            if (!crossings.TryGetValue(branch, out List<Crossing> all))
            {
                all = crossings[branch] = [];
            }

            double jump = Math.Abs(to.Value - from.Value);
            double around = Math.Abs(earlier.Value - from.Value) + Math.Abs(later.Value - to.Value);
            bool isJump = jump > (1000 * around) + (Least * Math.Max(1, Math.Abs(from.Value)));
            all.Add(new Crossing(number, isJump, jump, Math.Abs((to.Path[first].Result - from.Path[first].Result) ?? double.NaN) is var local && double.IsNaN(local) ? null : local));
        }
    }

    private Point? At(Line line, double theta)
    {
        line.Arguments[line.Parameter][line.Element] = theta;
        return trial.Run(line.Arguments, ref budget) is { } run ? new Point(theta, run.Value, run.Path) : null;
    }

    private static bool IsSamePath(Point left, Point right)
        => left.Path.Count == right.Path.Count && left.Path.Zip(right.Path, (l, r) => l.IsSameWay(r)).All(same => same);

    private double[] Draw(Parameter parameter, int number)
    {
        int length = parameter.Array == ArrayKind.None ? 1 : 2 + (number % 2);
        return [.. Enumerable.Range(0, length).Select(_ => parameter.Type.IsFloating() ? (8 * Next()) - 4 : Math.Floor(2 * Next()))];
    }

    /// <summary>A number from 0 to 1, the same in each run of the compiler (G. Marsaglia, Xorshift RNGs).</summary>
    private double Next()
    {
        state ^= state << 13;
        state ^= state >> 17;
        state ^= state << 5;
        return state / 4294967296.0;
    }

    /// <summary>All arguments, of which one element of θ varies.</summary>
    private sealed record Line(double[][] Arguments, int Parameter, int Element);

    private readonly record struct Point(double Theta, double Value, IReadOnlyList<Decision> Path);

    /// <summary>A place where a branch takes its other side: by how much the loss, and what the branch yields, differ there.</summary>
    private readonly record struct Crossing(int Trial, bool IsJump, double OfLoss, double? OfBranch);
}
