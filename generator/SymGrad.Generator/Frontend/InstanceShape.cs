using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace SymGrad.Generator.Frontend;

/// <summary>
/// What the instance holds that a loss is a method of: data that all items share. Parameters of a primary constructor are among it, which C# stores
/// where methods use them.
/// </summary>
/// <param name="Members">The members that are stored, in the order of the composite type; none where a loss can't read any.</param>
/// <param name="Captured">The parameters of the primary constructor.</param>
internal sealed record InstanceShape(ImmutableArray<ParameterShape> Members, ImmutableArray<(IParameterSymbol Parameter, ParameterShape Shape)> Captured)
{
    /// <summary>What of it stands where it is read, in C#.</summary>
    public const string This = "this";

    private const string Unread = "the loss does not read it";

    /// <summary>Makes the parts of the members of a type: from the type, a name, a path, and what stands behind the instance to read it.</summary>
    internal delegate ImmutableArray<ParameterShape> MakeMembers(CompositeType type, string name, string path, string suffix);

    /// <summary>The numbers and arrays among it.</summary>
    public IEnumerable<ParameterShape> Leaves => Members.Concat(Captured.Select(c => c.Shape)).SelectMany(m => m.Leaves);

    /// <summary>What a loss finds in its instance.</summary>
    public static InstanceShape Of(IMethodSymbol loss, MakeMembers make)
    {
        INamedTypeSymbol type = loss.ContainingType;
        ImmutableArray<ParameterShape> members = CompositeTypes.Of(type) is { } composite ? make(composite, "", "", "") : [];
        CompositeMember[] captured = [.. PrimaryParametersOf(type).Select(p => CompositeTypes.ReadableMember(p, p.Type, type))];

        // To be read like members, as they have to be in nested classes, they get properties.
        ImmutableArray<ParameterShape> shapes = make(new CompositeType(type, [.. captured]), "", "", "");
        string baseName = SignatureLowering.BaseNameOf(loss);
        return new(
            members,
            [.. captured.Zip(shapes, (member, shape) => (
                (IParameterSymbol)member.Symbol, InProperty(shape, "." + Identifiers.Escape(member.Name), "." + AccessorOf(baseName, member.Name))))]);
    }

    /// <summary>The instance with those of its numbers and arrays only that are read.</summary>
    public InstanceShape Keep(HashSet<string> leaves)
        => new(Keep(Members, leaves), [.. Captured.Select(c => (c.Parameter, Keep([c.Shape], leaves)[0]))]);

    /// <summary>The generated property that reads a parameter of the primary constructor.</summary>
    public static string AccessorOf(string baseName, string parameter) => baseName + Identifiers.Capitalize(parameter);

    private static ImmutableArray<ParameterShape> Keep(ImmutableArray<ParameterShape> shapes, HashSet<string> leaves) => [.. shapes.Select(
        shape => shape.IsMatrix ? shape.Leaves.Any(l => leaves.Contains(l.Name)) ? shape : shape with { Members = [], Obstacle = Unread }
            : shape.IsComposite ? shape with { Members = Keep(shape.Members, leaves) }
            : shape.Obstacle is null && !leaves.Contains(shape.Name) ? shape with { Obstacle = Unread }
            : shape)];

    private static ParameterShape InProperty(ParameterShape shape, string member, string property) => shape with
    {
        Suffix = property + shape.Suffix.Substring(member.Length),
        Members = [.. shape.Members.Select(m => InProperty(m, member, property))],
    };

    /// <summary>The parameters of the primary constructor that methods can use: those of a record are properties.</summary>
    private static ImmutableArray<IParameterSymbol> PrimaryParametersOf(INamedTypeSymbol type) => type.IsRecord
        ? []
        : [.. type.InstanceConstructors
            .Where(c => c.DeclaringSyntaxReferences.Any(r => r.GetSyntax() is TypeDeclarationSyntax))
            .SelectMany(c => c.Parameters)];
}
