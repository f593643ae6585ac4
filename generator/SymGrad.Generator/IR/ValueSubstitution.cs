using System;
using System.Collections.Generic;
using System.Linq;

namespace SymGrad.Generator.IR;

/// <summary>Puts values in the place of others in a function, whose remaining values keep their numbers.</summary>
/// <param name="replacements">What stands for a value, where that is another one.</param>
/// <param name="isRemoved">Which instructions go.</param>
internal sealed class ValueSubstitution(IReadOnlyDictionary<Value, Value> replacements, Func<Instruction, bool> isRemoved)
{
    public Function Apply(Function function) => function with { Body = Map(function.Body) };

    private Region Map(Region region) => new(
        region.Instructions.Where(i => !isRemoved(i)).Select(Map).ToEquatableArray(), Map(region.Yields));

    private Instruction Map(Instruction instruction) => instruction switch
    {
        Compute compute => compute with { Operands = Map(compute.Operands) },
        Branch branch => branch with { Condition = Map(branch.Condition), Then = Map(branch.Then), Else = Map(branch.Else) },
        Loop loop => loop with { Initial = Map(loop.Initial), Header = Map(loop.Header), Body = Map(loop.Body) },
        Store store => store with { Array = Map(store.Array), Index = Map(store.Index), Stored = Map(store.Stored) },
        Record record => record with { Recorded = Map(record.Recorded) },
        Replay => instruction,
        PullbackCall call => call with
        {
            Arguments = Map(call.Arguments), Destinations = Map(call.Destinations), Adjoint = Map(call.Adjoint),
        },
        Guard guard => guard with
        {
            Condition = Map(guard.Condition),
            Failure = Map(guard.Failure),
            Exception = guard.Exception with { Arguments = guard.Exception.Arguments.Select(Map).ToEquatableArray() },
        },
        Check check => check with { Arguments = check.Arguments.Select(Map).ToEquatableArray() },
        _ => throw new InvalidOperationException($"Substitution has no case for {instruction.GetType().Name}."),
    };

    private LoopHeader Map(LoopHeader header) => header switch
    {
        CountedHeader counted => counted with { From = Map(counted.From), To = Map(counted.To) },
        WhileHeader repeated => new WhileHeader(Map(repeated.Condition)),
        _ => throw new InvalidOperationException($"Substitution has no case for {header.GetType().Name}."),
    };

    private ThrowArgument Map(ThrowArgument argument) => argument switch
    {
        LiteralArgument => argument,
        ValueArgument value => new ValueArgument(Map(value.Value)),
        InterpolatedArgument interpolated => new InterpolatedArgument(
            interpolated.Parts.Select(p => p.Text is null ? p with { Value = Map(p.Value) } : p).ToEquatableArray()),
        _ => throw new InvalidOperationException($"Substitution has no case for {argument.GetType().Name}."),
    };

    private EquatableArray<Value> Map(EquatableArray<Value> values) => values.Select(Map).ToEquatableArray();

    private Value Map(Value value)
    {
        while (replacements.TryGetValue(value, out Value replacement))
        {
            value = replacement;
        }

        return value;
    }
}
