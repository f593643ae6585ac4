using System;
using System.Linq;
using System.Numerics;

namespace SymGrad;

/// <summary>A function whose gradient is checked.</summary>
internal interface ICheckedFunction
{
    /// <summary>The distance from 1 to the next number of its precision.</summary>
    double Epsilon { get; }

    double Value(double[] theta);

    void Gradient(double[] theta, double[] destination);

    /// <summary>A number that its precision has.</summary>
    double Rounded(double value);
}

/// <summary>A function that is given as delegates.</summary>
internal sealed class CheckedDelegates(GradientCheck.ValueFunction value, GradientCheck.GradientFunction gradient) : ICheckedFunction
{
    public double Epsilon => Math.ScaleB(1, -52);

    public double Value(double[] theta) => value(theta);

    public void Gradient(double[] theta, double[] destination) => gradient(theta, destination);

    public double Rounded(double value) => value;
}

/// <summary>An objective, in its precision.</summary>
internal sealed class CheckedObjective<T>(Objective<T> objective) : ICheckedFunction
    where T : unmanaged, IFloatingPointIeee754<T>
{
    public double Epsilon => double.CreateTruncating(T.BitIncrement(T.One) - T.One);

    public double Value(double[] theta) => double.CreateTruncating(objective.Value(Convert(theta)));

    public void Gradient(double[] theta, double[] destination)
    {
        var gradient = new T[destination.Length];
        objective.Gradient(Convert(theta), gradient);
        for (int i = 0; i < gradient.Length; i++)
        {
            destination[i] = double.CreateTruncating(gradient[i]);
        }
    }

    public double Rounded(double value) => double.CreateTruncating(T.CreateTruncating(value));

    private static T[] Convert(double[] theta) => [.. theta.Select(T.CreateTruncating)];
}
