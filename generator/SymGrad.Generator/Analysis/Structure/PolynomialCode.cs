using System.Linq;
using SymGrad.Generator.IR;
using SymGrad.Generator.Simplification.NormalForm;

namespace SymGrad.Generator.Analysis.Structure;

/// <summary>
/// Whether a function computes polynomials by polynomial steps. Where it does, its value and its derivatives at one θ, say 0, stand for all;
/// where a logarithm is undone by an exponential they need not, as the logarithm of 0 is not a number.
/// </summary>
internal static class PolynomialCode
{
    /// <summary>The parameters in θ that an operation reads which is no polynomial in them.</summary>
    public static ParameterSet OtherwiseRead(Function function, NormalForms forms) => function.Body.Flatten()
        .OfType<Compute>()
        .Where(c => c.Operation.Type.IsFloating() && !function.IsArray(c.Result))
        .Select(c => OtherwiseRead(c, forms))
        .Aggregate(ParameterSet.Empty, (all, read) => all.Union(read))
        .Intersect(forms.Reads.Theta);

    private static ParameterSet OtherwiseRead(Compute compute, NormalForms forms)
    {
        ReadSets reads = forms.Reads;
        return compute.Operation switch
        {
            UnaryOperation or ConstantOperation or FieldOperation or ElementOperation or SelectOperation => ParameterSet.Empty,
            ConvertOperation convert when convert.From.IsFloating() => ParameterSet.Empty,
            BinaryOperation { Operator: BinaryOperator.Add or BinaryOperator.Subtract or BinaryOperator.Multiply } => ParameterSet.Empty,
            BinaryOperation { Operator: BinaryOperator.Divide } => Read(1),
            FunctionOperation { Rule: "FusedMultiplyAdd" or "Lerp" } => ParameterSet.Empty,
            FunctionOperation { Rule: "Pow" } when forms[compute.Operands[1]].Constant is { IsInteger: true, Sign: > 0 } => ParameterSet.Empty,
            Operation operation when FunctionRules.IsProportional(operation) => Read(1),
            _ => compute.Operands.Aggregate(ParameterSet.Empty, (all, operand) => all.Union(reads.Of(operand))),
        };

        ParameterSet Read(int operand) => operand < compute.Operands.Count ? reads.Of(compute.Operands[operand]) : ParameterSet.Empty;
    }
}
