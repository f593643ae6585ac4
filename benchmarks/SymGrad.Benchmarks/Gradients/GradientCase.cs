using System;

namespace SymGrad.Benchmarks.Gradients;

/// <summary>A program of samples/Programs with arguments of a realistic size.</summary>
/// <param name="Program">The class of the loss.</param>
/// <param name="Sizes">How large the arguments are.</param>
/// <param name="Loss">Calls the loss.</param>
/// <param name="ValueAndGradient">
/// Calls its generated counterpart on the same arguments and returns the value; the gradient goes to arrays of its own. It uses the
/// workspace it is given if the method takes one.
/// </param>
public sealed record GradientCase(string Program, string Sizes, Func<double> Loss, Func<Workspace?, double> ValueAndGradient)
{
    public override string ToString() => $"{Program} ({Sizes})";
}
