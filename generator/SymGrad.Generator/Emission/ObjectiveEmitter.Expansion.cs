using System.Collections.Generic;
using System.Linq;
using SymGrad.Generator.Differentiation;
using SymGrad.Generator.Frontend;
using SymGrad.Generator.IR;

namespace SymGrad.Generator.Emission;

/// <content>The part for losses that are polynomials, with arrays: their derivatives of the second and of higher orders, along given directions.</content>
internal sealed partial class ObjectiveEmitter
{
    /// <summary>For each order from 2 on: the method for an item, what it computes, and what the parameters for the directions are called.</summary>
    private static readonly (string Method, string Summary, string[] Directions)[] derivatives =
    [
        ("HessianProduct", "The product of one item's Hessian with a direction", ["direction"]),
        ("ThirdDerivative", "The third derivative of one item in two directions", ["first", "second"]),
        ("FourthDerivative", "The fourth derivative of one item in three directions", ["first", "second", "third"]),
    ];

    private static readonly PrologueMembers liftingMembers = new(
        "LiftedCount", "LiftedNames", "RunLifting", "PullBackLifting", "Lifting", "LiftingAdjoint", "What the loss of an item is a polynomial in, beside θ, from θ alone");

    private void EmitExpansion(TaylorExpansion expansion)
    {
        if (expansion.Lifting is { } lifting)
        {
            // What is lifted takes the place of what a pass computes before its items.
            DifferentiatedLoss lifted = loss with { Prologue = lifting.Prologue, Item = lifting.Item, DataPart = null, Lanes = null, Expansion = expansion with { Lifting = null } };
            new ObjectiveEmitter(lifted, signature, types, writer).EmitLifted(lifting.Prologue, lifting.Item);
            return;
        }

        EmitPolynomial(expansion);
        EmitDerivatives(expansion);
    }

    private void EmitLifted(LossPrologue prologue, ItemLoss item)
    {
        EmitPrologue(prologue, liftingMembers);
        writer.Line();
        EmitGradientKernel("AccumulateLiftedValueAndGradient", "LiftedValueAndGradient");
        writer.Line();
        string added = PassArrays.Count > 0 ? " Those of arrays are added to what the spans hold." : "";
        EmitFunction(
            $"The loss of an item as a polynomial, and its derivatives with respect to θ and to what <see cref=\"Lifting\"/> has computed.{added}",
            "LiftedValueAndGradient",
            item.ValueAndGradient,
            pullbacks);
        writer.Line();
        EmitPolynomial(loss.Expansion!, isLifted: true);
        EmitDerivatives(loss.Expansion!);
    }

    private void EmitDerivatives(TaylorExpansion expansion)
    {
        for (int i = 0; i < expansion.Derivatives.Count; i++)
        {
            writer.Line();
            EmitDerivativeKernel(expansion, i);
            writer.Line();
            EmitDerivative(expansion.Derivatives[i], i);
        }
    }

    private void EmitPolynomial(TaylorExpansion expansion, bool isLifted = false)
    {
        KernelNames names = NewNames();
        writer.Line("/// <inheritdoc/>");
        if (expansion.Degrees.Degree == 2)
        {
            writer.Line($"protected override {types["ItemPolynomial"]}? Polynomial => {types["ItemPolynomial"]}.Quadratic;");
        }
        else
        {
            // What an item does not take it does not vary with.
            List<ParameterDeclaration> parameters = [.. expansion.IsOfItems ? signature.Theta.Concat(results) : signature.Theta];
            List<int> places = [.. parameters.Select(p => expansion.Degrees.Parameters.ToList().IndexOf(p.Name))];
            string lengths = string.Join(", ", parameters.Select(p => p.IsArray ? names.Length(p) : "1"));
            string products = string.Join(", ", expansion.Degrees.Products.Select(p => $"[{string.Join(", ", places.Select(i => Number(i < 0 ? 0 : p[i])))}]"));
            writer.Line($"/// <remarks>In {string.Join(", ", parameters.Select(p => p.Name))}: how many numbers each has, and then the degrees in them of the products that the loss may have.</remarks>");
            writer.Line($"protected override {types["ItemPolynomial"]}? Polynomial => new([{lengths}], {products});");
        }

        if (expansion.IsOfItems && !isLifted)
        {
            writer.Line();
            writer.Line("/// <inheritdoc/>");
            writer.Line("protected override bool ExpandsPrologue => true;");
        }
    }

