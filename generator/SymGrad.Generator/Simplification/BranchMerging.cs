using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using SymGrad.Generator.IR;

namespace SymGrad.Generator.Simplification;

/// <summary>
/// Merges a branch into an earlier one on the same condition where all that it reads is known there already. It brings the adjoint code of a
/// branch next to its primal code, as one writes it by hand: each case computes its value and its derivative together.
/// </summary>
internal static class BranchMerging
{
    public static Function Apply(Function function, KeptReads keptReads = KeptReads.None)
    {
        // Merging the outer branches makes the conditions of inner ones equal, so it is repeated until nothing changes.
        while (true)
        {
            var builder = new FunctionBuilder(function.Name);
            var copier = new MergingCopier(function, builder);
            copier.CopyParameters();
            copier.CopyInstructions(function.Body);
            Function merged = DeadCode.Remove(builder.Build(copier.Map(function.Body.Yields)), keptReads);
            if (copier.MergeCount == 0)
            {
                return merged;
            }

            function = merged;
        }
    }

    /// <summary>What goes where in one region, by positions in it: branches that join an earlier one, and computations that move before it.</summary>
    private sealed class Schedule
    {
        private readonly ImmutableArray<Instruction> instructions;
        private readonly Dictionary<Value, int> definitions = [];

        public Schedule(Region region)
        {
            instructions = region.Instructions.Items;
            var leaders = new Dictionary<Value, int>();
            for (int i = 0; i < instructions.Length; i++)
            {
                foreach (Value result in instructions[i].Results())
                {
                    definitions[result] = i;
                }

                if (instructions[i] is Branch branch && !(leaders.TryGetValue(branch.Condition, out int leader) && TryJoin(leader, i)))
                {
                    leaders[branch.Condition] = i;
                }
            }
        }

        public Dictionary<int, List<int>> Followers { get; } = [];

        public Dictionary<int, SortedSet<int>> Hoisted { get; } = [];

        public HashSet<int> Moved { get; } = [];

        private bool TryJoin(int leader, int follower)
        {
            List<int> followers = Followers.TryGetValue(leader, out List<int>? found) ? found : [];
            HashSet<int> members = [leader, .. followers];
            SortedSet<int> hoisted = Hoisted.TryGetValue(leader, out SortedSet<int>? before) ? [.. before] : [];
            var branch = (Branch)instructions[follower];
            if ((HasEffect(branch) && !IsNextTo(leader, follower))
                || (ReadsMemory(branch) && IsMemoryWritten(leader, follower))
                || !branch.Then.FreeValues().Concat(branch.Else.FreeValues()).All(v => IsMember(v) || CanPrecede(v)))
            {
                return false;
            }

            followers.Add(follower);
            Followers[leader] = followers;
            Hoisted[leader] = hoisted;
            Moved.Add(follower);
            Moved.UnionWith(hoisted);
            return true;

            static bool HasEffect(Branch moving) => DeadCode.HasEffect(moving.Then) || DeadCode.HasEffect(moving.Else);

            static bool ReadsMemory(Branch moving) => moving.Then.Flatten().Concat(moving.Else.Flatten())
                .Any(i => i is Compute { Operation.IsOrdered: true });

            // Effects keep their place among each other when only arithmetic, or what has joined the leader before, stands between.
            bool IsNextTo(int from, int to) => Enumerable.Range(from + 1, to - from - 1).All(
                i => Moved.Contains(i) || instructions[i] is Compute { MayThrow: false, Operation.IsOrdered: false });

            // What the leader writes, the follower reads after it on each side as well.
            bool IsMemoryWritten(int from, int to) => instructions.Skip(from + 1).Take(to - from - 1)
                .Any(i => i is Store or PullbackCall || i.Inner().SelectMany(r => r.Flatten()).Any(n => n is Store or PullbackCall));

            bool IsMember(Value value) => definitions.TryGetValue(value, out int index) && members.Contains(index);

            bool CanPrecede(Value value)
            {
                if (!definitions.TryGetValue(value, out int index) || index < leader || hoisted.Contains(index))
                {
                    return true;
                }

                if (!Moved.Contains(index)
                    && instructions[index] is Compute { MayThrow: false, Operation.IsOrdered: false } compute
                    && compute.Operands.All(CanPrecede))
                {
                    hoisted.Add(index);
                    return true;
                }

                return false;
            }
        }
    }

    private sealed class MergingCopier(Function source, FunctionBuilder builder) : FunctionCopier(source, builder)
    {
        public int MergeCount { get; private set; }

        public override void CopyInstructions(Region region)
        {
            var schedule = new Schedule(region);
            for (int i = 0; i < region.Instructions.Count; i++)
            {
                if (schedule.Followers.TryGetValue(i, out List<int>? followers))
                {
                    foreach (int hoisted in schedule.Hoisted[i])
                    {
                        Copy(region.Instructions[hoisted]);
                    }

                    CopyMerged([(Branch)region.Instructions[i], .. followers.Select(f => (Branch)region.Instructions[f])]);
                }
                else if (!schedule.Moved.Contains(i))
                {
                    Copy(region.Instructions[i]);
                }
            }
        }

        private void CopyMerged(ImmutableArray<Branch> branches)
        {
            MergeCount += branches.Length - 1;
            Region then = CopySides(branches, b => b.Then);
            Region otherwise = CopySides(branches, b => b.Else);
            ImmutableArray<Value> results = Builder.Branch(this[branches[0].Condition], then, otherwise);
            foreach ((Value original, Value result) in branches.SelectMany(b => b.Results).Zip(results, (o, r) => (o, r)))
            {
                Define(original, result);
            }
        }

        /// <summary>Runs one side of each branch after the other; the later see as results of the earlier what this side yields.</summary>
        private Region CopySides(ImmutableArray<Branch> branches, Func<Branch, Region> side)
        {
            Builder.BeginRegion();
            foreach (Branch branch in branches)
            {
                CopyInstructions(side(branch));
                for (int i = 0; i < branch.Results.Count; i++)
                {
                    this[branch.Results[i]] = this[side(branch).Yields[i]];
                }
            }

            return Builder.EndRegion([.. Map(branches.SelectMany(b => b.Results))]);
        }
    }
}
