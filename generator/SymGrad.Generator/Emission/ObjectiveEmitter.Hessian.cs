using System.Collections.Generic;
using System.Linq;
using SymGrad.Generator.Frontend;
using SymGrad.Generator.IR;

namespace SymGrad.Generator.Emission;

/// <summary>The part for quadratic losses with arrays: the product of the Hessian with a direction.</summary>
internal sealed partial class ObjectiveEmitter
{
    private void EmitHessianKernel()
    {
        KernelNames names = NewNames();
        string theta = names.Allocate("parameters");
        string direction = names.Allocate("direction");
        string start = names.Allocate("start");
        string count = names.Allocate("count");
        string sums = names.Allocate("sums");
        string span = $"{types["ReadOnlySpan"]}<double>";
        writer.Line("/// <inheritdoc/>");
        writer.Line("protected override bool HasHessian => true;");
        writer.Line();
        writer.Line("/// <inheritdoc/>");
        EmitOptimization();
        writer.Open(
            $"protected override void AccumulateHessianProduct({span} {theta}, {span} {direction}, int {start}, int {count}, {types["Span"]}<double> {sums})");
        EmitThetaLeaves(signature.Theta, names, theta);
        EmitColumns(names, start, count);
        var directions = new List<string>();
        foreach (ParameterDeclaration t in signature.Theta)
        {
            string name = names.Allocate(t.Name + "Direction");
            string place = Place(names, t, "");
            writer.Line(t.IsArray
                ? $"{span} {name} = {direction}.Slice({place}, {names.Length(t)});"
                : $"double {name} = {direction}[{place}];");
            directions.Add(name);
        }

        var destinations = new List<string>();
        foreach (ParameterDeclaration t in signature.ArrayTheta)
        {
            string name = names.Allocate(t.Name + "Product");
            writer.Line($"{types["Span"]}<double> {name} = {sums}.Slice({Place(names, t, "")}, {names.Length(t)});");
            destinations.Add(name);
        }

        List<(string Part, string Place)> numbers = [.. signature.ScalarTheta.Select(t => (names.Allocate(t.Name + "Product"), Place(names, t, "")))];
        string item = EmitLoop(names, count);
        string call = $"{Own("HessianProduct")}({string.Join(", ", [LeafArguments(names, start, item), .. directions, .. destinations])});";
        string results = numbers.Count switch
        {
            0 => "",
            1 => $"double {numbers[0].Part} = ",
            _ => $"({string.Join(", ", numbers.Select(n => $"double {n.Part}"))}) = ",
        };
        writer.Line(results + call);
        foreach ((string part, string place) in numbers)
        {
            writer.Line($"{sums}[{place}] += {part};");
        }

        writer.Close();
        writer.Close();
    }

    private void EmitHessianProduct(Function product)
    {
        List<string> parameters = [.. product.Parameters.Select(p => $"{types.Of(p)} {NameAllocator.Escape(p.Name)}")];
        if (new BufferPlan(product).NeedsWorkspace)
        {
            parameters.Add($"{types["Workspace"]}? {Signature.WorkspaceName(product.Parameters.Select(p => p.Name))} = null");
        }

        string type = product.Body.Yields.Count switch
        {
            0 => "void",
            1 => "double",
            _ => $"({string.Join(", ", product.Body.Yields.Select(_ => "double"))})",
        };
        writer.Line("/// <summary>The product of one item's Hessian with a direction: numbers are returned, arrays are added to.</summary>");
        EmitOptimization();
        writer.Open($"private static {type} HessianProduct({string.Join(", ", parameters)})");
        BodyEmitter.Emit(product, writer, types, model.ChecksOverflow, new PullbackMethods(loss.Pullbacks), results => results.Length switch
        {
            0 => "",
            1 => results[0],
            _ => $"({string.Join(", ", results)})",
        });
        writer.Close();
    }
}
