using System.Collections.Concurrent;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using SymGrad.Generator.Frontend;

namespace SymGrad.Generator.CallSites;

/// <summary>The user's own functions that return the mean or the sum of the sequence that they are given.</summary>
internal sealed class AveragingHelpers(Compilation compilation, LossUses losses)
{
    private readonly ConcurrentDictionary<IMethodSymbol, Origin?> origins = new(SymbolEqualityComparer.Default);

    /// <summary>Whether a method with source averages or sums; null when it does not.</summary>
    public Origin? Of(IMethodSymbol method)
    {
        method = (method.ReducedFrom ?? method).OriginalDefinition;
        if (method.DeclaringSyntaxReferences.IsEmpty
            || method.ReturnsVoid
            || method.Parameters.Count(p => p.Type.IsSequence()) != 1
            || !method.Parameters[0].Type.IsSequence())
        {
            return null;
        }

        // One that calls itself is none: while it is looked at, it counts as that.
        if (!origins.TryGetValue(method, out Origin? origin))
        {
            origins.TryAdd(method, null);
            origins[method] = origin = Read(method);
        }

        return origin;
    }

    private Origin? Read(IMethodSymbol method)
    {
        if (new MethodBodies(compilation, CancellationToken.None).Find(method) is not { Invalid: null } body || body.Statements.IsEmpty)
        {
            return null;
        }

        VariableHistory history = VariableHistory.Of(body.Statements[0].Root());
        Origin all = Origins.Choice(body.Statements
            .SelectMany(s => s.DescendantsAndSelf())
            .OfType<IReturnOperation>()
            .Where(r => r.ReturnedValue is not null)
            .Select(r => new OriginAnalysis(r, history, losses, this).Of(r.ReturnedValue)));
        return all is Origin.Mean or Origin.Sum ? all : null;
    }
}
