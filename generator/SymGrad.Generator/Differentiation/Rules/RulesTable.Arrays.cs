using System;
using System.Collections.Immutable;
using System.Linq;

namespace SymGrad.Generator.Differentiation.Rules;

/// <content>
/// The rows of functions of arrays, those of System.Numerics.Tensors.TensorPrimitives. Sums are added up in another order there, and some functions
/// are rounded otherwise; arithmetic on elements gives the same bits as in a loop.
/// </content>
internal static partial class RulesTable
{
    /// <summary>The class of these functions.</summary>
    public const string ArrayClass = "TensorPrimitives";

    public static ImmutableArray<ArrayRule> Arrays { get; } =
    [
        // Numbers from arrays
        Reduction("Sum", ArrayRuleForm.Sum, x => x, "Σ xᵢ"),
        Reduction("SumOfSquares", ArrayRuleForm.Sum, x => x * x, "Σ xᵢ²"),
        Reduction("Dot", ArrayRuleForm.Sum, (x, y) => x * y, "Σ xᵢ·yᵢ"),
        Reduction("Norm", ArrayRuleForm.Norm, x => x, "√(Σ xᵢ²)"),
        Reduction("Distance", ArrayRuleForm.Norm, (x, y) => x - y, "√(Σ (xᵢ − yᵢ)²)"),
        Reduction("CosineSimilarity", ArrayRuleForm.Cosine, (x, y) => x * y, "Σ xᵢ·yᵢ / (√(Σ xᵢ²)·√(Σ yᵢ²))"),
        new("Max", 1, ArrayRuleForm.Fold, e => e[0].Call("Max", e[1]), "the greatest xᵢ"),
        new("Min", 1, ArrayRuleForm.Fold, e => e[0].Call("Min", e[1]), "the least xᵢ"),

        // Arithmetic on elements
        Map("Add", (x, y) => x + y, "xᵢ + yᵢ"),
        Map("Subtract", (x, y) => x - y, "xᵢ − yᵢ"),
        Map("Multiply", (x, y) => x * y, "xᵢ·yᵢ"),
        Map("Divide", (x, y) => x / y, "xᵢ / yᵢ"),
        new("MultiplyAdd", 3, ArrayRuleForm.Map, e => (e[0] * e[1]) + e[2], "xᵢ·yᵢ + addendᵢ"),
        Map("Negate", x => -x, "−xᵢ"),
        Map("Abs", x => x.Call("Abs"), "|xᵢ|"),
        Map("Sqrt", x => x.Call("Sqrt"), "√xᵢ"),
        Map("Max", (x, y) => x.Call("Max", y), "max(xᵢ, yᵢ)"),
        Map("Min", (x, y) => x.Call("Min", y), "min(xᵢ, yᵢ)"),

        // Functions of elements
        CalledMap("Exp", x => x.Call("Exp"), "exp(xᵢ)"),
        CalledMap("Log", x => x.Call("Log"), "ln(xᵢ)"),
        CalledMap("Tanh", x => x.Call("Tanh"), "tanh(xᵢ)"),
        CalledMap("Sigmoid", x => x.Call("Sigmoid"), "1/(1 + exp(−xᵢ))"),
        new("Pow", 2, ArrayRuleForm.CalledMap, e => e[0].Call("Pow", e[1]), "xᵢ^yᵢ"),
        new("SoftMax", 1, ArrayRuleForm.SoftMax, e => e[0].Call("Exp"), "exp(xᵢ) / Σ exp(xⱼ)"),
    ];

    /// <summary>The row of a function of arrays, by its name, the number of its inputs, and whether it has a destination; null when there is none.</summary>
    public static ArrayRule? FindOfArrays(string name, int inputs, bool hasDestination)
        => Arrays.FirstOrDefault(r => r.Name == name && r.Inputs == inputs && r.HasDestination == hasDestination);

    private static ArrayRule Reduction(string name, ArrayRuleForm form, Func<Element, Element> of, string formula)
        => new(name, 1, form, e => of(e[0]), formula);

    private static ArrayRule Reduction(string name, ArrayRuleForm form, Func<Element, Element, Element> of, string formula)
        => new(name, 2, form, e => of(e[0], e[1]), formula);

    private static ArrayRule Map(string name, Func<Element, Element> of, string formula) => new(name, 1, ArrayRuleForm.Map, e => of(e[0]), formula);

    private static ArrayRule Map(string name, Func<Element, Element, Element> of, string formula)
        => new(name, 2, ArrayRuleForm.Map, e => of(e[0], e[1]), formula);

    private static ArrayRule CalledMap(string name, Func<Element, Element> of, string formula)
        => new(name, 1, ArrayRuleForm.CalledMap, e => of(e[0]), formula);
}
