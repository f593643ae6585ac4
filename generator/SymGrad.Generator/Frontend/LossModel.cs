using System.Collections.Generic;
using System.Linq;
using SymGrad.Generator.IR;

namespace SymGrad.Generator.Frontend;

/// <summary>
/// All that the later stages know of one loss: equal to another by value, free of positions and symbols. It is what the incremental
/// pipeline caches.
/// </summary>
/// <param name="Type">Where generated members go.</param>
/// <param name="MethodName">The user's method, without @.</param>
/// <param name="BaseName">What generated members are named after: the method's name, or the Name given on the attribute.</param>
/// <param name="Accessibility">The method's accessibility as C# text: <c>public</c>, <c>private protected</c>….</param>
/// <param name="Parameters">The parameters as declared.</param>
/// <param name="ReturnType">The method's return type as C# text.</param>
/// <param name="ChecksOverflow">Whether the project checks integer overflow by default.</param>
/// <param name="QualifiesNames">
/// Whether a short name that generated code would use (Math, Pullback…) means something else at the user's type, so that
/// fully qualified names are emitted instead.
/// </param>
/// <param name="UsesStableForms">Whether expressions that lose digits are replaced by equal ones that do not.</param>
/// <param name="Helpers">Helpers that call themselves, each with its own derivative.</param>
/// <param name="Function">The lowered method, or null when it has an error.</param>
/// <param name="Failure">What the first error says, when <paramref name="Function"/> is null.</param>
internal sealed record LossModel(
    TypeContext Type,
    string MethodName,
    string BaseName,
    string Accessibility,
    EquatableArray<ParameterDeclaration> Parameters,
    string ReturnType,
    bool ChecksOverflow,
    bool QualifiesNames,
    bool UsesStableForms,
    EquatableArray<HelperFunction> Helpers,
    Function? Function,
    string? Failure)
{
    /// <summary>The type that a generic loss is differentiated for, as C# text; "" for one that is not generic.</summary>
    public string TypeArgument { get; init; } = "";

    /// <summary>Whether derivatives add up in the order of the loss.</summary>
    public bool HasOrderedSums { get; init; }

    /// <summary>The instance that the loss is a method of; null for a static one.</summary>
    public InstanceDeclaration? Instance { get; init; }

    /// <summary>The user's method as it is called, without its type.</summary>
    public string Call => TypeArgument.Length == 0 ? Identifiers.Escape(MethodName) : $"{Identifiers.Escape(MethodName)}<{TypeArgument}>";

    /// <summary>The name of its objective.</summary>
    public string ObjectiveName => GeneratedMembers.Objective(BaseName, TypeArgument);

    /// <summary>The numbers and arrays that the parameters consist of, and those of the instance: the parameters of <see cref="Function"/>.</summary>
    public IEnumerable<ParameterDeclaration> Leaves => Parameters.SelectMany(p => p.Leaves).Concat(InstanceLeaves);

    /// <summary>The numbers and arrays of the instance that the loss reads.</summary>
    public IEnumerable<ParameterDeclaration> InstanceLeaves => Instance?.Leaves ?? [];

    /// <summary>The positions that the leaves of a parameter have among all.</summary>
    public IEnumerable<int> LeavesOf(int parameter)
        => Enumerable.Range(Parameters.Take(parameter).Sum(p => p.Leaves.Count), Parameters[parameter].Leaves.Count);
}

/// <summary>A helper that is called, not written out. All its floating-point parameters count as θ.</summary>
/// <param name="Pullback">The name of its derivative.</param>
/// <param name="Function">The helper.</param>
internal sealed record HelperFunction(string Pullback, Function Function);

