using System;
using System.Collections.Generic;
using SymGrad.Generator.IR;

namespace SymGrad.Generator.Hoisting;

/// <summary>Takes parameters away that a function does not read.</summary>
internal static class UnusedParameters
{
    /// <param name="function">The function.</param>
    /// <param name="isRemovable">Which parameters may go.</param>
    public static Function Remove(Function function, Func<Parameter, bool> isRemovable)
    {
        HashSet<Value> used = [.. function.Body.FreeValues()];
        var builder = new FunctionBuilder(function.Name);
        var copier = new FunctionCopier(function, builder);
        for (int i = 0; i < function.Parameters.Count; i++)
        {
            if (used.Contains(new Value(i)) || !isRemovable(function.Parameters[i]))
            {
                copier[new Value(i)] = builder.AddParameter(function.Parameters[i]);
            }
        }

        copier.CopyInstructions(function.Body);
        return builder.Build([.. copier.Map(function.Body.Yields)]);
    }
}
