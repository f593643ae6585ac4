using System;
using System.Collections.Immutable;
using System.Linq;
using SymGrad.Generator.Differentiation.Rules;
using SymGrad.Generator.IR;

namespace SymGrad.Generator.Frontend;

/// <summary>
/// Writes what a function of arrays means as loops over the elements of its inputs. Their lengths have been checked, so that reading does not throw.
/// </summary>
/// <param name="context">The lowering that it is a part of.</param>
/// <param name="rule">The row of the function.</param>
/// <param name="inputs">Arrays of one length, and numbers that stand for an array of equal elements.</param>
/// <param name="length">The length of the arrays.</param>
internal sealed class ArrayExpansion(LoweringContext context, ArrayRule rule, ImmutableArray<Value> inputs, Value length)
{
    private FunctionBuilder Builder => context.Builder;

    private Value Zero => Builder.Constant(0);

    private ScalarType Type => Builder.TypeOf(inputs[0]);

    /// <summary>The number that the function gives, or, for one with a destination, its element at each index.</summary>
    public Value Reduce() => rule.Form switch
    {
        ArrayRuleForm.Sum => Sum(Of),
        ArrayRuleForm.Norm => Root(Sum(i => Square(Of(i)))),
        ArrayRuleForm.Cosine => Cosine(),
        ArrayRuleForm.Fold => Fold(inputs[0]),
        _ => throw new InvalidOperationException($"'{rule.Name}' has no single result."),
    };

    /// <summary>The elements that a function with a destination gives, as a function of the index.</summary>
    public Func<Value, Value> Elements()
    {
        if (rule.Form != ArrayRuleForm.SoftMax)
        {
            return Of;
        }

        // Taking out the greatest exponent changes nothing but the range, so that it counts as a constant.
        Element greatest = At(Fold(inputs[0], RulesTable.FindOfArrays("Max", 1, hasDestination: false)!)).Constant();
        Element logarithm = greatest + At(Sum(i => rule.Element([At(Read(inputs[0], i)) - greatest]).Value)).Call("Log");
        return i => rule.Element([At(Read(inputs[0], i)) - logarithm]).Value;
    }

    private Value Cosine()
    {
        Element product = At(Sum(Of));
        Element first = At(Root(Sum(i => Square(Read(inputs[0], i)))));
        Element second = At(Root(Sum(i => Square(Read(inputs[1], i)))));
        return (product / (first * second)).Value;
    }

    private Value Fold(Value array) => Fold(array, rule);

    private Value Fold(Value array, ArrayRule combination) => Loop(
        combination.Name == "Max" ? "max" : "min", Builder.Constant(1), Read(array, Zero), (i, carried) => combination.Element([At(carried), At(Read(array, i))]).Value);

    private Value Sum(Func<Value, Value> term) => Loop(
        "sum", Zero, Builder.Constant(0, Type), (i, sum) => (At(sum) + At(term(i))).Value);

    private Value Loop(string name, Value from, Value initial, Func<Value, Value, Value> next) => ((ScalarValue)context.Loops.Fold(
        from, length, new ScalarValue(initial), (i, carried) => new ScalarValue(next(i, ((ScalarValue)carried).Value)), source: null, name)).Value;

    private Value Of(Value index) => rule.Element([.. inputs.Select(x => At(Read(x, index)))]).Value;

    private Value Root(Value sumOfSquares) => At(sumOfSquares).Call(RulesTable.RootOfSquares).Value;

    private Value Square(Value value) => (At(value) * At(value)).Value;

    private Value Read(Value input, Value index) => Builder.IsArray(input)
        ? Builder.Compute(new ElementOperation(Builder.TypeOf(input)), isRepeated: true, [input, index])
        : input;

    private Element At(Value value) => new(Builder, value);
}
