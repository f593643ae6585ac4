using System.Linq;

namespace SymGrad.Benchmarks.DataParts;

/// <summary>An objective whose loss computes something from the data alone, with data that may change.</summary>
public sealed class DataPartCase
{
    private static readonly EvaluationOptions OneThread = new() { MaxDegreeOfParallelism = 1 };

    private readonly Objective<double> objective;
    private readonly double[] data;
    private readonly double[] theta;
    private readonly double[] gradient;

    /// <param name="objective">The objective.</param>
    /// <param name="data">Data that it reads.</param>
    public DataPartCase(Objective<double> objective, double[] data)
    {
        this.objective = objective;
        this.data = data;
        theta = [.. Enumerable.Range(0, objective.ParameterCount).Select(i => 0.01 * (i + 1))];
        gradient = new double[theta.Length];
    }

    /// <summary>How many items there are.</summary>
    public int Count => objective.Count;

    /// <summary>A pass over a range that does not begin at a chunk, for which nothing is kept.</summary>
    public double Computed() => objective.ValueAndGradient(theta, 1.., gradient, OneThread);

    /// <summary>A pass that finds what an earlier one kept, unless data have changed since.</summary>
    public double Kept() => objective.ValueAndGradient(theta, gradient, OneThread);

    /// <summary>Changes an item of each chunk.</summary>
    public void Change()
    {
        for (int i = 0; i < data.Length; i += Objective.ChunkLength)
        {
            data[i] = data[i] == 1 ? 2 : 1;
        }
    }
}
