using System;
using System.Collections.Generic;
using System.Linq;
using SymGrad.Generator.IR;

namespace SymGrad.Generator.Analysis;

/// <summary>How a value varies with a set of parameters, in the order in which one takes in the others.</summary>
internal enum Variation
{
    /// <summary>Not at all.</summary>
    None,

    /// <summary>As an affine function of them jointly, with coefficients that they have no part in.</summary>
    Affine,

    /// <summary>In some other way, or in one that is not known.</summary>
    Other,
}

/// <summary>
/// Which values are affine in a set of parameters jointly, through loops and arrays, as they are written: nothing is multiplied out and
/// nothing cancels. An array varies as the element that varies most.
/// </summary>
internal sealed class AffineDependence
{
    private readonly Function function;
    private readonly ArrayRoots roots;
    private readonly Variation[] variations;
    private readonly Dictionary<int, Variation> recordings = [];
    private bool hasChanged;

    private AffineDependence(Function function)
    {
        this.function = function;
        roots = new ArrayRoots(function);
        variations = new Variation[function.Values.Count];
    }

    /// <summary>How every value varies with the given parameters.</summary>
    public static AffineDependence Analyze(Function function, IEnumerable<int> parameters)
    {
        var dependence = new AffineDependence(function);
        foreach (int i in parameters)
        {
            dependence.variations[i] = Variation.Affine;
        }

        // What a later iteration yields or stores, an earlier instruction may read; variations only ever grow.
        do
        {
            dependence.hasChanged = false;
            dependence.Visit(function.Body, isDecided: false);
        }
        while (dependence.hasChanged);
        return dependence;
    }

    public Variation Of(Value value) => variations[function.IsArray(value) ? roots.Of(value).Index : value.Index];

    /// <param name="region">The region.</param>
    /// <param name="isDecided">Whether the parameters decide if, or how often, it runs.</param>
    private void Visit(Region region, bool isDecided)
    {
        foreach (Instruction instruction in region.Instructions)
        {
            switch (instruction)
            {
                case Compute compute:
                    Mark(compute.Result, Of(compute));
                    break;
                case Branch branch:
                    bool isChosen = Varies(branch.Condition);
                    Visit(branch.Then, isDecided || isChosen);
                    Visit(branch.Else, isDecided || isChosen);
                    for (int i = 0; i < branch.Results.Count; i++)
                    {
                        Mark(branch.Results[i], isChosen ? Variation.Other : Largest(branch.Then.Yields[i], branch.Else.Yields[i]));
                    }

                    break;
                case Loop loop:
                    Visit(loop, isDecided);
                    break;
                case Store store:
                    Mark(roots.Of(store.Array), isDecided || Varies(store.Index) ? Variation.Other : Of(store.Stored));
                    break;
                case Record record:
                    Mark(record.Recording, isDecided ? Variation.Other : Of(record.Recorded));
                    break;
                case Replay replay:
                    Mark(replay.Result, isDecided ? Variation.Other : RecordedIn(replay.Recording));
                    break;
                case PullbackCall call:
                    Variation all = isDecided || call.Arguments.Append(call.Adjoint).Any(Varies) ? Variation.Other : Variation.None;
                    foreach (Value result in call.Results.Concat(call.Destinations.Select(roots.Of)))
                    {
                        Mark(result, all);
                    }

                    break;
                case Guard or Check:
                    // What is thrown is no value; the claim is about where the function is defined.
                    break;
                default:
                    throw new InvalidOperationException($"The affine dependence has no case for {instruction.GetType().Name}.");
            }
        }
    }

    private void Visit(Loop loop, bool isDecided)
    {
        bool isCountDecided = loop.Header switch
        {
            CountedHeader header => Varies(header.From) || Varies(header.To),
            WhileHeader header => header.Condition.Yields.Any(Varies),
            _ => throw new InvalidOperationException($"The affine dependence has no case for {loop.Header.GetType().Name}."),
        };
        if (loop.Header is CountedHeader counted)
        {
            Mark(counted.Index, Varies(counted.From) ? Variation.Other : Variation.None);
        }
        else if (loop.Header is WhileHeader repeated)
        {
            Visit(repeated.Condition, isDecided);
        }

        Visit(loop.Body, isDecided || isCountDecided);
        for (int i = 0; i < loop.Results.Count; i++)
        {
            Variation carried = Largest(loop.Initial[i], loop.Body.Yields[i]);
            Mark(loop.Parameters[i], carried);
            Mark(loop.Results[i], isCountDecided ? Variation.Other : carried);
        }
    }

    private Variation Of(Compute compute) => compute.Operation switch
    {
        LengthOperation => Variation.None,
        _ when !compute.Operands.Any(Varies) => Variation.None,
        ElementOperation or SliceOperation => compute.Operands.Skip(1).Any(Varies) ? Variation.Other : Of(compute.Operands[0]),
        ConvertOperation { Type: var type } => type.IsFloating() ? Of(compute.Operands[0]) : Variation.Other,
        UnaryOperation { Operator: UnaryOperator.Negate, Type: var type } => type.IsFloating() ? Of(compute.Operands[0]) : Variation.Other,
        BinaryOperation binary when binary.Type.IsFloating() => Of(binary.Operator, compute.Operands),
        SelectOperation => Varies(compute.Operands[0]) ? Variation.Other : Largest(compute.Operands[1], compute.Operands[2]),
        _ => Variation.Other,
    };

    private Variation Of(BinaryOperator @operator, EquatableArray<Value> operands) => @operator switch
    {
        BinaryOperator.Add or BinaryOperator.Subtract => Largest(operands[0], operands[1]),
        BinaryOperator.Multiply when !Varies(operands[0]) || !Varies(operands[1]) => Largest(operands[0], operands[1]),
        BinaryOperator.Divide when !Varies(operands[1]) => Of(operands[0]),
        _ => Variation.Other,
    };

    private bool Varies(Value value) => Of(value) != Variation.None;

    private Variation Largest(Value left, Value right) => Max(Of(left), Of(right));

    private Variation RecordedIn(int recording) => recordings.TryGetValue(recording, out Variation variation) ? variation : Variation.None;

    private void Mark(Value value, Variation variation)
    {
        if (variation > variations[value.Index])
        {
            variations[value.Index] = variation;
            hasChanged = true;
        }
    }

    private void Mark(int recording, Variation variation)
    {
        if (variation > RecordedIn(recording))
        {
            recordings[recording] = variation;
            hasChanged = true;
        }
    }

    private static Variation Max(Variation left, Variation right) => left > right ? left : right;
}
