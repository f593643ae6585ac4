using System;
using System.Linq;
using SymGrad.Generator.Analysis.Structure;
using SymGrad.Generator.IR;

namespace SymGrad.Generator.Differentiation;

/// <summary>A loss as sums over the data and a function of θ and these sums.</summary>
/// <param name="Terms">What an item adds to the sums.</param>
/// <param name="ValueAndGradient">
/// Has the parameters of the loss, of which it reads θ only, and after them the sums. It yields the value of the whole data set and the adjoint of
/// each θ.
/// </param>
/// <param name="PassCost">How many passes for value and gradient take as long as the one pass for the sums, roughly.</param>
internal sealed record LiftedLoss(LiftedTerms Terms, Function ValueAndGradient, int PassCost)
{
    /// <summary>Whether an item has anything to add, or to be checked.</summary>
    public bool HasTerms => Terms.Function.Body.Instructions.Count > 0 || Terms.Function.Body.Yields.Count > 0;

    // In additions. A sum of the runtime's takes eight for a product and seven for a number; an operation with twice the digits about nine.
    private const int SumCost = 8;
    private const int ExtendedCost = 9;
    private const int FunctionCost = 15;

    // How much less time a pass over eight items at once takes, which the pass for the sums is not. Measured for losses of a few operations, from 2.7 to 3.6 where data are in
    // the caches (benchmarks -- plans).
    private const int GainOfLanes = 3;

    public static LiftedLoss Create(LiftedTerms terms, Function lifted, Function perItem)
    {
        int sums = Cost(terms.Function) + (SumCost * terms.FactorCounts.Count(c => c > 0));
        return new(terms, lifted, Math.Max(1, (int)Math.Ceiling(sums / (double)Math.Max(1, Cost(perItem)))));
    }

    /// <summary>The same for a loss whose pass goes over eight items at once.</summary>
    public LiftedLoss ComparedWithLanes() => this with { PassCost = GainOfLanes * PassCost };

    private static int Cost(Function function) => function.Body.Flatten().OfType<Compute>().Sum(c => c.Operation switch
    {
        ConstantOperation or ConvertOperation => 0,
        FunctionOperation or UserFunctionOperation => FunctionCost,
        { Type: ScalarType.Extended } => ExtendedCost,
        _ => 1,
    });
}
