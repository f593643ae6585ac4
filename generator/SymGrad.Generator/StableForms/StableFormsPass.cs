using System.Collections.Generic;
using System.Linq;
using SymGrad.Generator.Analysis;
using SymGrad.Generator.IR;
using SymGrad.Generator.Simplification;

namespace SymGrad.Generator.StableForms;

/// <summary>
/// Puts stable forms in the place of what they are equal to, through locals and helpers, which are gone by now. What does not depend on θ, or has no
/// row in the table, stays as the user wrote it, bit for bit.
/// </summary>
internal sealed partial class StableFormsPass : FunctionCopier
{
    private readonly Activity activity;
    private readonly TermBuilder terms;
    private readonly HashSet<Value> sumsOfSquares = [];
    private readonly Dictionary<Value, Value> logarithmsOfSums = [];
    private readonly ValueMap<Compute> definitions;
    private readonly HashSet<Value> found;
    private readonly List<(Value Original, Value Stable, StableForm Form)> replaced = [];
    private readonly HashSet<object> loopsWithoutLogarithm;
    private readonly ElementForms elements;

    private StableFormsPass(Function source, FunctionBuilder builder, HashSet<object> loopsWithoutLogarithm)
        : base(source, builder)
    {
        this.loopsWithoutLogarithm = loopsWithoutLogarithm;
        activity = Activity.Analyze(source);
        terms = new TermBuilder(builder);
        definitions = source.Computes();
        elements = new ElementForms(source);
        found = [.. source.Body.Flatten().OfType<Loop>().SelectMany(loop => loop.Results)];
    }

    /// <summary>The loss with stable forms, and what has been replaced by them; nothing where the table has no row for it.</summary>
    public static StableLoss Apply(Function loss) => Apply(loss, new HashSet<object>(ByReference.Comparer));

    /// <param name="loss">The loss.</param>
    /// <param name="loopsWithoutLogarithm">Loops that add up exponentials of whose sum nobody takes the logarithm: they stay as they are.</param>
    private static StableLoss Apply(Function loss, HashSet<object> loopsWithoutLogarithm)
    {
        var builder = new FunctionBuilder(loss.Name);
        var pass = new StableFormsPass(loss, builder, loopsWithoutLogarithm);
        pass.CopyParameters();
        pass.CopyInstructions(loss.Body);
        if (pass.replaced.Count == 0)
        {
            return new StableLoss(loss, []);
        }

        Function stable = builder.Build(pass.Map(loss.Body.Yields));
        HashSet<Value> used = UsedValues(stable);
        List<Loop> unused = [.. pass.logarithms.Where(l => !used.Contains(l.Logarithm)).Select(l => l.Loop)];
        if (unused.Count > 0)
        {
            loopsWithoutLogarithm.UnionWith(unused);
            return Apply(loss, loopsWithoutLogarithm);
        }

        return new StableLoss(
            stable.UsesMemory() ? UnreadArrays.Remove(stable) : stable, [.. pass.replaced.Where(r => used.Contains(r.Stable)).Select(r => new ReplacedForm(r.Original, r.Form)).Distinct()]);
    }

    protected override void Copy(Instruction instruction)
    {
        if (instruction is Compute element && elements.Of(element.Result) is { } form && (isFormula || elements.IsHelped(element.Result)))
        {
            Define(element.Result, form.IsOwn ? this[form.Form.Stored] : ElementAt(form.Form, this[element.Operands[1]]));
            return;
        }

        if (isFormula && instruction is Compute { Operation: ExpansionOperation } expansion)
        {
            Define(expansion.Result, this[expansion.Operands[1]]);
            return;
        }

        if (instruction is Compute { Operation: UnaryOperation or BinaryOperation or FunctionOperation } compute
            && compute.Operation.Type.IsFloating() && activity.IsActive(compute.Result))
        {
            var match = new StableMatch(terms, compute.Operation, [.. compute.Operands.Select(Meaning)], sumsOfSquares, logarithmsOfSums);
            foreach (StableForm row in StableFormsTable.All.Where(f => !f.IsExact || replaced.Count > 0))
            {
                if (row.Apply(match) is { } stable)
                {
                    Define(compute.Result, stable);
                    if (row.IsExact)
                    {
                        PassOn(this[compute.Operands[0]], stable);
                    }
                    else
                    {
                        replaced.Add((compute.Result, stable, row));
                    }

                    return;
                }
            }
        }

        if (isSecondPass && instruction is Compute repeated)
        {
            Define(repeated.Result, Builder.Compute(repeated.Operation, isRepeated: true, MapAll(repeated.Operands)));
            return;
        }

        base.Copy(instruction);
    }

