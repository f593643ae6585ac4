using System.Collections.Generic;
using SymGrad.Generator.IR;
using SymGrad.Generator.Simplification.NormalForm;

namespace SymGrad.Generator.Analysis.Structure;

/// <summary>The values that code being built can refer to at the current place, by what they are: the scopes of its regions.</summary>
internal sealed class VisibleValues
{
    private readonly Dictionary<(Polynomial Form, ScalarType Type), Value> values = [];
    private readonly Stack<List<(Polynomial Form, ScalarType Type)>> scopes = new([[]]);

    public void Enter() => scopes.Push([]);

    public void Leave()
    {
        foreach ((Polynomial Form, ScalarType Type) key in scopes.Pop())
        {
            values.Remove(key);
        }
    }

    /// <summary>Makes a value known; the first of equal ones stays. Numbers are written as such.</summary>
    public void Add(Polynomial form, ScalarType type, Value value)
    {
        if (form.Constant is null && !values.ContainsKey((form, type)))
        {
            values.Add((form, type), value);
            scopes.Peek().Add((form, type));
        }
    }

    public Value? Find(Polynomial form, ScalarType type) => values.TryGetValue((form, type), out Value value) ? value : null;
}
