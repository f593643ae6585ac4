using System;

namespace SymGrad.Programs;

/// <summary>A recurrent network (LSTM) that predicts one number at each time step.</summary>
public static partial class LongShortTermMemory
{
    /// <summary>The mean squared error of the predictions for one sequence.</summary>
    /// <param name="weights">Four blocks of rows (input, forget and output gates, candidates), each one row for each unit; the columns are
    /// the features and then the units.</param>
    /// <param name="biases">Four numbers for each unit, in the order of the rows.</param>
    /// <param name="readout">The weight of each unit in the prediction.</param>
    /// <param name="offset">What is added to the prediction.</param>
    /// <param name="inputs">One row of features for each time step.</param>
    /// <param name="targets">What should be predicted, one number for each time step.</param>
    [Loss]
    public static double SquaredError(
        [Theta] ReadOnlySpan<double> weights,
        [Theta] ReadOnlySpan<double> biases,
        [Theta] ReadOnlySpan<double> readout,
        [Theta] double offset,
        ReadOnlySpan<double> inputs,
        ReadOnlySpan<double> targets)
    {
        int units = readout.Length;
        int features = inputs.Length / targets.Length;
        Span<double> hidden = stackalloc double[units];
        Span<double> cell = stackalloc double[units];
        Span<double> gates = stackalloc double[4 * units];
        double sum = 0;
        for (int t = 0; t < targets.Length; t++)
        {
            Gates(weights, biases, inputs.Slice(t * features, features), hidden, gates);
            for (int i = 0; i < units; i++)
            {
                double input = Vectors.Sigmoid(gates[i]);
                double forget = Vectors.Sigmoid(gates[units + i]);
                double output = Vectors.Sigmoid(gates[(2 * units) + i]);
                double candidate = Math.Tanh(gates[(3 * units) + i]);
                cell[i] = (forget * cell[i]) + (input * candidate);
                hidden[i] = output * Math.Tanh(cell[i]);
            }

            double error = offset + Vectors.Dot(readout, hidden) - targets[t];
            sum += error * error;
        }

        return sum / targets.Length;
    }

    /// <summary>What goes into the four gates: W (x, h) + b.</summary>
    private static void Gates(
        ReadOnlySpan<double> weights, ReadOnlySpan<double> biases, ReadOnlySpan<double> x, ReadOnlySpan<double> hidden, Span<double> gates)
    {
        int columns = x.Length + hidden.Length;
        for (int i = 0; i < gates.Length; i++)
        {
            ReadOnlySpan<double> row = weights.Slice(i * columns, columns);
            gates[i] = biases[i] + Vectors.Dot(row[..x.Length], x) + Vectors.Dot(row[x.Length..], hidden);
        }
    }
}
