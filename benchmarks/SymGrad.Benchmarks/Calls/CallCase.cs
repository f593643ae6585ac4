using System;

namespace SymGrad.Benchmarks.Calls;

/// <summary>Two methods with the same signature, called for each of a number of items through a delegate; what they return is added up.</summary>
/// <param name="Loss">The loss whose value and gradient they compute.</param>
/// <param name="Hand">The one that is written by hand.</param>
/// <param name="Generated">The one that is generated.</param>
public sealed record CallCase(string Loss, Func<double> Hand, Func<double> Generated);
