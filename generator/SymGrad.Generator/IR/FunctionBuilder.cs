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

    /// <summary>The scope in which each value is computed; null for constants, which are visible everywhere.</summary>
    private readonly List<Scope?> homes = [];
    private readonly List<Instruction> constants = [];
    private readonly Stack<Scope> scopes = new();
    private readonly Dictionary<Computation, Value> available = [];
    private readonly ValueMap<Compute> definitions = new(16);
    private readonly MemoryVersions memory = new();

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
        Value value = NewValue(parameter.Type, parameter.Name, parameter.Array);
        if (parameter.Array != ArrayKind.None)
        {
            memory.AddRoot(value, isWritable: parameter.Role == ParameterRole.Destination);
        }

        return value;
    }

    public ScalarType TypeOf(Value value) => values[value.Index].Type;

    public ValueInfo InfoOf(Value value) => values[value.Index];

    public bool IsArray(Value value) => values[value.Index].Array != ArrayKind.None;

    /// <summary>The array whose memory a slice, or a slice of a slice, is a part of.</summary>
    public Value RootOf(Value array) => memory.RootOf(array);

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

    public Value Compute(Operation operation, params ReadOnlySpan<Value> operands) => Compute(operation, isRepeated: false, EquatableArray.Create(operands));

    /// <param name="operation">What to compute.</param>
    /// <param name="isRepeated">Whether it has been computed before with the same operands, and so can't throw.</param>
    /// <param name="operands">From what.</param>
    public Value Compute(Operation operation, bool isRepeated, EquatableArray<Value> operands)
    {
        int version = operation is ElementOperation ? memory.VersionOf(operands[0]) : 0;
        var computation = new Computation(operation, operands, version);
        bool isShared = operation is not (AllocateOperation or CallOperation or ArrayFunctionOperation);
        if (isShared && available.TryGetValue(computation, out Value existing))
        {
            return existing;
        }

        Value result = NewValue(operation.Type, null, operation.Array);
        var instruction = new Compute(result, operation, operands, isRepeated);
        definitions.Add(result, instruction);
        if (isShared)
        {
            MakeAvailable(computation, result);
        }

        memory.Define(instruction);
        InstructionCount++;
        if (operation is ConstantOperation)
        {
            homes[result.Index] = null;
            constants.Add(instruction);
        }
        else
        {
            ScopeFor(operation, operands).Instructions.Add(instruction);
        }

        return result;
    }

    public Value Constant(double value, ScalarType type) => type switch
    {
        ScalarType.Double or ScalarType.Extended => Compute(new ConstantOperation(type, BitConverter.DoubleToInt64Bits(value))),
        ScalarType.Single => Compute(new ConstantOperation(type, Bits.OfSingle((float)value))),
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, "A floating-point type is expected."),
    };

    public Value Constant(bool value) => Compute(new ConstantOperation(ScalarType.Boolean, value ? 1 : 0));

    public Value Constant(int value) => Compute(new ConstantOperation(ScalarType.Int32, value));

    /// <summary>Opens a region; close it with <see cref="EndRegion"/>.</summary>
    public void BeginRegion() => scopes.Push(new Scope());

    /// <summary>Opens the body of a loop, or its condition: what memory held before it need not be what it holds in an iteration.</summary>
    public void BeginRepeatedRegion()
    {
        memory.Forget();
        scopes.Push(new Scope { IsRepeated = true });
    }

    /// <summary>Makes a value that a loop will bind: a carried value or an index.</summary>
    public Value NewBoundValue(ScalarType type) => NewValue(type, null, ArrayKind.None);

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

        ImmutableArray<Value> results = [.. then.Yields.Items.Zip(otherwise.Yields.Items, NewResult)];
        Add(new Branch(new(results), condition, then, otherwise));
        return results;
    }

    /// <summary>Adds a loop whose regions are closed and returns its results.</summary>
    public ImmutableArray<Value> Loop(
        IReadOnlyCollection<Value> initial, IReadOnlyCollection<Value> carried, LoopHeader header, Region body)
    {
        if (!initial.Select(TypeOf).SequenceEqual(carried.Select(TypeOf)) || !initial.Select(TypeOf).SequenceEqual(body.Yields.Select(TypeOf)))
        {
            throw new InvalidOperationException("What a loop carries has one type throughout.");
        }

        ImmutableArray<Value> results = [.. initial.Select(v => NewValue(TypeOf(v), null, ArrayKind.None))];
        Add(new Loop(new(results), initial.ToEquatableArray(), carried.ToEquatableArray(), header, body));
        memory.Forget();
        return results;
    }

    /// <summary>Stores an element; until memory changes again, reading it gives what has been stored.</summary>
    public void Store(Value array, Value index, Value stored, StorePurpose purpose = StorePurpose.Result)
    {
        Add(new Store(array, index, stored, purpose));
        memory.Change(array);
        var element = new Computation(
            new ElementOperation(TypeOf(array)), EquatableArray.Create([array, index]), memory.VersionOf(array));
        MakeAvailable(element, stored);
    }

    /// <summary>Calls a function that writes to an array.</summary>
    public void ArrayCall(Value destination, string spelling, params IEnumerable<Value> arguments)
    {
        Add(new ArrayCall(destination, spelling, arguments.ToEquatableArray()));
        memory.Change(destination);
    }

    /// <summary>Calls the derivative of a function and returns the adjoints of its arguments that are numbers.</summary>
    public ImmutableArray<Value> PullbackCall(
        string callee, IReadOnlyCollection<Value> arguments, IReadOnlyCollection<Value> destinations, Value adjoint, IEnumerable<ScalarType> types)
    {
        ImmutableArray<Value> results = [.. types.Select(t => NewValue(t, null, ArrayKind.None))];
        Add(new PullbackCall(new(results), callee, arguments.ToEquatableArray(), destinations.ToEquatableArray(), adjoint));
        foreach (Value destination in destinations)
        {
            memory.Change(destination);
        }

        return results;
    }

    /// <summary>Calls a function that writes to an array.</summary>
    public void ArrayCall(Value destination, string spelling, params ReadOnlySpan<Value> arguments)
    {
        Add(new ArrayCall(destination, spelling, EquatableArray.Create(arguments)));
        memory.Change(destination);
    }

    public void Record(int recording, Value recorded) => Add(new Record(recording, recorded));

    /// <param name="recording">Which recording.</param>
    /// <param name="recorded">The value in this function that was recorded, or one of the same kind.</param>
    public Value Replay(int recording, Value recorded)
    {
        Value result = NewValue(TypeOf(recorded), null, InfoOf(recorded).Array);
        Add(new Replay(result, recording));
        if (IsArray(recorded))
        {
            memory.AddAlias(result, recorded);
        }

        return result;
    }

    public void Guard(Value condition, Region failure, ThrownException exception) => Add(new Guard(condition, failure, exception));

    /// <summary>Calls a method that only checks, unless the same has been checked on every way that leads here.</summary>
    public void Check(string method, EquatableArray<ThrowArgument> arguments)
    {
        var check = new Check(method, arguments);
        if (!scopes.Any(s => s.Checks.Contains(check)))
        {
            scopes.Peek().Checks.Add(check);
            Add(check);
        }
    }

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

    /// <summary>
    /// Where an instruction goes: an array that only one side of a branch needs is made before the branch, if its length is known there and can't be
    /// negative, so that the reversal of that side finds it again.
    /// </summary>
    private Scope ScopeFor(Operation operation, EquatableArray<Value> operands)
    {
        if (operation is not AllocateOperation { Filling: null } || DefinitionOf(operands[0])?.Operation is not (ConstantOperation { Bits: >= 0 } or LengthOperation))
        {
            return scopes.Peek();
        }

        Scope target = scopes.Peek();
        foreach (Scope outer in scopes.Skip(1))
        {
            if (target.IsRepeated || ReferenceEquals(homes[operands[0].Index], target))
            {
                break;
            }

            target = outer;
        }

        return target;
    }

    private void MakeAvailable(Computation computation, Value result)
    {
        available.Add(computation, result);
        if (computation.Operation is not ConstantOperation)
        {
            scopes.Peek().Computations.Add(computation);
        }
    }

    private Value NewResult(Value then, Value otherwise)
    {
        Value result = NewValue(TypeOf(then), null, InfoOf(then).Array);
        if (IsArray(then))
        {
            memory.AddAlias(result, DefinitionOf(then)?.Operation is EmptyArrayOperation ? otherwise : then);
        }

        return result;
    }

    private void Add(Instruction instruction)
    {
        scopes.Peek().Instructions.Add(instruction);
        InstructionCount++;
    }

    private Value NewValue(ScalarType type, string? valueName, ArrayKind array)
    {
        values.Add(new ValueInfo(type, valueName, IsDeclared: false, array));
        var value = new Value(values.Count - 1);
        homes.Add(scopes.Peek());
        return value;
    }

    private readonly record struct Computation(Operation Operation, EquatableArray<Value> Operands, int Version);

    private sealed class Scope
    {
        /// <summary>Whether it is one iteration of a loop.</summary>
        public bool IsRepeated { get; set; }

        public List<Instruction> Instructions { get; } = [];

        public List<Computation> Computations { get; } = [];

        public HashSet<Check> Checks { get; } = [];
    }
}
