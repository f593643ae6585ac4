using System;

namespace SymGrad.Benchmarks.Functions;

/// <summary>A function of an array.</summary>
/// <param name="x">The arguments.</param>
/// <param name="destination">Takes the results.</param>
public delegate void ArrayFunction(ReadOnlySpan<double> x, Span<double> destination);

/// <summary>Ways to compute a function of many numbers.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Minimum">The least argument.</param>
/// <param name="Maximum">The greatest one.</param>
/// <param name="Vectors">In vectors, as objectives do.</param>
/// <param name="Calls">One call for each number: of the framework's function, or of SymGrad's where the framework has none.</param>
/// <param name="Tensors">TensorPrimitives; null where it has none.</param>
public sealed record FunctionCase(string Name, double Minimum, double Maximum, ArrayFunction Vectors, Func<double, double> Calls, ArrayFunction? Tensors);
