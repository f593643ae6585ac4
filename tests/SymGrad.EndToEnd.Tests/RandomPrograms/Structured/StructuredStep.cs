using System;
using System.Collections.Immutable;
using System.Linq;
using FsCheck;
using FsCheck.Fluent;

namespace SymGrad.EndToEnd.Tests.RandomPrograms.Structured;

/// <summary>Statements that belong together, and the scope after them.</summary>
internal sealed record StructuredStep(ImmutableArray<Statement> Statements, StructuredScope After)
{
    public static StructuredStep Of(StructuredScope after, params ImmutableArray<Statement> statements) => new(statements, after);

    /// <summary>One simple statement.</summary>
    public static Gen<StructuredStep> Simple(StructuredScope after, Func<Dialect, string> text, params Gen<Expression>[] expressions)
        => Gen.CollectToArray(expressions).Select(e => Of(after, Statement.Simple(text, e)));
}
