using System.Collections.Generic;
using System.Linq;
using SymGrad.Generator.Analysis;
using SymGrad.Generator.IR;

namespace SymGrad.Generator.Differentiation;

/// <summary>
/// Which floating-point values of a gradient vary with θ. Unlike <see cref="Activity"/>, which is about losses, it knows records, and takes the
/// destinations of the gradient as varying.
/// </summary>
internal sealed class VaryingValues
{
    private readonly Function function;
    private readonly ArrayRoots roots;
    private readonly HashSet<Value> varying = [];
    private readonly Dictionary<int, Value> recorded;
    private bool hasChanged;

    private VaryingValues(Function function)
    {
        this.function = function;
        roots = new ArrayRoots(function);
        recorded = function.Body.Flatten().OfType<Record>().ToDictionary(r => r.Recording, r => r.Recorded);
        for (int i = 0; i < function.Parameters.Count; i++)
        {
            if (function.Parameters[i].Role is ParameterRole.Theta or ParameterRole.Destination && function.Parameters[i].Type.IsFloating())
            {
                varying.Add(new Value(i));
            }
        }
    }

    public static VaryingValues Of(Function function)
    {
        var values = new VaryingValues(function);
        do
        {
            values.hasChanged = false;
            foreach (Instruction instruction in function.Body.Flatten())
            {
                values.Visit(instruction);
            }
        }
        while (values.hasChanged);
        return values;
    }

    /// <summary>Whether a value, or an element of an array, varies.</summary>
    public bool Contains(Value value) => varying.Contains(function.IsArray(value) ? roots.Of(value) : value);

    private void Visit(Instruction instruction)
    {
        switch (instruction)
        {
            case Compute { Operation: not LengthOperation } compute when !function.IsArray(compute.Result):
                Mark(compute.Result, compute.Operands.Any(Contains));
                break;
            case Branch branch:
                for (int i = 0; i < branch.Results.Count; i++)
                {
                    Mark(branch.Results[i], Contains(branch.Then.Yields[i]) || Contains(branch.Else.Yields[i]));
                }

                break;
            case Loop loop:
                for (int i = 0; i < loop.Results.Count; i++)
                {
                    bool varies = Contains(loop.Initial[i]) || Contains(loop.Body.Yields[i]);
                    Mark(loop.Parameters[i], varies);
                    Mark(loop.Results[i], varies);
                }

                break;
            case Store store:
                Mark(roots.Of(store.Array), Contains(store.Stored));
                break;
            case Replay replay:
                Mark(replay.Result, Contains(recorded[replay.Recording]));
                break;
            case PullbackCall call:
                foreach (Value result in call.Results.Concat(call.Destinations.Select(roots.Of)))
                {
                    Mark(result, true);
                }

                break;
        }
    }

    private void Mark(Value value, bool varies)
    {
        if (varies && function.TypeOf(value).IsFloating())
        {
            hasChanged |= varying.Add(value);
        }
    }
}
