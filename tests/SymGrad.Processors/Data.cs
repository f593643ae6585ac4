using System;
using System.Collections.Generic;
using static SymGrad.Processors.Losses;

namespace SymGrad.Processors;

/// <summary>The same numbers in every process, in arrays or in other memory.</summary>
/// <param name="count">How many items there are.</param>
/// <param name="width">How long their rows are.</param>
/// <param name="guard">Null for arrays; otherwise whether memory that must not be touched lies right behind the numbers, or else right before.</param>
internal sealed class Data(int count, int width, bool? guard) : IDisposable
{
    private readonly List<IDisposable> guarded = [];
    private readonly double[] x = Numbers(count, 1);
    private readonly double[] y = Numbers(count, 2);
    private readonly double[] rows = Numbers(count * width, 3);

    /// <summary>An objective of each loss.</summary>
    public Objective[] Objectives =>
    [
        new HuberObjective(Column.From(In(x)), Column.From(In(y))),
        new LogisticObjective(Column.From(In(x)), Column.From(In(y))),
        new SingleLogisticObjective(Column.From(In(Single(x))), Column.From(In(Single(y)))),
        new CountsObjective(Column.From(In(Single(x))), Column.From(In(Array.ConvertAll(y, v => (int)(8 * v))))),
        new FunctionsObjective(Column.From(In(x)), Column.From(In(y))),
        new RowsObjective(SymGrad.Rows.Of(In(rows), width), Column.From(In(y)), width),
        new SingleRowsObjective(SymGrad.Rows.Of(In(Single(rows)), width), Column.From(In(Single(y))), width),
        new ElementsObjective(SymGrad.Rows.Of(In(rows), width), Column.From(In(y)), width),
        new NetworkObjective(SymGrad.Rows.Of(In(rows), width), Column.From(In(y)), 7 * width, 7),
    ];

    public static double[] Numbers(int count, int seed)
    {
        var random = new Random(seed);
        double[] numbers = new double[count];
        for (int i = 0; i < count; i++)
        {
            numbers[i] = random.NextDouble() - 0.5;
        }

        return numbers;
    }

    public static float[] Single(double[] numbers) => Array.ConvertAll(numbers, v => (float)v);

    public void Dispose() => guarded.ForEach(memory => memory.Dispose());

    private ReadOnlyMemory<T> In<T>(T[] values)
        where T : unmanaged
    {
        if (guard is not { } atEnd)
        {
            return values;
        }

        var memory = new GuardedMemory<T>(values, atEnd);
        guarded.Add(memory);
        return memory.Memory;
    }
}
