using SymGrad.Generator.IR;

namespace SymGrad.Generator.Differentiation;

/// <summary>What a loss computes from the data of an item alone, once for the data set. The rest is an <see cref="ItemLoss"/>.</summary>
/// <param name="Results">The numbers that the rest takes.</param>
/// <param name="Values">From data, yields these numbers.</param>
/// <param name="Lanes">The same for eight items at once; null where that is no faster.</param>
internal sealed record LossDataPart(EquatableArray<Parameter> Results, Function Values, Function? Lanes);
