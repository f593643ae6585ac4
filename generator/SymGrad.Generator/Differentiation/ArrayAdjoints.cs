using System.Collections.Generic;
using System.Linq;
using SymGrad.Generator.Analysis;
using SymGrad.Generator.Frontend;
using SymGrad.Generator.IR;
using SymGrad.Generator.Simplification;

namespace SymGrad.Generator.Differentiation;

/// <summary>
/// The adjoints of arrays: for each active array another one of the same length, which starts as zeros. Those of θ are the caller's.
/// </summary>
internal sealed class ArrayAdjoints(Function primal, Activity activity, FunctionBuilder builder, PrimalCopier copier)
{
    private readonly Dictionary<Value, Value> adjoints = [];
    private readonly ArrayRoots roots = new(primal);
    private readonly HashSet<Value> read = [.. primal.Body.Flatten().SelectMany(new ArrayRoots(primal).ReadBy)];

    /// <summary>Adds a parameter for the gradient with respect to each array in θ.</summary>
    public void AddDestinations()
    {
        for (int i = 0; i < primal.Parameters.Count; i++)
        {
            if (primal.Parameters[i] is { IsTheta: true, Array: not ArrayKind.None } theta)
            {
                string name = GeneratedMembers.Destination(theta.Name, [.. primal.Parameters.Select(p => p.Name)]);
                adjoints.Add(
                    new Value(i), builder.AddParameter(new Parameter(name, theta.Type, ParameterRole.Destination, ArrayKind.Span)));
            }
        }
    }

    /// <summary>Makes the adjoints of the arrays and slices that a region makes, at the start of its reversal.</summary>
    public void Allocate(Region region)
    {
        foreach (Compute array in region.Instructions.OfType<Compute>().Where(c => primal.IsArray(c.Result) && HasAdjoint(c.Result)))
        {
            if (array.Operation is AllocateOperation)
            {
                Value adjoint = builder.Compute(
                    new AllocateOperation(primal.TypeOf(array.Result), IsAdjoint: true), copier[array.Operands[0]]);
                builder.Name(adjoint, (primal.Values[array.Result.Index].Name ?? "array") + "Adjoint", isDeclared: false);
                adjoints[array.Result] = adjoint;
            }
            else if (array.Operation is SliceOperation)
            {
                adjoints[array.Result] = Slice(array);
            }
        }
    }

    /// <summary>Adds to the adjoint of an element.</summary>
    public void Add(Value array, Value index, Value contribution, TermBuilder terms)
    {
        Value adjoint = AdjointOf(array);
        Value position = copier[index];
        builder.Store(adjoint, position, terms.Add(Element(adjoint, position), contribution));
    }

    /// <summary>Where the adjoint of an array goes that is an argument: to nobody's memory when the array is not active.</summary>
    public Value DestinationFor(Value array)
    {
        if (activity.IsActive(array))
        {
            return AdjointOf(array);
        }

        Value length = builder.Compute(new LengthOperation(), copier[array]);
        return builder.Compute(new AllocateOperation(primal.TypeOf(array), IsAdjoint: true), length);
    }

    /// <summary>Takes the adjoint of an element that was stored, and leaves zero; null when the array is not active.</summary>
    public Value? Take(Store store)
    {
        if (!HasAdjoint(store.Array))
        {
            return null;
        }

        Value adjoint = AdjointOf(store.Array);
        Value position = copier[store.Index];
        Value taken = Element(adjoint, position);
        builder.Store(adjoint, position, builder.Constant(0, primal.TypeOf(store.Array)), StorePurpose.Restore);
        return taken;
    }

    /// <summary>Whether an array is active and some part of the loss reads it: what is only stored has the adjoint zero.</summary>
    private bool HasAdjoint(Value array) => activity.IsActive(array) && read.Contains(roots.Of(array));

    private Value Element(Value adjoint, Value index)
        => builder.Compute(new ElementOperation(builder.TypeOf(adjoint)), isRepeated: true, [adjoint, index]);

    /// <summary>The adjoint of an array.</summary>
    private Value AdjointOf(Value array) => adjoints[array];

    /// <summary>The adjoint of a slice is the same slice of the adjoint.</summary>
    private Value Slice(Compute slice)
    {
        Value[] bounds = [.. slice.Operands.Skip(1).Select(o => copier[o])];
        Value adjoint = builder.Compute(
            new SliceOperation(primal.TypeOf(slice.Result), ArrayKind.Span, ArrayKind.Span),
            isRepeated: true,
            [AdjointOf(slice.Operands[0]), .. bounds]);
        if (primal.Values[slice.Result.Index].Name is { } name)
        {
            builder.Name(adjoint, name + "Adjoint", isDeclared: false);
        }

        return adjoint;
    }
}
