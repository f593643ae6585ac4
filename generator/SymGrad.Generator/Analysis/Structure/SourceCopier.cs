using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.CompilerServices;
using SymGrad.Generator.IR;

namespace SymGrad.Generator.Analysis.Structure;

/// <summary>
/// Computes values of the loss again, wherever code is being built, with the very operations of the loss: for conditions and jumps, which
/// another form of the same number could decide otherwise. What is computed already in a scope that is open is not computed twice.
/// </summary>
internal sealed class SourceCopier
{
    private readonly FunctionBuilder builder;
    private readonly Func<Value, Value> parameter;
    private readonly Dictionary<Value, Instruction> definitions = [];

    /// <param name="primal">The loss.</param>
    /// <param name="builder">The code being built.</param>
    /// <param name="parameter">What stands for a parameter of the loss there; by default, the parameter at the same position.</param>
    public SourceCopier(Function primal, FunctionBuilder builder, Func<Value, Value>? parameter = null)
    {
        this.builder = builder;
        this.parameter = parameter ?? (value => value);
        foreach (Instruction instruction in primal.Body.Flatten())
        {
            foreach (Value result in instruction.Results())
            {
                definitions.Add(result, instruction);
            }
        }
    }

    /// <summary>The value in the code being built; it must not read θ.</summary>
    public Value Copy(Value source) => Copy(source, []);

    private Value Copy(Value source, Dictionary<Value, Value> copies)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        if (!definitions.TryGetValue(source, out Instruction? definition))
        {
            return parameter(source);
        }

        if (copies.TryGetValue(source, out Value copy))
        {
            return copy;
        }

        switch (definition)
        {
            case Compute compute:
                return copies[source] = builder.Compute(compute.Operation, [.. compute.Operands.Select(o => Copy(o, copies))]);
            case Branch branch:
                Value condition = Copy(branch.Condition, copies);
                Region then = CopySide(branch.Then, copies);
                Region otherwise = CopySide(branch.Else, copies);
                foreach ((Value original, Value result) in branch.Results.Zip(
                    builder.Branch(condition, then, otherwise), (original, result) => (original, result)))
                {
                    copies[original] = result;
                }

                return copies[source];
            default:
                throw new InvalidOperationException($"{definition.GetType().Name} does not define a value.");
        }
    }

    private Region CopySide(Region side, Dictionary<Value, Value> copies)
    {
        builder.BeginRegion();
        var inner = new Dictionary<Value, Value>(copies);
        return builder.EndRegion([.. side.Yields.Select(y => Copy(y, inner))]);
    }
}
