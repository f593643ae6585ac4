using System;

namespace SymGrad;

/// <summary>
/// Marks a parameter of a loss as one to differentiate with respect to. All other parameters are data: what varies from item to item.
/// </summary>
/// <remarks>When no parameter of a loss is marked, those named <c>theta</c> or <c>θ</c> are meant.</remarks>
[AttributeUsage(AttributeTargets.Parameter, Inherited = false)]
public sealed class ThetaAttribute : Attribute;
