using System;
using System.Collections.Generic;
using System.Linq;
using SymGrad.Generator.IR;

namespace SymGrad.Generator.Analysis;

/// <summary>
/// Which parameters can change a value, through the computation as it is written or through the way that control takes: the colours. An
/// array has two of them, for its elements and for which piece of memory it is (its length included). The length of an array in θ is the
/// same for all items and in all passes; that of an array of data is data.
/// </summary>
internal sealed class ReadSets
{
    private readonly Function function;
    private readonly ArrayRoots roots;
    private readonly ParameterSet[] reads;
    private readonly Dictionary<Value, ParameterSet> contents = [];
    private readonly ParameterSet theta;
    private bool hasChanged;

    private ReadSets(Function function)
    {
        this.function = function;
        roots = new ArrayRoots(function);
        reads = new ParameterSet[function.Values.Count];
        for (int i = 0; i < function.Parameters.Count; i++)
        {
            var parameter = ParameterSet.Of(i);
            bool isTheta = function.Parameters[i].IsTheta;
            theta = isTheta ? theta.Union(parameter) : theta;
            bool isExtent = function.Parameters[i].Role == ParameterRole.Extent;
            contents[new Value(i)] = isExtent ? ParameterSet.Empty : parameter;
            reads[i] = isExtent || (isTheta && function.IsArray(new Value(i))) ? ParameterSet.Empty : parameter;
        }
    }

    /// <summary>The parameters in θ.</summary>
    public ParameterSet Theta => theta;

    public static ReadSets Analyze(Function function)
    {
        var sets = new ReadSets(function);

        // What a later iteration or statement stores, an earlier one may read.
        do
        {
            sets.hasChanged = false;
            sets.Visit(function.Body, ParameterSet.Empty);
        }
        while (sets.hasChanged);
        return sets;
    }

    /// <summary>The parameters that can change a number, or the elements of an array.</summary>
    public ParameterSet Of(Value value)
        => function.IsArray(value) ? reads[value.Index].Union(ContentsOf(roots.Of(value))) : reads[value.Index];

    /// <summary>The parameters that can change where in memory an array lies, and how long it is.</summary>
    public ParameterSet OfPlace(Value array) => reads[array.Index];

    /// <summary>What can change how often a loop runs.</summary>
    public ParameterSet OfCount(Loop loop) => loop.Header switch
    {
        CountedHeader header => Of(header.From).Union(Of(header.To)),
        WhileHeader header => Of(header.Condition.Yields),
        _ => throw new InvalidOperationException($"The colours have no case for {loop.Header.GetType().Name}."),
    };

    public Dependence DependenceOf(Value value)
    {
        ParameterSet all = Of(value);
        ParameterSet onTheta = all.Intersect(theta);
        return new(onTheta, function.TypeOf(value).IsFloating() ? onTheta : ParameterSet.Empty, !theta.Includes(all));
    }

    /// <summary>The colour of a number, or of the elements of an array.</summary>
    public Colour ColourOf(Value value) => DependenceOf(value).Colour;

    private ParameterSet Of(IEnumerable<Value> values) => values.Aggregate(ParameterSet.Empty, (all, value) => all.Union(Of(value)));

    private ParameterSet ContentsOf(Value root) => contents.TryGetValue(root, out ParameterSet stored) ? stored : ParameterSet.Empty;

    /// <param name="region">The region.</param>
    /// <param name="deciders">What can change if, or how often, it runs.</param>
    private void Visit(Region region, ParameterSet deciders)
    {
        foreach (Instruction instruction in region.Instructions)
        {
            switch (instruction)
            {
                case Compute { Operation: AllocateOperation { Filling: not null } } filled:
                    Mark(filled.Result, Of(filled.Operands[0]));
                    AddContents(filled.Result, deciders.Union(Of(filled.Operands)));
                    break;
                case Compute compute:
                    Mark(compute.Result, ReadBy(compute));
                    break;
                case Branch branch:
                    ParameterSet condition = Of(branch.Condition);
                    Visit(branch.Then, deciders.Union(condition));
                    Visit(branch.Else, deciders.Union(condition));
                    for (int i = 0; i < branch.Results.Count; i++)
                    {
                        Mark(branch.Results[i], condition.Union(Flow(branch.Then.Yields[i])).Union(Flow(branch.Else.Yields[i])));
                    }

                    break;
                case Loop loop:
                    Visit(loop, deciders);
                    break;
                case Store store:
                    AddContents(
                        roots.Of(store.Array), deciders.Union(Of(store.Index)).Union(OfPlace(store.Array)).Union(Of(store.Stored)));
                    break;
                case Guard guard:
                    Visit(guard.Failure, deciders.Union(Of(guard.Condition)));
                    break;
                case Check:
                    break;
                default:
                    throw new InvalidOperationException($"The colours have no case for {instruction.GetType().Name}.");
            }
        }
    }

    private void Visit(Loop loop, ParameterSet deciders)
    {
        if (loop.Header is WhileHeader repeated)
        {
            Visit(repeated.Condition, deciders);
        }

        // Which iterations there are is decided by the count: θᵏ for each k below a number that data give is not one function of θ.
        ParameterSet count = OfCount(loop);
        if (loop.Header is CountedHeader counted)
        {
            Mark(counted.Index, count);
        }

        Visit(loop.Body, deciders.Union(count));
        for (int i = 0; i < loop.Results.Count; i++)
        {
            ParameterSet carried = count.Union(Flow(loop.Initial[i])).Union(Flow(loop.Body.Yields[i]));
            Mark(loop.Parameters[i], carried);
            Mark(loop.Results[i], carried);
        }
    }

    private void AddContents(Value root, ParameterSet stored)
    {
        ParameterSet before = ContentsOf(root);
        contents[root] = before.Union(stored);
        hasChanged |= !before.Equals(contents[root]);
    }

    private ParameterSet ReadBy(Compute compute) => compute.Operation switch
    {
        LengthOperation => OfPlace(compute.Operands[0]),
        SliceOperation => OfPlace(compute.Operands[0]).Union(Of(compute.Operands.Skip(1))),
        _ => Of(compute.Operands),
    };

    /// <summary>What a variable gets with a value: of an array, the place and not the elements, which have one set for each memory.</summary>
    private ParameterSet Flow(Value value) => reads[value.Index];

    private void Mark(Value value, ParameterSet set)
    {
        ParameterSet before = reads[value.Index];
        ParameterSet after = before.Union(set);
        if (!after.Equals(before))
        {
            reads[value.Index] = after;
            hasChanged = true;
        }
    }
}
