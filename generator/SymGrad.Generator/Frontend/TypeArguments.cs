using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;

namespace SymGrad.Generator.Frontend;

/// <summary>
/// What the type parameters stand for of the generic methods and types whose code is being lowered. A body is bound once, with type parameters in it;
/// <see cref="ScalarTypes"/> asks here for the types that it is lowered for. Lowering is one pass on one thread, and no helper is written out
/// inside itself, so that a type parameter stands for one type at a time.
/// </summary>
internal static class TypeArguments
{
    [ThreadStatic]
    private static ImmutableDictionary<ISymbol, ITypeSymbol>? current;

    /// <summary>The type that a type stands for: itself, unless it is a type parameter with a known argument.</summary>
    public static ITypeSymbol? Resolve(ITypeSymbol? type)
        => type is ITypeParameterSymbol && current is { } known && known.TryGetValue(type.OriginalDefinition, out ITypeSymbol? argument) ? argument : type;

    /// <summary>The interface with the types that its type arguments stand for.</summary>
    public static INamedTypeSymbol Resolve(INamedTypeSymbol type) => type.IsGenericType && !type.IsUnboundGenericType
        ? type.OriginalDefinition.Construct([.. type.TypeArguments.Select(a => Resolve(a)!)])
        : type;

    /// <summary>The first type argument of a method that is itself a type parameter which stands for no known type; null when there is none.</summary>
    public static ITypeSymbol? UnknownIn(IMethodSymbol method) => method.TypeArguments.FirstOrDefault(a => Resolve(a) is ITypeParameterSymbol);

    /// <summary>Gives the type parameters of a method and of its type their arguments, until the result is disposed.</summary>
    public static Scope Enter(IMethodSymbol method)
    {
        ImmutableDictionary<ISymbol, ITypeSymbol>? before = current;
        foreach ((ITypeParameterSymbol parameter, ITypeSymbol argument) in ArgumentsOf(method))
        {
            if (Resolve(argument) is { } known and not ITypeParameterSymbol)
            {
                current = (current ?? ImmutableDictionary.Create<ISymbol, ITypeSymbol>(SymbolEqualityComparer.Default)).SetItem(parameter, known);
            }
        }

        return new Scope(before);
    }

    private static IEnumerable<(ITypeParameterSymbol Parameter, ITypeSymbol Argument)> ArgumentsOf(IMethodSymbol method)
    {
        for (int i = 0; i < method.TypeArguments.Length; i++)
        {
            yield return (method.OriginalDefinition.TypeParameters[i], method.TypeArguments[i]);
        }

        for (INamedTypeSymbol? type = method.ContainingType; type is not null; type = type.ContainingType)
        {
            for (int i = 0; i < type.TypeArguments.Length; i++)
            {
                yield return (type.OriginalDefinition.TypeParameters[i], type.TypeArguments[i]);
            }
        }
    }

    /// <summary>The time in which type parameters have arguments.</summary>
    public readonly struct Scope(ImmutableDictionary<ISymbol, ITypeSymbol>? before) : IDisposable
    {
        private readonly ImmutableDictionary<ISymbol, ITypeSymbol>? before = before;

        public void Dispose() => current = before;
    }
}
