using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using SymGrad.Generator.IR;

namespace SymGrad.Generator.Differentiation.Rules;

/// <summary>
/// The one table of derivative rules. A new function is one row here and one name in the frontend's catalogue.
/// Formulas: Abramowitz and Stegun, Handbook of Mathematical Functions, chapters 4 and 6; kinks take the subgradient of least norm.
/// </summary>
internal static partial class RulesTable
{
    private const double Ln2 = 0.693147180559945309417232121458;
    private const double Ln10 = 2.30258509299404568401799145468;

    /// <summary>The class of functions that say something about the derivative. Generated code has no need of them.</summary>
    public const string LossClass = "Loss";

    /// <summary>The square root of a sum of squares.</summary>
    public const string RootOfSquares = "RootOfSquares";

    /// <summary>The exponential as a factor of the exponential of a sum.</summary>
    public const string SplitExponential = "SplitExponential";

    private const string ZeroDerivative = "Piecewise constant: the derivative is 0 wherever it exists, and 0 is used at the jumps too.";
    private const string Ties = "At a tie, arguments that depend on θ share the gradient equally; a single one takes the least-norm value 0.";

    public static ImmutableArray<DerivativeRule> All { get; } =
    [
        // Exponentials and logarithms
        Smooth("Exp", "Math", g => g.Result, new(-20, 20)) with { HasLanes = true, Cost = FunctionCost.Fast },
        Smooth("ExpM1", "double", g => g.X.Call("Exp"), new(-20, 20)) with { HasLanes = true },
        Smooth("Exp2", "double", g => Ln2 * g.Result, new(-20, 20)) with { HasLanes = true, Cost = FunctionCost.Fast },
        Smooth("Exp2M1", "double", g => Ln2 * g.X.Call("Exp2"), new(-20, 20)) with { HasLanes = true },
        Smooth("Exp10", "double", g => Ln10 * g.Result, new(-8, 8)) with { HasLanes = true },
        Smooth("Exp10M1", "double", g => Ln10 * g.X.Call("Exp10"), new(-8, 8)) with { HasLanes = true },
        Smooth("Log", "Math", g => 1 / g.X, new(1e-3, 1e3)) with { HasLanes = true, Cost = FunctionCost.Fast },
        Smooth("LogP1", "double", g => 1 / (1 + g.X), new(-0.9, 100)) with { HasLanes = true },
        Smooth("Log2", "Math", g => 1 / (Ln2 * g.X), new(1e-3, 1e3)) with { HasLanes = true, Cost = FunctionCost.Fast },
        Smooth("Log2P1", "double", g => 1 / (Ln2 * (1 + g.X)), new(-0.9, 100)) with { HasLanes = true },
        Smooth("Log10", "Math", g => 1 / (Ln10 * g.X), new(1e-3, 1e3)) with { HasLanes = true, Cost = FunctionCost.Fast },
        Smooth("Log10P1", "double", g => 1 / (Ln10 * (1 + g.X)), new(-0.9, 100)) with { HasLanes = true },
        Smooth("LogBase", "Math", g => 1 / (g.X * g.Y.Call("Log")), g => -g.Result / (g.Y * g.Y.Call("Log")), new(1e-3, 1e3), new(1.5, 20))
            with { Call = "Log", HasLanes = true },

        // Powers and roots
        new DerivativeRule("Pow", "Math", Power, [new(0.05, 8), new(-3, 3)],
            "∂/∂x is 0 where y = 0, and ∂/∂y is 0 where the power is 0, also at x = 0.") with { HasLanes = true },
        new("RootN", "double", g => [g.Cotangent / (g.Y.ConvertTo(g.X.Type) * g.Result.Call("Pow", g.Y.ConvertTo(g.X.Type) - 1)), null],
            [new(0.1, 50), new(2, 7, IsInteger: true)], "Infinite at x = 0.") { HasLanes = true },
        new DerivativeRule("Sqrt", "Math", g => [0.5 * (g.Cotangent / g.Result)], [new(1e-3, 1e3)], "Infinite at x = 0.")
            with { HasLanes = true, IsExact = true, Cost = FunctionCost.Short },
        Smooth("Cbrt", "Math", g => 1 / (3 * (g.Result * g.Result)), new(-50, 50)) with { HasLanes = true, Note = "Infinite at x = 0." },
        new DerivativeRule("Hypot", "double", g => [g.Result.IfZero(g.X.Constant(0), g.Cotangent * (g.X / g.Result)),
                g.Result.IfZero(g.X.Constant(0), g.Cotangent * (g.Y / g.Result))],
            [new(-5, 5), new(-5, 5)], "The norm has a kink at the origin: the gradient there is (0, 0).") with { HasLanes = true },

        // Trigonometric functions
        Smooth("Sin", "Math", g => g.X.Call("Cos"), new(-10, 10)) with { HasLanes = true },
        Smooth("Cos", "Math", g => -g.X.Call("Sin"), new(-10, 10)) with { HasLanes = true },
        Smooth("Tan", "Math", g => 1 + (g.Result * g.Result), new(-1.4, 1.4)) with { HasLanes = true },
        Smooth("Asin", "Math", g => 1 / ((1 - g.X) * (1 + g.X)).Call("Sqrt"), new(-0.99, 0.99)) with { HasLanes = true },
        Smooth("Acos", "Math", g => -(1 / ((1 - g.X) * (1 + g.X)).Call("Sqrt")), new(-0.99, 0.99)) with { HasLanes = true },
        Smooth("Atan", "Math", g => 1 / (1 + (g.X * g.X)), new(-20, 20)) with { HasLanes = true },
        Smooth("Atan2", "Math", g => g.Y / Radius(g) / Radius(g), g => -(g.X / Radius(g) / Radius(g)), new(-5, 5), new(-5, 5))
            with { HasLanes = true, Note = "Not defined at the origin: NaN there." },
        Smooth("SinPi", "double", g => Math.PI * g.X.Call("CosPi"), new(-3, 3)) with { HasLanes = true },
        Smooth("CosPi", "double", g => -(Math.PI * g.X.Call("SinPi")), new(-3, 3)) with { HasLanes = true },
        Smooth("TanPi", "double", g => Math.PI * (1 + (g.Result * g.Result)), new(-0.45, 0.45)) with { HasLanes = true },
        Smooth("AsinPi", "double", g => 1 / (Math.PI * ((1 - g.X) * (1 + g.X)).Call("Sqrt")), new(-0.99, 0.99)) with { HasLanes = true },
        Smooth("AcosPi", "double", g => -(1 / (Math.PI * ((1 - g.X) * (1 + g.X)).Call("Sqrt"))), new(-0.99, 0.99)) with { HasLanes = true },
        Smooth("AtanPi", "double", g => 1 / (Math.PI * (1 + (g.X * g.X))), new(-20, 20)) with { HasLanes = true },
        Smooth("Atan2Pi", "double", g => g.Y / Radius(g) / (Math.PI * Radius(g)), g => -(g.X / Radius(g) / (Math.PI * Radius(g))),
            new(-5, 5), new(-5, 5)) with { HasLanes = true, Note = "Not defined at the origin: NaN there." },

        // Hyperbolic functions
        Smooth("Sinh", "Math", g => g.X.Call("Cosh"), new(-10, 10)) with { HasLanes = true },
        Smooth("Cosh", "Math", g => g.X.Call("Sinh"), new(-10, 10)) with { HasLanes = true },
        Smooth("Tanh", "Math", g => 1 - (g.Result * g.Result), new(-3, 3)) with { HasLanes = true },
        Smooth("Asinh", "Math", g => 1 / g.X.Call("Hypot", g.X.Constant(1)), new(-50, 50)) with { HasLanes = true },
        Smooth("Acosh", "Math", g => 1 / ((g.X - 1) * (g.X + 1)).Call("Sqrt"), new(1.01, 50)) with { HasLanes = true },
        Smooth("Atanh", "Math", g => 1 / ((1 - g.X) * (1 + g.X)), new(-0.99, 0.99)) with { HasLanes = true },

        // Kinks
        new DerivativeRule("Abs", "Math", g => [g.X.Pullback("Abs", g.Cotangent)], [new(-5, 5)], "The derivative at 0 is 0.")
            with { HasLanes = true, IsExact = true, Cost = FunctionCost.Light },
        Extremum("Max", "Math", g => Shared(g, g.X, g.Y, "Max", "Above")) with { HasLanes = true, Cost = FunctionCost.Light },
        Extremum("Min", "Math", g => Shared(g, g.X, g.Y, "Min", "Below")) with { HasLanes = true, Cost = FunctionCost.Light },
        Extremum("MaxNumber", "double", g => Shared(g, g.X, g.Y, "MaxNumber", "AboveNumber")) with { HasLanes = true },
        Extremum("MinNumber", "double", g => Shared(g, g.X, g.Y, "MinNumber", "BelowNumber")) with { HasLanes = true },
        Extremum("MaxMagnitude", "Math", g => Shared(g, g.X.Call("Abs"), g.Y.Call("Abs"), "Max", "Above")) with { HasLanes = true, Cost = FunctionCost.Light },
        Extremum("MinMagnitude", "Math", g => Shared(g, g.X.Call("Abs"), g.Y.Call("Abs"), "Min", "Below")) with { HasLanes = true, Cost = FunctionCost.Light },
        Extremum("MaxMagnitudeNumber", "double", g => Shared(g, g.X.Call("Abs"), g.Y.Call("Abs"), "MaxNumber", "AboveNumber")) with { HasLanes = true },
        Extremum("MinMagnitudeNumber", "double", g => Shared(g, g.X.Call("Abs"), g.Y.Call("Abs"), "MinNumber", "BelowNumber")) with { HasLanes = true },
        new DerivativeRule("Clamp", "Math", Clamp, [new(-5, 5), new(-2, -1), new(1, 2)], "Inside the bounds 1, outside and on them 0. " + Ties)
            with { HasLanes = true, IsExact = true, Cost = FunctionCost.Short },
        new DerivativeRule("CopySign", "Math", g => [g.X.Pullback("Abs", g.X.Constant(1).Call("CopySign", g.Y) * g.Cotangent), null],
            [new(-5, 5), new(-5, 5)], "As |x| times the sign of y: the derivative at x = 0 is 0, and that with respect to y is 0.")
            with { HasLanes = true, IsExact = true, Cost = FunctionCost.Light },

        // Linear functions, and those that are linear in pieces
        new DerivativeRule("FusedMultiplyAdd", "Math", g => [g.Cotangent * g.Y, g.Cotangent * g.X, g.Cotangent], [new(-5, 5), new(-5, 5), new(-5, 5)], "")
            with { HasLanes = true, IsExact = true, Cost = FunctionCost.Short },
        new DerivativeRule("Lerp", "double", g => [g.Cotangent * (1 - g.Z), g.Cotangent * g.Z, g.Cotangent * (g.Y - g.X)],
            [new(-5, 5), new(-5, 5), new(0, 1)], "") with { HasLanes = true, Cost = FunctionCost.Short },
        Smooth("DegreesToRadians", "double", g => g.X.Constant(Math.PI / 180), new(-360, 360)) with { HasLanes = true, Cost = FunctionCost.Short },
        Smooth("RadiansToDegrees", "double", g => g.X.Constant(180 / Math.PI), new(-6, 6)) with { HasLanes = true, Cost = FunctionCost.Short },
        new DerivativeRule("ScaleB", "Math", g => [g.Cotangent.Call("ScaleB", g.Y), null], [new(-5, 5), new(-4, 4, IsInteger: true)], "")
            with { HasLanes = true, IsExact = true, Cost = FunctionCost.Short },
        new("IEEERemainder", "Math", g => [g.Cotangent, -(g.Cotangent * ((g.X - g.Result) / g.Y).Call("Round"))],
            [new(-20, 20), new(1, 5)], "Between its jumps x − n·y with a constant integer n; so at the jumps too."),

        .. Own,

        Flat("Floor") with { HasLanes = true },
        Flat("Ceiling") with { HasLanes = true },
        Flat("Round") with { HasLanes = true },
        Flat("Truncate") with { HasLanes = true },
        Flat("Sign") with { HasLanes = true },
        new(FunctionOperation.StopGradient, LossClass, _ => [null], [new(-5, 5)], "Counts as a constant: the derivative is 0.")
            { IsPiecewiseConstant = true, IsExact = true, Cost = FunctionCost.Light },
    ];

