using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace SymGrad.Generator.CallSites;

/// <summary>A place where a loss, its gradient or its objective is given data.</summary>
/// <param name="Loss">The loss.</param>
/// <param name="Quantity">What of it is asked for.</param>
/// <param name="Data">What its data parameters are given, in the order of the call.</param>
internal sealed record LossUse(IMethodSymbol Loss, LossQuantity Quantity, ImmutableArray<DataArgument> Data);

/// <summary>What a data parameter is given.</summary>
/// <param name="Parameter">The parameter of the loss.</param>
/// <param name="Value">The argument.</param>
internal readonly record struct DataArgument(IParameterSymbol Parameter, IOperation Value);
