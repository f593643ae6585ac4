using System.Collections.Generic;
using Microsoft.CodeAnalysis;
using SymGrad.Generator.IR;

namespace SymGrad.Generator.Frontend;

/// <summary>How a path leaves a method or a switch before its end.</summary>
/// <param name="Flag">Whether it was left, where that depends on the path; null when every path has left.</param>
/// <param name="Result">The value returned, for a method that returns one.</param>
internal sealed record ExitState(Value? Flag, LoweredValue? Result);

/// <summary>
/// The current value of each variable, and which exits have been taken. Regions fork it: a fork records what changed in the region, so
/// that joining two forks costs no more than their changes.
/// </summary>
internal sealed class VariableEnvironment
{
    private readonly VariableEnvironment? parent;
    private readonly Dictionary<ISymbol, LoweredValue> variables = new(SymbolEqualityComparer.Default);
    private readonly Dictionary<ISymbol, ExitState?> exits = new(SymbolEqualityComparer.Default);

    public VariableEnvironment()
    {
    }

    private VariableEnvironment(VariableEnvironment parent) => this.parent = parent;

    /// <summary>The variables set since the fork.</summary>
    public IEnumerable<ISymbol> ChangedVariables => variables.Keys;

    /// <summary>The exits taken or cleared since the fork.</summary>
    public IEnumerable<ISymbol> ChangedExits => exits.Keys;

    public VariableEnvironment Fork() => new(this);

    public LoweredValue? Find(ISymbol variable)
    {
        for (VariableEnvironment? scope = this; scope is not null; scope = scope.parent)
        {
            if (scope.variables.TryGetValue(variable, out LoweredValue? value))
            {
                return value;
            }
        }

        return null;
    }

    public void Set(ISymbol variable, LoweredValue value) => variables[variable] = value;

    /// <summary>The state of an exit: that of a method (its symbol) or of a switch (its label); null when no path has taken it.</summary>
    public ExitState? FindExit(ISymbol target)
    {
        for (VariableEnvironment? scope = this; scope is not null; scope = scope.parent)
        {
            if (scope.exits.TryGetValue(target, out ExitState? state))
            {
                return state;
            }
        }

        return null;
    }

    public void SetExit(ISymbol target, ExitState? state) => exits[target] = state;
}
