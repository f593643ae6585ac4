using System;
using System.Collections.Generic;
using System.Linq;
using SymGrad.Generator.IR;
using SymGrad.Generator.Simplification.NormalForm;

namespace SymGrad.Generator.Analysis.Structure;

/// <summary>
/// The degree in θ of every value and of the elements of every array, through loops: an upper bound, found by running the function on
/// degrees instead of numbers until nothing changes. Inside an iteration the normal form sees what cancels.
/// </summary>
internal sealed class DegreeAnalysis
{
    // Loops that run more often than this, or not known how often, are run until the degrees settle, and what does not settle is unbounded.
    private const int MostExactIterations = 64;

    // Arrays whose degrees still grow after so many rounds are filled from themselves.
    private const int MostRounds = 8;

    private readonly Function function;
    private readonly NormalForms forms;
    private readonly ArrayRoots roots;
    private readonly DegreeRules rules;
    private readonly Dictionary<Value, ConstantOperation> constants = [];
    private readonly Dictionary<Loop, Degrees[]> settled = new(ByReference.Comparer);
    private bool hasStored;
    private bool isWidening;

    private DegreeAnalysis(Function function, NormalForms forms, bool withPairs)
    {
        this.function = function;
        this.forms = forms;
        roots = new ArrayRoots(function);
        Variables = new DegreeVariables(function, forms.Reads, withPairs);
        rules = new DegreeRules(function, forms, roots, Variables);
        foreach (Compute compute in function.Body.Flatten().OfType<Compute>())
        {
            if (compute.Operation is ConstantOperation constant)
            {
                constants.Add(compute.Result, constant);
            }
        }
    }

    /// <summary>What degrees are counted in.</summary>
    public DegreeVariables Variables { get; }

    /// <param name="function">The function.</param>
    /// <param name="forms">Its normal forms.</param>
    /// <param name="withPairs">Whether degrees are counted in each two parameters together, too.</param>
    public static DegreeAnalysis Analyze(Function function, NormalForms forms, bool withPairs = false)
    {
        var analysis = new DegreeAnalysis(function, forms, withPairs);
        int rounds = 0;
        do
        {
            analysis.hasStored = false;
            analysis.isWidening = ++rounds > MostRounds;
            analysis.Visit(function.Body, ParameterSet.Empty);
        }
        while (analysis.hasStored);
        return analysis;
    }

    /// <summary>The degree of a number in all parameters in θ together, or null when it is not known to be a polynomial in them.</summary>
    public int? InTheta(Value value) => Bounded(Of(value)[DegreeVariables.Joint]);

    /// <summary>The degree of a number in one parameter in θ, the others held fixed.</summary>
    public int? InParameter(Value value, int parameter) => Bounded(Of(value)[Variables.KindOf(parameter)]);

    /// <summary>The degree of a number in two parameters in θ together, the one that comes first given first.</summary>
    public int? InParameters(Value value, int left, int right) => Bounded(Of(value)[Variables.KindOf(left, right)]);

    /// <summary>The degree in functions of θ alone: one that is bounded makes the value a sum of products of such with functions of data.</summary>
    public int? InLifted(Value value) => Bounded(Of(value)[DegreeVariables.Lifted]);

    /// <summary>The degrees of a number, or of the elements of an array.</summary>
    public Degrees Of(Value value) => function.IsArray(value) ? rules.OfElements(value) : rules.Of(forms[value]);

    private static int? Bounded(int degree) => degree == Degrees.Unbounded ? null : degree;

    /// <param name="region">The region.</param>
    /// <param name="deciders">The parameters that decide if, or how often, it runs.</param>
    private void Visit(Region region, ParameterSet deciders)
    {
        foreach (Instruction instruction in region.Instructions)
        {
            switch (instruction)
            {
                case Branch branch:
                    ParameterSet both = deciders.Union(forms.Reads.Of(branch.Condition));
                    Visit(branch.Then, both);
                    Visit(branch.Else, both);
                    break;
                case Loop loop:
                    Visit(loop, deciders);
                    break;
                case Store store:
                    ParameterSet place = deciders.Union(forms.Reads.Of(store.Index)).Union(forms.Reads.OfPlace(store.Array));
                    hasStored |= rules.Store(roots.Of(store.Array), Variables.Decided(Of(store.Stored), place), isWidening);
                    break;
                case Compute or Guard or Check:
                    break;
                default:
                    throw new InvalidOperationException($"The analysis of degrees has no case for {instruction.GetType().Name}.");
            }
        }
    }

    private void Visit(Loop loop, ParameterSet deciders)
    {
        ParameterSet count = forms.Reads.OfCount(loop);
        if (loop.Header is CountedHeader counted)
        {
            rules.Set(counted.Index, Variables.Decided(Degrees.Zero(Variables.Count), count));
        }

        int[] numbers = [.. Enumerable.Range(0, loop.Results.Count).Where(i => !function.IsArray(loop.Results[i]))];
        Degrees[] state = Run(loop, numbers, [.. numbers.Select(i => Of(loop.Initial[i]))], deciders.Union(count));
        for (int k = 0; k < numbers.Length; k++)
        {
            int i = numbers[k];
            bool isCarriedAsItIs = loop.Body.Yields[i] == loop.Parameters[i];
            rules.Set(loop.Results[i], isCarriedAsItIs ? state[k] : Variables.Decided(state[k], count));
        }
    }

    private Degrees[] Run(Loop loop, int[] numbers, Degrees[] state, ParameterSet deciders)
    {
        int? exact = IterationCount(loop) is { } known && known <= MostExactIterations ? known : null;
        if (exact is null && settled.TryGetValue(loop, out Degrees[]? before))
        {
            state = [.. state.Zip(before, (s, b) => s.Join(b))];
        }

        for (int iteration = 0; exact is null || iteration < exact; iteration++)
        {
            for (int k = 0; k < numbers.Length; k++)
            {
                rules.Set(loop.Parameters[numbers[k]], state[k]);
            }

            if (loop.Header is WhileHeader header)
            {
                Visit(header.Condition, deciders);
            }

            Visit(loop.Body, deciders);
            Degrees[] next = [.. numbers.Select(i => Of(loop.Body.Yields[i]))];
            if (exact is null)
            {
                bool widens = iteration > numbers.Length;
                next = [.. next.Zip(state, (n, s) => widens ? n.Join(s).UnboundedWhere(kind => n[kind] > s[kind]) : n.Join(s))];
            }

            if (next.SequenceEqual(state))
            {
                break;
            }

            state = next;
        }

        settled[loop] = state;
        return state;
    }

    /// <summary>How often a loop runs, where that is written in the loss.</summary>
    private int? IterationCount(Loop loop)
    {
        if (loop.Header is not CountedHeader header
            || !constants.TryGetValue(header.From, out ConstantOperation? from)
            || !constants.TryGetValue(header.To, out ConstantOperation? to))
        {
            return null;
        }

        int iterations = 0;
        for (long index = from.Bits; Goes(index, to.Bits, header.Comparison) && iterations <= MostExactIterations; index += header.Step)
        {
            iterations++;
        }

        return iterations;
    }

    private static bool Goes(long index, long to, CompareOperator comparison) => comparison switch
    {
        CompareOperator.Equal => index == to,
        CompareOperator.NotEqual => index != to,
        CompareOperator.Less => index < to,
        CompareOperator.LessOrEqual => index <= to,
        CompareOperator.Greater => index > to,
        CompareOperator.GreaterOrEqual => index >= to,
        _ => throw new InvalidOperationException($"{comparison} is not a known comparison."),
    };
}
