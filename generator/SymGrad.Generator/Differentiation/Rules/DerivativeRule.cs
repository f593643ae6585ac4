using System;
using System.Collections.Immutable;
using SymGrad.Generator.IR;

namespace SymGrad.Generator.Differentiation.Rules;

/// <summary>
/// A row of the rules table: one mathematical function with its derivative. From it come the lookup, the pullback in generated code, the
/// test of the row on its sample range, and its line in docs/derivative-rules.md.
/// </summary>
/// <param name="Name">The function's name, as .NET has it.</param>
/// <param name="Class">
/// Math where the function is there, double where it is a static of the number types only, SpecialFunctions where it is SymGrad's own.
/// </param>
/// <param name="Pullback">From the cotangent of the result to those of the arguments; null where an argument has none.</param>
/// <param name="Samples">For each floating-point argument, the range on which the row is tested.</param>
/// <param name="Note">The convention at kinks, poles and ties, where there is one.</param>
internal sealed record DerivativeRule(
    string Name,
    string Class,
    Func<PullbackContext, Term?[]> Pullback,
    ImmutableArray<SampleRange> Samples,
    string Note)
{
    /// <summary>The name of the method where it differs from that of the row: Math.Log with a base is the row LogBase.</summary>
    public string Call { get; init; } = Name;

    /// <summary>Whether the runtime computes the function for several items at once. Others are computed one after the other.</summary>
    public bool HasLanes { get; init; }

    /// <summary>
    /// Whether the result is the exact one, rounded once: then single precision needs no other. Functions that are not exact are computed in double precision for several items, as
    /// <c>SpecialFunctionsF</c> are, and rounded once.
    /// </summary>
    public bool IsExact { get; init; }

    /// <summary>How long it takes.</summary>
    public FunctionCost Cost { get; init; } = FunctionCost.Usual;

    /// <summary>How long it takes for several items, which is computed from exp(−|x|) then, once that is known; null for functions that are not computed from it.</summary>
    public FunctionCost? CostAfterExponential { get; init; }

    /// <summary>Whether the derivative is zero. Such methods may have further parameters, for digits and the way of rounding.</summary>
    public bool IsPiecewiseConstant { get; init; }

    /// <summary>How generated code calls the function in the given precision.</summary>
    public string Spelling(ScalarType type)
    {
        string owner = (Class, type) switch
        {
            ("Math", ScalarType.Single) => "MathF",
            ("double", ScalarType.Single) => "float",
            (RulesTable.OwnClass, ScalarType.Single) => RulesTable.OwnClass + "F",
            _ => Class,
        };
        return Samples.Length switch
        {
            1 => $"{owner}.{Call}({{0}})",
            2 => $"{owner}.{Call}({{0}}, {{1}})",
            _ => $"{owner}.{Call}({{0}}, {{1}}, {{2}})",
        };
    }
}

/// <summary>A closed interval from which test arguments are drawn. For an integer argument, the integers in it.</summary>
internal readonly record struct SampleRange(double Minimum, double Maximum, bool IsInteger = false);

/// <summary>What a pullback may use.</summary>
internal sealed class PullbackContext(ImmutableArray<Term> arguments, ImmutableArray<bool> areActive, Term result, Term cotangent)
{
    public Term X => arguments[0];

    public Term Y => arguments[1];

    public Term Z => arguments[2];

    public Term Result { get; } = result;

    public Term Cotangent { get; } = cotangent;

    /// <summary>Whether the argument at this position varies with θ: at a tie, only such arguments share the gradient.</summary>
    public bool IsActive(int position) => areActive[position];
}
