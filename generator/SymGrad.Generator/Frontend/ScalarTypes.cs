using System.Linq;
using Microsoft.CodeAnalysis;
using SymGrad.Generator.IR;

namespace SymGrad.Generator.Frontend;

/// <summary>Which C# types a loss may compute with.</summary>
internal static class ScalarTypes
{
    /// <summary>The scalar type that a C# type is, or null.</summary>
    public static ScalarType? Of(ITypeSymbol? type) => TypeArguments.Resolve(type)?.SpecialType switch
    {
        SpecialType.System_Boolean => ScalarType.Boolean,
        SpecialType.System_SByte => ScalarType.SByte,
        SpecialType.System_Byte => ScalarType.Byte,
        SpecialType.System_Int16 => ScalarType.Int16,
        SpecialType.System_UInt16 => ScalarType.UInt16,
        SpecialType.System_Int32 => ScalarType.Int32,
        SpecialType.System_UInt32 => ScalarType.UInt32,
        SpecialType.System_Int64 => ScalarType.Int64,
        SpecialType.System_UInt64 => ScalarType.UInt64,
        SpecialType.System_Single => ScalarType.Single,
        SpecialType.System_Double => ScalarType.Double,
        _ => null,
    };

    /// <summary>The scalar type that values of a C# type are computed as: its own, or the one that an enumeration is based on.</summary>
    public static ScalarType? OfValue(ITypeSymbol? type) => Of(EnumerationBaseOf(type) ?? type);

    /// <summary>The type that an enumeration is based on; null for any other type.</summary>
    public static ITypeSymbol? EnumerationBaseOf(ITypeSymbol? type) => (type as INamedTypeSymbol)?.EnumUnderlyingType;

    /// <summary>Whether it is a scalar type, an array of scalars, a composite type, or a tuple of scalars and composite types.</summary>
    public static bool IsSupported(ITypeSymbol? type) => ArrayTypes.IsAnyArray(type) || TensorTypes.IsTensor(type) || IsScalarOrTuple(type);

    /// <summary>Whether it is a scalar type, or a tuple of such types.</summary>
    public static bool IsScalarOrScalars(ITypeSymbol? type) => Of(type) is not null
        || (type is INamedTypeSymbol { IsTupleType: true, TupleElements: { IsEmpty: false } elements } && elements.All(e => IsScalarOrScalars(e.Type)));

    private static bool IsScalarOrTuple(ITypeSymbol? type)
    {
        type = TypeArguments.Resolve(type);
        if (OfValue(type) is not null || CompositeTypes.IsComposite(type))
        {
            return true;
        }

        if (type is not INamedTypeSymbol { IsTupleType: true } tuple || tuple.TupleElements.IsEmpty)
        {
            return false;
        }

        foreach (IFieldSymbol element in tuple.TupleElements)
        {
            if (!IsScalarOrTuple(element.Type))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>The type in which C# computes with operands of two types.</summary>
    public static ScalarType Promote(ScalarType left, ScalarType right)
    {
        foreach (ScalarType type in (ScalarType[])[ScalarType.Double, ScalarType.Single, ScalarType.UInt64, ScalarType.Int64])
        {
            if (left == type || right == type)
            {
                return type;
            }
        }

        bool isUnsigned = left == ScalarType.UInt32 || right == ScalarType.UInt32;
        return isUnsigned
            ? left.Minimum() < 0 || right.Minimum() < 0 ? ScalarType.Int64 : ScalarType.UInt32
            : left == ScalarType.Boolean ? ScalarType.Boolean : ScalarType.Int32;
    }
}
