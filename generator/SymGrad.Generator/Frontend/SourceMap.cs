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
    private readonly ImmutableArray<Location> leaves;

    /// <param name="method">The name of the method.</param>
    /// <param name="parameters">The name of each parameter, in order.</param>
    /// <param name="leaves">The name of the parameter that each value belongs to that the function starts with.</param>
    public SourceMap(Location method, ImmutableArray<Location> parameters, ImmutableArray<Location> leaves)
    {
        Method = method;
        Parameters = parameters;
        this.leaves = leaves;
    }

    /// <summary>The name of the method.</summary>
    public Location Method { get; }

    /// <summary>The name of each parameter, in order.</summary>
    public ImmutableArray<Location> Parameters { get; }

    /// <summary>The expression that defined a value first, the parameter's name, or else the method's name.</summary>
    public Location Of(Value value)
        => value.Index < leaves.Length ? leaves[value.Index]
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
