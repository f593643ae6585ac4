using System.Collections.Generic;
using System.Linq;
using SymGrad.Generator.IR;

namespace SymGrad.Generator.Analysis;

/// <summary>
/// Which memory each array of a function refers to: that of a parameter or of an allocation. Arrays of different roots never share memory
/// that the function writes to.
/// </summary>
internal sealed class ArrayRoots
{
    private readonly Dictionary<Value, Value> sources = [];
    private readonly HashSet<Value> empty = [];
    private readonly Function function;

    public ArrayRoots(Function function)
    {
        this.function = function;
        Dictionary<int, Value> recorded = [];
        foreach (Instruction instruction in function.Body.Flatten())
        {
            switch (instruction)
            {
                case Compute { Operation: EmptyArrayOperation } nothing:
                    empty.Add(nothing.Result);
                    break;
                case Compute { Operation: SliceOperation } slice:
                    sources[slice.Result] = slice.Operands[0];
                    break;
                case Branch branch:
                    foreach (int i in Enumerable.Range(0, branch.Results.Count).Where(i => function.IsArray(branch.Results[i])))
                    {
                        // Only one side of a branch can have an array: the other one has the empty one in its place.
                        Value then = branch.Then.Yields[i];
                        sources[branch.Results[i]] = empty.Contains(then) ? branch.Else.Yields[i] : then;
                    }

                    break;
                case Record record:
                    recorded[record.Recording] = record.Recorded;
                    break;
                case Replay replay when recorded.TryGetValue(replay.Recording, out Value value):
                    sources[replay.Result] = value;
                    break;
            }
        }
    }

    /// <summary>The memory that an instruction itself reads.</summary>
    public IEnumerable<Value> ReadBy(Instruction instruction) => instruction switch
    {
        Compute { Operation: ElementOperation } element => [Of(element.Operands[0])],
        Compute { Operation: CallOperation or ArrayFunctionOperation or AllocateOperation { Filling: not null } } call => call.Operands.Where(function.IsArray).Select(Of),
        PullbackCall call => call.Arguments.Concat(call.Destinations).Where(function.IsArray).Select(Of),
        ArrayCall call => call.Arguments.Where(function.IsArray).Select(Of),
        _ => [],
    };

    /// <summary>The memory that an instruction itself writes to.</summary>
    public IEnumerable<Value> WrittenBy(Instruction instruction) => instruction switch
    {
        Store store => [Of(store.Array)],
        PullbackCall call => call.Destinations.Select(Of),
        ArrayCall call => [Of(call.Destination)],
        _ => [],
    };

    public Value Of(Value array)
    {
        while (sources.TryGetValue(array, out Value source))
        {
            array = source;
        }

        return array;
    }
}