    /// <summary>Rows that no method of the user's calls: what functions of arrays and of sums are made of.</summary>
    private static ImmutableArray<DerivativeRule> Implied =>
    [
        new(RootOfSquares, "Math", g => [g.Result.IfZero(g.X.Constant(0), 0.5 * (g.Cotangent / g.Result))], [new(0, 1e3)],
            "The norm has a kink at the origin: the gradient there is 0.") { Call = "Sqrt", HasLanes = true, IsExact = true, Cost = FunctionCost.Short },
        Smooth(SplitExponential, "SplitFunctions", g => g.Result, new(-20, 20)) with { Call = "Exp" },
    ];

    private static readonly Dictionary<string, DerivativeRule> ByName = All.AddRange(Implied).ToDictionary(r => r.Name, StringComparer.Ordinal);

    /// <summary>The row of a function. The frontend lets only functions with a row pass.</summary>
    public static DerivativeRule Find(string name)
        => TryFind(name) ?? throw new InvalidOperationException($"The rules table has no row for '{name}'.");

    /// <summary>The row of a function; null where it has none, as functions of conditions, derivatives and the user's own.</summary>
    public static DerivativeRule? TryFind(string name) => ByName.TryGetValue(name, out DerivativeRule? rule) ? rule : null;

    /// <summary>How a function is named that computes another one for several items at once; null where there is none.</summary>
    public static string? InLanes(string name)
        => OwnDerivatives.Contains(name) ? name : TryFind(name) is { HasLanes: true } rule ? rule.Call : null;