/// <summary>A parameter as its declaration reads.</summary>
/// <param name="Name">Its name, without @.</param>
/// <param name="Type">Its type as fully qualified C# text (keywords for the built-in types).</param>
/// <param name="Modifier">"", or ref, out, in, params….</param>
/// <param name="IsTheta">Whether the loss is differentiated with respect to it.</param>
/// <param name="Array">Which kind of array it is.</param>
/// <param name="ElementType">The type of its elements, or its own for a number; that of what an objective has for each item, for a tensor.</param>
internal readonly record struct ParameterDeclaration(
    string Name, string Type, string Modifier, bool IsTheta, IR.ArrayKind Array, string ElementType)
{
    public const string In = "in";

    public const string RefReadOnly = "ref readonly";

    public bool IsArray => Array != IR.ArrayKind.None;

    /// <summary>Whether it is an array with one dimension or several itself, and no value that has some among its members.</summary>
    public bool IsShapedArray => IsArray || Composite is { Leaves: [{ Place: { Rank: > 0, Suffix: MatrixTypes.ElementsSuffix } }, ..] };

    /// <summary>Whether it is an array of arrays itself, and no value that has some among its members.</summary>
    public bool IsJaggedArray => Composite is { Leaves: [{ Place: { Copied: CopiedPart.Elements, Suffix: "" } }, ..] };

    /// <summary>What it consists of when its type is composite; otherwise null.</summary>
    public CompositeDeclaration? Composite { get; init; }

    /// <summary>For a part of a composite parameter: that parameter, what is read of it as C# text, and both as the user names them.</summary>
    public LeafPlace? Place { get; init; }

    /// <summary>Whether it is a length of an array that has several: it varies with no number in θ, and where the array is θ, it is the same for all items.</summary>
    public bool IsExtent { get; init; }

    /// <summary>What the user calls it.</summary>
    public string Path => Place?.Path ?? Name;

    /// <summary>The numbers and arrays that it consists of: itself, or its parts.</summary>
    public EquatableArray<ParameterDeclaration> Leaves => Composite?.Leaves ?? [this];
}

/// <summary>Where a part of a composite parameter is found.</summary>
/// <param name="Parameter">The parameter's name.</param>
/// <param name="Suffix">What stands behind it to read the part, as C# text: <c>.Hidden</c>.</param>
/// <param name="Path">What the user calls the part: <c>weights.Hidden</c>.</param>
/// <param name="Prefix">What stands before it: the conversion of an enumeration to a number.</param>
internal sealed record LeafPlace(string Parameter, string Suffix, string Path, string Prefix)
{
    /// <summary>Whether it is a part of the instance that the loss is a method of, and not of a parameter.</summary>
    public bool IsOfInstance { get; init; }

    /// <summary>Whether the parameter is an enumeration, and this the number behind it.</summary>
    public bool IsEnumeration => Suffix.Length == 0 && Prefix.Length > 0 && !IsOfInstance;

    /// <summary>How the part is read, from an expression for the parameter.</summary>
    public string Read(string parameter) => Prefix + parameter + Suffix;

    /// <summary>Where it is the elements of an array with several dimensions: how many; otherwise 0.</summary>
    public int Rank { get; init; }

    /// <summary>What it is of an array of arrays, if it is a part of one. It is not read by an expression, but copied.</summary>
    public CopiedPart Copied { get; init; }

    /// <summary>What stands behind the parameter to read the array whose elements they are.</summary>
    public string ArraySuffix => Rank > 0 ? Suffix.Substring(0, Suffix.Length - MatrixTypes.ElementsSuffix.Length) : Suffix;
}

/// <summary>The type that contains a loss.</summary>
/// <param name="Namespace">Its namespace, escaped; "" for the global one.</param>
/// <param name="Declarations">The chain of partial type declarations, outermost first.</param>
internal sealed record TypeContext(string Namespace, EquatableArray<TypeDeclaration> Declarations);

/// <summary>One partial type declaration.</summary>
/// <param name="Keyword">class, struct, interface, record, record struct.</param>
/// <param name="Name">Its name with type parameters, escaped: <c>Outer&lt;T&gt;</c>.</param>
internal readonly record struct TypeDeclaration(string Keyword, string Name);
