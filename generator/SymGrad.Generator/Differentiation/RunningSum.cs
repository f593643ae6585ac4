using System.Collections.Generic;
using System.Linq;
using SymGrad.Generator.IR;

namespace SymGrad.Generator.Differentiation;

/// <summary>
/// A carried value that each iteration only adds to, and does not read otherwise. Its adjoint is the same before and after every iteration,
/// so that the reversal need not carry it.
/// </summary>
internal static class RunningSum
{
    public static bool IsOne(Loop loop, int carried)
    {
        var uses = new Dictionary<Value, int>();
        var definitions = new Dictionary<Value, Instruction>();
        Count(loop.Body, uses, definitions);
        return PassesOn(loop.Body.Yields[carried], loop.Parameters[carried], uses, definitions) is { } found
            && found == uses[loop.Parameters[carried]];
    }

    private static void Count(Region region, Dictionary<Value, int> uses, Dictionary<Value, Instruction> definitions)
    {
        foreach (Instruction instruction in region.Instructions)
        {
            Use(instruction.Operands());
            foreach (Value result in instruction.Results())
            {
                definitions[result] = instruction;
            }

            foreach (Region inner in instruction.Inner())
            {
                Count(inner, uses, definitions);
            }

            if (instruction is Guard guard)
            {
                Use(guard.Exception.Arguments.SelectMany(a => a.Values()));
            }
        }

        Use(region.Yields);

        void Use(IEnumerable<Value> values)
        {
            foreach (Value value in values)
            {
                uses[value] = uses.TryGetValue(value, out int count) ? count + 1 : 1;
            }
        }
    }

    /// <summary>
    /// How often a sum is read on the way to a value that is the sum plus something, or null when the value is not that.
    /// </summary>
    private static int? PassesOn(Value value, Value sum, Dictionary<Value, int> uses, Dictionary<Value, Instruction> definitions)
    {
        if (value == sum)
        {
            return 1;
        }

        if (!definitions.TryGetValue(value, out Instruction? definition) || uses[value] != 1)
        {
            return null;
        }

        switch (definition)
        {
            case Compute { Operation: BinaryOperation { Operator: BinaryOperator.Add } } addition:
                return PassesOn(addition.Operands[0], sum, uses, definitions) ?? PassesOn(addition.Operands[1], sum, uses, definitions);
            case Compute { Operation: BinaryOperation { Operator: BinaryOperator.Subtract } } subtraction:
                return PassesOn(subtraction.Operands[0], sum, uses, definitions);
            case Branch branch:
                int position = branch.Results.Items.IndexOf(value);
                return PassesOn(branch.Then.Yields[position], sum, uses, definitions) + PassesOn(branch.Else.Yields[position], sum, uses, definitions);
            case Loop loop:
                int carried = loop.Results.Items.IndexOf(value);
                int? inside = PassesOn(loop.Body.Yields[carried], loop.Parameters[carried], uses, definitions);
                return inside == (uses.TryGetValue(loop.Parameters[carried], out int reads) ? reads : 0)
                    ? PassesOn(loop.Initial[carried], sum, uses, definitions)
                    : null;
            default:
                return null;
        }
    }
}
