using System.Collections.Generic;
using System.Linq;
using SymGrad.Generator.Analysis;
using SymGrad.Generator.IR;

namespace SymGrad.Generator.Vectorization;

/// <summary>
/// Gradients to which a function only adds outer products, once: those of several groups of eight items are added together, so that the gradient is read and written once for
/// all of them. The runtime's OuterProductSums collects them.
/// </summary>
internal sealed class OuterSums : FunctionCopier
{
    /// <summary>The call: the sums, where they start, from row to row, the factors, the rows, where they start, how many elements.</summary>
    private const string Addition = "{0}.Add({1}, {2}, {3}, {4}, {5}, {6})";

    private readonly Dictionary<Value, ArrayCall> additions;
    private readonly Dictionary<Value, Compute> slices;

    private OuterSums(Function source, FunctionBuilder builder, Dictionary<Value, ArrayCall> additions, Dictionary<Value, Compute> slices)
        : base(source, builder)
        => (this.additions, this.slices) = (additions, slices);

    public static Function Apply(Function function)
    {
        Dictionary<Value, ArrayCall> additions = [];
        Dictionary<Value, Compute> slices = [];
        List<Instruction> instructions = [.. function.Body.Flatten()];
        for (int i = 0; i < function.Parameters.Count; i++)
        {
            if (function.Parameters[i] is { Role: ParameterRole.Destination, Type: ScalarType.Double } && OnlyUse(new Value(i)) is { } use)
            {
                // What is sliced is the gradient of a slice; the slice itself is of no other use.
                var slice = use as Compute;
                if ((slice is null ? use : OnlyUse(slice.Result)) is ArrayCall { Spelling: RowMatrices.OuterProducts } call && function.TypeOf(call.Arguments[3]) == ScalarType.Lanes)
                {
                    additions.Add(new Value(i), call);
                    if (slice is not null)
                    {
                        slices.Add(slice.Result, slice);
                    }
                }
            }
        }

        if (additions.Count == 0)
        {
            return function;
        }

        var builder = new FunctionBuilder(function.Name);
        var copier = new OuterSums(function, builder, additions, slices);
        for (int i = 0; i < function.Parameters.Count; i++)
        {
            var parameter = new Value(i);
            copier[parameter] = builder.AddParameter(additions.ContainsKey(parameter) ? function.Parameters[i] with { Array = ArrayKind.OuterSums } : function.Parameters[i]);
        }

        copier.CopyInstructions(function.Body);
        return builder.Build(copier.Map(function.Body.Yields));

        // The instruction that uses an array, if there is one only, which runs once: the call itself, or a slice.
        Instruction? OnlyUse(Value array) => instructions.Where(u => u.Operands().Contains(array)).Take(2).ToList() is [var only]
            && only is ArrayCall or Compute { Operation: SliceOperation } && only.Operands().Count(o => o == array) == 1 && function.Body.Instructions.Contains(only) ? only : null;
    }

    /// <summary>The data whose rows are added to a gradient.</summary>
    /// <param name="function">A function whose parameter it is.</param>
    /// <param name="sums">The gradient: one of the function's <see cref="ArrayKind.OuterSums"/>.</param>
    public static Parameter RowsOf(Function function, Parameter sums)
    {
        ArrayCall addition = function.Body.Instructions.OfType<ArrayCall>().Single(c => c.Spelling == Addition && function.Parameters[c.Destination.Index] == sums);
        return function.Parameters[new ArrayRoots(function).Of(addition.Arguments[3]).Index];
    }

    protected override void Copy(Instruction instruction)
    {
        switch (instruction)
        {
            case Compute compute when slices.ContainsKey(compute.Result):
                break;
            case ArrayCall call when additions.FirstOrDefault(a => ReferenceEquals(a.Value, call)) is { Value: not null } addition:
                Value start = slices.TryGetValue(call.Destination, out Compute? slice) ? this[slice.Operands[1]] : this[call.Arguments[0]];
                Builder.ArrayCall(this[addition.Key], Addition, [start, .. Map(call.Arguments.Skip(1))]);
                break;
            default:
                base.Copy(instruction);
                break;
        }
    }
}