    private void EmitDerivativeKernel(TaylorExpansion expansion, int index)
    {
        IReadOnlyList<ParameterDeclaration> theta = expansion.IsOfItems ? PassTheta : signature.Theta;
        KernelNames names = NewNames();
        string vector = names.Allocate("parameters");
        string[] directions = [.. derivatives[index].Directions.Select(names.Allocate)];
        string start = names.Allocate("start");
        string count = names.Allocate("count");
        string sums = names.Allocate("sums");
        string span = $"{types["ReadOnlySpan"]}<double>";
        writer.Line("/// <inheritdoc/>");
        EmitOptimization();
        writer.Open(
            $"protected override void Accumulate{derivatives[index].Method}({span} {vector}, {string.Concat(directions.Select(d => $"{span} {d}, "))}int {start}, int {count}, {types["Span"]}<double> {sums})");
        EmitThetaLeaves(theta, names, vector);
        EmitColumns(names, start, count);
        var parts = new List<string>();
        foreach (string direction in directions)
        {
            foreach (ParameterDeclaration t in theta)
            {
                string name = names.Allocate(t.Name + "Direction");
                string place = Place(names, t, "");
                writer.Line(t.IsArray
                    ? $"{span} {name} = {direction}.Slice({place}, {names.Length(t)});"
                    : $"double {name} = {direction}[{place}];");
                parts.Add(name);
            }
        }

        foreach (ParameterDeclaration t in theta.Where(t => t.IsArray))
        {
            string name = names.Allocate(t.Name + "Product");
            writer.Line($"{types["Span"]}<double> {name} = {sums}.Slice({Place(names, t, "")}, {names.Length(t)});");
            parts.Add(name);
        }

        List<(string Part, string Place)> numbers = [.. theta.Where(t => !t.IsArray).Select(t => (names.Allocate(t.Name + "Product"), Place(names, t, "")))];
        string item = EmitLoop(names, count);
        string arguments = expansion.IsOfItems ? ItemArguments(names, start, item) : LeafArguments(names, start, item);
        string call = $"{Own(derivatives[index].Method)}({string.Join(", ", parts.Prepend(arguments))});";
        writer.Line(Assignment([.. numbers.Select(n => $"double {n.Part}")]) + call);
        foreach ((string part, string place) in numbers)
        {
            writer.Line($"{sums}[{place}] += {part};");
        }

        writer.Close();
        writer.Close();
    }

    private void EmitDerivative(Function derivative, int index)
    {
        List<string> parameters = [.. derivative.Parameters.Select(p => $"{types.Of(p)} {NameAllocator.Escape(p.Name)}")];
        if (new BufferPlan(derivative).NeedsWorkspace)
        {
            parameters.Add($"{types["Workspace"]}? {Signature.WorkspaceName(derivative.Parameters.Select(p => p.Name))} = null");
        }

        string type = derivative.Body.Yields.Count switch
        {
            0 => "void",
            1 => "double",
            _ => $"({string.Join(", ", derivative.Body.Yields.Select(_ => "double"))})",
        };
        writer.Line($"/// <summary>{derivatives[index].Summary}: numbers are returned, arrays are added to.</summary>");
        EmitOptimization();
        writer.Open($"private static {type} {derivatives[index].Method}({string.Join(", ", parameters)})");
        BodyEmitter.Emit(derivative, writer, types, model.ChecksOverflow, new PullbackMethods(loss.Pullbacks), numbers => numbers.Length switch
        {
            0 => "",
            1 => numbers[0],
            _ => $"({string.Join(", ", numbers)})",
        });
        writer.Close();
    }
}
