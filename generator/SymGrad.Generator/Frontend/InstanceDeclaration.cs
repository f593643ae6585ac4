using SymGrad.Generator.IR;

namespace SymGrad.Generator.Frontend;

/// <summary>The instance that a loss is a method of, as emission sees it.</summary>
/// <param name="Type">Its type as C# text.</param>
/// <param name="IsReference">Whether its type is a class.</param>
/// <param name="Captured">The parameters of its primary constructor that the loss reads.</param>
/// <param name="Leaves">The numbers and arrays that the loss reads.</param>
internal sealed record InstanceDeclaration(
    string Type, bool IsReference, EquatableArray<CapturedParameter> Captured, EquatableArray<ParameterDeclaration> Leaves);

/// <summary>A parameter of a primary constructor.</summary>
/// <param name="Type">Its type as C# text.</param>
/// <param name="Name">What methods of the type call it, escaped.</param>
/// <param name="Accessor">The property that nested types read it by.</param>
internal sealed record CapturedParameter(string Type, string Name, string Accessor);