    /// <summary>Whether a call of a function is one that the reverse sweep knows: of a row, or of a pullback, which is linear in the cotangent.</summary>
    public static bool HasDerivative(IR.FunctionOperation call) => ByName.ContainsKey(call.Rule) || IsPullback(call);

    /// <summary>Whether a function is the pullback of one with kinks: a multiple of its last argument, decided by the others.</summary>
    public static bool IsPullback(IR.FunctionOperation call) => call.Rule.StartsWith("Pullback.", StringComparison.Ordinal);

    /// <summary>The row for a method of Math, MathF or a number type, by its name and number of parameters; null when there is none.</summary>
    public static DerivativeRule? FindMethod(string method, int parameters) => All.FirstOrDefault(
        r => r.Call == method && (r.Samples.Length == parameters || (r.IsPiecewiseConstant && parameters > r.Samples.Length)));

    /// <summary>The pullback of <c>x % y</c>, an operator rather than a function: between its jumps x − n·y.</summary>
    public static Term?[] Remainder(PullbackContext g) => Find("IEEERemainder").Pullback(g);

    private static DerivativeRule Smooth(string name, string owner, Func<PullbackContext, Term> partial, SampleRange sample)
        => new(name, owner, g => [g.Cotangent * partial(g)], [sample], "");

