using System;

namespace SymGrad.Benchmarks.Plans;

/// <summary>A loss over a data set, and the pass for value and gradient that one writes by hand for it.</summary>
/// <param name="Loss">Its name.</param>
/// <param name="ItemCount">The number of items.</param>
/// <param name="Create">Makes the objective anew, without sums.</param>
/// <param name="Plan">The plan that is compared with a pass.</param>
/// <param name="ByHand">Takes θ and writes the gradient; returns the value.</param>
public sealed record PlanCase(
    string Loss, int ItemCount, Func<Objective<double>> Create, PlanKind Plan, Func<double[], double[], double> ByHand);