    protected override void CopyLoop(Loop loop)
    {
        int[] sums = [.. Enumerable.Range(0, loop.Results.Count).Where(i => AddedExponent(loop, i) is not null)];
        if (sums.Length == 0 || loopsWithoutLogarithm.Contains(loop))
        {
            base.CopyLoop(loop);
        }
        else if (CanRunTwice(loop))
        {
            CopyInTwoPasses(loop, loop, sums);
        }
        else if (ExponentsOf(loop, sums) is { } exponents)
        {
            CopyInTwoPasses(exponents, loop, sums);
        }
        else
        {
            CopyWithLogarithms(loop, sums);
        }

        for (int i = 0; i < loop.Results.Count; i++)
        {
            if (AddsSquares(loop, i))
            {
                sumsOfSquares.Add(this[loop.Results[i]]);
            }
        }
    }

    /// <summary>What took the place of a value went into another one as it is: that one stands for it now.</summary>
    private void PassOn(Value before, Value after)
    {
        for (int i = 0; i < replaced.Count; i++)
        {
            if (replaced[i].Stable == before)
            {
                replaced[i] = replaced[i] with { Stable = after };
            }
        }
    }

    /// <summary>Where a loop starts a sum from 0 and adds an exponential in each iteration, the exponent; null where it does not.</summary>
    private Value? AddedExponent(Loop loop, int carried)
    {
        if (!StartsFromZero(loop, carried) || !activity.IsActive(loop.Results[carried])
            || DefinitionOf(loop.Body.Yields[carried]) is not { Operation: BinaryOperation { Operator: BinaryOperator.Add } } sum)
        {
            return null;
        }

        Value? added = sum.Operands[0] == loop.Parameters[carried] ? sum.Operands[1]
            : sum.Operands[1] == loop.Parameters[carried] ? sum.Operands[0]
            : null;
        return added is { } value && elements.MeaningOf(value) is { Operation: FunctionOperation { Rule: "Exp" } } exponential
            && !IsDifferenceToFound(exponential.Operands[0])
                ? exponential.Operands[0]
                : null;
    }

    /// <summary>Whether the user takes out what an earlier loop has found, the greatest exponent as a rule: then nothing overflows.</summary>
    private bool IsDifferenceToFound(Value value)
        => DefinitionOf(value) is { Operation: BinaryOperation { Operator: BinaryOperator.Subtract } } difference
            && (found.Contains(difference.Operands[1])
                || DefinitionOf(difference.Operands[1]) is { Operation: FunctionOperation { Rule: "Max" or FunctionOperation.StopGradient } });

    private bool StartsFromZero(Loop loop, int carried)
        => DefinitionOf(loop.Initial[carried])?.Operation is ConstantOperation zero && zero.Is(0);

    private Compute? DefinitionOf(Value value) => definitions.TryGetValue(value, out Compute? definition) ? definition : null;

    /// <summary>Whether a loop starts from 0 and adds a square in each iteration.</summary>
    private bool AddsSquares(Loop loop, int carried)
        => StartsFromZero(loop, carried)
            && DefinitionOf(loop.Body.Yields[carried]) is { Operation: BinaryOperation { Operator: BinaryOperator.Add } } sum
            && ((sum.Operands[0] == loop.Parameters[carried] && IsSquare(sum.Operands[1]))
                || (sum.Operands[1] == loop.Parameters[carried] && IsSquare(sum.Operands[0])));

    private bool IsSquare(Value value)
        => DefinitionOf(value) is { Operation: BinaryOperation { Operator: BinaryOperator.Multiply } } product && product.Operands[0] == product.Operands[1];

    /// <summary>What results and effects need: a form that only went into another one is not worth a word.</summary>
    private static HashSet<Value> UsedValues(Function function)
    {
        Dictionary<Value, Compute> computes = [];
        var open = new Stack<Value>(function.Body.Yields);
        foreach (Instruction instruction in function.Body.Flatten())
        {
            if (instruction is Compute compute)
            {
                computes.Add(compute.Result, compute);
            }
            else
            {
                foreach (Value operand in instruction.Operands().Concat(instruction.Inner().SelectMany(r => r.Yields)))
                {
                    open.Push(operand);
                }
            }
        }

        HashSet<Value> used = [];
        while (open.Count > 0)
        {
            Value value = open.Pop();
            if (used.Add(value) && computes.TryGetValue(value, out Compute? definition))
            {
                foreach (Value operand in definition.Operands)
                {
                    open.Push(operand);
                }
            }
        }

        return used;
    }
}
