using System.Collections.Generic;
using SymGrad.Generator.IR;
using SymGrad.Generator.Simplification;

namespace SymGrad.Generator.Differentiation;

/// <summary>The adjoints of primal values, as far as the sweep has accumulated them. No entry means that the adjoint is zero.</summary>
internal sealed class Adjoints(TermBuilder terms)
{
    private readonly Dictionary<Value, Value> adjoints = [];

    public Value? Find(Value primal) => adjoints.TryGetValue(primal, out Value adjoint) ? adjoint : null;

    public void Set(Value primal, Value adjoint) => adjoints[primal] = adjoint;

    public void Add(Value primal, Value contribution)
        => adjoints[primal] = adjoints.TryGetValue(primal, out Value adjoint) ? terms.Add(adjoint, contribution) : contribution;
}
