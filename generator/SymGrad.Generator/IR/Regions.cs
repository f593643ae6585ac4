using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;

namespace SymGrad.Generator.IR;

/// <summary>What passes over regions need to know of every kind of instruction, in one place.</summary>
internal static class Regions
{
    /// <summary>The values that an instruction itself reads; values read inside its regions are not among them.</summary>
    public static ImmutableArray<Value> Operands(this Instruction instruction) => instruction switch
    {
        Compute compute => compute.Operands.Items,
        Branch branch => [branch.Condition],
        Loop { Header: CountedHeader header } loop => [.. loop.Initial, header.From, header.To],
        Loop loop => loop.Initial.Items,
        Store store => [store.Array, store.Index, store.Stored],
        Record record => [record.Recorded],
        PullbackCall call => [.. call.Arguments, .. call.Destinations, call.Adjoint],
        ArrayCall call => [call.Destination, .. call.Arguments],
        Replay => [],
        Guard guard => [guard.Condition],
        Check check => [.. check.Arguments.SelectMany(Values)],
        _ => throw Unknown(instruction),
    };

    public static ImmutableArray<Value> Results(this Instruction instruction) => instruction switch
    {
        Compute compute => [compute.Result],
        Branch branch => branch.Results.Items,
        Loop loop => loop.Results.Items,
        Replay replay => [replay.Result],
        PullbackCall call => call.Results.Items,
        Guard or Check or Store or Record or ArrayCall => [],
        _ => throw Unknown(instruction),
    };

    /// <summary>The values that the regions of an instruction see beside those from outside.</summary>
    public static ImmutableArray<Value> Bound(this Instruction instruction) => instruction switch
    {
        Loop { Header: CountedHeader header } loop => [header.Index, .. loop.Parameters],
        Loop loop => loop.Parameters.Items,
        _ => [],
    };

    public static ImmutableArray<Region> Inner(this Instruction instruction) => instruction switch
    {
        Branch branch => [branch.Then, branch.Else],
        Loop { Header: WhileHeader header } loop => [header.Condition, loop.Body],
        Loop loop => [loop.Body],
        Guard guard => [guard.Failure],
        Compute or Check or Store or Record or Replay or PullbackCall or ArrayCall => [],
        _ => throw Unknown(instruction),
    };

    /// <summary>The values that an argument of an exception or of a check says something about.</summary>
    public static IEnumerable<Value> Values(this ThrowArgument argument) => argument switch
    {
        LiteralArgument => [],
        ValueArgument value => [value.Value],
        InterpolatedArgument interpolated => interpolated.Parts.Items.Where(p => p.Text is null).Select(p => p.Value),
        _ => throw new InvalidOperationException($"{argument.GetType().Name} is not a known argument."),
    };

    /// <summary>Whether a function has loops, arrays, or calls that are not written out.</summary>
    public static bool UsesMemory(this Function function) => function.Parameters.Any(p => p.Array != ArrayKind.None)
        || function.Body.Flatten().Any(
            i => i is Loop or Store or PullbackCall or ArrayCall or Compute { Operation: CallOperation } || i.Results().Any(function.IsArray));

    /// <summary>What computes each value; nothing for parameters, results of branches and loops, and what loops carry.</summary>
    public static ValueMap<Compute> Computes(this Function function)
    {
        var computes = new ValueMap<Compute>(function);
        foreach (Instruction instruction in function.Body.Flatten())
        {
            if (instruction is Compute compute)
            {
                computes[compute.Result] = compute;
            }
        }

        return computes;
    }

    /// <summary>Every instruction of a region and of the regions inside it, in order.</summary>
    public static IEnumerable<Instruction> Flatten(this Region region)
    {
        foreach (Instruction instruction in region.Instructions)
        {
            yield return instruction;
            foreach (Region inner in instruction.Inner())
            {
                foreach (Instruction nested in inner.Flatten())
                {
                    yield return nested;
                }
            }
        }
    }

    /// <summary>Values that the region reads but does not define, each once, in order of first use.</summary>
    public static IReadOnlyList<Value> FreeValues(this Region region)
    {
        var defined = new HashSet<Value>();
        var seen = new HashSet<Value>();
        var free = new List<Value>();
        Visit(region);
        return free;

        void Visit(Region current)
        {
            foreach (Instruction instruction in current.Instructions)
            {
                Use(instruction.Operands());
                defined.UnionWith(instruction.Bound());
                foreach (Region inner in instruction.Inner())
                {
                    Visit(inner);
                }

                if (instruction is Guard guard)
                {
                    Use(guard.Exception.Arguments.SelectMany(Values));
                }

                defined.UnionWith(instruction.Results());
            }

            Use(current.Yields);
        }

        void Use(IEnumerable<Value> values)
        {
            foreach (Value value in values)
            {
                if (!defined.Contains(value) && seen.Add(value))
                {
                    free.Add(value);
                }
            }
        }
    }

    private static InvalidOperationException Unknown(Instruction instruction)
        => new($"{instruction.GetType().Name} is not a known instruction.");
}
