using System;
using System.Collections.Generic;
using System.Linq;
using System.Xml.Linq;
using Digits;
using Xunit;

namespace SymGrad.Samples.Tests;

/// <summary>The sample Digits: the network learns what its page says, the same each time, and its gradient is right.</summary>
public sealed class DigitsTests
{
    private static readonly Epoch[] Epochs =
        [new(1, 1, 2, 0.5), new(2, 0.1, 0.5, 0.8), new(3, 0.01, 0.2, 0.9)];

    [Fact]
    public void The_data_are_complete_and_each_image_is_in_one_part()
    {
        DigitData all = DigitData.Load();
        (DigitData training, DigitData test) = all.Split();
        Assert.Equal((1797, 1438, 359), (all.Count, training.Count, test.Count));
        Assert.All(all.Images, pixel => Assert.InRange(pixel, 0, 1));
        Assert.Equal(Enumerable.Range(0, 10), all.Labels.Distinct().Order());
        Assert.Equal(Sorted(all), Sorted(training).Concat(Sorted(test)).Order());
    }

    [Fact]
    public void Shuffling_keeps_each_image_with_its_digit()
    {
        DigitData data = DigitData.Load();
        string[] before = [.. Sorted(data)];
        string first = ImageAndDigit(data, 0);
        data.Shuffle(new Random(3));
        Assert.NotEqual(first, ImageAndDigit(data, 0));
        Assert.Equal(before, Sorted(data));
    }

    [Fact]
    public void The_gradient_agrees_with_differences()
    {
        DigitData all = DigitData.Load();
        var few = new DigitData(all.Images[..(20 * Network.Pixels)], all.Labels[..20]);
        var weights = Weights.Random();
        Losses.CrossEntropyObjective objective = Training.Objective(few, weights);
        GradientCheck.Run(objective, objective.Flatten(weights), new GradientCheckOptions { MaximumComponents = 100 }).ThrowIfWrong();
    }

    [Fact]
    public void The_network_tells_at_least_95_percent_of_images_that_it_has_not_seen()
    {
        (DigitData trainingData, DigitData testData) = DigitData.Load().Split();
        var training = new Training(trainingData, testData);
        Epoch[] epochs = [.. training.Run()];
        Assert.Equal(Training.EpochCount, epochs.Length);
        Assert.True(epochs[^1].TestAccuracy >= 0.95, $"{epochs[^1]}");
        Assert.True(epochs[^1].TrainingLoss < epochs[0].TrainingLoss / 10, $"{epochs[0]}, {epochs[^1]}");
    }

    [Fact]
    public void Training_twice_gives_the_same_bits() => Assert.Equal(TwoEpochs(), TwoEpochs());

    [Fact]
    public void The_curve_falls_from_the_first_epoch_to_the_last()
    {
        string[] lines = [.. new LossCurve(Epochs).ToLines(width: 3, height: 4)];
        Assert.Equal(
            [
                "     10 ┤",
                "      1 ┤●○",
                "    0.1 ┤ ●○",
                "   0.01 ┤  ●",
            ],
            lines[..4]);
    }

    [Fact]
    public void The_image_has_a_point_for_each_epoch()
    {
        XElement image = XElement.Parse(new LossCurve(Epochs).ToSvg());
        XNamespace svg = "http://www.w3.org/2000/svg";
        Assert.All(image.Elements(svg + "polyline"), curve => Assert.Equal(3, curve.Attribute("points")!.Value.Split(' ').Length));
        // The scale goes from 10 at the top to 0.01 at the bottom: a loss of 1 is a third of the way down.
        Assert.Equal("50.0,150.0 320.0,250.0 590.0,350.0", image.Elements(svg + "polyline").First().Attribute("points")!.Value);
    }

    private static Epoch[] TwoEpochs()
    {
        (DigitData trainingData, DigitData testData) = DigitData.Load().Split();
        var training = new Training(trainingData, testData);
        return [.. training.Run().Take(2)];
    }

    private static IEnumerable<string> Sorted(DigitData data) => Enumerable.Range(0, data.Count).Select(item => ImageAndDigit(data, item)).Order();

    private static string ImageAndDigit(DigitData data, int item) => $"{string.Join(' ', data.Image(item).ToArray())}: {data.Labels[item]}";
}
