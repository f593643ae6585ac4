using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;

namespace SymGrad.Generator.IR;

/// <summary>Copies instructions of a function into a builder, renaming values on the way. Passes derive from it to change what they must.</summary>
internal class FunctionCopier(Function source, FunctionBuilder builder)
{
    private readonly ValueMap<Value> map = new(source);
    private Dictionary<int, Value>? recorded;

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

    /// <summary>Declares some of the parameters of the source in the builder; the others are not read, or mapped by whoever knows what stands for them.</summary>
    public void CopyParameters(Func<Parameter, bool> isCopied)
    {
        for (int i = 0; i < Source.Parameters.Count; i++)
        {
            if (isCopied(Source.Parameters[i]))
            {
                map[new Value(i)] = Builder.AddParameter(Source.Parameters[i]);
            }
        }
    }

    /// <summary>The copy of a value of the source.</summary>
    public Value this[Value original]
    {
        get => map[original];
        set => map[original] = value;
    }

    public bool Contains(Value value) => map.Contains(value);

    public virtual void CopyInstructions(Region region)
    {
        foreach (Instruction instruction in region.Instructions)
        {
            Copy(instruction);
        }
    }

    public IEnumerable<Value> Map(IEnumerable<Value> values) => values.Select(v => map[v]);

    protected EquatableArray<Value> MapAll(EquatableArray<Value> values)
    {
        ImmutableArray<Value>.Builder mapped = ImmutableArray.CreateBuilder<Value>(values.Count);
        foreach (Value value in values)
        {
            mapped.Add(map[value]);
        }

        return new(mapped.MoveToImmutable());
    }

    protected virtual void Copy(Instruction instruction)
    {
        switch (instruction)
        {
            case Compute compute:
                Define(compute.Result, Builder.Compute(compute.Operation, compute.IsRepeated, MapAll(compute.Operands)));
                break;
            case Branch branch:
                CopyBranch(branch);
                break;
            case Loop loop:
                CopyLoop(loop);
                break;
            case Store store:
                Builder.Store(map[store.Array], map[store.Index], map[store.Stored], store.Purpose);
                break;
            case PullbackCall call:
                DefineAll(call.Results, Builder.PullbackCall(
                    call.Callee, [.. Map(call.Arguments)], [.. Map(call.Destinations)], map[call.Adjoint], call.Results.Select(Source.TypeOf)));
                break;
            case ArrayCall call:
                Builder.ArrayCall(map[call.Destination], call.Spelling, [.. Map(call.Arguments)]);
                break;
            case Record record:
                Builder.Record(record.Recording, map[record.Recorded]);
                break;
            case Replay replay:
                Define(replay.Result, Builder.Replay(replay.Recording, map[Recorded(replay.Recording)]));
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
        DefineAll(branch.Results, Builder.Branch(map[branch.Condition], then, otherwise));
    }

    protected virtual void CopyLoop(Loop loop)
    {
        List<Value> initial = [.. Map(loop.Initial)];
        BindParameters(loop);
        LoopHeader header = CopyHeader(loop.Header);
        Region body = CopyRepeatedRegion(loop.Body);
        DefineAll(loop.Results, Builder.Loop(initial, [.. Map(loop.Parameters)], header, body));
    }

    protected void BindParameters(Loop loop)
    {
        foreach (Value parameter in loop.Parameters)
        {
            Define(parameter, Builder.NewBoundValue(Source.TypeOf(parameter)));
        }
    }

    protected LoopHeader CopyHeader(LoopHeader header)
    {
        switch (header)
        {
            case CountedHeader counted:
                Define(counted.Index, Builder.NewBoundValue(Source.TypeOf(counted.Index)));
                return counted with { Index = map[counted.Index], From = map[counted.From], To = map[counted.To] };
            case WhileHeader repeated:
                return new WhileHeader(CopyRepeatedRegion(repeated.Condition));
            default:
                throw new InvalidOperationException($"The copier has no case for {header.GetType().Name}.");
        }
    }

    protected Region CopyRepeatedRegion(Region region)
    {
        Builder.BeginRepeatedRegion();
        CopyInstructions(region);
        return Builder.EndRegion(Map(region.Yields));
    }

    protected void DefineAll(IEnumerable<Value> originals, IEnumerable<Value> copies)
    {
        foreach ((Value original, Value copy) in originals.Zip(copies, (original, copy) => (original, copy)))
        {
            Define(original, copy);
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

    /// <summary>What a recording of the source records.</summary>
    private Value Recorded(int recording)
    {
        recorded ??= Source.Body.Flatten().OfType<Record>().ToDictionary(r => r.Recording, r => r.Recorded);
        return recorded[recording];
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
