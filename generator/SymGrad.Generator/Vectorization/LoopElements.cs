using System.Collections.Generic;
using System.Linq;
using SymGrad.Generator.IR;

namespace SymGrad.Generator.Vectorization;

/// <summary>How many iterations a loop has that counts over 0, 1, 2…: a value of the function, or a number.</summary>
internal readonly record struct RunCount(Value? Value, int Number);

/// <summary>Elements of an array that the iterations of a loop go over: those from a start on.</summary>
/// <param name="Array">The array.</param>
/// <param name="Start">The index of the first one; null for 0.</param>
/// <param name="Indices">What computes the index in an iteration, if it is not that of the loop.</param>
internal sealed record ElementLine(Value Array, Value? Start, IReadOnlyList<Value> Indices);

/// <summary>What the iterations of a counted loop compute, and which elements of arrays they go over.</summary>
internal sealed class LoopElements
{
    private readonly CountedHeader header;
    private readonly Dictionary<Value, Compute> body;
    private readonly HashSet<Value> varying;

    public LoopElements(Loop loop)
    {
        header = (CountedHeader)loop.Header;
        Computes = [.. loop.Body.Instructions.OfType<Compute>()];
        body = Computes.ToDictionary(c => c.Result);
        varying = [header.Index, .. loop.Parameters];
        foreach (Compute compute in Computes)
        {
            if (compute.Operands.Any(varying.Contains))
            {
                varying.Add(compute.Result);
            }
        }
    }

    public IReadOnlyList<Compute> Computes { get; }

    /// <summary>What an iteration computes that is the same in each of them.</summary>
    public IEnumerable<Compute> Outside => Computes.Where(c => !varying.Contains(c.Result));

    /// <summary>Whether a value differs from one iteration to the next.</summary>
    public bool Varies(Value value) => varying.Contains(value);

    /// <summary>What computes a value in an iteration.</summary>
    public Compute? In(Value value) => body.TryGetValue(value, out Compute? compute) ? compute : null;

    /// <summary>Whether a value is an element of an array at the loop's index, or a start further on.</summary>
    public ElementLine? RunOf(Value value)
        => In(value) is { Operation: ElementOperation { IsGathered: false } } element ? RunOf(element.Operands[0], element.Operands[1]) : null;

    /// <summary>The elements that the iterations reach with an index that is the loop's, or that and a start.</summary>
    public ElementLine? RunOf(Value array, Value index)
    {
        if (varying.Contains(array))
        {
            return null;
        }

        if (index == header.Index)
        {
            return new(array, null, []);
        }

        return In(index) is { Operation: BinaryOperation { Operator: BinaryOperator.Add, IsChecked: false } } addition
            && addition.Operands.Count(o => o == header.Index) == 1 && addition.Operands.Single(o => o != header.Index) is var start && !varying.Contains(start)
                ? new(array, start, [index])
                : null;
    }

    /// <summary>Whether the given values, and what is the same in each iteration, are all that is computed, and that can be computed before the loop.</summary>
    public bool IsAllOf(HashSet<Value> used)
        => Computes.All(c => varying.Contains(c.Result) ? used.Contains(c.Result) : !used.Contains(c.Result) && !c.Operation.IsOrdered);

    /// <summary>How often a loop runs whose index takes the values 0, 1, 2… in this order or backwards; null for other loops.</summary>
    public static RunCount? CountOf(CountedHeader header, ValueMap<Compute> definitions)
    {
        return header switch
        {
            { Step: 1, Comparison: CompareOperator.Less, StepsFirst: false } when IsZero(header.From) => new(header.To, 0),
            { Step: 1, Comparison: CompareOperator.LessOrEqual, StepsFirst: false } when IsZero(header.From) => AfterLast(header.To),
            { Step: -1, Comparison: CompareOperator.GreaterOrEqual, StepsFirst: false } when IsZero(header.To) => AfterLast(header.From),
            { Step: -1, Comparison: CompareOperator.Greater, StepsFirst: true } when IsZero(header.To) => new(header.From, 0),
            _ => null,
        };

        bool IsZero(Value value) => Definition(value)?.Operation is ConstantOperation { Bits: 0 };

        Compute? Definition(Value value) => definitions.TryGetValue(value, out Compute? definition) ? definition : null;

        // Only of numbers for which this can't wrap around.
        RunCount? AfterLast(Value last) => Definition(last) switch
        {
            { Operation: ConstantOperation { Bits: >= 0 and < int.MaxValue } constant } => new(null, (int)constant.Bits + 1),
            { Operation: BinaryOperation { Operator: BinaryOperator.Subtract } } difference
                when Definition(difference.Operands[1])?.Operation is ConstantOperation { Bits: 1 } && Definition(difference.Operands[0])?.Operation is LengthOperation
                => new(difference.Operands[0], 0),
            _ => null,
        };
    }
}
