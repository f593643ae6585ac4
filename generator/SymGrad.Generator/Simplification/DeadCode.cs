using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using SymGrad.Generator.IR;

namespace SymGrad.Generator.Simplification;

/// <summary>Removes what no result needs. Guards, checks and operations that may throw stay: the gradient throws where the loss does.</summary>
internal static class DeadCode
{
    /// <summary>The function with the given of its results only, and without what those do not need.</summary>
    /// <param name="function">The function.</param>
    /// <param name="keptResults">Which of its results.</param>
    /// <param name="keptReads">Which reads of elements stay that nothing needs.</param>
    public static Function Remove(Function function, IEnumerable<int> keptResults, KeptReads keptReads = KeptReads.None)
    {
        ImmutableArray<Value> results = [.. keptResults.Select(i => function.Body.Yields[i])];
        var builder = new FunctionBuilder(function.Name);
        var copier = new LiveCopier(function, builder, new Liveness(function, results, keptReads));
        copier.CopyParameters();
        copier.CopyInstructions(function.Body);
        return builder.Build(copier.Map(results));
    }

    public static Function Remove(Function function, KeptReads keptReads = KeptReads.None)
        => Remove(function, Enumerable.Range(0, function.Body.Yields.Count), keptReads);

    /// <summary>Whether running the region may do more than compute values: whether it may throw, or write to memory.</summary>
    public static bool HasEffect(Region region) => region.Flatten().Any(
        i => i is Guard or Check or Store or Record or Replay or PullbackCall or ArrayCall || (i is Compute { MayThrow: true }));

    private sealed class LiveCopier(Function source, FunctionBuilder builder, Liveness live) : FunctionCopier(source, builder)
    {
        protected override void Copy(Instruction instruction)
        {
            if (live.IsNeeded(instruction))
            {
                base.Copy(instruction);
            }
        }

        protected override void CopyBranch(Branch branch)
        {
            ImmutableArray<int> kept = [.. Enumerable.Range(0, branch.Results.Count).Where(i => live.Contains(branch.Results[i]))];
            Region then = CopyRegion(Keep(branch.Then, kept));
            Region otherwise = CopyRegion(Keep(branch.Else, kept));

            // A result on which both sides agree is no choice, and results that are chosen alike are one.
            ImmutableArray<int> chosen =
            [
                .. Enumerable.Range(0, kept.Length)
                    .Where(i => then.Yields[i] != otherwise.Yields[i])
                    .GroupBy(i => (then.Yields[i], otherwise.Yields[i]))
                    .Select(g => g.First()),
            ];

            ImmutableArray<Value> results = chosen.Length > 0 || HasEffect(then) || HasEffect(otherwise)
                ? Builder.Branch(this[branch.Condition], Keep(then, chosen), Keep(otherwise, chosen))
                : [];
            for (int i = 0; i < kept.Length; i++)
            {
                int choice = chosen.ToList().FindIndex(c => then.Yields[c] == then.Yields[i] && otherwise.Yields[c] == otherwise.Yields[i]);
                Define(branch.Results[kept[i]], choice < 0 ? then.Yields[i] : results[choice]);
            }
        }

        protected override void CopyLoop(Loop loop)
        {
            // What an iteration passes on unchanged is what it was before the loop.
            ILookup<bool, int> isConstant = Enumerable.Range(0, loop.Results.Count).Where(i => live.IsCarried(loop, i))
                .ToLookup(i => loop.Body.Yields[i] == loop.Parameters[i] || loop.Body.Yields[i] == loop.Initial[i]);
            foreach (int i in isConstant[true])
            {
                this[loop.Parameters[i]] = this[loop.Initial[i]];
                this[loop.Results[i]] = this[loop.Initial[i]];
            }

            base.CopyLoop(loop with
            {
                Results = Keep(loop.Results, isConstant[false]),
                Initial = Keep(loop.Initial, isConstant[false]),
                Parameters = Keep(loop.Parameters, isConstant[false]),
                Body = Keep(loop.Body, isConstant[false]),
            });
        }

        private static Region Keep(Region region, IEnumerable<int> kept) => region with { Yields = Keep(region.Yields, kept) };

        private static EquatableArray<Value> Keep(EquatableArray<Value> values, IEnumerable<int> kept)
            => kept.Select(i => values[i]).ToEquatableArray();
    }
}
