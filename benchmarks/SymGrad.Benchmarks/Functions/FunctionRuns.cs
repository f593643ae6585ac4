using System;
using System.Linq;

namespace SymGrad.Benchmarks.Functions;

/// <summary>Ways to compute a function of 1,024 numbers in the first-level cache; each returns one of the results.</summary>
public sealed class FunctionRuns
{
    /// <summary>How many numbers there are.</summary>
    public const int Count = 1024;

    private readonly FunctionCase measured;
    private readonly double[] x;
    private readonly double[] results = new double[Count];

    /// <summary>Makes the arguments.</summary>
    public FunctionRuns(FunctionCase measured)
    {
        this.measured = measured;
        x = [.. Enumerable.Range(0, Count).Select(i => measured.Minimum + ((measured.Maximum - measured.Minimum) * (i * 389 % Count) / Count))];
    }

    /// <summary>In vectors, as objectives do.</summary>
    public double Vectors() => Apply(measured.Vectors);

    /// <summary>By TensorPrimitives, if it has the function.</summary>
    public double Tensors() => Apply(measured.Tensors ?? throw new InvalidOperationException($"TensorPrimitives has no {measured.Name}."));

    /// <summary>By a call for each number.</summary>
    public double Calls()
    {
        for (int i = 0; i < x.Length; i++)
        {
            results[i] = measured.Calls(x[i]);
        }

        return results[Count / 2];
    }

    private double Apply(ArrayFunction function)
    {
        function(x, results);
        return results[Count / 2];
    }
}
