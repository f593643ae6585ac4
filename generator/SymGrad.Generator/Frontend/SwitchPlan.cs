using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using SymGrad.Generator.IR;

namespace SymGrad.Generator.Frontend;

/// <summary>
/// A switch statement as a chain of choices: its sections in the order in which they are tried, the default one last. C# tries the default
/// after all other labels wherever it stands.
/// </summary>
internal sealed class SwitchPlan
{
    private readonly Flow?[] flows;

    public SwitchPlan(ISwitchOperation statement, FlowAnalysis flows)
    {
        Statement = statement;
        Sections =
        [
            .. statement.Cases.Where(c => !HasDefault(c)),
            .. statement.Cases.Where(HasDefault),
        ];
        int defaultPosition = statement.Cases.TakeWhile(c => !HasDefault(c)).Count();
        bool hasDefault = defaultPosition < statement.Cases.Length;
        EndsWithCatchAll = hasDefault || (!Sections.IsEmpty && !flows.CanMissAllSections(statement));

        // Plain constants never overlap, so their order does not matter.
        bool isOrdered = statement.Cases.SelectMany(c => c.Clauses)
            .Any(l => l is not (ISingleValueCaseClauseOperation or IDefaultCaseClauseOperation));
        FirstSectionAfterDefault = hasDefault && isOrdered ? defaultPosition : int.MaxValue;
        this.flows = new Flow?[Sections.Length + 1];
    }

    public ISwitchOperation Statement { get; }

    public ImmutableArray<ISwitchCaseOperation> Sections { get; }

    /// <summary>Whether the last section is taken when no other one is.</summary>
    public bool EndsWithCatchAll { get; }

    /// <summary>The first section whose labels come after labels that share the default section, and so yield to them.</summary>
    public int FirstSectionAfterDefault { get; }

    /// <summary>The value that is switched on, once lowered.</summary>
    public LoweredValue? Value { get; set; }

    /// <summary>Whether one of the other labels of the default section matches, once lowered.</summary>
    public Value? DefaultMatches { get; set; }

    /// <summary>The labels of a section but for the default label.</summary>
    public static IEnumerable<ICaseClauseOperation> LabelsOf(ISwitchCaseOperation section)
        => section.Clauses.Where(c => c is not IDefaultCaseClauseOperation);

    /// <summary>The flow of the sections from one on; a break falls out of the switch.</summary>
    public Flow FlowFrom(int section, FlowAnalysis analysis)
    {
        for (int i = Sections.Length; i >= section; i--)
        {
            flows[i] ??= i == Sections.Length
                ? EndsWithCatchAll ? Flow.None : Flow.Falling
                : Sections[i].Body.Aggregate(Flow.Falling, (flow, s) => flow.Then(analysis.Of(s)))
                    .Land(Statement.ExitLabel, Flow.Falling).Or(flows[i + 1]!);
        }

        return flows[section]!;
    }

    private static bool HasDefault(ISwitchCaseOperation section) => section.Clauses.Any(c => c is IDefaultCaseClauseOperation);
}
