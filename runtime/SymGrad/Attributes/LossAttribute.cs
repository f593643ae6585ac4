using System;

namespace SymGrad;

/// <summary>
/// Marks a method as a loss: one item in, one real number out. The compiler then writes, beside it, methods for its gradient
/// with respect to the parameters marked <see cref="ThetaAttribute"/> and an objective that sums it over a data set.
/// </summary>
/// <remarks>
/// The method must return <see cref="double"/> or <see cref="float"/>, and be declared in a partial type. For a loss <c>F</c>
/// the type gains <c>FGradient</c>, <c>FValueAndGradient</c> and the nested class <c>FObjective</c>. What the instance of a method that is not static
/// holds is data that all items share; such a method must not be virtual.
/// </remarks>
[AttributeUsage(AttributeTargets.Method, Inherited = false)]
public sealed class LossAttribute : Attribute
{
    /// <summary>
    /// What the generated members are named after, in place of the method's own name: with the name <c>Robust</c> they are
    /// <c>RobustGradient</c>, <c>RobustValueAndGradient</c> and <c>RobustObjective</c>. Overloads of one name need different ones.
    /// </summary>
    /// <value>A C# identifier; null for the method's own name.</value>
    public string? Name { get; set; }

    /// <summary>
    /// Whether expressions that lose digits or overflow, such as <c>Math.Log(1 + Math.Exp(z))</c>, are replaced by equal ones that do not, in the
    /// gradient and in the value that comes with it. Each replacement is reported as SYMG2004.
    /// </summary>
    /// <value>True by default; with false, generated code computes what the method computes, bit for bit.</value>
    public bool StableForms { get; set; } = true;

    /// <summary>
    /// Whether derivatives add up the elements and products of arrays in the order in which the loss does. Otherwise they do so in several sums side by side,
    /// which takes a fraction of the time, and of which the last bits may be others. The value, and what decides which way a loss goes, always have the loss's order.
    /// This is about the methods for one item: objectives that go over eight items at once add up side by side, whatever is said here.
    /// </summary>
    /// <value>False by default.</value>
    public bool OrderedSums { get; set; }
}
