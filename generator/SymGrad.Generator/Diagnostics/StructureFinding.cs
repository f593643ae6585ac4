using System.Globalization;
using System.Linq;
using Microsoft.CodeAnalysis;
using SymGrad.Generator.IR;

namespace SymGrad.Generator.Diagnostics;

/// <summary>Something worth saying about the structure of a loss.</summary>
/// <param name="Descriptor">What is said, with its id and severity.</param>
/// <param name="Arguments">The arguments of its message.</param>
/// <param name="Subject">The parameter that it is about, or null when it is about the loss as a whole.</param>
internal sealed record StructureFinding(DiagnosticDescriptor Descriptor, EquatableArray<string> Arguments, Value? Subject)
{
    /// <summary>The message, for the description of the objective.</summary>
    public string Message => string.Format(
        CultureInfo.InvariantCulture,
        Descriptor.MessageFormat.ToString(CultureInfo.InvariantCulture),
        [.. Arguments.Items.Cast<object>()]);
}
