using Microsoft.CodeAnalysis;
using SymGrad.Generator.IR;

namespace SymGrad.Generator.Frontend;

/// <summary>An element of an array, as a place that is read or assigned.</summary>
/// <param name="Array">The array.</param>
/// <param name="Index">Where in it.</param>
/// <param name="Source">The expression that names it.</param>
internal sealed record ElementPlace(Value Array, Value Index, SyntaxNode Source);
