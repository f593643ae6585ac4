using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using SymGrad.EndToEnd.Tests.Oracle;

namespace SymGrad.EndToEnd.Tests.RandomPrograms;

/// <summary>Makes a failing random loss smaller while it still fails in the same way. The candidates of a round are compiled together.</summary>
internal static class LossShrinker
{
    private const int Rounds = 60;
    private const int CandidatesPerCompilation = 60;

    public static LossReport Shrink(
        LossReport failure, Func<IReadOnlyList<LossSource>, ImmutableArray<LossReport>>? check = null)
    {
        for (int round = 0; round < Rounds; round++)
        {
            LossReport? smaller = FirstFailing(failure.Source.Shrink().Where(s => s.Size <= failure.Source.Size).OrderBy(s => s.Size), failure.Problem!, check ?? LossBatch.Check);
            if (smaller is null)
            {
                break;
            }

            failure = smaller;
        }

        return failure;
    }

    private static LossReport? FirstFailing(
        IEnumerable<LossSource> candidates, Problem problem, Func<IReadOnlyList<LossSource>, ImmutableArray<LossReport>> check)
    {
        foreach (LossSource[] chunk in candidates.Chunk(CandidatesPerCompilation))
        {
            ImmutableArray<LossSource> valid = LossBatch.Valid(chunk);
            if (!valid.IsEmpty && check(valid).FirstOrDefault(r => r.Problem?.IsLike(problem) == true) is { } failing)
            {
                return failing;
            }
        }

        return null;
    }
}
