using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using SymGrad.Generator.Differentiation.Rules;
using SymGrad.Generator.IR;

namespace SymGrad.Generator.StableForms;

/// <summary>Loops that add up exponentials: they find the logarithms of their sums as well, for those who ask for them.</summary>
internal sealed partial class StableFormsPass
{
    private readonly List<(Loop Loop, Value Logarithm)> logarithms = [];

    /// <summary>Whether a loop is copied that runs for the second time: what it computes has been computed before, and so can't throw.</summary>
    private bool isSecondPass;

    /// <summary>Whether a loop only computes, and its exponents cost little next to the exponentials: then it may run twice.</summary>
    private static bool CanRunTwice(Loop loop) => loop.Inner().SelectMany(r => r.Flatten()).All(
        i => i is Branch or Guard or Check or Compute { Operation: not (CallOperation or AllocateOperation or ArrayFunctionOperation) });

    /// <summary>
    /// As one does it by hand: the first loop finds the greatest exponent, and the second one adds up what is left without it. Nothing overflows, and nothing
    /// has to be recorded: the logarithm is that of the sum, and the greatest exponent, which cancels, counts as a constant.
    /// </summary>
    /// <param name="repeated">What runs twice: the loop itself, or one that computes its exponents and nothing else.</param>
    /// <param name="loop">The loop.</param>
    /// <param name="sums">Which of what it carries are the sums.</param>
    private void CopyInTwoPasses(Loop repeated, Loop loop, int[] sums)
    {
        Value[] greatest = Run("greatest", [.. sums.Select(i => Extreme(loop, i, double.MinValue))], k => (before, exponent) => before.Call("Max", exponent));

        // Where an exponent is infinite, its exponential says so itself.
        Term[] constants =
        [
            .. sums.Zip(greatest, (i, g) => Constant(new Term(terms, g).Call("Min", new Term(terms, Extreme(loop, i, double.MaxValue))))),
        ];
        bool isNested = isSecondPass;
        isSecondPass = true;
        Value[] rest = Run(
            null,
            [.. sums.Select(i => Builder.Constant(0.0, Source.TypeOf(loop.Results[i])))],
            k => (before, exponent) => before + (exponent - constants[k]).Call("Exp"));
        isSecondPass = isNested;
        if (!ReferenceEquals(repeated, loop))
        {
            base.CopyLoop(loop);
        }

        for (int k = 0; k < sums.Length; k++)
        {
            Note(loop, sums[k], (constants[k] + new Term(terms, rest[k]).Call("Log")).Value);
        }

        Value[] Run(string? name, Value[] start, Func<int, Func<Term, Term, Term>> next) => CopyCarrying(
            repeated,
            start,
            [.. sums.Select(i => name ?? NameOf(loop.Results[i]))],
            carried => [.. sums.Select((i, k) => next(k)(new Term(terms, carried[k]), ExponentOf(loop, i)).Value)]);
    }

    /// <summary>A loop that computes the exponents of one with effects, and nothing else; null where they take more of it.</summary>
    private Loop? ExponentsOf(Loop loop, int[] sums)
    {
        if (loop.Header is not CountedHeader)
        {
            return null;
        }

        HashSet<Compute> needed = new(ByReference.Comparer);
        foreach (int sum in sums)
        {
            if (elements.FormulaOf(loop, AddedExponent(loop, sum)!.Value) is not { } formula)
            {
                return null;
            }

            needed.UnionWith(formula);
        }

        return new Loop([], [], [], loop.Header, new Region([.. loop.Body.Instructions.Where(i => i is Compute compute && needed.Contains(compute))], []));
    }

    /// <summary>The loop carries the logarithms of its sums, each from the one before.</summary>
    private void CopyWithLogarithms(Loop loop, int[] sums)
    {
        Value[] results = CopyCarrying(
            loop,
            [.. sums.Select(i => Builder.Constant(double.NegativeInfinity, Source.TypeOf(loop.Results[i])))],
            [.. sums.Select(i => "log" + char.ToUpperInvariant(NameOf(loop.Results[i])[0]) + NameOf(loop.Results[i]).Substring(1))],
            carried => [.. sums.Select((i, k) => new Term(terms, carried[k]).Call("LogSumExp", ExponentOf(loop, i)).Value)]);
        for (int k = 0; k < sums.Length; k++)
        {
            Note(loop, sums[k], results[k]);
        }
    }

    /// <summary>Copies a loop that carries more than it does, and returns that after the loop.</summary>
    /// <param name="loop">The loop.</param>
    /// <param name="start">What else it carries, before the first iteration.</param>
    /// <param name="names">What that is called.</param>
    /// <param name="next">What that is after an iteration, from what it is before it.</param>
    private Value[] CopyCarrying(Loop loop, Value[] start, string[] names, Func<Value[], Value[]> next)
    {
        List<Value> initial = [.. Map(loop.Initial), .. start];
        BindParameters(loop);
        Value[] carried = [.. start.Select(s => Builder.NewBoundValue(Builder.TypeOf(s)))];
        LoopHeader header = CopyHeader(loop.Header);
        Builder.BeginRepeatedRegion();
        CopyInstructions(loop.Body);
        Value[] after = next(carried);
        Region body = Builder.EndRegion([.. Map(loop.Body.Yields), .. after]);
        ImmutableArray<Value> results = Builder.Loop(initial, [.. Map(loop.Parameters), .. carried], header, body);
        DefineAll(loop.Results, results.Take(loop.Results.Count));
        Value[] added = [.. results.Skip(loop.Results.Count)];
        for (int k = 0; k < names.Length; k++)
        {
            Builder.Name(carried[k], names[k], isDeclared: false);
            Builder.Name(added[k], names[k], isDeclared: false);
        }

        return added;
    }

    private string NameOf(Value sum) => Source.Values[sum.Index].Name ?? "sum";

    private void Note(Loop loop, int sum, Value logarithm)
    {
        logarithmsOfSums[this[loop.Results[sum]]] = logarithm;
        logarithms.Add((loop, logarithm));
    }

    private Term ExponentOf(Loop loop, int sum) => new(terms, this[AddedExponent(loop, sum)!.Value]);

    private Term Constant(Term value)
    {
        Builder.Name(value.Value, "shift", isDeclared: false);
        Value constant = Builder.Compute(new FunctionOperation(FunctionOperation.StopGradient, value.Type, "{0}"), value.Value);
        Builder.Name(constant, "shift", isDeclared: false);
        return new(terms, constant);
    }

    /// <summary>The greatest or least number of a type, by that of double.</summary>
    private Value Extreme(Loop loop, int sum, double ofDouble)
    {
        ScalarType type = Source.TypeOf(loop.Results[sum]);
        return Builder.Constant(type == ScalarType.Single ? (ofDouble > 0 ? float.MaxValue : float.MinValue) : ofDouble, type);
    }
}
