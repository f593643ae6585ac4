using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;

namespace SymGrad.Generator.IR;

/// <summary>
/// Builds a <see cref="Function"/>. Equal computations visible from the current region are built once (hash-consing by scope),
/// so that shared work stays shared and derivatives never swell.
/// </summary>
internal sealed class FunctionBuilder
{
    private readonly string name;
    private readonly List<Parameter> parameters = [];
    private readonly List<ValueInfo> values = [];
    private readonly List<Instruction> constants = [];
    private readonly Stack<Scope> scopes = new();
    private readonly Dictionary<Computation, Value> available = [];
    private readonly Dictionary<Value, Compute> definitions = [];

    public FunctionBuilder(string name)
    {
        this.name = name;
        scopes.Push(new Scope());
    }

    /// <summary>How many instructions have been built, regions included.</summary>
    public int InstructionCount { get; private set; }

    /// <summary>How many values exist so far: the index of the next one.</summary>
    public int ValueCount => values.Count;

    public Value AddParameter(Parameter parameter)
    {
        if (values.Count != parameters.Count)
        {
            throw new InvalidOperationException("Parameters come before all other values.");
        }

        parameters.Add(parameter);
        return NewValue(parameter.Type, parameter.Name, isDeclared: false);
    }

    public ScalarType TypeOf(Value value) => values[value.Index].Type;

    public ValueInfo InfoOf(Value value) => values[value.Index];

    /// <summary>The computation that defines a value, or null for parameters and results of branches.</summary>
    public Compute? DefinitionOf(Value value) => definitions.TryGetValue(value, out Compute? definition) ? definition : null;

    /// <summary>Names a value that has no name yet. A name that the user declared replaces one that is only a hint.</summary>
    public void Name(Value value, string valueName, bool isDeclared)
    {
        ValueInfo info = values[value.Index];
        if (value.Index >= parameters.Count && (info.Name is null || (isDeclared && !info.IsDeclared)))
        {
            values[value.Index] = info with { Name = valueName, IsDeclared = isDeclared };
        }
    }

    public Value Compute(Operation operation, params ReadOnlySpan<Value> operands)
    {
        var computation = new Computation(operation, EquatableArray.Create(operands));
        if (available.TryGetValue(computation, out Value existing))
        {
            return existing;
        }

        Value result = NewValue(operation.Type, null, isDeclared: false);
        var instruction = new Compute(result, operation, computation.Operands);
        definitions.Add(result, instruction);
        available.Add(computation, result);
        InstructionCount++;
        if (operation is ConstantOperation)
        {
            constants.Add(instruction);
        }
        else
        {
            scopes.Peek().Instructions.Add(instruction);
            scopes.Peek().Computations.Add(computation);
        }

        return result;
    }

    public Value Constant(double value, ScalarType type) => type switch
    {
        ScalarType.Double => Compute(new ConstantOperation(type, BitConverter.DoubleToInt64Bits(value))),
        ScalarType.Single => Compute(new ConstantOperation(type, Bits.OfSingle((float)value))),
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, "A floating-point type is expected."),
    };

    public Value Constant(bool value) => Compute(new ConstantOperation(ScalarType.Boolean, value ? 1 : 0));

    public Value Constant(int value) => Compute(new ConstantOperation(ScalarType.Int32, value));

    /// <summary>Opens a region; close it with <see cref="EndRegion"/>.</summary>
    public void BeginRegion() => scopes.Push(new Scope());

    public Region EndRegion(IEnumerable<Value> yields)
    {
        if (scopes.Count == 1)
        {
            throw new InvalidOperationException("No region is open.");
        }

        return Close(scopes.Pop(), [], yields);
    }

    /// <summary>Adds a branch over two closed regions and returns its results.</summary>
    public ImmutableArray<Value> Branch(Value condition, Region then, Region otherwise)
    {
        if (!then.Yields.Select(TypeOf).SequenceEqual(otherwise.Yields.Select(TypeOf)))
        {
            throw new InvalidOperationException("Both sides of a branch yield values of the same types.");
        }

        ImmutableArray<Value> results = [.. then.Yields.Items.Select(y => NewValue(TypeOf(y), null, isDeclared: false))];
        Add(new Branch(new(results), condition, then, otherwise));
        return results;
    }

    public void Guard(Value condition, Region failure, ThrownException exception) => Add(new Guard(condition, failure, exception));

    public void Check(string method, EquatableArray<ThrowArgument> arguments) => Add(new Check(method, arguments));

    public Function Build(IEnumerable<Value> results)
    {
        if (scopes.Count != 1)
        {
            throw new InvalidOperationException("A region is still open.");
        }

        Region body = Close(scopes.Peek(), constants, results);
        return new Function(name, parameters.ToEquatableArray(), body, values.ToEquatableArray());
    }

    private Region Close(Scope scope, IEnumerable<Instruction> first, IEnumerable<Value> yields)
    {
        foreach (Computation computation in scope.Computations)
        {
            available.Remove(computation);
        }

        return new Region(first.Concat(scope.Instructions).ToEquatableArray(), yields.ToEquatableArray());
    }

    private void Add(Instruction instruction)
    {
        scopes.Peek().Instructions.Add(instruction);
        InstructionCount++;
    }

    private Value NewValue(ScalarType type, string? valueName, bool isDeclared)
    {
        values.Add(new ValueInfo(type, valueName, isDeclared));
        return new Value(values.Count - 1);
    }

    private sealed record Computation(Operation Operation, EquatableArray<Value> Operands);

    private sealed class Scope
    {
        public List<Instruction> Instructions { get; } = [];

        public List<Computation> Computations { get; } = [];
    }
}
