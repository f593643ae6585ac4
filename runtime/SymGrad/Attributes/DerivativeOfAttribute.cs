using System;

namespace SymGrad;

/// <summary>
/// Marks a static method as the partial derivative of a function: one whose source the compiler can't see, or one in the same type, whose source then
/// does not count. The method takes the same parameters as that function and returns the derivative with respect to one of them.
/// </summary>
/// <remarks>
/// For a function with parameters of type <see cref="ReadOnlySpan{T}"/> there is one method for all derivatives. It takes the parameters of the function,
/// then for each span of floating-point numbers a <see cref="Span{T}"/> that it adds the adjoints of the elements to, then the adjoint of the result, and
/// returns the adjoints of the other floating-point parameters: nothing, one, or a tuple.
/// </remarks>
/// <example>
/// <code>
/// [DerivativeOf(typeof(Special), nameof(Special.Gamma))]
/// static double GammaDerivative(double x) => Special.Gamma(x) * Special.Digamma(x);
/// </code>
/// </example>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true, Inherited = false)]
public sealed class DerivativeOfAttribute : Attribute
{
    /// <summary>Names the function that the marked method is a derivative of.</summary>
    /// <param name="type">The type that declares the function.</param>
    /// <param name="method">The name of the function.</param>
    /// <param name="parameter">
    /// The name of the parameter to differentiate with respect to. It may be left out when the function has one floating-point
    /// parameter only; a function of several has one marked method for each.
    /// </param>
    public DerivativeOfAttribute(Type type, string method, string? parameter = null)
    {
        Type = type;
        Method = method;
        Parameter = parameter;
    }

    /// <summary>The type that declares the function.</summary>
    public Type Type { get; }

    /// <summary>The name of the function.</summary>
    public string Method { get; }

    /// <summary>The parameter the derivative is taken with respect to; null for the function's only floating-point parameter.</summary>
    public string? Parameter { get; }
}
