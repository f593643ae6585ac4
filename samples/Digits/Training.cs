using System;
using System.Collections.Generic;
using SymGrad;

namespace Digits;

/// <summary>What is known of the network after an epoch, in which it has seen each training image once.</summary>
internal readonly record struct Epoch(int Number, double TrainingLoss, double TestLoss, double TestAccuracy);

/// <summary>Trains a network on mini-batches.</summary>
internal sealed class Training(DigitData training, DigitData test)
{
    public const int EpochCount = 30;
    private const int BatchSize = 32;

    private readonly Objective<double> objective = Network.Objective(training);
    private readonly Objective<double> testObjective = Network.Objective(test);

    public ParameterLayout Layout => objective.Parameters;

    public LossDescription Loss => objective.Loss;

    /// <summary>Trains the network, and tells of each epoch as it ends.</summary>
    public IEnumerable<Epoch> Run(Network network)
    {
        var adam = new Adam(objective.ParameterCount);
        var random = new Random(2);
        double[] gradient = new double[objective.ParameterCount];
        for (int epoch = 1; epoch <= EpochCount; epoch++)
        {
            training.Shuffle(random);
            for (int start = 0; start < training.Count; start += BatchSize)
            {
                // The gradient of the mean loss of a mini-batch: the mean of the gradients of its images.
                objective.Gradient(network.Theta, start..Math.Min(start + BatchSize, training.Count), gradient);
                adam.Step(network.Theta, gradient);
            }

            yield return new Epoch(
                epoch, objective.Value(network.Theta), testObjective.Value(network.Theta), network.Accuracy(test));
        }
    }
}
