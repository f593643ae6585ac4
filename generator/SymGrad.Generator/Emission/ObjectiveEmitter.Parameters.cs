using System.Linq;
using Microsoft.CodeAnalysis.CSharp;
using SymGrad.Generator.Frontend;

namespace SymGrad.Generator.Emission;

/// <content>What the constructor of an objective takes, whether its loss can be differentiated or not.</content>
internal sealed partial class ObjectiveEmitter
{
    /// <summary>
    /// The parameters of the constructor: columns and rows, shapes, and the aggregation where there are data. Data of a type that a loss can't have
    /// take anything.
    /// </summary>
    public static string ConstructorParameters(LossModel model, Signature signature, TypeNames types)
    {
        var names = new KernelNames(model);
        return ConstructorParameters(names, names.Allocate("aggregation"), signature, types, model.Instance);
    }

    private static string ConstructorParameters(KernelNames names, string aggregation, Signature signature, TypeNames types, InstanceDeclaration? instance)
    {
        return string.Join(
            ", ",
            [
                .. instance is null ? Enumerable.Empty<string>() : [$"{instance.Type} {names.Instance}"],
                .. signature.Data.Select(d => $"{TypeOf(d)} {NameAllocator.Escape(d.Name)}"),
                .. signature.Destinations.Select(d => $"{(d.Theta.IsShapedArray ? types["Shape"] : d.Type)} {names.Shape(d.Theta)}"),
                .. signature.Data.Take(1).Select(_ => $"{types["Aggregation"]} {aggregation} = {types["Aggregation"]}.Mean"),
            ]);

        string TypeOf(ParameterDeclaration data) => data.Composite is not null ? $"{types["Column"]}<{data.ElementType}>"
            : data.IsArray ? $"{types["Rows"]}<{data.ElementType}>"
            : SyntaxFacts.GetKeywordKind(data.Type) is SyntaxKind.None or SyntaxKind.StringKeyword or SyntaxKind.ObjectKeyword ? "object?"
            : $"{types["Column"]}<{data.Type}>";
    }
}
