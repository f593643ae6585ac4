using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;

namespace SymGrad.Generator.IR;

/// <summary>Copies instructions of a function into a builder, renaming values on the way. Passes derive from it to change what they must.</summary>
internal class FunctionCopier(Function source, FunctionBuilder builder)
{
    private readonly Dictionary<Value, Value> map = [];

    protected Function Source { get; } = source;

    protected FunctionBuilder Builder { get; } = builder;

    /// <summary>Declares the parameters of the source in the builder, or maps them to those already there.</summary>
    public void CopyParameters(bool areDeclared = false)
    {
        for (int i = 0; i < Source.Parameters.Count; i++)
        {
            map[new Value(i)] = areDeclared ? new Value(i) : Builder.AddParameter(Source.Parameters[i]);
        }
    }

    /// <summary>The copy of a value of the source.</summary>
    public Value this[Value original]
    {
        get => map[original];
        set => map[original] = value;
    }

    public bool Contains(Value value) => map.ContainsKey(value);

    public virtual void CopyInstructions(Region region)
    {
        foreach (Instruction instruction in region.Instructions)
        {
            Copy(instruction);
        }
    }

    public IEnumerable<Value> Map(IEnumerable<Value> values) => values.Select(v => map[v]);

    protected virtual void Copy(Instruction instruction)
    {
        switch (instruction)
        {
            case Compute compute:
                Define(compute.Result, Builder.Compute(compute.Operation, [.. Map(compute.Operands)]));
                break;
            case Branch branch:
                CopyBranch(branch);
                break;
            case Guard guard:
                Builder.BeginRegion();
                CopyInstructions(guard.Failure);
                EquatableArray<ThrowArgument> arguments = guard.Exception.Arguments.Select(MapArgument).ToEquatableArray();
                Region failure = Builder.EndRegion([]);
                Builder.Guard(map[guard.Condition], failure, guard.Exception with { Arguments = arguments });
                break;
            case Check check:
                Builder.Check(check.Method, check.Arguments.Select(MapArgument).ToEquatableArray());
                break;
            default:
                throw new InvalidOperationException($"The copier has no case for {instruction.GetType().Name}.");
        }
    }

    protected virtual void CopyBranch(Branch branch)
    {
        Region then = CopyRegion(branch.Then);
        Region otherwise = CopyRegion(branch.Else);
        ImmutableArray<Value> results = Builder.Branch(map[branch.Condition], then, otherwise);
        for (int i = 0; i < results.Length; i++)
        {
            Define(branch.Results[i], results[i]);
        }
    }

    /// <summary>Maps a value to its copy, which takes over its name.</summary>
    protected void Define(Value original, Value copy)
    {
        map[original] = copy;
        ValueInfo info = Source.Values[original.Index];
        if (info.Name is not null)
        {
            Builder.Name(copy, info.Name, info.IsDeclared);
        }
    }

    protected Region CopyRegion(Region region)
    {
        Builder.BeginRegion();
        CopyInstructions(region);
        return Builder.EndRegion(Map(region.Yields));
    }

    private ThrowArgument MapArgument(ThrowArgument argument) => argument switch
    {
        LiteralArgument => argument,
        ValueArgument value => new ValueArgument(map[value.Value]),
        InterpolatedArgument interpolated => new InterpolatedArgument(
            interpolated.Parts.Select(p => p.Text is null ? p with { Value = map[p.Value] } : p).ToEquatableArray()),
        _ => throw new InvalidOperationException($"The copier has no case for {argument.GetType().Name}."),
    };
}
