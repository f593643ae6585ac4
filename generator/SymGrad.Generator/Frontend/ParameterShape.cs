using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using SymGrad.Generator.IR;

namespace SymGrad.Generator.Frontend;

/// <summary>
/// A parameter of a loss as the tree of its parts: a number or an array is its own leaf, a composite one has those of its members. What lies
/// behind the frontend sees leaves only.
/// </summary>
/// <param name="Name">A name for a leaf that no other leaf or parameter of the loss has.</param>
/// <param name="Path">What the user calls it: <c>weights.Hidden</c>.</param>
/// <param name="Suffix">What stands behind the name of the parameter to read it, as C# text: <c>.Hidden</c>.</param>
/// <param name="Type">Its type.</param>
/// <param name="Obstacle">Why a loss can't read it; null when it can.</param>
/// <param name="Members">Its parts; empty for a leaf.</param>
internal sealed record ParameterShape(
    string Name, string Path, string Suffix, ITypeSymbol Type, string? Obstacle, ImmutableArray<ParameterShape> Members)
{
    private const string Hidden = "it is not accessible where the generated code is";

    private static readonly string[][] LengthNames = [["Rows", "Columns"], ["Length0", "Length1", "Length2"]];

    public bool IsComposite => !Members.IsEmpty;

    /// <summary>What stands before the name of the parameter to read it, as C# text.</summary>
    public string Prefix { get; init; } = "";

    /// <summary>Whether it is a length of an array with several, and so the same for all items where that is θ.</summary>
    public bool IsExtent { get; init; }

    /// <summary>The number of dimensions of the array whose elements it is, where they are several; otherwise 0.</summary>
    public int Rank { get; init; }

    /// <summary>What it is of an array of arrays or a tensor, if it is a part of one.</summary>
    public CopiedPart Copied { get; init; }

    /// <summary>Whether it is an array with several dimensions. Its leaves are the elements, row by row, and the lengths.</summary>
    public bool IsMatrix => MatrixTypes.IsMatrix(Type);

    /// <summary>Whether it is an array of arrays. Its leaves are the elements, row after row, and where the rows begin.</summary>
    public bool IsJagged => JaggedTypes.IsJagged(Type);

    /// <summary>Whether it is a tensor. Its leaves are the elements and the lengths.</summary>
    public bool IsTensor => TensorTypes.ElementOf(Type) is not null;

    /// <summary>Whether it is a tuple. Its elements are found by position.</summary>
    public bool IsTuple => Type.IsTupleType;

    /// <summary>
    /// Whether it is a parameter of an enumeration. Its one leaf is the number behind it, which generated code computes with under a name of its own.
    /// </summary>
    public bool IsEnumeration => IsComposite && ScalarTypes.EnumerationBaseOf(Type) is not null;

    /// <summary>The scalars and arrays that it consists of, in order, without what a loss can't read.</summary>
    public IEnumerable<ParameterShape> Leaves => Obstacle is not null ? [] : IsComposite ? Members.SelectMany(m => m.Leaves) : [this];

    /// <summary>The parts that can't be read.</summary>
    public IEnumerable<ParameterShape> Unreadable => Obstacle is not null ? [this] : Members.SelectMany(m => m.Unreadable);

    /// <summary>How a leaf is passed: the kind of array that it is, if it is one, and the type of a number or an element.</summary>
    public (ArrayKind Kind, ScalarType Element)? Leaf => ScalarTypes.OfValue(Type) is { } scalar ? (ArrayKind.None, scalar) : ArrayTypes.Of(Type);

    /// <summary>The shapes of the parameters of a loss.</summary>
    public static ImmutableArray<ParameterShape> Of(IMethodSymbol loss, Compilation compilation) => WithInstance(loss, compilation).Parameters;

    /// <summary>The shapes of the parameters of a loss, and that of the instance that it is a method of.</summary>
    public static (ImmutableArray<ParameterShape> Parameters, InstanceShape? Instance) WithInstance(IMethodSymbol loss, Compilation compilation)
    {
        var names = new HashSet<string>(loss.Parameters.Select(p => p.Name));
        ImmutableArray<ParameterShape> parameters = [.. loss.Parameters.Select(p => CompositeTypes.Of(p.Type) is { } type
            ? new(p.Name, p.Name, "", p.Type, null, MembersOf(type, p.Name, p.Name, ""))
            : new ParameterShape(p.Name, p.Name, "", p.Type, null, PartsOf(p)))];
        return (parameters, loss.IsStatic ? null : InstanceShape.Of(loss, MembersOf));

        ImmutableArray<ParameterShape> PartsOf(IParameterSymbol parameter)
        {
            if (ScalarTypes.EnumerationBaseOf(parameter.Type) is { } number)
            {
                string conversion = $"({ScalarTypes.Of(number)!.Value.Keyword()})";
                return [new(Allocate(parameter.Name + "Number"), parameter.Name, "", parameter.Type, null, []) { Prefix = conversion }];
            }

            if (TensorTypes.ElementOf(parameter.Type) is not null)
            {
                return
                [
                    new(Allocate(parameter.Name + "Elements"), parameter.Name, "", SpanOf(((INamedTypeSymbol)parameter.Type).TypeArguments[0]), null, [])
                    {
                        Copied = CopiedPart.TensorElements,
                    },
                    new(Allocate(parameter.Name + "Lengths"), parameter.Name, "", SpanOf(compilation.GetSpecialType(SpecialType.System_Int32)), null, [])
                    {
                        Copied = CopiedPart.TensorLengths,
                        IsExtent = true,
                    },
                ];
            }

            return TupleTypes.Of(parameter.Type) is { } tuple
                ? ElementsOf(tuple, parameter.Name, parameter.Name, "")
                : ArrayPartsOf(parameter.Type, parameter.Name, parameter.Name, "");
        }

        ImmutableArray<ParameterShape> ArrayPartsOf(ITypeSymbol type, string name, string path, string suffix)
            => MatrixTypes.IsMatrix(type) ? MatrixPartsOf(type, name, path, suffix)
                : JaggedTypes.IsJagged(type) ? CopiedPartsOf(type, name, path, suffix)
                : [];

        ImmutableArray<ParameterShape> CopiedPartsOf(ITypeSymbol type, string name, string path, string suffix)
        {
            ITypeSymbol element = ((IArrayTypeSymbol)((IArrayTypeSymbol)type).ElementType).ElementType;
            return
            [
                new(Allocate(name + "Elements"), path, suffix, SpanOf(element), null, []) { Copied = CopiedPart.Elements },
                new(Allocate(name + "Offsets"), path, suffix, SpanOf(compilation.GetSpecialType(SpecialType.System_Int32)), null, [])
                {
                    Copied = CopiedPart.Offsets,
                    IsExtent = true,
                },
            ];
        }

        INamedTypeSymbol SpanOf(ITypeSymbol element) => compilation.GetTypeByMetadataName("System.ReadOnlySpan`1")!.Construct(element);

        ImmutableArray<ParameterShape> MatrixPartsOf(ITypeSymbol type, string name, string path, string suffix)
        {
            var array = (IArrayTypeSymbol)type;
            ITypeSymbol length = compilation.GetSpecialType(SpecialType.System_Int32);
            return
            [
                new(Allocate(name + "Elements"), path, suffix + MatrixTypes.ElementsSuffix, SpanOf(array.ElementType), null, [])
                {
                    Prefix = MatrixTypes.ElementsPrefix,
                    Rank = array.Rank,
                },
                .. Enumerable.Range(0, array.Rank).Select(i => new ParameterShape(
                    Allocate(name + LengthNames[array.Rank - 2][i]),
                    path + MatrixTypes.LengthSuffix(i), suffix + MatrixTypes.LengthSuffix(i), length, null, []) { IsExtent = true }),
            ];
        }

        ImmutableArray<ParameterShape> MembersOf(CompositeType type, string name, string path, string suffix) => [.. type.Members.Select(member =>
        {
            string memberPath = path.Length == 0 ? member.Name : $"{path}.{member.Name}";
            string memberSuffix = $"{suffix}.{Identifiers.Escape(member.Name)}";
            string wanted = name.Length == 0 ? Identifiers.Camel(member.Name) : name + Identifiers.Capitalize(member.Name);
            return PartOf(member.Type, wanted, memberPath, memberSuffix, member.Obstacle ?? (IsAccessible(member.Symbol) ? null : Hidden));
        })];

        ImmutableArray<ParameterShape> ElementsOf(INamedTypeSymbol tuple, string name, string path, string suffix) => [.. tuple.TupleElements.Select(
            e => PartOf(e.Type, name + Identifiers.Capitalize(e.Name), $"{path}.{e.Name}", $"{suffix}.{Identifiers.Escape(e.Name)}", null))];

        ParameterShape PartOf(ITypeSymbol type, string wanted, string path, string suffix, string? obstacle)
        {
            if (obstacle is not null || ScalarTypes.OfValue(type) is not null || ArrayTypes.IsArray(type))
            {
                return new(obstacle is null ? Allocate(wanted) : wanted, path, suffix, type, obstacle, [])
                {
                    Prefix = ScalarTypes.EnumerationBaseOf(type) is { } number ? $"({ScalarTypes.Of(number)!.Value.Keyword()})" : "",
                };
            }

            return ArrayTypes.IsAnyArray(type) ? new(wanted, path, suffix, type, null, ArrayPartsOf(type, wanted, path, suffix))
                : CompositeTypes.Of(type) is { } inner ? new(wanted, path, suffix, type, null, MembersOf(inner, wanted, path, suffix))
                : TupleTypes.Of(type) is { } tuple ? new(wanted, path, suffix, type, null, ElementsOf(tuple, wanted, path, suffix))
                : new ParameterShape(wanted, path, suffix, type, "it is a tuple of other things than numbers", []);
        }

        bool IsAccessible(ISymbol member)
            => compilation.IsSymbolAccessibleWithin((member as IPropertySymbol)?.GetMethod ?? member, loss.ContainingType);

        string Allocate(string wanted)
        {
            string name = wanted;
            for (int number = 2; names.Contains(name + "Gradient") || !names.Add(name); number++)
            {
                name = wanted + number.ToString(System.Globalization.CultureInfo.InvariantCulture);
            }

            return name;
        }
    }
}

/// <summary>What a leaf is of an array of arrays or of a tensor, whose elements a method for one item copies to an array.</summary>
internal enum CopiedPart
{
    /// <summary>No part of one.</summary>
    None,

    /// <summary>The elements, row after row.</summary>
    Elements,

    /// <summary>Where each row begins, and, last, where the last one ends.</summary>
    Offsets,

    /// <summary>The elements of a tensor, those of the last dimension next to each other.</summary>
    TensorElements,

    /// <summary>The lengths of its dimensions.</summary>
    TensorLengths,
}
