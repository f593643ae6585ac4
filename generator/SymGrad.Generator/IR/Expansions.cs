using System.Collections.Generic;
using System.Linq;

namespace SymGrad.Generator.IR;

/// <summary>
/// The two functions that one with calls of framework functions on arrays stands for: what it means, as loops over the elements, and what it
/// computes, as calls.
/// </summary>
internal static class Expansions
{
    public static bool Exist(Function function) => Of(function).Any();

    /// <summary>The function over the reals, without the calls: what its derivative and its structure are read off. Values keep their numbers.</summary>
    public static Function Meaning(Function function)
    {
        if (!Exist(function))
        {
            return function;
        }

        HashSet<Value> filled = [.. function.Body.Flatten().OfType<Compute>().Where(IsFilled).Select(c => c.Result)];
        return Replace(function, 1, c => c.Operation is ArrayFunctionOperation or ExpansionOperation || IsFilled(c)
            || (c.Operation is ElementOperation && filled.Contains(c.Operands[0])));
    }

    /// <summary>The function with the calls. What they mean is still there, and dead.</summary>
    public static Function Calls(Function function) => Replace(function, 0, c => c.Operation is ExpansionOperation);

    private static bool IsFilled(Compute compute) => compute.Operation is AllocateOperation { Filling: not null };

    private static IEnumerable<Compute> Of(Function function)
        => function.Body.Flatten().OfType<Compute>().Where(c => c.Operation is ExpansionOperation);

    private static Function Replace(Function function, int operand, System.Func<Compute, bool> isRemoved)
        => new ValueSubstitution(
            Of(function).ToDictionary(c => c.Result, c => c.Operands[operand]), i => i is Compute compute && isRemoved(compute)).Apply(function);
}
