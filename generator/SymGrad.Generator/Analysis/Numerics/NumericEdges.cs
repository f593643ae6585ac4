using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using SymGrad.Generator.IR;

namespace SymGrad.Generator.Analysis.Numerics;

/// <summary>What kind of place in a loss has no derivative, or one that is not finite or not accurate.</summary>
internal enum EdgeKind
{
    /// <summary>A function with a kink, of an argument that varies with θ.</summary>
    Kink,

    /// <summary>A function that is infinite, or has an infinite slope, at 0, of an argument that is never negative and is 0 for some θ.</summary>
    DomainEdge,

    /// <summary>θ chooses between two different constants.</summary>
    Step,

    /// <summary>θ chooses between two formulas that differ where the choice changes.</summary>
    Jump,

    /// <summary>A double that varies with θ is rounded to a float.</summary>
    LostDigits,
}

/// <summary>A place in a loss that has an edge.</summary>
/// <param name="Kind">Which edge.</param>
/// <param name="Value">The value that has it.</param>
/// <param name="Function">The function, where it is one; by how much the formulas of a jump differ.</param>
internal sealed record NumericEdge(EdgeKind Kind, Value Value, string Function);

/// <summary>
/// Finds the edges of a loss that are certain: what only might have one, as a logarithm of some θ-dependent argument might, is not reported.
/// </summary>
internal sealed class NumericEdges
{
    private static readonly HashSet<string> kinked =
    [
        "Abs", "Max", "Min", "MaxNumber", "MinNumber", "MaxMagnitude", "MinMagnitude", "MaxMagnitudeNumber", "MinMagnitudeNumber", "Clamp",
    ];

    private readonly Function loss;
    private readonly Activity activity;
    private readonly ThetaDependence dependence;
    private readonly ValueMap<Compute> definitions;

    /// <summary>What loops carry: the maximum that a loop finds is one function of many arguments, and its kinks are no surprise.</summary>
    private readonly HashSet<Value> carried;

    private NumericEdges(Function loss)
    {
        this.loss = loss;
        activity = Activity.Analyze(loss);
        dependence = ThetaDependence.Analyze(loss);
        definitions = loss.Computes();
        carried = [.. loss.Body.Flatten().OfType<Loop>().SelectMany(l => l.Parameters)];
    }

    /// <summary>The edges, in the order of the loss.</summary>
    public static IEnumerable<NumericEdge> Of(Function loss)
    {
        var edges = new NumericEdges(loss);
        List<NumericEdge> found = [.. loss.Body.Flatten().SelectMany(edges.Of)];
        List<(Value Condition, double Jump)> seen = [.. JumpSearch.Of(loss)];
        found.RemoveAll(e => e.Kind == EdgeKind.Step && seen.Contains((e.Value, 0)));
        found.AddRange(BranchJumps.Of(loss).Where(IsNew));
        found.AddRange(seen.Where(s => s.Jump > 0).Select(s => new NumericEdge(EdgeKind.Jump, s.Condition, s.Jump.ToString("G6", CultureInfo.InvariantCulture))).Where(IsNew));
        return found;

        bool IsNew(NumericEdge jump) => !found.Exists(e => e.Kind is EdgeKind.Step or EdgeKind.Jump && e.Value == jump.Value);
    }

    private IEnumerable<NumericEdge> Of(Instruction instruction) => instruction switch
    {
        Compute { Operation: FunctionOperation function } call when activity.IsActive(call.Result) => OfFunction(call, function),
        Compute { Operation: BinaryOperation { Operator: BinaryOperator.Divide } } quotient
            when activity.IsActive(quotient.Operands[1]) && IsZeroSomewhere(quotient.Operands[1])
            => [new(EdgeKind.DomainEdge, quotient.Result, "The quotient")],
        Compute { Operation: ConvertOperation { From: ScalarType.Double, Type: ScalarType.Single } } conversion
            when activity.IsActive(conversion.Result) && loss.TypeOf(loss.Body.Yields[0]) == ScalarType.Double
            => [new(EdgeKind.LostDigits, conversion.Result, "")],
        Branch branch when dependence.Of(branch.Condition) => branch.Results.Where((_, i) => IsStep(branch, i))
            .Select(r => new NumericEdge(EdgeKind.Step, branch.Condition, "")).Take(1),
        _ => [],
    };

    private IEnumerable<NumericEdge> OfFunction(Compute call, FunctionOperation function)
    {
        string name = function.Spelling.Substring(0, function.Spelling.IndexOf('('));
        if (kinked.Contains(function.Rule) && !call.Operands.Any(carried.Contains))
        {
            yield return new(EdgeKind.Kink, call.Result, name);
        }

        if (function.Rule is "Log" or "Log2" or "Log10" or "Sqrt" && IsZeroSomewhere(call.Operands[0]))
        {
            yield return new(EdgeKind.DomainEdge, call.Result, name);
        }
    }

    /// <summary>Whether a value is never negative and is 0 where its argument is: an absolute value, a square, or what is cut off at 0.</summary>
    private bool IsZeroSomewhere(Value value) => definitions.TryGetValue(value, out Compute definition) && definition.Operation switch
    {
        FunctionOperation { Rule: "Abs" } => true,
        FunctionOperation { Rule: "Max" } => definition.Operands.Any(IsZero),
        FunctionOperation { Rule: "Sqrt" } => IsZeroSomewhere(definition.Operands[0]),
        BinaryOperation { Operator: BinaryOperator.Multiply } => definition.Operands[0] == definition.Operands[1],
        _ => false,
    };

    private bool IsZero(Value value) => definitions.TryGetValue(value, out Compute definition) && definition.Operation is ConstantOperation constant
        && constant.Is(0);

    private bool IsStep(Branch branch, int result) => loss.TypeOf(branch.Results[result]).IsFloating()
        && definitions.TryGetValue(branch.Then.Yields[result], out Compute then) && then.Operation is ConstantOperation
        && definitions.TryGetValue(branch.Else.Yields[result], out Compute otherwise) && otherwise.Operation is ConstantOperation
        && !then.Operation.Equals(otherwise.Operation);
}
