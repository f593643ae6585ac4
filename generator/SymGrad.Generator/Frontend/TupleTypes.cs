using System.Linq;
using Microsoft.CodeAnalysis;

namespace SymGrad.Generator.Frontend;

/// <summary>Which tuples may be parameters of a loss, and members of its types: those of numbers, of composite types, and of such tuples.</summary>
internal static class TupleTypes
{
    /// <summary>The tuple type; null for any other type.</summary>
    public static INamedTypeSymbol? Of(ITypeSymbol? type)
        => type is INamedTypeSymbol { IsTupleType: true, TupleElements: { Length: > 1 } elements } tuple
            && elements.All(e => ScalarTypes.OfValue(e.Type) is not null || CompositeTypes.IsComposite(e.Type) || Of(e.Type) is not null)
            ? tuple
            : null;
}
