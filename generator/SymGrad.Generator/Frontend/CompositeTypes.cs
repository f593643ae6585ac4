using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace SymGrad.Generator.Frontend;

/// <summary>A member that an instance of a composite type stores: a field, or an auto-property.</summary>
/// <param name="Symbol">The field or property that the user's code names.</param>
/// <param name="Type">Its type.</param>
/// <param name="Obstacle">Why a loss can't read it; null when it can.</param>
internal sealed record CompositeMember(ISymbol Symbol, ITypeSymbol Type, string? Obstacle)
{
    public string Name => Symbol.Name;
}

/// <summary>A struct, record or class that a loss may compute with, as the members that its instances store.</summary>
internal sealed record CompositeType(INamedTypeSymbol Symbol, ImmutableArray<CompositeMember> Members)
{
    /// <summary>The position of a field or property among the members; −1 for one that is computed.</summary>
    public int IndexOf(ISymbol symbol)
    {
        for (int i = 0; i < Members.Length; i++)
        {
            if (SymbolEqualityComparer.Default.Equals(Members[i].Symbol.OriginalDefinition, symbol.OriginalDefinition))
            {
                return i;
            }
        }

        return -1;
    }

    /// <summary>Whether a value of the type may be null, or have a member that is: it then has no default that a loss can compute with.</summary>
    public bool HasReferences => !Symbol.IsValueType
        || Members.Any(m => m.Obstacle is null && (ArrayTypes.IsAnyArray(m.Type) || CompositeTypes.Of(m.Type) is { HasReferences: true }));
}

/// <summary>Which C# types are structs, records and classes of numbers and arrays.</summary>
internal static class CompositeTypes
{
    /// <summary>The members of a vector, or of a type with source that has at least one that a loss can read; null for any other type.</summary>
    public static CompositeType? Of(ITypeSymbol? type)
    {
        if (type is not INamedTypeSymbol { TypeKind: TypeKind.Struct or TypeKind.Class, IsTupleType: false, IsStatic: false } named
            || named.SpecialType != SpecialType.None
            || named.IsRefLikeType
            || named.IsAnonymousType
            || !(IsKnown(named) || VectorTypes.IsVector(named)))
        {
            return null;
        }

        ImmutableArray<CompositeMember> members = [.. FieldsOf(named).Select(f => MemberOf(f, named))];
        return members.Any(m => m.Obstacle is null) ? new CompositeType(named, members) : null;
    }

    public static bool IsComposite(ITypeSymbol? type) => Of(type) is not null;

    /// <summary>Whether all that instances store is seen: the source of the type and of its bases is there.</summary>
    private static bool IsKnown(INamedTypeSymbol type)
    {
        for (INamedTypeSymbol? current = type; current is { SpecialType: SpecialType.None }; current = current.BaseType)
        {
            if (current.ContainingAssembly is not ISourceAssemblySymbol || current.GetAttributes().Any(OverlaysMembers))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Whether an attribute lays out members by hand, so that an assignment to one may change another.</summary>
    private static bool OverlaysMembers(AttributeData attribute)
        => attribute.AttributeClass is { Name: "StructLayoutAttribute" or "InlineArrayAttribute" } layout
            && layout.ContainingNamespace?.Name is "InteropServices" or "CompilerServices"
            && (layout.Name == "InlineArrayAttribute" || attribute.ConstructorArguments is not [{ Value: 0 or (short)0 or 3 or (short)3 }]);

    /// <summary>The fields of a type, those of its bases first.</summary>
    public static IEnumerable<IFieldSymbol> FieldsOf(INamedTypeSymbol type)
        => (type.BaseType is { SpecialType: SpecialType.None } parent ? FieldsOf(parent) : [])
            .Concat(type.GetMembers().OfType<IFieldSymbol>().Where(f => !f.IsStatic && !f.IsConst));

    /// <summary>A parameter of a primary constructor as what an instance stores.</summary>
    public static CompositeMember ReadableMember(IParameterSymbol parameter, ITypeSymbol type, INamedTypeSymbol owner)
        => new(parameter, type, parameter.RefKind != RefKind.None ? "it is a reference" : ObstacleOf(type, owner));

    private static CompositeMember MemberOf(IFieldSymbol field, INamedTypeSymbol owner)
    {
        ISymbol symbol = field.AssociatedSymbol is IPropertySymbol property ? property : field;
        string? obstacle = symbol switch
        {
            IPropertySymbol { IsVirtual: true } or IPropertySymbol { IsOverride: true } => "it is virtual, so that another type decides what it returns",
            IPropertySymbol computed when !IsAutomatic(computed) => "its accessors compute",
            IFieldSymbol { AssociatedSymbol: IEventSymbol } or IFieldSymbol { IsFixedSizeBuffer: true } => "it is no number",
            _ => ObstacleOf(field.Type, owner),
        };
        return new CompositeMember(symbol, field.Type, obstacle);
    }

    private static string? ObstacleOf(ITypeSymbol type, INamedTypeSymbol owner)
        => Reaches(type, owner, new(SymbolEqualityComparer.Default)) ? $"a value of type '{NameOf(type)}' may hold another '{owner.Name}'"
            : IsReadable(type) ? null
            : $"a value of type '{NameOf(type)}' is not supported";

    /// <summary>Whether a property stores what it is given and returns it, which C#'s 'field' need not.</summary>
    private static bool IsAutomatic(IPropertySymbol property)
        => property.GetMethod is not null && property.DeclaringSyntaxReferences.All(r => r.GetSyntax() switch
        {
            ParameterSyntax => true,
            PropertyDeclarationSyntax { ExpressionBody: null, AccessorList: { } accessors }
                => accessors.Accessors.All(a => a is { Body: null, ExpressionBody: null }),
            _ => false,
        });

    private static string NameOf(ITypeSymbol type) => type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat);

    /// <summary>Whether a value of a type can lead to one of another type, member by member: values that hold their like have no fixed size.</summary>
    private static bool Reaches(ITypeSymbol type, INamedTypeSymbol target, HashSet<ISymbol> seen)
        => type is INamedTypeSymbol { SpecialType: SpecialType.None, TypeKind: TypeKind.Struct or TypeKind.Class } named
            && (SymbolEqualityComparer.Default.Equals(named.OriginalDefinition, target.OriginalDefinition)
                || ((named.IsTupleType || named.ContainingAssembly is ISourceAssemblySymbol)
                    && (named.IsTupleType || seen.Add(named.OriginalDefinition))
                    && FieldsOf(named).Any(f => Reaches(f.Type, target, seen))));

    private static bool IsReadable(ITypeSymbol type)
        => ScalarTypes.OfValue(type) is not null || ArrayTypes.IsAnyArray(type) || Of(type) is not null
            || (type is INamedTypeSymbol { IsTupleType: true, TupleElements: { IsEmpty: false } elements } && elements.All(e => IsReadable(e.Type)));
}
