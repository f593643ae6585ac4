using System.Collections.Generic;
using System.Linq;
using SymGrad.Generator.IR;

namespace SymGrad.Generator.Differentiation;

/// <summary>
/// Calls of a helper by itself whose values the derivative of the helper need not know beforehand: its result is a sum of their multiples, so
/// that their adjoints do not depend on them. The derivative that is called for the adjoints then returns the value too, and nothing is
/// computed twice: a determinant by minors costs a small multiple of itself, and not one more for each level of the recursion.
/// </summary>
/// <remarks>
/// The reversal of a region that makes such a call begins with it. That is its place, since only arithmetic follows the call, and memory holds what
/// it held then.
/// </remarks>
internal sealed class DeferredCalls
{
    private readonly HashSet<Value> multiples = [];
    private readonly HashSet<object> path = new(ByReference.Comparer);
    private readonly HashSet<object> regions = new(ByReference.Comparer);

    private DeferredCalls()
    {
    }

    /// <summary>For functions without.</summary>
    public static DeferredCalls None { get; } = new();

    /// <summary>Whether there is none.</summary>
    public bool IsEmpty => path.Count == 0;

    /// <summary>The calls of a helper by itself that can wait for their adjoints; none unless all can.</summary>
    /// <param name="helper">The helper.</param>
    /// <param name="pullback">The name of its derivative.</param>
    public static DeferredCalls Of(Function helper, string pullback)
    {
        var found = new DeferredCalls();
        bool isFound = found.Visit(helper.Body, pullback) && !found.IsEmpty && found.multiples.Contains(helper.Body.Yields[0])
            && helper.Body.Flatten().All(i => !found.ReadsOtherwise(i));
        return isFound ? found : None;
    }

    /// <summary>Whether a value is a sum of multiples of what the calls return.</summary>
    public bool IsMultiple(Value value) => multiples.Contains(value);

    /// <summary>Whether an instruction is such a call, or a branch or loop that makes one.</summary>
    public bool IsOnPath(Instruction instruction) => path.Contains(instruction);

    /// <summary>Whether a region makes such calls.</summary>
    public bool AreIn(Region region) => regions.Contains(region);

    /// <summary>The carried values of a loop that add up multiples.</summary>
    public IEnumerable<int> SumsOf(Loop loop) => Enumerable.Range(0, loop.Results.Count).Where(i => multiples.Contains(loop.Results[i]));

    /// <summary>Whether the reversal of a region may begin with the calls that it makes.</summary>
    private bool Visit(Region region, string pullback)
    {
        HashSet<Value> results = [];
        foreach (Instruction instruction in region.Instructions)
        {
            bool makesCall = instruction switch
            {
                Compute { Operation: CallOperation call } => call.Callee == pullback,
                Branch or Loop => instruction.Inner().SelectMany(r => r.Flatten()).Any(i => i is Compute { Operation: CallOperation call } && call.Callee == pullback),
                _ => false,
            };
            if (makesCall)
            {
                IEnumerable<Value> read = instruction.Operands().Concat(instruction.Inner().SelectMany(r => r.FreeValues()));
                if (read.Any(results.Contains) || !VisitCaller(instruction, pullback))
                {
                    return false;
                }

                path.Add(instruction);
                regions.Add(region);
                results.UnionWith(instruction.Results());
            }
            else if (results.Count > 0 && !MayFollow(instruction, results))
            {
                return false;
            }
        }

        return true;
    }

    private bool VisitCaller(Instruction instruction, string pullback)
    {
        switch (instruction)
        {
            case Compute call:
                multiples.Add(call.Result);
                return true;
            case Branch branch:
                if (!Visit(branch.Then, pullback) || !Visit(branch.Else, pullback))
                {
                    return false;
                }

                multiples.UnionWith(branch.Results.Where((_, i) => multiples.Contains(branch.Then.Yields[i]) || multiples.Contains(branch.Else.Yields[i])));
                return true;
            case Loop { Header: CountedHeader } loop:
                if (!Visit(loop.Body, pullback))
                {
                    return false;
                }

                int[] sums = [.. Enumerable.Range(0, loop.Results.Count).Where(i => multiples.Contains(loop.Body.Yields[i]))];
                multiples.UnionWith(sums.SelectMany<int, Value>(i => [loop.Parameters[i], loop.Results[i]]));
                return sums.All(i => RunningSum.IsOne(loop, i));
            default:
                return false;
        }
    }

    /// <summary>Whether an instruction may follow a call in its region: arithmetic, that what it has of the call is a multiple.</summary>
    private bool MayFollow(Instruction instruction, HashSet<Value> results)
    {
        if (instruction is not Compute { MayThrow: false } compute
            || compute.Operation is CallOperation or ArrayFunctionOperation
            || compute.Operation.Array != ArrayKind.None
            || compute.Operands.Any(o => results.Contains(o) && !multiples.Contains(o)))
        {
            return false;
        }

        if (compute.Operands.Any(multiples.Contains))
        {
            multiples.Add(compute.Result);
            results.Add(compute.Result);
        }

        return true;
    }

    /// <summary>Whether an instruction does with multiples what gives none.</summary>
    private bool ReadsOtherwise(Instruction instruction)
    {
        if (!path.Contains(instruction) && instruction.Inner().Any(r => r.Yields.Any(multiples.Contains)))
        {
            return true;
        }

        Value[] read = [.. instruction.Operands().Where(multiples.Contains)];
        if (read.Length == 0)
        {
            return instruction is Guard guard && guard.Exception.Arguments.SelectMany(a => a.Values()).Any(multiples.Contains);
        }

        if (instruction is Compute { Result: var result } && !multiples.Contains(result))
        {
            return true;
        }

        return instruction switch
        {
            Compute { Operation: UnaryOperation { Operator: UnaryOperator.Negate } } => false,
            Compute { Operation: ConvertOperation { Type: ScalarType.Single or ScalarType.Double } } => false,
            Compute { Operation: BinaryOperation binary } compute => binary.Operator switch
            {
                BinaryOperator.Add or BinaryOperator.Subtract => false,
                BinaryOperator.Multiply => read.Length != 1,
                BinaryOperator.Divide => multiples.Contains(compute.Operands[1]),
                _ => true,
            },
            Loop loop => !path.Contains(loop) || loop.Initial.Where((_, i) => !multiples.Contains(loop.Results[i])).Any(multiples.Contains),
            _ => true,
        };
    }
}
