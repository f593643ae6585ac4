using System.Collections.Generic;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using SymGrad.Generator.IR;

namespace SymGrad.Generator.Frontend;

/// <summary>
/// Where the values of a lowered loss stand in the source. The analyzer reports its findings with it; it never reaches the incremental
/// cache.
/// </summary>
internal sealed class SourceMap
{
    private readonly Dictionary<Value, Location> values = [];

    public SourceMap(Location method, ImmutableArray<Location> parameters)
    {
        Method = method;
        Parameters = parameters;
    }

    /// <summary>The name of the method.</summary>
    public Location Method { get; }

    /// <summary>The name of each parameter, in order.</summary>
    public ImmutableArray<Location> Parameters { get; }

    /// <summary>The expression that defined a value first, the parameter's name, or else the method's name.</summary>
    public Location Of(Value value)
        => value.Index < Parameters.Length ? Parameters[value.Index]
            : values.TryGetValue(value, out Location? location) ? location
            : Method;

    public void Add(Value value, SyntaxNode source)
    {
        if (!values.ContainsKey(value))
        {
            values.Add(value, source.GetLocation());
        }
    }
}
