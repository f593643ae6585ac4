using System;
using System.Collections.Generic;
using SymGrad;

namespace Digits;

/// <summary>What is known of the network after an epoch, in which it has seen each training image once.</summary>
internal readonly record struct Epoch(int Number, double TrainingLoss, double TestLoss, double TestAccuracy);

/// <summary>Trains the network on mini-batches.</summary>
internal sealed class Training
{
    public const int EpochCount = 30;
    private const int BatchSize = 32;

    private readonly DigitData training;
    private readonly DigitData test;
    private readonly Losses.CrossEntropyObjective objective;
    private readonly Losses.CrossEntropyObjective testObjective;
    private readonly double[] theta;

    public Training(DigitData training, DigitData test)
    {
        this.training = training;
        this.test = test;
        var start = Weights.Random();
        objective = Objective(training, start);
        testObjective = Objective(test, start);
        theta = objective.Flatten(start);
    }

    public ParameterLayout Layout => objective.Parameters;

    public LossDescription Loss => objective.Loss;

    /// <summary>What the network has learnt so far.</summary>
    public Weights Weights => objective.Unflatten(theta);

    /// <summary>The mean loss over a data set, as a function of one vector of all weights.</summary>
    public static Losses.CrossEntropyObjective Objective(DigitData data, Weights weights)
        => new(Rows.Of(data.Images, Network.Pixels), data.Labels, weights);

    /// <summary>Trains, and tells of each epoch as it ends.</summary>
    public IEnumerable<Epoch> Run()
    {
        var adam = new Adam(theta.Length);
        var random = new Random(2);
        double[] gradient = new double[theta.Length];
        for (int epoch = 1; epoch <= EpochCount; epoch++)
        {
            training.Shuffle(random);
            for (int start = 0; start < training.Count; start += BatchSize)
            {
                // The gradient of the mean loss of a mini-batch: the mean of the gradients of its images.
                objective.Gradient(theta, start..Math.Min(start + BatchSize, training.Count), gradient);
                adam.Step(theta, gradient);
            }

            yield return new Epoch(epoch, objective.Value(theta), testObjective.Value(theta), Network.Accuracy(Weights, test));
        }
    }
}
