using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis.CSharp;
using SymGrad.Generator.Frontend;
using SymGrad.Generator.IR;

namespace SymGrad.Generator.Emission;

/// <summary>The names and types of the members that are generated for a loss.</summary>
internal sealed class Signature
{
    private static readonly HashSet<string> ReservedElementNames =
        ["CompareTo", "Deconstruct", "Equals", "GetHashCode", "Rest", "ToString", "GetType"];

    private readonly LossModel model;
    private readonly TypeNames types;

    public Signature(LossModel model, TypeNames types)
    {
        this.model = model;
        this.types = types;
        Theta = [.. model.Parameters.Where(p => p.IsTheta)];
        Data = [.. model.Parameters.Where(p => !p.IsTheta)];
        ScalarTheta = [.. Theta.Where(t => !t.IsArray)];
        ArrayTheta = [.. Theta.Where(t => t.IsArray)];
    }

    public IReadOnlyList<ParameterDeclaration> Theta { get; }

    public IReadOnlyList<ParameterDeclaration> Data { get; }

    /// <summary>The numbers among θ, whose derivatives are returned.</summary>
    public IReadOnlyList<ParameterDeclaration> ScalarTheta { get; }

    /// <summary>The arrays among θ, whose derivatives are written to spans of the caller's.</summary>
    public IReadOnlyList<ParameterDeclaration> ArrayTheta { get; }

    public string Gradient => NameAllocator.Escape(model.BaseName + "Gradient");

    /// <summary>The method that adds a gradient to what its destinations hold.</summary>
    public string AddGradient => NameAllocator.Escape(GeneratedMembers.AddGradient(model.BaseName));

    public string ValueAndGradient => NameAllocator.Escape(model.BaseName + "ValueAndGradient");

    public string StableValue => NameAllocator.Escape(GeneratedMembers.StableValue(model.BaseName));

    public string Objective => NameAllocator.Escape(model.BaseName + "Objective");

    /// <summary>The gradient's type: a number for one θ, a tuple with the user's names for several.</summary>
    public string GradientType => ScalarTheta.Count switch
    {
        0 => ArrayTheta.Count > 0 ? "void" : "double",
        1 => Real(ScalarTheta[0].Type),
        _ => $"({string.Join(", ", ScalarTheta.Select(t => $"{Real(t.Type)}{ElementName(t.Name)}"))})",
    };

    public string ValueType => Real(model.ReturnType);

    public string ValueAndGradientType => ReturnsGradient ? $"({ValueType} Value, {GradientType} Gradient)" : ValueType;

    /// <summary>Whether some of the gradient is returned, and not all of it written to spans.</summary>
    public bool ReturnsGradient => GradientType != "void";

    /// <summary>The precision of the flat θ vector: single only when the loss and all its θ are.</summary>
    public string Precision => model.ReturnType == "float" && Theta.All(t => t.ElementType == "float") ? "float" : "double";

    /// <summary>The parameters of the loss, then the destinations of gradients with respect to arrays.</summary>
    public string ParameterList => string.Join(", ", LossParameters.Concat(Destinations.Select(d => $"{d.Type} {NameAllocator.Escape(d.Name)}")));

    /// <summary>The parameters of the loss.</summary>
    public string LossParameterList => string.Join(", ", LossParameters);

    /// <summary>For each array in θ, the span that takes its gradient.</summary>
    public IEnumerable<(string Type, string Name, ParameterDeclaration Theta)> Destinations => ArrayTheta.Select(
        t => ($"{types["Span"]}<{t.ElementType}>", GeneratedMembers.Destination(t.Name, [.. model.Parameters.Select(p => p.Name)]), t));

    /// <summary>Whether the last parameter takes any number of arguments, which is an error; destinations would stand behind it.</summary>
    public bool HasParamsLast => ArrayTheta.Count == 0 && model.Parameters.Any(p => p.Modifier == "params");

    private IEnumerable<string> LossParameters => model.Parameters.Select(p => p.Modifier.Length == 0 || (p.Modifier == "params" && !HasParamsLast)
        ? $"{TypeOf(p)} {NameAllocator.Escape(p.Name)}"
        : $"{p.Modifier} {TypeOf(p)} {NameAllocator.Escape(p.Name)}");

    /// <summary>The type of a parameter as generated code writes it.</summary>
    public string TypeOf(ParameterDeclaration parameter) => parameter.Array switch
    {
        ArrayKind.ReadOnlySpan => $"{types["ReadOnlySpan"]}<{parameter.ElementType}>",
        ArrayKind.Span => $"{types["Span"]}<{parameter.ElementType}>",
        _ => parameter.Type,
    };

    /// <summary>The names of the arguments with which a method of the parameters of this one is called.</summary>
    public string ArgumentList => string.Join(
        ", ", model.Parameters.Select(p => p.Name).Concat(Destinations.Select(d => d.Name)).Select(NameAllocator.Escape));

    /// <summary>What the last parameter is called, by which a caller may hand in memory.</summary>
    public string Workspace => WorkspaceName(model.Parameters.Select(p => p.Name).Concat(Destinations.Select(d => d.Name)));

    /// <summary>What the last parameter is called, by which a caller may hand in memory.</summary>
    public static string WorkspaceName(IEnumerable<string> parameters) => parameters.Contains("workspace") ? "workspaceOfCaller" : "workspace";

    /// <summary>A reference to the user's method for documentation, or plain code where its types can't be referred to.</summary>
    public string DocumentationReference => model.Parameters.All(p => p.Modifier.Length == 0 && (p.IsArray || SyntaxFacts.GetKeywordKind(p.Type) != SyntaxKind.None))
        ? $"<see cref=\"{NameAllocator.Escape(model.MethodName)}({string.Join(", ", model.Parameters.Select(p => TypeOf(p).Replace('<', '{').Replace('>', '}')))})\"/>"
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