    private static DerivativeRule Smooth(
        string name,
        string owner,
        Func<PullbackContext, Term> first,
        Func<PullbackContext, Term> second,
        SampleRange firstSample,
        SampleRange secondSample)
        => new(
            name,
            owner,
            g => [g.IsActive(0) ? g.Cotangent * first(g) : null, g.IsActive(1) ? g.Cotangent * second(g) : null],
            [firstSample, secondSample],
            "");

    private static DerivativeRule Flat(string name) => new(name, "Math", _ => [null], [new(-5, 5)], ZeroDerivative)
        { IsPiecewiseConstant = true, IsExact = true, Cost = FunctionCost.Short };

    private static DerivativeRule Extremum(string name, string owner, Func<PullbackContext, Term?[]> pullback)
        => new(name, owner, pullback, [new(-5, 5), new(-5, 5)], Ties) { IsExact = true, Cost = FunctionCost.Short };

    private static Term Radius(PullbackContext g) => g.X.Call("Hypot", g.Y);

    private static Term?[] Power(PullbackContext g)
    {
        Term zero = g.X.Constant(0);
        return
        [
            g.IsActive(0) ? g.Y.IfZero(zero, g.Cotangent * (g.Y * g.X.Call("Pow", g.Y - 1))) : null,
            g.IsActive(1) ? g.Result.IfZero(zero, g.Cotangent * (g.Result * g.X.Call("Log"))) : null,
        ];
    }

    private static Term?[] Shared(PullbackContext g, Term x, Term y, string shared, string single)
    {
        string pullback = g.IsActive(0) && g.IsActive(1) ? shared : single;
        return
        [
            g.IsActive(0) ? x.Pullback(pullback, y, g.Cotangent) : null,
            g.IsActive(1) ? y.Pullback(pullback, x, g.Cotangent) : null,
        ];
    }

    /// <summary>Clamp(x, minimum, maximum) is Min(Max(x, minimum), maximum), and is pulled back as that where a bound depends on θ.</summary>
    private static Term?[] Clamp(PullbackContext g)
    {
        if (!g.IsActive(1) && !g.IsActive(2))
        {
            return [g.X.Pullback("Clamp", g.Y, g.Z, g.Cotangent), null, null];
        }

        Term raised = g.X.Call("Max", g.Y);
        bool isRaisedActive = g.IsActive(0) || g.IsActive(1);
        Term raisedCotangent = raised.Pullback(g.IsActive(2) && isRaisedActive ? "Min" : "Below", g.Z, g.Cotangent);
        string lower = g.IsActive(0) && g.IsActive(1) ? "Max" : "Above";
        return
        [
            g.IsActive(0) ? g.X.Pullback(lower, g.Y, raisedCotangent) : null,
            g.IsActive(1) ? g.Y.Pullback(lower, g.X, raisedCotangent) : null,
            g.IsActive(2) ? g.Z.Pullback(isRaisedActive ? "Min" : "Below", raised, g.Cotangent) : null,
        ];
    }
}
