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
        Theta = [.. model.Leaves.Where(p => p.IsTheta)];
        Data = [.. model.Parameters.Where(p => !p.IsTheta)];
        ScalarTheta = [.. Theta.Where(t => !t.IsArray)];
        ArrayTheta = [.. Theta.Where(t => t.IsArray)];
        Returned = [.. model.Parameters.Where(p => p.IsTheta).SelectMany(ReturnedOf)];
    }

    /// <summary>θ: numbers, arrays, and those that parameters of composite types consist of.</summary>
    public IReadOnlyList<ParameterDeclaration> Theta { get; }

    /// <summary>The data parameters as they are declared.</summary>
    public IReadOnlyList<ParameterDeclaration> Data { get; }

    /// <summary>The numbers and arrays that the data consist of, and those of the instance.</summary>
    public IEnumerable<ParameterDeclaration> DataLeaves => Data.SelectMany(d => d.Leaves).Concat(model.InstanceLeaves);

    /// <summary>The numbers among θ, whose derivatives are returned.</summary>
    public IReadOnlyList<ParameterDeclaration> ScalarTheta { get; }

    /// <summary>The arrays among θ, whose derivatives are written to memory of the caller's.</summary>
    public IReadOnlyList<ParameterDeclaration> ArrayTheta { get; }

    /// <summary>What a gradient returns: numbers, and values of the composite types that consist of numbers only.</summary>
    public IReadOnlyList<ParameterDeclaration> Returned { get; }

    /// <summary>What stands before the type of a method with the parameters of the loss: it is static, or changes no struct.</summary>
    public string Modifiers => model.Instance switch
    {
        null => "static ",
        { IsReference: true } => "",
        _ => "readonly ",
    };

    public string Gradient => NameAllocator.Escape(model.BaseName + "Gradient");

    public string ValueAndGradient => NameAllocator.Escape(model.BaseName + "ValueAndGradient");

    public string StableValue => NameAllocator.Escape(GeneratedMembers.StableValue(model.BaseName));

    public string Objective => NameAllocator.Escape(model.ObjectiveName);

    /// <summary>The gradient's type: that of the one θ, or a tuple with the user's names for several.</summary>
    public string GradientType => TypeOf(Returned, ArrayTheta.Count > 0 ? "void" : "double");

    public string ValueType => Real(model.ReturnType);

    public string ValueAndGradientType => ReturnsGradient ? $"({ValueType} Value, {GradientType} Gradient)" : ValueType;

    /// <summary>
    /// Whether value and gradient come from a private method that writes to spans and returns numbers, which is what objectives call: where the
    /// gradient has arrays, and where it is an object, of which no objective wants one for each item.
    /// </summary>
    public bool HasCore => ArrayTheta.Count > 0 || Returned.Any(r => r.Composite is { IsReference: true });

    /// <summary>The name of that method.</summary>
    public string Core => NameAllocator.Escape(
        ArrayTheta.Count > 0 ? GeneratedMembers.AddGradient(model.BaseName) : GeneratedMembers.Partials(model.BaseName));

    /// <summary>What that method returns.</summary>
    public string CoreType => ScalarTheta.Count == 0 ? ValueType : $"({ValueType} Value, {TypeOf(ScalarTheta, "")} Gradient)";

    /// <summary>Whether what that method returns is also what the public one does.</summary>
    public bool ReturnsCore => Returned.All(r => r.Composite is null);

    /// <summary>Whether some of the gradient is returned, and not all of it written to spans.</summary>
    public bool ReturnsGradient => GradientType != "void";

    /// <summary>The precision of the flat θ vector: single only when the loss and all its θ are.</summary>
    public string Precision => model.ReturnType == "float" && Theta.All(t => t.ElementType == "float") ? "float" : "double";

    /// <summary>The parameters of the loss, then the destinations of gradients with respect to arrays.</summary>
    public string ParameterList => string.Join(", ", LossParameters.Concat(Destinations.Select(d => $"{d.Type} {NameAllocator.Escape(d.Name)}")));

    /// <summary>The parameters of <see cref="Core"/>.</summary>
    public string CoreParameterList => string.Join(
        ", ", CoreParameters.Select(Declare).Concat(Spans.Select(s => $"{s.Type} {NameAllocator.Escape(s.Name)}")));

    /// <summary>
    /// The parameters of the loss as <see cref="Core"/> takes them: those of arrays of arrays in θ as their elements and where the rows begin, which an
    /// objective has, and a method for one item copies once.
    /// </summary>
    public IEnumerable<ParameterDeclaration> CoreParameters => model.Parameters.SelectMany(p => !p.IsTheta ? [p]
        : p.IsJaggedArray ? p.Leaves
        : p.Leaves.Where(l => l.Place is { Copied: not CopiedPart.None }).Prepend(p));

    /// <summary>The parts of arrays of arrays that a method of the loss's own parameters has to copy.</summary>
    /// <param name="isCore">Whether the method has those of θ as parameters.</param>
    public IEnumerable<ParameterDeclaration> CopiedLeaves(bool isCore) => model.Parameters.Where(p => !(isCore && p.IsTheta))
        .SelectMany(p => p.Leaves).Concat(model.InstanceLeaves).Where(l => l.Place is { Copied: not CopiedPart.None });

    /// <summary>Whether some of θ are arrays of arrays, whose gradient is copied to the caller's at the end.</summary>
    public bool HasJaggedTheta => ArrayTheta.Any(t => t.Place is { Copied: not CopiedPart.None });

    /// <summary>The parameters of the loss.</summary>
    public string LossParameterList => string.Join(", ", LossParameters);

    /// <summary>
    /// Where gradients with respect to arrays go: a span for an array, and for a composite type another value of that type, whose arrays are
    /// overwritten.
    /// </summary>
    public IEnumerable<(string Type, string Name, ParameterDeclaration Theta)> Destinations => model.Parameters
        .Where(p => p.IsTheta && p.Leaves.Any(l => l.IsArray))
        .Select(p => (p.Composite is null ? SpanOf(p) : NonNull(p), DestinationOf(p), p));

    /// <summary>For each array in θ, the span that takes its gradient.</summary>
    public IEnumerable<(string Type, string Name, ParameterDeclaration Theta)> Spans => ArrayTheta.Select(
        t => (SpanOf(t), GeneratedMembers.Destination(t.Name, [.. model.Leaves.Select(p => p.Name)]), t));

    /// <summary>The destination of the gradient with respect to a parameter that is an array or has some.</summary>
    public string DestinationOf(ParameterDeclaration theta)
        => GeneratedMembers.Destination(theta.Name, [.. theta.Composite is null ? model.Leaves.Select(p => p.Name) : Names]);

    /// <summary>The names that the parameters of the loss and their parts have.</summary>
    public IEnumerable<string> Names => model.Parameters.Concat(model.Leaves).Select(p => p.Name).Distinct();

    private string SpanOf(ParameterDeclaration array) => $"{types["Span"]}<{array.ElementType}>";

    /// <summary>Whether the last parameter takes any number of arguments, which is an error; destinations would stand behind it.</summary>
    public bool HasParamsLast => ArrayTheta.Count == 0 && model.Parameters.Any(p => p.Modifier == "params");

    private IEnumerable<string> LossParameters => model.Parameters.Select(Declare);

    private string Declare(ParameterDeclaration p) => p.Modifier.Length == 0 || (p.Modifier == "params" && !HasParamsLast)
        ? $"{TypeOf(p)} {NameAllocator.Escape(p.Name)}"
        : $"{GeneratedModifier(p)} {TypeOf(p)} {NameAllocator.Escape(p.Name)}";

    /// <summary>Any argument is right for <c>in</c>; <c>ref readonly</c> insists on variables, which generated code has not always.</summary>
    private static string GeneratedModifier(ParameterDeclaration parameter)
        => parameter.Modifier == ParameterDeclaration.RefReadOnly ? ParameterDeclaration.In : parameter.Modifier;

    /// <summary>The type of a parameter as generated code writes it.</summary>
    public string TypeOf(ParameterDeclaration parameter) => parameter.Array switch
    {
        ArrayKind.ReadOnlySpan => $"{types["ReadOnlySpan"]}<{parameter.ElementType}>",
        ArrayKind.Span => $"{types["Span"]}<{parameter.ElementType}>",
        _ => parameter.Type,
    };

    /// <summary>The arguments with which a method of the parameters of this one calls <see cref="Core"/>.</summary>
    public string CoreArgumentList => string.Join(
        ", ", CoreParameters.Select(p => p.Name).Concat(Spans.Select(s => s.Name)).Select(NameAllocator.Escape));

    /// <summary>What the last parameter is called, by which a caller may hand in memory.</summary>
    public string Workspace => WorkspaceName(Names.Concat(Destinations.Select(d => d.Name)));

    /// <summary>How code in a method of the loss's parameters reads a number or array.</summary>
    public static string Read(ParameterDeclaration leaf)
        => leaf.Place is { } place ? place.Read(place.IsOfInstance ? InstanceShape.This : NameAllocator.Escape(place.Parameter)) : NameAllocator.Escape(leaf.Name);

    /// <summary>The returned gradient as an expression, from those of its numbers in order.</summary>
    public string Construct(IReadOnlyList<string> numbers)
    {
        var parts = new List<string>();
        int next = 0;
        foreach (ParameterDeclaration part in Returned)
        {
            IReadOnlyList<string> own = [.. numbers.Skip(next).Take(part.Leaves.Count)];
            next += own.Count;
            parts.Add(part.Composite is { } composite ? composite.Construction!.Print(own) : own[0]);
        }

        return parts.Count == 1 ? parts[0] : $"({string.Join(", ", parts)})";
    }

    /// <summary>What the last parameter is called, by which a caller may hand in memory.</summary>
    public static string WorkspaceName(IEnumerable<string> parameters) => parameters.Contains("workspace") ? "workspaceOfCaller" : "workspace";

    /// <summary>A reference to the user's method for documentation, or plain code where its types can't be referred to.</summary>
    public string DocumentationReference => model.TypeArgument.Length > 0 ? $"<c>{model.MethodName}&lt;{model.TypeArgument}&gt;</c>" : model.Parameters.All(p => p.Modifier.Length == 0 && (p.IsArray || SyntaxFacts.GetKeywordKind(p.Type) != SyntaxKind.None))
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

    private static string TypeOf(IReadOnlyList<ParameterDeclaration> parts, string typeOfNone) => parts.Count switch
    {
        0 => typeOfNone,
        1 => NonNull(parts[0]),
        _ => $"({string.Join(", ", parts.Select(t => $"{NonNull(t)}{ElementName(t.Name)}"))})",
    };

    private static string NonNull(ParameterDeclaration part) => part.Composite is null ? Real(part.Type) : part.Type.TrimEnd('?');

    /// <summary>A parameter of θ as a whole where it is returned so, or the numbers among its parts.</summary>
    private static IEnumerable<ParameterDeclaration> ReturnedOf(ParameterDeclaration theta)
        => theta.Leaves.Any(l => l.IsArray) ? theta.Leaves.Items.Where(l => l is { IsArray: false, IsTheta: true }) : [theta];

    /// <summary>Where a loss has a type that it must not have, its members are shaped as if it were double.</summary>
    private static string Real(string type) => type == "float" ? type : "double";

    /// <summary>C# keeps some names from tuple elements; such an element stays without a name.</summary>
    public static string ElementName(string name)
    {
        bool isPositional = name.StartsWith("Item", System.StringComparison.Ordinal) && name.Length > 4 && name.Skip(4).All(char.IsDigit);
        return isPositional || ReservedElementNames.Contains(name) ? "" : " " + NameAllocator.Escape(name);
    }
}
