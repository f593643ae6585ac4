using System.Collections.Immutable;
using System.Linq;
using System.Reflection;
using Microsoft.CodeAnalysis;

namespace SymGrad.Generator.Diagnostics;

/// <summary>Every descriptor that there is. A new diagnostic is a field of one of the two classes, and so cannot be forgotten here.</summary>
internal static class AllDescriptors
{
    public static ImmutableArray<DiagnosticDescriptor> Values { get; } =
    [
        .. new[] { typeof(Descriptors), typeof(StructureDescriptors) }
            .SelectMany(type => type.GetFields(BindingFlags.Public | BindingFlags.Static))
            .Select(field => field.GetValue(null))
            .OfType<DiagnosticDescriptor>()
            .OrderBy(descriptor => descriptor.Id, System.StringComparer.Ordinal),
    ];
}
