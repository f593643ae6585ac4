using System.Collections.Concurrent;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using SymGrad.Generator.Frontend;

namespace SymGrad.Generator.CallSites;

/// <summary>The user's own functions that return the mean or the sum of the sequence that they are given.</summary>
internal sealed class AveragingHelpers
{
    /// <summary>How many helpers that call each other are looked through.</summary>
    private const int DepthLimit = 3;

    private readonly Compilation compilation;
    private readonly LossUses losses;
    private readonly int depth;
    private readonly ConcurrentDictionary<IMethodSymbol, Origin?> origins = new(SymbolEqualityComparer.Default);

    public AveragingHelpers(Compilation compilation, LossUses losses)
        : this(compilation, losses, 0)
    {
    }

    private AveragingHelpers(Compilation compilation, LossUses losses, int depth)
    {
        this.compilation = compilation;
        this.losses = losses;
        this.depth = depth;
    }

    /// <summary>Whether a method with source averages or sums; null when it does not.</summary>
    public Origin? Of(IMethodSymbol method)
    {
        method = (method.ReducedFrom ?? method).OriginalDefinition;
        if (depth == DepthLimit
            || method.DeclaringSyntaxReferences.IsEmpty
            || method.ReturnsVoid
            || method.Parameters.Count(p => p.Type.IsSequence()) != 1
            || !method.Parameters[0].Type.IsSequence())
        {
            return null;
        }

        return origins.GetOrAdd(method, Read);
    }

    private Origin? Read(IMethodSymbol method)
    {
        if (new MethodBodies(compilation, CancellationToken.None).Find(method) is not { Invalid: null } body || body.Statements.IsEmpty)
        {
            return null;
        }

        var callees = new AveragingHelpers(compilation, losses, depth + 1);
        VariableHistory history = VariableHistory.Of(body.Statements[0].Root());
        Origin all = Origins.Choice(body.Statements
            .SelectMany(s => s.DescendantsAndSelf())
            .OfType<IReturnOperation>()
            .Where(r => r.ReturnedValue is not null && !IsInsideLambda(r, body.Statements[0].Parent))
            .Select(r => new OriginAnalysis(r, history, losses, callees).Of(r.ReturnedValue)));
        return all is Origin.Mean or Origin.Sum ? all : null;
    }

    /// <summary>Whether it is not the function itself that returns, but one written inside it.</summary>
    private static bool IsInsideLambda(IReturnOperation operation, IOperation? block)
    {
        for (IOperation? parent = operation.Parent; parent is not null && !ReferenceEquals(parent, block); parent = parent.Parent)
        {
            if (parent is IAnonymousFunctionOperation or ILocalFunctionOperation)
            {
                return true;
            }
        }

        return false;
    }
}
