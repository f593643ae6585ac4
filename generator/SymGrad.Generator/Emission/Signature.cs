using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis.CSharp;
using SymGrad.Generator.Frontend;

namespace SymGrad.Generator.Emission;

/// <summary>The names and types of the members that are generated for a loss.</summary>
internal sealed class Signature
{
    private static readonly HashSet<string> ReservedElementNames =
        ["CompareTo", "Deconstruct", "Equals", "GetHashCode", "Rest", "ToString", "GetType"];

    private readonly LossModel model;

    public Signature(LossModel model)
    {
        this.model = model;
        Theta = [.. model.Parameters.Where(p => p.IsTheta)];
        Data = [.. model.Parameters.Where(p => !p.IsTheta)];
    }

    public IReadOnlyList<ParameterDeclaration> Theta { get; }

    public IReadOnlyList<ParameterDeclaration> Data { get; }

    public string Gradient => NameAllocator.Escape(model.BaseName + "Gradient");

    public string ValueAndGradient => NameAllocator.Escape(model.BaseName + "ValueAndGradient");

    public string Objective => NameAllocator.Escape(model.BaseName + "Objective");

    /// <summary>The gradient's type: a number for one θ, a tuple with the user's names for several.</summary>
    public string GradientType => Theta.Count switch
    {
        0 => "double",
        1 => Real(Theta[0].Type),
        _ => $"({string.Join(", ", Theta.Select(t => $"{Real(t.Type)}{ElementName(t.Name)}"))})",
    };

    public string ValueAndGradientType => $"({Real(model.ReturnType)} Value, {GradientType} Gradient)";

    /// <summary>The precision of the flat θ vector: single only when the loss and all its θ are.</summary>
    public string Precision => model.ReturnType == "float" && Theta.All(t => t.Type == "float") ? "float" : "double";

    public string ParameterList => string.Join(", ", model.Parameters.Select(
        p => $"{(p.Modifier.Length > 0 ? p.Modifier + " " : "")}{p.Type} {NameAllocator.Escape(p.Name)}"));

    /// <summary>A reference to the user's method for documentation, or plain code where its types can't be referred to.</summary>
    public string DocumentationReference => model.Parameters.All(p => p.Modifier.Length == 0 && SyntaxFacts.GetKeywordKind(p.Type) != SyntaxKind.None)
        ? $"<see cref=\"{NameAllocator.Escape(model.MethodName)}({string.Join(", ", model.Parameters.Select(p => p.Type))})\"/>"
        : $"<c>{model.MethodName}</c>";

    /// <summary>The containing type as code nested in it refers to it.</summary>
    public string TypeReference(IEnumerable<string> shadowingNames)
    {
        string last = model.Type.Declarations[model.Type.Declarations.Count - 1].Name;
        bool isShadowed = model.QualifiesNames || shadowingNames.Contains(last.Split('<')[0].TrimStart('@'));
        string chain = string.Join(".", model.Type.Declarations.Select(d => d.Name));
        return !isShadowed ? last : model.Type.Namespace.Length > 0 ? $"global::{model.Type.Namespace}.{chain}" : $"global::{chain}";
    }

    /// <summary>Where a loss has a type that it must not have, its members are shaped as if it were double.</summary>
    private static string Real(string type) => type == "float" ? type : "double";

    /// <summary>C# keeps some names from tuple elements; such an element stays without a name.</summary>
    private static string ElementName(string name)
    {
        bool isPositional = name.StartsWith("Item", System.StringComparison.Ordinal) && name.Length > 4 && name.Skip(4).All(char.IsDigit);
        return isPositional || ReservedElementNames.Contains(name) ? "" : " " + NameAllocator.Escape(name);
    }
}
