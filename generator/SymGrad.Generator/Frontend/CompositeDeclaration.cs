using System.Collections.Generic;
using System.Linq;
using SymGrad.Generator.IR;

namespace SymGrad.Generator.Frontend;

/// <summary>A parameter of a composite type, as emission sees it.</summary>
/// <param name="Leaves">The numbers and arrays that it consists of.</param>
/// <param name="IsReference">Whether its type is a class, so that a new value of it is an object.</param>
/// <param name="Construction">How a value of the type is made of leaves; null for data, which nothing is made of.</param>
internal sealed record CompositeDeclaration(EquatableArray<ParameterDeclaration> Leaves, bool IsReference, Construction? Construction);

/// <summary>How an expression makes an instance of a composite type of the values of its leaves.</summary>
/// <param name="Maker">What is called, as C# text: <c>new Weights</c>, <c>Matrices.Create&lt;double&gt;</c>; "" for a tuple.</param>
/// <param name="Arguments">What it is given.</param>
/// <param name="Assignments">What an object initializer assigns.</param>
internal sealed record Construction(string Maker, EquatableArray<ConstructedMember> Arguments, EquatableArray<ConstructedMember> Assignments)
{
    /// <summary>The expression, from those of the leaves.</summary>
    public string Print(IReadOnlyList<string> leaves)
    {
        string arguments = string.Join(", ", Arguments.Select(a => a.Print(leaves)));
        string assignments = string.Join(", ", Assignments.Select(a => $"{a.Member} = {a.Print(leaves)}"));
        return (Arguments.Count, Assignments.Count) switch
        {
            (_, 0) => $"{Maker}({arguments})",
            (0, _) => $"{Maker} {{ {assignments} }}",
            _ => $"{Maker}({arguments}) {{ {assignments} }}",
        };
    }
}

/// <summary>A member that is given its value when an instance is made: a leaf, or an instance itself.</summary>
/// <param name="Member">Its name as C# text.</param>
/// <param name="Leaf">The position of the leaf, where it is one.</param>
/// <param name="Nested">How it is made, where it is an instance.</param>
internal sealed record ConstructedMember(string Member, int Leaf, Construction? Nested)
{
    public string Print(IReadOnlyList<string> leaves) => Nested?.Print(leaves) ?? leaves[Leaf];
}
