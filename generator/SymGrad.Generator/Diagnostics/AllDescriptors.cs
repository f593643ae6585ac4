using System;
using System.Collections.Immutable;
using System.Linq;
using System.Reflection;
using Microsoft.CodeAnalysis;

namespace SymGrad.Generator.Diagnostics;

/// <summary>Every descriptor that there is. A new diagnostic is a field of one of the classes, and so cannot be forgotten here.</summary>
internal static class AllDescriptors
{
    public static ImmutableArray<DiagnosticDescriptor> Values { get; } = Of(typeof(Descriptors), typeof(StructureDescriptors), typeof(CallSiteDescriptors), typeof(NumericsDescriptors));

    /// <summary>Those about losses themselves.</summary>
    public static ImmutableArray<DiagnosticDescriptor> OfLosses { get; } = Of(typeof(Descriptors), typeof(StructureDescriptors), typeof(NumericsDescriptors));

    /// <summary>Those about the places where losses are used.</summary>
    public static ImmutableArray<DiagnosticDescriptor> OfCallSites { get; } = Of(typeof(CallSiteDescriptors));

    private static ImmutableArray<DiagnosticDescriptor> Of(params Type[] holders) =>
    [
        .. holders
            .SelectMany(type => type.GetFields(BindingFlags.Public | BindingFlags.Static))
            .Select(field => field.GetValue(null))
            .OfType<DiagnosticDescriptor>()
            .OrderBy(descriptor => descriptor.Id, StringComparer.Ordinal),
    ];
}
