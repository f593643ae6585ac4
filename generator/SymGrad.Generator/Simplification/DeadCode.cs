using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using SymGrad.Generator.IR;

namespace SymGrad.Generator.Simplification;

/// <summary>Removes what no result needs. Guards, checks and operations that may throw stay: the gradient throws where the loss does.</summary>
internal static class DeadCode
{
    /// <summary>The function with the given of its results only, and without what those do not need.</summary>
    public static Function Remove(Function function, IEnumerable<int> keptResults)
    {
        ImmutableArray<Value> results = [.. keptResults.Select(i => function.Body.Yields[i])];
        var live = new Liveness();
        live.Visit(function.Body with { Yields = new(results) }, [.. results.Select(_ => true)]);

        var builder = new FunctionBuilder(function.Name);
        var copier = new LiveCopier(function, builder, live);
        copier.CopyParameters();
        copier.CopyInstructions(function.Body);
        return builder.Build(copier.Map(results));
    }

    public static Function Remove(Function function) => Remove(function, Enumerable.Range(0, function.Body.Yields.Count));

    /// <summary>Whether running the region may do more than compute values: whether it may throw.</summary>
    public static bool HasEffect(Region region) => region.Flatten().Any(
        i => i is Guard or Check || (i is Compute compute && compute.Operation.MayThrow));

    private sealed class Liveness
    {
        private readonly HashSet<Value> live = [];

        public bool Contains(Value value) => live.Contains(value);

        public void Visit(Region region, ImmutableArray<bool> areYieldsLive)
        {
            live.UnionWith(region.Yields.Where((_, i) => areYieldsLive[i]));
            foreach (Instruction instruction in region.Instructions.Items.Reverse())
            {
                switch (instruction)
                {
                    case Compute compute:
                        if (live.Contains(compute.Result) || compute.Operation.MayThrow)
                        {
                            live.UnionWith(compute.Operands);
                        }

                        break;
                    case Branch branch:
                        if (IsKept(branch))
                        {
                            live.Add(branch.Condition);
                            ImmutableArray<bool> areLive = [.. branch.Results.Select(live.Contains)];
                            Visit(branch.Then, areLive);
                            Visit(branch.Else, areLive);
                        }

                        break;
                    case Guard guard:
                        live.UnionWith(guard.Exception.Arguments.SelectMany(Regions.Values));
                        Visit(guard.Failure, []);
                        live.Add(guard.Condition);
                        break;
                    case Check check:
                        live.UnionWith(check.Operands());
                        break;
                    default:
                        throw new InvalidOperationException($"Dead-code removal has no case for {instruction.GetType().Name}.");
                }
            }
        }

        public bool IsKept(Branch branch)
            => branch.Results.Any(live.Contains) || HasEffect(branch.Then) || HasEffect(branch.Else);
    }

    private sealed class LiveCopier(Function source, FunctionBuilder builder, Liveness live) : FunctionCopier(source, builder)
    {
        protected override void Copy(Instruction instruction)
        {
            if (instruction is not Compute compute || live.Contains(compute.Result) || compute.Operation.MayThrow)
            {
                base.Copy(instruction);
            }
        }

        protected override void CopyBranch(Branch branch)
        {
            if (!live.IsKept(branch))
            {
                return;
            }

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

        private static Region Keep(Region region, ImmutableArray<int> kept)
            => region with { Yields = kept.Select(i => region.Yields[i]).ToEquatableArray() };
    }
}
